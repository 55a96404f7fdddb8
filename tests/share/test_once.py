"""A file is whole under its name or not there, whatever the drive does."""

import errno

import pytest

from funneldesk.errors import UserError
from funneldesk.share.once import write_once
from tests.share.faulty_files import KINDS, Crash, FaultyFiles
from tests.share.memory_files import MemoryFolder

DATA = b"data" * 10


@pytest.mark.parametrize("error", [*KINDS, errno.EBUSY, None])
@pytest.mark.parametrize("forever", [False, True])
@pytest.mark.parametrize("after", [False, True])
def test_it_is_whole_or_not_there(error: int | None, forever: bool, after: bool) -> None:
    for fails_at in range(1, 100):
        drive = MemoryFolder()
        faulty = FaultyFiles(drive, fails_at, error, forever=forever, after=after)
        done = True
        try:
            write_once(faulty, "a/x", DATA)
        except (UserError, Crash):
            done = False
        drive.lose_power()
        assert ("a/x" in drive.files) or not done
        assert "a/x" not in drive.files or drive.files["a/x"].data == DATA
        write_once(drive, "a/x", DATA)
        assert drive.files["a/x"].data == DATA
        if not faulty.failed:
            return
    pytest.fail("it never came through")


def test_another_file_of_this_name_is_left_alone() -> None:
    for there in (b"other", DATA + b"more"):
        drive = MemoryFolder()
        drive.put("a/x", there)
        with pytest.raises(UserError) as error:
            write_once(drive, "a/x", DATA)
        assert error.value.code == "share_taken"
        assert drive.files["a/x"].data == there


def test_a_drive_that_gives_back_something_else_is_not_believed() -> None:
    class Lying(MemoryFolder):
        def read(self, path: str, most: int) -> bytes:
            return super().read(path, most)[:-1] + b"?"

    drive = Lying()
    with pytest.raises(UserError) as error:
        write_once(drive, "a/x", DATA)
    assert error.value.code == "share_not_kept"
    assert drive.files == {}

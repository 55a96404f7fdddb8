"""What a drive raises, in words."""

import errno
import os

import pytest

from funneldesk.errors import UserError
from funneldesk.share import trouble
from funneldesk.share.file_system import TooLarge
from funneldesk.share.trouble import explained, in_words, patient, trouble_code
from tests.share.memory_files import MemoryFolder


def _of_windows(number: int) -> OSError:
    error = OSError(errno.EINVAL, "of Windows")
    error.winerror = number  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOENT, ""), "share_gone"),
        (TimeoutError(errno.ETIMEDOUT, ""), "share_slow"),
        (OSError(errno.ENOSPC, ""), "share_full"),
        (OSError(errno.EBUSY, ""), "share_held"),
        (OSError(errno.EROFS, ""), "share_read_only"),
        (OSError(errno.EIO, ""), "share_trouble"),
        (_of_windows(53), "share_gone"),
        (_of_windows(362), "share_gone"),
        (_of_windows(121), "share_slow"),
        (_of_windows(112), "share_full"),
        (_of_windows(32), "share_held"),
        (_of_windows(19), "share_read_only"),
        (NotADirectoryError(errno.ENOTDIR, ""), "share_no_folder"),
        (_of_windows(267), "share_no_folder"),
        (OSError(errno.ENAMETOOLONG, ""), "share_long_name"),
        (_of_windows(206), "share_long_name"),
        (_of_windows(123), "share_trouble"),
    ],
)
def test_every_error_is_a_sentence_with_a_next_step(error: OSError, code: str) -> None:
    told = in_words(error, r"\\nas\team")
    assert (trouble_code(error), told.code) == (code, code)
    assert r"\\nas\team" in told.message
    assert told.next_step


@pytest.mark.parametrize("table", [trouble._SYSTEMS, trouble._WINDOWS])
def test_no_number_means_two_things(table: dict[str, set[int]]) -> None:
    numbers = [number for several in table.values() for number in several]
    assert len(numbers) == len(set(numbers))
    assert set(table) == set(trouble._SYSTEMS)
    said = {in_words(OSError(min(several), "why"), "x").message for several in trouble._SYSTEMS.values()}
    assert len(said) == len(table), "each in words of its own"


def test_the_number_of_windows_counts_before_that_of_posix() -> None:
    error = _of_windows(53)
    error.errno = errno.EACCES
    assert trouble_code(error) == "share_gone"


def test_a_file_that_is_too_large_is_named() -> None:
    with pytest.raises(UserError, match=r"share\.json") as told, explained(MemoryFolder()):
        raise TooLarge("share.json")
    assert told.value.code == "share_too_large"


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EACCES])
def test_a_file_that_is_held_is_tried_again(number: int) -> None:
    waits = iter([OSError(number, os.strerror(number))] * 3)

    def act() -> str:
        if error := next(waits, None):
            raise error
        return "done"

    assert patient(act) == "done"


@pytest.mark.parametrize("error", [_of_windows(32), _of_windows(33), OSError(errno.EBUSY, "held")])
def test_what_is_held_for_good_is_said_after_a_second_and_a_half(
    error: OSError, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(trouble, "sleep", waited.append)

    def act() -> None:
        raise error

    with pytest.raises(UserError) as told, explained(MemoryFolder()):
        patient(act)
    assert told.value.code == "share_held"
    assert 1 < sum(waited) < 2
    assert waited == sorted(waited), "longer and longer"


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC, errno.ENOENT, errno.EEXIST])
def test_nobody_waits_for_what_waiting_does_not_help(number: int) -> None:
    tries = []

    def act() -> None:
        tries.append(1)
        raise OSError(number, os.strerror(number))

    with pytest.raises(OSError):
        patient(act)
    assert len(tries) == 1

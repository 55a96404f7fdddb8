"""Copies of publications on this computer: whole before they are used, and one at a time."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from funneldesk.errors import UserError
from funneldesk.share.copies import COPY, PART, drop, sum_of, tidy, write_part

DATA = b"a publication " * 1000


def test_a_part_is_whole_under_a_name_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "チーム" / "copies"
    first, second = write_part(folder, DATA), write_part(folder, DATA)
    assert first != second
    assert {first.suffix, second.suffix} == {PART}
    assert first.read_bytes() == DATA
    assert sum_of(first) == hashlib.sha256(DATA).hexdigest()


@pytest.mark.parametrize("failing", ["fsync", "mkdir"])
def test_a_full_disk_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(*_given: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os if failing == "fsync" else Path, failing, full)
    with pytest.raises(UserError) as caught:
        write_part(tmp_path / "copies" if failing == "mkdir" else tmp_path, DATA)
    assert caught.value.next_step
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_has_no_sum(tmp_path: Path) -> None:
    assert sum_of(tmp_path / "none") is None
    assert sum_of(tmp_path) is None, "a folder"


def test_a_file_that_is_held_stays_until_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = tmp_path / f"held{COPY}"
    held.write_bytes(DATA)

    def refuse(*_given: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    with monkeypatch.context() as windows:
        windows.setattr(Path, "unlink", refuse)
        drop(held)
        tidy(tmp_path, "another")
        assert held.exists()
    tidy(tmp_path, "another")
    assert not held.exists()


def test_one_copy_stays_and_parts_that_may_still_be_written(tmp_path: Path) -> None:
    keep, older, note = (tmp_path / name for name in (f"keep{COPY}", f"older{COPY}", "answers.sqlite3"))
    fresh, left = write_part(tmp_path, DATA), write_part(tmp_path, DATA)
    for path in (keep, older, note):
        path.write_bytes(DATA)
    os.utime(left, (0, 0))
    tidy(tmp_path, keep.name)
    assert {path.name for path in tmp_path.iterdir()} == {keep.name, note.name, fresh.name}
    tidy(tmp_path / "none", keep.name)

"""The id of this computer: drawn once."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from funneldesk.errors import UserError
from funneldesk.share.device import device_id
from funneldesk.share.names import is_device


def test_it_stays_the_same(tmp_path: Path) -> None:
    first = device_id(tmp_path / "new" / "folder")
    assert is_device(first)
    assert device_id(tmp_path / "new" / "folder") == first
    assert device_id(tmp_path / "other") != first


@pytest.mark.parametrize("left", [b"", b"half", b"\xff\xfe", b"../../x"])
def test_a_file_nobody_finished_is_drawn_again(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "device").write_bytes(left)
    found = device_id(tmp_path)
    assert is_device(found)
    assert device_id(tmp_path) == found


@pytest.fixture
def _often() -> Iterator[None]:
    """Let threads take turns as often as processes do."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_often")
def test_programs_that_begin_at_once_are_one_computer(tmp_path: Path) -> None:
    together = Barrier(4)

    def begin(folder: Path) -> str:
        together.wait(30)
        return device_id(folder)

    with ThreadPoolExecutor(4) as programs:
        for number in range(100):
            folder = tmp_path / str(number)
            found = set(programs.map(begin, [folder] * 4))
            assert found == {device_id(folder)}
            assert [one.name for one in folder.iterdir()] == ["device"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError) as error:
        device_id(tmp_path / "file" / "folder")
    assert error.value.code == "cannot_write"

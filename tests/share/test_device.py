"""The id of this computer: drawn once."""

from pathlib import Path

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


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError) as error:
        device_id(tmp_path / "file" / "folder")
    assert error.value.code == "cannot_write"

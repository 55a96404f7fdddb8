"""A working store lies on a local disk, never on a share or in a synchronised folder."""

from pathlib import Path

import pytest

from funneldesk.errors import UserError
from funneldesk.store import places
from funneldesk.store.places import is_on_network, require_local, synced_by

MOUNTS = [
    ("/", "ext4"),
    ("/mnt/share", "cifs"),
    ("/mnt/share/local", "xfs"),
    ("/mnt/nas", "nfs4"),
    ("/home/me/remote", "fuse.sshfs"),
]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/me/data.db", False),
        ("/mnt/share/data.db", True),
        ("/mnt/share/deep/er/data.db", True),
        ("/mnt/share/local/data.db", False),
        ("/mnt/shared/data.db", False),  # only begins alike
        ("/mnt/nas/data.db", True),
        ("/home/me/remote/data.db", True),
        (r"\\server\share\data.db", True),
        ("//server/share/data.db", True),
    ],
)
def test_network_drives_are_known_by_their_mount(path: str, expected: bool) -> None:
    # A string stands in for the path: Path would turn the slashes of the other system.
    assert is_on_network(path, mounted=lambda: MOUNTS) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "expected"), [(3, False), (4, True), (2, False)])
def test_windows_says_which_drive_letters_are_remote(kind: int, expected: bool) -> None:
    asked = []

    def drive_type(root: str) -> int:
        asked.append(root)
        return kind

    assert is_on_network("Z:\\営業\\data.db", mounted=list, drive_type=drive_type) is expected  # type: ignore[arg-type]
    assert asked == ["Z:\\"]


@pytest.mark.parametrize(
    "path",
    [
        "C:\\Users\\me\\OneDrive\\data.db",
        "C:\\Users\\me\\OneDrive - みなと精機\\Documents\\data.db",
        "/Users/me/Dropbox/data.db",
        "/Users/me/Dropbox (Company)/data.db",
        "G:\\マイドライブ\\data.db",
        "/Users/me/Google Drive/data.db",
        "/Users/me/Library/Mobile Documents/com~apple~CloudDocs/data.db",
        "/Users/me/Library/CloudStorage/Box-Box/data.db",
        "C:\\Users\\me\\iCloudDrive\\data.db",
        "/home/me/Box/data.db",
    ],
)
def test_synchronised_folders_are_known_by_name(path: str) -> None:
    assert synced_by(path, home=Path("/home/me"), environ={})  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["/home/me/Documents/data.db", "/srv/Box/data.db", "/home/me/dropbox.db"])
def test_other_folders_are_not(path: str) -> None:
    assert synced_by(Path(path), home=Path("/home/me"), environ={}) is None


def test_the_system_says_where_onedrive_is(tmp_path: Path) -> None:
    moved = tmp_path / "仕事"
    assert synced_by(moved / "data.db", environ={"OneDrive": str(moved)}) == str(moved)
    assert synced_by(tmp_path / "data.db", environ={"OneDrive": str(moved)}) is None


def test_a_refusal_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError) as error:
        require_local(tmp_path / "OneDrive" / "data.db")
    assert error.value.code == "synced_place"
    assert "publish" in error.value.next_step
    monkeypatch.setattr(places, "is_on_network", lambda _path: True)
    with pytest.raises(UserError) as error:
        require_local(tmp_path / "data.db")
    assert error.value.code == "network_place"
    assert "publish" in error.value.next_step


def test_this_machine_has_mounts() -> None:
    assert places.mounts()

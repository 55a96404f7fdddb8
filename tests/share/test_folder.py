"""A real folder: written once, never over anything, and hostile things in it hold nobody up."""

import os
import unicodedata
from pathlib import Path

import pytest

from funneldesk.share import folder
from funneldesk.share.file_system import TooLarge
from funneldesk.share.folder import RealFolder, extended


@pytest.fixture(params=[False, True], ids=["posix", "windows"])
def real(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RealFolder:
    """Return a folder, once by the branch of Windows, whose rename refuses what is there."""
    if request.param:
        monkeypatch.setattr(folder, "extended", lambda path: path)
        rename = os.rename

        def refusing(old: str, new: str) -> None:
            if os.path.lexists(new):
                raise FileExistsError(new)
            rename(old, new)

        monkeypatch.setattr(os, "rename", refusing)
    return RealFolder(tmp_path, windows=request.param)


def test_what_is_written_is_read_under_its_new_name(real: RealFolder) -> None:
    real.create_new("a/b/x.tmp", b"data\r\n")
    real.fsync("a/b/x.tmp")
    real.rename_new("a/b/x.tmp", "a/b/x")
    assert real.read("a/b/x", 6) == b"data\r\n"
    assert [(one.name, one.size, one.is_folder) for one in real.list("a/b")] == [("x", 6, False)]
    assert [(one.name, one.is_folder) for one in real.list("a")] == [("b", True)]
    real.delete("a/b/x")
    assert real.list("a/b") == []


def test_nothing_is_written_over(real: RealFolder) -> None:
    real.create_new("x", b"first")
    with pytest.raises(FileExistsError):
        real.create_new("x", b"second")
    real.create_new("y", b"second")
    with pytest.raises(FileExistsError):
        real.rename_new("y", "x")
    assert real.read("x", 10) == b"first"


def test_a_drive_without_hard_links_refuses_a_taken_name_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_old: str, _new: str) -> None:
        raise PermissionError(1, "no hard links")

    monkeypatch.setattr(os, "link", none)
    real = RealFolder(tmp_path, windows=False)
    real.create_new("x", b"first")
    real.create_new("y", b"second")
    with pytest.raises(FileExistsError):
        real.rename_new("y", "x")
    real.rename_new("y", "z")
    assert (real.read("x", 10), real.read("z", 10)) == (b"first", b"second")


def test_a_file_that_is_too_long_is_not_read(real: RealFolder) -> None:
    real.create_new("x", b"12345")
    with pytest.raises(TooLarge):
        real.read("x", 4)


@pytest.mark.skipif(os.name == "nt", reason="pipes and links of POSIX")
def test_pipes_and_links_are_nobodys_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "link.json").symlink_to("/etc/passwd")
    real = RealFolder(tmp_path)
    assert real.list("") == []
    with pytest.raises(FileNotFoundError):
        real.read("pipe.json", 10)
    with pytest.raises(OSError):
        real.read("link.json", 10_000)


def test_a_drive_that_is_gone_does_not_become_a_folder_of_this_computer(tmp_path: Path) -> None:
    real = RealFolder(tmp_path / "drive")
    with pytest.raises(FileNotFoundError):
        real.create_new("FunnelDesk/share.json", b"{}")
    assert list(tmp_path.iterdir()) == []


def test_naming_a_folder_does_not_look_at_the_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_path: Path) -> bool:
        pytest.fail("looked at the drive")

    monkeypatch.setattr(Path, "exists", slow)
    assert RealFolder(Path("/nas/営業")).where == str(Path("/nas/営業"))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_japanese_name_is_found_however_it_is_composed(tmp_path: Path, form: str) -> None:
    name = "データ共有が"
    (tmp_path / unicodedata.normalize(form, name)).mkdir()
    for asked in ("NFC", "NFD"):
        assert RealFolder(tmp_path / unicodedata.normalize(asked, name)).list("") == []


@pytest.mark.parametrize(
    ("path", "long"),
    [
        (r"C:\営業\x", r"\\?\C:\営業\x"),
        ("C:/a/b", r"\\?\C:\a\b"),
        (r"\\nas\team\x", r"\\?\UNC\nas\team\x"),
        ("//nas/team", r"\\?\UNC\nas\team"),
        (r"\\?\C:\x", r"\\?\C:\x"),
    ],
)
def test_long_paths_of_windows(path: str, long: str) -> None:
    assert extended(path) == long

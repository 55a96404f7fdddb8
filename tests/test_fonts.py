"""One font file for Qt and matplotlib: the platform's own face first, else the carried one."""

import sys
import unicodedata
from pathlib import Path

import pytest

from funneldesk.fonts import _folders, carried_font, japanese_font, platform_face


@pytest.mark.parametrize(
    ("platform", "files", "expected"),
    [
        ("win32", ["meiryo.ttc", "YuGothM.ttc", "YuGothB.ttc"], ("YuGothM.ttc", "YuGothB.ttc")),
        ("win32", ["meiryo.ttc"], ("meiryo.ttc", None)),
        ("darwin", ["ヒラギノ角ゴシック W3.ttc", "ヒラギノ角ゴシック W6.ttc"], ("W3", "W6")),
        ("linux", ["NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"], ("Regular", "Bold")),
        ("freebsd14", ["NotoSansJP-Regular.otf"], ("NotoSansJP-Regular.otf", None)),
        ("win32", ["arial.ttf"], None),
    ],
)
def test_the_platforms_face_is_found_by_name(tmp_path: Path, platform, files, expected) -> None:
    for name in files:
        (tmp_path / name).touch()
    found = platform_face(platform, (tmp_path / "nothing", tmp_path))
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert expected[0] in found[0].name
        assert (found[1].name if found[1] else None) == expected[1] or expected[1] in str(found[1])


def test_a_decomposed_name_is_the_same_face(tmp_path: Path) -> None:
    (tmp_path / unicodedata.normalize("NFD", "ヒラギノ角ゴシック W3.ttc")).touch()
    assert platform_face("darwin", (tmp_path,)) is not None


def test_the_carried_font_is_found_without_importing_its_package() -> None:
    already = "matplotlib_fontja" in sys.modules
    assert carried_font().name == "ipaexg.ttf"
    assert ("matplotlib_fontja" in sys.modules) == already


def test_a_frozen_program_looks_in_its_bundle_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "matplotlib_fontja" / "fonts"
    folder.mkdir(parents=True)
    (folder / "ipaexg.ttf").touch()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert carried_font() == folder / "ipaexg.ttf"


def test_an_installation_without_any_font_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(FileNotFoundError):
        carried_font()


def test_there_is_always_a_font_here() -> None:
    assert japanese_font().is_file()


def test_windows_looks_in_its_own_and_the_users_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", "W")
    monkeypatch.setenv("LOCALAPPDATA", "L")
    assert list(_folders("win32")) == [Path("W/Fonts"), Path("L/Microsoft/Windows/Fonts")]
    monkeypatch.delenv("LOCALAPPDATA")
    assert list(_folders("win32")) == [Path("W/Fonts")]


def test_other_systems_look_in_their_usual_places() -> None:
    assert Path("/System/Library/Fonts") in _folders("darwin")
    assert Path("/usr/share/fonts/opentype/noto") in _folders("linux")


def test_an_installation_whose_file_is_gone_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from importlib.machinery import ModuleSpec

    spec = ModuleSpec("matplotlib_fontja", None, is_package=True)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: spec)
    with pytest.raises(FileNotFoundError):
        carried_font()

"""What was saved is opened by one click, and whoever saved it is told where that does not work."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from funneldesk.ui.saved_files import open_path, say_saved
from funneldesk.ui.widgets.frames import Banner

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(monkeypatch):
    """What the system was asked to open; it could."""
    paths = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: paths.append(url.toLocalFile()) or True)
    return paths


@pytest.fixture
def banner(qtbot):
    banner = Banner()
    qtbot.addWidget(banner)
    return banner


def test_the_file_and_its_folder_are_opened(banner, opened, qtbot, tmp_path):
    path = tmp_path / "営業の対応リスト #1.xlsx"
    say_saved(banner, path)
    assert banner.sentence.text() == f"Saved: {path.name}"
    assert (banner.link.text(), banner.second.text()) == ("Open it", "Open the folder")
    qtbot.mouseClick(banner.link, LEFT)
    qtbot.mouseClick(banner.second, LEFT)
    assert opened == [str(path), str(tmp_path)]


def test_of_several_files_the_folder_is_opened(banner, opened, qtbot, tmp_path):
    say_saved(banner, tmp_path / "a.csv", tmp_path / "b.csv", words="2 files")
    assert (banner.sentence.text(), banner.link.text()) == ("2 files", "Open the folder")
    assert banner.second.isHidden()
    qtbot.mouseClick(banner.link, LEFT)
    assert opened == [str(tmp_path)]


def test_what_is_said_next_offers_nothing_of_the_file(banner, opened, qtbot, tmp_path):
    say_saved(banner, tmp_path / "a.csv")
    banner.say("Something else.")
    assert (banner.link.isHidden(), banner.second.isHidden()) == (True, True)
    banner.second.click()
    assert opened == []


def test_a_file_that_no_program_opens_is_named_with_its_place(banner, monkeypatch, tmp_path):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    open_path(banner, tmp_path / "a.csv")
    assert str(tmp_path / "a.csv") in banner.sentence.text()
    assert banner.property("banner") == "amber"


def test_what_a_page_saved_is_a_click_away(show, opened, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "definition-book.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    page = show("book")
    page.export(path)
    qtbot.waitUntil(page.banner.second.isVisible)
    qtbot.mouseClick(page.banner.second, LEFT)
    page.banner.link.setFocus()
    qtbot.keyClick(page.banner.link, Qt.Key.Key_Space)
    assert opened == [str(tmp_path), str(path)]

"""The border between two parts of a page stays where it was moved to."""

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QTextEdit, QWidget

from funneldesk.ui.widgets.splitting import SideBySide


@pytest.mark.parametrize("page_id", ["leads", "duplicates", "knowledge"])
def test_pages_of_two_parts_keep_their_border(window, page_id):
    assert len(window.page(page_id).findChildren(SideBySide)) == 1


@pytest.fixture
def opened(tmp_path, qtbot):
    """Return a function that shows two parts as the next run of the program does."""

    def show():
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        made = SideBySide(settings, "one", QTextEdit(), QTextEdit())
        qtbot.addWidget(made)
        made.resize(1200, 600)
        made.divide((3, 1), (800, 384))
        made.show()
        qtbot.waitExposed(made)
        return made, settings

    return show


def move(qtbot, handle: QWidget, pixels: int):
    at = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(handle, at + QPoint(pixels, 0))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=at)


def test_a_border_is_where_it_was_left(opened, qtbot):
    first, settings = opened()
    before = first.sizes()
    assert before[0] == pytest.approx(800, abs=2)
    move(qtbot, first.handle(1), -120)
    moved = first.sizes()
    assert moved[0] < before[0] - 100
    settings.sync()
    assert opened()[0].sizes() == moved


def test_what_nobody_could_have_kept_leaves_the_usual_widths(opened):
    first, settings = opened()
    usual = first.sizes()
    settings.setValue("splitters/one", b"nonsense")
    settings.sync()
    assert opened()[0].sizes() == usual

"""The meeting: a review on the whole screen, held by keys alone, dark, with nothing clipped."""

from threading import Event

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import delete, isValid

from funneldesk.charts.page import Sheet
from funneldesk.ui.pages.review_meeting import Meeting
from funneldesk.ui.widgets.figures import FigureView
from tests.ui.conftest import activate
from tests.ui.keyboard import Keyboard
from tests.ui.review_driving import begun, press, store_with_review, stored, until


@pytest.fixture
def earlier_store(company_store, tmp_path):
    """A store with a closed review of some months ago."""
    return store_with_review(company_store, tmp_path)


def met(qtbot, page):
    page.sheet.decisions.table.setFocus()
    press(qtbot, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: page.meeting.isActiveWindow() and page.meeting.hasFocus())
    assert page.meeting.isFullScreen()
    return page.meeting


def walked_through(keyboard, meeting):
    seen = [meeting.title.text()]
    for key in ("Right", "Space", "PgDown", "Right"):
        keyboard.press(key)
        seen.append(meeting.title.text())
    return seen


def test_a_whole_meeting_by_keys_alone(open_desk, earlier_store, qtbot):
    page = begun(open_desk, qtbot, earlier_store)
    meeting = met(qtbot, page)
    page.open_meeting()  # as when the window is in front again, and F11 is pressed there
    assert page.meeting is meeting
    keyboard = Keyboard(qtbot, meeting)
    assert walked_through(keyboard, meeting) == [
        "Numbers",
        "Why they moved",
        "Promises of both sides",
        "Hypotheses",
        "Decisions",
    ]
    keyboard.press("Return")
    table = meeting.decisions.table
    keyboard.type("Call in the morning")
    keyboard.press("Tab")
    keyboard.type("Sato")
    keyboard.press("Return")
    qtbot.waitUntil(lambda: table.currentIndex().row() == 1)
    activate(qtbot, meeting)  # the list of names, a window of its own, has just been closed
    keyboard.type("Send the case study")
    keyboard.press("Return")
    qtbot.waitUntil(lambda: table.currentIndex().row() == 2)
    keyboard.press("Esc")  # leaves the field that waits for the next line
    until(qtbot, page, lambda: len(stored(page).decisions) == 2)
    keyboard.press("Ctrl+Z")
    until(qtbot, page, lambda: len(stored(page).decisions) == 1)
    keyboard.press("Ctrl+Y")
    until(qtbot, page, lambda: len(stored(page).decisions) == 2)
    assert [(one.text, one.who) for one in stored(page).decisions] == [
        ("Call in the morning", "Sato"),
        ("Send the case study", ""),
    ]
    table.setCurrentIndex(table.model().index(0, 0))
    keyboard.press("Ctrl+Shift+K")
    until(qtbot, page, lambda: meeting.said.text().startswith("Kept as knowledge: Call in the morning"))
    keyboard.press("Ctrl+Z")
    until(qtbot, page, lambda: page.desk.redo_words == "kept as knowledge: Call in the morning")
    assert len(stored(page).decisions) == 2
    keyboard.press("Esc")  # leaves the table
    keyboard.press("Left")
    assert meeting.title.text() == "Hypotheses"
    keyboard.press("Return")
    qtbot.waitUntil(lambda: meeting.hypotheses.form.prospect is not None)
    keyboard.type("Mornings are better")
    keyboard.press("Return")
    until(qtbot, page, lambda: len(stored(page).hypotheses) == 1)
    qtbot.waitUntil(lambda: not meeting.hasFocus())
    keyboard.press("Esc")
    keyboard.press("Right")
    keyboard.reach("End the review")
    keyboard.press("Space")
    until(qtbot, page, lambda: not stored(page).is_open)
    qtbot.waitUntil(lambda: meeting.said.text() == "The review is closed.")
    meeting.setFocus()
    keyboard.press("Esc")
    qtbot.waitUntil(lambda: page.meeting is None)
    assert page.chip.text() == "Closed"


def test_nothing_of_the_meeting_is_clipped_and_it_is_dark(open_desk, earlier_store, qtbot):
    page = begun(open_desk, qtbot, earlier_store)
    for size in ((1280, 720), (1920, 1080), (2560, 1080)):
        look_at(qtbot, page, size)


def look_at(qtbot, page, size):
    meeting = Meeting(page, page.desk, page.sheet.view, QSize(*size))
    meeting.resize(*size)
    meeting.show()
    qtbot.addWidget(meeting)
    for place in range(5):
        meeting.go(place)
        QApplication.processEvents()
        area = meeting.stack.currentWidget()
        inside = area.widget()
        assert inside.width() <= area.viewport().width()
        assert (meeting.width(), meeting.height()) == size
        for label in inside.findChildren(QLabel):
            if label.isVisible() and label.text() and not label.wordWrap():
                assert label.width() >= label.sizeHint().width(), label.text()
        shown = meeting.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        assert shown.pixelColor(2, 2).lightness() < 60
    # Moved to another screen, everything is as large as it has room for there.
    before, meeting_zoom = meeting.numbers, meeting.looks.zoom
    meeting.resize(size[0] * 3 // 2, size[1] * 3 // 2)
    qtbot.waitUntil(lambda: meeting.numbers is not before)
    assert meeting.looks.zoom == pytest.approx(1.5 * meeting_zoom)
    assert meeting.at == len(meeting.parts) - 1
    meeting.close()


def test_the_meeting_ends_with_the_window_and_keeps_what_is_being_typed(open_desk, earlier_store, qtbot):
    page = begun(open_desk, qtbot, earlier_store)
    meeting = met(qtbot, page)
    keyboard = Keyboard(qtbot, meeting)
    for _step in range(4):
        keyboard.press("Right")
    keyboard.press("Return")
    keyboard.type("Call at noon")
    page.window().close()
    qtbot.waitUntil(lambda: not isValid(meeting) or not meeting.isVisible())
    assert [one.text for one in stored(page).decisions] == ["Call at noon"]


def test_a_picture_that_is_gone_before_it_is_drawn_is_no_bug(session, qtbot):
    """As in a meeting that is laid out anew for another screen."""
    gate = Event()

    def make(size, colours):
        gate.wait(10)
        return Sheet(colours, size).figure

    picture = FigureView(session, QSize(100, 100))
    picture.show()
    with qtbot.captureExceptions() as raised:
        picture.show_figure(make, "late")
        delete(picture)
        gate.set()
        answered = []
        session.read(lambda _store, _task: None, answered.append)
        qtbot.waitUntil(lambda: answered == [None])
    assert raised == []

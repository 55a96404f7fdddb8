"""The first page: one question, two buttons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from funneldesk import i18n
from tests.ui.conftest import settle
from tests.ui.dragging import drop, files
from tests.ui.walking import Doubled


def test_without_data_the_window_asks_what_to_look_at(open_desk, qtbot):
    desk = open_desk(None)
    qtbot.waitUntil(lambda: desk.window.current is not None)
    page = desk.window.current
    assert page is desk.window.page("welcome")
    assert page.own.isEnabled()
    assert page.sample.isEnabled()


def test_nothing_lies_over_another_thing_however_long_the_words_are(open_desk, qtbot, monkeypatch):
    long = Doubled(i18n._catalogue("ja"))
    monkeypatch.setattr(i18n, "_catalogue", lambda _language: long)
    desk = open_desk(None)
    qtbot.waitUntil(lambda: desk.window.current is not None)
    page = desk.window.current
    qtbot.waitUntil(lambda: 0 < page.drop.geometry().bottom() < page.own.geometry().top())
    assert page.own.geometry().bottom() < page.team.parentWidget().geometry().top()


def test_a_dropped_list_goes_to_the_import_page(open_desk, qtbot, lists):
    desk = open_desk(None)
    qtbot.waitUntil(lambda: desk.window.current is not None)
    assert drop(desk.window, files(lists["leads"]))
    assert desk.window.current is desk.window.page("import")
    assert not desk.session.has_store, "nothing is written before somebody says so"


def test_the_sample_is_one_click_away_and_leaves_no_trace(open_desk, qtbot):
    desk = open_desk(None)
    qtbot.waitUntil(lambda: desk.window.current is not None)
    page = desk.window.current
    own = desk.session.path
    qtbot.mouseClick(page.sample, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.session.shows_sample, timeout=120000)
    assert desk.window.current is desk.window.page("funnel")
    folder = desk.session.sample_folder
    settings = desk.window.page("settings")
    desk.window.go("settings")
    # A click while the cards of the page still move would go to what stands there then.
    settle(qtbot, settings)
    middle = settings.own.rect().center
    qtbot.waitUntil(lambda: desk.window.childAt(settings.own.mapTo(desk.window, middle())) is settings.own)
    qtbot.mouseClick(settings.own, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not folder.exists(), timeout=10000)
    assert desk.session.path == own
    assert not own.exists()


def test_enter_presses_the_button_that_has_the_keyboard_and_ticks_no_box(open_desk, qtbot):
    window = open_desk(None).window
    qtbot.waitUntil(lambda: window.current is not None)
    button = window._buttons["settings"]
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.current is window.page("welcome")
    qtbot.keyClick(button, Qt.Key.Key_Return)
    page = window.page("settings")
    assert window.current is page
    box = next(one for one in page.findChildren(QCheckBox) if one.isVisibleTo(page) and one.isEnabled())
    before = box.isChecked()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.isChecked() == before

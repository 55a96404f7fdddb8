"""The first page: one question, two buttons."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from funneldesk import i18n
from funneldesk.operations.importing import import_list, imports
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.ui.widgets.asking import Question
from tests.ui.conftest import settle, write_rows
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


@pytest.fixture
def sample_desk(open_desk, qtbot):
    """A window on the sample company, as the welcome page makes it."""
    desk = open_desk(None)
    qtbot.waitUntil(lambda: desk.window.current is not None)
    desk.window.current.open_sample()
    qtbot.waitUntil(lambda: desk.session.shows_sample, timeout=120000)
    qtbot.waitUntil(lambda: desk.session.settings.value("sample_mark") is not None)
    return desk


def test_who_imported_into_the_sample_is_asked_before_it_goes(sample_desk, qtbot, tmp_path):
    desk, folder = sample_desk, sample_desk.session.sample_folder
    with open_store(desk.session.path) as store:
        import_list(
            store, write_rows(tmp_path / "自分のリスト.csv", [{"氏名": "私", "メールアドレス": "me@x.co.jp"}])
        )
    desk.window.menus.actions["leave_sample"].trigger()
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(Question)))
    (question,) = desk.window.findChildren(Question)
    assert "自分のリスト.csv" in "".join(label.text() for label in question.findChildren(QLabel))
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert folder.exists()
    assert desk.session.shows_sample
    desk.window.menus.actions["leave_sample"].trigger()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in desk.window.findChildren(Question)))
    question = next(one for one in desk.window.findChildren(Question) if one.isVisible())
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not folder.exists())
    assert not desk.session.shows_sample


def test_from_the_import_page_the_sample_is_left_with_the_list_in_hand(sample_desk, qtbot, tmp_path):
    desk, window = sample_desk, sample_desk.window
    mine = write_rows(tmp_path / "自分のリスト.csv", [{"氏名": "私", "メールアドレス": "me@x.co.jp"}])
    window.go("import", files=[mine])
    page = window.page("import")
    qtbot.waitUntil(lambda: page.go_button.isVisible() and page.go_button.isEnabled())
    assert page.notice.isVisible()
    (link,) = [one for one in page.notice.findChildren(QPushButton) if one.isVisible()]
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    # Nobody did anything in the sample: nothing is asked.
    qtbot.waitUntil(lambda: not desk.session.shows_sample)
    qtbot.waitUntil(lambda: window.current is page and page.go_button.isEnabled())
    assert not page.notice.isVisible()
    qtbot.mouseClick(page.go_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.session.has_store and not desk.session.is_importing)
    with open_reader(desk.session.path) as store:
        assert [one.file_name for one in imports(store)] == ["自分のリスト.csv"]
    assert not window.menus.actions["leave_sample"].isEnabled()


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

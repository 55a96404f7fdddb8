"""What all pages share: the empty state alone on the page, cards as wide as the banner, scrolled or not."""

import shutil
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QScrollArea

from funneldesk.i18n import set_language
from funneldesk.operations.stores import create_store
from funneldesk.ui.page import WIDEST
from funneldesk.ui.window import MINIMUM
from tests.ui.conftest import settle


@pytest.fixture
def empty_store(tmp_path):
    path = tmp_path / "empty.db"
    create_store(path, "ja").close()
    return path


@pytest.mark.parametrize("page_id", ["today", "leads", "funnel", "contents"])
def test_an_empty_page_says_its_whole_sentence_and_offers_only_what_changes_that(
    open_desk, empty_store, qtbot, page_id
):
    set_language("ja")
    window = open_desk(empty_store).window
    window.go(page_id)
    page = window.page(page_id)
    qtbot.waitUntil(lambda: page.empty is not None)
    text = page.empty.text
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()) > 0)
    primary = [b for b in page.findChildren(QPushButton) if b.isVisible() and b.property("primary")]
    assert len(primary) == 1
    assert not any(page.empty not in _parents(b) for b in page.findChildren(QPushButton) if b.isVisible())


def test_the_book_without_a_store_shows_neither_tabs_nor_buttons_of_a_book(open_desk):
    window = open_desk(None).window
    window.go("book")
    page = window.page("book")
    assert page.empty is not None
    assert not page.tabs.isVisible()
    assert not page.adopt_button.isVisible()


@pytest.mark.parametrize("page_id", ["contents", "book", "funnel"])
def test_before_the_first_answer_no_empty_cards_and_fields_are_shown(
    open_desk, company_store, qtbot, page_id
):
    desk, gate = open_desk(company_store), Event()
    qtbot.waitUntil(lambda: desk.window.current is not None)
    settle(qtbot, desk.window.current)
    for ask in (desk.session.read, desk.session.search, desk.session.fetch):
        ask(lambda _store, _job: gate.wait(20), lambda _done: None)
    desk.window.go(page_id)
    page = desk.window.page(page_id)

    def areas():
        return [one for one in page.findChildren(QScrollArea) if one.isVisible()]

    try:
        assert page.title.isVisible()
        assert not areas()
    finally:
        gate.set()
    settle(qtbot, page)
    assert areas()


def test_controls_come_back_with_the_content(show):
    page = show("funnel")
    page.set_empty(None)
    assert page.save.isVisible()


def test_what_scrolls_ends_where_the_banner_ends(show):
    page = show("funnel")
    banner_end = page.banner.mapTo(page, QPoint(page.banner.width(), 0)).x()
    table_end = page.table_card.mapTo(page, QPoint(page.table_card.width(), 0)).x()
    assert banner_end == table_end


def test_a_scroll_bar_without_use_keeps_its_room_but_is_not_seen(show, window):
    page = show("funnel")
    bar = page.findChild(QScrollArea).verticalScrollBar()
    before = page.table_card.width()
    window.resize(window.width(), 2400)
    window.repaint()
    assert bar.property("idle") is (bar.maximum() == 0)
    assert page.table_card.width() == before


def _parents(widget):
    found = []
    while widget is not None:
        found.append(widget)
        widget = widget.parentWidget()
    return found


def test_on_a_very_wide_screen_a_page_ends_before_its_lines_are_hard_to_follow(show, window, qtbot):
    page = show("funnel")
    window.resize(3840, 1400)
    qtbot.waitUntil(lambda: page.width() > 3000)
    assert page.banner.width() < WIDEST
    assert page.banner.mapTo(page, QPoint(0, 0)).x() == 24


def test_words_beside_the_title_give_way_to_the_buttons_in_a_narrow_window(show, window, qtbot):
    page = show("book")
    qtbot.waitUntil(lambda: page.book is not None)
    words = "three changes from the version in force, and a sentence nobody will ever see as a whole " * 3
    page.subtitle.setText(words)
    page.adopt_button.show()
    window.resize(*MINIMUM)
    qtbot.waitUntil(lambda: window.width() == MINIMUM[0])
    page.subtitle.grab()
    assert page.adopt_button.width() >= page.adopt_button.sizeHint().width()
    assert words.strip() in page.subtitle.toolTip()
    assert page.subtitle.text() == words


def button(page, text):
    return next(one for one in page.empty.findChildren(QPushButton) if one.text() == text)


def _let_all_answer(session, qtbot):
    """Wait until whatever was asked of the store so far is answered: each thread does one thing after the other."""
    answered = []
    session.fetch(lambda _store, _job: None, answered.append, answered.append)
    session.search(lambda _store, _job: None, answered.append, answered.append)
    qtbot.waitUntil(lambda: len(answered) == 2)


@pytest.mark.parametrize("page_id", ["today", "leads", "funnel", "book", "review", "summary", "lead"])
def test_a_page_that_failed_has_no_hollow_cards_and_is_filled_at_the_next_try(
    open_desk, company_store, qtbot, page_id
):
    desk = open_desk(None)
    desk.session.path.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 40)
    window = desk.window
    window.go(page_id, **({"lead": 1} if page_id == "lead" else {}))
    page = window.page(page_id)
    qtbot.waitUntil(lambda: page.empty is not None and page.banner.isVisible() and not page.is_loading)
    # What a page asks besides (saved views, columns) fails as well, and nobody presses the button before it has.
    _let_all_answer(desk.session, qtbot)
    assert page.empty.text.text() == "Do what the message says, then try again."
    assert not page.heading_buttons or not page.heading_buttons[0].isVisible()
    shutil.copyfile(company_store, desk.session.path)
    qtbot.mouseClick(button(page, "Try again"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.empty is None and not page.is_loading, timeout=20_000)
    settle(qtbot, page)
    assert "damaged" not in page.banner.sentence.text()


def test_settings_lead_to_another_file_whatever_the_data_is_like(open_desk, qtbot):
    desk = open_desk(None)
    desk.session.path.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 40)
    desk.window.go("funnel")
    page = desk.window.page("funnel")
    qtbot.waitUntil(lambda: page.empty is not None and not page.is_loading)
    qtbot.mouseClick(button(page, "Open the settings"), Qt.MouseButton.LeftButton)
    settings = desk.window.current
    qtbot.waitUntil(settings.banner.isVisible)
    assert settings is desk.window.page("settings")
    assert settings.empty is None

"""The command palette, by keyboard alone: everything has a name, and the name is enough."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from funneldesk.errors import UserError
from funneldesk.i18n import set_language
from funneldesk.operations.finding import WAYS
from funneldesk.ui.palette import MOST, Palette
from funneldesk.ui.palette_offers import SOURCES, plain
from tests.ui.conftest import activate
from tests.ui.keyboard import Keyboard
from tests.ui.typing import write


@pytest.fixture
def keyboard(window, qtbot):
    activate(qtbot, window)
    qtbot.waitUntil(lambda: window.current is not None, timeout=20_000)
    return Keyboard(qtbot, window)


def opened(keyboard, window):
    """Open the palette by its key and return it; a window manager would give it the keyboard."""
    activate(keyboard._qtbot, window)
    keyboard.press("Ctrl+K")
    palette = next(one for one in window.findChildren(Palette) if one.isVisible())

    def is_active():
        if not palette.isActiveWindow():
            palette.windowHandle().requestActivate()
        return QApplication.focusWidget() is palette.field

    keyboard.wait(is_active)
    return palette


def first(palette):
    return palette.model.offers[palette.list.currentIndex().row()]


def find(palette, keyboard, text, name):
    """Type `text`, wait until the line of that name is there, and go to it with the arrow key."""
    write(palette.field, text)
    names = lambda: [offer.name for offer in palette.model.offers]  # noqa: E731
    keyboard.wait(lambda: name in names())
    keyboard.press("Down", names().index(name))
    assert first(palette).name == name


@pytest.mark.parametrize(
    ("language", "typed", "page_id"),
    [
        ("en", "fun", "funnel"),
        ("ja", "faneru", "funnel"),
        ("ja", "ふぁねる", "funnel"),
        ("ja", "funnel", "funnel"),
        ("ja", "torikomi", "import"),
        ("ja", "shisaku", "campaigns"),
        ("ja", "kizuki", "findings"),
        ("ja", "重複", "duplicates"),
        ("en", "causes", "why"),
    ],
)
def test_a_page_is_reached_by_its_name_or_how_it_is_read(
    open_desk, company_store, qtbot, language, typed, page_id
):
    set_language(language)
    window = open_desk(company_store).window
    activate(qtbot, window)
    keyboard = Keyboard(qtbot, window)
    palette = opened(keyboard, window)
    write(palette.field, typed)
    keyboard.press("Return")
    assert window.current is window.page(page_id)
    assert not palette.isVisible()


def test_a_lead_opens_with_its_company_and_its_content(keyboard, window, show):
    show("today")
    palette = opened(keyboard, window)
    find(palette, keyboard, "山田 7郎", "山田 7郎")
    assert first(palette).detail == "株式会社東都7"
    keyboard.press("Return")
    page = window.page("lead")
    keyboard.wait(lambda: window.current is page and page.title.text() == "山田 7郎")
    palette = opened(keyboard, window)
    find(palette, keyboard, "東都12", "株式会社東都12")
    assert (first(palette).kind, first(palette).detail) == ("Company", "1 lead")
    keyboard.press("Return")
    company = window.page("company")
    keyboard.wait(lambda: window.current is company and "東都12" in company.title.text())
    palette = opened(keyboard, window)
    find(palette, keyboard, "導入ガイ", "導入ガイド")
    keyboard.press("Return")
    contents = window.page("contents")
    keyboard.wait(lambda: window.current is contents and contents.result is not None)
    assert [one.title for one in contents.selected().contents] == ["導入ガイド"]


def test_a_line_of_the_book_opens_unfolded(keyboard, window, show):
    show("today")
    palette = opened(keyboard, window)
    write(palette.field, "セミナー参加")
    keyboard.wait(lambda: any(offer.kind == "Signal" for offer in palette.model.offers))
    row = next(place for place, offer in enumerate(palette.model.offers) if offer.kind == "Signal")
    name = palette.model.offers[row].name
    keyboard.press("Down", row)
    keyboard.press("Return")
    book = window.page("book")
    keyboard.wait(lambda: window.current is book and book.view is not None)
    assert book.tabs.tabText(book.tabs.currentIndex()) == "Scoring"
    open_rows = [one for one in book.current_tab._rows.values() if one.change.isChecked()]
    assert [one.name.text() for one in open_rows] == [name]


def test_all_who_fit_are_searched_among_the_leads(keyboard, window, show):
    show("today")
    palette = opened(keyboard, window)
    write(palette.field, "東都3")
    keyboard.press("Up")  # from the first line to the last
    assert first(palette).name == "Search the leads for “東都3”"
    keyboard.press("Return")
    leads = window.page("leads")
    keyboard.wait(lambda: window.current is leads and leads.model.leads is not None)
    assert leads.search.text() == "東都3"
    keyboard.wait(lambda: len(leads.model.leads.ids) == 11)


def test_buttons_of_the_page_are_offered_and_only_what_can_be_done(keyboard, window, show):
    page = show("book")
    keyboard.wait(lambda: page.book is not None)
    palette = opened(keyboard, window)
    names = {offer.name for offer in palette.model.offers}
    assert {"Save as Excel…", "Take in from Excel…"} <= names  # of the menu of a button
    assert names.isdisjoint({"Undo", "Redo", "Go to agreement", "Excel"})  # nothing was done yet
    assert "Meeting" not in names  # a button of another page
    find(palette, keyboard, "possible", "Possible duplicates")
    keyboard.press("Return")
    assert window.current is window.page("duplicates")
    palette = opened(keyboard, window)
    find(palette, keyboard, "back", "Back to the leads")
    keyboard.press("Return")
    assert window.current is window.page("leads")


def test_what_was_chosen_comes_first_the_next_time(keyboard, window, show):
    show("today")
    for typed in ("settings", "sharing"):
        palette = opened(keyboard, window)
        keyboard.type(typed)
        keyboard.press("Return")
    palette = opened(keyboard, window)
    assert [offer.name for offer in palette.model.offers[:2]] == ["Sharing", "Settings"]


def test_it_leaves_by_escape_and_by_its_own_key(keyboard, window, show):
    page = show("leads")
    page.search.setFocus()
    for key in ("Esc", "Ctrl+K"):
        palette = opened(keyboard, window)
        keyboard.press(key)
        assert not palette.isVisible()
        activate(keyboard._qtbot, window)
        assert QApplication.focusWidget() is page.search


def test_a_field_with_text_keeps_it_when_the_palette_opens(keyboard, window, show):
    """Some systems' fields cut off the rest of the line by the same key."""
    page = show("leads")
    page.search.setFocus()
    keyboard.type("toto")
    keyboard.press("Home")
    palette = opened(keyboard, window)
    assert palette.isVisible()
    assert page.search.text() == "toto"


def test_nothing_found_says_so_and_enter_does_nothing(open_desk, qtbot):
    window = open_desk(None).window
    activate(qtbot, window)
    qtbot.waitUntil(lambda: window.current is not None, timeout=20_000)
    keyboard = Keyboard(qtbot, window)
    palette = opened(keyboard, window)
    keyboard.type("qqq")
    assert palette.said.text() == "Nothing is called that."
    keyboard.press("Return")
    assert palette.isVisible()
    assert palette.field.accessibleDescription() == ""


def test_what_goes_wrong_is_said_and_the_rest_is_found(keyboard, window, show, monkeypatch):
    def locked(_store, _typed, _task):
        raise UserError("locked", "The data is in use.", "Close the other program.")

    monkeypatch.setitem(WAYS, "leads", locked)
    show("today")
    palette = opened(keyboard, window)
    find(palette, keyboard, "東都12", "株式会社東都12")
    assert palette.said.text() == "The data is in use. Close the other program."
    assert palette.said.isVisible()


def test_it_stays_in_its_place_when_it_gets_smaller(keyboard, window, show):
    show("today")
    palette = opened(keyboard, window)
    place, tall = palette.pos(), palette.height()
    assert place.x() > window.x()
    # As a window system does that has not yet heard where it was put.
    palette.move(0, 0)
    keyboard.type("faneru")
    keyboard.wait(lambda: palette.height() < tall)
    assert palette.pos() == place


def test_all_sources_are_known():
    assert set(SOURCES) == set(WAYS)


def test_arrows_go_round_and_a_screen_reader_hears_the_line(keyboard, window, show):
    show("today")
    palette = opened(keyboard, window)
    last = palette.model.rowCount() - 1
    keyboard.press("Up")
    assert palette.list.currentIndex().row() == last
    keyboard.press("Down")
    assert palette.list.currentIndex().row() == 0
    keyboard.press("PgDown")
    assert palette.list.currentIndex().row() == 10
    keyboard.press("PgUp")
    keyboard.type("funnel")
    heard = QAccessible.queryAccessibleInterface(palette.field).text(QAccessible.Text.Description)
    assert heard == "Funnel, Ctrl+4"


def test_who_types_on_hears_of_the_last_text_only(keyboard, window, show):
    show("today")
    palette = opened(keyboard, window)
    for text in ("山", "山田", "山田 3", "山田 31郎"):
        palette.field.setText(text)
    keyboard.wait(lambda: palette._awaited == 0)
    people = [offer.name for offer in palette.model.offers if offer.kind == "Lead"]
    assert people == ["山田 31郎"]
    assert len(palette.model.offers) <= MOST + 1


def test_a_click_does_what_enter_does(keyboard, window, show, qtbot):
    show("today")
    palette = opened(keyboard, window)
    keyboard.type("settings")
    place = palette.list.visualRect(palette.model.index(0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.current is window.page("settings")


def test_it_closes_when_another_window_is_wanted(keyboard, window, show, qtbot):
    show("today")
    palette = opened(keyboard, window)
    with qtbot.waitSignal(palette.finished):
        window.windowHandle().requestActivate()


def test_one_setting_gets_the_keyboard(keyboard, window, show):
    show("today")
    palette = opened(keyboard, window)
    find(palette, keyboard, "theme", "Theme")
    keyboard.press("Return")
    activate(keyboard._qtbot, window)
    page = window.page("settings")
    keyboard.wait(lambda: QApplication.focusWidget() is page.theme)
    palette = opened(keyboard, window)
    find(palette, keyboard, "holidays", "Company holidays")
    keyboard.press("Return")
    activate(keyboard._qtbot, window)
    keyboard.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    assert page.holidays.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("&Undo", "Undo"),
        ("元に戻す(&U)", "元に戻す"),
        ("R&&D (&R)", "R&D "),
        ("やり直す(&R): 削除", "やり直す: 削除"),
    ],
)
def test_the_mark_of_a_letter_is_not_shown(text, shown):
    assert plain(text) == shown

"""The table of actions: unique, reachable, complete, in both languages."""

import pytest
from PySide6.QtGui import QKeySequence

from funneldesk.i18n import set_language
from funneldesk.ui.actions import ACTIONS, MENUS
from funneldesk.ui.member.actions import MEMBER_ACTIONS
from funneldesk.ui.navigation import BEYOND, PAGES, TABS

#: About somebody: reached from a lead.
ABOUT_SOMEBODY = {"lead", "company"}
TABLES = {"owner": ACTIONS, "member": MEMBER_ACTIONS}


@pytest.mark.parametrize("table", TABLES)
def test_names_and_keys_are_used_once(table):
    rows = TABLES[table]
    assert len({row.id for row in rows}) == len(rows)
    keys = [QKeySequence(key).toString() for row in rows for key in row.keys]
    assert "" not in keys
    assert len(set(keys)) == len(keys)
    assert {row.menu for row in rows} <= {*MENUS, ""}


@pytest.mark.parametrize("table", TABLES)
def test_every_name_can_be_typed_in_latin_letters(table):
    """Who types without an input method finds it in a Japanese window too."""
    assert [row.id for row in TABLES[table] if not row.reading.isascii() or not row.reading] == []


def test_every_page_is_in_the_table():
    ids = {row.id for row in ACTIONS}
    assert {entry.id for entry in (*PAGES, *TABS, *BEYOND)} - ids == ABOUT_SOMEBODY


@pytest.mark.parametrize("language", ["ja", "en"])
def test_menus_hold_what_the_table_says(open_desk, company_store, language):
    set_language(language)
    window = open_desk(company_store).window
    for menu, made in window.menus.menus.items():
        rows = [row.id for row in ACTIONS if row.menu == menu]
        assert [action.objectName() for action in made.actions() if not action.isSeparator()][
            : len(rows)
        ] == rows
    for row in ACTIONS:
        assert [keys.toString() for keys in window.menus.actions[row.id].shortcuts()] == list(row.keys)


def test_parts_of_pages_are_called_as_their_tabs_are(show, window):
    """The rows name tabs by their places: a tab that moves must move there too."""
    page = show("book")
    for row in ACTIONS:
        if row.id.startswith("book."):
            window.menus.actions[row.id].trigger()
            assert page.tabs.tabText(page.tabs.currentIndex()) == row.text
    for page_id in ("leads", "import"):
        page = show(page_id)
        for row in ACTIONS:
            if row.id.startswith(f"{page_id}."):
                window.menus.actions[row.id].trigger()
                assert page.tabs.currentIndex() > 0

"""Pages that stand side by side as tabs: by mouse, by keyboard, in the sidebar, and when empty."""

import pytest
from PySide6.QtCore import Qt

from funneldesk.ui.navigation import PAGES, TABS, side_by_side
from tests.ui.conftest import activate, settle


def tab_ids(page):
    return [page.tabs.tabData(place) for place in range(page.tabs.count())]


def checked(window):
    return [key for key, button in window._buttons.items() if button.isChecked()]


def test_every_tab_stands_under_a_page_of_the_navigation():
    known = {entry.id: entry for entry in PAGES}
    for entry in TABS:
        assert known[entry.under].tab
        assert entry.tab
        row = side_by_side(entry.id)
        assert row == side_by_side(entry.under)
        assert row[0].id == entry.under
    ids = [entry.id for entry in (*PAGES, *TABS)]
    assert len(ids) == len(set(ids))
    assert side_by_side("today") == side_by_side("lead") == ()


def test_a_click_on_a_tab_and_the_sidebar_stays(show, window, qtbot):
    page = show("funnel")
    ids = [entry.id for entry in side_by_side("funnel")]
    assert tab_ids(page) == ids
    place = ids.index("why")
    qtbot.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=page.tabs.tabRect(place).center())
    why = window.page("why")
    qtbot.waitUntil(lambda: window.current is why)
    settle(qtbot, why)
    assert tab_ids(why) == ids
    # Each page shows itself as the chosen tab, also when somebody comes back to it.
    assert (page.tabs.currentIndex(), why.tabs.currentIndex()) == (0, place)
    assert checked(window) == ["funnel"]
    assert why.title.text() == page.title.text()
    qtbot.mouseClick(window._buttons["funnel"], Qt.MouseButton.LeftButton)
    assert window.current is page
    assert page.tabs.currentIndex() == 0


def test_keys_go_round_the_tabs_and_stay_on_them(show, window, qtbot):
    page = show("funnel")
    ids = tab_ids(page)
    page.by.setFocus()
    for step, key in ((1, Qt.Key.Key_PageDown), (-1, Qt.Key.Key_PageUp), (-1, Qt.Key.Key_PageUp)):
        here = tab_ids(window.current)[window.current.tabs.currentIndex()]
        wanted = ids[(ids.index(here) + step) % len(ids)]
        qtbot.keyClick(window.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda wanted=wanted: window.current is window.page(wanted))
        settle(qtbot, window.current)
        assert window.current.tabs.hasFocus()
        assert checked(window) == ["funnel"]
    # Arrows walk over the tabs as well.
    window.go("funnel", tabs=True)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.current is window.page(ids[1]))
    assert window.current.tabs.hasFocus()


def test_an_empty_page_keeps_its_tabs(open_desk, qtbot):
    window = open_desk(None).window
    activate(qtbot, window)
    for page_id in ("why", "funnel"):
        window.go(page_id)
        page = window.page(page_id)
        assert page.empty is not None
        assert page.tabs.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.current is window.page(tab_ids(page)[1]))
    assert window.page("why").empty.title.text() == "Why a number moved is explained here"


@pytest.mark.parametrize(("page_id", "lit"), [("lead", ["leads"]), ("company", ["leads"]), ("history", [])])
def test_beyond_the_navigation_the_entry_is_lit_that_a_page_belongs_to(show, window, page_id, lit):
    show("today")
    show(page_id, **({"lead": 1} if lit else {}))
    assert checked(window) == lit
    # It leads there all the same.
    window._buttons["leads"].click()
    assert window.current is window.page("leads")
    assert checked(window) == ["leads"]

"""Back and forward among pages, and from pane to pane, by keyboard."""

import pytest
from PySide6.QtWidgets import QApplication

from funneldesk.i18n import set_language
from funneldesk.ui.trail import LONGEST, Trail
from tests.ui.conftest import activate
from tests.ui.keyboard import Keyboard


def test_it_goes_back_and_forward_and_a_new_page_ends_what_lay_ahead():
    trail = Trail()
    assert (trail.step(-1), trail.step(1)) == (None, None)
    for name in "abb":
        trail.add(name, {})
    trail.add("c", {"lead": 1})
    assert [trail.step(-1), trail.step(-1), trail.step(-1)] == [("b", {}), ("a", {}), None]
    assert trail.step(1) == ("b", {})
    trail.add("d", {})
    assert not trail.can_step(1)
    assert trail.step(-1) == ("b", {})


def test_it_does_not_grow_without_end():
    trail = Trail()
    for place in range(2 * LONGEST):
        trail.add(str(place), {})
    steps = 0
    while trail.step(-1):
        steps += 1
    assert steps == LONGEST - 1


@pytest.mark.parametrize("language", ["ja", "en"])
def test_from_a_lead_back_to_where_one_came_from(open_desk, company_store, qtbot, language):
    set_language(language)
    window = open_desk(company_store).window
    activate(qtbot, window)
    qtbot.waitUntil(lambda: window.current is not None, timeout=20_000)
    keyboard = Keyboard(qtbot, window)
    assert not window.menus.actions["back"].isEnabled()
    keyboard.press("Ctrl+4")
    window.go("lead", lead=8)
    window.go("lead", lead=9)
    keyboard.press("Alt+Left")
    lead = window.page("lead")
    assert window.current is lead
    assert lead.lead == 8
    keyboard.press("Alt+Left")
    assert window.current is window.page("funnel")
    keyboard.press("Alt+Left")
    assert window.current is window.page("today")
    keyboard.press("Alt+Right")
    keyboard.press("Alt+Right")
    keyboard.press("Alt+Right")
    assert lead.lead == 9
    assert not window.menus.actions["forward"].isEnabled()


def test_f6_goes_from_the_navigation_to_the_tabs_to_the_page_and_round(page, window, qtbot):
    activate(qtbot, window)
    keyboard = Keyboard(qtbot, window)
    window._stack.setFocus()
    places = []
    for _press in range(4):
        keyboard.press("F6")
        places.append(QApplication.focusWidget())
    assert places[0].text() == "Definition book"
    assert places[1] is page.tabs
    assert page.isAncestorOf(places[2])
    assert places[2] is not page.tabs
    assert places[3] is places[0]

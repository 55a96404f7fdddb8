"""What holds for every page holds for a running pilot and for a meeting too: names, words with room, contrast, Tab."""

import pytest
from PySide6.QtCore import Qt

from funneldesk.i18n import set_language
from funneldesk.ui.window import MINIMUM, NORMAL
from tests.ui.conftest import activate
from tests.ui.gates import nameless
from tests.ui.gates_colours import by_colour_alone, faint
from tests.ui.gates_fitting import clipped, cut_figures, overlapping, sideways
from tests.ui.gates_keyboard import untabbed
from tests.ui.review_driving import begun
from tests.ui.test_book_pilot import VersionsTab, begin
from tests.ui.test_window_gates import dressed, findings
from tests.ui.walking import Sight, rest

LOOKS = (nameless, clipped, sideways, overlapping, cut_figures, faint, by_colour_alone)
EACH = [("ja", "light", MINIMUM), ("en", "dark", NORMAL)]


@pytest.mark.parametrize(("language", "theme", "size"), EACH)
def test_of_a_running_pilot(open_desk, filled_store, qtbot, language, theme, size):
    set_language(language)
    desk = open_desk(filled_store)
    begin(desk.session)
    window = dressed(desk, theme, size)
    activate(qtbot, window)

    def sights():
        window.go("book")
        page = window.page("book")
        page.tabs.setCurrentIndex(page.tabs.count() - 1)
        rest(qtbot, page)
        assert page.tab(VersionsTab).pilot.numbers.rows
        yield Sight("book with a pilot", page)
        for page_id in ("today", "leads"):
            window.go(page_id)
            rest(qtbot, window.page(page_id))
            yield Sight(f"{page_id} with a pilot", window.page(page_id))

    found = findings(sights(), *LOOKS, untabbed)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("language", "theme", "size"), EACH)
def test_of_a_meeting(open_desk, filled_store, qtbot, language, theme, size):
    set_language(language)
    page = begun(open_desk, qtbot, filled_store)
    page.open_meeting()
    meeting = page.meeting
    meeting.setWindowState(Qt.WindowState.WindowNoState)
    meeting.resize(*size)
    activate(qtbot, meeting)

    def sights():
        for place in range(len(meeting.parts)):
            meeting.go(place)
            rest(qtbot, page)
            yield Sight(f"meeting {place + 1}", meeting)

    found = findings(sights(), *LOOKS)
    meeting.close()
    assert not found, "\n".join(found)

"""What each page of a member's window says while its first reading takes its time, and afterwards."""

from threading import Event

import pytest

from funneldesk.i18n import _, set_language
from funneldesk.operations.team_view import open_view
from funneldesk.ui.member.actions import ENTRIES
from funneldesk.ui.member.session import Opening
from tests.ui.conftest import settle
from tests.ui.member.driving import FakeTeam


class Slow:
    """A publication on a slow disk: nothing is read before `gate` is set."""

    def __init__(self, view, gate):
        self._view, self._gate = view, gate

    def __getattr__(self, name):
        self._gate.wait(60)
        return getattr(self._view, name)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_page_says_that_it_is_being_read(copies, open_member, qtbot, language):
    set_language(language)
    gate, team = Event(), FakeTeam(copies())
    opening = Opening(lambda _folder, _passphrase: team, lambda copy: Slow(open_view(copy), gate))
    window = open_member(team, wait=False, opening=opening)
    qtbot.waitUntil(lambda: window.session.has_publication)
    words = _("Reading what was published …")
    for entry in ENTRIES:
        window.go(entry.id)
        page = window.current
        qtbot.waitUntil(lambda page=page: page.banner.isVisible() and page.banner.sentence.text() == words)
        # Nothing is said to be missing that was not looked for yet.
        assert not getattr(page, "none", page.tabs).isVisible()
    gate.set()
    for entry in ENTRIES:
        window.go(entry.id)
        settle(qtbot, window.current)
        assert window.current.banner.sentence.text() != words


def test_what_was_shown_before_stays_while_a_newer_publication_is_read(copies, open_member, qtbot):
    gate, team = Event(), FakeTeam(copies())
    gate.set()
    opening = Opening(lambda _folder, _passphrase: team, lambda copy: Slow(open_view(copy), gate))
    window = open_member(team, opening=opening)
    window.go("today")
    settle(qtbot, window.current)
    said = window.current.banner.sentence.text()
    gate.clear()
    window.session.changed.emit()
    page = window.current
    assert page.is_loading
    qtbot.waitUntil(lambda: not page._loading.isActive())
    assert page.banner.sentence.text() == said
    gate.set()
    settle(qtbot, page)

"""A member's window on publications of a small company: forty leads, some of them handed over."""

import shutil

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings

from funneldesk import i18n
from funneldesk.operations.publication import gather_publication
from funneldesk.operations.stores import open_store
from funneldesk.operations.team_view import open_view
from funneldesk.share.publication_file import write_publication
from funneldesk.ui.member.session import Opening
from funneldesk.ui.member.start import make_member_desk
from tests.ui.conftest import TODAY, activate, settle
from tests.ui.member.driving import FakeTeam


@pytest.fixture(scope="session")
def copies(handed_store, tmp_path_factory):
    """Return a function that gives the publication of a level, made once."""
    made = {}
    folder = tmp_path_factory.mktemp("copies")

    def of(level="contact"):
        if level not in made:
            path = folder / f"{level}.db"
            shutil.copyfile(handed_store, path)
            with open_store(path) as store:
                publication = gather_publication(store, level, TODAY.toordinal())
            made[level] = folder / f"{level}.sqlite"
            write_publication(made[level], publication)
        return made[level]

    return of


@pytest.fixture(autouse=True)
def _in_japanese():
    i18n.set_language("ja")


@pytest.fixture
def settings(tmp_path):
    """Return settings in which a member answered before."""
    found = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    found.setValue("member_name", "佐藤")
    return found


@pytest.fixture
def open_member(qapp, qtbot, settings, tmp_path):
    """Return a function that opens the window on a team and waits for its first page."""
    desks = []

    def opened(team, *, wait=True, opening=None):
        opening = opening or Opening(lambda _folder, _passphrase: team, open_view)
        desk = make_member_desk(qapp, tmp_path / "営業共有", settings, opening)
        desks.append(desk)
        window = desk.open_window()
        window.resize(1440, 900)
        activate(qtbot, window)
        qtbot.waitUntil(lambda: window.current is not None)
        if wait:
            qtbot.waitUntil(lambda: desk.session.has_publication, timeout=10000)
            settle(qtbot, window.current)
        return window

    yield opened
    for desk in desks:
        desk.session.close()
        desk.window.close()
        desk.window.deleteLater()
        desk.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def team(copies):
    """Return a team whose folder is fine."""
    return FakeTeam(copies())


@pytest.fixture
def window(team, open_member):
    """Return a member's window on the small company."""
    return open_member(team)


@pytest.fixture
def show(window, qtbot):
    """Return a function that opens a page and waits until all it shows is there."""

    def shown(page_id, **what):
        window.go(page_id, **what)
        settle(qtbot, window.current)
        return window.current

    return shown

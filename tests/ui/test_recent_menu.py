"""Going back to data that was open before, from the file menu."""

import shutil

import pytest
from PySide6.QtCore import Qt

from funneldesk.ui.recent_stores import recent_stores, remember_store


def offered(window):
    window.recent.fill()
    return [action.toolTip() for action in window.recent.actions() if action.isEnabled()]


@pytest.fixture
def other(company_store, tmp_path):
    """Return another store, that was open in an earlier run."""
    path = tmp_path / "他の&会社" / "other.db"
    path.parent.mkdir()
    shutil.copyfile(company_store, path)
    return path


def test_at_first_there_is_none(window):
    assert offered(window) == []
    assert len(window.recent.actions()) == 1, "which is said"


def test_the_menu_goes_there_and_back_by_keyboard(show, window, session, other, qtbot):
    show("leads")
    first = session.path
    remember_store(session.settings, other)
    assert offered(window) == [str(other)]
    window.recent.popup(window.pos())
    qtbot.keyClick(window.recent, Qt.Key.Key_Down)
    qtbot.keyClick(window.recent, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.path == other)
    assert window.current is window.page("leads"), "the page stays"
    assert "other" in window._store_name.text_whole()
    assert offered(window) == [str(first)]


def test_the_palette_opens_it_too(window, session, other, qtbot):
    remember_store(session.settings, other)
    window.menus.actions["recent"].trigger()
    qtbot.waitUntil(window.recent.isVisible)
    assert str(other) in [action.toolTip() for action in window.recent.actions()]
    window.recent.close()


def test_one_that_is_gone_is_said_and_offered_no_more(show, window, session, other, qtbot):
    page = show("leads")
    first = session.path
    remember_store(session.settings, other)
    other.unlink()
    window.recent.fill()
    window.recent.actions()[0].trigger()
    qtbot.waitUntil(page.banner.isVisible)
    assert "other.db" in page.banner.sentence.text()
    assert session.path == first
    assert other not in recent_stores(session.settings)


def test_the_sample_is_no_data_to_come_back_to(window, session, other):
    session.sample_folder.mkdir()
    sample = session.sample_folder / "funneldesk.db"
    shutil.copyfile(other, sample)
    own = session.path
    session.open(sample)
    assert session.shows_sample
    assert offered(window) == [str(own)]
    session.open(own)
    assert offered(window) == []

"""A day on which calls, a comment and an answer are owed, and hands for the page that shows it."""

import shutil

from PySide6.QtWidgets import QApplication

from funneldesk.operations import by_hand
from funneldesk.operations.duties import duties_of
from funneldesk.operations.stores import open_reader, open_store
from tests.ui.conftest import TODAY, activate, settle

DAY = TODAY.toordinal()


def lead_named(store, name):
    """Return the lead of a name."""
    [(lead,)] = store.connection.execute("SELECT id FROM lead WHERE name = ?", (name,)).fetchall()
    return lead


def busy_copy(company_store, path):
    """Return a store where, beside the calls of 8 and 9, a comment after a call of 7 and an answer about 6 are owed."""
    shutil.copyfile(company_store, path)
    with open_store(path) as store:
        by_hand.called(store, lead_named(store, "山田 7郎"), DAY - 1, reached=True)
        by_hand.hand_over(store, lead_named(store, "山田 6郎"), "sales", DAY - 6, owner="佐藤")
    return path


def today_of(desk, qtbot):
    """Return the page of today, settled, in a window that has the keyboard."""
    activate(qtbot, desk.window)
    desk.window.go("today")
    found = desk.window.page("today")
    settle(qtbot, found)
    return found


def window_of(page):
    """Return the window a page is in."""
    return page.window()


def events(page):
    """Return what the lines on show ask for."""
    return [duty.event for duty in page.duties.model.rows]


def choose(page, event):
    """Choose the first line of an event."""
    page.duties.table.choose(events(page).index(event))
    page.duties.table.setFocus()


def press(qtbot, keys):
    """Press a key where the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget(), keys)


def owed(page):
    """Return what is owed by the store, not by what is on screen."""
    with open_reader(page.session.path) as store:
        return [(one.event, one.person) for one in duties_of(store, DAY).duties if one.lead]


def last_act(page):
    """Return what was written last, in words; "" where nothing was."""
    return page.steps.last.words if page.steps.last else ""


def until_written(qtbot, page, condition):
    """Wait until what was done is written and the page knows."""
    qtbot.waitUntil(lambda: not page.is_loading and condition(), timeout=20000)

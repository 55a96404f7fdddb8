"""Holding reviews in a window: a store with an earlier one, opening the page, pressing keys, what is stored."""

import shutil

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.reviews.measures import Measure
from funneldesk.operations.minutes import close_review, decide, suppose
from funneldesk.operations.reviews import begin_review, reviews
from funneldesk.operations.stores import open_reader, open_store
from tests.ui.conftest import TODAY, activate, settle

DAY = TODAY.toordinal()
PERIOD = Period(DAY - 120, DAY - 60)


def store_with_review(company_store, tmp_path):
    """Return a store with a closed review of some months ago: two decisions, two hypotheses."""
    path = tmp_path / "earlier.db"
    shutil.copyfile(company_store, path)
    with open_store(path) as store:
        review = begin_review(store, DAY - 90, "monthly", Period(DAY - 200, DAY - 170)).id
        decide(store, review, "Call on the same day", "Sato", DAY - 30)
        decide(store, review, "A case study on the pricing page", "", None)
        suppose(store, review, "More leads", Measure("count", "lead"), target=5, until=DAY - 10, upward=True)
        suppose(store, review, "Three wins", Measure("count", "won"), target=3, until=DAY - 10, upward=True)
        close_review(store, review, DAY - 90, "Sato, Tanaka")
    return path


def opened(open_desk, qtbot, path, page_id="review", **what):
    desk = open_desk(path)
    activate(qtbot, desk.window)
    desk.window.go(page_id, **what)
    page = desk.window.page(page_id)
    settle(qtbot, page)
    return page


def until(qtbot, page, condition):
    qtbot.waitUntil(lambda: not page.is_loading and condition(), timeout=20000)


def stored(page):
    """Return the newest review as the store has it."""
    with open_reader(page.session.path) as store:
        return reviews(store)[0]


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    QApplication.processEvents()  # a cell takes Enter in the next round


def begun(open_desk, qtbot, path):
    """Return the page with a review of some months, begun today."""
    page = opened(open_desk, qtbot, path)
    page.desk.begin("begun", "monthly", PERIOD, DAY)
    until(qtbot, page, lambda: page.sheet.view is not None and page.sheet.isVisible())
    settle(qtbot, page)
    return page

"""The backtest on the page of the book: a sentence first, figures folded, the draft beside, stopping."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from funneldesk.operations.importing import import_list
from funneldesk.operations.stores import open_store
from funneldesk.ui.pages.book_backtest import BacktestTab
from funneldesk.ui.pages.book_terms import TermsTab
from tests.ui.conftest import TODAY, settle, write_rows


@pytest.fixture
def tab(page, qtbot):
    found = page.tab(BacktestTab)
    qtbot.waitUntil(lambda: found.view is not None and not found.is_computing)
    return found


def test_the_sentence_comes_first_and_says_what_it_cannot(tab):
    assert tab.sentence.text().startswith("Cannot say: 0 leads stood at 60 points or more and 40 below")
    assert not tab.figures.isVisible()
    assert not tab.draft_sentence.isVisible()
    assert not tab.bar.isVisible()


def test_opened_by_keyboard_the_figures_are_those_of_the_view(tab, page, qtbot):
    qtbot.keyClick(tab.more.button, Qt.Key.Key_Space)
    settle(qtbot, page)
    assert tab.figures.isVisible()
    found = tab.view.current.figures
    assert found.leads == 40
    bands = tab.figures.bands
    assert bands.rowCount() == len(found.bands)
    assert bands.index(0, 2).data() == f"{found.bands[0].share.n:,}"
    assert tab.figures.curve.rowCount() == len(found.curve) == 21
    assert tab.figures.picture.is_drawn
    qtbot.keyClick(tab.more.button, Qt.Key.Key_Space)
    assert not tab.figures.isVisible()


def test_an_edited_draft_is_judged_beside_the_book_in_force(tab, page, qtbot):
    book = page.book
    page.edit(replace(book, threshold=replace(book.threshold, points=1.0, leave=0.0)))
    page._show_book()
    qtbot.waitUntil(lambda: tab.view.draft is not None)
    assert tab.view.draft.threshold == 1.0
    assert tab.draft_sentence.text().startswith("The draft: ")
    assert tab.view.draft.figures.above.n > tab.view.current.figures.above.n
    page.undo()
    qtbot.waitUntil(lambda: tab.view.draft is None)
    assert not tab.draft_sentence.isVisible()


def test_stopped_it_offers_to_compute_again(tab, qtbot):
    tab.compute()
    assert tab.bar.isVisible()
    qtbot.mouseClick(tab.button, Qt.MouseButton.LeftButton)
    assert not tab.is_computing
    assert not tab.bar.isVisible()
    before = tab.view
    qtbot.mouseClick(tab.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.view is not before)


def test_leaving_the_tab_stops_it_and_coming_back_begins_anew(tab, page, qtbot):
    before = tab.view
    tab.compute()
    page.tab(TermsTab)
    assert not tab.is_computing
    page.tab(BacktestTab)
    qtbot.waitUntil(lambda: tab.view is not before)


def test_new_records_are_judged_while_the_tab_is_open(tab, session, tmp_path, qtbot):
    leads = write_rows(
        tmp_path / "more.csv", [{"氏名": "佐藤 一", "会社名": "株式会社南", "獲得日": "2025-01-05"}]
    )
    with open_store(session.path) as store:
        import_list(store, leads, list_date=TODAY)
    session.changed.emit()
    qtbot.waitUntil(lambda: tab.view.current.figures.leads == 41)

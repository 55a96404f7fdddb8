"""What the past suggests, on the page of the book: taken by a button, never by itself."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from funneldesk.domain.backtest.drift import Drift, Moved
from funneldesk.domain.backtest.rejections import RejectedValue
from funneldesk.domain.backtest.suggestion import Line, Suggestion
from funneldesk.ui.pages.book_backtest import BacktestTab
from funneldesk.ui.pages.book_scoring import ScoringTab


@pytest.fixture
def tab(page, qtbot):
    found = page.tab(BacktestTab)
    qtbot.waitUntil(lambda: found.view is not None and not found.is_computing)
    qtbot.mouseClick(found.more.button, Qt.MouseButton.LeftButton)
    return found


def test_too_few_outcomes_are_said_in_words(tab, qtbot):
    advice = tab.advice
    qtbot.mouseClick(advice.ask, Qt.MouseButton.LeftButton)
    assert not advice.ask.isEnabled()
    qtbot.waitUntil(advice.ask.isEnabled)
    assert "leads with a deal and" in advice.result.text()
    assert "40" in advice.result.text()
    assert not advice.take.isVisible()


def _suggested(book, points):
    first = book.signals[0]
    changed = replace(book, signals=(replace(first, points=points), *book.signals[1:]))
    lines = tuple(Line(s.id, s.name, s.points, points if s is first else s.points, 9) for s in book.signals)
    return Suggestion(changed, lines, 0.6, 0.7, 100, 50, 90, 45, 739000, 739100)


def test_suggested_weights_become_the_draft_by_a_button_only(tab, page, qtbot):
    before = page.book
    tab.advice._show_suggestion(_suggested(before, 33.0))
    assert page.book == before
    assert "AUC 0.60" in tab.advice.result.text()
    assert tab.advice.lines.rowCount() == len(before.signals)
    qtbot.mouseClick(tab.advice.take, Qt.MouseButton.LeftButton)
    assert page.book.signals[0].points == 33.0
    scoring = page.tab(ScoringTab)
    assert scoring._rows[before.signals[0].id].number.value() == 33
    page.undo()
    assert page.book == before


def test_a_value_sales_rejects_becomes_a_line_of_the_draft(tab, page, qtbot):
    found = RejectedValue("industry", "学生", 14, 12, (("対象外", 12),), -20, 12, 0)
    tab.advice.show_found(None, [found, replace(found, value="教員", points=None)])
    rows = tab.advice.findChildren(type(tab.advice._rejected_rows.itemAt(0).widget()))
    first, second = rows[-2:]
    assert "12 of 14" in first.sentence.text()
    qtbot.waitUntil(first.button.isVisible)
    assert not second.button.isVisible()
    qtbot.mouseClick(first.button, Qt.MouseButton.LeftButton)
    line = page.book.signals[-1]
    assert (line.points, line.test.values) == (-20.0, ("学生",))


def test_an_alarm_stands_beside_the_first_sentence_only_when_it_fires(tab):
    from funneldesk.ui.pages.book_backtest import _Answer

    assert not tab.alarm.isVisible()
    assert "No version was agreed yet" in tab.advice.drift.text()
    quiet = Moved("mql_share", 60, 60, 0.5, 0.45, 0.6)
    for moved, fires in ((quiet, False), (replace(quiet, after=0.1, chance=0.0001), True)):
        tab._show(_Answer(tab.view, Drift(1, 739000, 739100, (moved,)), ()))
        assert tab.alarm.isVisible() == fires
    assert "from 50.0 % (n=60) to 10.0 % (n=60)" in tab.alarm.text()

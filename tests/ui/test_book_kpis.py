"""KPIs are written, aimed, ordered, removed and brought back in their cards."""

import pytest

from funneldesk.domain.book.sentences import goal_words
from funneldesk.ui.pages.book_kpis import KpiTab
from tests.ui.book_driving import back_and_forth, choose, press, write


@pytest.fixture
def tab(page):
    return page.tab(KpiTab)


def _kpi(page, kpi_id):
    return next(kpi for kpi in page.book.kpis if kpi.id == kpi_id)


def test_what_a_kpi_says_and_who_answers_for_it_is_written(page, tab, qtbot):
    before = page.book
    card = tab.cards["win_rate"]
    assert not card.fields.isVisible()
    press(qtbot, card.change)
    fields = card.fields
    write(qtbot, fields.name.line, "Orders of deals")
    for field, text in ((fields.definition, "Deals that were won"), (fields.formula, "won / deals")):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, text)
        fields.name.line.setFocus()
    choose(qtbot, fields.owner, "is")
    press(qtbot, fields.shared)
    kpi = _kpi(page, "win_rate")
    assert (kpi.name, kpi.definition, kpi.formula) == (
        "Orders of deals",
        "Deals that were won",
        "won / deals",
    )
    assert (kpi.owner, kpi.shared, kpi.origin) == ("is", True, "own")
    assert card.heading.text() == "Orders of deals"
    assert back_and_forth(page, before) == 5


def test_a_name_that_is_empty_or_taken_says_so(page, tab, qtbot):
    before = page.book
    card = tab.cards["win_rate"]
    press(qtbot, card.change)
    write(qtbot, card.fields.name.line, _kpi(page, "deal_rate").name)
    assert "is there already" in card.fields.name.fault.text()
    write(qtbot, card.fields.name.line, "")
    assert card.fields.name.fault.text().startswith("Something must stand here")
    assert page.book == before


def test_what_is_aimed_at_is_chosen_and_its_numbers_follow(page, tab, qtbot):
    before = page.book
    press(qtbot, tab.add)
    new = page.book.kpis[-1]
    card = tab.cards[new.id]
    assert (new.code, new.origin) == ("own", "own")
    qtbot.waitUntil(card.fields.name.line.isVisible)
    write(qtbot, card.target, "12")
    assert _kpi(page, new.id).monthly_target == 12
    choose(qtbot, card.fields.aim, "band")
    assert card.high.isVisible()
    assert not card.target.isVisible()
    write(qtbot, card.high, "40")
    kpi = _kpi(page, new.id)
    assert (kpi.low, kpi.high, kpi.monthly_target) == (0.0, 0.4, None)
    choose(qtbot, card.fields.aim, "least")
    assert (_kpi(page, new.id).low, _kpi(page, new.id).high) == (0.0, None)
    choose(qtbot, card.fields.aim, "most")
    assert not card.low.isVisible()
    write(qtbot, card.high, "5")
    write(qtbot, card.fields.target, "3")
    kpi = _kpi(page, new.id)
    assert (kpi.low, kpi.high, kpi.monthly_target) == (None, 0.05, 3)
    assert goal_words(kpi) == "5 % or less; 3 a month"
    assert "3 a month" in card.formula.text()
    choose(qtbot, card.fields.aim, "target")
    kpi = _kpi(page, new.id)
    assert (kpi.low, kpi.high, kpi.monthly_target) == (None, None, 3)
    assert back_and_forth(page, before) == 9


def test_a_usual_kpi_that_was_removed_can_be_brought_back(page, tab, qtbot):
    before = page.book
    gone = before.kpis[0]
    assert not tab.which.isVisible()
    press(qtbot, tab.cards[gone.id].change)
    press(qtbot, tab.cards[gone.id].tools.remove)
    assert gone.id not in tab.cards
    choose(qtbot, tab.which, gone.id)
    press(qtbot, tab.add)
    assert page.book.kpis == (*before.kpis[1:], gone)
    press(qtbot, tab.cards[gone.id].tools.up)
    assert page.book.kpis[-2] == gone
    assert back_and_forth(page, before) == 3

"""Terms and KPIs are added, named, ordered and removed; a KPI says what it aims at."""

from dataclasses import replace

from PySide6.QtCore import Qt

from funneldesk.ui.pages.book_kpis import KpiTab
from funneldesk.ui.pages.book_terms import TermsTab
from tests.ui.book_driving import back_and_forth, press, write


def test_a_term_is_added_named_moved_and_removed(page, qtbot):
    before = page.book
    tab = page.tab(TermsTab)
    press(qtbot, tab.add)
    new = page.book.terms[-1]
    assert (new.name, new.origin) == ("New term", "own")
    card = tab.terms[new.id]
    qtbot.waitUntil(card.name.line.hasFocus)
    write(qtbot, card.name.line, before.terms[0].name)
    assert "is there already" in card.name.fault.text()
    write(qtbot, card.name.line, "Account")
    press(qtbot, card.tools.up)
    assert [term.name for term in page.book.terms][-2] == "Account"
    first = before.terms[0].id
    press(qtbot, tab.terms[first].tools.remove)
    assert first not in tab.terms
    assert back_and_forth(page, before) == 4
    assert list(tab.terms) == [term.id for term in page.book.terms]


def test_both_ends_of_a_band_are_raised_one_after_the_other(page, qtbot):
    before = page.book
    kpi = next(one for one in before.kpis if one.code == "acceptance_rate")
    card = page.tab(KpiTab).cards[kpi.id]
    write(qtbot, card.low, "50")
    assert "lower end of the band" in card.fault.text()
    assert card.fault.isVisible()
    write(qtbot, card.high, "60")
    changed = next(one for one in page.book.kpis if one.id == kpi.id)
    assert (changed.low, changed.high) == (0.5, 0.6)
    assert not card.fault.isVisible()
    assert back_and_forth(page, before) == 2


def test_a_band_finer_than_shown_stays_until_another_is_written(page, qtbot):
    kpi = next(one for one in page.book.kpis if one.code == "win_rate")
    fine = replace(kpi, low=0.2034)
    page.edit(replace(page.book, kpis=tuple(fine if one == kpi else one for one in page.book.kpis)))
    tab = page.tab(KpiTab)
    tab.show_book(page.book, page.book)
    before = page.book
    box = tab.cards[kpi.id].low
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert page.book == before

"""How far a workshop got is read off the book: what both sides took over is no example any more."""

from dataclasses import replace

from funneldesk.domain.book.book_diff import differences
from funneldesk.domain.book.book_workshop import (
    STEPS,
    first_open,
    is_agreed,
    is_done,
    rate_kpis,
    with_agreed,
    with_bands_agreed,
    with_beginning,
    with_term,
)
from funneldesk.domain.book.conditions import Attribute
from funneldesk.domain.book.starter import starter_book

BASE = starter_book("ja")


def test_the_steps_follow_one_another():
    book, seen = BASE, [first_open(BASE)]
    for term in BASE.terms:
        book = with_agreed(book, BASE, term.id, agreed=True)
    seen.append(first_open(book))
    book = with_bands_agreed(book)
    seen.append(first_open(book))
    kpis = tuple(replace(k, origin="own") if k.code == "sal_count" else k for k in book.kpis)
    book = replace(book, kpis=kpis)
    seen.append(first_open(book))
    book = with_beginning(book, None, "全体")
    seen.append(first_open(book))
    assert tuple(seen) == STEPS
    assert not is_done(BASE, "beginning")
    assert not is_done(book, "signing")


def test_a_tick_is_taken_away_again():
    term = BASE.terms[1]
    ticked = with_agreed(BASE, BASE, term.id, agreed=True)
    assert is_agreed(ticked.terms[1])
    assert differences(BASE, ticked), "a tick is a change of the draft like any other"
    assert with_agreed(ticked, BASE, term.id, agreed=False) == BASE
    # Of a book whose terms are one's own already, a term without a tick is an example again.
    assert with_agreed(ticked, ticked, term.id, agreed=False).terms[1].origin == "example"


def test_what_is_written_anew_has_to_be_agreed_on_again():
    ticked = with_agreed(BASE, BASE, "sal", agreed=True)
    term = next(one for one in ticked.terms if one.id == "sal")
    written = with_term(ticked, replace(term, definition="電話がつながったリード"))
    sal = next(one for one in written.terms if one.id == "sal")
    assert (sal.definition, is_agreed(sal)) == ("電話がつながったリード", False)
    assert with_agreed(written, BASE, "sal", agreed=False) == written


def test_rates_stand_in_the_order_people_go():
    assert [kpi.code for kpi in rate_kpis(BASE)] == ["acceptance_rate", "deal_creation_rate", "win_rate"]
    assert rate_kpis(replace(BASE, kpis=())) == ()


def test_a_pilot_is_for_its_segment():
    segment = Attribute("industry", "is", ("製造業",))
    book = with_beginning(replace(BASE, scope=replace(BASE.scope, shadow=True)), segment, "3か月")
    assert (book.scope.segment, book.scope.text, book.scope.shadow) == (segment, "3か月", False)

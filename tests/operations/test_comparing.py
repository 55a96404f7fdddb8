"""Two books on the same leads, in numbers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from funneldesk.domain.book.book import Scope
from funneldesk.domain.book.conditions import Attribute
from funneldesk.domain.book.starter import starter_book
from funneldesk.operations.comparing import compare_books, last_quarter
from funneldesk.operations.facts import versions_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.scoring import candidate_ids
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import take

TODAY = date(2026, 11, 22)


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.fixture
def store():
    people = [
        {
            "name": f"人{number}",
            "email": f"p{number}@a{number}.example",
            "acquired_at": "2026-05-01",
            "title": "部長",
        }
        for number in range(30)
    ]
    touches = [
        {
            "email": f"p{number}@a{number}.example",
            "occurred_at": (date(2026, 8, 1) + timedelta(days=number + 20 * again)).isoformat(),
            "activity": kind,
            "content": f"資料{again}",
        }
        for number in range(30)
        for again in range(number % 5 + 1)
        for kind in ("download", "form")
    ]
    with in_memory_store("ja") as opened:
        take(opened, "leads", people)
        take(opened, "activities", touches)
        yield opened


def test_a_book_beside_itself_differs_in_nothing(store):
    book = versions_of(store)[0].book
    found = compare_books(store, book, book, TODAY.toordinal())
    assert (found.words, found.entering, found.leaving, found.named) == ((), 0, 0, ())
    assert found.one == found.other


def test_the_book_in_force_all_the_time_says_what_the_store_says(store):
    as_of = TODAY.toordinal()
    book = versions_of(store)[0].book
    found = compare_books(store, book, book, as_of)
    quarter = funnel_of(store, as_of, mode="period", from_day=_day("2026-07-01"), to_day=_day("2026-09-30"))
    assert {found.one.mql, found.one.sal} <= set(quarter.stages)
    assert found.one.mql.count > 0
    assert found.one.candidates == len(candidate_ids(store, as_of)) > 0


def test_a_lower_threshold_brings_in_who_is_named(store):
    as_of = TODAY.toordinal()
    book = versions_of(store)[0].book
    lower = replace(book, threshold=replace(book.threshold, points=book.threshold.points / 2, leave=1.0))
    found = compare_books(store, book, lower, as_of)
    assert found.entering == found.other.candidates - found.one.candidates + found.leaving > 0
    before = set(candidate_ids(store, as_of))
    entering = {one.lead for one in found.named if one.enters}
    assert entering
    assert not entering & before
    back = compare_books(store, lower, book, as_of)
    assert (back.entering, back.leaving) == (found.leaving, found.entering)


@pytest.mark.parametrize("shadow", [False, True])
def test_a_pilot_is_compared_as_if_it_held_for_everybody(store, shadow):
    as_of = TODAY.toordinal()
    book = versions_of(store)[0].book
    lower = replace(book, threshold=replace(book.threshold, points=book.threshold.points / 2, leave=1.0))
    pilot = replace(lower, scope=Scope(Attribute("title", "is", ("課長",)), shadow=shadow))
    found, everybody = compare_books(store, book, pilot, as_of), compare_books(store, book, lower, as_of)
    assert (found.one, found.other, found.named) == (everybody.one, everybody.other, everybody.named)
    assert len(found.words) > len(everybody.words)


@pytest.mark.parametrize(
    ("as_of", "first", "last"),
    [
        ("2026-11-22", "2026-07-01", "2026-09-30"),
        ("2026-09-30", "2026-07-01", "2026-09-30"),
        ("2026-01-01", "2025-10-01", "2025-12-31"),
        ("2026-03-30", "2025-10-01", "2025-12-31"),
    ],
)
def test_the_last_quarter_is_one_that_is_over(as_of, first, last):
    found = last_quarter(_day(as_of))
    assert (found.from_day, found.to_day) == (_day(first), _day(last))


def test_every_stage_is_there_even_of_an_empty_store():
    with in_memory_store("ja") as store:
        found = compare_books(store, starter_book("ja"), starter_book("ja"), TODAY.toordinal())
    assert (found.one.mql.count, found.one.candidates) == (0, 0)

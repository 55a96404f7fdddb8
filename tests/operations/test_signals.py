"""What the scoring tab is told of a store."""

from dataclasses import replace
from datetime import date

import pytest

from funneldesk.domain.book.book import Band
from funneldesk.domain.book.conditions import ActivityMatch, Attribute
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.scoring.present import Offer
from funneldesk.operations.facts import facts_of
from funneldesk.operations.signals import (
    first_values,
    people_of_signal,
    present_of,
    reaches_of,
    values_of,
)
from funneldesk.operations.stores import in_memory_store
from funneldesk.operations.weights import previewed
from tests.operations.taking import take

BOOK = starter_book("en")
TODAY = date(2026, 4, 20).toordinal()
LEADS = [
    {"external_id": "A1", "name": "伊藤 翼", "company": "みなと精機", "industry": "製造業", "prefecture": "東京都",
     "x.予算": "300万", "x.部活": "野球部", "acquired_at": "2026-01-10"},
    {"external_id": "A2", "name": "森 葵", "company": "北浜商事", "industry": "製造業", "prefecture": "大阪府",
     "x.予算": "100万", "x.部活": "", "acquired_at": "2026-02-01"},
]  # fmt: skip
ACTIVITIES = [
    {"lead_external_id": "A1", "occurred_at": "2026-04-10", "activity": "form"},
    {"lead_external_id": "A1", "occurred_at": "2026-04-11", "activity": "form"},
    {"lead_external_id": "A2", "occurred_at": "2026-04-18", "activity": "meeting"},
]


@pytest.fixture
def store():
    with in_memory_store("en") as made:
        take(made, "leads", LEADS)
        take(made, "activities", ACTIVITIES)
        yield made


def test_what_is_there_is_offered(store):
    assert present_of(store).kinds == (Offer("form", 2), Offer("meeting", 1))
    assert values_of(store, "industry") == (Offer("製造業", 2),)
    assert present_of(store) is present_of(store), "found once for the same facts"


def test_a_new_signal_starts_from_what_no_signal_looks_at_yet(store):
    first = first_values(store, BOOK)
    assert first["match"] == ActivityMatch(kinds=("meeting",)), "inquiries are counted already"
    assert first["test"] == Attribute("prefecture", "is", ("大阪府",)), "the industry is asked about already"
    assert (first["band_field"], first["band_low"]) == ("x.予算", 3_000_000), "the own field of numbers"
    band = replace(BOOK.signals[0], counts=None, band_fields=("x.予算",), bands=(Band(1.0, None, 1.0),))
    assert first_values(store, replace(BOOK, signals=(band,)))["band_field"] == "employees"


def test_where_all_is_looked_at_the_most_frequent_comes_first(store):
    counts = replace(BOOK.signals[0], counts=ActivityMatch(kinds=("meeting", "form")))
    first = first_values(store, replace(BOOK, signals=(counts,)))
    assert first["match"] == ActivityMatch(kinds=("form",))


def test_an_empty_store_still_gives_something_to_start_from():
    with in_memory_store("en") as store:
        first = first_values(store, BOOK)
    assert first == {
        "match": ActivityMatch(kinds=("view",)),
        "test": Attribute("email_kind", "is", ("company",)),
        "band_field": "employees",
        "band_low": 50.0,
    }


def test_each_signal_says_how_many_leads_it_gives_points_and_how_many(store):
    preview = previewed(facts_of(store), BOOK, BOOK, TODAY)
    reaches = reaches_of(preview)
    assert set(reaches) == {signal.id for signal in BOOK.signals}
    # One lead inquired twice: 120 points, capped at 60.
    assert (reaches["inquiry"].leads, reaches["inquiry"].points) == (1, 60)
    assert (reaches["industry"].leads, reaches["industry"].points) == (2, 20)
    assert (reaches["seminar"].leads, reaches["seminar"].points) == (0, 0)
    ids = dict(store.connection.execute("SELECT external_id, id FROM lead"))
    assert people_of_signal(preview, "inquiry") == [ids["A1"]]
    assert people_of_signal(preview, "industry") == sorted(ids.values())
    assert people_of_signal(preview, "seminar") == []


def test_a_signal_of_no_points_counts_for_nobody(store):
    silent = tuple(replace(s, points=0.0) if s.id == "industry" else s for s in BOOK.signals)
    reaches = reaches_of(previewed(facts_of(store), BOOK, replace(BOOK, signals=silent), TODAY))
    assert (reaches["industry"].leads, reaches["industry"].points) == (0, 0)

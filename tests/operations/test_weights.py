"""What a draft would do, beside the book in force."""

from dataclasses import replace

import numpy as np

from funneldesk.operations import weights
from funneldesk.operations.weights import NAMES, previewed
from tests.domain.facts_builder import Deal, day, facts, person
from tests.domain.small_books import book, counting

TODAY = day("2026-11-20")
CURRENT = book(counting(60, "form", name="form"), counting(10, "view", name="view"))


def with_points(name, points):
    return replace(
        CURRENT, signals=tuple(replace(s, points=points) if s.id == name else s for s in CURRENT.signals)
    )


def test_who_enters_and_who_leaves():
    found = facts(
        person("2026-01-01", (TODAY - 3, "form")),
        person("2026-01-01", (TODAY - 3, "view")),
        person("2026-01-01"),
    )
    given = previewed(found, CURRENT, CURRENT, TODAY)
    assert (given.candidates, given.candidates_before, given.entering, given.leaving) == (1, 1, 0, 0)
    moved = given.with_book(with_points("view", 60.0)).with_book(
        replace(
            with_points("view", 60.0),
            signals=(replace(CURRENT.signals[0], points=5), replace(CURRENT.signals[1], points=60)),
        )
    )
    assert (moved.candidates, moved.entering, moved.leaving) == (1, 1, 1)
    assert moved.highest(moved.reached & ~moved.was).tolist() == [1]
    assert moved.weekly == 0.25
    assert sum(moved.bins()) == 3
    assert moved.scale == (0, 100)


def test_deals_gained_and_lost_are_counted_apart():
    people = [
        person("2026-01-01", (TODAY - 31, "form"), deals=[Deal(TODAY - 30)]),
        person("2026-01-01", (TODAY - 31, "view"), deals=[Deal(TODAY - 30)]),
        person("2026-01-01", (TODAY - 31, "view")),
    ]
    given = previewed(facts(*people), CURRENT, CURRENT, TODAY)
    signals = (replace(CURRENT.signals[0], points=1.0), replace(CURRENT.signals[1], points=60.0))
    seen = given.with_book(replace(CURRENT, signals=signals)).deals
    assert (seen.deals, seen.caught, seen.caught_before, seen.gained, seen.lost) == (2, 1, 1, 1, 1)


def test_nobody_at_all():
    given = previewed(facts(), CURRENT, CURRENT, TODAY)
    assert (given.candidates, given.deals.deals, given.weekly, sum(given.bins())) == (0, 0, 0, 0)
    assert given.with_book(with_points("view", 1.0)).entering == 0


def test_of_many_only_those_with_most_points_are_named():
    people = [person("2026-01-01", *[(TODAY - 1, "view")] * (1 + n % 3)) for n in range(NAMES * 3)]
    given = previewed(facts(*people), CURRENT, CURRENT, TODAY)
    named = given.highest(np.ones(len(people), np.bool_))
    assert len(named) == NAMES
    assert {int(given.scores.milli[place]) for place in named} == {30_000}


def test_a_store_of_very_many_leads_is_sampled_for_the_last_weeks(monkeypatch):
    people = [person("2026-01-01", (TODAY - 3, "form")) for _ in range(10)]
    whole = previewed(facts(*people), CURRENT, CURRENT, TODAY)
    assert (whole.weekly, whole.weekly_share) == (2.5, 1)
    monkeypatch.setattr(weights, "WEEKLY_LEADS", 5)
    part = previewed(facts(*people), CURRENT, CURRENT, TODAY)
    assert (part.weekly, part.weekly_share) == (2.5, 2)
    assert len(part.weeks.features.at) == 10, "the start and one day of every second lead"


def test_what_is_known_is_taken_over_only_for_the_same_facts_and_day():
    found = facts(person("2026-01-01", (TODAY - 3, "form")))
    given = previewed(found, CURRENT, CURRENT, TODAY)
    again = previewed(found, CURRENT, with_points("view", 3.0), TODAY, given)
    assert all(
        again.today.features.columns[key] is given.today.features.columns[key]
        for key in given.today.features.columns
    )
    other = previewed(found, with_points("form", 5.0), CURRENT, TODAY, given)
    assert (other.candidates, other.candidates_before) == (1, 0)
    later = previewed(found, CURRENT, CURRENT, TODAY + 1, given)
    assert later.today.features.day == TODAY + 1
    shorter = replace(CURRENT, signals=(replace(CURRENT.signals[0], window_days=2), CURRENT.signals[1]))
    assert not given.can_follow(shorter)
    assert previewed(found, CURRENT, shorter, TODAY, given).candidates == 0

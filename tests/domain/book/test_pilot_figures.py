"""Both sides of a pilot, worked out by hand and against a walk through all days."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.book.conditions import Attribute
from funneldesk.domain.book.pilot_figures import pilot_figures
from funneldesk.domain.fields import DEAL, SAL
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.moment import NEVER
from tests.domain import random_leads
from tests.domain.book.test_book_pilots import MAKER, SHOP, people_lists, pilots, with_pilot
from tests.domain.facts_builder import Deal, day, facts, person
from tests.domain.slow_reference import Slow
from tests.domain.small_books import book, counting, did, versions

TODAY = day("2026-11-20")
STRICT = book(counting(60, "form"), mql=did("form"))
MILD = book(counting(60, "form"), counting(60, "view", name="v"), mql=did("view"))
BOTH = ("sal", "deal")


def figures(the_versions, *people, claimable=BOTH):
    known = facts(*people, claimable=claimable)
    pilot = next(v for v in the_versions if v.is_pilot)
    return pilot_figures(known, the_versions, pilot, stage_days(known, the_versions, TODAY))


def test_outcomes_count_from_the_day_a_book_found_the_lead():
    caught = person(
        TODAY - 30, (TODAY - 8, "view"), fields=MAKER, claims=[("sal", TODAY - 6)], deals=[Deal(TODAY - 2)]
    )
    late = person(TODAY - 30, (TODAY - 3, "view"), fields=MAKER, deals=[Deal(TODAY - 5)])
    before = person(TODAY - 30, (TODAY - 8, "view"), fields=MAKER, deals=[Deal(TODAY - 20)])
    quiet = person(TODAY - 30, fields=MAKER)
    other = person(TODAY - 30, (TODAY - 8, "view"), fields=SHOP, deals=[Deal(TODAY - 2)])
    found = figures(with_pilot(versions(STRICT), MILD, TODAY - 10), caught, late, before, quiet, other)
    assert (found.leads, found.first, found.last) == (4, TODAY - 10, TODAY)
    pilot, everybody = found.pilot, found.everybody
    assert (pilot.mql, pilot.reached, pilot.candidates) == (3, 3, 3)
    # Who had a deal before being found is in no share; the deal of `late` came before it was found.
    assert (pilot.accepted, pilot.deals, pilot.missed) == (Share(1, 1), Share(1, 1), 1)
    assert (everybody.mql, everybody.reached, everybody.deals, everybody.missed) == (0, 0, Share(0, 0), 2)


def test_a_change_for_everybody_meanwhile_counts_on_its_side_from_its_day_on():
    general = versions(STRICT, (TODAY - 4, replace(MILD, threshold=replace(MILD.threshold, points=61.0))))
    later = with_pilot(general, MILD, TODAY - 10)
    early, twice = (
        person(TODAY - 30, (TODAY - 8, "form"), fields=MAKER),
        [(TODAY - 2, "view"), (TODAY - 1, "view")],
    )
    found = figures(later, early, person(TODAY - 30, *twice, fields=MAKER))
    assert (found.everybody.reached, found.pilot.reached) == (2, 2)


def test_undated_outcomes_and_stages_nobody_records_are_said_to_be_unknown():
    someone = person(TODAY - 30, (TODAY - 8, "view"), fields=MAKER, claims=[("sal", None)])
    the_versions = with_pilot(versions(STRICT), MILD, TODAY - 10)
    assert figures(the_versions, someone).pilot.accepted == Share(0, 0)
    nothing = figures(the_versions, someone, claimable=()).pilot
    assert (nothing.accepted, nothing.deals, nothing.missed) == (None, None, None)


def test_after_the_end_only_outcomes_are_counted():
    ended = with_pilot(versions(STRICT), MILD, TODAY - 10, TODAY - 5)
    inside = person(TODAY - 30, (TODAY - 8, "view"), fields=MAKER, deals=[Deal(TODAY - 1)])
    after = person(TODAY - 30, (TODAY - 3, "view"), fields=MAKER)
    newer = person(TODAY - 4, (TODAY - 3, "view"), fields=MAKER)
    found = figures(ended, inside, after, newer)
    assert (found.last, found.as_of, found.leads) == (TODAY - 5, TODAY, 2)
    assert (found.pilot.reached, found.pilot.deals) == (1, Share(1, 1))


def test_a_shadow_is_counted_as_if_it_decided():
    people = [person(TODAY - 30, (TODAY - 8, "view"), fields=MAKER), person(TODAY - 30, fields=MAKER)]
    real = figures(with_pilot(versions(STRICT), MILD, TODAY - 10), *people)
    shadow = figures(with_pilot(versions(STRICT), MILD, TODAY - 10, shadow=True), *people)
    for one, other in ((real.pilot, shadow.pilot), (real.everybody, shadow.everybody)):
        assert (one.mql, one.reached, one.missed, one.candidates) == (
            other.mql, other.reached, other.missed, other.candidates,
        )  # fmt: skip


def slowly(people, days, spans, pilot, last):
    """Count one side lead by lead and day by day; `spans`: the book of a day."""
    mql, reached, accepted, deals, missed = 0, 0, [], [], 0
    for place, one in enumerate(people):
        slow, joined = Slow(one, random_leads.CONTENTS), None
        joined = slow.joined(pilot, last)
        walked = [] if joined is None else range(max(joined, slow.known_from()), last + 1)
        found = None
        is_mql = False
        for at in walked:
            the_book = spans(at)
            is_mql |= any(slow.holds(c.when, the_book, at) for c in the_book.criteria if c.target == "mql")
            threshold, score = the_book.threshold, slow.score(the_book, at)
            high = score > threshold.points if threshold.operator == "gt" else score >= threshold.points
            if (
                found is None
                and high
                and (threshold.also is None or slow.holds(threshold.also, the_book, at))
            ):
                found = at
        mql += is_mql
        reached += found is not None
        for stage, list_ in ((SAL, accepted), (DEAL, deals)):
            when = 0 if days.undated[stage, place] else int(days.day[stage, place])
            if found is not None and when >= found:
                list_.append(when != NEVER)
        deal = 0 if days.undated[DEAL, place] else int(days.day[DEAL, place])
        if joined is not None and deal != NEVER and deal >= joined and (found is None or found > deal):
            missed += 1
    return mql, reached, Share(len(accepted), sum(accepted)), Share(len(deals), sum(deals)), missed


@settings(max_examples=60, deadline=None)
@given(people_lists, pilots(None), st.integers(0, 60))
def test_any_two_sides_agree_with_a_walk_through_all_days(people, both, days_later):
    general, the_versions = both
    pilot = the_versions[-1]
    if pilot.until_day is not None and pilot.until_day < pilot.from_day:
        return
    as_of = pilot.from_day + days_later
    known = facts(*people, contents=random_leads.CONTENTS, claimable=BOTH)
    days = stage_days(known, the_versions, as_of)
    found = pilot_figures(known, the_versions, pilot, days)
    last = found.last
    slow = [Slow(p, random_leads.CONTENTS) for p in people]
    there = [s.known_from() <= last or s.known_from() == NEVER for s in slow]
    assert found.leads == sum(
        here and s.joined(pilot, last) is not None for s, here in zip(slow, there, strict=True)
    )
    real = replace(pilot, book=replace(pilot.book, scope=replace(pilot.book.scope, shadow=False)))
    for side, spans, held in (
        (found.everybody, lambda at: version_in_force(general, at).book, general),
        (found.pilot, lambda _at: pilot.book, (*general, real)),
    ):
        expected = slowly(people, days, spans, pilot, last)
        assert (side.mql, side.reached, side.accepted, side.deals, side.missed) == expected
        candidate = [
            s.joined(pilot, last) is not None and s.candidate_since(held, last) is not None for s in slow
        ]
        assert side.candidate.tolist() == candidate


def test_a_segment_nobody_meets_gives_two_empty_sides():
    nobody = with_pilot(versions(STRICT), MILD, TODAY - 10, segment=Attribute("industry", "is", ("林業",)))
    found = figures(nobody, person(TODAY - 30, (TODAY - 8, "view"), fields=MAKER))
    assert (found.leads, found.pilot.reached, found.pilot.deals) == (0, 0, Share(0, 0))


def test_a_book_by_which_people_make_the_mqls_finds_none():
    by_hand = replace(MILD, criteria=())
    found = figures(with_pilot(versions(STRICT), by_hand, TODAY - 10), person(TODAY - 30, fields=MAKER))
    assert (found.pilot.mql, found.pilot.reached) == (0, 0)

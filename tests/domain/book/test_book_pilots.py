"""A pilot decides about its segment alone, a shadow about nobody."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.domain.book.book import BookVersion, Scope, version_in_force
from funneldesk.domain.book.book_claims import mql_claims
from funneldesk.domain.book.book_pilots import in_force, joined, running_pilot, spans
from funneldesk.domain.book.conditions import All, Any_, Attribute, Score
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.candidates import candidate_since
from funneldesk.domain.scoring.explaining import explain
from funneldesk.domain.scoring.scoring import scores
from tests.domain import random_leads
from tests.domain.facts_builder import day, facts, person
from tests.domain.slow_reference import Slow
from tests.domain.small_books import book, counting, did, judging, scores_in_force, versions

TODAY = day("2026-11-20")
EVERYBODY, NOBODY = All(()), Any_(())
MAKERS = Attribute("industry", "is", ("製造業",))
MAKER, SHOP = {"industry": "製造業"}, {"industry": "小売業"}
STRICT = book(counting(40, "form"), mql=did("form"))
MILD = book(counting(70, "form"), counting(30, "view", name="v"), mql=did("view"))


def with_pilot(the_versions, the_book, from_day, until_day=None, segment=MAKERS, *, shadow=False):
    scoped = replace(the_book, scope=Scope(segment, shadow))
    number = len(the_versions)
    pilot = BookVersion(number, scoped, f"sha{number}", "", from_day, until_day=until_day)
    return (*the_versions, pilot)


PILOT = with_pilot(versions(STRICT), MILD, TODAY - 10)


def days_ago(found):
    return [None if at == NEVER else TODAY - at for at in np.asarray(found).tolist()]


def test_a_pilot_is_in_force_for_nobody_but_its_segment():
    assert version_in_force(PILOT, TODAY).number == 0
    assert running_pilot(PILOT, TODAY).number == 1
    assert running_pilot(PILOT, TODAY - 11) is None
    people = facts(person(TODAY - 30, fields=MAKER), person(TODAY - 30, fields=SHOP), person(TODAY - 30))
    deciding = in_force(people, PILOT, TODAY)
    assert [deciding.version_of(place).number for place in range(3)] == [1, 0, 0]
    before = in_force(people, PILOT, TODAY - 11)
    assert [before.version_of(place).number for place in range(3)] == [0, 0, 0]


def test_its_leads_are_candidates_by_its_threshold_from_its_first_day_on():
    form = [(TODAY - 20, "form")]
    people = facts(person(TODAY - 30, *form, fields=MAKER), person(TODAY - 30, *form, fields=SHOP))
    assert days_ago(candidate_since(people, PILOT, TODAY)) == [10, None]
    assert scores_in_force(people, PILOT, TODAY).total.tolist() == [70, 40]
    assert scores_in_force(people, PILOT, TODAY - 11).total.tolist() == [40, 40]


def test_its_mql_criterion_counts_for_its_leads_only():
    did_both = [(TODAY - 8, "view"), (TODAY - 5, "form")]
    people = facts(person(TODAY - 30, *did_both, fields=MAKER), person(TODAY - 30, *did_both, fields=SHOP))
    assert days_ago(mql_claims(people, PILOT, TODAY).day) == [8, 5]


def test_what_the_version_for_everybody_said_before_stays():
    someone = facts(person(TODAY - 30, (TODAY - 20, "form"), fields=MAKER))
    assert days_ago(mql_claims(someone, PILOT, TODAY).day) == [20]


def test_after_its_end_the_version_for_everybody_decides_again():
    ended = with_pilot(versions(STRICT), MILD, TODAY - 10, TODAY - 4)
    someone = facts(person(TODAY - 30, (TODAY - 20, "form"), fields=MAKER))
    assert days_ago(candidate_since(someone, ended, TODAY)) == [None]
    assert candidate_since(someone, ended, TODAY - 4).tolist() == [TODAY - 10]
    assert running_pilot(ended, TODAY - 3) is None
    viewer = facts(person(TODAY - 30, (TODAY - 3, "view"), fields=MAKER))
    assert days_ago(mql_claims(viewer, ended, TODAY).day) == [None]


def test_who_is_in_a_pilot_stays_in_whatever_its_values_become():
    moved = {"industry": [("2026-01-01", "小売業"), (TODAY - 6, "製造業"), (TODAY - 3, "小売業")]}
    people = facts(
        person(TODAY - 30, changes=moved), person(TODAY - 2, fields=MAKER), person(TODAY - 9, fields=SHOP)
    )
    assert days_ago(joined(people, PILOT[1], TODAY)) == [6, 2, None]


def test_whoever_comes_in_by_what_it_does_comes_in_that_day_and_not_before():
    readers = with_pilot(versions(STRICT), MILD, TODAY - 10, segment=did("download", within=3))
    reader = person(TODAY - 30, (TODAY - 20, "form"), (TODAY - 6, "download"))
    early = person(TODAY - 30, (TODAY - 12, "download"))
    late = person(TODAY - 30, (TODAY + 1, "download"))
    found = facts(reader, early, late)
    assert days_ago(joined(found, readers[1], TODAY)) == [6, 10, None]
    assert days_ago(candidate_since(found, readers, TODAY)) == [6, None, None]


def test_leads_without_any_date_are_in_if_they_meet_the_segment():
    rich = replace(MILD, signals=(judging(70, Attribute("industry", "filled")),))
    the_versions = with_pilot(versions(STRICT), rich, TODAY - 10)
    people = facts(person(None, fields=MAKER), person(None, fields=SHOP))
    assert days_ago(candidate_since(people, the_versions, TODAY)) == [0, None]
    by_mail = replace(MILD, criteria=book(mql=Attribute("industry", "filled")).criteria)
    claims = mql_claims(people, with_pilot(versions(STRICT), by_mail, TODAY - 10), TODAY)
    assert claims.undated.tolist() == [True, False]


def test_a_shadow_changes_nothing():
    shadow = with_pilot(versions(STRICT), MILD, TODAY - 10, shadow=True)
    someone = facts(person(TODAY - 30, (TODAY - 20, "form"), fields=MAKER))
    assert days_ago(candidate_since(someone, shadow, TODAY)) == [None]
    assert running_pilot(shadow, TODAY).number == 1
    assert in_force(someone, shadow, TODAY).pilot is None


def test_a_lead_is_explained_under_the_book_it_is_scored_by():
    form = [(TODAY - 20, "form")]
    people = facts(person(TODAY - 30, *form, fields=MAKER), person(TODAY - 30, *form, fields=SHOP))
    inside, outside = (explain(people, PILOT, place, TODAY) for place in range(2))
    assert (inside.total, inside.version, inside.pilot) == (70, 1, True)
    assert (outside.total, outside.version, outside.pilot) == (40, 0, False)


def test_a_pilot_that_was_ended_before_it_began_never_was():
    never = with_pilot(versions(STRICT), MILD, TODAY - 3, TODAY - 4)
    someone = facts(person(TODAY - 30, (TODAY - 20, "form"), fields=MAKER))
    assert len(spans(someone, never, TODAY)) == 1
    assert running_pilot(never, TODAY) is None


def test_a_segment_may_ask_for_points_of_the_pilots_own_book():
    busy = with_pilot(versions(STRICT), MILD, TODAY - 10, segment=Score("ge", 30))
    someone = facts(person(TODAY - 30, (TODAY - 5, "view")), person(TODAY - 30))
    assert days_ago(joined(someone, busy[1], TODAY)) == [5, None]


@pytest.mark.parametrize("nobody", [NOBODY, Attribute("industry", "is", ("林業",))])
def test_a_pilot_of_nobody_takes_no_other_way_through_the_code(nobody):
    with_nobody = with_pilot(versions(STRICT), MILD, TODAY - 10, segment=nobody)
    someone = facts(person(TODAY - 30, (TODAY - 20, "view"), fields=MAKER), claimable=())
    found = spans(someone, with_nobody, TODAY)
    assert [(s.from_day, s.to_day, s.begins) for s in found] == [(0, TODAY, None)]
    assert stage_days(someone, with_nobody, TODAY).recorded[1] is False


def numbers(people, the_versions, as_of):
    days = stage_days(people, the_versions, as_of)
    return (
        candidate_since(people, the_versions, as_of).tolist(),
        scores_in_force(people, the_versions, as_of).milli.tolist(),
        days.day.tolist(), days.reached.tolist(), days.undated.tolist(), days.skipped.tolist(), days.recorded,
    )  # fmt: skip


GENERAL, BOOKS = random_leads.versioned(), random_leads.books()


@st.composite
def pilots(draw, segments):
    general = draw(GENERAL)
    start = draw(random_leads.days)
    until = draw(st.none() | st.integers(start - 1, random_leads.START + random_leads.LENGTH))
    shadow = draw(random_leads.yes_or_no) if segments is None else False
    chosen = draw(random_leads.conditions if segments is None else segments)
    return general, with_pilot(general, draw(BOOKS), start, until, chosen, shadow=shadow)


people_lists = st.lists(random_leads.people(), min_size=1, max_size=4)


@settings(max_examples=80)
@given(people_lists, pilots(None), random_leads.days)
def test_any_pilot_agrees_with_a_walk_through_all_days(people, both, as_of):
    _general, the_versions = both
    known = facts(*people, contents=random_leads.CONTENTS)
    slow = [Slow(p, random_leads.CONTENTS) for p in people]
    pilot = the_versions[-1]
    assert [None if d == NEVER else d for d in joined(known, pilot, as_of).tolist()] == [
        s.joined(pilot, as_of) for s in slow
    ]
    assert [None if d == NEVER else d for d in candidate_since(known, the_versions, as_of).tolist()] == [
        s.candidate_since(the_versions, as_of) for s in slow
    ]
    assert [None if d == NEVER else d for d in mql_claims(known, the_versions, as_of).day.tolist()] == [
        s.mql_day(the_versions, as_of) for s in slow
    ]
    milli = [int(s.score(s.book_on(the_versions, as_of, as_of), as_of) * 1000) for s in slow]
    assert scores_in_force(known, the_versions, as_of).milli.tolist() == milli


@settings(max_examples=40)
@given(people_lists, pilots(st.sampled_from((NOBODY, Attribute("f", "is", ("nowhere",))))), random_leads.days)
def test_a_pilot_that_holds_for_nobody_changes_no_number(people, both, as_of):
    general, the_versions = both
    known = facts(*people, contents=random_leads.CONTENTS)
    assert numbers(known, the_versions, as_of) == numbers(known, general, as_of)


@settings(max_examples=40)
@given(people_lists, pilots(st.just(EVERYBODY)), random_leads.days)
def test_a_pilot_that_holds_for_everybody_gives_the_numbers_of_adopting_it(people, both, as_of):
    general, the_versions = both
    pilot = replace(the_versions[-1], until_day=None)
    later = max(pilot.from_day, *(v.from_day for v in general))
    pilot = replace(pilot, from_day=later)
    known = facts(*people, contents=random_leads.CONTENTS)
    adopted = BookVersion(len(general), replace(pilot.book, scope=Scope()), "adopted", "", later)
    assert numbers(known, (*general, pilot), as_of) == numbers(known, (*general, adopted), as_of)


@settings(max_examples=40)
@given(people_lists, pilots(None), random_leads.days)
def test_one_lead_alone_is_judged_as_among_all(people, both, as_of):
    _general, the_versions = both
    known = facts(*people, contents=random_leads.CONTENTS)
    deciding = in_force(known, the_versions, as_of)
    for place in range(len(people)):
        alone = explain(known, the_versions, place, as_of)
        assert alone.version == deciding.version_of(place).number
        since = candidate_since(known, the_versions, as_of)[place]
        assert alone.since == (None if since == NEVER else since)


def test_scores_without_a_pilot_are_those_of_the_version_in_force():
    people = facts(person(TODAY - 30, (TODAY - 20, "form")))
    plain, found = scores(people, STRICT, TODAY), scores_in_force(people, versions(STRICT), TODAY)
    assert found.milli.tolist() == plain.milli.tolist()
    assert found.signals.keys() == plain.signals.keys()


def test_who_was_in_a_pilot_is_right_on_any_day_in_any_order():
    people = facts(
        person(TODAY - 30, fields=MAKER),
        person(TODAY - 30, changes={"industry": [("2026-01-01", ""), (TODAY - 4, "製造業")]}),
    )
    days = [*range(TODAY - 12, TODAY + 1), TODAY - 12, TODAY]
    counts = [int((joined(people, PILOT[1], at) <= at).sum()) for at in days]
    assert counts == [0, 0, *[1] * 6, *[2] * 5, 0, 2]

"""Since when somebody is a SAL candidate."""

from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.domain.book.conditions import Attribute, Disqualified, Not, Score
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.candidates import candidate_since
from funneldesk.domain.scoring.spells import Spell, spells
from tests.domain import random_leads
from tests.domain.facts_builder import day, facts, person
from tests.domain.slow_reference import Slow
from tests.domain.small_books import book, counting, judging, versions

TODAY = day("2026-11-20")


def since(the_versions, *people, as_of=TODAY):
    found = candidate_since(facts(*people), the_versions, as_of).tolist()
    return [None if start == NEVER else as_of - start for start in found]


def test_a_spell_begins_when_the_threshold_is_reached_and_lasts_to_the_leaving_one():
    # 40 points each, half-life 30: after 30 days a form is worth 20.
    decaying = versions(book(counting(40, "form", half_life_days=30)))
    two = [(TODAY - 5, "form"), (TODAY - 4, "form")]
    # 4 days ago: 40 + 39.1 >= 60. Today: 35.6 + 36.5 = 72.1.
    assert since(decaying, person("2026-01-01", *two)) == [4]
    # Today 40 * 0.5 ** (20 / 30) * 2 = 50.4: below 60, but not below 45.
    assert since(decaying, person("2026-01-01", (TODAY - 20, "form"), (TODAY - 20, "form"))) == [20]
    # 40 * 0.5 ** (25 / 30) * 2 = 44.9: left.
    assert since(decaying, person("2026-01-01", (TODAY - 25, "form"), (TODAY - 25, "form"))) == [None]


def test_after_a_dip_a_new_spell_begins():
    windowed = versions(book(counting(30, "form", window_days=20)))
    early = [(TODAY - 60, "form")] * 2
    assert since(windowed, person("2026-01-01", *early, (TODAY - 3, "form"), (TODAY - 2, "form"))) == [2]
    # No dip in between: the second pair came before the first one's window ended.
    assert since(
        windowed, person("2026-01-01", *[(TODAY - 30, "form")] * 2, *[(TODAY - 11, "form")] * 2)
    ) == [30]
    # One day without any: the window of 20 days ended yesterday.
    assert since(
        windowed, person("2026-01-01", *[(TODAY - 31, "form")] * 2, *[(TODAY - 10, "form")] * 2)
    ) == [10]


def test_every_spell_has_its_end():
    windowed = versions(book(counting(30, "form", window_days=20)))
    pairs = [TODAY - 60, TODAY - 60, TODAY - 3, TODAY - 2]
    one = facts(person("2026-01-01", *[(when, "form") for when in pairs]))
    assert spells(one, windowed, TODAY) == (Spell(TODAY - 60, TODAY - 40), Spell(TODAY - 2, NEVER))
    # It fades day by day: nothing happens on the day it ends.
    fading = versions(book(counting(40, "form", half_life_days=30)))
    twice = facts(person("2026-01-01", (TODAY - 40, "form"), (TODAY - 40, "form")))
    assert spells(twice, fading, TODAY) == (Spell(TODAY - 40, TODAY - 15),)
    # A version that asks for more ends it, on the day it comes into force.
    stricter = versions((0, book(counting(60, "form"))), (TODAY - 5, book(counting(30, "form"))))
    assert spells(facts(person("2026-01-01", (TODAY - 9, "form"))), stricter, TODAY) == (
        Spell(TODAY - 9, TODAY - 5),
    )
    assert spells(facts(person(TODAY + 1)), stricter, TODAY) == ()


def test_a_bad_signal_gives_its_points_back_when_its_window_ends():
    the_book = book(counting(60, "form"), counting(-20, "bounce", name="b", window_days=10))
    someone = person("2026-01-01", (TODAY - 30, "bounce"), (TODAY - 25, "form"))
    assert since(versions(the_book), someone) == [20]


def test_above_the_threshold_means_more_than_the_points():
    form = person("2026-01-01", (TODAY, "form"))
    assert since(versions(book(counting(60, "form"))), form) == [0]
    assert since(versions(book(counting(60, "form"), operator="gt")), form) == [None]


def test_each_day_is_judged_by_the_version_in_force_that_day():
    strict, mild = book(counting(50, "form")), book(counting(50, "form"), points=50, leave=40)
    someone = person("2026-01-01", (TODAY - 30, "form"))
    assert since(versions(strict, (TODAY - 7, mild)), someone) == [7]
    assert since(versions(mild, (TODAY - 7, strict)), someone) == [30]
    assert since(versions(strict, (TODAY + 1, mild)), someone) == [None]


def test_who_is_disqualified_is_no_candidate():
    the_versions = versions(book(counting(60, "form"), also=Not(Disqualified())))
    assert since(the_versions, person("2026-01-01", (TODAY - 5, "form"), disqualified=TODAY - 2)) == [None]
    assert since(the_versions, person("2026-01-01", (TODAY - 5, "form"), disqualified=TODAY + 2)) == [5]


def test_a_condition_that_waits_for_a_falling_score_is_tested_every_day():
    calm = Not(Score("ge", 15, "engagement"))
    fading = counting(40, "open", name="open", component="engagement", half_life_days=10)
    the_versions = versions(book(counting(60, "form"), fading, also=calm))
    # 40 * 0.5 ** (age / 10) is below 15 from age 15 on.
    someone = person("2026-01-01", (TODAY - 30, "form"), (TODAY - 20, "open"))
    assert since(the_versions, someone) == [5]
    assert since(the_versions, person("2026-01-01", (TODAY - 30, "form"), (TODAY - 10, "open"))) == [None]


def test_an_opt_out_can_end_a_spell_or_keep_it_from_beginning():
    the_versions = versions(book(counting(60, "form"), also=Attribute("opt_out", "empty")))
    assert since(the_versions, person("2026-01-01", (TODAY - 5, "form"), opt_out=TODAY - 2)) == [None]
    assert since(the_versions, person("2026-01-01", (TODAY - 5, "form"))) == [5]
    refused = versions(book(counting(60, "form"), also=Attribute("opt_out", "filled")))
    assert since(refused, person("2026-01-01", (TODAY - 5, "form"), opt_out=TODAY - 2)) == [2]


def test_a_new_value_can_make_a_candidate():
    the_versions = versions(book(counting(50, "form"), judging(10, Attribute("title", "is", ("部長",)))))
    promoted = person("2026-01-01", (TODAY - 30, "form"),
                      changes={"title": [("2026-01-01", "課長"), (TODAY - 6, "部長")]})  # fmt: skip
    assert since(the_versions, promoted) == [6]


def test_leads_of_the_future_are_no_candidates_and_undated_ones_are_since_today():
    rich = versions(book(judging(70, Attribute("title", "is", ("部長",)))))
    head = {"title": "部長"}
    assert since(rich, person(TODAY + 1, fields=head), person(None, fields=head), person(TODAY - 9, fields=head)) == [
        None, 0, 9,
    ]  # fmt: skip


def test_before_any_version_is_in_force_nobody_is_a_candidate():
    later = versions((TODAY + 1, book(counting(60, "form"))))
    assert since(later, person("2026-01-01", (TODAY, "form"))) == [None]
    assert since(versions(book())) == []


@settings(max_examples=60)
@given(st.lists(random_leads.people(), min_size=1, max_size=4), random_leads.versioned(), random_leads.days)
def test_any_spell_agrees_with_a_walk_through_all_days(people, the_versions, as_of):
    found = candidate_since(facts(*people, contents=random_leads.CONTENTS), the_versions, as_of).tolist()
    slow = [Slow(p, random_leads.CONTENTS).candidate_since(the_versions, as_of) for p in people]
    assert [None if start == NEVER else start for start in found] == slow
    for one in people:
        alone = spells(facts(one, contents=random_leads.CONTENTS), the_versions, as_of)
        walked = Slow(one, random_leads.CONTENTS).candidate_spells(the_versions, as_of)
        assert [(spell.begin, None if spell.end == NEVER else spell.end) for spell in alone] == walked

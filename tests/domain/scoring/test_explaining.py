"""Why a lead has its score, and what is missing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.domain.book.book import Band, Component, Signal
from funneldesk.domain.book.conditions import Activity, ActivityMatch, Attribute, DaysSince, Disqualified, Not
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.facts import Content
from funneldesk.domain.scoring.explaining import explain
from funneldesk.domain.scoring.explanation import main_reasons, shown_points, tenths
from funneldesk.domain.scoring.scoring import scores
from tests.domain import random_leads
from tests.domain.facts_builder import day, facts, person
from tests.domain.small_books import WIDE, book, counting, judging, versions

TODAY = day("2026-11-20")


def explained(the_book, *activities, contents=(), as_of=TODAY, **rest):
    return explain(
        facts(person("2026-01-01", *activities, **rest), contents=contents), versions(the_book), 0, as_of
    )


def test_each_activity_is_a_line_with_its_day_and_what_is_left_of_it():
    the_book = book(counting(8, "download", half_life_days=30, name="wp"))
    found = explained(the_book, (TODAY - 30, "download", "教科書"), (TODAY, "download", "教科書"))
    assert [(line.signal, line.points, line.day, line.decay, line.capped) for line in found.lines] == [
        ("wp", 8, TODAY, 1, False),
        ("wp", 4, TODAY - 30, 0.5, False),
    ]
    assert found.lines[0].event == "Download “教科書”"
    assert (found.lines[0].weight, found.lines[0].cap) == (8, None)
    assert found.total == 12
    assert found.components["behaviour"] == 12


def test_the_effect_of_a_cap_is_a_line_of_its_own():
    the_book = book(counting(8, "view", cap=10), components=(Component("behaviour", 0, 7), *WIDE[1:]))
    found = explained(the_book, (TODAY, "view"), (TODAY, "view"))
    assert [(line.signal, line.points, line.event, line.capped) for line in found.lines] == [
        ("s", 8, "Page view", True),
        ("s", 8, "Page view", True),
        ("s", -6, "Cap of 10 points", True),
        (None, -3, "Cap of 7 points", True),
    ]
    assert found.total == 7


def test_an_attribute_is_told_by_its_value_and_silence_by_its_condition():
    quiet = DaysSince(ActivityMatch(("view",)), 90)
    the_book = book(judging(10, Attribute("title", "contains", ("部長",))), judging(-5, quiet, name="quiet"))
    found = explained(the_book, fields={"title": "営業部長"})
    assert [(line.points, line.event, line.day) for line in found.lines] == [
        (10, "Job title: 営業部長", None),
        (-5, found.lines[1].event, None),
    ]
    assert "90 days" in found.lines[1].event


def test_a_number_is_told_as_it_was_written():
    rate = Signal("r", "engagement", "r", 0, band_fields=("x.rate",), bands=(Band(0.1, None, 5),))
    (line,) = explained(book(rate), fields={"x.rate": "12 %"}).lines
    assert (line.points, line.event) == (5, "Rate: 12 %")
    assert explained(book(rate), fields={"x.rate": "9 %"}).lines == ()


def test_the_candidate_knows_since_when():
    assert explained(book(counting(60, "form")), (TODAY - 3, "form")).since == TODAY - 3
    assert explained(book(counting(59, "form")), (TODAY - 3, "form")).since is None


def test_who_is_disqualified_is_told_so_instead_of_what_is_missing():
    the_book = book(counting(60, "form"), also=Not(Disqualified()))
    for activities in ((), ((TODAY, "form"),)):
        found = explained(the_book, *activities, disqualified=TODAY - 1)
        assert [way.text for way in found.missing] == ["No SAL candidate: the lead is disqualified."]
        assert (found.since, found.missing[0].reaches) == (None, False)


def said(found):
    return [(tuple((s.signal, s.count) for s in m.steps), m.total, m.reaches) for m in found.missing]


def test_at_the_threshold_nothing_is_missing():
    assert explained(book(counting(60, "form")), (TODAY, "form")).missing == ()


def test_the_fewest_activities_come_first_and_of_these_the_lightest():
    the_book = book(
        counting(60, "form", name="form"),
        counting(30, "attend", name="seminar"),
        counting(16, "download", name="paper"),
        counting(1, "view", name="view", cap=5),
    )
    found = explained(the_book, (TODAY, "attend"))
    assert said(found) == [
        ((("seminar", 1),), 60, True),
        ((("form", 1),), 90, True),
        ((("paper", 2),), 62, True),
    ]
    assert found.missing[2].text == "paper 2 times more"


def test_what_no_signal_reaches_alone_a_combination_may():
    the_book = book(
        counting(40, "attend", name="seminar", cap=40), counting(25, "download", name="paper", cap=25)
    )
    found = explained(the_book)
    assert said(found) == [((("seminar", 1), ("paper", 1)), 65, True)]
    assert found.missing[0].text == "seminar once more and paper once more"


def test_where_nothing_is_enough_what_comes_nearest_is_said():
    found = explained(book(counting(10, "view", name="view", cap=10)))
    assert said(found) == [((("view", 1),), 10, False)]


def test_new_activity_also_ends_a_silence():
    quiet = DaysSince(ActivityMatch(("view",)), 90)
    the_book = book(counting(55, "view", name="view"), judging(-10, quiet, name="quiet"), points=55)
    assert said(explained(the_book)) == [((("view", 1),), 55, True)]


def test_an_attribute_nobody_filled_in_is_named():
    head, manager = Attribute("title", "is", ("部長",)), Attribute("title", "is", ("課長",))
    the_book = book(
        judging(6, manager, name="m"),
        judging(10, head, name="h"),
        judging(5, Attribute("x.a", "filled"), name="a"),
    )
    found = explained(the_book, fields={"x.a": "yes"})
    assert said(found) == [((("h", 0),), 15, False)]
    assert found.missing[0].text == "Job title is not filled in (h: +10)"


def test_the_main_reasons_are_the_signals_that_gave_most():
    the_book = book(
        counting(8, "download", name="paper"),
        counting(5, "view", name="view"),
        counting(1, "open", name="mail"),
    )
    found = explained(the_book, (TODAY, "view"), (TODAY, "view"), (TODAY, "download"), (TODAY, "open"))
    assert [(line.signal, line.points) for line in main_reasons(found.lines, 2)] == [
        ("view", 10),
        ("paper", 8),
    ]


def test_the_worked_example_of_the_starter_book_in_lines():
    contents = (
        Content("wp", "教科書", "white_paper"),
        Content("sem", "秋のセミナー", "seminar"),
        Content("m", "8月号", "mail"),
    )
    fields = {"industry": "製造業", "employees": "200名", "title": "課長", "email_kind": "company"}
    did = [(TODAY - 10, "download", "wp"), (TODAY - 3, "attend", "sem"), (TODAY - 10, "click", "m")]
    found = explained(starter_book("ja"), *did, contents=contents, fields=fields)
    assert [(line.signal, round(line.points, 1)) for line in found.lines] == [
        ("seminar", 19.5), ("white_paper_download", 13.9),
        ("industry", 10), ("employees", 10), ("manager", 6), ("company_mail", 5), (None, -1), ("click", 3.4),
    ]  # fmt: skip
    assert round(found.total) == 67
    assert found.missing == ()
    without = explained(starter_book("ja"), did[0], did[2], contents=contents, fields=fields)
    assert round(without.total) == 47
    assert ("seminar", 1) in [(m.steps[0].signal, m.steps[0].count) for m in without.missing if m.reaches]


@settings(max_examples=25)
@given(st.lists(random_leads.people(), min_size=1, max_size=3), random_leads.versioned(), random_leads.days)
def test_the_lines_always_add_up_to_the_score(people, the_versions, as_of):
    found = facts(*people, contents=random_leads.CONTENTS)
    for place in range(len(people)):
        result = explain(found, the_versions, place, as_of)
        assert sum(line.points for line in result.lines) == pytest.approx(result.total, abs=1e-9)
        assert sum(result.components.values()) == pytest.approx(result.total, abs=1e-9)
        in_force = [v for v in the_versions if v.from_day <= as_of][-1].book
        assert result.total == scores(found, in_force, as_of).total[place]


def test_an_activity_condition_of_an_attribute_signal_says_its_condition():
    the_book = book(judging(10, Activity(ActivityMatch(("download",)), 1, 30), name="d"))
    line = explained(the_book, (TODAY, "download")).lines[0]
    assert (line.points, line.day) == (10, None)
    assert "30 days" in line.event


@given(st.lists(st.integers(-70_000, 70_000)))
def test_what_is_shown_with_one_decimal_adds_up_to_the_shown_total(milli):
    shown = shown_points(part / 1000 for part in milli)
    assert sum(round(points * 10) for points in shown) == round(tenths(sum(milli) / 1000) * 10)
    # Nobody's points are off by more than the rounding of two sums.
    assert all(abs(points - part / 1000) <= 0.1 for points, part in zip(shown, milli, strict=True))
    assert all(points == round(points, 1) for points in shown)

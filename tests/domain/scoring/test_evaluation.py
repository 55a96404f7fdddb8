"""For whom a condition holds, and when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.book.conditions import (
    ActivityMatch,
    All,
    Any_,
    Attribute,
    DaysSince,
    Disqualified,
    Not,
    Score,
)
from funneldesk.domain.facts import Content
from funneldesk.domain.scoring.evaluation import Evaluation
from funneldesk.domain.scoring.points import Points, all_leads
from funneldesk.domain.scoring.scoring import Scoring
from funneldesk.errors import UserError
from tests.domain import random_leads
from tests.domain.facts_builder import day, facts, person
from tests.domain.slow_reference import Slow
from tests.domain.small_books import book, did

TODAY = day("2026-11-20")


def holds(condition, someone, on=TODAY, contents=(), the_book=None):
    found = facts(someone, contents=contents)
    return bool(Evaluation(found, the_book or book()).holds(condition, all_leads(found, on))[0])


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        (Attribute("title", "is", ("課長",)), "課長", True),
        (Attribute("title", "is", ("CEO",)), "ｃｅｏ", True),
        (Attribute("title", "is", ("課長",)), "課長代理", False),
        (Attribute("title", "is_not", ("課長",)), "", True),
        (Attribute("title", "contains", ("部長",)), "営業本部長", True),
        (Attribute("title", "contains", ("CTO",)), "Director", False),
        (Attribute("title", "contains", ("CTO",)), "取締役CTO", True),
        (Attribute("title", "contains_not", ("学生",)), "", True),
        (Attribute("title", "contains_not", ("学生",)), "大学生", False),
        (Attribute("employees", "at_least", ("50",)), "50～99", True),
        (Attribute("employees", "at_most", ("999",)), "1,200人", False),
        (Attribute("employees", "at_least", ("50",)), "", False),
        (Attribute("employees", "at_least", ("50",)), "多数", False),
        (Attribute("email", "filled"), "a@example.jp", True),
        (Attribute("email", "filled"), " ", False),
        (Attribute("email", "empty"), "", True),
    ],
)
def test_attributes(test, value, expected):
    assert holds(test, person("2026-11-01", fields={test.field: value})) is expected


@pytest.mark.parametrize(
    ("operator", "expected"), [("is", False), ("is_not", True), ("empty", True), ("filled", False)]
)
def test_a_field_no_list_has_is_empty_for_everybody(operator, expected):
    assert holds(Attribute("x.職種", operator, ("営業",)), person("2026-11-01")) is expected


def test_a_window_of_n_days_sees_ages_below_n():
    ten_days_ago = person("2026-11-01", (TODAY - 10, "download"))
    assert holds(did("download", within=11), ten_days_ago)
    assert not holds(did("download", within=10), ten_days_ago)
    assert not holds(did("download"), person("2026-11-01", (TODAY + 1, "download")))


def test_an_undated_activity_is_on_no_day():
    assert not holds(did("download"), person("2026-11-01", (None, "download")))


def test_activities_are_told_apart_by_their_content():
    contents = (Content("wp", "原価管理の教科書", "white_paper", "consideration", "原価"),)
    someone = person("2026-11-01", (TODAY, "download", "wp"), (TODAY, "view"))
    for match in ({"contents": ("wp",)}, {"contents": ("原価管理の教科書",)}, {"types": ("white_paper",)},
                  {"phases": ("consideration",)}, {"themes": ("原価",)}):  # fmt: skip
        assert holds(did(**match), someone, contents=contents)
    assert not holds(did(types=("article",)), someone, contents=contents)
    assert holds(did("view", types=("",)), someone, contents=contents)
    assert not holds(did("download", types=("",)), someone, contents=contents)


def test_days_since_begin_at_the_last_activity_else_at_acquisition():
    quiet = DaysSince(ActivityMatch(("view",)), 90)
    assert holds(quiet, person(TODAY - 200, (TODAY - 90, "view")))
    assert not holds(quiet, person(TODAY - 200, (TODAY - 89, "view")))
    assert holds(quiet, person(TODAY - 90, (TODAY, "open")))
    assert not holds(quiet, person(TODAY - 89))
    assert not holds(quiet, person(None)), "nobody knows since when"


def test_disqualified_by_hand_from_its_day_or_by_the_books_criterion():
    assert holds(Disqualified(), person("2026-11-01", disqualified=TODAY))
    assert not holds(Disqualified(), person("2026-11-01", disqualified=TODAY + 1))
    student = book(disqualified=Any_((Attribute("title", "is", ("学生",)), Disqualified())))
    assert holds(Disqualified(), person("2026-11-01", fields={"title": "学生"}), the_book=student)
    assert not holds(Disqualified(), person("2026-11-01", fields={"title": "課長"}), the_book=student)


def test_an_opt_out_counts_from_its_day():
    assert holds(Attribute("opt_out", "filled"), person("2026-11-01", opt_out=TODAY))
    assert holds(Attribute("opt_out", "empty"), person("2026-11-01", opt_out=TODAY + 1))


def test_an_empty_all_always_holds_and_an_empty_any_never():
    assert holds(All(()), person("2026-11-01"))
    assert not holds(Any_(()), person("2026-11-01"))
    assert not holds(Not(All(())), person("2026-11-01"))


def test_a_score_that_tests_itself_is_refused_in_words():
    with pytest.raises(UserError, match="tests the score itself"):
        holds(Score("ge", 10), person("2026-11-01"))


def test_a_value_holds_from_the_day_it_is_known_and_the_first_from_the_beginning():
    someone = person("2026-01-01", changes={"title": [("2026-03-01", "主任"), ("2026-09-01", "課長")]})
    manager = Attribute("title", "is", ("課長",))
    assert not holds(manager, someone, on=day("2026-08-31"))
    assert holds(manager, someone, on=day("2026-09-01"))
    assert holds(Attribute("title", "is", ("主任",)), someone, on=day("2026-02-01"))


@given(st.lists(random_leads.people(), min_size=1, max_size=4), random_leads.books(), st.data())
def test_any_condition_at_any_point_agrees_with_the_slow_reference(people, the_book, data):
    condition = data.draw(random_leads.conditions)
    found = facts(*people, contents=random_leads.CONTENTS)
    on = data.draw(random_leads.days)
    conditions = Scoring(found, the_book).conditions
    whole = all_leads(found, on)
    expected = [Slow(p, random_leads.CONTENTS).holds(condition, the_book, on) for p in people]
    assert conditions.holds(condition, whole).tolist() == expected
    assert conditions.holds(condition, Points(whole.lead, whole.day)).tolist() == expected

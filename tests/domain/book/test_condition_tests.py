"""Single tests taken apart for editing and put together again."""

from dataclasses import replace

import pytest
from hypothesis import given

from funneldesk.domain.book.condition_forms import plain_form
from funneldesk.domain.book.condition_tests import (
    KINDS,
    OPERATORS,
    TakenApart,
    is_group,
    is_whole,
    new_test,
    offered,
    put_together,
    taken_apart,
    threshold_condition,
)
from funneldesk.domain.book.conditions import All, Attribute, Disqualified, Not, Score
from tests.domain.books import one_thing, thresholds


@given(test=one_thing())
def test_a_test_is_put_together_as_it_was(test):
    for condition in (plain_form(test), plain_form(Not(test))):
        assert not is_group(condition)
        kind, operator, inner = taken_apart(condition)
        assert operator in OPERATORS[kind]
        assert put_together(inner, operator) == condition


@pytest.mark.parametrize("kind", KINDS)
def test_every_operator_that_is_offered_asks_something_else(kind):
    apart = taken_apart(new_test(kind))
    asked = [put_together(apart.test, operator) for operator in offered(kind, apart.operator)]
    assert len(set(asked)) == len(asked)
    assert [taken_apart(one).operator for one in asked] == list(offered(kind, apart.operator))


def test_rare_operators_are_offered_where_they_are_in_use():
    assert "not_at_least" not in offered("attribute", "is")
    assert "not_at_least" in offered("attribute", "not_at_least")


@pytest.mark.parametrize(
    ("operator", "values", "whole"),
    [
        ("is", (), False),
        ("is", ("",), False),
        ("is", ("", "部長"), True),
        ("filled", (), True),
        ("at_least", (), False),
        ("at_least", ("many",), False),
        ("at_least", ("1万",), True),
    ],
)
def test_a_line_is_whole_once_it_says_something(operator, values, whole):
    assert is_whole(TakenApart("attribute", operator, Attribute("title", operator, values))) is whole


def test_a_test_without_values_is_whole():
    assert is_whole(taken_apart(Not(Disqualified())))


def test_a_group_cannot_be_taken_apart():
    with pytest.raises(ValueError, match="All"):
        taken_apart(All(()))


@given(threshold=thresholds())
def test_the_threshold_is_a_condition_of_its_score_and_what_else_must_hold(threshold):
    score = Score(threshold.operator, threshold.points)
    assert threshold_condition(replace(threshold, also=None)) == score
    also = Disqualified()
    assert threshold_condition(replace(threshold, also=also)) == All((score, also))

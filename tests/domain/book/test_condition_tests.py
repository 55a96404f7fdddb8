"""Single tests of a condition are taken apart for editing and put together again."""

import pytest
from hypothesis import given

from funneldesk.domain.book.condition_forms import plain_form
from funneldesk.domain.book.condition_tests import (
    KINDS,
    OPERATORS,
    is_group,
    new_test,
    offered,
    put_together,
    taken_apart,
)
from funneldesk.domain.book.conditions import All, Attribute, Not, Score
from tests.domain.books import conditions


@given(conditions(1))
def test_what_is_taken_apart_is_put_together_again(condition):
    plain = plain_form(condition)
    if is_group(plain):
        assert plain.parts == ()
        return
    kind, operator, test = taken_apart(plain)
    assert operator in offered(kind, operator)
    assert put_together(test, operator) == plain


@pytest.mark.parametrize("kind", KINDS)
def test_every_operator_of_a_new_test_says_something_else(kind):
    test = taken_apart(new_test(kind)).test
    made = [put_together(test, operator) for operator in OPERATORS[kind]]
    assert len(set(made)) == len(made)
    assert [taken_apart(one).operator for one in made] == list(OPERATORS[kind])


def test_below_is_the_opposite_of_at_least():
    assert put_together(Score("ge", 60), "lt") == Not(Score("ge", 60))
    assert put_together(Score("ge", 60), "gt") == Score("gt", 60)


def test_rare_operators_are_offered_only_where_they_are_in_use():
    assert "not_at_least" not in offered("attribute", "is")
    assert "not_at_least" in offered("attribute", "not_at_least")


def test_a_group_is_no_single_test():
    with pytest.raises(ValueError, match="All"):
        taken_apart(All((Attribute("title", "filled"), Attribute("email", "filled"))))

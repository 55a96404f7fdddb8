"""Answers are kept as long as the facts they were computed from."""

from funneldesk.operations.remembered import remembered
from tests.domain.facts_builder import facts


def test_an_answer_is_computed_once_for_the_same_facts_and_key():
    given, asked = facts(), []
    for key in ("a", "b", "a"):
        assert remembered(given, (key,), lambda key=key: asked.append(key) or key) == key
    assert asked == ["a", "b"]
    remembered(facts(), ("a",), lambda: asked.append("other facts"))
    assert asked[-1] == "other facts"


def test_the_oldest_answer_goes_when_there_are_many():
    given, asked = facts(), []
    for number in (*range(30), 29, 0):
        remembered(given, (number,), lambda number=number: asked.append(number))
    assert asked == [*range(30), 0]

"""Ranges hold exactly the numbers they were made of, and nothing else passes for ranges."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.team.ranges import are_ranges, holds, ranges_of

NUMBERS = st.sets(st.integers(1, 60))


@given(NUMBERS)
def test_they_hold_exactly_the_numbers_they_were_made_of(numbers: set[int]) -> None:
    ranges = ranges_of(numbers)
    assert {number for number in range(-2, 65) if holds(ranges, number)} == numbers
    assert are_ranges(ranges)
    assert are_ranges(json.loads(json.dumps(ranges))), "also as a file has them"


@given(NUMBERS)
def test_there_are_as_few_as_can_be(numbers: set[int]) -> None:
    assert len(ranges_of(numbers)) == sum(number - 1 not in numbers for number in numbers)


def test_order_and_repetition_do_not_count() -> None:
    assert ranges_of([5, 1, 2, 5, 3, 9]) == ((1, 3), (5, 5), (9, 9))
    assert ranges_of([]) == ()


@pytest.mark.parametrize(
    "said",
    [
        None,
        {},
        "12",
        [1, 2],
        [[1]],
        [[1, 2, 3]],
        ["12"],
        [[0, 1]],
        [[-3, -1]],
        [[2, 1]],
        [[1, 2], [3, 4]],  # one range told as two
        [[1, 5], [4, 9]],
        [[7, 9], [1, 2]],
        [[True, 2]],
        [[1.0, 2]],
        [["1", "2"]],
        [[1, None]],
    ],
)
def test_what_is_none_is_refused(said: object) -> None:
    assert not are_ranges(said)

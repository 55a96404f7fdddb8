"""Hypotheses: kept, not kept, or nothing can be said yet."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.reviews.hypotheses import Hypothesis, judge
from funneldesk.domain.reviews.measures import Measure, Measured

RATE, COUNT = Measure("rate", "sal", "mql"), Measure("count", "sal")
BEFORE = Measured(1, 30, 30, 3, 10)


def expected(measure: Measure, target: float, *, upward: bool = True) -> Hypothesis:
    return Hypothesis(1, "more", measure, target, upward, 31, 60, BEFORE)


def rate(k: int, n: int, *, young: int = 0, as_of: int = 100, recorded: bool = True) -> Measured:
    return Measured(31, 60, as_of, k, n, young, recorded)


@pytest.mark.parametrize(
    ("found", "verdict", "reason", "sure"),
    [
        (rate(40, 100), "kept", "", False),
        (rate(60, 100), "kept", "", True),
        (rate(39, 100), "not_kept", "", False),
        (rate(10, 100), "not_kept", "", True),
        (rate(60, 100, as_of=59), "open", "not_due", False),
        (rate(0, 0), "open", "few", False),
        (rate(0, 0, young=3), "open", "young", False),
        (rate(10, 20), "open", "few", False),  # the interval holds the target
        (rate(19, 20), "kept", "", True),  # few, but beyond doubt
        (rate(0, 29), "not_kept", "", True),
        (rate(50, 100, young=50), "open", "young", False),  # 50 of 150 at worst
        (rate(70, 100, young=50), "kept", "", True),  # 70 of 150 at worst
        (rate(5, 100, young=20), "not_kept", "", True),
        (rate(40, 100, recorded=False), "open", "unrecorded", False),
    ],
)
def test_a_rate_is_judged_by_those_old_enough(
    found: Measured, verdict: str, reason: str, *, sure: bool
) -> None:
    got = judge(expected(RATE, 0.4), found)
    assert (got.verdict, got.reason, got.sure) == (verdict, reason, sure)


@pytest.mark.parametrize(
    ("upward", "count", "as_of", "verdict"),
    [
        (True, 15, 40, "kept"),  # counts only grow: reached before its day
        (True, 14, 40, "open"),
        (True, 14, 60, "not_kept"),
        (False, 16, 40, "not_kept"),  # overrun before its day
        (False, 15, 40, "open"),
        (False, 15, 60, "kept"),
    ],
)
def test_a_count_is_judged_as_soon_as_nothing_can_change_it(
    *, upward: bool, count: int, as_of: int, verdict: str
) -> None:
    got = judge(expected(COUNT, 15, upward=upward), Measured(31, 60, as_of, count))
    assert (got.verdict, got.sure) == (verdict, verdict != "open")


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 60), st.integers(0, 20), st.booleans())
def test_whatever_becomes_of_the_young_a_verdict_stays(
    arrived: int, failed: int, young: int, target: int, upward: bool
) -> None:
    """Nobody who is still too young can turn a verdict by the point round."""
    asked, n = expected(RATE, target / 20, upward=upward), arrived + failed
    got = judge(asked, rate(arrived, n, young=young))
    if got.verdict == "open":
        assert got.reason in {"young", "few"}
        return
    for more in {0, young // 2, young}:
        value = Fraction(arrived + more, n + young)
        reached = value >= Fraction(target, 20) if upward else value <= Fraction(target, 20)
        assert reached == (got.verdict == "kept")

"""Wilson's interval, verdicts, and how many more it takes to be sure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.funnel.intervals import judge, wilson


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        # Published examples: Newcombe, Statistics in Medicine 17 (1998), table I.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (10, 10, 0.7225, 1.0),
    ],
)
def test_the_interval_is_the_published_one(k, n, low, high):
    found = wilson(k, n)
    assert found == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_rate(counts):
    k, n = counts
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1


BAND = (0.35, 0.45)


@pytest.mark.parametrize(
    ("k", "n", "verdict", "sure", "needed"),
    [
        (10, 100, "below", True, 0),
        # z² · 0.35 · 0.65 / (0.30 - 0.35)² = 349.6: 350 entrants at 30 % end below 35 %.
        (30, 100, "below", False, 250),
        # z² · 0.45 · 0.55 / (0.40 - 0.45)² = 380.3; the lower edge needs fewer (349.6).
        (40, 100, "within", False, 281),
        (400, 1000, "within", True, 0),
        (50, 100, "above", False, 281),
        (90, 100, "above", True, 0),
        (35, 100, "within", False, None),
        (45, 100, "within", False, None),
    ],
)
def test_verdicts(k, n, verdict, sure, needed):
    assert judge(k, n, BAND) == (verdict, sure, needed)


def _sure(rate, n, verdict):
    low, high = wilson(rate * n, n)
    return {"below": high < BAND[0], "above": low > BAND[1], "within": BAND[0] <= low and high <= BAND[1]}[
        verdict
    ]


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_needed_is_the_smallest_number_that_makes_it_sure(counts):
    k, n = counts
    found = judge(k, n, BAND)
    assert found.sure == _sure(k / n, n, found.verdict)
    if found.needed is None:
        assert k / n in BAND
    elif found.needed:
        assert _sure(k / n, n + found.needed, found.verdict)
        assert not _sure(k / n, n + found.needed - 1, found.verdict)

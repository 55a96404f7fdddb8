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


@pytest.mark.parametrize(
    ("k", "n", "band", "expected"),
    [
        # "20 % or more": judged by that end alone.
        (5, 100, (0.2, 1), ("below", True, 0)),
        (40, 100, (0.2, 1), ("within", True, 0)),
        # z² · 0.2 · 0.8 / 0.05² = 245.9: 246 entrants at 25 % begin above 20 %.
        (25, 100, (0.2, 1), ("within", False, 146)),
        (20, 100, (0.2, 1), ("within", False, None)),
        (10, 10, (0.2, 1), ("within", True, 0)),
        # "45 % or less": nobody at all is no edge, more of them make it sure (z² · 0.55 / 0.45 = 4.7).
        (0, 3, (0, 0.45), ("within", False, 2)),
        (60, 100, (0, 0.45), ("above", True, 0)),
    ],
)
def test_a_band_with_one_end_judges_by_it(k, n, band, expected):
    assert judge(k, n, band) == expected


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

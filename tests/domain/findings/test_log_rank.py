"""The log-rank test: the published example, a slow reading, and that it does not favour waiting."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, kstest

from funneldesk.domain.findings.log_rank import log_rank
from funneldesk.domain.moment import NEVER

#: Weeks in remission, + for those still in it: E. J. Gehan, Biometrika 52 (1965), 203-223.
TREATED = [
    "6",
    "6",
    "6",
    "6+",
    "7",
    "9+",
    "10",
    "10+",
    "11+",
    "13",
    "16",
    "17+",
    "19+",
    "20+",
    "22",
    "23",
    "25+",
    "32+",
    "32+",
    "34+",
    "35+",
]
PLACEBO = [
    "1",
    "1",
    "2",
    "2",
    "3",
    "4",
    "4",
    "5",
    "5",
    "8",
    "8",
    "8",
    "8",
    "11",
    "11",
    "12",
    "12",
    "15",
    "17",
    "22",
    "23",
]


def test_the_example_of_the_textbooks():
    words = TREATED + PLACEBO
    end = np.array([int(word.rstrip("+")) for word in words], np.int32)
    arrived = np.array([not word.endswith("+") for word in words])
    since = np.array([0] * len(TREATED) + [NEVER] * len(PLACEBO), np.int32)
    found = log_rank(np.zeros(len(end), np.int32), end, arrived, since)
    assert (found.observed, round(found.expected, 2), round(found.others, 2)) == (9, 19.25, 10.75)
    assert found.chi_square == pytest.approx(16.793, abs=5e-4)
    # The exact distribution behind it is the quieter of the two.
    assert found.chance == pytest.approx(2 * binom.cdf(9, 30, 19.2504 / 30), rel=1e-3)


watched = st.tuples(st.integers(0, 9), st.integers(0, 12), st.booleans(), st.none() | st.integers(0, 12))


@given(st.lists(watched, max_size=30))
def test_against_a_slow_reading(leads):
    columns = [np.array([lead[place] for lead in leads], np.int32) for place in (0, 1)]
    since = np.array([NEVER if lead[3] is None else lead[3] for lead in leads], np.int32)
    found = log_rank(*columns, np.array([lead[2] for lead in leads], np.bool_), since)
    observed, expected, variance, events = 0, 0.0, 0.0, 0
    for when in range(13):
        there = [lead for lead in leads if lead[0] < when <= lead[1]]
        has = [lead for lead in there if lead[3] is not None and lead[3] < when]
        d = [lead for lead in there if lead[1] == when and lead[2]]
        if not d:
            continue
        n, share = len(there), len(has) / len(there)
        events += len(d)
        observed += sum(lead in has for lead in d)
        expected += len(d) * share
        variance += len(d) * share * (1 - share) * (n - len(d)) / (n - 1) if n > 1 else 0
    assert found.observed == observed
    assert (found.expected, found.expected + found.others) == (pytest.approx(expected), pytest.approx(events))
    if variance < 1e-12:
        assert found.chance is None
        return
    tails = (
        binom.sf(observed - 1, events, expected / events),
        binom.cdf(observed, events, expected / events),
    )
    normal = math.erfc(abs(observed - expected) / math.sqrt(2 * variance))
    assert found.chi_square == pytest.approx((observed - expected) ** 2 / variance)
    assert found.chance == pytest.approx(min(1, max(normal, 2 * min(tails))), abs=1e-9)


def test_waiting_long_enough_to_get_it_is_no_merit():
    """What has no influence shows none, though those who got it waited longer than those who did not."""
    random = np.random.default_rng(1)
    chances, naive = [], []
    for _ in range(200):
        end = random.geometric(0.02, 300).astype(np.int32)
        arrived = end <= 100
        end = np.minimum(end, 100).astype(np.int32)
        since = random.integers(0, 100, 300).astype(np.int32)
        since = np.where(since < end, since, NEVER).astype(np.int32)
        start = np.zeros(300, np.int32)
        chances.append(log_rank(start, end, arrived, since).chance)
        naive.append(log_rank(start, end, arrived, np.where(since < NEVER, 0, NEVER).astype(np.int32)).chance)
    assert np.mean(np.array(chances) < 0.05) < 0.09
    assert np.mean(np.array(naive) < 0.05) > 0.9


@pytest.mark.parametrize("share", [0.05, 0.5])
def test_chances_are_no_smaller_than_uniform_where_nothing_is_true(share):
    """Rare groups too, and far out, where the normal distribution alone would promise too much."""
    random = np.random.default_rng(2)
    entry = np.zeros(400, np.int32)
    chances = []
    for _ in range(1_000):
        spent = random.geometric(0.004, 400)
        end = np.minimum(spent, random.integers(20, 180, 400)).astype(np.int32)
        since = np.where(random.random(400) < share, 0, NEVER).astype(np.int32)
        chances.append(log_rank(entry, end, spent <= end, since).chance)
    # One-sided: chances may be greater than uniform (counts are whole numbers), never smaller.
    assert kstest(chances, "uniform", alternative="greater").pvalue > 0.05
    assert np.mean(np.array(chances) < 0.01) < 0.02
    assert np.mean(np.array(chances) < 0.2) > 0.08

"""What chance explains: the small tests of counts by counting every outcome, all of them against scipy."""

from fractions import Fraction
from math import comb

import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain import significance
from funneldesk.domain.significance import binomial_test, fisher_exact, overlap_chance, welch_test

COUNTS = st.integers(0, 400)
SIZES = st.integers(2, 2_000)
SPREADS = st.floats(1e-3, 1e3)


def ways(every, marked, drawn):
    """Of all ways to draw: how many hold each number of marked ones."""
    return {k: comb(marked, k) * comb(every - marked, drawn - k) for k in range(min(marked, drawn) + 1)}


@given(*[st.integers(0, 12)] * 4)
def test_fishers_test_counts_all_tables_that_are_no_likelier(a, b, c, d):
    each = ways(a + b + c + d, a + c, a + b)
    expected = Fraction(sum(w for w in each.values() if w <= each[a]), sum(each.values()))
    assert fisher_exact([(a, b), (c, d)]) == pytest.approx(float(expected), rel=1e-12)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_fishers_test_is_that_of_scipy(a, b, c, d):
    assert fisher_exact([(a, b), (c, d)]) == pytest.approx(
        float(scipy.stats.fisher_exact([[a, b], [c, d]])[1]), rel=1e-6
    )


@given(COUNTS, COUNTS, COUNTS, st.integers(1, 400))
def test_an_overlap_is_as_likely_as_scipy_says(both, only, other, neither):
    every, marked, drawn = both + only + other + neither, both + other, both + only
    expected = scipy.stats.hypergeom.sf(both - 1, every, marked, drawn)
    assert overlap_chance(both, every, marked, drawn) == pytest.approx(float(expected), rel=1e-8)


@given(st.integers(0, 600), st.integers(0, 600), st.floats(1e-6, 1 - 1e-6) | st.sampled_from([0.0, 1.0]))
def test_a_count_is_as_likely_as_scipy_says(k, more, rate):
    n = k + more or 1
    expected = scipy.stats.binomtest(k, n, rate).pvalue
    # Where nothing but the exponent matters scipy's own sixth digit is not right: 329 of 342 at 0.109375, by fractions.
    assert binomial_test(k, n, rate) == pytest.approx(float(expected), rel=1e-6, abs=1e-280)
    assert binomial_test(329, 342, 0.109375) == pytest.approx(1.5847571026161427e-294, rel=1e-12, abs=0)


@given(
    st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)),
    st.tuples(SPREADS, SPREADS),
    st.tuples(SIZES, SIZES),
)
def test_two_means_are_as_likely_as_scipy_says(means, spreads, sizes):
    expected = scipy.stats.ttest_ind_from_stats(
        means[0], spreads[0], sizes[0], means[1], spreads[1], sizes[1], equal_var=False
    ).pvalue
    assert welch_test(means, spreads, sizes) == pytest.approx(float(expected), rel=1e-6, abs=1e-300)


def test_many_people_are_no_trouble():
    table = [(31_000, 469_000), (30_500, 469_500)]
    assert fisher_exact(table) == pytest.approx(float(scipy.stats.fisher_exact(table)[1]), rel=1e-6)
    counted = float(scipy.stats.binomtest(500_800, 1_000_000, 0.5).pvalue)
    assert binomial_test(500_800, 1_000_000, 0.5) == pytest.approx(counted, rel=1e-6)
    apart = scipy.stats.ttest_ind_from_stats(40.0, 9.0, 600_000, 40.02, 8.0, 500_000, equal_var=False)
    means = welch_test((40.0, 40.02), (9.0, 8.0), (600_000, 500_000))
    assert means == pytest.approx(float(apart.pvalue), rel=1e-6)


def test_where_nothing_can_differ_chance_explains_all():
    assert fisher_exact([(0, 40), (0, 35)]) == 1.0
    assert overlap_chance(0, 50, 20, 10) == 1.0
    assert overlap_chance(40, 50, 45, 45) == 1.0, "so many overlap however they are drawn"
    assert binomial_test(0, 10, 0.0) == 1.0
    assert binomial_test(1, 10, 0.0) == 0.0
    assert welch_test((3.0, 3.0), (1.0, 2.0), (30, 30)) == 1.0


def test_a_fraction_that_does_not_settle_is_no_number(monkeypatch):
    monkeypatch.setattr(significance, "_MOST_STEPS", 2)
    with pytest.raises(ArithmeticError, match="does not settle"):
        welch_test((1.0, 2.0), (1.0, 2.0), (30, 40))

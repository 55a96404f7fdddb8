"""How likely chance alone is: the tests behind "hard to explain by chance", for counts and for means.

They are few and small; a library of statistics would be a quarter of the packed program and take a second to load
before the first of them could be asked. `tests/domain/test_significance.py` holds each of them against scipy.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: Outcomes so nearly as likely as the observed one count as equally likely: the sums behind them are rounded.
_ALIKE = 1 + 1e-7
#: A continued fraction is left off where one more step changes it less than this.
_SETTLED = 1e-15
_MOST_STEPS = 100_000


def fisher_exact(table: Sequence[Sequence[int]]) -> float:
    """Return how likely rates of two groups are at least as unlikely as these if nothing tells them apart.

    `table`: for each group, how many did and did not. Two-sided: all tables of the same margins that are no likelier
    count (R. A. Fisher, "The logic of inductive inference", Journal of the Royal Statistical Society 98 (1935), 39-82).
    """
    (did, did_not), (others, others_not) = table
    first, counts = _drawn(did + did_not + others + others_not, did + others, did + did_not)
    return _as_unlikely(counts, did - first)


def overlap_chance(both: int, every: int, marked: int, drawn: int) -> float:
    """Return how likely at least `both` of `drawn` are among the `marked` of `every` if they are drawn blindly."""
    first, counts = _drawn(every, marked, drawn)
    return 1.0 if both <= first else float(counts[both - first :].sum())


def binomial_test(k: int, n: int, rate: float) -> float:
    """Return how likely outcomes no likelier than k of n are if each comes with probability `rate` (two-sided)."""
    if rate in {0.0, 1.0}:
        return float(k == n * rate)
    so_far = np.arange(n, dtype=np.float64)
    return _as_unlikely(_chances((n - so_far) / (so_far + 1) * (rate / (1 - rate))), k)


def welch_test(means: Sequence[float], spreads: Sequence[float], sizes: Sequence[int]) -> float:
    """Return how likely two means are so far apart by chance (two-sided), the spreads need not be equal.

    `spreads`: standard deviations of the samples (n - 1), not both 0. B. L. Welch, "The generalization of 'Student's'
    problem when several different population variances are involved", Biometrika 34 (1947), 28-35.
    """
    one, other = (spread**2 / size for spread, size in zip(spreads, sizes, strict=True))
    freedom = (one + other) ** 2 / (one**2 / (sizes[0] - 1) + other**2 / (sizes[1] - 1))
    squared = (means[0] - means[1]) ** 2 / (one + other)
    inside = squared / (freedom + squared)
    return _beta_share(freedom / 2, 0.5, freedom / (freedom + squared), inside)


def _drawn(every: int, marked: int, drawn: int) -> tuple[int, NDArray[np.float64]]:
    """Return the least number of marked ones among those drawn, and the chances of it and of each greater one."""
    least, most = max(0, marked + drawn - every), min(marked, drawn)
    k = np.arange(least, most, dtype=np.float64)
    return least, _chances((marked - k) * (drawn - k) / ((k + 1) * (every - marked - drawn + k + 1)))


def _chances(ratios: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chances of outcomes of which each is `ratios` times as likely as the one before."""
    logs = np.concatenate(([0.0], np.cumsum(np.log(ratios))))
    weights: NDArray[np.float64] = np.exp(logs - logs.max())
    weights /= weights.sum()
    return weights


def _as_unlikely(chances: NDArray[np.float64], observed: int) -> float:
    counted = chances <= chances[observed] * _ALIKE
    return 1.0 if counted.all() else float(chances[counted].sum())


def _beta_share(a: float, b: float, x: float, rest: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b); `rest`: 1 - x, exact also where that is tiny.

    NIST Digital Library of Mathematical Functions, 8.17.22 (https://dlmf.nist.gov/8.17.E22), which settles quickly
    below the mean; above it by symmetry, 8.17.4.
    """
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_share(b, a, rest, x)
    if x <= 0:
        return 0.0
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(rest)
    return math.exp(front) / a * _beta_fraction(a, b, x)


def _beta_fraction(a: float, b: float, x: float) -> float:
    """Return 1 / (1 + d1 / (1 + d2 / ...)) of DLMF 8.17.22, by the method of Lentz and Thompson (DLMF 3.10(iii))."""
    above, below, value = 1.0, 0.0, 1.0
    for step in range(1, _MOST_STEPS):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        below = 1 / (1 + term * below)
        above = 1 + term / above
        value *= above * below
        if abs(above * below - 1) < _SETTLED:
            return 1 / value
    raise ArithmeticError(f"I_{x}({a}, {b}) does not settle")

"""Honest rates: the Wilson interval, the verdict against a band, and how many more it takes to be sure."""

import math
from typing import NamedTuple

from funneldesk.domain.funnel.funnel import Verdict

#: The 97.5 % point of the normal distribution: an interval of 95 %.
Z = 1.959963984540054
_EDGE = 1e-12


class Judgement(NamedTuple):
    """A rate against its band: `needed` further entrants at the same rate until it is sure (None: never)."""

    verdict: Verdict
    sure: bool
    needed: int | None


def wilson(k: float, n: float) -> tuple[float, float]:
    """Return the 95 % score interval of k successes among n > 0.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927), 209-212.
    """
    rate = k / n
    middle = rate + Z * Z / (2 * n)
    half = Z * math.sqrt(rate * (1 - rate) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    # 0 of n and n of n end exactly at 0 and 1; rounding must not push them beyond.
    low = 0.0 if k == 0 else max(0.0, (middle - half) / scale)
    high = 1.0 if k == n else min(1.0, (middle + half) / scale)
    return low, high


def judge(k: int, n: int, band: tuple[float, float]) -> Judgement:
    """Return the verdict on k of n > 0 by the point, and whether the whole interval agrees.

    A band that begins at 0 or ends at 1 is open there: it judges by its other end alone.
    """
    rate = k / n
    verdict: Verdict = "below" if rate < band[0] else "above" if rate > band[1] else "within"
    sure = _is_sure(rate, n, band, verdict)
    if sure:
        return Judgement(verdict, sure, 0)
    if any(abs(rate - edge) < _EDGE for edge in _bounds(band)):
        return Judgement(verdict, sure, None)
    return Judgement(verdict, sure, _needed(rate, n, band, verdict))


def _is_sure(rate: float, n: float, band: tuple[float, float], verdict: Verdict) -> bool:
    low, high = wilson(rate * n, n)
    if verdict == "below":
        return high < band[0]
    if verdict == "above":
        return low > band[1]
    return band[0] <= low and high <= band[1]


def _needed(rate: float, n: int, band: tuple[float, float], verdict: Verdict) -> int:
    """Return how many more entrants at the same rate bring the interval to the verdict's side.

    The interval of a rate p ends at e where n = z² e (1 - e) / (p - e)²; it only narrows as n grows.
    """
    edges = {"below": band[:1], "above": band[1:], "within": _bounds(band)}[verdict]
    size = max(Z * Z * edge * (1 - edge) / (rate - edge) ** 2 for edge in edges)
    total = max(math.floor(size) - 1, n)
    while not _is_sure(rate, total, band, verdict):
        total += 1
    return total - n


def _bounds(band: tuple[float, float]) -> tuple[float, ...]:
    return tuple(edge for edge in band if 0 < edge < 1)

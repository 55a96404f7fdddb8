"""Whether those with something reach a stage sooner and oftener than those without: the log-rank test."""

import math
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.facts import Bool, Int32, Int64

#: Where fewer are expected on a side the normal distribution is not trusted.
FEW = 10.0


@dataclass(frozen=True, slots=True)
class LogRank:
    """How many of those with it arrived, how many would have if it made no difference, and how likely chance is.

    `others`: the same expectation for those without it. `chance` (two-sided) is None where nobody can be compared.
    """

    observed: int
    expected: float
    others: float
    chance: float | None


def log_rank(entry: Int32, end: Int32, arrived: Bool, since: Int32) -> LogRank:
    """Compare leads watched from the day after `entry` to `end`, both in whole days; `arrived`: on that last day.

    `since` is the day from which a lead has what is asked about (from the day after on it counts there); NEVER
    where it has it not. Whoever gets it later counts among the others until then, so that no lead is favoured for
    having waited long enough to get it.

    N. Mantel, "Evaluation of survival data and two new rank order statistics arising in its consideration", Cancer
    Chemotherapy Reports 50 (1966), 163-170; for what begins later: N. Mantel and D. P. Byar, Journal of the American
    Statistical Association 69 (1974), 81-86.
    """
    watched = end > entry
    entry, end, arrived, since = entry[watched], end[watched], arrived[watched], since[watched]
    begins = np.maximum(entry, since)
    has_it = begins < end
    when = np.unique(end[arrived])
    deaths = _at(end[arrived], when)
    with_it = _at(end[arrived & has_it], when)
    at_risk = _before(entry, when) - _before(end, when)
    exposed = _before(begins[has_it], when) - _before(end[has_it], when)
    share = exposed / np.maximum(at_risk, 1)
    expected = float((deaths * share).sum())
    several = np.where(at_risk > 1, (at_risk - deaths) / np.maximum(at_risk - 1, 1), 0)
    variance = float((deaths * share * (1 - share) * several).sum())
    observed = int(with_it.sum())
    others = float(deaths.sum()) - expected
    if variance <= 0:
        return LogRank(observed, expected, others, None)
    chance = math.erfc(abs(observed - expected) / math.sqrt(2 * variance))
    fewer = (observed, expected) if expected <= others else (int(deaths.sum()) - observed, others)
    if fewer[1] < FEW:
        chance = max(chance, _poisson_chance(*fewer))
    return LogRank(observed, expected, others, chance)


def _poisson_chance(count: int, mean: float) -> float:
    """Return how likely a Poisson count is at least as far from its mean, twice its tail: on the quiet side."""
    below, term = 0.0, math.exp(-mean)
    for number in range(count):
        below += term
        term *= mean / (number + 1)
    # `term` is now the chance of `count` itself.
    return min(1.0, 2 * min(1 - below, below + term))


def _at(days: Int32, when: Int32) -> Int64:
    """Return how many of `days` are each of `when`."""
    return np.bincount(np.searchsorted(when, days), minlength=len(when))


def _before(days: Int32, when: Int32) -> Int64:
    """Return how many of `days` lie before each of `when`."""
    return np.searchsorted(np.sort(days), when, side="left")

"""Whether those with something reach a stage sooner and oftener than those without: the log-rank test."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.facts import Bool, Int32, Int64


@dataclass(frozen=True, slots=True)
class LogRank:
    """How many of those with it arrived, how many would have if it made no difference, and how likely chance is.

    `others`: the same expectation for those without it. `chi_square` and `chance` (two-sided) are None where nobody
    can be compared.
    """

    observed: int
    expected: float
    others: float
    chi_square: float | None
    chance: float | None


class RiskSets:
    """Leads watched from the day after `entry` to `end`, in whole days; `arrived`: on that last day."""

    def __init__(self, entry: Int32, end: Int32, arrived: Bool) -> None:
        self._watched = end > entry
        self._entry, self._end = entry[self._watched], end[self._watched]
        self._arrived = arrived[self._watched]
        self._first = int(self._entry.min(initial=0))
        self._size = int(self._end.max(initial=0)) - self._first + 2
        deaths = self._at(self._end[self._arrived])
        self._when = np.flatnonzero(deaths)
        self._deaths = deaths[self._when]
        self._at_risk = self._between(self._entry, self._end)

    @property
    def arrivals(self) -> int:
        """Return how many arrived while watched."""
        return int(self._deaths.sum())

    def compare(self, since: Int32) -> LogRank:
        """Compare leads that have it since the day `since` (they count there from the next day on) with others.

        NEVER: they have it not. Whoever gets it later counts among the others until then, so that no lead is favoured
        for having waited long enough to get it.

        N. Mantel, "Evaluation of survival data and two new rank order statistics arising in its consideration",
        Cancer Chemotherapy Reports 50 (1966), 163-170; for what begins later: N. Mantel and D. P. Byar, Journal of
        the American Statistical Association 69 (1974), 81-86.
        """
        observed, share = self._exposed(since)
        expected = float((self._deaths * share).sum())
        ties = np.where(
            self._at_risk > 1, (self._at_risk - self._deaths) / np.maximum(self._at_risk - 1, 1), 0
        )
        variance = float((self._deaths * share * (1 - share) * ties).sum())
        others = float(self.arrivals) - expected
        if variance <= 0:
            return LogRank(observed, expected, others, None, None)
        chi_square = (observed - expected) ** 2 / variance
        normal = math.erfc(math.sqrt(chi_square / 2))
        # The normal distribution promises too much far out; the exact one below is on the quiet side.
        chance = max(normal, _binomial_chance(observed, self.arrivals, expected / self.arrivals))
        return LogRank(observed, expected, others, chi_square, chance)

    def gain(self, since: Int32, effect: float) -> float:
        """Return how many times as likely this is if those with it arrive at e^`effect` times the pace, as a logarithm.

        As likely as with no difference: 0. The partial likelihood, ties as Breslow has them: D. R. Cox, "Regression
        models and life-tables", Journal of the Royal Statistical Society B 34 (1972), 187-220.
        """
        observed, share = self._exposed(since)
        return observed * effect - float((self._deaths * np.log1p(share * math.expm1(effect))).sum())

    def _exposed(self, since: Int32) -> tuple[int, NDArray[np.float64]]:
        """Return how many of those with it arrived, and their share of those watched on each day somebody arrives."""
        begins = np.maximum(self._entry, since[self._watched])
        has_it = begins < self._end
        observed = int(np.count_nonzero(has_it & self._arrived))
        exposed = self._between(begins[has_it], self._end[has_it])
        return observed, exposed / np.maximum(self._at_risk, 1)

    def _at(self, days: Int32) -> Int64:
        return np.bincount(days - self._first, minlength=self._size)

    def _between(self, entry: Int32, end: Int32) -> Int64:
        """Return how many are watched on each day somebody arrives."""
        passed: Int64 = np.cumsum(self._at(entry) - self._at(end))
        # On day d those are watched that came before d and were there on d - 1.
        return passed[self._when - 1]


def log_rank(entry: Int32, end: Int32, arrived: Bool, since: Int32) -> LogRank:
    """Return the comparison of `RiskSets.compare` for leads asked about once."""
    return RiskSets(entry, end, arrived).compare(since)


def _binomial_chance(count: int, of: int, share: float) -> float:
    """Return twice the smaller tail, `count` included, of so many draws with this share.

    Of draws with different shares of this mean the tails are lighter: W. Hoeffding, "On the distribution of the number
    of successes in independent trials", Annals of Mathematical Statistics 27 (1956), 713-721.
    """
    numbers = np.arange(of + 1)
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, of + 1)))])
    chances = np.exp(
        logs[of] - logs - logs[::-1] + numbers * math.log(share) + (of - numbers) * math.log1p(-share)
    )
    return min(1.0, 2 * float(min(chances[: count + 1].sum(), chances[count:].sum())))

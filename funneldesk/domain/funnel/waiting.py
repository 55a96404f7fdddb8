"""How long leads wait for a stage, open ones counted: the Kaplan-Meier curve (DESIGN 6, under 詳しい分析)."""

from dataclasses import dataclass, replace

import numpy as np

from funneldesk.domain.facts import Bool, Int32, Int64
from funneldesk.domain.fields import LEAD
from funneldesk.domain.funnel.intervals import Z, wilson
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.matching import Float


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """The share of leads that reached a stage within so many days of the one before, as steps.

    Arrays over the days on which somebody reached it: `days`, `share` by then (with the 95 % interval `low`,
    `high`), `at_risk`: who had waited that long and not reached it. `entrants` = `reached` + those still waiting;
    `remaining` (by day, 0 to `longest`): who had waited so long and not reached it before that day.
    `longest`: the longest wait so far, reached or not: nothing is known beyond it. `left_out`: whose wait nobody
    knows, as one of its ends has no day of its own.
    """

    entrants: int
    reached: int
    longest: int
    days: Int32
    share: Float
    low: Float
    high: Float
    at_risk: Int64
    remaining: Int64
    left_out: int = 0

    def within(self, days: int) -> float | None:
        """Return the share that reached the stage within `days`; None if nobody has waited that long."""
        if days > self.longest:
            return None
        place = int(np.searchsorted(self.days, days, side="right"))
        return float(self.share[place - 1]) if place else 0.0

    def waiting_on(self, day: int) -> int:
        """Return how many had waited until `day` (>= 0) and not reached it before."""
        return int(self.remaining[day]) if day <= self.longest else 0

    def day_of(self, share: float) -> int | None:
        """Return after how many days this share had reached the stage; None if it never was."""
        place = int(np.searchsorted(self.share, share - 1e-12))
        return int(self.days[place]) if place < len(self.days) else None


def waiting(days: StageDays, chosen: Bool, previous: int, stage: int) -> Waiting:
    """Return the waiting time from one stage to a later one of the chosen leads that have both dates or still wait.

    Whoever has not reached `stage` by as-of still waits, a lost deal and a lead out of scope included: neither has
    reached it. Left out: who reached it without a date or before the stage it follows, and who has no record of one
    of both (skipped: the day of a later stage would stand for it, a wait of no days that nobody saw).
    """
    counted, arrived = waiting_for(days, chosen, previous, stage)
    end = np.where(arrived, days.day_of(stage), days.as_of)
    found = curve((end - days.day_of(previous))[counted].astype(np.int32), arrived[counted])
    entered = int(np.count_nonzero(chosen & days.is_reached(previous)))
    return replace(found, left_out=entered - found.entrants)


def waiting_for(days: StageDays, chosen: Bool, previous: int, stage: int) -> tuple[Bool, Bool]:
    """Return whose wait from one stage to a later one is known, and who of all leads is there (n leads)."""
    begin, end = days.day_of(previous), days.day_of(stage)
    arrived = end != NEVER
    known = (begin != NEVER) & ~days.is_undated(stage) & (~arrived | (end >= begin))
    known &= ~days.skipped[previous] & ~days.skipped[stage]
    if previous == LEAD:
        # Without a day of acquisition its first trace stands for it, which may be this very stage.
        known &= days.acquired != NEVER
    return np.asarray(chosen & known), np.asarray(arrived)


def curve(spent: Int32, arrived: Bool) -> Waiting:
    """Return the Kaplan-Meier estimate of waits of `spent` whole days, of which the `arrived` ended.

    E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", Journal of the American
    Statistical Association 53 (1958), 457-481. Interval: Greenwood's variance on the scale log(-log S), which stays
    between 0 and 1 (J. D. Kalbfleisch and R. L. Prentice, 1980). A wait of exactly the days of an arrival is at risk.
    """
    if not len(spent):
        none = np.zeros(0)
        nobody = np.zeros(0, np.int64)
        return Waiting(0, 0, -1, np.zeros(0, np.int32), none, none, none, nobody, nobody)
    most = int(spent.max())
    events = np.bincount(spent[arrived], minlength=most + 1)
    ended = np.bincount(spent, minlength=most + 1)
    at_risk = np.cumsum(ended[::-1])[::-1]
    when = np.flatnonzero(events)
    k, n = events[when].astype(np.float64), at_risk[when].astype(np.float64)
    waits: Float = np.cumprod(1 - k / n).astype(np.float64)
    low, high = _interval(waits, k, n)
    arrivals, share = when.astype(np.int32), np.asarray(1 - waits, np.float64)
    remaining = at_risk.astype(np.int64)
    return Waiting(
        len(spent), int(arrived.sum()), most, arrivals, share, low, high, remaining[when], remaining
    )


def _interval(waits: Float, k: Float, n: Float) -> tuple[Float, Float]:
    """Return the interval of 1 - S; where in the end everybody arrived its lower end stays the last known one."""
    low, high = np.zeros(len(waits)), np.ones(len(waits))
    inside = waits > 0
    if not len(waits):
        return low, high
    if not inside.any():
        # All on one day: a plain share of everybody.
        return np.full(1, wilson(n[0], n[0])[0]), high
    variance = np.cumsum(k[inside] / (n[inside] * (n[inside] - k[inside])))
    logarithm = np.log(waits[inside])
    spread = Z * np.sqrt(variance) / np.abs(logarithm)
    low[inside] = 1 - waits[inside] ** np.exp(-spread)
    high[inside] = 1 - waits[inside] ** np.exp(spread)
    low[~inside] = low[inside][-1]
    return low, high

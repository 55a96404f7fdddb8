"""Counting the steps of a funnel, for one group of leads or for many at once."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.facts import Bool, Int32, Int64
from funneldesk.domain.fields import LEAD
from funneldesk.domain.funnel.funnel import Mode
from funneldesk.domain.funnel.maturity import mature
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.matching import Float


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """Which leads a funnel is about: leads acquired in a range (cohort), or stages reached in it (period)."""

    days: StageDays
    mode: Mode
    from_day: int | None = None
    to_day: int | None = None
    #: The leads acquired in the range; undated ones only where no range is given.
    cohort: Bool = field(init=False)

    def __post_init__(self) -> None:
        everything = self.from_day is None and self.to_day is None
        cohort = self.days.is_reached(LEAD) if everything else self.within(LEAD)
        object.__setattr__(self, "cohort", cohort)

    def counted(self, stage: int) -> Bool:
        """Return who counts at `stage` (n leads)."""
        if self.mode == "period":
            return self.within(stage)
        return self.cohort & self.days.is_reached(stage)

    def succeeded(self, previous: int, stage: int) -> Bool:
        """Return the entrants of the step who reached `stage` by as-of (period: with a date)."""
        if self.mode == "period":
            return self.within(previous) & self.days.is_dated(stage)
        return self.counted(previous) & self.days.is_reached(stage)

    def undated(self, stage: int) -> Bool:
        """Return who reached `stage` without a date; in a period these are the ones left out."""
        if self.mode == "period":
            return self.days.is_undated(stage)
        return self.cohort & self.days.is_undated(stage)

    def within(self, stage: int) -> Bool:
        """Return who reached `stage`, with a date, in the range."""
        day = self.days.day_of(stage)
        # NEVER lies behind every day: the last day leaves it out as well.
        inside: Bool = day <= (NEVER - 1 if self.to_day is None else self.to_day)
        if self.from_day is not None:
            inside &= day >= self.from_day
        return inside


@dataclass(frozen=True, slots=True, eq=False)
class StageTally:
    """Counts of one stage by group."""

    count: Int64
    skipped: Int64
    undated: Int64


@dataclass(frozen=True, slots=True, eq=False)
class StepTally:
    """Counts of one step by group; `quartiles` (3 × groups): 25, 50, 75 % of the days, NaN without any."""

    entrants: Int64
    n: Int64
    k: Int64
    quartiles: Float


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """The group (0 ... count - 1) each lead belongs to (n leads)."""

    of_lead: Int32
    count: int

    def tally(self, chosen: Bool) -> Int64:
        """Return how many of the chosen leads each group has."""
        if self.count == 1:
            return np.array([np.count_nonzero(chosen)], np.int64)
        return np.bincount(self.of_lead[chosen], minlength=self.count).astype(np.int64, copy=False)

    def tallies(self, *chosen: Bool) -> list[Int64]:
        """Return the same of several choices of leads, counted in one go."""
        if self.count == 1:
            return [self.tally(one) for one in chosen]
        kinds = 1 << len(chosen)
        flags = np.zeros(len(self.of_lead), np.uint8)
        for bit, one in enumerate(chosen):
            flags |= one.view(np.uint8) << np.uint8(bit)
        cell = self.of_lead.astype(np.intp) << len(chosen) | flags
        table = np.bincount(cell, minlength=self.count * kinds).reshape(self.count, kinds)
        kind = np.arange(kinds)
        return [table[:, kind >> bit & 1 == 1].sum(axis=1) for bit in range(len(chosen))]


def tally_stage(of: Selection, stage: int, groups: Groups) -> StageTally:
    """Count a stage by group."""
    counted = of.counted(stage)
    skipped: Bool = np.logical_and(counted, of.days.skipped[stage])
    return StageTally(*groups.tallies(counted, skipped, of.undated(stage)))


def tally_step(of: Selection, previous: int, stage: int, needed_days: int, groups: Groups) -> StepTally:
    """Count a step: all entrants, the mature ones (n), and those of them who reached `stage` (k)."""
    succeeded = of.succeeded(previous, stage)
    entrants, n, k = _counts(of, (previous, stage), needed_days, groups, succeeded)
    return StepTally(entrants, n, k, _quartiles(of.days, (previous, stage), succeeded, groups))


def tally_way(of: Selection, stage: int, needed_days: int, groups: Groups) -> list[Int64]:
    """Count the whole way from the first stage to another: all leads, the mature ones (n), those who got there (k)."""
    return _counts(of, (LEAD, stage), needed_days, groups, of.succeeded(LEAD, stage))


def _counts(
    of: Selection, step: tuple[int, int], needed_days: int, groups: Groups, succeeded: Bool
) -> list[Int64]:
    entrants, old_enough = of.counted(step[0]), mature(of.days, step[0], needed_days)
    return groups.tallies(entrants, entrants & old_enough, succeeded & old_enough)


def _quartiles(days: StageDays, step: tuple[int, int], succeeded: Bool, groups: Groups) -> Float:
    """Return the quartiles of a step's days by group, linear between ranks; negative days are left out."""
    begin, end = (days.day_of(stage) for stage in step)
    dated = np.flatnonzero(succeeded & (begin != NEVER) & (end != NEVER))
    spent = end[dated].astype(np.int64) - begin[dated]
    forward = spent >= 0
    if not forward.all():
        dated, spent = dated[forward], spent[forward]
    place = groups.of_lead[dated]
    # Sorted by group, then days, as one number; days of a funnel fit 32 bits by far.
    ordered: Int64 = np.sort(place.astype(np.int64) << 32 | spent) & 0xFFFFFFFF
    size = np.bincount(place, minlength=groups.count)
    start = np.cumsum(size) - size
    return np.stack([_between(ordered, start, size, share) for share in (0.25, 0.5, 0.75)])


def _between(ordered: Int64, start: NDArray[np.intp], size: NDArray[np.intp], share: float) -> Float:
    result = np.full(len(size), np.nan)
    some = size > 0
    at = start[some] + (size[some] - 1) * share
    below = np.floor(at).astype(np.int64)
    above = np.minimum(below + 1, start[some] + size[some] - 1)
    result[some] = ordered[below] + (ordered[above] - ordered[below]) * (at - below)
    return result

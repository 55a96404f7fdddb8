"""What one's own last twelve months say before bands and targets are agreed: rates, whole months, a band to propose."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from funneldesk.domain.fields import LEAD, STAGES
from funneldesk.domain.funnel.funnel import StageResult
from funneldesk.domain.funnel.periods import (
    EVERYTHING,
    MONTHS,
    Period,
    last_whole_month,
    month_end,
    month_start,
)
from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER

#: With fewer whole months than half a year nobody can say what a usual month is.
FEWEST_MONTHS = 6
#: Bands are agreed in whole percents.
_PERCENT = 100
_EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class OwnMonths:
    """How many reached a stage in each whole month, the newest last; months before its first record are none."""

    stage: str
    counts: tuple[int, ...]

    @property
    def enough(self) -> bool:
        """Whether there are months enough to say what a usual one is."""
        return len(self.counts) >= FEWEST_MONTHS

    @property
    def usual(self) -> float:
        """Return the median month."""
        return median(self.counts) if self.counts else 0.0

    @property
    def best(self) -> int:
        """Return the best month."""
        return max(self.counts, default=0)

    def reaching(self, count: int) -> int:
        """Return how many of the months had that many."""
        return sum(1 for month in self.counts if month >= count)


@dataclass(frozen=True, slots=True)
class OwnHistory:
    """The funnel of a range (the one the funnel page shows first), and the whole months up to its end, by stage.

    `fallback`: the last twelve months held nobody, these are the last that do.
    """

    period: Period = EVERYTHING
    stages: tuple[StageResult, ...] = ()
    months: Mapping[str, OwnMonths] = field(default_factory=dict)
    fallback: bool = False

    def step(self, previous: str, stage: str) -> StageResult | None:
        """Return the step between two stages; None where the records hold no such step."""
        found = (s for s in self.stages if (s.previous, s.stage) == (previous, stage))
        return next(found, None)


def enough(step: StageResult | None) -> bool:
    """Whether a step has mature entrants enough for its rate to be said."""
    return step is not None and (step.n or 0) >= ENOUGH


def proposed_band(step: StageResult | None) -> tuple[float, float] | None:
    """Return the interval of a step's rate in whole percents, rounded outwards; None where it would promise nothing.

    That is with too few entrants, and where none of them got on: a band that begins and ends at nothing is no aim.
    """
    if step is None or not enough(step) or not step.k or step.low is None or step.high is None:
        return None
    low = math.floor(step.low * _PERCENT + _EDGE) / _PERCENT
    high = math.ceil(step.high * _PERCENT - _EDGE) / _PERCENT
    return low, high


def own_history(
    stages: Sequence[StageResult], days: StageDays, period: Period, *, fallback: bool
) -> OwnHistory:
    """Return the history that a funnel of `period` and the stage dates give."""
    end = days.as_of if period.to_day is None else min(period.to_day, days.as_of)
    # A month that is not over yet says nothing about whole ones.
    last = month_end(last_whole_month(end))
    months = {}
    for stage, name in enumerate(STAGES):
        if stage == LEAD or days.recorded[stage]:
            months[name] = OwnMonths(name, _by_month(days, stage, last))
    return OwnHistory(period, tuple(stages), months, fallback)


def _by_month(days: StageDays, stage: int, last: int) -> tuple[int, ...]:
    """Return the counts of the twelve months up to the one that ends on `last`."""
    reached = days.day_of(stage)
    starts = [month_start(last, back) for back in range(MONTHS - 1, -1, -1)]
    first = int(reached.min(initial=NEVER))
    edges = np.array([*starts, last + 1])
    # Days outside lie before the first edge or behind the last.
    counts = np.bincount(np.searchsorted(edges, reached, side="right"), minlength=len(edges) + 1)[1:-1]
    # The month of the first record is part of a month only, unless that was its first day.
    known = [start >= first for start in starts]
    return tuple(int(count) for count, is_known in zip(counts, known, strict=True) if is_known)

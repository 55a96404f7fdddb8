"""What a month will come to: what is there so far, and what the same last days of earlier months still brought.

No curve is fitted and nothing is assumed about how people come. Of the last twelve whole months each says how many
reached the stage in as many last days as this month still has. The middle of these is added to what is there. If
this month is like those (any of the thirteen could as well have been this one), what it still brings lies between
the smallest and the greatest of m earlier numbers with probability (m - 1) / (m + 1): S. S. Wilks, "Determination of
sample sizes for setting tolerance limits", Annals of Mathematical Statistics 12 (1941), 91-96.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from funneldesk.domain.fields import LEAD, STAGES
from funneldesk.domain.funnel.periods import month_end, month_start
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER

#: Months looked at, and the fewest that give four chances in five: (9 - 1) / (9 + 1).
MONTHS, FEWEST = 12, 9


@dataclass(frozen=True, slots=True)
class Outlook:
    """One stage in the current month: `count` so far, and `rests`, what the same last days of earlier months brought.

    `rests` are of whole months after the first record of the stage, the newest last. `silent`: neither these months
    nor this one brought anything: the lists ended before, and what was never entered is no forecast.
    """

    stage: str
    count: int
    rests: tuple[int, ...]
    target: int | None = None
    silent: bool = False

    @property
    def enough(self) -> bool:
        """Whether there are months enough to say anything."""
        return len(self.rests) >= FEWEST and not self.silent

    @property
    def expected(self) -> float | None:
        """Return what the month will come to; None: cannot be said."""
        return self.count + median(self.rests) if self.enough else None

    @property
    def interval(self) -> tuple[int, int] | None:
        """Return the range it lies in with probability `chance`; None: cannot be said."""
        return (self.count + min(self.rests), self.count + max(self.rests)) if self.enough else None

    @property
    def chance(self) -> float:
        """Return how likely the month ends within `interval`."""
        return (len(self.rests) - 1) / (len(self.rests) + 1)

    @property
    def reaching(self) -> int | None:
        """Return in how many of the earlier months enough came in these last days to reach the target."""
        if self.target is None or not self.enough:
            return None
        return sum(self.count + rest >= self.target for rest in self.rests)


@dataclass(frozen=True, slots=True)
class Month:
    """The current month: its first day, the day it is looked at, the days left after it, the recorded stages."""

    first_day: int
    as_of: int
    days_left: int
    outlooks: tuple[Outlook, ...]


def month_outlook(days: StageDays, targets: dict[str, int]) -> Month:
    """Return how the month of `days.as_of` stands; `targets`: stage -> what the book wants in a month."""
    as_of = days.as_of
    last = month_end(as_of)
    ends = [month_start(as_of, back) - 1 for back in range(MONTHS - 1, -1, -1)]
    start = month_start(as_of, MONTHS)
    found = []
    for stage, name in enumerate(STAGES):
        if stage != LEAD and not days.recorded[stage]:
            continue
        reached = days.day_of(stage)
        known_from = int(reached.min(initial=NEVER))
        # By day, so that a million leads are looked at once only.
        here = reached[(reached >= start) & (reached <= as_of)] - start
        total = np.concatenate(([0], np.cumsum(np.bincount(here, minlength=as_of - start + 1))))
        rests = _rests(total, start, ends, last - as_of, known_from)
        count = int(total[-1] - total[month_start(as_of) - start])
        found.append(Outlook(name, count, rests, targets.get(name), silent=not len(here)))
    return Month(month_start(as_of), as_of, last - as_of, tuple(found))


def _rests(
    total: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    start: int,
    ends: Sequence[int],
    left: int,
    known_from: int,
) -> tuple[int, ...]:
    """Return what the last `left` days of each month brought; months in or before that of the first record are none."""
    known = [end for end in ends if month_start(end) > known_from]
    return tuple(int(total[end + 1 - start] - total[end + 1 - left - start]) for end in known)

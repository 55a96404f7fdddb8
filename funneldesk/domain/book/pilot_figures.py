"""What came of the leads of a pilot, as the pilot's book sees them and as the version for everybody does.

Both are asked about the same leads on the same days: each lead from the day it came into the pilot (`joined`) to
the pilot's last day. One of the two decided in fact (the pilot, or for a shadow the version for everybody), the
other is computed. What people decided and what the SFA says is the same for both: a lead of one book only may
have been treated as the other book said, and the page says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from funneldesk.domain.book.book import Book, BookVersion
from funneldesk.domain.book.book_periods import Period, periods
from funneldesk.domain.book.book_pilots import joined
from funneldesk.domain.book.conditions import Condition
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.fields import DEAL, SAL
from funneldesk.domain.funnel.acceptance import at_threshold
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.breakpoints import exists_from
from funneldesk.domain.scoring.candidates import candidate_since
from funneldesk.domain.scoring.evaluation import criteria_of
from funneldesk.domain.scoring.first_days import first_days

#: Leads looked at in one go: scores on every day of a long pilot need their memory.
_BLOCK = 100_000
_ConditionOf = Callable[[Book], Condition | None]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One book's view of the leads of a pilot.

    `mql`: leads that met its MQL criterion; `reached`: leads that stood at its threshold on some day of theirs.
    `accepted`, `deals`: of these the share that sales accepted, or that had a deal, on that day or later (n leaves
    out whoever was that far before); None where no record could say so. `missed`: first deals, since their lead
    came in, of leads that had not stood at the threshold by then. `candidate`: who is a candidate at the end of the
    last day (n leads; the numbers of all pages, where this book decides).
    """

    mql: int
    reached: int
    accepted: Share | None
    deals: Share | None
    missed: int | None
    candidate: Bool

    @property
    def candidates(self) -> int:
        """Return how many are candidates at the end of the last day."""
        return int(np.count_nonzero(self.candidate))


@dataclass(frozen=True, slots=True, eq=False)
class PilotFigures:
    """Both sides. `leads`: how many came in from `first` to `last` (days); outcomes count up to `as_of`."""

    first: int
    last: int
    as_of: int
    leads: int
    everybody: Side
    pilot: Side


def pilot_figures(
    facts: Facts, versions: tuple[BookVersion, ...], pilot: BookVersion, days: StageDays
) -> PilotFigures:
    """Return the figures of a pilot that has begun by the day that the stage dates `days` are as of."""
    as_of = days.as_of
    last = as_of if pilot.until_day is None else min(as_of, pilot.until_day)
    since = joined(facts, pilot, last)
    others = tuple(v for v in versions if v.number != pilot.number)
    # Computed as if it decided, which a shadow does not.
    real = replace(pilot.book, scope=replace(pilot.book.scope, shadow=False))
    view = _View(facts, since, _days_of(days, SAL), _days_of(days, DEAL))
    known = exists_from(facts)
    # Of the leads without a date only those that have none at all are there: the others came later.
    inside: Bool = (since <= last) & ((known <= last) | (known == NEVER))
    sides = []
    for spans, held in (
        (periods(others, last), others),
        ((Period(pilot.from_day, last, real),), (*others, replace(pilot, book=real))),
    ):
        mine = tuple(_of_pilot(spans, pilot.from_day, last, since))
        sides.append(view.side(mine, candidate_since(facts, held, last, among=inside) != NEVER))
    return PilotFigures(pilot.from_day, last, as_of, int(inside.sum()), *sides)


def _of_pilot(spans: tuple[Period, ...], from_day: int, last: int, since: Int32) -> Iterator[Period]:
    """Yield the periods within a pilot's days, for each of its leads from the day it came in."""
    for span in spans:
        start, stop = max(span.from_day, from_day), min(span.to_day, last)
        if start <= stop:
            ends = np.full(len(since), stop, np.int32)
            yield Period(start, stop, span.book, np.maximum(since, start).astype(np.int32), ends)


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """The leads of a pilot; the days of their SAL and first deal, None where no record could say so."""

    facts: Facts
    since: Int32
    sal: Int32 | None
    deal: Int32 | None

    def side(self, spans: tuple[Period, ...], candidate: Bool) -> Side:
        mql = self._first(spans, lambda book: criteria_of(book, "mql"))
        reached = self._first(spans, at_threshold)
        return Side(
            int((mql != NEVER).sum()),
            int((reached != NEVER).sum()),
            _after(reached, self.sal),
            _after(reached, self.deal),
            None if self.deal is None else int(self._missed(reached, self.deal)),
            candidate,
        )

    def _first(self, spans: tuple[Period, ...], condition: _ConditionOf) -> Int32:
        first, day = exists_from(self.facts), np.full(self.facts.count, NEVER, np.int32)
        for span in spans:
            wanted = condition(span.book)
            if wanted is not None:
                for part in self._parts(span):
                    first_days(self.facts, part, wanted, first, day)
        return day

    def _parts(self, span: Period) -> Iterator[Period]:
        for start in range(0, self.facts.count, _BLOCK):
            begins = np.full(self.facts.count, NEVER, np.int32)
            begins[start : start + _BLOCK] = np.asarray(span.begin)[start : start + _BLOCK]
            if (begins <= span.end).any():
                yield replace(span, begins=begins)

    def _missed(self, reached: Int32, deal: Int32) -> int:
        return int(((deal != NEVER) & (deal >= self.since) & (reached > deal)).sum())


def _days_of(days: StageDays, stage: int) -> Int32 | None:
    if not days.recorded[stage]:
        return None
    # Nobody knows when: such a lead is left out, as if it had been that far before the pilot.
    return np.where(days.is_undated(stage), 0, days.day_of(stage)).astype(np.int32)


def _after(reached: Int32, day: Int32 | None) -> Share | None:
    """Return the share of those who reached the threshold for whom `day` came then or later."""
    if day is None:
        return None
    open_: Bool = (reached != NEVER) & (day >= reached)
    return Share(int(open_.sum()), int((open_ & (day != NEVER)).sum()))

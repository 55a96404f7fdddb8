"""Pilots: a version that holds for a segment beside the one for everybody (DESIGN 4, Scope).

Who is in a pilot: every lead that meets its segment on some day while it runs, from the first such day on, to the
pilot's end. The segment is judged at the end of each day under the pilot's own book, like every condition
(DESIGN 6, Time: nothing dated later has an influence; the earliest known value of a field holds from the
beginning, and only the backtest asks what was known). Whoever is in stays in, even if its values change: a lead
that was handed over by one book must not fall back to the other halfway, and a result that made leads leave the
segment would falsify the comparison. Inside, the pilot decides alone: MQL criterion, score, threshold. Before
a lead came in and after the pilot's end the version for everybody decides. A shadow decides about nobody: it is
only computed for comparison.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from funneldesk.domain.book.book import Book, BookVersion, version_in_force
from funneldesk.domain.book.book_periods import Period, periods
from funneldesk.domain.book.conditions import All
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.breakpoints import exists_from
from funneldesk.domain.scoring.first_days import first_days
from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.scoring import Scoring
from funneldesk.domain.touched import along, by_lead, put

_EVERYBODY = All(())
#: Who was in a pilot: asked by every part of one page, so found once for the same facts. The oldest goes first.
_found: WeakKeyDictionary[Facts, dict[tuple[str, int, int], Int32]] = WeakKeyDictionary()
_MOST = 8


@dataclass(frozen=True, slots=True, eq=False)
class InForce:
    """Which version decides about whom on one day; `inside`: the leads of the pilot (n leads)."""

    everybody: BookVersion
    pilot: BookVersion | None = None
    inside: Bool | None = None

    def version_of(self, position: int) -> BookVersion:
        """Return the version that decides about the lead at `position`."""
        if self.pilot is None or self.inside is None or not self.inside[position]:
            return self.everybody
        return self.pilot


def running_pilot(versions: Sequence[BookVersion], day: int) -> BookVersion | None:
    """Return the pilot or shadow that runs on `day`, None if none does."""
    running = (v for v in versions if v.is_pilot and v.runs_on(day))
    return max(running, key=lambda v: (v.from_day, v.number), default=None)


def in_force(facts: Facts, versions: tuple[BookVersion, ...], day: int) -> InForce:
    """Return which version decides about whom on `day`."""
    everybody, pilot = version_in_force(versions, day), running_pilot(versions, day)
    if pilot is None or not pilot.decides:
        return InForce(everybody)
    inside: Bool = joined(facts, pilot, day) <= day
    return InForce(everybody, pilot, inside) if inside.any() else InForce(everybody)


def joined(facts: Facts, pilot: BookVersion, as_of: int) -> Int32:
    """Return since when each lead (n leads) is in the pilot, NEVER for those not in it up to `as_of`.

    A lead of which nothing has a date by then (or nothing has one at all) is in it from the beginning, if it meets
    the segment on the last day.
    """
    last = as_of if pilot.until_day is None else min(as_of, pilot.until_day)
    kept = _found.setdefault(facts, {})
    key = (pilot.sha256, pilot.from_day, last)
    if key not in kept:
        while len(kept) >= _MOST:
            kept.pop(next(iter(kept)), None)
        kept[key] = by_lead(
            facts,
            lambda lists: joined(lists, pilot, as_of),
            lambda given: _joined(given, pilot.book, pilot.from_day, last),
            put,
            along,
        )
    return kept[key]


def spans(facts: Facts, versions: tuple[BookVersion, ...], as_of: int) -> tuple[Period, ...]:
    """Return the periods of all that decide up to `as_of`; those of one lead follow each other in time.

    Without anybody in a pilot they are those of `periods`.
    """
    found = periods(versions, as_of)
    for pilot, last in _deciding(versions, as_of):
        since = joined(facts, pilot, last)
        if (since != NEVER).any():
            found = _beside(found, pilot, last, since)
    return found


def _deciding(versions: tuple[BookVersion, ...], as_of: int) -> list[tuple[BookVersion, int]]:
    """Return the pilots for real that ran up to `as_of`, oldest first, with their last days."""
    pilots = sorted(
        (v for v in versions if v.is_pilot and v.decides and v.from_day <= as_of),
        key=lambda v: (v.from_day, v.number),
    )
    ends = [min(as_of, as_of if v.until_day is None else v.until_day) for v in pilots]
    # Only one runs at a time: a later one would end the one before.
    ends[:-1] = [min(end, later.from_day - 1) for end, later in zip(ends[:-1], pilots[1:], strict=True)]
    return [(v, end) for v, end in zip(pilots, ends, strict=True) if v.from_day <= end]


def _beside(found: tuple[Period, ...], pilot: BookVersion, last: int, since: Int32) -> tuple[Period, ...]:
    """Return the periods with the pilot's beside those of its days, which end for a lead when it comes in."""
    before, meanwhile, after = [], [], []
    for span in found:
        if span.from_day < pilot.from_day:
            before.append(_cut(span, span.from_day, min(span.to_day, pilot.from_day - 1)))
        if span.from_day <= last and span.to_day >= pilot.from_day:
            start, stop = max(span.from_day, pilot.from_day), min(span.to_day, last)
            begins = np.full(len(since), start, np.int32)
            meanwhile.append(Period(start, stop, span.book, begins, np.minimum(since - 1, stop)))
        if span.to_day > last:
            after.append(_cut(span, max(span.from_day, last + 1), span.to_day))
    ends = np.full(len(since), last, np.int32)
    return (*before, *meanwhile, Period(pilot.from_day, last, pilot.book, since, ends), *after)


def _cut(span: Period, from_day: int, to_day: int) -> Period:
    if span.begins is None:
        return Period(from_day, to_day, span.book)
    return span


def _joined(facts: Facts, book: Book, from_day: int, last: int) -> Int32:
    day = np.full(facts.count, NEVER, np.int32)
    if last < from_day:
        return day
    segment = book.scope.segment or _EVERYBODY
    first = exists_from(facts)
    first_days(facts, Period(from_day, last, book), segment, first, day)
    dateless = np.flatnonzero(first > last).astype(np.int32)
    at = Points(dateless, np.full(len(dateless), last, np.int32))
    day[dateless[Scoring(facts, book).conditions.holds(segment, at)]] = from_day
    return day

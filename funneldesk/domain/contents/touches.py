"""Touches: activities with a content, in the order they happened, comparable with the moment of a deal."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.contents.contents import NOT_TOUCHES
from funneldesk.domain.facts import Bool, Events, Facts, Int32, Int64, Whole, side_by_side, taken
from funneldesk.domain.fields import ACTIVITY_KINDS
from funneldesk.domain.moment import NEVER, NO_INSTANT
from funneldesk.domain.unique import unique

_DAY_BITS, _SECOND_BITS = 20, 18
_UNIX_DAY = 719_163  # date(1970, 1, 1).toordinal()
_SECONDS = 86_400
_LAST_SECOND = 2**_SECOND_BITS - 1
_NOT_TOUCHES = tuple(ACTIVITY_KINDS.index(kind) for kind in sorted(NOT_TOUCHES))
#: Activities looked at together: what is computed of so many stays in the processor's cache, and ten million of them
#: need no more memory than these.
AT_ONCE = 2**16


@dataclass(frozen=True, slots=True, eq=False)
class Touches:
    """Touches up to as-of, sorted by lead and moment."""

    lead: Int32
    day: Int32
    content: Whole
    instant: Int64

    @property
    def key(self) -> Int64:
        """Return lead and moment of each as one number (`moment_key`)."""
        return moment_key(self.lead, self.day, self.instant)

    def at(self, places: NDArray[np.intp]) -> "Touches":
        """Return some of them."""
        return Touches(*(taken(getattr(self, name), places) for name in Touches.__slots__))


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """Which touches are asked for: those of some leads or contents only (None: of all), from a day on."""

    leads: Bool | None = None
    contents: Bool | None = None
    from_day: int = 0


def touches(facts: Facts, as_of: int) -> Touches:
    """Return all touches up to the end of `as_of`; undated ones cannot be ordered and are left out."""
    parts = list(touches_by_leads(facts, as_of, Wanted())) or [
        _touches(facts.events, slice(0), as_of, Wanted())
    ]
    # Column by column: all of them put together at once would be in memory twice.
    columns = {name: [getattr(part, name) for part in parts] for name in Touches.__slots__}
    del parts
    return Touches(**{name: side_by_side(columns.pop(name)) for name in Touches.__slots__})


def touches_by_leads(facts: Facts, as_of: int, wanted: Wanted) -> Iterator[Touches]:
    """Yield the same, the touches wanted of some leads after the other."""
    for rows in blocks(facts.events):
        yield _touches(facts.events, rows, as_of, wanted)


def by_content(content: Whole, lead: Int32) -> tuple[Int64, Int64, Int64]:
    """Return the order of touches by content, and where in it each lead's first and last touch of a content stand."""
    # Stable: within a content they stay sorted by lead and moment. Small numbers sort many times quicker.
    small = content.astype(np.min_scalar_type(content.max(initial=0)))
    order = np.argsort(small, kind="stable")
    small, lead = small.take(order), lead.take(order)
    first = np.ones(len(order), np.bool_)
    first[1:] = (small[1:] != small[:-1]) | (lead[1:] != lead[:-1])
    last = np.ones(len(order), np.bool_)
    last[:-1] = first[1:]
    return order, np.flatnonzero(first), np.flatnonzero(last)


def blocks(events: Events) -> Iterator[slice]:
    """Yield the rows of some leads after the other, about AT_ONCE at a time; all of one lead are in the same."""
    first = events.some("lead", np.arange(0, len(events), AT_ONCE))
    bounds = unique(events.begins(first)).tolist()
    for start, stop in pairwise((*bounds, len(events))):
        yield slice(start, stop)


def last_days(events: Events, count: int, as_of: int, kinds: Bool | None = None) -> Int32:
    """Return the day of each lead's last activity up to a day, NEVER for none; `kinds`: which kinds count."""
    found = np.full(count, NEVER, np.int32)
    for rows in blocks(events):
        day, lead = events.part("day", rows), events.part("lead", rows)
        counts = day <= as_of
        if kinds is not None:
            counts &= kinds.take(events.part("kind", rows))
        # Sorted by lead and day: of several assignments to one lead the last one stays.
        found[lead[counts]] = day[counts]
    return found


def touching(events: Events, rows: slice) -> Bool:
    """Return which of these rows are of a kind that touches a content."""
    kind = events.part("kind", rows)
    found: Bool = kind >= 0
    for code in _NOT_TOUCHES:
        found &= kind != code
    return found


def _touches(events: Events, rows: slice, as_of: int, wanted: Wanted) -> Touches:
    content, day = events.part("content", rows), events.part("day", rows)
    chosen = touching(events, rows)
    chosen &= content >= 0
    chosen &= day <= as_of
    if wanted.from_day:
        chosen &= day >= wanted.from_day
    index, lead = np.flatnonzero(chosen), events.part("lead", rows)
    if wanted.contents is not None:
        index = index[wanted.contents.take(content.take(index))]
    if wanted.leads is not None:
        index = index[wanted.leads.take(lead.take(index))]
    return Touches(lead, day, content, events.part("instant", rows)).at(index)


def moment_key(lead: Int32, day: Int32, instant: Int64, *, end_of_day: bool = False) -> Int64:
    """Return one number for each (lead, moment) that sorts like DESIGN 5 compares moments.

    A moment with an instant sorts by it within its business day; without one it stands before all others of
    that day or, with `end_of_day`, after them, so that the same day counts as not after.
    """
    within = np.clip(instant - (day.astype(np.int64) - _UNIX_DAY) * _SECONDS + _SECONDS, 1, _LAST_SECOND - 1)
    second = np.where(instant == NO_INSTANT, _LAST_SECOND if end_of_day else 0, within)
    key: Int64 = (lead.astype(np.int64) << _DAY_BITS | day) << _SECOND_BITS | second
    return key

"""Which activities a line of the book counts, indexed so that they can be counted at any point in time."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.book.conditions import ActivityMatch
from funneldesk.domain.facts import Bool, Content, Facts, Int32, Int64, rows_of
from funneldesk.domain.fields import ACTIVITY_KINDS
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.points import Points, lead_day_key

Float = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class MatchedEvents:
    """The dated activities that match, sorted by lead and day."""

    lead: Int32
    day: Int32

    def ranges(self, points: Points, within_days: int | None) -> tuple[Int64, Int64]:
        """Return for each point the range [from, to) with 0 <= age < within_days (None: ever)."""
        key, first = self._keys(points)
        to = np.searchsorted(key, lead_day_key(points.lead, points.day), side="right")
        if within_days is None:
            start = np.zeros(len(points), np.int32)
        else:
            start = np.maximum(points.day.astype(np.int64) - within_days + 1, 0).astype(np.int32)
        return np.searchsorted(key, lead_day_key(points.lead, start), side="left") + first, to + first

    def count(self, points: Points, within_days: int | None, leads: int) -> Int64:
        """Return how many activities each point sees; `leads` is the number of all leads."""
        if points.day_of_all is not None:
            return np.bincount(self.lead[self.in_window(points.day_of_all, within_days)], minlength=leads)
        start, to = self.ranges(points, within_days)
        return to - start

    def in_window(self, day: int, within_days: int | None) -> Bool:
        """Whether each activity has 0 <= age < within_days on `day`."""
        seen = self.day <= day
        return seen if within_days is None else seen & (self.day > day - within_days)

    def last_day(self, points: Points) -> Int32:
        """Return the day of the last activity not after each point, NEVER where there is none."""
        start, to = self.ranges(points, None)
        last = np.full(len(points), NEVER, np.int32)
        some = to > start
        last[some] = self.day[to[some] - 1]
        return last

    def _keys(self, points: Points) -> tuple[Int64, int]:
        """Return (lead, day) as one number for the leads the points are about, and where these begin.

        Made when asked for: kept for millions of activities they would take more memory than all the rest.
        """
        if not len(points):
            return np.zeros(0, np.int64), 0
        rows = rows_of(self.lead, int(points.lead.min()), int(points.lead.max()) + 1)
        return lead_day_key(self.lead[rows], self.day[rows]), rows.start


#: Matched events are the same for every book and day, so they are found once for the same facts.
_found: WeakKeyDictionary[Facts, dict[ActivityMatch, MatchedEvents]] = WeakKeyDictionary()
_KEPT = 64


def matched(facts: Facts, match: ActivityMatch) -> MatchedEvents:
    """Return the dated activities of `facts` that match; contents are named by key or title.

    An activity without a content, or with one nobody described, is of type "".
    """
    known = _found.setdefault(facts, {})
    if match not in known:
        if len(known) >= _KEPT:
            known.clear()
        known[match] = matched_of(facts, match, 0, facts.count)
    return known[match]


def matched_of(facts: Facts, match: ActivityMatch, first: int, end: int) -> MatchedEvents:
    """Return those of the leads from position `first` up to `end`; of some leads they are not kept."""
    rows = facts.events.of_leads(first, end)
    lead, day = facts.events.part("lead", rows), facts.events.part("day", rows)
    index = _matching(facts, match, rows)
    return MatchedEvents(lead, day) if len(index) == len(lead) else MatchedEvents(lead[index], day[index])


def matches_kinds(match: ActivityMatch) -> frozenset[str]:
    """Return the kinds of activity that `match` can count."""
    return frozenset(match.kinds or ACTIVITY_KINDS)


def matching_events(facts: Facts, match: ActivityMatch) -> NDArray[np.intp]:
    """Return the positions in `Facts.events` of the dated activities that match."""
    return _matching(facts, match, slice(0, len(facts.events)))


def _matching(facts: Facts, match: ActivityMatch, rows: slice) -> NDArray[np.intp]:
    """Return where in these rows the dated activities stand that match."""
    events = facts.events
    fits = events.part("day", rows) != NEVER
    if match.kinds:
        fits &= np.array([kind in match.kinds for kind in ACTIVITY_KINDS])[events.part("kind", rows)]
    index = np.flatnonzero(fits)
    if match.contents or match.types or match.phases or match.themes:
        # The last place is that of no content: -1.
        contents = (*facts.contents, Content(key="", title=""))
        fitting = np.array([_describes(match, content) for content in contents])
        index = index[fitting[events.part("content", rows)[index]]]
    return index


def _describes(match: ActivityMatch, content: Content) -> bool:
    named = content.key in match.contents or bool(content.title and content.title in match.contents)
    return (
        (not match.contents or named)
        and (not match.types or content.type in match.types)
        and (not match.phases or content.phase in match.phases)
        and (not match.themes or content.theme in match.themes)
    )

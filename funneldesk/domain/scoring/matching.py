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
_classes: WeakKeyDictionary[Facts, NDArray[np.unsignedinteger]] = WeakKeyDictionary()
_KEPT = 64


def matched(facts: Facts, match: ActivityMatch) -> MatchedEvents:
    """Return the dated activities of `facts` that match; contents are named by key or title.

    An activity without a content, or with one nobody described, is of type "".
    """
    known = _found.setdefault(facts, {})
    if match not in known:
        if len(known) >= _KEPT:
            known.clear()
        known[match] = _match(facts, match)
    return known[match]


def matches_kinds(match: ActivityMatch) -> frozenset[str]:
    """Return the kinds of activity that `match` can count."""
    return frozenset(match.kinds or ACTIVITY_KINDS)


def matching_events(facts: Facts, match: ActivityMatch) -> NDArray[np.intp]:
    """Return the positions in `Facts.events` of the dated activities that match."""
    return np.flatnonzero(np.take(_class_table(facts, match), _event_classes(facts)))


def _match(facts: Facts, match: ActivityMatch) -> MatchedEvents:
    events, index = facts.events, matching_events(facts, match)
    if len(index) == len(events):
        return MatchedEvents(events.lead, events.day)
    return MatchedEvents(events.lead[index], events.day[index])


def _event_classes(facts: Facts) -> "NDArray[np.unsignedinteger]":
    """Return one number per activity for its kind and content; 0 stands for undated ones."""
    if facts not in _classes:
        events = facts.events
        classes = (events.content + 1) * np.int32(len(ACTIVITY_KINDS)) + events.kind + np.int32(1)
        classes[events.day == NEVER] = 0
        highest = (len(facts.contents) + 1) * len(ACTIVITY_KINDS)
        _classes[facts] = classes.astype(np.min_scalar_type(highest))
    return _classes[facts]


def _class_table(facts: Facts, match: ActivityMatch) -> Bool:
    """Return for each number of `_event_classes` whether it matches."""
    kinds = np.array([not match.kinds or kind in match.kinds for kind in ACTIVITY_KINDS])
    contents = np.ones(len(facts.contents) + 1, np.bool_)
    if not (match.contents or match.types or match.phases or match.themes):
        return np.concatenate([np.zeros(1, np.bool_), np.outer(contents, kinds).ravel()])
    for position, content in enumerate((Content(key="", title=""), *facts.contents)):
        contents[position] = _describes(match, content)
    return np.concatenate([np.zeros(1, np.bool_), np.outer(contents, kinds).ravel()])


def _describes(match: ActivityMatch, content: Content) -> bool:
    named = content.key in match.contents or bool(content.title and content.title in match.contents)
    return (
        (not match.contents or named)
        and (not match.types or content.type in match.types)
        and (not match.phases or content.phase in match.phases)
        and (not match.themes or content.theme in match.themes)
    )

"""Which activities a line of the book counts, indexed so that they can be counted at any point in time."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.conditions import ActivityMatch
from funneldesk.domain.facts import Bool, Content, Facts, Int32, Int64
from funneldesk.domain.fields import ACTIVITY_KINDS
from funneldesk.domain.moment import NEVER
from funneldesk.domain.points import Points, lead_day_key

Float = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class MatchedEvents:
    """The dated activities that match, sorted by lead and day; `key` is that pair as one number.

    `index` is their position in `Facts.events`.
    """

    index: Int64
    lead: Int32
    day: Int32
    key: Int64

    def __len__(self) -> int:
        return len(self.lead)

    def ranges(self, points: Points, within_days: int | None) -> tuple[Int64, Int64]:
        """Return for each point the range [from, to) with 0 <= age < within_days (None: ever)."""
        to = np.searchsorted(self.key, lead_day_key(points.lead, points.day), side="right")
        if within_days is None:
            start = np.zeros(len(points), np.int32)
        else:
            start = np.maximum(points.day.astype(np.int64) - within_days + 1, 0).astype(np.int32)
        return np.searchsorted(self.key, lead_day_key(points.lead, start), side="left"), to

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
        if not len(self):
            return np.full(len(points), NEVER, np.int32)
        before = np.searchsorted(self.key, lead_day_key(points.lead, points.day), side="right") - 1
        hit = (before >= 0) & (self.lead[before] == points.lead)
        return np.where(hit, self.day[before], np.int32(NEVER)).astype(np.int32)


#: Matched events are the same for every book and day, so they are found once for the same facts.
_found: WeakKeyDictionary[Facts, dict[ActivityMatch, MatchedEvents]] = WeakKeyDictionary()
_classes: WeakKeyDictionary[Facts, Int32] = WeakKeyDictionary()
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


def _match(facts: Facts, match: ActivityMatch) -> MatchedEvents:
    table = _class_table(facts, match)
    index = np.flatnonzero(np.take(table, _event_classes(facts)))
    lead, day = facts.events.lead[index], facts.events.day[index]
    return MatchedEvents(index, lead, day, lead_day_key(lead, day))


def _event_classes(facts: Facts) -> Int32:
    """Return one number per activity for its kind and content; 0 stands for undated ones."""
    if facts not in _classes:
        events = facts.events
        classes = (events.content + 1) * np.int32(len(ACTIVITY_KINDS)) + events.kind + np.int32(1)
        classes[events.day == NEVER] = 0
        _classes[facts] = classes
    return _classes[facts]


def _class_table(facts: Facts, match: ActivityMatch) -> Bool:
    """Return for each number of `_event_classes` whether it matches."""
    kinds = np.array([not match.kinds or kind in match.kinds for kind in ACTIVITY_KINDS])
    contents = np.ones(len(facts.contents) + 1, np.bool_)
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

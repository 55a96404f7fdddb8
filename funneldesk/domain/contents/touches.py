"""Touches: activities with a content, in the order they happened, comparable with the moment of a deal."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.contents.contents import NOT_TOUCHES
from funneldesk.domain.facts import Bool, Facts, Int32, Int64
from funneldesk.domain.fields import ACTIVITY_KINDS
from funneldesk.domain.moment import NO_INSTANT

_DAY_BITS, _SECOND_BITS = 20, 18
_UNIX_DAY = 719_163  # date(1970, 1, 1).toordinal()
_SECONDS = 86_400
_LAST_SECOND = 2**_SECOND_BITS - 1


@dataclass(frozen=True, slots=True, eq=False)
class Touches:
    """Touches up to as-of, sorted by lead and moment; `key` is that pair as one number (`moment_key`)."""

    lead: Int32
    day: Int32
    content: Int32
    key: Int64

    def of_leads(self, chosen: Bool) -> "Touches":
        """Return the touches of some leads (n leads) only."""
        here = chosen[self.lead]
        return Touches(self.lead[here], self.day[here], self.content[here], self.key[here])


def touches(facts: Facts, as_of: int) -> Touches:
    """Return all touches up to the end of `as_of`; undated ones cannot be ordered and are left out."""
    events = facts.events
    is_touch = np.array([kind not in NOT_TOUCHES for kind in ACTIVITY_KINDS])
    index = np.flatnonzero((events.content >= 0) & (events.day <= as_of) & is_touch[events.kind])
    lead, day = events.lead[index], events.day[index]
    content = events.content[index].astype(np.int32)
    return Touches(lead, day, content, moment_key(lead, day, events.instant[index]))


def moment_key(lead: Int32, day: Int32, instant: Int64, *, end_of_day: bool = False) -> Int64:
    """Return one number for each (lead, moment) that sorts like DESIGN 5 compares moments.

    A moment with an instant sorts by it within its business day; without one it stands before all others of
    that day or, with `end_of_day`, after them, so that the same day counts as not after.
    """
    within = np.clip(instant - (day.astype(np.int64) - _UNIX_DAY) * _SECONDS + _SECONDS, 1, _LAST_SECOND - 1)
    second = np.where(instant == NO_INSTANT, _LAST_SECOND if end_of_day else 0, within)
    key: Int64 = (lead.astype(np.int64) << _DAY_BITS | day) << _SECOND_BITS | second
    return key

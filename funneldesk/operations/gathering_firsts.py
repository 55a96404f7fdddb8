"""The first contents that lists of leads name, among the activities of these leads."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from funneldesk.domain.facts import Events, Int32, Int64
from funneldesk.domain.fields import ACTIVITY_KINDS


def with_firsts(
    events: Events,
    firsts: Sequence[tuple[int, int]],
    kinds: Sequence[int],
    acquired_day: Int32,
    acquired_instant: Int64,
) -> Events:
    """Add each lead's first content, before all of that time, unless its activities hold the same on that day."""
    if not firsts:
        return events
    lead, content = np.array(firsts, np.int32).T
    kind = np.array(kinds, np.int8)[content]
    day = acquired_day[lead]
    key = _touch_key(lead, day, kind, content, len(kinds))
    there = _touch_key(events.lead, events.day, events.kind, events.content, len(kinds))
    new = ~np.isin(key, there)
    count = int(new.sum())
    added: dict[str, Any] = {
        "lead": lead[new], "day": day[new], "instant": acquired_instant[lead][new], "kind": kind[new],
        "side": np.full(count, -1), "content": content[new], "campaign": np.full(count, -1), "record": np.zeros(count),
        "result": np.zeros(count),
    }  # fmt: skip
    joined = {
        name: np.concatenate([added[name].astype(getattr(events, name).dtype), getattr(events, name)])
        for name in Events.__slots__
    }
    order = np.lexsort((joined["instant"], joined["day"], joined["lead"]))
    return Events(**{name: column[order] for name, column in joined.items()})


def _touch_key(lead: Int32, day: Int32, kind: Any, content: Int32, contents: int) -> Int64:
    # A day fits into 23 bits apart from NEVER, whose low bits no real day has.
    wide = (lead.astype(np.int64) << 23 | (day.astype(np.int64) & 0x7FFFFF)) * len(ACTIVITY_KINDS) + kind
    result: Int64 = wide * (contents + 1) + content
    return result

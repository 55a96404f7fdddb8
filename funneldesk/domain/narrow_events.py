"""Activities in half of the memory: of each lead where its own begin, and days by how far they are from the first one.

They lie in the order of the leads, so that nobody needs the lead of each; and what happened in one company happened
within some years. Whoever asks for a stretch or for some rows is given numbers as wide as ever.
"""

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from funneldesk.domain.facts import Events, Int32, Int64
from funneldesk.domain.made_events import MadeEvents
from funneldesk.domain.moment import NEVER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

#: The columns that are kept as they are.
_KEPT = tuple(one.name for one in fields(Events) if one.name not in ("lead", "day"))
#: Stands for NEVER.
_NEVER = np.uint16(np.iinfo(np.uint16).max)


class NarrowEvents(MadeEvents):
    """Activities that look like any others; `lead` and `day` are made wherever they are asked for."""

    __slots__ = ("_bounds", "_days", "_since")

    @classmethod
    def of(cls, events: Events, leads: int) -> Self:
        """Return the activities of so many leads; without a day, or too far apart, days stay as they are."""
        bounds = events.begins(np.arange(leads + 1, dtype=np.int32))
        if len(events) <= np.iinfo(np.int32).max:
            bounds = bounds.astype(np.int32)
        dated = events.where(lambda of: of("day") != NEVER)
        days, since = events.day, np.zeros(1, np.int64)
        known = events.some("day", dated)
        if len(known) and int(known.max()) - int(known.min()) < int(_NEVER):
            since = np.array([known.min()], np.int64)
            days = np.full(len(events), _NEVER)
            days[dated] = (known - known.min()).astype(np.uint16)
        columns = {name: getattr(events, name) for name in _KEPT}
        return cls.of_parts({**columns, "bounds": bounds, "days": days, "since": since})

    @classmethod
    def of_parts(cls, parts: "Mapping[str, NDArray[Any]]") -> Self:
        """Return the activities of which these are the `parts`."""
        kept = {name: parts[name] for name in _KEPT}
        made: Self = cls._of(**kept, _bounds=parts["bounds"], _days=parts["days"], _since=parts["since"])
        return made

    @property
    def parts(self) -> "dict[str, NDArray[Any]]":
        """What is kept of them, to be kept elsewhere."""
        columns = {name: getattr(self, name) for name in _KEPT}
        return {**columns, "bounds": self._bounds, "days": self._days, "since": self._since}

    def __len__(self) -> int:
        return len(self.kind)

    def part(self, name: str, rows: slice) -> "NDArray[Any]":
        """Return a stretch of a column."""
        if name in _KEPT:
            return super().part(name, rows)
        if name == "day":
            return self._as_days(self._days[rows])
        begin, end, _step = rows.indices(len(self))
        if begin >= end:
            return np.zeros(0, np.int32)
        first, last = self._lead_of(np.array((begin, end - 1))).tolist()
        bounds = self._bounds[first : last + 2].clip(begin, end)
        return np.repeat(np.arange(first, last + 1, dtype=np.int32), np.diff(bounds))

    def some(self, name: str, places: "NDArray[np.intp]") -> "NDArray[Any]":
        """Return what a column says in the rows at these places."""
        if name in _KEPT:
            return super().some(name, places)
        return self._as_days(self._days[places]) if name == "day" else self._lead_of(places)

    def begins(self, leads: "NDArray[np.signedinteger]") -> Int64:
        """Return before which row the activities of each of these leads begin, whether it has any or not."""
        found: Int64 = self._bounds[np.minimum(leads, len(self._bounds) - 1)].astype(np.int64)
        return found

    def _lead_of(self, places: "NDArray[np.intp]") -> Int32:
        # Asked in their own type: for another one numpy makes a wider copy of them first.
        asked = places.astype(self._bounds.dtype, copy=False)
        found: Int32 = (np.searchsorted(self._bounds, asked, "right") - 1).astype(np.int32)
        return found

    def _as_days(self, days: "NDArray[Any]") -> Int32:
        if days.dtype != np.uint16:
            return days
        return np.where(days == _NEVER, NEVER, days + np.int32(self._since[0])).astype(np.int32, copy=False)

"""Activities of lists with others among them: those of lists are kept once, and looked at where they are.

Ten million activities are a hundred megabytes and more. As soon as somebody notes a single call there would be two
sets of them, all but one row the same.
"""

from typing import TYPE_CHECKING, Any, Self

import numpy as np

from funneldesk.domain.facts import Int64, is_alone
from funneldesk.domain.made_events import MadeEvents

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from funneldesk.domain.facts import Events


class AddedEvents(MadeEvents):
    """Activities that look like any others.

    No column is kept: a whole one is made wherever it is asked for, a stretch (`part`), some rows (`some`, `at`) and
    those that are so and so (`where`) cost what they hold.
    """

    __slots__ = ("_added", "_events", "_places")

    @classmethod
    def among(cls, events: "Events", before: Int64, added: "Events") -> Self:
        """Return activities with others put in `before` some rows (ascending, one for each of those added)."""
        made: Self = cls._of(_events=events, _added=added, _places=before + np.arange(len(before)))
        return made

    def __len__(self) -> int:
        return len(self._events) + len(self._added)

    def _type(self, name: str) -> "np.dtype[Any]":
        return np.promote_types(self._events.part(name, slice(0)).dtype, getattr(self._added, name).dtype)

    def part(self, name: str, rows: slice) -> "NDArray[Any]":
        """Return a stretch of a column; of one value throughout, that value kept once."""
        begin, end, _step = rows.indices(len(self))
        end = max(begin, end)
        first, last = np.searchsorted(self._places, (begin, end)).tolist()
        column: NDArray[Any] = self._events.part(name, slice(begin - first, end - last))
        values = getattr(self._added, name)[first:last]
        wide = self._type(name)
        if len(column) and is_alone(column) and (values == column.flat[0]).all():
            return np.broadcast_to(column.flat[:1].astype(wide), (end - begin,))
        column = column.astype(wide, copy=False)
        if first == last:
            return column
        before = self._places[first:last] - np.arange(first, last) - (begin - first)
        found: NDArray[Any] = np.insert(column, before, values)
        return found

    def some(self, name: str, places: "NDArray[np.intp]") -> "NDArray[Any]":
        """Return what a column says in the rows at these places."""
        before = np.searchsorted(self._places, places)
        here = np.searchsorted(self._places, places, "right") > before
        found = np.empty(len(places), self._type(name))
        found[here] = self._added.some(name, before[here])
        found[~here] = self._events.some(name, places[~here] - before[~here])
        return found

    def begins(self, leads: "NDArray[np.signedinteger]") -> Int64:
        """Return before which row the activities of each of these leads begin, whether it has any or not."""
        found: Int64 = self._events.begins(leads) + self._added.begins(leads)
        return found

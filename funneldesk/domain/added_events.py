"""Activities of lists with others among them: those of lists are kept once, and looked at where they are.

Ten million activities are a hundred megabytes and more. As soon as somebody notes a single call there would be two
sets of them, all but one row the same.
"""

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from funneldesk.domain.facts import Events, Int64, is_alone

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NAMES = tuple(one.name for one in fields(Events))


class AddedEvents(Events):
    """Activities that look like any others.

    No column is kept: a whole one is made wherever it is asked for, a stretch (`part`), some rows (`some`, `at`) and
    those that are so and so (`where`) cost what they hold.
    """

    __slots__ = ("_added", "_events", "_places")

    def __init__(self, **columns: "NDArray[Any]") -> None:
        """Take all columns as they are: who changes one of some activities is given plain ones."""
        super().__init__(**columns)
        nobody = np.zeros(0, np.int64)
        _set(self, "_events", self)
        _set(self, "_added", self)
        _set(self, "_places", nobody)

    @classmethod
    def among(cls, events: Events, before: Int64, added: Events) -> Self:
        """Return activities with others put in `before` some rows (ascending, one for each of those added)."""
        made = cls.__new__(cls)
        _set(made, "_events", events)
        _set(made, "_added", added)
        _set(made, "_places", before + np.arange(len(before)))
        return made

    @property
    def _is_plain(self) -> bool:
        return self._events is self

    def __len__(self) -> int:
        return len(self.lead) if self._is_plain else len(self._events) + len(self._added)

    def __getattr__(self, name: str) -> Any:
        """Return a column: it is asked for here because it is not kept."""
        if name not in _NAMES:
            raise AttributeError(name)
        return self.part(name, slice(0, len(self)))

    def _type(self, name: str) -> "np.dtype[Any]":
        return np.promote_types(self._events.part(name, slice(0)).dtype, getattr(self._added, name).dtype)

    def part(self, name: str, rows: slice) -> "NDArray[Any]":
        """Return a stretch of a column; of one value throughout, that value kept once."""
        if self._is_plain:
            return super().part(name, rows)
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
        if self._is_plain:
            return super().some(name, places)
        before = np.searchsorted(self._places, places)
        here = np.searchsorted(self._places, places, "right") > before
        found = np.empty(len(places), self._type(name))
        found[here] = self._added.some(name, before[here])
        found[~here] = self._events.some(name, places[~here] - before[~here])
        return found

    def begins(self, leads: "NDArray[np.signedinteger]") -> Int64:
        """Return before which row the activities of each of these leads begin, whether it has any or not."""
        if self._is_plain:
            return super().begins(leads)
        found: Int64 = self._events.begins(leads) + self._added.begins(leads)
        return found


def _set(events: AddedEvents, name: str, value: object) -> None:
    # Frozen: it is set once.
    object.__setattr__(events, name, value)

"""Activities of which a few rows alone say something in a column: such a column is made where it is asked for.

Lists tell of no activity who did it. As soon as somebody notes a single call, a column of ten million would say so of
all the others.
"""

from typing import TYPE_CHECKING, Any, Self

import numpy as np

from funneldesk.domain.facts import Events, Int64, alone, is_alone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    #: Of a column: what all rows say but a few, and what these say.
    Exceptions = tuple["NDArray[Any]", "NDArray[Any]"]


class SparseEvents(Events):
    """Activities that look like any others; `_few`: the columns that are not kept."""

    __slots__ = ("_count", "_few", "_places")

    def __init__(self, **columns: "NDArray[Any]") -> None:
        """Take all columns as they are: who changes one of some activities is given plain ones."""
        super().__init__(**columns)
        _set(self, "_few", {})
        _set(self, "_count", len(columns["lead"]))

    @classmethod
    def inserted(cls, events: Events, before: Int64, added: Events) -> Self:
        """Return activities with others put in `before` some rows (ascending, one for each of those added)."""
        made = cls.__new__(cls)
        few: dict[str, Exceptions] = {}
        for name in Events.__slots__:
            column, values = getattr(events, name), getattr(added, name)
            wide = np.promote_types(column.dtype, values.dtype)
            if not is_alone(column):
                _set(made, name, alone(np.insert(column.astype(wide, copy=False), before, values)))
                continue
            one = column.flat[:1].astype(wide)
            if (values == one).all():
                _set(made, name, np.broadcast_to(one, (len(events) + len(added),)))
            else:
                few[name] = one, values.astype(wide)
        _set(made, "_few", few)
        _set(made, "_places", before + np.arange(len(before)))
        _set(made, "_count", len(events) + len(added))
        return made

    def __len__(self) -> int:
        count: int = self._count
        return count

    def __getattr__(self, name: str) -> Any:
        """Return a column that is not kept: it is asked for here only then."""
        if name not in Events.__slots__ or name not in self._few:
            raise AttributeError(name)
        return self.part(name, slice(0, self._count))

    def part(self, name: str, rows: slice) -> "NDArray[Any]":
        """Return a stretch of a column; where none of its rows is one of the few, one value kept once."""
        if name not in self._few:
            return super().part(name, rows)
        one, values = self._few[name]
        begin, end, _step = rows.indices(self._count)
        first, last = np.searchsorted(self._places, (begin, end)).tolist()
        if first == last:
            return np.broadcast_to(one, (max(end - begin, 0),))
        column = np.full(end - begin, one[0], one.dtype)
        column[self._places[first:last] - begin] = values[first:last]
        return column


def _set(events: SparseEvents, name: str, value: object) -> None:
    # Frozen: it is set once.
    object.__setattr__(events, name, value)

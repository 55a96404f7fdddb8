"""Activities that are not kept twice: what lists say lies among what lists and people say, and is cut out of it.

Ten million activities are a hundred megabytes and more. As soon as somebody notes a single call there would be two
sets of them, all but one row the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import fields
from threading import RLock
from typing import TYPE_CHECKING, Any

import numpy as np

from funneldesk.domain.facts import Events, Int64, alone, is_alone

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from numpy.typing import NDArray

_NAMES = tuple(field.name for field in fields(Events))


class Lendable(Events):
    """Activities whose columns may be cut out of wider ones instead of being kept; they never look different.

    A column that is not kept is made wherever it is asked for: who asks more than once does so inside `at_hand`.
    """

    __slots__ = ("_among", "_holders", "_lock", "_rows", "_types")

    def __init__(self, **columns: "NDArray[Any]") -> None:
        super().__init__(**{name: _by_itself(one) for name, one in columns.items()})
        # Frozen: what is kept changes, what is seen does not.
        self._set("_types", {name: column.dtype for name, column in columns.items()})
        self._set("_rows", len(columns["lead"]))
        self._set("_among", None)
        self._set("_holders", 0)
        self._set("_lock", RLock())

    @classmethod
    def of(cls, events: Events) -> "Lendable":
        """Return the same activities, to be let go of later."""
        return cls(**{name: getattr(events, name) for name in _NAMES})

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def __len__(self) -> int:
        rows: int = self._rows
        return rows

    def __getattr__(self, name: str) -> Any:
        """Return a column that is not kept: it is asked for here only then."""
        if name not in _NAMES:
            raise AttributeError(name)
        with self._lock:
            if name in self._kept():
                return object.__getattribute__(self, name)
            column = self._made(name)
            if self._holders:
                self._set(name, column)
            return column

    def part(self, name: str, rows: slice) -> "NDArray[Any]":
        """Return a stretch of a column; one that is not kept is not made for it."""
        with self._lock:
            if name in self._kept():
                return super().part(name, rows)
            events, added = self._wider()
        begin, end, _step = rows.indices(len(self))
        # Before each one added so many of these lie.
        before = added - np.arange(len(added))
        first, last = int(np.searchsorted(before, begin, "right")), int(np.searchsorted(before, end))
        column = events.part(name, slice(begin + first, max(begin, end) + max(first, last)))
        if first < last:
            column = np.delete(column, added[first:last] - (begin + first))
        return self._as_it_was(name, column)

    def some(self, name: str, places: "NDArray[np.intp]") -> "NDArray[Any]":
        """Return what a column says in some rows; one that is not kept is not made for them."""
        with self._lock:
            if name in self._kept():
                return super().some(name, places)
            events, added = self._wider()
        before = added - np.arange(len(added))
        return self._as_it_was(name, events.some(name, places + np.searchsorted(before, places, "right")))

    def begins(self, leads: "NDArray[np.signedinteger]") -> Int64:
        """Return before which row the activities of each of these leads begin."""
        with self._lock:
            if "lead" in self._kept():
                return super().begins(leads)
            events, added = self._wider()
        found: Int64 = events.begins(leads)
        rows: Int64 = found - np.searchsorted(added, found)
        return rows

    @property
    def nbytes(self) -> int:
        """The memory its columns take up."""
        with self._lock:
            columns = [getattr(self, name) for name in self._kept()]
        return sum(column.nbytes for column in columns if not is_alone(column))

    def _kept(self) -> list[str]:
        return [name for name in _NAMES if _has(self, name)]

    def _made(self, name: str) -> "NDArray[Any]":
        events, added = self._wider()
        return alone(self._as_it_was(name, np.delete(getattr(events, name), added)))

    def _as_it_was(self, name: str, column: "NDArray[Any]") -> "NDArray[Any]":
        found: NDArray[Any] = column.astype(self._types[name], copy=False)
        return found

    def _wider(self) -> "tuple[Events, Int64]":
        """Return the activities these lie among, and which rows of them are others."""
        among: tuple[Events, Int64] = self._among
        return among

    def lend(self, events: Events, added: Int64) -> None:
        """Keep no column any more: these are the activities of `events` without the rows `added` (ascending)."""
        with self._lock:
            self._set("_among", (events, added))
            if not self._holders:
                self._let_go()

    def lies_among(self, added: Events) -> Events | None:
        """Return the activities these lie among, where all others there are as `added`; None otherwise."""
        with self._lock:
            if self._among is None:
                return None
            events, places = self._among
        if len(places) != len(added):
            return None
        alike = (np.array_equal(getattr(events, name)[places], getattr(added, name)) for name in _NAMES)
        return events if all(alike) else None

    def take_back(self) -> None:
        """Keep all columns again."""
        with self._lock:
            if self._among is None:
                return
            kept = self._kept()
            for name in _NAMES:
                if name not in kept:
                    self._set(name, self._made(name))
            self._set("_among", None)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep inside the block what is made in it."""
        with self._lock:
            self._set("_holders", self._holders + 1)
        try:
            yield
        finally:
            with self._lock:
                self._set("_holders", self._holders - 1)
                if not self._holders and self._among is not None:
                    self._let_go()

    def _let_go(self) -> None:
        for name in self._kept():
            if not is_alone(getattr(self, name)):
                object.__delattr__(self, name)


def _by_itself(column: "NDArray[Any]") -> "NDArray[Any]":
    """Return one value throughout without what it was read from, which is to be let go of."""
    return np.broadcast_to(column.flat[:1].copy(), column.shape) if is_alone(column) else column


def _has(events: Events, name: str) -> bool:
    try:
        object.__getattribute__(events, name)
    except AttributeError:
        return False
    return True


def at_hand(events: Events) -> "AbstractContextManager[None]":
    """Let columns that are made stay for the block."""
    return events.held() if isinstance(events, Lendable) else nullcontext()


def lend(events: Events, among: Events, added: Int64) -> None:
    """Let activities lie among others, which hold them and the rows `added` (ascending)."""
    if isinstance(events, Lendable):
        events.lend(among, added)


def lies_among(events: Events, added: Events) -> Events | None:
    """Return the activities among which these were lent together with `added` and no others; None otherwise."""
    return events.lies_among(added) if isinstance(events, Lendable) else None


def take_back(events: Events) -> None:
    """Let activities be kept by themselves again."""
    if isinstance(events, Lendable):
        events.take_back()

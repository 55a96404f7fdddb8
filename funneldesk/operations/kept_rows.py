"""Rows in the cache file: to read ten thousand hand-overs from the store takes half a second."""

from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from funneldesk.domain.labels import Labels
from funneldesk.domain.packed import Numbers, Packed, Texts, packed
from funneldesk.operations.kept_columns import drop_if_moved
from funneldesk.store import caches

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from funneldesk.domain.packed import Column
    from funneldesk.store.store import Store

Row = TypeVar("Row")
_FORMAT = "3"
#: Fewer are read as quickly as they are found in the cache file.
_MANY = 1_000
_RECORD = attrgetter("record")


def kept_rows(
    store: "Store",
    name: str,
    state: str,
    made_of: "tuple[Callable[..., Row], Sequence[str]]",
    read: "Callable[[], Iterable[Sequence[int | str]]]",
    *,
    fewest: int = 0,
) -> "Sequence[Row]":
    """Return rows of whole numbers and texts from the cache file; where they are not there, `read` and kept.

    `state`: a stamp of all they depend on. `made_of`: what makes a row of its fields, and their names. Fewer than
    `fewest` are read as quickly as they are found.
    """
    make, names = made_of
    is_kept = store.in_file and not store.writing
    found = _kept(store.path, name, state, make) if is_kept else None
    if found is None:
        found = packed(make, names, read())
        if is_kept and len(found) >= fewest:
            _keep(store.path, name, state, found)
            drop_if_moved(store.path, store.leads_state)
    return found.kept()


def rows_of_lists(
    store: "Store",
    name: str,
    made_of: "tuple[Callable[..., Row], Sequence[str]]",
    read: "Callable[[], Iterable[Sequence[int | str]]]",
) -> "Sequence[Row]":
    """Return rows that depend on lists alone: from memory, from the cache file, or `read` and kept in both.

    Who gathers the facts of lists has what they are made of at hand, and keeps them by asking. Call it inside
    `Store.one_view`.
    """
    state = store.lists_state
    known, rows = cast("tuple[str, Sequence[Row]]", store.memo.get(name, ("", ())))
    if known != state:
        rows = kept_rows(store, name, state, made_of, read, fewest=_MANY)
        store.memo[name] = state, rows
    return rows


def exchanged(
    rows: "Sequence[Row]",
    gone: "Collection[int]",
    new: "Sequence[Row]",
    pack: "Callable[[Iterable[Row]], Packed[Row]]",
) -> "Sequence[Row]":
    """Return rows that have a `record` with `new` ones in the place of those whose records are `gone`, oldest first."""
    if not isinstance(rows, Packed):
        kept = [row for row in rows if _RECORD(row) not in gone]
        return tuple(sorted([*kept, *new], key=_RECORD))
    rest = rows.take(np.flatnonzero(~np.isin(rows.numbers("record"), [*gone])))
    together = rest.joined(pack(new)) if new else rest
    return together.take(np.argsort(together.numbers("record"), kind="stable"))


def _kept(store: Path, name: str, state: str, make: "Callable[..., Row]") -> Packed[Row] | None:
    data = caches.read(store, _key(name), _stamp(state))
    if data is None:
        return None
    arrays, kinds = caches.unpacked(data)
    columns: dict[str, Column] = {
        field: Texts(arrays[field], Labels.of_letters(arrays[f"{field}.letters"], arrays[f"{field}.ends"]))
        if is_text
        else Numbers(arrays[field])
        for field, is_text in kinds.items()
    }
    return Packed(make, columns)


def _keep(store: Path, name: str, state: str, rows: Packed[Any]) -> None:
    arrays: dict[str, NDArray[Any]] = {}
    kinds = {}
    for field, column in rows.columns.items():
        kinds[field] = isinstance(column, Texts)
        if isinstance(column, Texts):
            arrays[field] = column.codes
            arrays |= {f"{field}.letters": column.labels.letters, f"{field}.ends": column.labels.ends}
        else:
            arrays[field] = rows.numbers(field)
    caches.write(store, _key(name), _stamp(state), caches.packed(arrays, kinds))


def _key(name: str) -> str:
    return f"rows {name}"


def _stamp(state: str) -> str:
    return f"{_FORMAT}:{state}"

"""Rows in the cache file: to read ten thousand hand-overs from the store takes half a second."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from funneldesk.domain.labels import Labels
from funneldesk.operations.kept_columns import drop_if_moved
from funneldesk.store import caches

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from funneldesk.store.store import Store

    Row = tuple[Any, ...]

_FORMAT = "1"


def kept_rows(
    store: "Store", name: str, state: str, read: "Callable[[], Sequence[Row]]", *, fewest: int = 0
) -> "Sequence[Row]":
    """Return rows of whole numbers and texts from the cache file; where they are not there, `read` and kept.

    `state`: a stamp of all they depend on. Fewer than `fewest` are read as quickly as they are found.
    """
    if store.writing or not store.in_file:
        return read()
    kept = _kept(store.path, name, state)
    if kept is not None:
        return kept
    rows = read()
    if len(rows) < fewest:
        return rows
    _keep(store.path, name, state, rows)
    if drop_if_moved(store.path, store.leads_state):
        return rows
    # Those of the cache lie together: read between much that went, each would keep a piece of memory in use.
    return _kept(store.path, name, state) or rows


def _kept(store: Path, name: str, state: str) -> "list[Row] | None":
    data = caches.read(store, _key(name), _stamp(state))
    if data is None:
        return None
    arrays, kinds = caches.unpacked(data)
    columns = [_column(arrays, place, kind) for place, kind in enumerate(kinds)]
    return [*zip(*columns, strict=True)]


def _keep(store: Path, name: str, state: str, rows: "Sequence[Row]") -> None:
    arrays: dict[str, NDArray[Any]] = {}
    kinds = []
    for place, column in enumerate(zip(*rows, strict=True)):
        if isinstance(column[0], int):
            kinds.append("number")
            arrays[f"{place}"] = np.array(column, np.int64)
        else:
            kinds.append("text")
            # Each text once: most say what another row says too.
            codes: dict[str, int] = {}
            arrays[f"{place}"] = np.array([codes.setdefault(text, len(codes)) for text in column], np.int32)
            labels = Labels(codes)
            arrays |= {f"{place}.letters": labels.letters, f"{place}.ends": labels.ends}
    caches.write(store, _key(name), _stamp(state), caches.packed(arrays, kinds))


def _column(arrays: "Mapping[str, NDArray[Any]]", place: int, kind: str) -> list[Any]:
    values = arrays[f"{place}"].tolist()
    if kind == "number":
        return list(values)
    labels = [*Labels.of_letters(arrays[f"{place}.letters"], arrays[f"{place}.ends"])]
    return [*map(labels.__getitem__, values)]


def _key(name: str) -> str:
    return f"rows {name}"


def _stamp(state: str) -> str:
    return f"{_FORMAT}:{state}"

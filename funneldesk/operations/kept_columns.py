"""Columns of leads in the cache file: to read a hundred thousand names from the store takes a second."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from funneldesk.domain.facts import Column
from funneldesk.domain.labels import Labels
from funneldesk.store import caches
from funneldesk.store.opening import open_for_reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Columns of fewer leads are read as quickly as they are found in the cache file.
FEWEST = 5_000
_FORMAT = "2"
_PARTS = ("codes", "change_lead", "change_day", "change_code")


def kept_columns(store: Path, state: str, names: Iterable[str]) -> dict[str, Column]:
    """Return those of these columns that are kept of a store in this state of its leads."""
    found = {}
    for name in names:
        data = caches.read(store, _key(name), _stamp(state))
        if data:
            arrays, _rest = caches.unpacked(data)
            labels = Labels.of_letters(arrays["letters"], arrays["ends"])
            found[name] = Column(labels, *(arrays[part] for part in _PARTS))
    return found


def is_kept(store: Path, state: str, name: str) -> bool:
    """Whether this column is kept of a store in this state of its leads."""
    return caches.stamp_of(store, _key(name)) == _stamp(state)


def keep_columns(store: Path, state: str, columns: Mapping[str, Column]) -> None:
    """Keep columns as they are in this state of the leads; what cannot be written costs time, nothing else."""
    for name, column in columns.items():
        labels = column.labels if isinstance(column.labels, Labels) else Labels(column.labels)
        arrays: dict[str, NDArray[Any]] = {"letters": labels.letters, "ends": labels.ends}
        arrays |= {part: getattr(column, part) for part in _PARTS}
        caches.write(store, _key(name), _stamp(state), caches.packed(arrays))


def drop_if_moved(store: Path, state: str) -> bool:
    """Drop the cache of a store whose leads are not in this state any more, and say whether it was.

    Who erased somebody meanwhile dropped the cache before something was written into it once more.
    """
    with open_for_reading(store) as now:
        moved = now.leads_state != state
    if moved:
        caches.drop(store)
    return moved


def _key(name: str) -> str:
    return f"column {name}"


def _stamp(state: str) -> str:
    return f"{_FORMAT}:{state}"

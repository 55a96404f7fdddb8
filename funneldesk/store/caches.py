"""The cache file beside a store: columns that were computed from it. It may be deleted at any time.

An entry counts only with the stamp it is asked for with, so a stale one is never used, and a cache that cannot be
read or written costs time, nothing else.
"""

import json
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    Arrays = Mapping[str, NDArray[np.generic]]

_TABLE = (
    "CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, stamp TEXT NOT NULL, data BLOB NOT NULL) STRICT"
)


def cache_path(store: Path) -> Path:
    """Return where the cache of that store lies."""
    return store.with_name(store.name + ".cache")


def drop(store: Path) -> None:
    """Delete the cache of that store."""
    path = cache_path(store)
    for name in (path.name, path.name + "-journal"):
        with suppress(OSError):
            path.with_name(name).unlink(missing_ok=True)


def _opened(store: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(cache_path(store), timeout=2, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(_TABLE)
    return connection


def read(store: Path, key: str, stamp: str) -> bytes | None:
    """Return the entry with this key and stamp, None if there is none."""
    rows = _rows(store, "SELECT data FROM entry WHERE key = ? AND stamp = ?", key, stamp)
    return bytes(rows[0][0]) if rows else None


def stamp_of(store: Path, key: str) -> str:
    """Return the stamp of the entry with this key, "" if there is none."""
    rows = _rows(store, "SELECT stamp FROM entry WHERE key = ?", key)
    return str(rows[0][0]) if rows else ""


def entries(store: Path, names: str) -> list[tuple[str, str, bytes]]:
    """Return key, stamp and data of all entries whose key begins with `names`."""
    rows = _rows(store, "SELECT key, stamp, data FROM entry WHERE substr(key, 1, length(?1)) = ?1", names)
    return [(str(key), str(stamp), bytes(data)) for key, stamp, data in rows]


def write(store: Path, key: str, stamp: str, data: bytes) -> None:
    """Keep an entry; failing to is no error."""
    _asked(store, "INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", key, stamp, data)


def forget(store: Path, names: str, *, other_than: str) -> None:
    """Delete the entries whose key begins with `names`, except those whose stamp begins with `other_than`."""
    _asked(
        store,
        "DELETE FROM entry WHERE substr(key, 1, length(?1)) = ?1 AND substr(stamp, 1, length(?2)) <> ?2",
        names,
        other_than,
    )


def _rows(store: Path, sql: str, *values: object) -> list[Any]:
    return _asked(store, sql, *values) if cache_path(store).exists() else []


def _asked(store: Path, sql: str, *values: object) -> list[Any]:
    """Return what a statement gives; a cache that cannot be asked is empty."""
    try:
        connection = _opened(store)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()
    except sqlite3.Error:
        _drop_if_broken(store)
        return []


def _drop_if_broken(store: Path) -> None:
    try:
        connection = sqlite3.connect(cache_path(store))
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        drop(store)


def packed(arrays: "Arrays", rest: Any = None) -> bytes:
    """Return arrays and JSON values as one block of bytes."""
    heads = [[name, array.dtype.str, len(array)] for name, array in arrays.items()]
    head = json.dumps([heads, rest], ensure_ascii=False).encode()
    return b"".join((len(head).to_bytes(8, "little"), head, *(array.tobytes() for array in arrays.values())))


def unpacked(data: bytes) -> "tuple[dict[str, NDArray[Any]], Any]":
    """Return what `packed` was given; the arrays are read-only."""
    import numpy as np

    start = 8 + int.from_bytes(data[:8], "little")
    heads, rest = json.loads(data[8:start])
    arrays = {}
    for name, kind, length in heads:
        arrays[name] = np.frombuffer(data, kind, length, start)
        start += arrays[name].nbytes
    return arrays, rest

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
    if not cache_path(store).exists():
        return None
    try:
        connection = _opened(store)
        try:
            row = connection.execute(
                "SELECT data FROM entry WHERE key = ? AND stamp = ?", (key, stamp)
            ).fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        _drop_if_broken(store)
        return None
    return bytes(row[0]) if row else None


def stamp_of(store: Path, key: str) -> str:
    """Return the stamp of the entry with this key, "" if there is none."""
    if not cache_path(store).exists():
        return ""
    try:
        connection = _opened(store)
        try:
            row = connection.execute("SELECT stamp FROM entry WHERE key = ?", (key,)).fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        _drop_if_broken(store)
        return ""
    return str(row[0]) if row else ""


def write(store: Path, key: str, stamp: str, data: bytes) -> None:
    """Keep an entry; failing to is no error."""
    try:
        connection = _opened(store)
        try:
            connection.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", (key, stamp, data))
        finally:
            connection.close()
    except sqlite3.Error:
        _drop_if_broken(store)


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

"""The cache file beside a store: columns that were computed from it. It may be deleted at any time.

An entry counts only with the stamp it is asked for with, so a stale one is never used, and a cache that cannot be
read or written costs time, nothing else.
"""

import json
import mmap
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    Arrays = Mapping[str, NDArray[np.generic]]

#: Bytes that are read or written in one go: no second large block is in memory, and other threads wait less.
_PIECE = 2**19
_WORD = 8
_PROBE = "probe"
_TABLE = (
    "CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, stamp TEXT NOT NULL, data BLOB NOT NULL) STRICT"
)


def cache_path(store: Path) -> Path:
    """Return where the cache of that store lies."""
    return store.with_name(store.name + ".cache")


def drop(store: Path) -> None:
    """Delete the cache of that store."""
    path = cache_path(store)
    try:
        path.unlink(missing_ok=True)
    except OSError:  # Windows, while somebody looks something up in it
        _empty(store)
    with suppress(OSError):
        path.with_name(path.name + "-journal").unlink(missing_ok=True)


def _empty(store: Path) -> None:
    """Let no byte of any entry stay in the file."""
    # Not `connected`, which drops what is broken: what can be neither deleted nor opened stays as it is.
    with suppress(sqlite3.Error), closing(_opened(store, ())) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables


def _opened(store: Path, tables: Sequence[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(cache_path(store), timeout=2, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        return _with_tables(connection, tables)
    except sqlite3.Error:
        connection.close()
        raise


def _with_tables(connection: sqlite3.Connection, tables: Sequence[str]) -> sqlite3.Connection:
    for table in (_TABLE, *tables):
        connection.execute(table)
    return connection


def read(store: Path, key: str, stamp: str) -> memoryview | None:
    """Return the entry with this key and stamp, None if there is none; it cannot be written to.

    Read piece by piece: an entry of ten million activities would otherwise be in memory twice.
    """
    if not cache_path(store).exists():
        return None
    with connected(store) as connection:
        # One view: an entry written meanwhile may take the place of this one.
        connection.execute("BEGIN")
        sql = "SELECT rowid, length(data) FROM entry WHERE key = ? AND stamp = ?"
        found = connection.execute(sql, (key, stamp)).fetchone()
        if found is None:
            return None
        if not found[1]:
            return memoryview(b"")
        # Not bytes: two hundred megabytes of them are emptied first, and all other threads wait for it.
        data = mmap.mmap(-1, found[1])
        with connection.blobopen("entry", "data", found[0], readonly=True) as blob:
            for start in range(0, len(data), _PIECE):
                piece = blob.read(_PIECE)
                data[start : start + len(piece)] = piece
        return memoryview(data).toreadonly()
    return None


def stamp_of(store: Path, key: str) -> str:
    """Return the stamp of the entry with this key, "" if there is none."""
    rows = _rows(store, "SELECT stamp FROM entry WHERE key = ?", key)
    return str(rows[0][0]) if rows else ""


def entries(store: Path, names: str) -> list[tuple[str, str, bytes]]:
    """Return key, stamp and data of all entries whose key begins with `names`."""
    rows = _rows(store, "SELECT key, stamp, data FROM entry WHERE substr(key, 1, length(?1)) = ?1", names)
    return [(str(key), str(stamp), bytes(data)) for key, stamp, data in rows]


def write(store: Path, key: str, stamp: str, data: bytes | memoryview) -> None:
    """Keep an entry; failing to is no error."""
    with connected(store) as connection:
        connection.execute("BEGIN IMMEDIATE")
        # Written piece by piece, as it is read: SQLite would hold it twice besides.
        sql = "INSERT OR REPLACE INTO entry VALUES (?, ?, zeroblob(?))"
        row = connection.execute(sql, (key, stamp, len(data))).lastrowid
        if data and row is not None:
            with connection.blobopen("entry", "data", row) as blob:
                for start in range(0, len(data), _PIECE):
                    blob.write(memoryview(data)[start : start + _PIECE])
        connection.execute("COMMIT")


def can_be_written(store: Path) -> bool:
    """Whether what is kept will be found again."""
    write(store, _PROBE, stamp := uuid.uuid4().hex, b"")
    return stamp_of(store, _PROBE) == stamp


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
    with connected(store) as connection:
        return connection.execute(sql, values).fetchall()
    return []


@contextmanager
def connected(store: Path, tables: Sequence[str] = ()) -> Iterator[sqlite3.Connection]:
    """Ask the cache inside the block; where that fails the block ends, and a broken file is deleted.

    A file that cannot be opened is an empty cache, and what is written into that is gone.
    `tables`: the statements that make those the caller keeps beside the entries.
    """
    try:
        connection = _opened(store, tables)
    except sqlite3.Error:
        _drop_if_broken(store)
        connection = _with_tables(sqlite3.connect(":memory:", isolation_level=None), tables)
    try:
        yield connection
    except sqlite3.Error:
        connection.close()
        _drop_if_broken(store)
    finally:
        connection.close()


def _drop_if_broken(store: Path) -> None:
    try:
        with closing(sqlite3.connect(cache_path(store), timeout=0)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        # One that another program is writing into is whole.
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            drop(store)


def packed(arrays: "Arrays", rest: Any = None) -> memoryview:
    """Return arrays and JSON values as one block of bytes; of an array of one value throughout only that value."""
    import numpy as np

    # The widest numbers first, after a head of whole words: what begins elsewhere numpy copies whenever it is used.
    ordered = dict(sorted(arrays.items(), key=lambda entry: -entry[1].dtype.itemsize))
    parts = {name: array[: 1 if _is_one_value(array) else None] for name, array in ordered.items()}
    heads = [[name, array.dtype.str, len(array), len(parts[name])] for name, array in ordered.items()]
    head = json.dumps([heads, rest], ensure_ascii=False).encode()
    head += b" " * (-len(head) % _WORD)
    head = len(head).to_bytes(8, "little") + head
    # Copied by numpy, which lets other threads run: to join three hundred megabytes of bytes keeps all of them waiting.
    whole = np.empty(len(head) + sum(part.nbytes for part in parts.values()), np.uint8)
    at = len(head)
    whole[:at] = np.frombuffer(head, np.uint8)
    for part in parts.values():
        whole[at : at + part.nbytes] = np.ascontiguousarray(part).view(np.uint8)
        at += part.nbytes
    return whole.data.toreadonly()


def _is_one_value(array: "NDArray[np.generic]") -> bool:
    return len(array) > 0 and not (array != array[0]).any()


def unpacked(data: memoryview) -> "tuple[dict[str, NDArray[Any]], Any]":
    """Return what `packed` was given; the arrays are read-only."""
    import numpy as np

    start = 8 + int.from_bytes(data[:8], "little")
    heads, rest = json.loads(bytes(data[8:start]))
    arrays = {}
    for name, kind, length, kept in heads:
        part = np.frombuffer(data, kind, kept, start)
        arrays[name] = part if kept == length else np.broadcast_to(part, length)
        start += part.nbytes
    return arrays, rest

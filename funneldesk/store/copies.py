"""Copies of a store beside it, opened to be scrubbed: brought up to date, and put back whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from funneldesk.store.backups import verify
from funneldesk.store.caches import drop
from funneldesk.store.faults import explained
from funneldesk.store.opening import migrate, require_ours
from funneldesk.store.schema import SCHEMA_VERSION
from funneldesk.store.store import Store, connect, settle
from funneldesk.store.suppression import give_secret

_ENDINGS = ("", "-wal", "-shm", "-journal", ".cache", ".cache-journal")


@contextmanager
def opened_copy(path: Path) -> Iterator[Store]:
    """Open a file that nobody else has open, brought up to date, for writing, without a write-ahead log."""
    with explained(path):
        connection = connect(path, "rw")
    try:
        with explained(path):
            version = require_ours(connection, path)
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA secure_delete = ON")
            if version < SCHEMA_VERSION:
                migrate(connection)
            give_secret(connection)
        yield Store(path, connection, None, writes=True)
    finally:
        connection.close()


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Give a copy of the file to work on, which takes its place if the block ends well."""
    with explained(path):
        settle(path)
    fresh = path.with_name(path.name + ".erasing")
    remove(fresh)
    try:
        shutil.copyfile(path, fresh)
        verify(fresh)
        yield fresh
        verify(fresh)
        _flush(fresh)
        os.replace(fresh, path)  # noqa: PTH105 - in one step
        drop(path)
    finally:
        with suppress(OSError):
            remove(fresh)


def remove(path: Path) -> None:
    """Delete a copy that was being worked on, and what SQLite may have left beside it."""
    for ending in _ENDINGS:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def shrink(store: Store) -> bool:
    """Write the file anew without what was deleted from it; return whether nothing is left in its log either."""
    connection = store.connection
    with explained(store.path):
        # What is written meanwhile holds nobody any more, and may be larger than memory.
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute("VACUUM")
        connection.execute("PRAGMA temp_store = MEMORY")
        busy, _pages, _moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy

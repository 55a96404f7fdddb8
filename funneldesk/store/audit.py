"""The audit log as it is stored."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from funneldesk.store.store import connect

#: How long a line waits for a file that is being written to.
_PATIENCE_MS = 30_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One write: when (instant), which operation, what it was about."""

    at: str
    operation: str
    detail: Mapping[str, Any]


def add_entry(connection: sqlite3.Connection, at: str, operation: str, detail: Mapping[str, object]) -> None:
    """Store one line."""
    text = json.dumps(detail, ensure_ascii=False)
    connection.execute("INSERT INTO audit (at, operation, detail) VALUES (?, ?, ?)", (at, operation, text))


def add_entry_beside(path: Path, at: str, operation: str, detail: Mapping[str, object]) -> bool:
    """Store one line by a connection of its own, beside whoever writes; return whether it could be."""
    try:
        connection = connect(path, "rw")
    except sqlite3.Error:
        return False
    try:
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        add_entry(connection, at, operation, detail)
    except sqlite3.Error:
        return False  # a file that may only be read: what is read from it is read all the same
    finally:
        connection.close()
    return True


def entries(connection: sqlite3.Connection) -> tuple[Entry, ...]:
    """Return all lines, oldest first."""
    rows = connection.execute("SELECT at, operation, detail FROM audit ORDER BY id")
    return tuple(Entry(at, operation, json.loads(detail)) for at, operation, detail in rows)

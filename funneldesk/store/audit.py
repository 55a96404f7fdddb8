"""The audit log as it is stored."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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


def entries(connection: sqlite3.Connection) -> tuple[Entry, ...]:
    """Return all lines, oldest first."""
    rows = connection.execute("SELECT at, operation, detail FROM audit ORDER BY id")
    return tuple(Entry(at, operation, json.loads(detail)) for at, operation, detail in rows)

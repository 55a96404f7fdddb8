"""Reading derived tables as they are stored, to compare them with what the records give."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from funneldesk.store.identity import chunks


def problems_of_file(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite finds wrong with the file: its pages, indexes and references."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    broken = connection.execute("PRAGMA foreign_key_check")
    return found + [f"{row[0]}: {row[1]} -> {row[2]}" for row in broken]


def lead_rows(connection: sqlite3.Connection, ids: Iterable[int]) -> Mapping[object, tuple[Any, ...]]:
    """Return the stored rows of these leads by id."""
    found: dict[object, tuple[Any, ...]] = {}
    for part in chunks(ids):
        rows = connection.execute("SELECT l.* FROM json_each(?) j JOIN lead l ON l.id = j.value", (part,))
        found.update((row[0], row) for row in rows)
    return found


def lead_values(connection: sqlite3.Connection, ids: Iterable[int]) -> Mapping[object, str]:
    """Return the stored values over time of these leads by (lead, field, day)."""
    found: dict[object, str] = {}
    for part in chunks(ids):
        rows = connection.execute(
            "SELECT v.* FROM json_each(?) j JOIN lead_value v ON v.lead_id = j.value", (part,)
        )
        found.update((row[:3], row[3]) for row in rows)
    return found


def lead_ids(connection: sqlite3.Connection) -> set[int]:
    """Return the ids of all stored leads, and of those that only have values."""
    rows = connection.execute("SELECT id FROM lead UNION SELECT lead_id FROM lead_value")
    return {row[0] for row in rows}

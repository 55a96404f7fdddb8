"""Keyed hashes of people who were erased, and what is still to be done about them outside the store.

A hash says nothing without the store's secret, and only that a row is about somebody who must not come back.
"""

import json
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from funneldesk.store.store import Store

_WITHDRAWN = "withdrawn"


def suppressed(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the hashes of everybody who was erased."""
    return frozenset(row[0] for row in connection.execute("SELECT hash FROM suppression"))


def suppress(connection: sqlite3.Connection, hashes: Iterable[str], at: str) -> None:
    """Keep hashes, inside a transaction; those that are there stay as they are."""
    rows = [(one, at) for one in sorted(set(hashes))]
    connection.executemany("INSERT OR IGNORE INTO suppression (hash, erased_at) VALUES (?, ?)", rows)


def withdrawn_refs(store: "Store") -> tuple[str, ...]:
    """Return the references of hand-overs of people who were erased, sorted."""
    return tuple(json.loads(store.setting(_WITHDRAWN) or "[]"))


def withdraw_refs(store: "Store", refs: Iterable[str]) -> None:
    """Add references to those that are withdrawn, inside a transaction."""
    store.set_setting(_WITHDRAWN, json.dumps(sorted({*withdrawn_refs(store), *refs})))

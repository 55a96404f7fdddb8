"""Keyed hashes of people who were erased, and what is still to be done about them outside the store.

A hash says nothing without the store's secret, and only that a row is about somebody who must not come back.
"""

import json
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from funneldesk.store.store import Store

#: The entry with the store's own secret: all copies of a store have it from its beginning on.
SECRET = "secret"  # noqa: S105 - the name of an entry, not its value
_WITHDRAWN, _FORMER = "withdrawn", "former_secrets"
_PENDING, _PINNED = "erasing", "pinned_deals"


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


def give_secret(connection: sqlite3.Connection) -> None:
    """Give a store its own secret where it has none: one that an older program made."""
    if connection.execute("SELECT 1 FROM meta WHERE key = ?", (SECRET,)).fetchone() is None:
        connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (SECRET, secrets.token_hex(32)))


def secrets_of(connection: sqlite3.Connection) -> tuple[bytes, ...]:
    """Return every secret with which hashes here may have been made, the store's own first."""
    rows = dict(
        connection.execute("SELECT key, value FROM meta WHERE key IN (?, ?)", (SECRET, _FORMER)).fetchall()
    )
    own = [rows[SECRET]] if SECRET in rows else []
    return tuple(bytes.fromhex(one) for one in [*own, *json.loads(rows.get(_FORMER, "[]"))])


@dataclass(frozen=True, slots=True)
class Carried:
    """What a store (`store_id`) knows of people who were erased, as an older copy of it needs to know it."""

    store_id: str = ""
    secrets: tuple[bytes, ...] = ()
    hashes: tuple[tuple[str, str], ...] = ()
    withdrawn: tuple[str, ...] = ()
    pending: str = ""

    def __bool__(self) -> bool:
        return bool(self.hashes or self.withdrawn or self.pending)


def carried_from(store: "Store") -> Carried:
    """Return what a store knows of people who were erased."""
    rows = store.connection.execute("SELECT hash, erased_at FROM suppression ORDER BY hash").fetchall()
    return Carried(
        store.store_id, secrets_of(store.connection), tuple(rows), withdrawn_refs(store),
        store.setting(_PENDING) or "",
    )  # fmt: skip


def carry_into(store: "Store", carried: Carried) -> None:
    """Let a store know, inside a transaction, what another state of it knew of people who were erased."""
    known = secrets_of(store.connection)
    # What was published since names hand-overs by the newer secret; another store's names none of these hand-overs.
    is_same = carried.store_id == store.store_id
    both = [*carried.secrets, *known] if is_same else [*known, *carried.secrets]
    own, *former = [one.hex() for one in dict.fromkeys(both)]
    store.set_setting(SECRET, own)
    store.set_setting(_FORMER, json.dumps(former))
    store.connection.executemany(
        "INSERT OR IGNORE INTO suppression (hash, erased_at) VALUES (?, ?)", carried.hashes
    )
    withdraw_refs(store, carried.withdrawn)


def pending_of(store: "Store") -> dict[str, Any] | None:
    """Return what is still to be done outside the store about people who were erased, None: nothing."""
    text = store.setting(_PENDING)
    return json.loads(text) if text else None


def set_pending(store: "Store", pending: dict[str, Any] | None) -> None:
    """Write down what is still to be done, inside a transaction."""
    if pending is None:
        store.connection.execute("DELETE FROM meta WHERE key = ?", (_PENDING,))
    else:
        store.set_setting(_PENDING, json.dumps(pending, ensure_ascii=False))


def pinned_deals(store: "Store") -> dict[str, int]:
    """Return whom deals of companies stay with that belonged to a lead by the words of somebody erased since."""
    return {key: int(lead) for key, lead in json.loads(store.setting(_PINNED) or "{}").items()}


def pin_deals(store: "Store", owners: dict[str, int]) -> None:
    """Let deals of companies stay with leads, inside a transaction."""
    store.set_setting(_PINNED, json.dumps(pinned_deals(store) | owners, ensure_ascii=False, sort_keys=True))

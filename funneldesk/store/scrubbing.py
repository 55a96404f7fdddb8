"""Texts anywhere in a store that speak of somebody, written over wherever they stand.

Whatever table is added later is looked through as well: only what is named here is left out.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from funneldesk.store.reviews import sum_of_numbers
from funneldesk.store.schema import GUARDS, guard

#: Never looked through: who is who and what is computed of it (`store.erasing` writes them over, or they are folded
#: again), rules of the store, keyed hashes, versions both sides signed.
_LEFT_OUT = frozenset(
    {
        "meta", "identity", "identity_key", "lead", "lead_value", "company_deal", "book_version", "signature",
        "suppression", "_sqlite_migrations", "record",
    }
)  # fmt: skip
#: Columns that say what a row is, not what it is about; changing one would change what it means.
_KEPT = {
    "import_batch": {
        "kind",
        "sha256",
        "system",
        "fingerprint",
        "list_date",
        "fields",
        "imported_at",
        "hidden_at",
    },
    "import_problem": {"code", "column"},
    "mapping_preset": {"fingerprint", "updated_at"},
    "book_draft": {"base_sha256", "updated_at"},
    "pilot_event": {"at"},
    "review": {"book_sha256", "sha256", "begun_at"},
    "note": {"kind", "at"},
    "audit": {"at", "operation"},
    "response": {"device", "sum16", "handover", "collected_at", "state"},
    "publication": {"share_id", "name", "published_at"},
}


def blacken_texts(connection: sqlite3.Connection, blackened: Callable[[str], str]) -> dict[str, int]:
    """Write over every text that `blackened` gives back changed; return how many rows of each table it were."""
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        if name not in _LEFT_OUT
    ]
    found: dict[str, int] = {}
    for table in tables:
        columns = [
            name
            for _place, name, kind, *_rest in connection.execute(f"PRAGMA table_info({table})")
            if kind == "TEXT" and name not in _KEPT.get(table, ())
        ]
        if columns and (changed := _changed(connection, table, columns, blackened)):
            found[table] = changed
    return found


#: Fields by which rows name their own person: what they say of others stays what it is.
_NAMING = frozenset(
    {
        "external_id", "lead_external_id", "contact_external_id", "email", "last_name", "first_name", "name", "company",
        "corporate_number", "company_domain", "phone", "person", "handover_id", "at", "same", "one", "other",
    }
)  # fmt: skip
_AT_ONCE = 5_000


def blacken_rows(
    connection: sqlite3.Connection, blackened: Callable[[str], str], left_alone: Collection[int]
) -> tuple[int, set[int]]:
    """Write over what rows about others say of somebody; return how many did, and the identities they are about.

    What names the person of a row stays, and so do rows about `left_alone` (identities): a namesake's.
    """
    batches = {
        number: (str(kind), json.loads(fields))
        for number, kind, fields in connection.execute("SELECT id, kind, fields FROM import_batch")
    }
    changed: list[tuple[str, int]] = []
    people: set[int] = set()
    cursor = connection.execute("SELECT id, batch_id, identity_id, vals FROM record ORDER BY id")
    while rows := cursor.fetchmany(_AT_ONCE):
        for number, batch, person, vals in rows:
            if person in left_alone or blackened(vals) == vals:
                continue
            kind, fields = batches[batch]
            kept = _NAMING - {"name"} if kind == "deals" else _NAMING
            said = json.loads(vals)
            made = [
                value if value is None or name in kept else blackened(value)
                for name, value in zip(fields, said, strict=True)
            ]
            if made != said:
                changed.append((json.dumps(made, ensure_ascii=False, separators=(",", ":")), number))
                people |= {person} - {None}
    connection.executemany("UPDATE record SET vals = ? WHERE id = ?", changed)
    return len(changed), people


def _changed(
    connection: sqlite3.Connection, table: str, columns: list[str], blackened: Callable[[str], str]
) -> int:
    keys = _row_keys(connection, table)
    rows = connection.execute(f"SELECT {', '.join([*keys, *columns])} FROM {table}")  # noqa: S608 - our tables
    new: list[tuple[object, ...]] = []
    for row in rows:
        texts = row[len(keys) :]
        made = tuple(text if text is None else blackened(text) for text in texts)
        if made != texts:
            new.append((*made, *row[: len(keys)]))
    if not new:
        return 0
    settings = ", ".join(f"{name} = ?" for name in columns)
    where = " AND ".join(f"{name} = ?" for name in keys)
    with _unguarded(connection, table):
        connection.executemany(f"UPDATE {table} SET {settings} WHERE {where}", new)  # noqa: S608
        if table == "review":
            _sum_again(connection)
    return len(new)


def _row_keys(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return what names a row: its number, or the primary key where it has none."""
    info = connection.execute(f"PRAGMA table_info({table})").fetchall()
    key = [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]]
    return key or ["rowid"]


@contextmanager
def _unguarded(connection: sqlite3.Connection, table: str) -> Iterator[None]:
    """Let rows of a table be changed that triggers keep as they are; part of the transaction around it."""
    there = [name for name in GUARDS if name.startswith(f"{table}_")]
    held = [
        name
        for name in there
        if connection.execute(
            "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = ?", (name,)
        ).fetchone()
    ]
    for name in held:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for name in held:
        connection.execute(guard(name))


def _sum_again(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT id, numbers FROM review").fetchall()
    connection.executemany(
        "UPDATE review SET sha256 = ? WHERE id = ?", [(sum_of_numbers(t), n) for n, t in rows]
    )

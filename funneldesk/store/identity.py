"""Who the records are about: stored identities, their keys, and the leads they belong to."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from funneldesk.domain.leads.identity import Identity, Who

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_COLUMNS = "i.id, i.lead_id, i.home, i.role, i.system, i.external_id, i.email, i.name, i.company, i.phone"
#: Of an identity `i`: whether a record that counts is about it.
VISIBLE = (
    "EXISTS (SELECT 1 FROM record r JOIN import_batch b ON b.id = r.batch_id "
    "WHERE r.identity_id = i.id AND b.hidden = 0)"
)
#: Ids per statement: long enough to be quick, short enough to keep the JSON small.
CHUNK = 20_000

NewIdentity = tuple[int, int, str, str, str, str, str, str, str, int | None, int | None]


def chunks(values: Iterable[int] | Iterable[str]) -> Iterable[str]:
    """Yield the sorted values as JSON arrays for `json_each`."""
    ordered = sorted(values)
    for start in range(0, len(ordered), CHUNK):
        yield json.dumps(ordered[start : start + CHUNK], ensure_ascii=False)


def next_identity(connection: sqlite3.Connection) -> int:
    """Return the id the next new identity gets."""
    return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM identity").fetchone()[0])


def ids_of_digests(connection: sqlite3.Connection, digests: Iterable[int]) -> dict[int, int]:
    """Return the identities already stored under these digests, by digest."""
    found: dict[int, int] = {}
    for part in chunks(digests):
        found.update(
            connection.execute(
                "SELECT i.digest, i.id FROM json_each(?) j JOIN identity i ON i.digest = j.value", (part,)
            )
        )
    return found


def known_keys(connection: sqlite3.Connection, keys: Iterable[str]) -> set[str]:
    """Return those of `keys` that any identity has, visible or not."""
    found: set[str] = set()
    for part in chunks(keys):
        rows = connection.execute(
            "SELECT value FROM json_each(?) j WHERE EXISTS (SELECT 1 FROM identity_key k WHERE k.key = j.value)",
            (part,),
        )
        found.update(row[0] for row in rows)
    return found


def add_identities(connection: sqlite3.Connection, identities: Iterable[NewIdentity]) -> None:
    """Store new identities (id, digest, the fields of `Who`, lead, home)."""
    connection.executemany("INSERT INTO identity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", identities)


def add_keys(connection: sqlite3.Connection, keys: Iterable[tuple[str, int]]) -> None:
    """Store keys (key, identity) of new identities; sorted, so that the table is walked once."""
    connection.executemany("INSERT INTO identity_key VALUES (?, ?)", sorted(keys))


def _identity(row: Sequence[Any]) -> Identity:
    return Identity(row[0], row[1] or 0, row[2] or 0, Who(*row[3:]))


def identities(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Identity]:
    """Return these identities, visible or not."""
    found: list[Identity] = []
    for part in chunks(ids):
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM json_each(?) j JOIN identity i ON i.id = j.value",  # noqa: S608
            (part,),
        )
        found += map(_identity, rows)
    return found


def visible_ids(
    connection: sqlite3.Connection, ids: Iterable[int], *, without_batch: int | None = None
) -> set[int]:
    """Return those of `ids` with a visible record (apart from those of one batch)."""
    found: set[int] = set()
    for part in chunks(ids):
        rows = connection.execute(
            "SELECT value FROM json_each(?) j WHERE EXISTS (SELECT 1 FROM record r JOIN import_batch b "
            "ON b.id = r.batch_id WHERE r.identity_id = j.value AND b.hidden = 0 AND b.id IS NOT ?)",
            (part, without_batch),
        )
        found.update(row[0] for row in rows)
    return found


def visible_with_keys(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, list[Identity]]:
    """Return, by key, all visible identities that have it, oldest first."""
    found: dict[str, list[Identity]] = {}
    for part in chunks(keys):
        rows = connection.execute(
            f"SELECT k.key, {_COLUMNS} FROM json_each(?) j JOIN identity_key k ON k.key = j.value "  # noqa: S608
            f"JOIN identity i ON i.id = k.identity_id WHERE {VISIBLE} ORDER BY k.key, i.id",
            (part,),
        )
        for row in rows:
            found.setdefault(row[0], []).append(_identity(row[1:]))
    return found


def visible_of_leads(connection: sqlite3.Connection, lead_ids: Iterable[int]) -> list[Identity]:
    """Return the visible identities that belong to these leads now."""
    found: list[Identity] = []
    for part in chunks(lead_ids):
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM json_each(?) j JOIN identity i ON i.lead_id = j.value "  # noqa: S608
            f"WHERE {VISIBLE}",
            (part,),
        )
        found += map(_identity, rows)
    return found


def visible_references(connection: sqlite3.Connection, systems: Collection[str]) -> list[Identity]:
    """Return the visible identities that name an external id of one of these systems without being listed."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM identity i WHERE i.role <> 'L' AND i.external_id <> '' "  # noqa: S608
        f"AND i.system IN (SELECT value FROM json_each(?)) AND {VISIBLE}",
        (json.dumps(sorted(systems)),),
    )
    return [_identity(row) for row in rows]


def listed_systems(connection: sqlite3.Connection, *, without_batch: int | None = None) -> frozenset[str]:
    """Return the systems whose external ids visible lists of leads carry."""
    rows = connection.execute(
        "SELECT DISTINCT system FROM import_batch WHERE kind = 'leads' AND hidden = 0 AND id IS NOT ? "
        "AND EXISTS (SELECT 1 FROM json_each(fields) WHERE value = 'external_id')",
        (without_batch,),
    )
    return frozenset(row[0] for row in rows)


def assign(connection: sqlite3.Connection, rows: Iterable[tuple[int, int, int]]) -> None:
    """Write (lead id, home, identity id) of identities that moved."""
    connection.executemany("UPDATE identity SET lead_id = ?, home = ? WHERE id = ?", rows)


def known_of_references(
    connection: sqlite3.Connection, lead_ids: Iterable[int]
) -> Iterable[tuple[int, Identity, int]]:
    """Yield (lead id, identity, newest `known_at` of its visible records) of mere references."""
    for part in chunks(lead_ids):
        rows = connection.execute(
            f"SELECT max(v.known_at), {_COLUMNS} FROM json_each(?) j "  # noqa: S608
            "JOIN identity i ON i.lead_id = j.value JOIN record v ON v.identity_id = i.id "
            "JOIN import_batch b ON b.id = v.batch_id WHERE b.hidden = 0 AND i.role <> 'L' GROUP BY i.id",
            (part,),
        )
        for row in rows:
            identity = _identity(row[1:])
            yield identity.lead_id, identity, int(row[0])


def leads_by_identity(connection: sqlite3.Connection) -> "NDArray[np.int64]":
    """Return the lead each identity belongs to, by the identity's number, 0 for none; hidden ones keep their last."""
    import numpy as np

    from funneldesk.store.numbers import numbers_of

    # Two million pairs in a dictionary would take a quarter of a gigabyte.
    pairs = numbers_of(
        connection.execute("SELECT id, lead_id FROM identity WHERE lead_id IS NOT NULL"), columns=2
    )
    leads = np.zeros(next_identity(connection), np.int64)
    leads[pairs[:, 0]] = pairs[:, 1]
    return leads


def leads_named_by_companies(connection: sqlite3.Connection, lead_ids: Iterable[int]) -> set[int]:
    """Return those of these leads of which a deal that names only a company speaks, whoever else does."""
    found: set[int] = set()
    for part in chunks(lead_ids):
        rows = connection.execute(
            "SELECT DISTINCT i.lead_id FROM json_each(?) j JOIN identity i ON i.lead_id = j.value WHERE i.role = 'C'",
            (part,),
        )
        found.update(row[0] for row in rows)
    return found


def leads_of_mere_companies(connection: sqlite3.Connection) -> set[int]:
    """Return the leads whose visible records are all deals that name only a company."""
    rows = connection.execute(
        f"SELECT DISTINCT i.lead_id FROM identity i WHERE i.role = 'C' AND {VISIBLE} AND NOT EXISTS ("  # noqa: S608
        "SELECT 1 FROM identity o JOIN record r ON r.identity_id = o.id JOIN import_batch b ON b.id = r.batch_id "
        "WHERE o.lead_id = i.lead_id AND o.role <> 'C' AND b.hidden = 0)"
    )
    return {row[0] for row in rows}


def all_visible(connection: sqlite3.Connection) -> list[Identity]:
    """Return every visible identity, oldest first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM identity i WHERE {VISIBLE} ORDER BY i.id")  # noqa: S608
    return [_identity(row) for row in rows]


def all_keys(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return every stored key with its identity."""
    return connection.execute("SELECT key, identity_id FROM identity_key").fetchall()


def every_identity(connection: sqlite3.Connection) -> list[Identity]:
    """Return every identity, visible or not, oldest first."""
    return [_identity(row) for row in connection.execute(f"SELECT {_COLUMNS} FROM identity i ORDER BY i.id")]  # noqa: S608


def remove_keys(connection: sqlite3.Connection) -> None:
    """Remove all keys, to make them anew."""
    connection.execute("DELETE FROM identity_key")

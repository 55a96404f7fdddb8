"""What stands on the rows of one import: who they are about, and what other imports say of the same people."""

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from funneldesk.domain.leads.erased import shown_name
from funneldesk.store.identity import chunks
from funneldesk.store.leads import LEAD_FIELDS

_OWN = (
    "WITH own AS (SELECT DISTINCT i.lead_id AS lead FROM import_batch b JOIN record r ON r.id >= b.first_record "
    "AND r.id < b.end_record JOIN identity i ON i.id = r.identity_id WHERE b.id = ? AND i.lead_id IS NOT NULL) "
)
_OTHERS = (
    "FROM own JOIN identity i ON i.lead_id = own.lead JOIN record r ON r.identity_id = i.id "
    "JOIN import_batch b ON b.id = r.batch_id WHERE b.hidden = 0 AND b.id <> ?"
)


class Named(NamedTuple):
    """A lead by what people call it."""

    id: int
    name: str
    company: str
    email: str


def leads_of_batch(connection: sqlite3.Connection, batch_id: int) -> set[int]:
    """Return the leads the rows of an import are about."""
    return {row[0] for row in connection.execute(_OWN + "SELECT lead FROM own", (batch_id,))}  # noqa: S608


def others_about(connection: sqlite3.Connection, batch_id: int) -> list[tuple[int, int, int]]:
    """Return (import, rows, leads) of every other visible import that speaks of the same leads, oldest first."""
    rows = connection.execute(
        f"{_OWN} SELECT r.batch_id, count(*), count(DISTINCT i.lead_id) {_OTHERS} "
        "GROUP BY r.batch_id ORDER BY r.batch_id",
        (batch_id, batch_id),
    )
    return [(row[0], row[1], row[2]) for row in rows]


def leads_shared(connection: sqlite3.Connection, batch_id: int) -> set[int]:
    """Return those leads of an import that another visible import speaks of as well."""
    rows = connection.execute(f"{_OWN} SELECT DISTINCT i.lead_id {_OTHERS}", (batch_id, batch_id))
    return {row[0] for row in rows}


def handovers_about(connection: sqlite3.Connection, batch_id: int) -> list[tuple[int, dict[str, str | None]]]:
    """Return (lead, values) of every hand-over that other visible imports hold on the leads of an import."""
    rows = connection.execute(
        f"{_OWN} SELECT i.lead_id, b.fields, r.vals {_OTHERS} AND b.kind = 'handovers' ORDER BY r.id",
        (batch_id, batch_id),
    )
    return [(row[0], dict(zip(json.loads(row[1]), json.loads(row[2]), strict=True))) for row in rows]


def existing(connection: sqlite3.Connection, lead_ids: Iterable[int]) -> dict[int, Named]:
    """Return those of these leads that are there, by id."""
    found: dict[int, Named] = {}
    for part in chunks(lead_ids):
        rows = connection.execute(
            "SELECT l.id, coalesce(l.name, ''), coalesce(l.company, ''), coalesce(l.email, '') "
            "FROM json_each(?) j JOIN lead l ON l.id = j.value",
            (part,),
        )
        found.update({row[0]: Named(row[0], shown_name(row[1]), *row[2:]) for row in rows})
    return found


def values_of(connection: sqlite3.Connection, lead_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return every value of these leads by id and field, own fields included."""
    found: dict[int, dict[str, str]] = {}
    for part in chunks(lead_ids):
        rows = connection.execute(
            f"SELECT l.id, l.extra, {', '.join(LEAD_FIELDS)} FROM json_each(?) j "  # noqa: S608
            "JOIN lead l ON l.id = j.value",
            (part,),
        )
        for number, extra, *values in rows:
            held = {name: value for name, value in zip(LEAD_FIELDS, values, strict=True) if value is not None}
            found[number] = held | (json.loads(extra) if extra else {})
    return found


def newest_lead(connection: sqlite3.Connection) -> int:
    """Return the greatest lead id there is, 0 if there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM lead").fetchone()[0])

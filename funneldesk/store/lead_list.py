"""Queries of the table of leads: ids in an order, ids that match a text, rows and records by id."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from funneldesk.domain.facts import Int64
from funneldesk.domain.leads.erased import shown_name
from funneldesk.domain.leads.records import Record, decoded
from funneldesk.store.identity import chunks
from funneldesk.store.leads import LEAD_FIELDS
from funneldesk.store.numbers import numbers_of
from funneldesk.store.records import BatchInfo, batches

if TYPE_CHECKING:
    from funneldesk.store.store import Store

#: Columns the database can order by; the rest is computed.
SORTABLE = ("name", "company", "title", "source", "acquired_at")
_ROW = (
    "lead.id, coalesce(name, ''), coalesce(company, ''), coalesce(title, ''), coalesce(source, ''), "
    "acquired_at, email"
)


@dataclass(frozen=True, slots=True)
class LeadRow:
    """What one line of the table shows of a lead; `acquired_at` is a stored moment, `values` are other fields."""

    id: int
    name: str
    company: str
    title: str
    source: str
    acquired_at: str | None
    email: str | None
    values: Mapping[str, str] = field(default_factory=dict)


def sorted_ids(store: "Store", field: str, *, descending: bool) -> Int64:
    """Return the ids of all leads by a field of SORTABLE; those without a value come last either way."""
    if field not in SORTABLE:
        raise ValueError(field)
    way = "DESC" if descending else "ASC"
    return _ids(store, f"SELECT id FROM lead ORDER BY coalesce({field}, '') = '', {field} {way}, id")  # noqa: S608


def newest_ids(store: "Store", count: int) -> Int64:
    """Return the ids of the leads that were met last, for a first look before everything is computed."""
    return _ids(store, "SELECT id FROM lead ORDER BY id DESC LIMIT ?", count)


def count_leads(store: "Store") -> int:
    """Return the number of leads."""
    return int(store.connection.execute("SELECT count(*) FROM lead").fetchone()[0])


def lead_rows(store: "Store", lead_ids: Iterable[int], fields: Iterable[str] = ()) -> dict[int, LeadRow]:
    """Return the rows of these leads by id, with `fields` beyond their own; ids that are gone are left out."""
    wanted = frozenset(fields) - {"name", "company", "title", "source"}
    listed = [name for name in LEAD_FIELDS if name in wanted]
    more = ", ".join(["extra" if wanted.difference(listed) else "NULL", *listed])
    found: dict[int, LeadRow] = {}
    for part in chunks(lead_ids):
        rows = store.connection.execute(
            f"SELECT {_ROW}, {more} FROM json_each(?) j JOIN lead ON lead.id = j.value",  # noqa: S608
            (part,),
        )
        for row in rows:
            id_, name, company, title, source, acquired_at, email, extra, *rest = row
            values = {one: value for one, value in zip(listed, rest, strict=True) if value}
            own = json.loads(extra) if extra else {}
            values |= {one: str(own[one]) for one in wanted if own.get(one)}
            values = {one: shown_name(value) for one, value in values.items()}
            found[id_] = LeadRow(id_, shown_name(name), company, title, source, acquired_at, email, values)
    return found


@dataclass(frozen=True, slots=True)
class StoredLead:
    """One lead as folded: `values` by field, own fields "x.NAME" included."""

    id: int
    listed: bool
    values: dict[str, str]


def stored_lead(store: "Store", lead_id: int) -> StoredLead | None:
    """Return the values of one lead, None if it is gone."""
    names = ", ".join(LEAD_FIELDS)
    row = store.connection.execute(
        f"SELECT listed, extra, email_kind, {names} FROM lead WHERE id = ?",  # noqa: S608
        (lead_id,),
    ).fetchone()
    if row is None:
        return None
    values = dict(zip(LEAD_FIELDS, row[3:], strict=True)) | {"email_kind": row[2]}
    values |= json.loads(row[1]) if row[1] else {}
    return StoredLead(
        lead_id, bool(row[0]), {name: shown_name(str(value)) for name, value in values.items() if value}
    )


def records_by_id(store: "Store", record_ids: Sequence[int]) -> dict[int, tuple[BatchInfo, Record]]:
    """Return these records with their batches, by id; what was entered by hand has a batch without a file name."""
    known = {info.id: info for info in batches(store.connection, by_hand=True)}
    found: dict[int, tuple[BatchInfo, Record]] = {}
    for part in chunks(record_ids):
        rows = store.connection.execute(
            "SELECT r.id, r.batch_id, r.row, r.identity_id, r.known_at, r.vals "
            "FROM json_each(?) j JOIN record r ON r.id = j.value",
            (part,),
        )
        for row in rows:
            info = known[row[1]]
            number, batch_id, line, identity_id, known_at, vals = row
            found[number] = (
                info,
                Record(number, batch_id, line, identity_id, known_at, decoded(info.fields, vals)),
            )
    return found


def _ids(store: "Store", sql: str, *values: object) -> Int64:
    return numbers_of(store.connection.execute(sql, values))


_SPELLINGS = {
    "source": "SELECT source, COUNT(*) FROM lead WHERE source IS NOT NULL GROUP BY source LIMIT 300",
    "industry": "SELECT industry, COUNT(*) FROM lead WHERE industry IS NOT NULL GROUP BY industry LIMIT 300",
}


def values_in_use(store: "Store") -> dict[str, dict[str, int]]:
    """Return how often leads have each source and each industry, as they are spelt."""
    return {field: dict(store.connection.execute(query)) for field, query in _SPELLINGS.items()}

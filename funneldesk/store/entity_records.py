"""The records that may say anything of some deals or hand-overs, found without reading all of them."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator

from funneldesk.domain.fields import Kind
from funneldesk.domain.leads.identity import Who, keys_of
from funneldesk.domain.leads.records import Record, decoded
from funneldesk.store.identity import chunks, visible_of_leads
from funneldesk.store.records import BatchInfo, batches

#: The field that holds the list's own id of a thing.
OWN_ID = {"deals": "external_id", "handovers": "handover_id"}
_RECORD = "r.id, r.batch_id, r.row, r.identity_id, r.known_at, r.vals"


def records_near_leads(
    connection: sqlite3.Connection, kind: Kind, leads: Collection[int], named: Iterable[str] = ()
) -> list[tuple[BatchInfo, Record]]:
    """Return, in the order of batch and row, the visible records of all deals or hand-overs these leads may have.

    Those of people who share a key with them, of companies whose deals were given to them, and every other record that
    names the same deal or hand-over by its own id: the newest of them decides whose it is. `named`: keys of further
    deals or hand-overs that may be theirs.
    """
    own = visible_of_leads(connection, leads)
    whoever = [one.who for one in own]
    return _records_near(
        connection,
        kind,
        [*named, *_company_deals(connection, kind, leads)],
        {one.id for one in own},
        whoever,
    )


def records_named(
    connection: sqlite3.Connection, kind: Kind, named: Iterable[str]
) -> list[tuple[BatchInfo, Record]]:
    """Return, in the same order, the visible records of deals or hand-overs with these keys, and perhaps of others."""
    return _records_near(connection, kind, named, set(), ())


def _records_near(
    connection: sqlite3.Connection, kind: Kind, named: Iterable[str], own: set[int], whoever: Iterable[Who]
) -> list[tuple[BatchInfo, Record]]:
    """Return the records of what is named, of the identities `own` and of those who share a key with `whoever`."""
    lists = [info for info in batches(connection, visible_only=True) if info.kind == kind]
    if not lists:
        return []
    keys, own_ids, nameless = _named(named)
    people = own | _people(connection, [*whoever, *nameless], keys)
    found = {record.id: (info, record) for info, record in _about(connection, lists, people)}
    field = OWN_ID[kind]
    own_ids |= {record.values[field] for _info, record in found.values() if field in record.values}
    for info in lists:
        if field in info.fields and own_ids:
            found |= {record.id: (info, record) for record in _naming(connection, info, own_ids)}
    return [found[number] for number in sorted(found, key=lambda number: (found[number][0].id, number))]


def _company_deals(connection: sqlite3.Connection, kind: Kind, leads: Collection[int]) -> Iterator[str]:
    """Yield the deals that name only a company and belong to one of the leads."""
    for part in chunks(leads) if kind == "deals" else ():
        rows = connection.execute(
            "SELECT deal FROM company_deal WHERE lead_id IN (SELECT value FROM json_each(?))", (part,)
        )
        yield from (deal for (deal,) in rows)


def _named(entities: Iterable[str]) -> tuple[set[str], set[str], list[Who]]:
    """Return the keys of people and companies, the own ids, and the people without any key, that such keys hold."""
    keys: set[str] = set()
    own_ids: set[str] = set()
    nameless: list[Who] = []
    for entity in entities:
        head, *parts = entity.split("\x1f")
        if head == "w:":
            said = parts[:-2]
            keys.update(said)
            nameless += [Who("", *said)] if len(said) == len(Who._fields) - 1 else []
        elif parts:
            own_ids.add("\x1f".join(parts))
    return keys, own_ids, nameless


def _people(connection: sqlite3.Connection, whoever: Iterable[Who], keys: set[str]) -> set[int]:
    """Return the identities of all that share a key with somebody or have one of `keys`."""
    found: set[int] = set()
    shared = set(keys)
    for who in whoever:
        shared.update(keys_of(who))
        if not keys_of(who):
            found |= _alike(connection, who)
    for part in chunks(shared):
        rows = connection.execute(
            "SELECT k.identity_id FROM json_each(?) j JOIN identity_key k ON k.key = j.value", (part,)
        )
        found.update(row[0] for row in rows)
    return found


def _alike(connection: sqlite3.Connection, who: Who) -> set[int]:
    """Return the identities that say the same without any key: rows of them are told apart by their order only."""
    rows = connection.execute(
        "SELECT id FROM identity WHERE system = ? AND external_id = ? AND email = ? AND name = ? AND company = ? "
        "AND phone = ?",
        who[1:],
    )
    return {row[0] for row in rows}


def _about(
    connection: sqlite3.Connection, lists: Iterable[BatchInfo], people: Iterable[int]
) -> Iterable[tuple[BatchInfo, Record]]:
    known = {info.id: info for info in lists}
    for part in chunks(people):
        rows = connection.execute(
            f"SELECT {_RECORD} FROM json_each(?) j JOIN record r ON r.identity_id = j.value",  # noqa: S608
            (part,),
        )
        for number, batch_id, line, identity_id, known_at, vals in rows:
            if info := known.get(batch_id):
                yield info, Record(number, batch_id, line, identity_id, known_at, decoded(info.fields, vals))


def _naming(connection: sqlite3.Connection, info: BatchInfo, own_ids: set[str]) -> Iterable[Record]:
    place = info.fields.index(OWN_ID[info.kind])
    rows = connection.execute(
        f"SELECT {_RECORD} FROM record r WHERE r.id >= ? AND r.id < ? AND "  # noqa: S608
        "json_extract(r.vals, ?) IN (SELECT value FROM json_each(?))",
        (info.first_record, info.end_record, f"$[{place}]", json.dumps(sorted(own_ids))),
    )
    for number, batch_id, line, identity_id, known_at, vals in rows:
        yield Record(number, batch_id, line, identity_id, known_at, decoded(info.fields, vals))

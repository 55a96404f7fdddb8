"""Reading leads for the search for duplicates: all of them once in order, then only those worth comparing."""

import heapq
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

from funneldesk.domain.leads.duplicates import Keyed, Person, keyed
from funneldesk.domain.leads.erased import ERASED
from funneldesk.store.identity import VISIBLE, chunks

_COMPARED = ("name", "company", "email", "phone")
_VALUES = ", ".join(f"coalesce(l.{name}, '')" for name in _COMPARED)
#: What a list says of a lead, where it says nothing the value that counts.
_SAID = ", ".join(f"coalesce(nullif(i.{name}, ''), l.{name}, '')" for name in _COMPARED)
_DIFFERS = " OR ".join(f"(i.{name} <> '' AND i.{name} <> coalesce(l.{name}, ''))" for name in _COMPARED)
_OTHERS = f"i.role <> 'C' AND ({_DIFFERS}) AND {VISIBLE}"
#: Who was erased is nobody's duplicate: all of them have the same name.
_LIVING = f"WHERE l.name IS NOT '{ERASED}'"
#: Ways in which lists speak of one lead, beyond which it is a shared address and no person.
MOST_SAID = 8


def people(connection: sqlite3.Connection) -> Iterator[list[Keyed]]:
    """Yield every lead as it is compared, by id: by its values, then by what lists say instead of them."""
    values = connection.execute(f"SELECT l.id, {_VALUES} FROM lead l {_LIVING} ORDER BY l.id")  # noqa: S608
    others = connection.execute(
        f"SELECT l.id, {_SAID} FROM lead l JOIN identity i ON i.lead_id = l.id {_LIVING} AND {_OTHERS} "  # noqa: S608
        "ORDER BY l.id, i.id"
    )
    return _by_lead(values, others)


def people_of(connection: sqlite3.Connection, lead_ids: Iterable[int]) -> dict[int, list[Keyed]]:
    """Return these leads as they are compared, by id."""
    found: dict[int, list[Keyed]] = {}
    for part in chunks(lead_ids):
        wanted = "FROM json_each(?) j JOIN lead l ON l.id = j.value"
        values = connection.execute(f"SELECT l.id, {_VALUES} {wanted} ORDER BY l.id", (part,))
        others = connection.execute(
            f"SELECT l.id, {_SAID} {wanted} JOIN identity i ON i.lead_id = l.id WHERE {_OTHERS} "
            "ORDER BY l.id, i.id",
            (part,),
        )
        found.update((said[0].lead, said) for said in _by_lead(values, others))
    return found


def _by_lead(
    values: Iterable[tuple[int, str, str, str, str]], others: Iterable[tuple[int, str, str, str, str]]
) -> Iterator[list[Keyed]]:
    together = heapq.merge(values, others, key=lambda row: row[0])
    for _lead, rows in groupby(together, key=lambda row: row[0]):
        yield list(dict.fromkeys(keyed(Person(*row)) for row in rows))[:MOST_SAID]

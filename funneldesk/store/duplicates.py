"""Reading leads for the search for duplicates: all of them once in order, then only those worth comparing."""

import sqlite3
from collections.abc import Iterable, Iterator

from funneldesk.domain.leads.duplicates import Person
from funneldesk.store.identity import chunks

_PERSON = "l.id, coalesce(l.name, ''), coalesce(l.company, ''), coalesce(l.email, ''), coalesce(l.phone, '')"


def people(connection: sqlite3.Connection) -> Iterator[Person]:
    """Yield every lead as it is compared, by id."""
    for row in connection.execute(f"SELECT {_PERSON} FROM lead l ORDER BY l.id"):  # noqa: S608
        yield Person(*row)


def people_of(connection: sqlite3.Connection, lead_ids: Iterable[int]) -> dict[int, Person]:
    """Return these leads as they are compared, by id."""
    found: dict[int, Person] = {}
    for part in chunks(lead_ids):
        rows = connection.execute(
            f"SELECT {_PERSON} FROM json_each(?) j JOIN lead l ON l.id = j.value",  # noqa: S608
            (part,),
        )
        found.update((row[0], Person(*row)) for row in rows)
    return found

"""Who a lead is, in the two words every list of people needs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from funneldesk.domain.leads.erased import shown_name
from funneldesk.store.edits import edits
from funneldesk.store.identity import VISIBLE, chunks

if TYPE_CHECKING:
    from funneldesk.store.store import Store

_NAMES = """
SELECT id, coalesce(name, email, ''), coalesce(company, '') FROM lead
WHERE id IN (SELECT value FROM json_each(?))
"""


def lead_names(store: "Store", lead_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return (name or else e-mail, company) by lead id."""
    found: dict[int, tuple[str, str]] = {}
    # Many are of one company: its name is in memory once.
    companies: dict[str, str] = {}
    for part in chunks(lead_ids):
        rows = store.connection.execute(_NAMES, (part,))
        found.update(
            (id_, (shown_name(name), companies.setdefault(company, company))) for id_, name, company in rows
        )
    return found


_CONTACTS = """
SELECT id, coalesce(name, ''), coalesce(email, ''), coalesce(phone, '') FROM lead
WHERE id IN (SELECT value FROM json_each(?))
"""


class Contact(NamedTuple):
    """How somebody is reached; "" where nothing is known."""

    name: str
    email: str
    phone: str


def contacts_of(store: "Store", lead_ids: Sequence[int]) -> dict[int, Contact]:
    """Return how these leads are reached, by lead id."""
    found: dict[int, Contact] = {}
    for part in chunks(lead_ids):
        rows = store.connection.execute(_CONTACTS, (part,))
        found.update((row[0], Contact(*row[1:])) for row in rows)
    return found


_OTHERS = (
    # Nearly everybody has the name a list gave: that is found sooner than a name among all.
    "SELECT DISTINCT i.name FROM identity i LEFT JOIN lead l ON l.id = i.lead_id "  # noqa: S608 - our own text
    "WHERE i.name <> '' AND i.name IS NOT l.name "
    f"AND i.name NOT IN (SELECT name FROM lead WHERE name IS NOT NULL) AND {VISIBLE}"
)


def other_names(store: "Store") -> list[str]:
    """Return names that lists or people say a lead had, and that something newer took the place of."""
    listed = [str(name) for (name,) in store.connection.execute(_OTHERS)]
    edited = [
        said["name"] for one in edits(store.connection) for said in (one.values, one.was) if said.get("name")
    ]
    return list(dict.fromkeys((*listed, *edited)))

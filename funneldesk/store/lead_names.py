"""Who a lead is, in the two words every list of people needs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from funneldesk.domain.leads.erased import shown_name
from funneldesk.store.identity import chunks

if TYPE_CHECKING:
    from funneldesk.store.store import Store

_NAMES = """
SELECT id, coalesce(name, email, ''), coalesce(company, '') FROM lead
WHERE id IN (SELECT value FROM json_each(?))
"""


def lead_names(store: "Store", lead_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return (name or else e-mail, company) by lead id."""
    found: dict[int, tuple[str, str]] = {}
    for part in chunks(lead_ids):
        rows = store.connection.execute(_NAMES, (part,))
        found.update((row[0], (shown_name(row[1]), row[2])) for row in rows)
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

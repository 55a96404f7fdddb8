"""Leads that may be the same person, for people to look at side by side."""

from dataclasses import dataclass, field

from funneldesk.domain.leads.companies import company_key
from funneldesk.domain.leads.names import email_key, person_key, phone_key
from funneldesk.operations.apart import found_apart
from funneldesk.operations.duplicates_search import Duplicates, search
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store import identity as identities
from funneldesk.store.lead_list import stored_lead
from funneldesk.store.records import records_of_lead
from funneldesk.store.store import Store

__all__ = ["Duplicates", "Side", "duplicates", "side_of"]
#: More than anybody looks through; the strongest are kept.
MOST = 2_000


def duplicates(store: Store, task: Task = NO_TASK, *, most: int = MOST) -> Duplicates:
    """Return pairs of leads that may be one person, the likeliest first; computed once for each state of the store."""
    known = store.memo.get("duplicates")
    if known and known[0] == (store.state, most):
        found: Duplicates = known[1]
        return found
    by_child = found_apart(store, task, search, most)
    state, found = by_child.answer if by_child else search(store, task, most)
    store.memo["duplicates"] = ((state, most), found)
    return found


@dataclass(frozen=True, slots=True)
class Side:
    """One of two leads side by side: its values by field, and the lists that speak of it.

    `also`: by field what other lists say instead; the search compares that as well.
    """

    lead: int
    values: dict[str, str]
    files: tuple[str, ...]
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)


_COMPARED = {"name": person_key, "company": company_key, "email": email_key, "phone": phone_key}


def side_of(store: Store, lead_id: int) -> Side | None:
    """Return a lead as it stands beside another, None if it is gone."""
    found = stored_lead(store, lead_id)
    if found is None:
        return None
    connection = store.connection
    files = dict.fromkeys(info.file_name for info, _record in records_of_lead(connection, lead_id))
    people = identities.visible_of_leads(connection, [lead_id])
    also = {}
    for name, key_of in _COMPARED.items():
        said = {key_of(text): text for one in people if (text := getattr(one.who, name))}
        said.pop(key_of(found.values.get(name, "")), None)
        if said:
            also[name] = tuple(said.values())
    return Side(lead_id, found.values, tuple(files), also)

"""The deals and hand-overs of one lead or a few, without reading everybody's: its page waits for nobody."""

from collections.abc import Collection

from funneldesk.domain.fields import Kind
from funneldesk.domain.leads.entities import gathered
from funneldesk.domain.leads.identity import Identity
from funneldesk.domain.leads.records import Batch, Record
from funneldesk.operations.gathering import Gathered
from funneldesk.store import identity as identities
from funneldesk.store.by_hand import acts, as_records, people_in
from funneldesk.store.entity_records import records_near_leads
from funneldesk.store.store import Store


def entities_of_lead(store: Store, kind: Kind, lead_id: int, *, before: int | None = None) -> Gathered:
    """Return the deals or hand-overs of one lead, and perhaps others near it, without reading all lists.

    `before`: as if this act and those after it had not been made.
    """
    made = acts(store.connection, kind) if kind == "handovers" else ()
    made = tuple(one for one in made if before is None or one.id < before)
    if not made:
        return entities_of_lists(store, kind, [lead_id])
    its = {one.id for one in identities.visible_of_leads(store.connection, [lead_id])}
    people = people_in(store.connection, made)
    own = {act for act, person in people.items() if person in its}
    named = {act.values.get("handover_id", "") for act in made if act.id in own}
    found = _near(store, kind, [lead_id], named)
    # Of whom an act was may have become somebody else: what it decided is still about that hand-over.
    named |= gathered(found, _known(store, found)).keys()
    about = [act for act in made if act.id in own or act.values.get("handover_id") in named]
    found += as_records(about, people, kind)
    known = _known(store, found)
    return Gathered(gathered(found, known), known)


def entities_of_lists(store: Store, kind: Kind, leads: Collection[int]) -> Gathered:
    """Return the deals or hand-overs of leads, and perhaps others near them, as lists alone have them."""
    found = _near(store, kind, leads, set())
    known = _known(store, found)
    return Gathered(gathered(found, known), known)


def _near(store: Store, kind: Kind, leads: Collection[int], named: set[str]) -> list[tuple[Batch, Record]]:
    """Return what lists say of the deals or hand-overs of leads, and of those `named`."""
    near = records_near_leads(store.connection, kind, leads, named)
    return [(info.batch, record) for info, record in near]


def _known(store: Store, found: list[tuple[Batch, Record]]) -> dict[int, Identity]:
    """Return the identities that records are about."""
    ids = {record.identity_id for _batch, record in found if record.identity_id}
    return {person.id: person for person in identities.identities(store.connection, ids)}


def things_of_lead(store: Store, lead_id: int) -> tuple[Gathered, Gathered]:
    """Return the deals and the hand-overs of one lead."""
    return entities_of_lead(store, "deals", lead_id), entities_of_lead(store, "handovers", lead_id)

"""Decisions written into a store as they are, whatever else is there by then."""

from collections.abc import Iterable

from funneldesk.domain.leads.merging import Decision
from funneldesk.operations.settling import settle_decided
from funneldesk.operations.tasks import NO_TASK
from funneldesk.store.identity import ids_of_digests
from funneldesk.store.merging import add_decision
from funneldesk.store.store import Store


def digests(store: Store) -> list[int]:
    """Return the digests of all stored identities, in an order that does not depend on the imports."""
    return [row[0] for row in store.connection.execute("SELECT digest FROM identity ORDER BY digest")]


def decide(store: Store, decision: Decision) -> int:
    """Store a decision; return its id."""
    with store.transaction() as connection:
        number = add_decision(connection, decision, 0)
        people = ids_of_digests(connection, {*decision.one, *decision.other})
        settle_decided(store, set(people.values()), task=NO_TASK)
    return number


def partition(store: Store) -> set[frozenset[int]]:
    """Return which visible identities are one lead, by digest."""
    rows = store.connection.execute(
        "SELECT i.lead_id, i.digest FROM identity i WHERE EXISTS (SELECT 1 FROM record r "
        "JOIN import_batch b ON b.id = r.batch_id WHERE r.identity_id = i.id AND b.hidden = 0)"
    )
    found: dict[int, set[int]] = {}
    for lead_id, digest in rows:
        found.setdefault(lead_id, set()).add(digest)
    return set(map(frozenset, found.values()))


def sorted_decision(at: str, one: Iterable[int], other: Iterable[int], *, same: bool) -> Decision:
    """Return a decision with its sides as the program keeps them."""
    return Decision(at, same, *sorted((tuple(sorted(one)), tuple(sorted(other)))))

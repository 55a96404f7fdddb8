"""What moved since the version in force was agreed, and which leads sales rejects more often than others."""

from array import array
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.backtest.drift import Drift, drift
from funneldesk.domain.backtest.rejections import Decision, RejectedValue, rejected_values
from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.book.book_pilots import joined
from funneldesk.domain.facts import positions
from funneldesk.domain.funnel.claims import is_to_sales
from funneldesk.domain.moment import NEVER
from funneldesk.operations.facts import facts_of, one_view, versions_of
from funneldesk.operations.gathering import entities_of
from funneldesk.operations.tasks import let_go, no_collection
from funneldesk.store.records import company_deals

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book, BookVersion
    from funneldesk.domain.facts import Facts
    from funneldesk.store.store import Store


def drift_of(store: "Store", as_of: int) -> Drift | None:
    """Return what moved since the version in force on a day came in force; None for one that always was.

    What sales decided about leads of a pilot is left out: another book handed them over.
    """
    with one_view(store):
        facts, versions = facts_of(store), versions_of(store)
        version, decided = version_in_force(versions, as_of), decisions_of(store, facts, as_of)
        return drift(facts, version, _without_pilots(facts, versions, decided), as_of)


def _without_pilots(
    facts: "Facts", versions: "tuple[BookVersion, ...]", decided: tuple[Decision, ...]
) -> tuple[Decision, ...]:
    for pilot in versions:
        if pilot.is_pilot and pilot.decides and decided:
            since = joined(facts, pilot, max(one.day for one in decided))
            decided = tuple(d for d in decided if not (pilot.runs_on(d.day) and since[d.lead] <= d.day))
    return decided


def rejections_of(store: "Store", book: "Book", as_of: int) -> tuple[RejectedValue, ...]:
    """Return the values of leads that sales rejects beyond chance, by its decisions up to a day."""
    with one_view(store):
        facts = facts_of(store)
        return rejected_values(facts, book, decisions_of(store, facts, as_of))


def decisions_of(store: "Store", facts: "Facts", as_of: int) -> tuple[Decision, ...]:
    """Return what sales decided about leads up to a day: dated decisions on hand-overs to sales."""
    with no_collection():
        return _decisions(store, facts, as_of)


def _decisions(store: "Store", facts: "Facts", as_of: int) -> tuple[Decision, ...]:
    handovers = entities_of(store, "handovers")
    deals = company_deals(store.connection)
    found = []
    owners = array("q")
    while handovers.entities:
        _key, one = handovers.entities.popitem()
        decision = one.get("decision")
        decided = one.moment("decided_at", store.zone).day
        day = decided if decided != NEVER else one.moment("handed_at", store.zone).day
        if decision and is_to_sales(one) and day <= as_of:
            owners.append(handovers.lead_of(one, deals))
            found.append((day, decision == "rejected", one.get("reason") or ""))
    let_go(handovers.people)
    places = positions(facts.lead_ids, np.array(owners, np.int64)).tolist()
    # In the order in which records speak of them.
    told = zip(reversed(places), reversed(found), strict=True)
    return tuple(Decision(lead, *said) for lead, said in told if lead >= 0)

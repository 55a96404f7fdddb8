"""What people entered by hand, folded into the facts of lists: only the leads it is about are looked at again.

The result equals what `gathering.gather` makes of all records at once; the facts of lists are left as they are.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.activities import distinct, events_of, together
from funneldesk.domain.added_events import AddedEvents
from funneldesk.domain.facts import Claims, Events, Facts, Handovers, Int32, Int64, slim
from funneldesk.domain.funnel.claims import is_to_sales
from funneldesk.domain.handovers.following import Reasons
from funneldesk.domain.leads.entities import Entity, gathered
from funneldesk.domain.unique import unique
from funneldesk.operations.book import book_versions
from funneldesk.operations.gathering import Gathered, Lists
from funneldesk.operations.gathering_activities import activities_by_hand, leads_of_rows
from funneldesk.operations.gathering_claims import claims_in_order, claims_of_legs
from funneldesk.operations.gathering_handovers import Desk, in_order
from funneldesk.store.by_hand import acts, as_records, people_in
from funneldesk.store.entity_records import records_named
from funneldesk.store.identity import identities

if TYPE_CHECKING:
    from funneldesk.store.store import Store


def can_be_folded(store: "Store") -> bool:
    """Whether acts change nothing but the leads they are about, one by one.

    A pilot with reasons of its own judges lost deals by who is in it, which a call may change.
    """
    return not Reasons(book_versions(store)).pilots_of_their_own()


def with_acts(store: "Store", lists: Lists) -> Facts:
    """Return the facts with what people entered. Those of lists, where nobody did.

    Call it inside `Store.one_view`, where `can_be_folded`.
    """
    facts = lists.facts
    if not acts(store.connection):
        return facts
    events, called = _events(store, facts)
    records, changed = changed_handovers(store)
    desk = Desk(store, Reasons(book_versions(store)), facts.lead_ids)
    desk.know(facts.names)
    legs = desk.legs(changed)
    old = np.array(sorted(records), np.int64)
    gone = np.isin(facts.handovers.record, old)
    claims, _legs = claims_of_legs(changed, facts.lead_ids, store.zone)
    kept = ~np.isin(lists.legs, old)
    parts = [lists.other_claims, _rows(lists.leg_claims, kept), claims]
    marked = desk.with_marks(_joined(facts.handovers, ~gone, legs), facts.rechecks, lists.out_day)
    about = [called, facts.handovers.lead[gone], legs.lead, marked["done"].lead]
    touched = unique(np.concatenate(about))
    return replace(
        facts,
        events=events,
        claims=claims_in_order(parts),
        claimable=_claimable(lists, old, changed.entities),
        stamp=store.state,
        lists=facts,
        touched=touched[touched >= 0].astype(np.int32),
        **marked,
    )


def _events(store: "Store", facts: Facts) -> tuple[Events, Int32]:
    """Return the activities with those entered by hand among them, and the leads these are of."""
    lists = activities_by_hand(store)
    if not lists:
        return facts.events, np.zeros(0, np.int32)
    rows = together(lists)
    lead = leads_of_rows(store, rows, facts.lead_ids)
    added = slim(events_of(rows, lead, distinct(rows, lead)))
    return AddedEvents.among(facts.events, _places(facts.events, added), added), added.lead


def _places(events: Events, added: Events) -> Int64:
    """Return before which of the events each added one belongs: at the same time after those of lists."""
    lead, days, instants = events.lead, events.day, events.instant
    first = np.searchsorted(lead, added.lead, side="left")
    last = np.searchsorted(lead, added.lead, side="right")
    found = []
    for place, (low, high) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        own = zip(days[low:high].tolist(), instants[low:high].tolist(), strict=True)
        new = int(added.day[place]), int(added.instant[place])
        found.append(low + sum(one <= new for one in own))
    return np.array(found, np.int64)


def changed_handovers(store: "Store", without: Collection[int] = ()) -> tuple[set[int], Gathered]:
    """Return the hand-overs that acts speak of: the records that name them in lists, and as they are with acts.

    `without`: acts that are left out.
    """
    made = tuple(act for act in acts(store.connection, "handovers") if act.id not in without)
    about = people_in(store.connection, made)
    named = {act.values.get("handover_id", "") for act in made}
    said = [(info.batch, record) for info, record in records_named(store.connection, "handovers", named)]
    ids = {record.identity_id for _batch, record in said if record.identity_id} | set(about.values())
    people = {one.id: one for one in identities(store.connection, ids)}
    before = gathered(said, people)
    now = gathered(as_records(made, about, "handovers"), people, before)
    return {one.record for key, one in before.items() if key in now}, Gathered(now, people)


def _rows(claims: Claims, chosen: "np.typing.NDArray[np.bool_]") -> Claims:
    return Claims(**{name: getattr(claims, name)[chosen] for name in Claims.__slots__})


def _joined(legs: Handovers, kept: "np.typing.NDArray[np.bool_]", added: Handovers) -> Handovers:
    columns = {
        name: np.concatenate([getattr(legs, name)[kept], getattr(added, name)])
        for name in Handovers.__slots__
    }
    return in_order(Handovers(**columns))


def _claimable(lists: Lists, old: Int64, changed: Mapping[str, Entity]) -> frozenset[str]:
    now = any(map(is_to_sales, changed.values())) or not np.isin(lists.to_sales, old).all()
    return lists.claimable | {"sal"} if now else lists.claimable

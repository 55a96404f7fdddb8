"""Gathering facts: reads what a store holds and folds it into columns over lead positions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from funneldesk.domain.activities import (
    NUMBERS,
    Activities,
    ActivityList,
    columns_of,
    distinct,
    events_of,
    together,
)
from funneldesk.domain.facts import (
    Claims,
    Column,
    Content,
    Deals,
    Events,
    Facts,
    Int32,
    Int64,
    positions,
    slim,
)
from funneldesk.domain.fields import ACTIVITY_KINDS, OUTCOMES, Kind
from funneldesk.domain.funnel.claims import claimable
from funneldesk.domain.handovers.following import Reasons
from funneldesk.domain.leads.entities import (
    BY_KEY,
    Catalogue,
    Entity,
    deal_outcome,
    gathered,
    opened_moment,
    won_moment,
)
from funneldesk.domain.leads.fold import YES
from funneldesk.domain.leads.identity import COMPANY, Identity
from funneldesk.domain.leads.records import Record, rows_of
from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.operations.book import book_versions
from funneldesk.operations.gathering_claims import (
    claims_in_order,
    claims_of_legs,
    claims_of_lists,
    columns_of_claims,
)
from funneldesk.operations.gathering_handovers import Desk
from funneldesk.store import caches
from funneldesk.store import identity as identities
from funneldesk.store import leads as stored
from funneldesk.store import records as kept
from funneldesk.store.by_hand import acts, as_records, people_in
from funneldesk.store.store import Store

#: What a first content of this type was to the lead; of any other type it was a view.
_FIRST_KINDS = {
    "white_paper": "download", "guide": "download", "comparison": "download", "seminar": "attend",
    "event": "attend", "inquiry": "form", "mail": "click",
}  # fmt: skip
#: So many identities are looked up one by one rather than by reading all.
_FEW = 1000


@dataclass(frozen=True, slots=True)
class Gathered:
    """The entities of one kind and who they are about."""

    entities: dict[str, Entity]
    people: dict[int, Identity]

    def lead_of(self, entity: Entity, company_deals: Mapping[str, int]) -> int:
        """Return the id of the lead an entity belongs to, 0 for none."""
        person = self.people.get(entity.identity)
        if person is None:
            return 0
        return company_deals.get(entity.key, 0) if person.who.role == COMPANY else person.lead_id


@dataclass(frozen=True, slots=True)
class Lists:
    """The facts of lists alone, and what they are made of where people's acts may change it.

    `leg_claims`: those that come of hand-overs, `legs` the record that names the hand-over of each; `other_claims`:
    all others. `claimable`: the stages that lists of other kinds could claim. `out_day`: since when each lead is out
    by anything but its hand-overs.
    """

    facts: Facts
    other_claims: Claims
    leg_claims: Claims
    legs: Int64
    claimable: frozenset[str]
    out_day: Int32


def entities_of(store: Store, kind: Kind, *, by_hand: bool = True) -> Gathered:
    """Return what all visible lists of `kind` say, folded; with what people entered unless `by_hand` is False."""
    found = [(info.batch, record) for info, record in kept.records_of_kind(store.connection, kind)]
    if kind == "handovers" and by_hand:
        made = acts(store.connection, kind)
        found += as_records(made, people_in(store.connection, made), kind)
    ids = {record.identity_id for _batch, record in found if record.identity_id}
    people = {person.id: person for person in identities.identities(store.connection, ids)}
    return Gathered(gathered(found, people), people)


def activity_lists(
    store: Store, *, cachable: bool, use_caches: bool = True, by_hand: bool = True
) -> list[ActivityList]:
    """Return the columns of every visible list of activities, from the cache file where that has them."""
    lists = []
    for info in kept.batches(store.connection, visible_only=True):
        if info.kind != "activities":
            continue
        key, stamp = (
            f"activities:{info.id}",
            f"3:{store.store_id}:{info.sha256}:{info.imported_at}:{store.zone}",
        )
        data = caches.read(store.path, key, stamp) if store.in_file and use_caches else None
        if data:
            arrays, terms = caches.unpacked(data)
            lists.append(ActivityList(**arrays, terms=tuple(terms)))
            continue
        made = columns_of(kept.columns_of_batch(store.connection, info), info.system, store.zone)
        if cachable:
            caches.write(
                store.path,
                key,
                stamp,
                caches.packed({name: getattr(made, name) for name, _t in NUMBERS}, made.terms),
            )
        lists.append(made)
    return [*lists, *activities_by_hand(store)] if by_hand else lists


def activities_by_hand(store: Store, lead_id: int | None = None) -> list[ActivityList]:
    """Return the activities people entered, of all leads or of one, as a list of their own."""
    made = acts(store.connection, "activities")
    if not made:
        return []
    people = people_in(store.connection, made)
    if lead_id is not None:
        its = {one.id for one in identities.visible_of_leads(store.connection, [lead_id])}
        people = {number: person for number, person in people.items() if person in its}
    records = [record for _batch, record in as_records(made, people, "activities") if record.identity_id]
    fields = sorted({name for record in records for name in record.values})
    return [columns_of([rows_of(records, fields)], BY_KEY, store.zone)] if records else []


def activity_lists_of_lead(store: Store, lead_id: int) -> list[ActivityList]:
    """Return the activities of one lead, list by list."""
    by_batch: dict[int, tuple[kept.BatchInfo, list[Record]]] = {}
    for info, record in kept.records_of_lead(store.connection, lead_id):
        if info.kind == "activities":
            by_batch.setdefault(info.id, (info, []))[1].append(record)
    lists = [
        columns_of([rows_of(records, info.fields)], info.system, store.zone)
        for info, records in by_batch.values()
    ]
    return [*lists, *activities_by_hand(store, lead_id)]


def leads_of_rows(store: Store, rows: Activities, lead_ids: Int64) -> Int32:
    """Return the lead position of each activity, -1 for those of leads that do not count."""
    asked = np.unique(rows.identity)
    if len(asked) <= _FEW:
        by_identity = {one.id: one.lead_id for one in identities.identities(store.connection, asked.tolist())}
    else:
        by_identity = identities.leads_by_identity(store.connection)
    table = np.zeros(max(by_identity, default=0) + 1, np.int64)
    table[list(by_identity)] = list(by_identity.values())
    return positions(lead_ids, table[rows.identity])


def gather(
    store: Store,
    *,
    columns: Mapping[str, Column],
    lead_id: int | None = None,
    things: "tuple[Gathered, Gathered] | None" = None,
    cachable: bool,
    use_caches: bool = True,
) -> Facts:
    """Return the facts of all leads, or of one with `things` (`gathering_lead`); call it inside `facts.one_view`."""
    things = things or (entities_of(store, "deals"), entities_of(store, "handovers"))
    lists = (
        activity_lists(store, cachable=cachable, use_caches=use_caches)
        if lead_id is None
        else activity_lists_of_lead(store, lead_id)
    )
    return _gathered(store, columns, lead_id, things, lists, by_hand=True).facts


def gather_lists(
    store: Store,
    *,
    columns: Mapping[str, Column],
    handovers: Gathered,
    cachable: bool,
    use_caches: bool = True,
    stamp: str = "",
) -> Lists:
    """Return the facts of all leads as if nobody had entered anything; `handovers`: those of lists."""
    rows = activity_lists(store, cachable=cachable, use_caches=use_caches, by_hand=False)
    lists = _gathered(store, columns, None, (entities_of(store, "deals"), handovers), rows, by_hand=False)
    return replace(lists, facts=replace(lists.facts, stamp=stamp))


def _gathered(
    store: Store,
    columns: Mapping[str, Column],
    lead_id: int | None,
    things: tuple[Gathered, Gathered],
    lists: list[ActivityList],
    *,
    by_hand: bool,
) -> Lists:
    zone = store.zone
    lead_rows = stored.facts_rows(store.connection, lead_id)
    lead_ids = np.fromiter((row[0] for row in lead_rows), np.int64, len(lead_rows))
    acquired = [moment_of(row[2], zone) for row in lead_rows]
    acquired_day = np.array([moment.day for moment in acquired], np.int32)
    acquired_instant = np.array([moment.instant for moment in acquired], np.int64)
    firsts = [(position, row[5]) for position, row in enumerate(lead_rows) if row[5]]
    events, contents, campaigns = _touches(
        store, together(lists), lead_ids, firsts, (acquired_day, acquired_instant)
    )
    deals, handovers = things
    company_deals = kept.company_deals(store.connection)
    claims = claims_of_lists(store, deals, company_deals, lead_id)
    other_claims = columns_of_claims(claims, lead_ids)
    leg_claims, legs = claims_of_legs(handovers, lead_ids, zone)
    batches = [info.batch for info in kept.batches(store.connection, visible_only=True)]
    desk = Desk(store, Reasons(book_versions(store)), lead_ids, by_hand=by_hand)
    disqualified = _since(store, lead_rows, 4, "stage", "disqualified", lead_id=lead_id)
    said = handovers, deals, company_deals, disqualified
    facts = Facts(
        lead_ids=lead_ids,
        acquired_day=acquired_day,
        acquired_instant=acquired_instant,
        opt_out_day=_since(store, lead_rows, 3, "opt_out", YES, lead_id=lead_id),
        listed=np.array([bool(row[1]) for row in lead_rows], bool),
        events=events,
        deals=_deals(store, deals, company_deals, lead_ids, alone=lead_id is not None),
        claims=claims_in_order([other_claims, leg_claims]),
        contents=contents,
        campaigns=campaigns,
        columns=columns,
        claimable=claimable(batches, claims, handovers.entities),
        **desk.follow(*said),
    )
    facts = desk.follow_in_pilots(facts, *said)
    return Lists(facts, other_claims, leg_claims, legs, claimable(batches, claims, {}), desk.out_day)


def _touches(
    store: Store,
    rows: Activities,
    lead_ids: Int64,
    firsts: Sequence[tuple[int, str]],
    acquired: tuple[Int32, Int64],
) -> tuple[Events, tuple[Content, ...], tuple[str, ...]]:
    """Return the activities with each lead's first content (`firsts`: position, content), contents and campaigns."""
    lead = leads_of_rows(store, rows, lead_ids)
    events = events_of(rows, lead, distinct(rows, lead))
    catalogue = Catalogue(entities_of(store, "contents").entities.values(), store.zone)
    term_keys = [catalogue.add(term) for term in _terms_used(rows, rows.content)]
    first_keys = [(position, catalogue.add(text)) for position, text in firsts]
    for cost in entities_of(store, "costs").entities.values():
        if text := cost.get("content"):
            catalogue.spend(text, cost.amount("amount") or 0)
    keys, contents = catalogue.contents()
    place = {key: position for position, key in enumerate(keys)}
    events = _renumbered(rows, events, [place[key] for key in term_keys])
    campaigns, events = _campaigns(rows, events)
    kinds = [ACTIVITY_KINDS.index(_FIRST_KINDS.get(content.type, "view")) for content in contents]
    firsts_at = [(position, place[key]) for position, key in first_keys]
    return slim(_with_firsts(events, firsts_at, kinds, *acquired)), contents, campaigns


def _terms_used(rows: Activities, column: Int32) -> list[str]:
    """Return the terms in the order of their positions, those of the column's unused positions too."""
    used = set(np.unique(column).tolist())
    return [term for position, term in enumerate(rows.terms) if position in used]


def _renumbered(rows: Activities, events: Events, places: Sequence[int]) -> Events:
    used = sorted(set(np.unique(rows.content).tolist()) - {-1})
    table = np.full(len(rows.terms) + 1, -1, np.int32)
    table[used] = places
    return replace(events, content=table[events.content])


def _campaigns(rows: Activities, events: Events) -> tuple[tuple[str, ...], Events]:
    used = sorted(set(np.unique(rows.campaign).tolist()) - {-1}, key=lambda position: rows.terms[position])
    table = np.full(len(rows.terms) + 1, -1, np.int32)
    table[used] = range(len(used))
    return tuple(rows.terms[position] for position in used), replace(events, campaign=table[events.campaign])


def _with_firsts(
    events: Events,
    firsts: Sequence[tuple[int, int]],
    kinds: Sequence[int],
    acquired_day: Int32,
    acquired_instant: Int64,
) -> Events:
    """Add each lead's first content, unless its activities hold the same on the same day; record 0."""
    if not firsts:
        return events
    lead, content = np.array(firsts, np.int32).T
    kind = np.array(kinds, np.int8)[content]
    day = acquired_day[lead]
    key = _touch_key(lead, day, kind, content, len(kinds))
    there = _touch_key(events.lead, events.day, events.kind, events.content, len(kinds))
    new = ~np.isin(key, there)
    count = int(new.sum())
    added: dict[str, Any] = {
        "lead": lead[new], "day": day[new], "instant": acquired_instant[lead][new], "kind": kind[new],
        "side": np.full(count, -1), "content": content[new], "campaign": np.full(count, -1), "record": np.zeros(count),
        "result": np.zeros(count),
    }  # fmt: skip
    joined = {
        name: np.concatenate([getattr(events, name), added[name].astype(getattr(events, name).dtype)])
        for name in Events.__slots__
    }
    order = np.lexsort((joined["record"], joined["instant"], joined["day"], joined["lead"]))
    return Events(**{name: column[order] for name, column in joined.items()})


def _touch_key(lead: Int32, day: Int32, kind: Any, content: Int32, contents: int) -> Int64:
    # A day fits into 23 bits apart from NEVER, whose low bits no real day has.
    wide = (lead.astype(np.int64) << 23 | (day.astype(np.int64) & 0x7FFFFF)) * len(ACTIVITY_KINDS) + kind
    result: Int64 = wide * (contents + 1) + content
    return result


def _since(
    store: Store,
    lead_rows: Sequence[tuple[Any, ...]],
    place: int,
    field: str,
    value: str,
    *,
    lead_id: int | None,
) -> Int32:
    """Return the day from which each lead's `field` holds `value` until now: 0 always, NEVER not now."""
    days = np.array([0 if row[place] == value else NEVER for row in lead_rows], np.int32)
    where = {row[0]: position for position, row in enumerate(lead_rows) if row[place] == value}
    if where:
        for lead, day, held in stored.field_changes(store.connection, field, lead_id):
            if lead in where and held == value:
                days[where[lead]] = day
    return days


def _deals(
    store: Store, deals: Gathered, company_deals: Mapping[str, int], lead_ids: Int64, *, alone: bool
) -> Deals:
    zone = store.zone
    rows = []
    for deal in deals.entities.values():
        opened = opened_moment(deal, zone)
        amount = deal.amount("amount")
        rows.append(
            (
                deals.lead_of(deal, company_deals),
                opened.day,
                opened.instant,
                won_moment(deal, zone).day,
                deal.moment("closed_at", zone).day,
                OUTCOMES.index(deal_outcome(deal)),
                -1 if amount is None else amount,
                deal.record,
            )
        )
    kinds = (np.int64, np.int32, np.int64, np.int32, np.int32, np.int8, np.int64, np.int64)
    columns: list[Iterable[int]] = list(zip(*rows, strict=True)) if rows else [()] * len(kinds)
    arrays = [np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    lead = positions(lead_ids, arrays[0])
    chosen = np.flatnonzero(lead >= 0) if alone else np.arange(len(lead))
    order = chosen[np.lexsort((arrays[7][chosen], arrays[1][chosen], lead[chosen]))]
    return Deals(lead[order], *(array[order] for array in arrays[1:]))

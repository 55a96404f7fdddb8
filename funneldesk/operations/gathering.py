"""Gathering facts: reads what a store holds and folds it into columns over lead positions."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from funneldesk.domain.activities import (
    Activities,
    ActivityList,
    distinct,
    events_of,
    together,
    without_marks,
)
from funneldesk.domain.facts import (
    Bool,
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
from funneldesk.domain.funnel.claims import claimable, is_to_sales
from funneldesk.domain.handovers.following import Reasons
from funneldesk.domain.leads.entities import (
    Catalogue,
    Entity,
    deal_outcome,
    gathered,
    opened_moment,
    won_moment,
)
from funneldesk.domain.leads.fold import YES
from funneldesk.domain.leads.identity import COMPANY, Identity
from funneldesk.domain.leads.records import Batch, Record
from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.domain.unique import unique
from funneldesk.operations.book import book_versions
from funneldesk.operations.gathering_activities import activity_lists, activity_lists_of_lead, leads_of_rows
from funneldesk.operations.gathering_claims import (
    claims_in_order,
    claims_of_legs,
    claims_of_lists,
    columns_of_claims,
)
from funneldesk.operations.gathering_filled import filled_of_lists
from funneldesk.operations.gathering_firsts import with_firsts
from funneldesk.operations.gathering_handovers import Desk
from funneldesk.operations.gathering_legs import legs_of_lists
from funneldesk.operations.tasks import let_go, no_collection
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
#: Records that are read and folded in one go.
_AT_ONCE = 5_000


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
    all others. `claimable`: the stages that lists of other kinds could claim. `to_sales`: the records that name the
    hand-overs to sales, whoever they are about. `out_day`: since when each lead is out by anything but its hand-overs.
    """

    facts: Facts
    other_claims: Claims
    leg_claims: Claims
    legs: Int64
    claimable: frozenset[str]
    to_sales: Int64
    out_day: Int32


@dataclass(frozen=True, slots=True)
class _People:
    """What the table of leads says of them; `firsts`: position and first content of those that name one."""

    lead_ids: Int64
    acquired_day: Int32
    acquired_instant: Int64
    opt_out_day: Int32
    disqualified_day: Int32
    listed: Bool
    firsts: list[tuple[int, str]]


def entities_of(store: Store, kind: Kind, *, by_hand: bool = True, without: Collection[int] = ()) -> Gathered:
    """Return what all visible lists of `kind` say, folded; with what people entered unless `by_hand` is False.

    `without`: acts that are left out.
    """
    people: dict[int, Identity] = {}
    with no_collection():
        found = _said(store, kind, people, by_hand=by_hand, without=without)
        return Gathered(gathered(found, people), people)


def _said(
    store: Store, kind: Kind, people: dict[int, Identity], *, by_hand: bool, without: Collection[int]
) -> Iterator[tuple[Batch, Record]]:
    """Yield the records of a kind, having put who they are about among `people`.

    Some at a time, and each text once: folded are they a fourth of what all of them are as they were read.
    """
    texts: dict[str, str] = {}
    lists = ((info.batch, record) for info, record in kept.records_of_kind(store.connection, kind))
    while block := list(islice(lists, _AT_ONCE)):
        _learn(store, people, block)
        for batch, record in block:
            values = {name: texts.setdefault(text, text) for name, text in record.values.items()}
            yield batch, record._replace(values=values)
    if kind == "handovers" and by_hand:
        made = tuple(act for act in acts(store.connection, kind) if act.id not in without)
        entered = as_records(made, people_in(store.connection, made), kind)
        _learn(store, people, entered)
        yield from entered


def _learn(store: Store, people: dict[int, Identity], found: Iterable[tuple[Batch, Record]]) -> None:
    ids = {record.identity_id for _batch, record in found if record.identity_id} - people.keys()
    people |= {person.id: person for person in identities.identities(store.connection, ids)}


def gather(
    store: Store,
    *,
    columns: Mapping[str, Column],
    lead_id: int | None = None,
    things: "tuple[Gathered, Gathered] | None" = None,
    cachable: bool,
    use_caches: bool = True,
) -> Facts:
    """Return the facts of all leads, or of one with `things` (`gathering_lead`); call it inside `Store.one_view`."""

    def said() -> tuple[Gathered, Gathered]:
        return things or (entities_of(store, "deals"), entities_of(store, "handovers"))

    def read() -> list[ActivityList]:
        if lead_id is not None:
            return activity_lists_of_lead(store, lead_id)
        return activity_lists(store, cachable=cachable, use_caches=use_caches)

    return _gathered(store, columns, lead_id, said, read, by_hand=True).facts


def gather_lists(
    store: Store,
    *,
    columns: Mapping[str, Column],
    cachable: bool,
    use_caches: bool = True,
) -> Lists:
    """Return the facts of all leads as if nobody had entered anything."""

    def read() -> list[ActivityList]:
        return activity_lists(store, cachable=cachable, use_caches=use_caches, by_hand=False)

    taken: list[Gathered] = []

    def said() -> tuple[Gathered, Gathered]:
        things = entities_of(store, "deals"), entities_of(store, "handovers", by_hand=False)
        if cachable:
            # To gather them once more for the pages that show them would take as long again.
            legs_of_lists(store, lambda: things[1])
            filled_of_lists(store, "deals", lambda: things[0])
            filled_of_lists(store, "handovers", lambda: things[1])
        taken.extend(things)
        return things

    with no_collection():
        lists = _gathered(store, columns, None, said, read, by_hand=False)
        for one in taken:
            let_go(one.entities)
            let_go(one.people)
        return lists


def _gathered(
    store: Store,
    columns: Mapping[str, Column],
    lead_id: int | None,
    things: Callable[[], tuple[Gathered, Gathered]],
    read: Callable[[], list[ActivityList]],
    *,
    by_hand: bool,
) -> Lists:
    people, zone = _people(store, lead_id), store.zone
    lead_ids = people.lead_ids
    events, contents, campaigns = _touches(store, read, people, alone=lead_id is not None)
    # Asked for once what the activities were made of is gone: together they would be twice as large.
    deals, handovers = things()
    company_deals = kept.company_deals(store.connection)
    claims = claims_of_lists(store, deals, company_deals, lead_id)
    other_claims = columns_of_claims(claims, lead_ids)
    leg_claims, legs = claims_of_legs(handovers, lead_ids, zone)
    batches = [info.batch for info in kept.batches(store.connection, visible_only=True)]
    desk = Desk(store, Reasons(book_versions(store)), lead_ids, by_hand=by_hand)
    said = handovers, deals, company_deals, people.disqualified_day
    facts = Facts(
        lead_ids=lead_ids,
        acquired_day=people.acquired_day,
        acquired_instant=people.acquired_instant,
        opt_out_day=people.opt_out_day,
        listed=people.listed,
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
    to_sales = [one.record for one in handovers.entities.values() if is_to_sales(one)]
    return Lists(
        facts,
        other_claims,
        leg_claims,
        legs,
        claimable(batches, claims, {}),
        np.array(to_sales, np.int64),
        desk.out_day,
    )


def _people(store: Store, lead_id: int | None) -> _People:
    ids, listed, acquired_at, opt_out, stage, first_content = stored.facts_columns(store.connection, lead_id)
    zone = store.zone
    # Many leads came on the same day.
    moments = {text: moment_of(text, zone) for text in set(acquired_at)}
    acquired = [*map(moments.__getitem__, acquired_at)]
    return _People(
        np.array(ids, np.int64),
        np.array([moment.day for moment in acquired], np.int32),
        np.array([moment.instant for moment in acquired], np.int64),
        _since(store, ids, opt_out, "opt_out", YES, lead_id=lead_id),
        _since(store, ids, stage, "stage", "disqualified", lead_id=lead_id),
        np.array(listed, bool),
        [(position, text) for position, text in enumerate(first_content) if text],
    )


def _touches(
    store: Store, read: Callable[[], list[ActivityList]], people: _People, *, alone: bool
) -> tuple[Events, tuple[Content, ...], tuple[str, ...]]:
    """Return the activities (`read` gives the lists) with each lead's first content, contents and campaigns.

    `alone`: of one lead, with their records.
    """
    rows = together(read())
    lead = leads_of_rows(store, rows, people.lead_ids)
    places = distinct(rows, lead)
    rows = without_marks(rows)
    events = events_of(rows, lead, places)
    catalogue = Catalogue(entities_of(store, "contents").entities.values(), store.zone)
    term_keys = [catalogue.add(term) for term in _terms_used(rows, rows.content)]
    named = {text: catalogue.add(text) for text in dict.fromkeys(text for _position, text in people.firsts)}
    first_keys = [(position, named[text]) for position, text in people.firsts]
    for cost in entities_of(store, "costs").entities.values():
        if text := cost.get("content"):
            catalogue.spend(text, cost.amount("amount") or 0)
    keys, contents = catalogue.contents()
    place = {key: position for position, key in enumerate(keys)}
    events = _renumbered(rows, events, [place[key] for key in term_keys])
    campaigns, events = _campaigns(rows, events)
    kinds = [ACTIVITY_KINDS.index(_FIRST_KINDS.get(content.type, "view")) for content in contents]
    firsts_at = [(position, place[key]) for position, key in first_keys]
    events = with_firsts(events, firsts_at, kinds, people.acquired_day, people.acquired_instant)
    return (
        events if alone else slim(events),
        contents,
        campaigns,
    )


def _terms_used(rows: Activities, column: Int32) -> list[str]:
    """Return the terms in the order of their positions, those of the column's unused positions too."""
    used = set(unique(column).tolist())
    return [term for position, term in enumerate(rows.terms) if position in used]


def _renumbered(rows: Activities, events: Events, places: Sequence[int]) -> Events:
    used = sorted(set(unique(rows.content).tolist()) - {-1})
    table = np.full(len(rows.terms) + 1, -1, np.int32)
    table[used] = places
    return replace(events, content=table[events.content])


def _campaigns(rows: Activities, events: Events) -> tuple[tuple[str, ...], Events]:
    used = sorted(set(unique(rows.campaign).tolist()) - {-1}, key=lambda position: rows.terms[position])
    table = np.full(len(rows.terms) + 1, -1, np.int32)
    table[used] = range(len(used))
    return tuple(rows.terms[position] for position in used), replace(events, campaign=table[events.campaign])


def _since(
    store: Store, ids: Sequence[int], held: Sequence[str], field: str, value: str, *, lead_id: int | None
) -> Int32:
    """Return the day from which each lead's `field` holds `value` until now: 0 always, NEVER not now."""
    is_held = [one == value for one in held]
    days = np.where(is_held, np.int32(0), np.int32(NEVER))
    where = {id_: position for position, id_ in enumerate(ids) if is_held[position]}
    if where:
        for lead, day, then in stored.field_changes(store.connection, field, lead_id):
            if lead in where and then == value:
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

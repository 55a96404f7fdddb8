"""The activities of a store as columns: of all lists, of what people entered, of one lead."""

import numpy as np

from funneldesk.domain.activities import NUMBERS, Activities, ActivityList, columns_of
from funneldesk.domain.facts import Int32, Int64, positions
from funneldesk.domain.leads.entities import BY_KEY
from funneldesk.domain.leads.records import Record, rows_of
from funneldesk.domain.unique import unique
from funneldesk.store import caches
from funneldesk.store import identity as identities
from funneldesk.store import records as kept
from funneldesk.store.by_hand import acts, as_records, people_in
from funneldesk.store.store import Store

#: So many identities are looked up one by one rather than by reading all.
_FEW = 1000


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
    asked = unique(rows.identity)
    if len(asked) <= _FEW:
        by_identity = {one.id: one.lead_id for one in identities.identities(store.connection, asked.tolist())}
        table = np.zeros(max(by_identity, default=0) + 1, np.int64)
        table[list(by_identity)] = list(by_identity.values())
    else:
        table = identities.leads_by_identity(store.connection)
    return positions(lead_ids, table)[rows.identity]

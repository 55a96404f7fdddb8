"""What the rows of a list did: created, updated or left unchanged what was there before them."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.activities import Activities, ActivityList, nth_alike, together
from funneldesk.domain.facts import Int32, Int64
from funneldesk.domain.fields import Kind
from funneldesk.domain.leads.entities import Gathering
from funneldesk.domain.unique import unique
from funneldesk.operations.gathering_activities import activity_lists
from funneldesk.store import identity as identities
from funneldesk.store.records import batches, records_of_kind
from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows did what."""

    created: int
    updated: int
    unchanged: int


def count_rows(store: Store, batch_id: int, kind: Kind) -> Counts:
    """Return what the rows of the newest batch, not one of leads, did to what other lists had said."""
    return (
        _count_activities(store, batch_id) if kind == "activities" else _count_entities(store, batch_id, kind)
    )


def _count_entities(store: Store, batch_id: int, kind: Kind) -> Counts:
    records = [(info.batch, record) for info, record in records_of_kind(store.connection, kind)]
    ids = {record.identity_id for _batch, record in records if record.identity_id}
    people = {person.id: person for person in identities.identities(store.connection, ids)}
    gathering = Gathering(people)
    created = updated = unchanged = 0
    for batch, record in records:
        is_new, changed = gathering.add(batch, record)
        if batch.id == batch_id:
            created += is_new
            updated += changed and not is_new
            unchanged += not changed and not is_new
    return Counts(created, updated, unchanged)


def _count_activities(store: Store, batch_id: int) -> Counts:
    lists = [info for info in batches(store.connection, visible_only=True) if info.kind == "activities"]
    visible = [info.id for info in lists]
    if len(lists) == 1 and "external_id" not in lists[0].fields:
        return Counts(lists[0].end_record - lists[0].first_record, 0, 0)
    table = identities.leads_by_identity(store.connection)
    place = visible.index(batch_id)
    rows = together(_near(activity_lists(store, cachable=False), table, place))
    owner = table[rows.identity].astype(np.int32)
    own = rows.batch == place
    mine = np.flatnonzero(own & (rows.own == 0))
    others = np.flatnonzero(~own & (rows.own == 0))
    created = len(mine) - _matched(rows, owner, mine, others)
    with_id = np.flatnonzero(own & (rows.own != 0))
    known: dict[int, tuple[int, int]] = {}
    for position in np.flatnonzero(~own & (rows.own != 0)):
        entry = (int(rows.known_at[position]), int(rows.said[position]))
        known[int(rows.own[position])] = max(known.get(int(rows.own[position]), entry), entry)
    updated = 0
    for position in with_id:
        code, entry = int(rows.own[position]), (int(rows.known_at[position]), int(rows.said[position]))
        held = known.get(code)
        created += held is None
        updated += held is not None and entry > held and entry[1] != held[1]
        known[code] = max(held or entry, entry)
    return Counts(created, updated, len(mine) + len(with_id) - created - updated)


def _near(lists: list[ActivityList], table: Int64, place: int) -> list[ActivityList]:
    """Return of all lists what can matter to the one at `place`: rows of its leads, and those with its own ids.

    `table`: the lead of each identity. A short list beside ten million rows is compared with a few of them.
    """
    new = lists[place]
    whose = np.zeros(int(table.max(initial=0)) + 1, np.bool_)
    whose[table[new.identity]] = True
    ids = unique(new.own[new.own != 0])
    near = []
    for one in lists:
        keep = whose[table[one.identity]]
        if len(ids):
            keep |= np.isin(one.own, ids)
        near.append(one.chosen(keep))
    return near


def _matched(
    rows: Activities,
    owner: Int32,
    mine: "np.ndarray[tuple[int], np.dtype[np.intp]]",
    others: "np.ndarray[tuple[int], np.dtype[np.intp]]",
) -> int:
    """Return how many of my rows are the n-th alike of a lead that some other list has as well."""
    if not len(others) or not len(mine):
        return 0
    near = others[np.isin(rows.alike[others], rows.alike[mine])]
    there = set(
        zip(
            owner[near].tolist(),
            rows.alike[near].tolist(),
            nth_alike(rows, owner, near).tolist(),
            strict=True,
        )
    )
    here = zip(
        owner[mine].tolist(), rows.alike[mine].tolist(), nth_alike(rows, owner, mine).tolist(), strict=True
    )
    return sum(entry in there for entry in here)

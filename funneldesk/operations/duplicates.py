"""Leads that may be the same person, for people to look at side by side."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.leads.duplicates import (
    BLOCK_KEYS,
    Pair,
    block_keys,
    compare,
    keyed,
    pairs_in_blocks,
    strongest,
)
from funneldesk.operations.facts import one_view
from funneldesk.operations.tasks import NO_TASK, Task, no_collection
from funneldesk.store import duplicates as stored
from funneldesk.store import identity as identities
from funneldesk.store.lead_list import stored_lead
from funneldesk.store.merging import verdicts_of
from funneldesk.store.records import records_of_lead
from funneldesk.store.store import Store

#: More than anybody looks through; the strongest are kept.
MOST = 2_000
_AT_ONCE = 100_000


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The strongest of `total` pairs that are worth a look; `decided`: left out, two people by somebody's word."""

    pairs: tuple[Pair, ...]
    total: int
    decided: int


def duplicates(store: Store, task: Task = NO_TASK, *, most: int = MOST) -> Duplicates:
    """Return pairs of leads that may be one person, the likeliest first; computed once for each state of the store."""
    known = store.memo.get("duplicates")
    if known and known[0] == (store.state, most):
        found: Duplicates = known[1]
        return found
    with one_view(store), no_collection():
        state = store.state
        found = _found(store, task, most)
    store.memo["duplicates"] = ((state, most), found)
    return found


def _found(store: Store, task: Task, most: int) -> Duplicates:
    connection = store.connection
    ids: list[int] = []
    keys = np.zeros((0, BLOCK_KEYS), np.int64)
    waiting: list[tuple[int, ...]] = []
    blocks = []
    for person in stored.people(connection):
        ids.append(person.lead)
        waiting.append(block_keys(keyed(person)))
        if len(waiting) == _AT_ONCE:
            task.report(len(ids), None)
            blocks.append(np.array(waiting, np.int64))
            waiting = []
    if waiting:
        blocks.append(np.array(waiting, np.int64))
    if blocks:
        keys = np.concatenate(blocks)
    places = np.array(ids, np.int64)
    pairs = pairs_in_blocks(keys)
    del keys, blocks
    apart = _apart(store)
    kept: list[Pair] = []
    total = decided = 0
    for start in range(0, len(pairs), _AT_ONCE):
        task.report(start, len(pairs))
        some = places[pairs[start : start + _AT_ONCE]]
        found = stored.people_of(connection, set(some.ravel().tolist()))
        people = {lead: keyed(person) for lead, person in found.items()}
        for one, other in some.tolist():
            pair = compare(people[one], people[other])
            if pair is None:
                continue
            if (pair.one, pair.other) in apart:
                decided += 1
                continue
            total += 1
            kept.append(pair)
        if len(kept) > 2 * most:
            kept = list(strongest(kept, most))
    return Duplicates(strongest(kept, most), total, decided)


def _apart(store: Store) -> set[tuple[int, int]]:
    """Return the pairs of leads that are two people by somebody's word."""
    verdicts = verdicts_of(store.connection)
    owner = {one.id: one.lead_id for one in identities.identities(store.connection, verdicts.apart)}
    return {
        (min(owner[one], owner[other]), max(owner[one], owner[other]))
        for one, others in verdicts.apart.items()
        for other in others
    }


@dataclass(frozen=True, slots=True)
class Side:
    """One of two leads side by side: its values by field, and the lists that speak of it."""

    lead: int
    values: dict[str, str]
    files: tuple[str, ...]


def side_of(store: Store, lead_id: int) -> Side | None:
    """Return a lead as it stands beside another, None if it is gone."""
    found = stored_lead(store, lead_id)
    if found is None:
        return None
    files = dict.fromkeys(info.file_name for info, _record in records_of_lead(store.connection, lead_id))
    return Side(lead_id, found.values, tuple(files))

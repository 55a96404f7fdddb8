"""The search for leads that may be the same person: who is compared, and what comes of it."""

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.leads.duplicates import Pair, compare_leads, strongest
from funneldesk.domain.leads.duplicates_blocks import BLOCK_KEYS, Compared, block_keys, pairs_in_blocks
from funneldesk.domain.unique import unique
from funneldesk.operations.tasks import Task, no_collection
from funneldesk.store import duplicates as stored
from funneldesk.store import identity as identities
from funneldesk.store.merging import verdicts_of
from funneldesk.store.store import Store

if TYPE_CHECKING:
    from funneldesk.domain.facts import Int64
    from funneldesk.domain.leads.duplicates import Keyed

_AT_ONCE = 100_000
#: So many are read between two reports.
_REPORTED = 10_000
#: Leads kept in memory from one part of the pairs to the next.
_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The strongest of `total` pairs that are worth a look; `decided`: left out, two people by somebody's word.

    `near_only` leads stand in groups so large that they were compared only with the nearest in them; the largest holds
    `crowd` leads, one of which is `example` (0: there are none).
    """

    pairs: tuple[Pair, ...]
    total: int
    decided: int
    near_only: int = 0
    crowd: int = 0
    example: int = 0


def search(store: Store, task: Task, most: int) -> tuple[str, Duplicates]:
    """Return the state of the store and its pairs that may be one person, the likeliest `most` of them."""
    with store.one_view(), no_collection():
        return store.state, _found(store, task, most)


def _found(store: Store, task: Task, most: int) -> Duplicates:
    connection = store.connection
    places, keys = _blocks(store, task)
    compared = pairs_in_blocks(keys)
    del keys
    crowds = {}
    if compared.crowd:
        near_only = len(unique(places[compared.near_only]))
        crowds = {"near_only": near_only, "crowd": compared.crowd, "example": int(places[compared.example])}
    codes, leads = _of_leads(places, compared)
    del compared
    apart = _apart(store)
    kept: list[Pair] = []
    total = decided = 0
    people: dict[int, list[Keyed]] = {}
    for start in range(0, len(codes), _AT_ONCE):
        task.report(start, len(codes))
        some = np.sort(
            leads[np.stack(np.divmod(codes[start : start + _AT_ONCE], len(leads)), axis=1)], axis=1
        )
        wanted = set(some.ravel().tolist())
        if len(people) > _KEPT:
            people = {}
        people |= stored.people_of(connection, wanted - people.keys())
        for one, other in some.tolist():
            pair = compare_leads(people[one], people[other])
            if pair is None:
                continue
            if (pair.one, pair.other) in apart:
                decided += 1
                continue
            total += 1
            kept.append(pair)
        if len(kept) > 2 * most:
            kept = list(strongest(kept, most))
    return Duplicates(strongest(kept, most), total, decided, **crowds)


def _blocks(store: Store, task: Task) -> "tuple[Int64, Int64]":
    """Return the lead and the block keys of each way in which lists speak of a lead; one company's lie together."""
    leads, keys, companies = array("q"), array("q"), array("q")
    for said in stored.people(store.connection):
        for one in said:
            leads.append(one.lead)
            keys.extend(block_keys(one))
            companies.append(hash(one.company or one.domain or one.name))
            if not len(leads) % _REPORTED:
                task.report(len(leads), None)
    order = np.argsort(np.frombuffer(companies, np.int64), kind="stable")
    rows = np.frombuffer(keys, np.int64).reshape(-1, BLOCK_KEYS)
    for place in range(BLOCK_KEYS):
        rows[:, place] = rows[order, place]
    return np.frombuffer(leads, np.int64)[order], rows


def _of_leads(places: "Int64", compared: Compared) -> "tuple[Int64, Int64]":
    """Return pairs of leads as numbers (first x leads + second), none twice, and the lead each of the two stands for.

    `places`: the lead of each row. The leads are in the order of their first rows, so that those compared with each
    other are read together. A lead makes no pair with itself. The codes of `compared` are used up.
    """
    leads, firsts, of_row = np.unique(places, return_index=True, return_inverse=True)
    order = np.argsort(firsts)
    rank = np.empty(len(leads), np.int64)
    rank[order] = np.arange(len(leads))
    ranks, codes = rank[of_row], compared.codes
    for start in range(0, len(codes), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        one, other = (ranks[rows] for rows in np.divmod(codes[part], compared.rows))
        first, second = np.minimum(one, other), np.maximum(one, other)
        codes[part] = np.where(first == second, -1, first * len(leads) + second)
    return unique(codes[codes >= 0]), leads[order]


def _apart(store: Store) -> set[tuple[int, int]]:
    """Return the pairs of leads that are two people by somebody's word."""
    verdicts = verdicts_of(store.connection)
    owner = {one.id: one.lead_id for one in identities.identities(store.connection, verdicts.apart)}
    return {
        (min(owner[one], owner[other]), max(owner[one], owner[other]))
        for one, others in verdicts.apart.items()
        for other in others
    }

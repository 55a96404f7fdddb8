"""The table of leads: which, in what order, with stage and score; for a hundred or a million."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.facts import Bool, Column, Int8, Int32, Int64
from funneldesk.domain.fields import OWN_PREFIX, STAGES
from funneldesk.domain.leads.lead_columns import COMPUTED, offered_columns
from funneldesk.domain.moment import NEVER
from funneldesk.operations.answered import answered
from funneldesk.operations.facts import facts_of
from funneldesk.operations.lead_figures import LeadFigures, figures_of
from funneldesk.operations.lead_filters import MOST_NUMBERED, ColumnFilter, fitting
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store.lead_list import (
    SORTABLE,
    LeadRow,
    count_leads,
    lead_rows,
    newest_ids,
    sorted_ids,
)
from funneldesk.store.leads import own_fields
from funneldesk.store.search_index import is_made, make_index, matching_ids

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.store.store import Store

__all__ = [
    "SHOWS", "LeadFigures", "LeadList", "LeadQuery", "LeadRow", "columns_to_choose", "figures_of", "first_leads",
    "leads_of", "prepare_search", "rows_of",
]  # fmt: skip
_NUMBERED = re.compile(r"\s*(\d[\d,]*(?:\.\d+)?)")
#: Ids that become an array in one go.
_AT_ONCE = 50_000
#: Which leads: everybody, SAL candidates, by furthest stage, or those nobody should call.
SHOWS = ("all", "candidates", *STAGES, "excluded")


@dataclass(frozen=True, slots=True)
class LeadQuery:
    """What the table shows: `only` these ids, `show` one of SHOWS, `text` to search for, `filters`, and the order."""

    text: str = ""
    only: tuple[int, ...] | None = None
    show: str = "all"
    sort: str = "score"
    descending: bool = True
    filters: tuple[ColumnFilter, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class LeadList:
    """The answer: ids in order, with positions in `figures` (None: a first look, not computed yet)."""

    query: LeadQuery
    ids: Int64
    positions: Int32
    figures: LeadFigures | None
    total: int
    candidates: int


def first_leads(store: "Store", count: int) -> LeadList:
    """Return the leads met last, at once, without anything computed."""
    ids = newest_ids(store, count)
    return LeadList(LeadQuery(), ids, np.full(len(ids), -1, np.int32), None, count_leads(store), 0)


def leads_of(
    store: "Store", query: LeadQuery, as_of: int, task: Task = NO_TASK, before: Int64 | None = None
) -> LeadList:
    """Return the ids the query asks for, in its order.

    `before`: those who stand in the table and are to stay there, in this order, whatever was changed about them;
    whoever is gone leaves, whoever came since stands below.
    """
    with store.one_view():
        found = _leads_of(store, query, as_of, task)
    return found if before is None or found.figures is None else _standing(found, found.figures, before)


def _standing(found: LeadList, figures: LeadFigures, before: Int64) -> LeadList:
    came = found.positions[~np.isin(found.ids, before)]
    stay = figures.positions(before)
    positions = np.concatenate([stay[stay >= 0], came])
    return replace(found, ids=figures.ids[positions], positions=positions)


def _leads_of(store: "Store", query: LeadQuery, as_of: int, task: Task) -> LeadList:
    figures = figures_of(store, as_of, task)
    task.report(1, 2)
    wanted = _shown(figures, query.show)
    for ids in (_only(query), matching_ids(store, query.text, task.report) if query.text.strip() else None):
        if ids is not None:
            mask = np.zeros(len(figures.ids), bool)
            found = figures.positions(ids)
            mask[found[found >= 0]] = True
            wanted &= mask
    if query.filters:
        wanted = wanted & fitting(facts_of(store), query.filters, figures)
    positions = _ordered(store, figures, query)
    positions = positions[wanted[positions]]
    candidates = int(np.count_nonzero(figures.since != NEVER))
    return LeadList(query, figures.ids[positions], positions, figures, len(figures.ids), candidates)


def rows_of(store: "Store", lead_ids: Sequence[int], fields: Sequence[str] = ()) -> "Mapping[int, LeadRow]":
    """Return what the table shows of these leads, by id; ids that are gone are left out.

    `fields`: what it shows beyond a row's own values; what is computed is not among them.
    """
    return lead_rows(store, lead_ids, tuple(name for name in fields if name not in COMPUTED))


def rows_near(
    store: "Store", leads: LeadList, lead: int | None, fields: Sequence[str], count: int
) -> "tuple[int, Mapping[int, LeadRow]]":
    """Return a block of `count` lines by its number, with its rows: that of a lead, the first where it is not there."""
    places = np.flatnonzero(leads.ids == lead)[:1].tolist()
    number = (places[0] if places else 0) // count
    return number, rows_of(store, leads.ids[number * count : (number + 1) * count].tolist(), fields)


def columns_to_choose(store: "Store") -> tuple[str, ...]:
    """Return the columns a table of the leads of this store can have."""
    return offered_columns(own_fields(store.connection))


def prepare_search(store: "Store", task: Task = NO_TASK) -> None:
    """Make the index behind `LeadQuery.text` ready, as far as it is missing; while it is, searching takes longer."""
    if not is_made(store):
        answered(store, task, _make_index)


def _make_index(store: "Store", task: Task) -> None:
    make_index(store, task.report)


def _only(query: LeadQuery) -> Int64 | None:
    if query.only is None:
        return None
    # Some at a time: other threads wait while a million become an array.
    ids, only = np.empty(len(query.only), np.int64), query.only
    for begin in range(0, len(only), _AT_ONCE):
        ids[begin : begin + _AT_ONCE] = only[begin : begin + _AT_ONCE]
    return ids


def _shown(figures: LeadFigures, show: str) -> Bool:
    if show == "candidates":
        return np.asarray(figures.since != NEVER)
    if show == "excluded":
        return np.asarray(figures.disqualified | figures.opted_out)
    if show in STAGES:
        return np.asarray(figures.stage == STAGES.index(show))
    return np.ones(len(figures.ids), bool)


def _ordered(store: "Store", figures: LeadFigures, query: LeadQuery) -> Int32:
    """Return all positions in the query's order; equal ones by score, then by id."""
    column = figures.column(query.sort)
    if column is not None:
        return _by(column, figures, descending=query.descending)
    if query.sort in SORTABLE:
        found = figures.positions(sorted_ids(store, query.sort, descending=query.descending))
        return found[found >= 0]
    columns = facts_of(store).columns
    if query.sort.startswith(OWN_PREFIX) and query.sort not in columns:
        # A field of lists that are taken back: the order everybody begins with.
        return _by(figures.milli, figures, descending=True)
    return _by(_ranks(columns[query.sort]), figures, descending=query.descending)


def _ranks(column: Column) -> Int32:
    """Return the place of each lead's value among all, NEVER for none; numbers by size: 「50名」 before 「100名」."""
    count = len(column.labels)
    ranks = np.full(count + 1, NEVER, np.int32)
    if count <= MOST_NUMBERED and all(map(_NUMBERED.match, column.labels)):
        order = sorted(range(count), key=lambda place: (_number_of(column.labels[place]), place))
        ranks[order] = np.arange(count, dtype=np.int32)
    else:
        ranks[:-1] = np.arange(count, dtype=np.int32)
    # The last place is that of no value: code -1.
    return np.asarray(ranks[column.codes])


def _number_of(text: str) -> float:
    found = _NUMBERED.match(text)
    return float(found[1].replace(",", "")) if found else 0.0


def _by(column: Int32 | Int8, figures: LeadFigures, *, descending: bool) -> Int32:
    key = column.astype(np.int64)
    # Leads without a value come last either way.
    key = np.where(column == NEVER, np.iinfo(np.int64).max, -key if descending else key)
    return np.lexsort((-figures.milli.astype(np.int64), key)).astype(np.int32)

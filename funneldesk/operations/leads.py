"""The table of leads: which, in what order, with stage and score; for a hundred or a million."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.facts import Bool, Int8, Int32, Int64
from funneldesk.domain.fields import LEAD, STAGES
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.scoring import MILLI
from funneldesk.operations.facts import facts_of, one_view, versions_of
from funneldesk.operations.lead_filters import ColumnFilter, fitting
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.operations.scoring import candidates_on, scores_on
from funneldesk.operations.stages import stage_days_of
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store.lead_list import (
    SORTABLE,
    LeadRow,
    count_leads,
    lead_rows,
    matching_ids,
    newest_ids,
    sorted_ids,
)
from funneldesk.store.search_index import make_index

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.store.store import Store

__all__ = [
    "COMPUTED", "SHOWS", "LeadFigures", "LeadList", "LeadQuery", "LeadRow", "figures_of", "first_leads",
    "leads_of", "prepare_search", "rows_of",
]  # fmt: skip
#: Orders that are computed; those of SORTABLE are the database's.
COMPUTED = ("score", "stage", "since")
#: Which leads: everybody, SAL candidates, by furthest stage, or those nobody should call.
SHOWS = ("all", "candidates", *STAGES, "excluded")


@dataclass(frozen=True, slots=True, eq=False)
class LeadFigures:
    """What is computed of every lead, by position (rank of its id).

    `milli`: thousandths of points; `stage`: the furthest, a code of STAGES; `since`: the day since which the
    lead is a SAL candidate, NEVER for none; `acquired`: a day or NEVER.
    """

    as_of: int
    ids: Int64
    milli: Int32
    stage: Int8
    since: Int32
    acquired: Int32
    disqualified: Bool
    opted_out: Bool

    def positions(self, ids: Int64) -> Int32:
        """Return the positions of ids; ids that are gone get -1."""
        if not len(self.ids):
            return np.full(len(ids), -1, np.int32)
        found = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        return np.where(self.ids[found] == ids, found, -1).astype(np.int32)

    def score(self, position: int) -> float:
        """Return a lead's points."""
        return float(self.milli[position]) / MILLI


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


def leads_of(store: "Store", query: LeadQuery, as_of: int, task: Task = NO_TASK) -> LeadList:
    """Return the ids the query asks for, in its order."""
    with one_view(store):
        return _leads_of(store, query, as_of, task)


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
        wanted = wanted & fitting(facts_of(store), query.filters)
    positions = _ordered(store, figures, query)
    positions = positions[wanted[positions]]
    candidates = int(np.count_nonzero(figures.since != NEVER))
    return LeadList(query, figures.ids[positions], positions, figures, len(figures.ids), candidates)


def rows_of(store: "Store", lead_ids: Sequence[int]) -> "Mapping[int, LeadRow]":
    """Return what the table shows of these leads, by id; ids that are gone are left out."""
    return lead_rows(store, lead_ids)


def prepare_search(store: "Store", task: Task = NO_TASK) -> None:
    """Make the index behind `LeadQuery.text` ready, as far as it is missing; while it is, searching takes longer."""
    make_index(store, task.report)


def figures_of(store: "Store", as_of: int, task: Task = NO_TASK) -> LeadFigures:
    """Return stage, score and candidacy of all leads on a day; kept until records, book or day change."""
    facts, versions = facts_of(store), versions_of(store)

    def figures() -> LeadFigures:
        now = scores_on(facts, versions, as_of)
        task.report(0, 2)
        since = candidates_on(facts, versions, as_of)
        task.report(0, 2)
        reached = stage_days_of(store, as_of).reached
        # The furthest stage: the last row that is reached; everybody is at least a lead.
        furthest = np.where(reached.any(axis=0), len(STAGES) - 1 - np.argmax(reached[::-1], axis=0), LEAD)
        return LeadFigures(
            as_of,
            facts.lead_ids,
            now.milli,
            furthest.astype(np.int8),
            since,
            facts.acquired_day,
            facts.disqualified_day <= as_of,
            facts.opt_out_day <= as_of,
        )

    return remembered(facts, ("lead_figures", book_key(versions, as_of), as_of), figures)


def _only(query: LeadQuery) -> Int64 | None:
    return None if query.only is None else np.array(query.only, np.int64)


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
    if query.sort == "acquired_at":
        return _by(figures.acquired, figures, descending=query.descending)
    if query.sort in SORTABLE:
        found = figures.positions(sorted_ids(store, query.sort, descending=query.descending))
        return found[found >= 0]
    columns: dict[str, Int32 | Int8] = {
        "score": figures.milli, "stage": figures.stage, "since": figures.since,
    }  # fmt: skip
    column = columns[query.sort]
    return _by(column, figures, descending=query.descending)


def _by(column: Int32 | Int8, figures: LeadFigures, *, descending: bool) -> Int32:
    key = column.astype(np.int64)
    # Leads without a value come last either way.
    key = np.where(column == NEVER, np.iinfo(np.int64).max, -key if descending else key)
    return np.lexsort((-figures.milli.astype(np.int64), key)).astype(np.int32)

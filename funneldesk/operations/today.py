"""What the Today page shows: KPIs, whom to call and why, and what list would help most."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import Threshold
from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.fields import SAL
from funneldesk.domain.moment import NEVER
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.importing import imports
from funneldesk.operations.kpis import Kpis, kpis_of
from funneldesk.operations.leads import LeadFigures, figures_of
from funneldesk.operations.scoring import Candidate, named_candidates

if TYPE_CHECKING:
    from funneldesk.domain.facts import Int64
    from funneldesk.operations.importing import BatchInfo
    from funneldesk.store.store import Store

#: The newest lists shown on the page, and the candidates with the most points.
RECENT = 6
FIRST = 15


@dataclass(frozen=True, slots=True)
class Today:
    """The page's data.

    `to_call`: ids of SAL candidates sales has not taken over yet and who may be called, the most points
    first; `first`: the first of them by name; `candidates` counts all SAL candidates, those taken over included.
    `missing` are kinds of lists that were never imported. `by_pilot`: while a pilot decides about anybody, its
    number and how many of `to_call` are in it.
    """

    kpis: Kpis
    threshold: Threshold
    to_call: tuple[int, ...]
    first: tuple[Candidate, ...]
    candidates: int
    recent: tuple["BatchInfo", ...]
    missing: tuple[str, ...]
    by_pilot: tuple[int, int] | None = None


def today_of(store: "Store", as_of: int) -> Today:
    """Return the page's data as of a day."""
    batches = [batch for batch in imports(store) if not batch.hidden]
    known = {batch.kind for batch in batches}
    missing = tuple(kind for kind in ("leads", "activities", "deals") if kind not in known)
    recent = tuple(sorted(batches, key=lambda batch: batch.id, reverse=True)[:RECENT])
    figures = figures_of(store, as_of)
    ids, candidates = _to_call(figures), int(np.count_nonzero(figures.since != NEVER))
    deciding = in_force(facts_of(store), versions_of(store), as_of)
    threshold = deciding.everybody.book.threshold
    first = named_candidates(store, ids[:FIRST], as_of)
    by_pilot = None
    if deciding.pilot is not None and deciding.inside is not None:
        chosen = deciding.inside[figures.positions(ids)]
        by_pilot = deciding.pilot.number, int(np.count_nonzero(chosen))
    kpis = kpis_of(store, as_of)
    return Today(kpis, threshold, tuple(ids.tolist()), first, candidates, recent, missing, by_pilot)


def _to_call(figures: LeadFigures) -> "Int64":
    waiting = (figures.since != NEVER) & (figures.stage < SAL) & ~figures.disqualified & ~figures.opted_out
    places = np.flatnonzero(waiting)
    return figures.ids[places[np.argsort(-figures.milli[places], kind="stable")]]

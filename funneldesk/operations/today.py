"""What the Today page shows: KPIs, who is SAL candidate and why, and what list would help most."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.operations.importing import imports
from funneldesk.operations.kpis import Kpis, kpis_of
from funneldesk.operations.scoring import score_summary

if TYPE_CHECKING:
    from funneldesk.operations.importing import BatchInfo
    from funneldesk.operations.scoring import ScoreSummary
    from funneldesk.store.store import Store

#: The newest lists shown on the page.
RECENT = 5


@dataclass(frozen=True, slots=True)
class Today:
    """The page's data; `missing` are kinds of lists that were never imported."""

    kpis: Kpis
    scores: "ScoreSummary"
    recent: tuple["BatchInfo", ...]
    missing: tuple[str, ...]


def today_of(store: "Store", as_of: int) -> Today:
    """Return the page's data as of a day."""
    batches = [batch for batch in imports(store) if not batch.hidden]
    known = {batch.kind for batch in batches}
    missing = tuple(kind for kind in ("leads", "activities", "deals") if kind not in known)
    recent = tuple(sorted(batches, key=lambda batch: batch.id, reverse=True)[:RECENT])
    return Today(kpis_of(store, as_of), score_summary(store, as_of), recent, missing)

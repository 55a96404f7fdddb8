"""The funnel page's data: the funnel of a chosen range, the book's labels, and what was fallen back to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.funnel.funnel import Funnel, Mode
from funneldesk.domain.funnel.periods import month_end, month_start
from funneldesk.operations.answers import kept_answer
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.ranges import RangeChoice, period_of

if TYPE_CHECKING:
    from funneldesk.store.store import Store


TREND_MONTHS = 24


@dataclass(frozen=True, slots=True)
class FunnelView:
    """What the page shows; `trend` has the leads of the last TREND_MONTHS months as groups by month.

    `fallback`: the last 12 months held nobody, these are the last that do.
    """

    funnel: Funnel
    trend: Funnel
    labels: Mapping[str, str]
    fallback: bool
    is_empty: bool


def funnel_view(
    store: "Store", as_of: int, choice: RangeChoice, *, mode: Mode = "cohort", by: str | None = None
) -> FunnelView:
    """Return the funnel of `choice` as of a day."""

    def compute() -> FunnelView:
        return funnel_view_anew(store, as_of, choice, mode, by)

    return kept_answer(store, FunnelView, ("funnel", choice, mode, by), as_of, compute)


def funnel_view_anew(
    store: "Store", as_of: int, choice: RangeChoice, mode: Mode, by: str | None
) -> FunnelView:
    """Return the same without asking the cache file."""
    facts = facts_of(store)
    period, fallback = period_of(choice, facts, as_of)
    book = version_in_force(versions_of(store), as_of).book
    found = funnel_of(store, as_of, mode=mode, from_day=period.from_day, to_day=period.to_day, by=by)
    end = as_of if period.to_day is None else min(period.to_day, as_of)
    trend = funnel_of(
        store, as_of, from_day=month_start(end, TREND_MONTHS - 1), to_day=month_end(end), by="month"
    )
    return FunnelView(found, trend, book.stage_labels, fallback, facts.count == 0)

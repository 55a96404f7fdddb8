"""The funnel page's data: the funnel of a chosen range, its trend, the current month, and words for all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.fields import OWN_PREFIX
from funneldesk.domain.funnel.forecast import Month
from funneldesk.domain.funnel.funnel import Funnel, Mode
from funneldesk.domain.funnel.periods import month_end, month_start
from funneldesk.domain.moment import NEVER
from funneldesk.operations.answers import kept_answer
from funneldesk.operations.business_calendar import fiscal_month
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.kpis import month_of
from funneldesk.operations.ranges import RangeChoice, period_of
from funneldesk.operations.remembered import book_key, remembered

if TYPE_CHECKING:
    from funneldesk.domain.facts import Facts
    from funneldesk.store.store import Store


TREND_MONTHS = 24
#: More groups than these are no comparison any more.
MOST_GROUPS = 1_000


@dataclass(frozen=True, slots=True)
class FunnelView:
    """What the page shows; `trend` has the leads of the last TREND_MONTHS months as groups by month.

    `fallback`: the last 12 months held nobody, these are the last that do. `own_fields`: the fields "x.NAME" it can
    be broken down by. `names`: the titles of contents. `undated`: leads without a day of acquisition, who stand in no
    range of days, where one was chosen.
    """

    funnel: Funnel
    trend: Funnel
    month: Month
    labels: Mapping[str, str]
    own_fields: tuple[str, ...]
    names: Mapping[str, str]
    fallback: bool
    is_empty: bool
    undated: int


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
    period, fallback = period_of(choice, facts, as_of, fiscal_month(store))
    book = version_in_force(versions_of(store), as_of).book
    found = funnel_of(
        store,
        as_of,
        mode=mode,
        from_day=period.from_day,
        to_day=period.to_day,
        by=by,
        most_groups=MOST_GROUPS,
    )
    end = as_of if period.to_day is None else min(period.to_day, as_of)
    return FunnelView(
        found,
        _trend(store, as_of, month_end(end)),
        month_of(store, as_of),
        book.stage_labels,
        tuple(sorted(name for name in facts.columns if name.startswith(OWN_PREFIX))),
        {content.key: content.title for content in facts.contents if content.title},
        fallback,
        facts.count == 0,
        _undated(facts) if mode == "cohort" and (period.from_day, period.to_day) != (None, None) else 0,
    )


def _undated(facts: "Facts") -> int:
    return remembered(facts, ("undated",), lambda: int(np.count_nonzero(facts.acquired_day == NEVER)))


def _trend(store: "Store", as_of: int, end: int) -> Funnel:
    """Return the months up to that of `end`: the same for every range that ends in it."""
    facts, versions = facts_of(store), versions_of(store)
    begin = month_start(end, TREND_MONTHS - 1)
    key = ("trend", book_key(versions, as_of), as_of, end)
    return remembered(facts, key, lambda: funnel_of(store, as_of, from_day=begin, to_day=end, by="month"))

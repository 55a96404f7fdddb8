"""The shared KPIs as of a day: this month's SALs against the target, the rates against their bands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from funneldesk.domain.book.book import Book, version_in_force
from funneldesk.domain.funnel.forecast import Month, month_outlook
from funneldesk.domain.funnel.funnel import StageResult
from funneldesk.domain.funnel.periods import month_end, month_start
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.ranges import RangeChoice, period_of
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.operations.stages import stage_days_of

if TYPE_CHECKING:
    from funneldesk.store.store import Store

RATES = ("sal", "deal", "won")


@dataclass(frozen=True, slots=True)
class CountKpi:
    """SALs this month; `expected` is the target's share for the days of the month that have passed.

    `count` is None while no record could ever give a SAL.
    """

    count: int | None
    target: int | None
    expected: float | None


@dataclass(frozen=True, slots=True)
class Kpis:
    """The KPI strip: SALs of the month; the steps to SAL, deal and won of the funnel page's first range."""

    as_of: int
    sal: CountKpi
    steps: tuple[StageResult, ...]
    labels: Mapping[str, str]
    leads: int


def kpis_of(store: "Store", as_of: int) -> Kpis:
    """Return the KPIs as of a day; the rates are those the funnel page shows first."""
    facts = facts_of(store)
    book = version_in_force(versions_of(store), as_of).book
    period, _fallback = period_of(RangeChoice("trailing"), facts, as_of)
    cohort = funnel_of(store, as_of, from_day=period.from_day, to_day=period.to_day)
    month = funnel_of(store, as_of, mode="period", from_day=month_start(as_of), to_day=as_of)
    steps = tuple(s for s in cohort.stages if s.stage in RATES)
    return Kpis(as_of, _sal(month.stages, book, as_of), steps, book.stage_labels, facts.count)


def monthly_targets(book: Book) -> dict[str, int]:
    """Return how many a month the book wants at a stage; a target is agreed for SALs only."""
    target = next((k.monthly_target for k in book.kpis if k.code == "sal_count"), None)
    return {} if target is None else {"sal": target}


def month_of(store: "Store", as_of: int) -> Month:
    """Return how the current month stands, and what it will come to."""
    facts, versions = facts_of(store), versions_of(store)
    targets = monthly_targets(version_in_force(versions, as_of).book)
    key = ("month", book_key(versions, as_of), as_of)
    return remembered(facts, key, lambda: month_outlook(stage_days_of(store, as_of), targets))


def _sal(stages: tuple[StageResult, ...], book: Book, as_of: int) -> CountKpi:
    reached = next(s for s in stages if s.stage == "sal")
    target = monthly_targets(book).get("sal")
    days = month_end(as_of) - month_start(as_of) + 1
    expected = None if target is None else target * date.fromordinal(as_of).day / days
    return CountKpi(reached.count if reached.recorded else None, target, expected)

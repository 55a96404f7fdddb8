"""Measures of a store: numbers of reviews and knowledge cards, asked again whenever they are wanted."""

from typing import TYPE_CHECKING

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.funnel.breakdown import Breakdown, breakdown
from funneldesk.domain.reviews import measures as domain
from funneldesk.operations.business_calendar import fiscal_month
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.operations.scoring import scores_on
from funneldesk.operations.stages import stage_days_of

if TYPE_CHECKING:
    from funneldesk.domain.funnel.periods import Period
    from funneldesk.domain.reviews.measures import Measure, Measured
    from funneldesk.store.store import Store


def measured(store: "Store", measure: "Measure", period: "Period", as_of: int) -> "Measured":
    """Return a measure of a range as of a day, by the book in force that day; an unknown `by` is a UserError."""
    with store.one_view():
        facts, versions, days = facts_of(store), versions_of(store), stage_days_of(store, as_of)
        book = version_in_force(versions, as_of).book
        key = ("measured", book_key(versions, as_of), as_of, measure, period, fiscal_month(store))

        def ask() -> "Measured":
            groups = segments(store, measure.by, as_of) if measure.by else None
            return domain.measured(facts, days, book, measure, period, groups=groups)

        return remembered(facts, key, ask)


def segments(store: "Store", field: str, as_of: int) -> Breakdown:
    """Return the segments of a field as of a day."""
    facts, versions, days = facts_of(store), versions_of(store), stage_days_of(store, as_of)
    month = fiscal_month(store)
    key = ("segments", field, book_key(versions, as_of), as_of, month)
    return remembered(
        facts, key, lambda: breakdown(facts, days, field, lambda: scores_on(facts, versions, as_of), month)
    )

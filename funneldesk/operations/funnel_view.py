"""The funnel page's data: the funnel of a chosen range, the book's labels, and what was fallen back to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.book import version_in_force
from funneldesk.domain.funnel import Funnel, Mode
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.ranges import RangeChoice, period_of

if TYPE_CHECKING:
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class FunnelView:
    """What the page shows. `fallback`: the last 12 months held nobody, these are the last that do."""

    funnel: Funnel
    labels: Mapping[str, str]
    fallback: bool
    is_empty: bool


def funnel_view(
    store: "Store", as_of: int, choice: RangeChoice, *, mode: Mode = "cohort", by: str | None = None
) -> FunnelView:
    """Return the funnel of `choice` as of a day."""
    facts = facts_of(store)
    period, fallback = period_of(choice, facts, as_of)
    book = version_in_force(versions_of(store), as_of).book
    found = funnel_of(store, as_of, mode=mode, from_day=period.from_day, to_day=period.to_day, by=by)
    return FunnelView(found, book.stage_labels, fallback, facts.count == 0)

"""What each source or campaign of a store cost and brought, and the people behind the numbers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.campaigns.campaign_counting import Part, campaigns, members
from funneldesk.domain.campaigns.campaigns import By, Campaigns
from funneldesk.domain.campaigns.costs import Cost, month_of
from funneldesk.domain.leads.records import term_key
from funneldesk.domain.moment import NEVER
from funneldesk.operations.answers import kept_answer
from funneldesk.operations.business_calendar import fiscal_month
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.gathering import entities_of
from funneldesk.operations.ranges import RangeChoice, period_of
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.operations.stages import stage_days_of

if TYPE_CHECKING:
    from funneldesk.domain.funnel.periods import Period
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class CampaignsView:
    """What the page shows. `fallback`: the last 12 months held nobody, these are the last that do."""

    campaigns: Campaigns
    fallback: bool


def campaigns_view(store: "Store", as_of: int, choice: RangeChoice, by: By) -> CampaignsView:
    """Return the sources or campaigns of a range chosen in the window."""

    def compute() -> CampaignsView:
        return campaigns_view_anew(store, as_of, choice, by)

    return kept_answer(store, CampaignsView, ("campaigns", choice, by), as_of, compute)


def campaigns_view_anew(store: "Store", as_of: int, choice: RangeChoice, by: By) -> CampaignsView:
    """Return the same without asking the cache file."""
    period, fallback = period_of(choice, facts_of(store), as_of, fiscal_month(store))
    return CampaignsView(campaigns_of(store, as_of, by, period), fallback)


def campaigns_of(store: "Store", as_of: int, by: By, period: "Period") -> Campaigns:
    """Return the sources or campaigns of the leads acquired in a period, as they stand on a day, with costs."""
    with store.one_view():
        facts, versions = facts_of(store), versions_of(store)
        days = stage_days_of(store, as_of)
        book = version_in_force(versions, as_of).book
        key = ("campaigns", book_key(versions, as_of), as_of, by, period)
        return remembered(
            facts, key, lambda: campaigns(facts, days, book, costs_of(store), by=by, period=period)
        )


def campaign_members(
    store: "Store", as_of: int, by: By, period: "Period", *, part: Part, values: tuple[str | None, ...] | None
) -> tuple[int, ...]:
    """Return the ids of the leads behind one number, ascending. `values`: of these rows (None: without one), or all."""
    facts, versions = facts_of(store), versions_of(store)
    days = stage_days_of(store, as_of)
    book = version_in_force(versions, as_of).book
    found = members(facts, days, book, by=by, period=period, part=part, values=values)
    return tuple(facts.lead_ids[found].tolist())


def costs_of(store: "Store") -> list[Cost]:
    """Return every cost the visible lists give, those of making contents included."""
    contents = entities_of(store, "contents").entities.values()
    #: Cost lists name a content by its key, its title or its address.
    titles: dict[str, str] = {}
    costs = []
    for content in contents:
        title = content.get("title") or content.get("content") or content.get("url") or ""
        titles |= {
            term_key(name): title for field in ("content", "title", "url") if (name := content.get(field))
        }
        published = content.moment("published_at", store.zone).day
        month = "" if published == NEVER else month_of(published)
        costs.append(Cost(month, "", "", title, content.amount("cost") or 0, produced=True))
    for cost in entities_of(store, "costs").entities.values():
        named = cost.get("content") or ""
        costs.append(
            Cost(
                cost.get("month") or "",
                cost.get("source") or "",
                cost.get("campaign") or "",
                titles.get(term_key(named), named),
                cost.amount("amount") or 0,
            )
        )
    return costs

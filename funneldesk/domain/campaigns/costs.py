"""Costs as lists give them, and which source or campaign each belongs to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from funneldesk.domain.campaigns.campaigns import REASONS, By, CostMonths, Reason, Unassigned
from funneldesk.domain.funnel.periods import EVERYTHING, MONTHS, Period, month_end, month_start
from funneldesk.domain.leads.records import term_key

#: So many names of costs without a place are told.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost in hundredths; `month` "YYYY-MM" or "", and what it is for, each "" where the list does not say.

    `produced`: what making a content cost, by the month it was published.
    """

    month: str
    source: str
    campaign: str
    content: str
    amount: int
    produced: bool = False


@dataclass(slots=True)
class Spent:
    """What one source or campaign cost: the sum, its months, and the spellings that name it."""

    cost: int = 0
    months: set[str] = field(default_factory=set)
    spellings: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Placed:
    """The costs of a range by what they belong to (compared as `term_key`)."""

    spent: Mapping[str, Spent]
    unassigned: tuple[Unassigned, ...]
    total: int | None
    months: CostMonths


@dataclass(frozen=True, slots=True)
class Homes:
    """What the leads say of campaigns: `campaigns` there are (as `term_key`), and the sources of each."""

    campaigns: frozenset[str]
    sources_of: Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Span:
    """The days asked about, as of a day; `lead_months`: the months in which their leads came, ascending."""

    period: Period
    as_of: int
    lead_months: tuple[str, ...]

    @property
    def last_day(self) -> int:
        """Return the last day that counts."""
        return self.as_of if self.period.to_day is None else min(self.period.to_day, self.as_of)

    @property
    def is_everything(self) -> bool:
        """Whether no range was asked for."""
        return self.period == EVERYTHING

    def holds(self, month: str) -> bool:
        """Whether the span touches a month; open at its beginning, it takes what was spent before any lead came."""
        first = self.period.from_day
        if first is not None and (first > self.last_day or month < month_of(first)):
            return False
        return month <= month_of(self.last_day)

    @property
    def partial(self) -> tuple[str, ...]:
        """Return the months of which the range holds only a part; that of as-of itself is not over yet."""
        first, last = self.period.from_day, self.period.to_day
        found = [month_of(first)] if first is not None and first != month_start(first) else []
        if last is not None and last < self.as_of and last != month_end(last):
            found.append(month_of(last))
        return tuple(dict.fromkeys(found))


def placed(costs: Iterable[Cost], by: By, homes: Homes, span: Span) -> Placed:
    """Return the costs of a span by source or campaign.

    A cost belongs to what it names. One that names a campaign but no source belongs to the source of that
    campaign's leads, if they all have the same. A content of the same name as a campaign belongs to it.
    """
    costs = [cost for cost in costs if cost.amount]
    chosen, months = _chosen(costs, span)
    named = {term_key(cost.campaign) for cost in costs if cost.campaign}
    stated: dict[str, set[str]] = {}
    for cost in costs:
        if cost.campaign and cost.source:
            stated.setdefault(term_key(cost.campaign), set()).add(cost.source)
    spent: dict[str, Spent] = {}
    left: dict[Reason, dict[str, int]] = {}
    for cost in chosen:
        campaign = cost.campaign
        if not campaign and term_key(cost.content) in homes.campaigns | named:
            campaign = cost.content
        home = campaign if by == "campaign" else cost.source or _source(campaign, homes, stated)
        if home:
            at = spent.setdefault(term_key(home), Spent())
            at.cost += cost.amount
            at.months.add(cost.month)
            at.spellings.add(home)
        else:
            names = left.setdefault(_reason(cost, campaign), {})
            name = campaign or cost.source or cost.content
            names[name] = names.get(name, 0) + cost.amount
    unassigned = tuple(
        Unassigned(reason, sum(left[reason].values()), _largest(left[reason]))
        for reason in REASONS
        if reason in left
    )
    return Placed(spent, unassigned, sum(cost.amount for cost in chosen) if chosen else None, months)


def _source(campaign: str, homes: Homes, stated: Mapping[str, set[str]]) -> str:
    """Return the one source a campaign belongs to, "" where there is none or several."""
    if not campaign:
        return ""
    key = term_key(campaign)
    found = {term_key(name): name for name in sorted(homes.sources_of(key) | stated.get(key, set()))}
    return next(iter(found.values())) if len(found) == 1 else ""


def _reason(cost: Cost, campaign: str) -> Reason:
    if campaign:
        return "campaign"
    if cost.source:
        return "source"
    return "content" if cost.content else "nothing"


def _largest(names: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted((name for name in names if name), key=lambda name: (-names[name], name))[:_NAMED])


def _chosen(costs: list[Cost], span: Span) -> tuple[list[Cost], CostMonths]:
    """Return the costs of a span, and what is to be said of the months of all."""
    chosen, outside, undated = [], 0, 0
    for cost in costs:
        if not cost.month and not span.is_everything:
            undated += cost.amount
        elif cost.month and not span.holds(cost.month):
            outside += cost.amount
        else:
            chosen.append(cost)
    # What a content cost once says nothing about which months are on the lists.
    dated = sorted({cost.month for cost in costs if cost.month and not cost.produced})
    known = sorted({cost.month for cost in chosen if cost.month and not cost.produced})
    ends = (dated[0], dated[-1]) if dated else ("", "")
    partial = tuple(month for month in span.partial if any(cost.month == month for cost in chosen))
    return chosen, CostMonths(span.lead_months, tuple(known), *ends, partial, outside, undated)


def months_between(first_day: int, last_day: int) -> tuple[str, ...]:
    """Return the months ("YYYY-MM") from that of one day to that of another."""
    first, last = (date.fromordinal(day) for day in (first_day, last_day))
    places = range(first.year * MONTHS + first.month - 1, last.year * MONTHS + last.month)
    return tuple(f"{place // MONTHS:04}-{place % MONTHS + 1:02}" for place in places)


def month_of(day: int) -> str:
    """Return the month of a day as "YYYY-MM"."""
    return date.fromordinal(day).isoformat()[:7]


def first_day_of(month: str) -> int:
    """Return the first day of "YYYY-MM"."""
    return date.fromisoformat(month + "-01").toordinal()

"""Counting what each source or campaign brought, and setting its costs against it.

A lead belongs to the source and the campaign its own fields name as of the day; spellings that differ in width, case
or spaces only are the same. It is counted in the range it was acquired in, as in the funnel, and every deal of it
counts, whenever it was won.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.campaigns.campaigns import By, CampaignResult, Campaigns
from funneldesk.domain.campaigns.costs import Cost, Homes, Placed, Span, Spent, month_of, placed
from funneldesk.domain.facts import Bool, Column, Facts, Int32, Int64
from funneldesk.domain.fields import DEAL, LEAD, MQL, OUTCOMES, SAL, STAGES, WON
from funneldesk.domain.funnel.maturity import mature, maturity
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.funnel.tallies import Groups, Selection
from funneldesk.domain.leads.records import term_key
from funneldesk.domain.moment import NEVER
from funneldesk.domain.unique import unique

#: The numbers of a row that can be clicked: a stage, or who had the time to come to a deal or a win.
Part = Literal["lead", "mql", "sal", "deal", "won", "to_deal", "to_won"]
_ENDS: dict[Part, int] = {"to_deal": DEAL, "to_won": WON}


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """Which value of a field each lead has: `codes` (n leads) are positions in `keys`, the last one: none.

    `keys` are the values as compared, `labels` the commonest spelling of each, `others` its other ones.
    """

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]
    codes: Int32


def named(facts: Facts, as_of: int, field: By) -> Named:
    """Return the sources or campaigns of all leads as they hold at the end of a day."""
    column = facts.columns.get(field) or Column((), np.full(facts.count, -1, np.int32))
    held = column.at(as_of)
    counts = np.bincount(held[held >= 0], minlength=len(column.labels))
    spellings: dict[str, list[tuple[int, str]]] = {}
    for label, count in zip(column.labels, counts.tolist(), strict=True):
        if count:
            spellings.setdefault(term_key(label), []).append((-count, label))
    keys = tuple(sorted(spellings))
    place = {key: code for code, key in enumerate(keys)}
    table = np.array(
        [*(place.get(term_key(label), len(keys)) for label in column.labels), len(keys)], np.int32
    )
    told = [[label for _count, label in sorted(spellings[key])] for key in keys]
    return Named(keys, tuple(one[0] for one in told), tuple(tuple(one[1:]) for one in told), table[held])


def campaigns(
    facts: Facts, days: StageDays, book: Book, costs: Iterable[Cost], *, by: By, period: Period
) -> Campaigns:
    """Return the sources or campaigns of the leads acquired in a period, with the costs of its months."""
    of = Selection(days, "cohort", period.from_day, period.to_day)
    values = named(facts, days.as_of, by)
    given = tuple(costs)
    span = Span(period, days.as_of, _lead_months(of))
    spent = placed(given, by, _homes(facts, days.as_of), span)
    needed = {end: _needed(days, book, end) for end in (DEAL, WON)}
    groups = Groups(values.codes, len(values.keys) + 1)
    counted = _counted(facts, of, needed, groups)
    everybody = _counted(facts, of, needed, Groups(np.zeros(facts.count, np.int32), 1))
    total = _result(
        everybody, 0, None, Spent(spent.total, set(spent.months.known)) if spent.total is not None else None
    )
    return Campaigns(
        by,
        period.from_day,
        period.to_day,
        days.as_of,
        book.currency,
        _rows(values, counted, spent),
        total,
        spent.unassigned,
        spent.months,
        needed[DEAL],
        needed[WON],
    )


def members(
    facts: Facts,
    days: StageDays,
    book: Book,
    *,
    by: By,
    period: Period,
    part: Part,
    values: tuple[str | None, ...] | None,
) -> Int32:
    """Return the positions of the leads behind one number of a row, ascending; `values` None: of all together."""
    of = Selection(days, "cohort", period.from_day, period.to_day)
    end = _ENDS.get(part)
    if end is None:
        chosen = of.counted(STAGES.index(part))
    else:
        needed = _needed(days, book, end)
        chosen = of.cohort & (
            mature(days, LEAD, needed) if needed is not None else np.zeros(facts.count, np.bool_)
        )
    if values is not None:
        known = named(facts, days.as_of, by)
        place = {key: code for code, key in enumerate(known.keys)}
        wanted = [len(known.keys) if value is None else place.get(term_key(value), -1) for value in values]
        chosen = chosen & np.isin(known.codes, wanted)
    return np.flatnonzero(chosen).astype(np.int32)


def _lead_months(of: Selection) -> tuple[str, ...]:
    """Return the months in which the leads of the range came."""
    day = of.days.day_of(LEAD)[of.cohort]
    day = day[day != NEVER]
    if not len(day):
        return ()
    first = int(day.min())
    seen = np.bincount(day - first)
    return tuple(dict.fromkeys(month_of(first + int(place)) for place in np.flatnonzero(seen)))


def _needed(days: StageDays, book: Book, end: int) -> int | None:
    """Return how many days most leads take from being acquired to `end`; None where that is not recorded."""
    return maturity(days, book, LEAD, end) if days.recorded[end] else None


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """What each group brought; a stage that is not recorded has no counts."""

    stages: tuple[Int64 | None, ...]
    amount: Int64
    priced: Int64
    unpriced: Int64
    judged: tuple[tuple[Int64, Int64] | None, ...]


def _counted(facts: Facts, of: Selection, needed: dict[int, int | None], groups: Groups) -> _Counted:
    days = of.days
    stages = tuple(
        groups.tally(of.counted(stage)) if stage == LEAD or days.recorded[stage] else None
        for stage in (LEAD, MQL, SAL, DEAL, WON)
    )
    deals, won = facts.deals, _won_deals(facts, days.as_of)
    won &= of.cohort[np.maximum(deals.lead, 0)]
    priced = won & (deals.amount >= 0)
    lead = deals.lead[priced]
    amount = np.zeros(groups.count, np.int64)
    # Whole numbers: bincount would add them up as fractions.
    np.add.at(amount, groups.of_lead[lead], deals.amount[priced])
    bare = of.counted(WON).copy()
    bare[deals.lead[won]] = False
    unpriced = groups.tally(bare) + np.bincount(
        groups.of_lead[deals.lead[won & ~priced]], minlength=groups.count
    ).astype(np.int64)
    prices = np.bincount(groups.of_lead[lead], minlength=groups.count).astype(np.int64)
    return _Counted(
        stages, amount, prices, unpriced, tuple(_judged(of, end, needed[end], groups) for end in (DEAL, WON))
    )


def _won_deals(facts: Facts, as_of: int) -> Bool:
    """Return the deals of leads that were won by `as_of`, or without a date."""
    deals = facts.deals
    won: Bool = (deals.outcome == OUTCOMES.index("won")) & (deals.lead >= 0)
    won &= (deals.won_day <= as_of) | (deals.won_day == NEVER)
    return won


def _judged(of: Selection, end: int, needed: int | None, groups: Groups) -> tuple[Int64, Int64] | None:
    """Return n and k of the rate from lead to `end`, of leads that had the time."""
    if needed is None:
        return None
    old_enough = of.cohort & mature(of.days, LEAD, needed)
    return groups.tally(old_enough), groups.tally(old_enough & of.days.is_reached(end))


def _result(
    counted: _Counted, group: int, value: str | None, spent: Spent | None, others: tuple[str, ...] = ()
) -> CampaignResult:
    leads, *further = (None if stage is None else int(stage[group]) for stage in counted.stages)
    mql, sal, deal, won = further
    unpriced = int(counted.unpriced[group])
    unknown = won is None or (unpriced and not counted.priced[group])
    to_deal, to_won = (
        None if one is None else Share(int(one[0][group]), int(one[1][group])) for one in counted.judged
    )
    return CampaignResult(
        value,
        leads or 0,
        mql,
        sal,
        deal,
        won,
        None if unknown else int(counted.amount[group]),
        unpriced,
        None if spent is None else spent.cost,
        to_deal,
        to_won,
        () if spent is None else tuple(sorted(month for month in spent.months if month)),
        others,
    )


def _rows(values: Named, counted: _Counted, spent: Placed) -> tuple[CampaignResult, ...]:
    """Return a row for everything that has leads in the range or costs, the greatest cost first."""
    rows = []
    for place, key in enumerate(values.keys):
        row = _result(counted, place, values.labels[place], spent.spent.get(key), values.others[place])
        if row.leads or row.cost is not None:
            rows.append(row)
    nobody = _nobody(counted)
    for key in sorted(spent.spent.keys() - set(values.keys)):
        told = sorted(spent.spent[key].spellings)
        rows.append(_result(nobody, 0, told[0], spent.spent[key], tuple(told[1:])))
    rows.sort(key=lambda row: (row.cost is None, -(row.cost or 0), -row.leads, row.value or ""))
    without = _result(counted, len(values.keys), None, None)
    return (*rows, without) if without.leads else tuple(rows)


def _nobody(counted: _Counted) -> _Counted:
    """Return the counts of a group no lead belongs to."""
    none = np.zeros(1, np.int64)
    return _Counted(
        tuple(None if stage is None else none for stage in counted.stages),
        none,
        none,
        none,
        tuple(None if one is None else (none, none) for one in counted.judged),
    )


def _homes(facts: Facts, as_of: int) -> Homes:
    """Return which campaigns the leads name, and how to learn which sources those of each have."""
    campaign = named(facts, as_of, "campaign")

    @cache
    def sources() -> dict[str, frozenset[str]]:
        source = named(facts, as_of, "source")
        width = len(source.keys) + 1
        pairs = unique(campaign.codes.astype(np.int64) * width + source.codes)
        found: dict[str, set[str]] = {}
        for pair in pairs.tolist():
            code, its = divmod(pair, width)
            if code < len(campaign.keys) and its < len(source.keys):
                found.setdefault(campaign.keys[code], set()).add(source.labels[its])
        return {key: frozenset(names) for key, names in found.items()}

    # Asked only where a cost names no source: it looks through all leads.
    return Homes(frozenset(campaign.keys), lambda key: sources().get(key, frozenset()))

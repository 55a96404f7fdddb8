"""Paths: the contents a lead touched before a deal, or lately without one (DESIGN 6, Credit)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.contents.touches import Touches, Wanted, moment_key, touches_by_leads
from funneldesk.domain.facts import Bool, Facts, Int32, Int64
from funneldesk.domain.fields import DEAL, OUTCOMES
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER, NO_INSTANT

_WON = OUTCOMES.index("won")


@dataclass(frozen=True, slots=True, eq=False)
class Conversions:
    """Every deal that is credited, sorted by lead and moment; `won_amount` in hundredths, 0 unless won.

    `day` is NEVER and `lead` may be -1 where no path can be known. A lead of which a list only says that it
    became a deal counts as one deal of unknown amount.
    """

    lead: Int32
    day: Int32
    instant: Int64
    won_amount: Int64

    def between(self, first: int, end: int) -> "Conversions":
        """Return the deals from one place to before another."""
        here = slice(first, end)
        return Conversions(self.lead[here], self.day[here], self.instant[here], self.won_amount[here])


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """Steps of `count` paths: `path` (which, ascending), `content`, `day`; repeats in a row are one step."""

    count: int
    path: Int64
    content: Int32
    day: Int32

    def sizes(self) -> Int64:
        """Return the number of steps of each path."""
        return np.bincount(self.path, minlength=self.count).astype(np.int64, copy=False)


def conversions(facts: Facts, days: StageDays) -> Conversions:
    """Return all deals up to as-of, those without a date included."""
    deals = facts.deals
    # A deal that was won or closed existed by then, also where the list does not say when it was opened.
    day = np.where(deals.opened_day == NEVER, np.minimum(deals.won_day, deals.closed_day), deals.opened_day)
    instant = np.where(deals.opened_day == NEVER, NO_INSTANT, deals.opened_instant)
    known = (day <= days.as_of) | (day == NEVER)
    won = (deals.outcome == _WON) & ((deals.won_day <= days.as_of) | (deals.won_day == NEVER))
    amount = np.where(won & (deals.amount > 0), deals.amount, 0)
    listed = np.zeros(facts.count, np.bool_)
    listed[deals.lead[known & (deals.lead >= 0)]] = True
    only_claimed = np.flatnonzero(days.is_reached(DEAL) & ~listed).astype(np.int32)
    lead = np.concatenate([deals.lead[known], only_claimed])
    all_days = np.concatenate([day[known], days.day_of(DEAL)[only_claimed]]).astype(np.int32)
    instants = np.concatenate([instant[known], days.deal_instant[only_claimed]])
    amounts = np.concatenate([amount[known], np.zeros(len(only_claimed), np.int64)])
    order = np.lexsort((instants, all_days, lead))
    return Conversions(lead[order], all_days[order], instants[order], amounts[order])


def paths_to(facts: Facts, has_deal: Bool, deals: Conversions, as_of: int, window_days: int) -> Paths:
    """Return for each deal the touches of at most `window_days` before it (0: any) and after the deal before.

    A touch on the day of a deal, where not both have a time, belongs to that deal. `has_deal`: whose deals these are.
    """
    none = np.zeros(0, np.int32)
    found = [Paths(0, none.astype(np.int64), none, none)]
    some_after_others = touches_by_leads(facts, as_of, Wanted(leads=has_deal))
    found += [_paths_to(seen, deals, window_days) for seen in some_after_others if len(seen.lead)]
    path, content, day = (
        np.concatenate([getattr(some, name) for some in found]) for name in ("path", "content", "day")
    )
    return Paths(len(deals.lead), path, content, day)


def _paths_to(seen: Touches, all_deals: Conversions, window_days: int) -> Paths:
    """Return the paths to the deals of the leads between the first and the last of `seen`."""
    leads = np.array([seen.lead[0], seen.lead[-1] + 1], np.int32)
    first, end = np.searchsorted(all_deals.lead, leads).tolist()
    deals = all_deals.between(first, end)
    dated, lead = deals.day != NEVER, deals.lead
    day = np.where(dated, deals.day, 0).astype(np.int32)
    key = seen.key
    to = np.searchsorted(key, moment_key(lead, day, deals.instant, end_of_day=True), side="right")
    earliest = np.maximum(day.astype(np.int64) - window_days, 0) if window_days else np.zeros(len(day))
    begin = moment_key(lead, earliest.astype(np.int32), np.full(len(day), NO_INSTANT))
    start = np.searchsorted(key, begin, side="left")
    follows = dated[1:] & dated[:-1] & (lead[1:] == lead[:-1])
    start[1:] = np.where(follows, np.maximum(start[1:], to[:-1]), start[1:])
    size = np.where(dated, np.maximum(to - start, 0), 0)
    path = np.repeat(np.arange(len(size)), size)
    touch = np.arange(len(path)) - np.repeat(np.cumsum(size) - size - start, size)
    return _collapsed(len(all_deals.lead), path + first, seen.content[touch], seen.day[touch])


def paths_without(facts: Facts, has_deal: Bool, as_of: int, window_days: int) -> Iterator[Paths]:
    """Yield the touches of the last `window_days` before as-of (0: any) of leads without a deal, a path each."""
    wanted = Wanted(leads=~has_deal, from_day=max(as_of - window_days, 0) if window_days else 0)
    for seen in touches_by_leads(facts, as_of, wanted):
        yield _collapsed(facts.count, seen.lead.astype(np.int64), seen.content, seen.day)


def _collapsed(count: int, path: Int64, content: Int32, day: Int32) -> Paths:
    """Return touches as paths; repeats in a row collapse into the last."""
    last = np.ones(len(path), np.bool_)
    last[:-1] = (path[1:] != path[:-1]) | (content[1:] != content[:-1])
    return Paths(count, path[last], content[last], day[last])

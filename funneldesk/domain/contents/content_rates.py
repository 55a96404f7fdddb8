"""コンテンツ別商談率: how often those who touched a content came to a deal, beside all others (DESIGN 6)."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.contents.touches import Touches, moment_key, touches
from funneldesk.domain.facts import Bool, Facts, Int32, Int64
from funneldesk.domain.fields import DEAL, LEAD, MQL
from funneldesk.domain.funnel.maturity import agreed_days, ninth_tenth
from funneldesk.domain.funnel.periods import EVERYTHING, Period
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER


@dataclass(frozen=True, slots=True, eq=False)
class TouchedPairs:
    """Pairs (content, lead) whose first touch is not after the lead's first deal, sorted by content.

    `inside`: the first touch lies in the range of days asked about; `mature`: it does and is old enough to be judged;
    `deal`: the first deal of such a lead came within the window.
    """

    content: Int32
    lead: Int32
    inside: Bool
    mature: Bool
    deal: Bool


@dataclass(frozen=True, slots=True, eq=False)
class ContentRates:
    """All pairs, and the same question asked of every lead of the range from its lead date: the baseline of others."""

    maturity_days: int
    pairs: TouchedPairs
    lead_mature: Bool
    lead_deal: Bool


def content_rates(
    facts: Facts,
    days: StageDays,
    book: Book,
    window_days: int,
    given: Touches | None = None,
    *,
    period: Period = EVERYTHING,
    maturity_days: int | None = None,
) -> ContentRates:
    """Return who touched what before a deal, within `window_days` (0: no limit, and no maturity either).

    `given`: the touches up to as-of, where they are known already. With a `period` only first touches in it are
    counted, and the others by their lead date. `maturity_days`: those of the page, where touches are of whole sets.

    Leads whose deal has no date are left out: nobody can say whether a touch came before it.
    """
    seen = given if given is not None else touches(facts, days.as_of)
    deal_day = days.day_of(DEAL)
    before = _not_after_deal(seen, days)
    first, last = _first_and_last(seen, before)
    lead, content = seen.lead[first], seen.content[first]
    has_deal = deal_day[lead] != NEVER
    needed = maturity_days
    if needed is None:
        wait = deal_day[lead].astype(np.int64) - seen.day[first]
        needed = _needed(wait[has_deal].astype(np.int32), book, window_days)
    deal = has_deal & (deal_day[lead].astype(np.int64) - seen.day[last] <= (window_days or NEVER))
    inside = _inside(seen.day[first], period)
    mature = inside & ((days.as_of - seen.day[first] >= needed) | (window_days == 0))
    pairs = TouchedPairs(content, lead, inside, mature, deal & mature)
    return ContentRates(needed, pairs, *_from_lead_date(days, needed, window_days, period))


def _needed(waits: Int32, book: Book, window_days: int) -> int:
    """Return how many days old a touch must be to be judged."""
    if window_days == 0:
        return 0
    observed = ninth_tenth(waits)
    return agreed_days(book, MQL, DEAL) if observed is None else observed


def _inside(day: Int32, period: Period) -> Bool:
    inside: Bool = (day >= (period.from_day or 0)) & (
        day <= (NEVER if period.to_day is None else period.to_day)
    )
    return inside


def _not_after_deal(seen: Touches, days: StageDays) -> Bool:
    """Return which touches are not after their lead's first deal; a lead with an undated deal has none."""
    lead = np.arange(days.count, dtype=np.int32)
    day = days.day_of(DEAL)
    end = moment_key(
        lead, np.where(day == NEVER, 0, day).astype(np.int32), days.deal_instant, end_of_day=True
    )
    limit = np.where(days.is_undated(DEAL), -1, np.where(day == NEVER, np.iinfo(np.int64).max, end))
    before: Bool = seen.key <= limit[seen.lead]
    return before


def _first_and_last(seen: Touches, chosen: Bool) -> tuple[Int64, Int64]:
    """Return for each pair (content, lead) the positions of its first and last chosen touch, by content."""
    index = np.flatnonzero(chosen)
    content = seen.content[index]
    # Stable: within a content the touches stay sorted by lead and moment. 16 bits sort many times quicker.
    small = np.uint16 if content.max(initial=0) < 2**16 else np.int32
    index = index[np.argsort(content.astype(small), kind="stable")]
    content, lead = seen.content[index], seen.lead[index]
    new = np.ones(len(index), np.bool_)
    new[1:] = (content[1:] != content[:-1]) | (lead[1:] != lead[:-1])
    end = np.ones(len(index), np.bool_)
    end[:-1] = new[1:]
    return index[new], index[end]


def _from_lead_date(days: StageDays, needed: int, window_days: int, period: Period) -> tuple[Bool, Bool]:
    """Return which leads can be judged from their lead date, and who of them came to a deal in the window."""
    begin, deal_day = days.day_of(LEAD).astype(np.int64), days.day_of(DEAL)
    mature = days.is_dated(LEAD) & ~days.is_undated(DEAL) & (begin <= deal_day)
    mature &= (days.as_of - begin >= needed) | (window_days == 0)
    mature &= _inside(days.day_of(LEAD), period)
    deal = mature & (deal_day != NEVER) & (deal_day - begin <= (window_days or NEVER))
    return mature, deal

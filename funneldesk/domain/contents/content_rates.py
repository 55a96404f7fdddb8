"""コンテンツ別商談率: how often those who touched a content came to a deal, beside all others (DESIGN 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.contents.touches import Touches, Wanted, by_content, moment_key, touches_by_leads
from funneldesk.domain.facts import Bool, Facts, Int32, Int64
from funneldesk.domain.fields import DEAL, LEAD, MQL, WON
from funneldesk.domain.funnel.maturity import agreed_days, ninth_tenth
from funneldesk.domain.funnel.periods import EVERYTHING, Period
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER

Part = Literal["touched_all", "touched", "deals", "won"]
PARTS: tuple[Part, ...] = ("touched_all", "touched", "deals", "won")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every content: how many of those who first touched it in `period` came to a deal.

    The deal came within `window_days` (0: no limit), the first touch is at least `maturity_days` old.
    """

    window_days: int
    maturity_days: int
    period: Period = EVERYTHING


@dataclass(frozen=True, slots=True, eq=False)
class ContentRates:
    """How many people stand behind each number of each content; and the rate of all other leads from their lead date.

    `lead`, `lead_deals`: leads of the range that did not touch the content before a deal, and who of them has one.
    """

    maturity_days: int
    counts: Mapping[Part, Int64]
    others: Int64
    other_deals: Int64

    def baseline(self, place: int) -> float | None:
        """Return the rate of all leads that did not touch the content at a place before a deal."""
        n, k = int(self.others[place]), int(self.other_deals[place])
        return k / n if n else None


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Pairs (content, lead) whose first touch is not after the lead's first deal, sorted by content and lead.

    `first`, `last`: the days of the first and the last such touch.
    """

    content: Int32
    lead: Int32
    first: Int32
    last: Int32

    def chosen(self, part: Part, days: StageDays, asked: Asked) -> Bool:
        """Return which pairs one number of their content counts."""
        found = _inside(self.first, asked.period)
        if part == "touched_all":
            return found
        if asked.window_days:
            found &= days.as_of - self.first >= asked.maturity_days
        if part == "touched":
            return found
        deal = days.day_of(DEAL).take(self.lead)
        found &= (deal != NEVER) & (deal - self.last <= (asked.window_days or NEVER))
        return found & days.is_reached(WON).take(self.lead) if part == "won" else found


def asked_about(
    facts: Facts, days: StageDays, book: Book, window_days: int, period: Period = EVERYTHING
) -> Asked:
    """Return what is asked, with the days a touch must be old to be judged.

    These are of single contents and of all times, whatever sets or range are asked about.
    """
    if window_days == 0:
        return Asked(0, 0, period)
    deal_day = days.day_of(DEAL)
    with_deal = Wanted(leads=deal_day != NEVER)
    waits = [np.zeros(0, np.int32)]
    for seen in touches_by_leads(facts, days.as_of, with_deal):
        pairs = _pairs(seen, days)
        waits.append(deal_day[pairs.lead] - pairs.first)
    observed = ninth_tenth(np.concatenate(waits))
    return Asked(window_days, agreed_days(book, MQL, DEAL) if observed is None else observed, period)


def content_rates(
    facts: Facts, days: StageDays, asked: Asked, set_of: Int32 | None = None, count: int | None = None
) -> ContentRates:
    """Return who touched what before a deal; of `count` sets of contents, where `set_of` says that of each content.

    Leads whose deal has no date are left out: nobody can say whether a touch came before it.
    """
    count = len(facts.contents) if count is None else count
    counts = {part: np.zeros(count, np.int64) for part in PARTS}
    mature, deal = from_lead_date(days, asked)
    others, other_deals = (np.full(count, np.count_nonzero(all_), np.int64) for all_ in (mature, deal))
    for seen in touches_by_leads(facts, days.as_of, Wanted()):
        pairs = _pairs(seen, days, set_of)
        for part in PARTS:
            counts[part] += np.bincount(pairs.content[pairs.chosen(part, days, asked)], minlength=count)
        others -= np.bincount(pairs.content[mature.take(pairs.lead)], minlength=count)
        other_deals -= np.bincount(pairs.content[deal.take(pairs.lead)], minlength=count)
    return ContentRates(asked.maturity_days, counts, others, other_deals)


def people_of(facts: Facts, days: StageDays, asked: Asked, chosen: Bool, part: Part) -> Int32:
    """Return the positions of the leads behind one number of the `chosen` contents, taken as one; ascending."""
    one, found = np.zeros(len(chosen), np.int32), [np.zeros(0, np.int32)]
    for seen in touches_by_leads(facts, days.as_of, Wanted(contents=chosen)):
        pairs = _pairs(seen, days, one)
        found.append(pairs.lead[pairs.chosen(part, days, asked)])
    return np.concatenate(found)


def _pairs(seen: Touches, days: StageDays, set_of: Int32 | None = None) -> _Pairs:
    seen = seen.at(np.flatnonzero(_not_after_deal(seen, days)))
    content = seen.content if set_of is None else set_of.take(seen.content)
    order, first, last = by_content(content, seen.lead)
    place = order.take(first)
    return _Pairs(
        content.take(place), seen.lead.take(place), seen.day.take(place), seen.day.take(order.take(last))
    )


def _not_after_deal(seen: Touches, days: StageDays) -> Bool:
    """Return which touches are not after their lead's first deal; a lead with an undated deal has none."""
    deal = days.day_of(DEAL).take(seen.lead)
    before: Bool = seen.day < deal
    same = np.flatnonzero(seen.day == deal)
    if len(same):
        # Only on one day the time may decide.
        of_day = seen.at(same)
        end = moment_key(of_day.lead, of_day.day, days.deal_instant[of_day.lead], end_of_day=True)
        before[same] = of_day.key <= end
    undated = days.is_undated(DEAL)
    return before & ~undated.take(seen.lead) if undated.any() else before


def _inside(day: Int32, period: Period) -> Bool:
    inside: Bool = (day >= (period.from_day or 0)) & (
        day <= (NEVER if period.to_day is None else period.to_day)
    )
    return inside


def from_lead_date(days: StageDays, asked: Asked) -> tuple[Bool, Bool]:
    """Return which leads can be judged from their lead date, and who of them came to a deal in the window."""
    begin, deal_day = days.day_of(LEAD), days.day_of(DEAL)
    mature = _inside(begin, asked.period)
    mature &= days.is_dated(LEAD) & ~days.is_undated(DEAL) & (begin <= deal_day)
    if asked.window_days:
        mature &= days.as_of - begin >= asked.maturity_days
    deal = mature & (deal_day != NEVER)
    deal &= deal_day - begin <= (asked.window_days or NEVER)
    return mature, deal

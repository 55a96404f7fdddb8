"""All contents with their rates, what they are credited with, cost and ROI; the people behind each number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.contents.content_rates import ContentRates, content_rates
from funneldesk.domain.contents.contents import CREDIT_MODELS, ENOUGH, NO_CONTENT, ContentResult, Contents
from funneldesk.domain.contents.crediting import Credited, credited
from funneldesk.domain.contents.touches import touches
from funneldesk.domain.facts import Bool, Content, Facts, Int32, Int64
from funneldesk.domain.fields import WON
from funneldesk.domain.funnel.intervals import wilson
from funneldesk.domain.funnel.periods import EVERYTHING, Period
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.scoring.matching import Float

Part = Literal["touched_all", "touched", "deals", "won"]
PARTS: tuple[Part, ...] = ("touched_all", "touched", "deals", "won")


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """What contents (or sets of them) are credited with and cost, one value each.

    `paid_credit` and `paid_amount` are those of contents with a known cost: only these can be set against it.
    """

    credit: dict[str, Float]
    amount: Float
    won_deals: Int64
    cost: Int64
    paid_credit: Float
    paid_amount: Float


def contents(
    facts: Facts, days: StageDays, book: Book, window_days: int, period: Period = EVERYTHING
) -> Contents:
    """Return all contents as of `days.as_of`, of people whose first touch lies in `period`: the best first."""
    seen = touches(facts, days.as_of)
    rates = content_rates(facts, days, book, window_days, seen, period=period)
    shared = credited(facts, seen, days, window_days)
    found = results(facts.contents, rates, days, worth_of_contents(facts, shared))
    found.sort(key=_order)
    return Contents(
        days.as_of,
        window_days,
        rates.maturity_days,
        tuple(found),
        _uncredited(shared),
        period.from_day,
        period.to_day,
        shared.paths.count,
    )


def results(
    named: Sequence[Content], rates: ContentRates, days: StageDays, worth: Worth
) -> list[ContentResult]:
    """Return a result for each content (or set of contents) the pairs of `rates` are of."""
    counts = {part: _counts(rates, days, part, len(named)) for part in PARTS}
    baselines = _baselines(rates, len(named))
    return [
        _result(one, {part: int(counts[part][place]) for part in PARTS}, baselines[place], worth, place)
        for place, one in enumerate(named)
    ]


def worth_of_contents(facts: Facts, shared: Credited) -> Worth:
    """Return what each content is credited with and costs."""
    cost = np.array([content.cost for content in facts.contents], np.int64)
    credit = {model: shared.credit(model) for model in CREDIT_MODELS}
    amount = shared.amount()
    return Worth(credit, amount, shared.paid(), cost, credit["linear"], amount)


def members(facts: Facts, days: StageDays, rates: ContentRates, content: str, part: Part) -> Int32:
    """Return the positions of the leads behind one number of one content, ascending."""
    keys = [known.key for known in facts.contents]
    if content not in keys:
        return np.zeros(0, np.int32)
    return members_at(days, rates, keys.index(content), part)


def members_at(days: StageDays, rates: ContentRates, place: int, part: Part) -> Int32:
    """Return the same for the content (or set) at a place of those `rates` is of."""
    return np.sort(rates.pairs.lead[_chosen(rates, days, part) & (rates.pairs.content == place)])


def _chosen(rates: ContentRates, days: StageDays, part: Part) -> Bool:
    pairs = rates.pairs
    if part == "touched_all":
        return pairs.inside
    if part == "touched":
        return pairs.mature
    return pairs.deal & days.is_reached(WON)[pairs.lead] if part == "won" else pairs.deal


def _counts(rates: ContentRates, days: StageDays, part: Part, count: int) -> Int64:
    chosen = rates.pairs.content[_chosen(rates, days, part)]
    return np.bincount(chosen, minlength=count).astype(np.int64, copy=False)


def _baselines(rates: ContentRates, count: int) -> list[float | None]:
    """Return for each content the rate of all leads that did not touch it before a deal."""
    content, lead = rates.pairs.content, rates.pairs.lead
    n = rates.lead_mature.sum() - np.bincount(content, rates.lead_mature[lead], minlength=count)
    k = rates.lead_deal.sum() - np.bincount(content, rates.lead_deal[lead], minlength=count)
    return [float(k[place] / n[place]) if n[place] else None for place in range(count)]


def _uncredited(shared: Credited) -> ContentResult | None:
    """Return what no content is credited with: deals that no touch led to; None where there is none."""
    bare = shared.bare()
    if not len(bare):
        return None
    amount, nothing = float(shared.deals.won_amount[bare].sum()), np.zeros(1)
    worth = Worth(
        {model: np.array([float(len(bare))]) for model in CREDIT_MODELS},
        np.array([amount]),
        np.array([np.count_nonzero(shared.deals.won_amount[bare])]),
        np.zeros(1, np.int64),
        nothing,
        nothing,
    )
    return _result(Content(NO_CONTENT, ""), dict.fromkeys(PARTS, 0), None, worth, 0)


def _result(
    content: Content, counts: dict[Part, int], baseline: float | None, worth: Worth, place: int
) -> ContentResult:
    n, k = counts["touched"], counts["deals"]
    low, high = wilson(k, n) if n else (None, None)
    cost = int(worth.cost[place]) or None
    paid_credit, paid_amount = float(worth.paid_credit[place]), round(float(worth.paid_amount[place]))
    return ContentResult(
        content.key,
        content.title,
        content.type,
        content.phase,
        content.theme,
        n,
        k,
        k / n if n else None,
        low,
        high,
        n >= ENOUGH,
        baseline,
        counts["won"],
        round(float(worth.amount[place])),
        cost,
        None if cost is None else (paid_amount - cost) / cost,
        {model: float(worth.credit[model][place]) for model in CREDIT_MODELS},
        counts["touched_all"],
        cost / paid_credit if cost and paid_credit > 0 else None,
        int(worth.won_deals[place]),
    )


def _order(result: ContentResult) -> tuple[bool, float, int, str]:
    return not result.enough, -(result.rate or 0.0), -result.touched, result.content

"""All contents with their rates, what they are credited with, cost and ROI; the people behind each number."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.contents.content_rates import (
    PARTS,
    Asked,
    ContentRates,
    Part,
    asked_about,
    content_rates,
    people_of,
)
from funneldesk.domain.contents.contents import CREDIT_MODELS, ENOUGH, NO_CONTENT, ContentResult, Contents
from funneldesk.domain.contents.crediting import Credited, credited
from funneldesk.domain.facts import Content, Facts, Int32, Int64
from funneldesk.domain.funnel.intervals import wilson
from funneldesk.domain.funnel.periods import EVERYTHING, Period
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.scoring.matching import Float


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
    rates = content_rates(facts, days, asked_about(facts, days, book, window_days, period))
    shared = credited(facts, days, window_days)
    found = results(facts.contents, rates, worth_of_contents(facts, shared))
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


def results(named: Sequence[Content], rates: ContentRates, worth: Worth) -> list[ContentResult]:
    """Return a result for each content (or set of contents) `rates` are of."""
    return [
        _result(
            one,
            {part: int(rates.counts[part][place]) for part in PARTS},
            rates.baseline(place),
            worth,
            place,
        )
        for place, one in enumerate(named)
    ]


def worth_of_contents(facts: Facts, shared: Credited) -> Worth:
    """Return what each content is credited with and costs."""
    cost = np.array([content.cost for content in facts.contents], np.int64)
    credit = {model: shared.credit(model) for model in CREDIT_MODELS}
    amount = shared.amount()
    return Worth(credit, amount, shared.paid(), cost, credit["linear"], amount)


def members(facts: Facts, days: StageDays, asked: Asked, content: str, part: Part) -> Int32:
    """Return the positions of the leads behind one number of one content, ascending."""
    return people_of(facts, days, asked, np.array([c.key == content for c in facts.contents], np.bool_), part)


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

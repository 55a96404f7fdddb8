"""All contents with their rates, what they are credited with, cost and ROI; the people behind each number."""

from typing import Literal

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.contents.content_rates import ContentRates, content_rates
from funneldesk.domain.contents.contents import CREDIT_MODELS, ENOUGH, NO_CONTENT, ContentResult, Contents
from funneldesk.domain.contents.credit import by_content, shares
from funneldesk.domain.contents.paths import conversions, paths_to, paths_without
from funneldesk.domain.contents.touches import Touches, touches
from funneldesk.domain.facts import Content, Facts, Int32, Int64
from funneldesk.domain.fields import DEAL, WON
from funneldesk.domain.funnel.intervals import wilson
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.scoring.matching import Float

Part = Literal["touched_all", "touched", "deals", "won"]


def contents(facts: Facts, days: StageDays, book: Book, window_days: int) -> Contents:
    """Return all contents as of `days.as_of`: those with enough people first, by rate."""
    seen = touches(facts, days.as_of)
    rates = content_rates(facts, days, book, window_days, seen)
    credit, amount, uncredited = _credited(facts, seen, days, window_days)
    counts = {part: _counts(rates, days, part, len(facts.contents)) for part in ("touched_all", *_JUDGED)}
    baselines = _baselines(rates, len(facts.contents))
    found = [
        _result(
            content,
            {part: int(counts[part][place]) for part in counts},
            baselines[place],
            round(float(amount[place])),
            {model: float(credit[model][place]) for model in CREDIT_MODELS},
        )
        for place, content in enumerate(facts.contents)
    ]
    found.sort(key=_order)
    return Contents(days.as_of, window_days, rates.maturity_days, tuple(found), uncredited)


def members(facts: Facts, days: StageDays, rates: ContentRates, content: str, part: Part) -> Int32:
    """Return the positions of the leads behind one number of one content, ascending."""
    keys = [known.key for known in facts.contents]
    if content not in keys:
        return np.zeros(0, np.int32)
    chosen = _chosen(rates, days, part) & (rates.pairs.content == keys.index(content))
    return np.sort(rates.pairs.lead[chosen])


_JUDGED: tuple[Part, ...] = ("touched", "deals", "won")


def _chosen(rates: ContentRates, days: StageDays, part: Part) -> np.ndarray:
    pairs = rates.pairs
    if part == "touched_all":
        return np.ones(len(pairs.lead), np.bool_)
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


def _credited(
    facts: Facts, seen: Touches, days: StageDays, window_days: int
) -> tuple[dict[str, Float], Float, ContentResult | None]:
    """Return the deals credited to each content by model, the won amount, and what no content is credited."""
    deals, count = conversions(facts, days), len(facts.contents)
    paths = paths_to(seen, deals, window_days)
    has_deal = days.is_reached(DEAL).copy()
    has_deal[deals.lead[deals.lead >= 0]] = True
    without = paths_without(seen, has_deal, days.as_of, window_days)
    by_model = shares(paths, deals.day, without, count)
    credit = {model: by_content(paths, share, count) for model, share in by_model.items()}
    amount = by_content(paths, by_model["linear"], count, deals.won_amount.astype(np.float64))
    bare = paths.sizes() == 0
    if not bare.any():
        return credit, amount, None
    deals_bare, left = float(bare.sum()), int(deals.won_amount[bare].sum())
    nothing = {"touched_all": 0, "touched": 0, "deals": 0, "won": 0}
    none = Content(NO_CONTENT, "")
    return credit, amount, _result(none, nothing, None, left, dict.fromkeys(CREDIT_MODELS, deals_bare))


def _result(
    content: Content, counts: dict[str, int], baseline: float | None, amount: int, credit: dict[str, float]
) -> ContentResult:
    n, k = counts["touched"], counts["deals"]
    low, high = wilson(k, n) if n else (None, None)
    cost = content.cost or None
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
        amount,
        cost,
        None if cost is None else (amount - cost) / cost,
        credit,
        counts["touched_all"],
    )


def _order(result: ContentResult) -> tuple[bool, float, int, str]:
    return not result.enough, -(result.rate or 0.0), -result.touched, result.content

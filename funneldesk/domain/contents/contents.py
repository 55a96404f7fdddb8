"""Content rate (コンテンツ別商談率), credit of deals to contents, cost and ROI (DESIGN 6)."""

from collections.abc import Mapping
from dataclasses import dataclass

CREDIT_MODELS = ("first", "last", "linear", "position", "decay", "markov")
DEFAULT_WINDOW_DAYS = 180
ENOUGH = 30
#: Kinds of activity with a content that nobody would call touching it.
NOT_TOUCHES = frozenset({"bounce", "unsubscribe"})
#: What deals are credited to that no touch led to.
NO_CONTENT = "(none)"


@dataclass(frozen=True, slots=True)
class ContentResult:
    """One content (or a set of them): `touched` = n, `deals` = k, `won` = those of the k who won.

    `amount`: won amount credited linearly, in hundredths like `cost`; `credit`: deals, by model. These are of all
    deals, whatever range of first touches the people are of: a cost has no date. `cost_per_deal` is cost ÷ deals
    credited linearly, so that no deal is paid for twice.
    """

    content: str
    title: str
    type: str
    phase: str
    theme: str
    touched: int
    deals: int
    rate: float | None
    low: float | None
    high: float | None
    enough: bool
    baseline: float | None
    won: int
    amount: int
    cost: int | None
    roi: float | None
    credit: Mapping[str, float]
    touched_all: int = 0  # everybody whose first touch lies in the range, mature or not
    cost_per_deal: float | None = None
    won_deals: int = 0  # won deals with an amount on whose path it lies: what the ROI rests on


@dataclass(frozen=True, slots=True)
class Contents:
    """All contents, enough people first, by rate; `window_days` 0: no limit.

    `from_day`, `to_day`: the range in which people first touched a content, None: open. `deals`: all that are credited.
    """

    as_of: int
    window_days: int
    maturity_days: int
    contents: tuple[ContentResult, ...]
    #: Credit of deals without any touch, so that every deal is credited once; None: there is no such deal.
    uncredited: ContentResult | None = None
    from_day: int | None = None
    to_day: int | None = None
    deals: int = 0

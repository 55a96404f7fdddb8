"""施策単位のROI: what each source or campaign cost, whom it brought, and what that is each."""

from dataclasses import dataclass
from typing import Literal, get_args

from funneldesk.domain.funnel.intervals import wilson
from funneldesk.domain.funnel.shares import Share

By = Literal["source", "campaign"]
FIELDS: tuple[By, ...] = get_args(By)
#: What a cost can be set against.
Each = Literal["lead", "mql", "sal", "deal", "won"]
#: Why a cost belongs to no row: it names only a campaign, only a source, only a content, nothing at all.
Reason = Literal["campaign", "source", "content", "nothing"]
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class CampaignResult:
    """One source or campaign (`value`; None: leads without one), or all together.

    `leads` to `won`: leads of the range by the furthest stage they reached so far, None where nothing is recorded
    of it. Money is in hundredths. `amount`: of all won deals of these leads, None where no list says any;
    `unpriced`: wins of which no list says the amount. `cost`: None where no cost names it; `months`: those
    ("YYYY-MM") its costs are of. `to_deal` and `to_won` are of leads that had the time most take.
    """

    value: str | None
    leads: int
    mql: int | None
    sal: int | None
    deal: int | None
    won: int | None
    amount: int | None
    unpriced: int
    cost: int | None
    to_deal: Share | None
    to_won: Share | None
    months: tuple[str, ...] = ()
    #: How else lists write it.
    spellings: tuple[str, ...] = ()

    def count(self, stage: Each) -> int | None:
        """Return how many leads reached a stage."""
        counts = {"lead": self.leads, "mql": self.mql, "sal": self.sal, "deal": self.deal, "won": self.won}
        return counts[stage]

    def cost_per(self, stage: Each) -> int | None:
        """Return the cost of one lead, MQL, SAL, deal or win in whole hundredths; None where that says nothing."""
        count = self.count(stage)
        if not self.cost or self.cost < 0 or not count:
            return None
        # Half a hundredth counts up, in whole numbers: no amount is too great.
        return (2 * self.cost + count) // (2 * count)

    def cost_range(self, stage: Each) -> tuple[float, float] | None:
        """Return the 95 % interval of `cost_per`: the cost of a lead over that of the rate from lead to `stage`."""
        count = self.count(stage)
        if self.cost_per(stage) is None or not count or self.cost is None:
            return None
        low, high = wilson(count, self.leads)
        return self.cost / (self.leads * high), self.cost / (self.leads * low)

    @property
    def roi(self) -> float | None:
        """Return (amount won - cost) / cost; None without a cost, without amounts, or where nobody answers to it."""
        if not self.cost or self.cost < 0 or self.amount is None or not self.leads:
            return None
        return (self.amount - self.cost) / self.cost

    def judged(self, stage: Each) -> Share | None:
        """Return what of its leads had the time to be judged by a stage: to be won, else to come to a deal."""
        return self.to_won if stage == "won" else self.to_deal

    def enough(self, stage: Each = "deal") -> bool:
        """Whether enough leads had the time to reach a stage."""
        share = self.judged(stage)
        return share is not None and share.enough

    def young(self, stage: Each = "deal") -> bool:
        """Whether most of its leads had not yet the time most take to reach a stage."""
        share = self.judged(stage)
        return share is not None and 2 * share.n < self.leads

    @property
    def comparable(self) -> bool:
        """Whether its cost per deal can be set beside that of others."""
        return bool(self.value and self.cost and self.cost > 0) and self.enough() and not self.young()


@dataclass(frozen=True, slots=True)
class Unassigned:
    """Costs that belong to no row, and what they name (at most some of it)."""

    reason: Reason
    cost: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CostMonths:
    """Which months ("YYYY-MM") there are costs of, `known` inside the range, and of which it `asked`: with leads.

    `first`, `last`: of all months with costs up to as-of, "" without any; `partial`: months counted whole of which
    the range holds only a part. `outside`: costs of other months; `undated`: costs without a month, left out of a
    range of days.
    """

    asked: tuple[str, ...]
    known: tuple[str, ...]
    first: str
    last: str
    partial: tuple[str, ...]
    outside: int
    undated: int

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the months of the range no cost is of."""
        return tuple(month for month in self.asked if month not in self.known)

    @property
    def are_known(self) -> bool:
        """Whether the store holds any cost at all."""
        return bool(self.first) or bool(self.outside) or bool(self.undated)


@dataclass(frozen=True, slots=True)
class Campaigns:
    """All sources or campaigns of a range, the greatest cost first. `total`: everybody and every cost of the range.

    The costs of `rows` and `unassigned` add up to that of `total`; so do leads, stages and amounts of `rows`.
    `deal_days`, `won_days`: how many days most take to come to a deal and to be won, None where not recorded.
    """

    by: By
    from_day: int | None
    to_day: int | None
    as_of: int
    currency: str
    rows: tuple[CampaignResult, ...]
    total: CampaignResult
    unassigned: tuple[Unassigned, ...]
    months: CostMonths
    deal_days: int | None
    won_days: int | None

    @property
    def has_costs(self) -> bool:
        """Whether any cost falls into the range."""
        return self.total.cost is not None

"""Why sales turned hand-overs down: how often each reason was given, by the names the book has for them."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import Reason
from funneldesk.domain.duties.answers import Legs
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.handovers.following import Reasons
from funneldesk.domain.unique import unique


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """A reason and how many hand-overs were turned down for it; `reason`: as the book has it, None: it has none."""

    name: str
    count: int
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Rejections:
    """What sales said to hand-overs: `decided`, of these `rejected`; `unsaid` of them without a reason.

    `reasons`: the most frequent first. `recorded`: whether any answer of sales is known at all.
    """

    decided: int = 0
    rejected: int = 0
    unsaid: int = 0
    reasons: tuple[ReasonCount, ...] = ()
    recorded: bool = False

    @property
    def accepted(self) -> int:
        """Return how many sales took over."""
        return self.decided - self.rejected


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """The hand-overs to sales that were answered in a period, and the reason of each turned down (-1: none said).

    `names`: what the book calls each reason, and what it says of it; `recorded`: some answer is known, of any day.
    """

    lead: Int32
    rejected: Bool
    reason: Int32
    names: dict[int, tuple[str, Reason | None]]
    recorded: bool


def answered(facts: Facts, legs: Legs, reasons: Reasons, period: Period, as_of: int) -> Answered:
    """Return the hand-overs by the day of the answer; reasons as the book in force on `as_of` names them."""
    first = 0 if period.from_day is None else period.from_day
    last = as_of if period.to_day is None else min(period.to_day, as_of)
    decided = legs.to_sales & ~legs.is_open
    here = np.flatnonzero(decided & (legs.decided >= first) & (legs.decided <= last))
    codes = facts.handovers.reason[legs.place[here]]
    names = {}
    for code in unique(codes[codes >= 0]).tolist():
        reason = reasons.named("rejection", facts.names[code], as_of)
        names[code] = (reason.name if reason else facts.names[code], reason)
    return Answered(legs.lead[here], legs.rejected[here], codes, names, bool(decided.any()))


def rejections(found: Answered) -> Rejections:
    """Return how often sales turned a hand-over down, and why."""
    counts: dict[str, int] = defaultdict(int)
    known: dict[str, Reason | None] = {}
    codes, numbers = np.unique(found.reason[found.rejected], return_counts=True)
    for code, count in zip(codes.tolist(), numbers.tolist(), strict=True):
        if code >= 0:
            name, reason = found.names[code]
            counts[name] += count
            known[name] = reason
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    rejected = int(np.count_nonzero(found.rejected))
    return Rejections(
        len(found.lead),
        rejected,
        rejected - sum(counts.values()),
        tuple(ReasonCount(name, counts[name], known[name]) for name in ordered),
        found.recorded,
    )


def answered_leads(found: Answered, part: str) -> Int32:
    """Return the positions of the leads behind one number, each once.

    `part`: decided, accepted, rejected, or "reason:NAME".
    """
    kind, _colon, name = part.partition(":")
    if kind == "reason":
        codes = [code for code, (known, _reason) in found.names.items() if known == name]
        chosen = found.rejected & np.isin(found.reason, codes)
    else:
        everybody: Bool = np.ones(len(found.lead), np.bool_)
        chosen = {"accepted": ~found.rejected, "rejected": found.rejected}.get(kind, everybody)
    return unique(found.lead[chosen]).astype(np.int32)

"""Findings asked again: of leads whose time began after the card was made, by the test the finding came from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from funneldesk.domain.facts import Bool, Int32, Int64
from funneldesk.domain.findings.findings import both_sides
from funneldesk.domain.findings.log_rank import RiskSets
from funneldesk.domain.findings.questions import Question
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.knowledge.cards import Evidence
from funneldesk.domain.knowledge.verdicts import MonthEnd, Picture, Reason, Retest, retested, silent
from funneldesk.domain.moment import NEVER

#: What is about one time will never see anybody new.
_PAST = frozenset({"quarter", "latest"})


@dataclass(frozen=True, slots=True)
class Answered:
    """One question asked again for one card: gains and people judged at each month-end, and what is seen.

    A seminar held again is the same question again, so a card may have several. `reason`: why nothing can be said.
    """

    gains: tuple[float, ...]
    judged: tuple[tuple[int, int], ...]
    seen: Picture
    reason: Reason = ""


def answered(
    question: Question, sets: RiskSets, evidence: Evidence, as_of: int, month_ends: Sequence[int]
) -> Answered:
    """Return a question asked again; `sets` are its risk sets of everybody.

    What had happened by a month-end is what lists say today of the days up to it.
    """
    arrived = question.clock.arrived
    inside, outside = (
        Share(int(np.count_nonzero(side)), int(np.count_nonzero(side & arrived)))
        for side in both_sides(question, judged=True)
    )
    seen = Picture(whole=(inside, outside), chance=sets.compare(question.counted).chance)
    if question.trait.kind in _PAST:
        return Answered((), (), seen, "past")
    if not question.clock.is_dated:
        return Answered((), (), seen, "unrecorded")
    new = _New.of(question, evidence.made)
    with_it, without = (new.share(as_of, having=having) for having in (True, False))
    return Answered(
        tuple(new.gain(day, evidence.effect) for day in month_ends),
        tuple((new.judged_by(day, having=True), new.judged_by(day, having=False)) for day in month_ends),
        replace(seen, new=(with_it, without), young=new.young(as_of)),
    )


def asked_again(found: Sequence[Answered], as_of: int, month_ends: Sequence[int]) -> Retest:
    """Return a finding asked again, from all questions of its key."""
    if not found:
        return silent(as_of, "unknown")
    whole = Picture(
        whole=(_sum(found, "whole", 0), _sum(found, "whole", 1)),
        chance=found[0].seen.chance if len(found) == 1 else None,
    )
    if found[0].reason:
        return silent(as_of, found[0].reason, whole)
    months, before = [], 0.0
    for place, day in enumerate(month_ends):
        gained = sum(one.gains[place] for one in found)
        judged = (sum(one.judged[place][side] for one in found) for side in (0, 1))
        months.append(MonthEnd(day, gained - before, *judged))
        before = gained
    young = sum(one.seen.young for one in found)
    return retested(
        as_of, months, replace(whole, new=(_sum(found, "new", 0), _sum(found, "new", 1)), young=young)
    )


def _sum(found: Sequence[Answered], which: str, side: int) -> Share:
    shares = [getattr(one.seen, which)[side] for one in found]
    return Share(sum(share.n for share in shares), sum(share.k for share in shares))


@dataclass(frozen=True, slots=True, eq=False)
class _New:
    """The leads of a question whose watching began after a day, in the order of that beginning (`first`).

    `begin`, `first`, `judged` are calendar days, all others days of the clock; `shift` parts periods, so that only
    leads of the same one are compared. `judged`: the day by which each can be judged; `has_it`: those with the trait.
    """

    begin: Int64
    first: Int64
    shift: Int32
    entry: Int32
    end: Int32
    arrived: Bool
    since: Int32
    has_it: Bool
    judged: Int64

    @classmethod
    def of(cls, question: Question, made: int) -> "_New":
        clock, trait = question.clock, question.trait
        first = clock.begin.astype(np.int64) + clock.entry + 1
        chosen = (clock.end > clock.entry) & (first > made)
        if trait.among is not None:
            chosen &= trait.among
        here = np.flatnonzero(chosen)
        here = here[np.argsort(first[here], kind="stable")]
        begin, entry, end = clock.begin[here].astype(np.int64), clock.entry[here], clock.end[here]
        since = question.since[here]
        shift = clock.period[here] * clock.span if trait.by_period else np.zeros(len(here), np.int32)
        has_it = since < end
        from_day = np.where(has_it, np.maximum(entry, since), entry).clip(0)
        shifted = np.where(since == NEVER, NEVER, since.astype(np.int64) + shift).astype(np.int32)
        return cls(
            begin, first[here], shift.astype(np.int32), entry, end, clock.arrived[here], shifted, has_it,
            begin + from_day + clock.mature_days,
        )  # fmt: skip

    def gain(self, day: int, effect: float) -> float:
        """Return the gain of everything that had happened by a day."""
        there = slice(int(np.searchsorted(self.first, day, side="right")))
        until = day - self.begin[there]
        end = np.minimum(self.end[there], until).astype(np.int32) + self.shift[there]
        arrived = self.arrived[there] & (self.end[there] <= until)
        return RiskSets(self.entry[there] + self.shift[there], end, arrived).gain(self.since[there], effect)

    def judged_by(self, day: int, *, having: bool) -> int:
        """Return how many of one side could be judged by a day."""
        return int(np.count_nonzero((self.judged <= day) & (self.has_it == having)))

    def share(self, day: int, *, having: bool) -> Share:
        """Return the rate of one side among those who can be judged."""
        counted = (self.judged <= day) & (self.has_it == having)
        return Share(int(np.count_nonzero(counted)), int(np.count_nonzero(counted & self.arrived)))

    def young(self, day: int) -> int:
        """Return how many of those it is about cannot be judged yet."""
        return int(np.count_nonzero((self.judged > day) & self.has_it))

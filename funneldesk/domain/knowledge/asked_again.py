"""Findings asked again: of leads whose time began after the card was made, by the test the finding came from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from funneldesk.domain.facts import Bool, Int32, Int64
from funneldesk.domain.findings.findings import sides
from funneldesk.domain.findings.log_rank import RiskSets
from funneldesk.domain.findings.questions import Question
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.knowledge.cards import Evidence
from funneldesk.domain.knowledge.verdicts import MonthEnd, Picture, Retest, retested, silent
from funneldesk.domain.moment import NEVER

#: What is about one time will never see anybody new.
_PAST = frozenset({"quarter", "latest"})


def asked_again(
    questions: Sequence[Question], evidence: Evidence, as_of: int, month_ends: list[int]
) -> Retest:
    """Return a finding asked again; `questions`: those of its key, several of a seminar held again.

    What had happened by a month-end is what lists say today of the days up to it.
    """
    if not questions:
        return silent(as_of, "unknown")
    inside, outside = zip(*(_everybody(one) for one in questions), strict=True)
    chance = questions[0].answer().chance if len(questions) == 1 else None
    whole = Picture(whole=(_sum(inside), _sum(outside)), chance=chance)
    if questions[0].trait.kind in _PAST:
        return silent(as_of, "past", whole)
    if not questions[0].clock.is_dated:
        return silent(as_of, "unrecorded", whole)
    new = [_New.of(one, evidence.made) for one in questions]
    months, before = [], 0.0
    for day in month_ends:
        gained = sum(one.gain(day, evidence.effect) for one in new)
        judged = (sum(one.judged_by(day, having=having) for one in new) for having in (True, False))
        months.append(MonthEnd(day, gained - before, *judged))
        before = gained
    with_it, without = ([one.share(as_of, having=having) for one in new] for having in (True, False))
    young = sum(one.young(as_of) for one in new)
    return retested(as_of, months, replace(whole, new=(_sum(with_it), _sum(without)), young=young))


def _everybody(question: Question) -> tuple[Share, Share]:
    arrived = question.clock.arrived
    having, rest = (
        Share(len(side), int(np.count_nonzero(arrived[side]))) for side in sides(question, judged=True)
    )
    return having, rest


def _sum(shares: Sequence[Share]) -> Share:
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

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
    """The leads of a question whose watching began after a day; columns as the risk sets count days, and real days.

    `judged`: the day by which each can be judged; `has_it`: those with the trait.
    """

    begin: Int64
    shift: Int64
    entry: Int32
    end: Int32
    arrived: Bool
    since: Int32
    has_it: Bool
    judged: Int64

    @classmethod
    def of(cls, question: Question, made: int) -> "_New":
        clock, trait, since = question.clock, question.trait, question.since
        chosen = (clock.end > clock.entry) & (clock.begin.astype(np.int64) + clock.entry + 1 > made)
        if trait.among is not None:
            chosen &= trait.among
        entry = clock.counted(clock.entry, by_period=trait.by_period)[chosen]
        shift = entry.astype(np.int64) - clock.entry[chosen]
        has_it = since[chosen] < clock.end[chosen]
        from_day = np.where(has_it, np.maximum(clock.entry[chosen], since[chosen]), clock.entry[chosen]).clip(
            0
        )
        begin = clock.begin[chosen].astype(np.int64)
        counted = clock.counted(since, by_period=trait.by_period)[chosen]
        return cls(
            begin, shift, entry, clock.end[chosen], clock.arrived[chosen], counted, has_it,
            begin + from_day + clock.mature_days,
        )  # fmt: skip

    def gain(self, day: int, effect: float) -> float:
        """Return the gain of everything that had happened by a day."""
        until = day - self.begin
        end = np.minimum(self.end, until) + self.shift
        sets = RiskSets(self.entry, end.astype(np.int32), self.arrived & (self.end <= until))
        return sets.gain(self.since, effect)

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

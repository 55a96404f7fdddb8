"""Whether a card is still true: the rule by which it is decided, however often somebody looks.

A card is looked at again and again, and of many looks one would find almost anything. So nothing is decided by a test
on the day somebody opens the page, but by one rule with a memory, at month-ends only:

Each month-end gives a *gain*: the logarithm of how many times as likely what newly happened is if two thirds of the
card's difference are still there (`Evidence.effect`) as if there is none. Only people who came after the card was
made count, and nobody counts twice. Gains are added up both ways, and a sum that falls below zero starts again at
zero, so that good years do not hide that something ended (CUSUM: E. S. Page, "Continuous inspection schemes",
Biometrika 41 (1954), 100-115).
A card holds, or has stopped, once a sum says that one is TIMES as likely as the other; then both sums start again, and
it takes as much new evidence to turn the verdict round. If the card is true, the mean time until it is wrongly called
stopped is at least TIMES month-ends; likewise the other way round (G. Lorden, "Procedures for reacting to a change in
distribution", Annals of Mathematical Statistics 42 (1971), 1897-1908).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from funneldesk.domain.findings.findings import LEAST
from funneldesk.domain.funnel.shares import Share

Verdict = Literal["holds", "stopped", "open"]
#: Why nothing can be said: nobody new has come; they are too recent; there are too few of them; enough of them, but
#: the evidence points neither way; no record could tell; it is about a time that has passed; the lists know it no more.
Reason = Literal["", "nobody", "young", "few", "undecided", "unrecorded", "past", "unknown"]
#: How many times as likely one must be as the other: in months, the least mean time between wrong verdicts.
TIMES = 60
_THRESHOLD = math.log(TIMES)


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """What a month-end (ordinal) added: its gain, and how many new people can be judged by then on each side."""

    day: int
    gain: float
    inside: int
    outside: int


@dataclass(frozen=True, slots=True)
class Course:
    """The verdict after the last month-end, and the month-end since which it has been the same (None: open)."""

    verdict: Verdict
    since: int | None = None
    holds: float = 0.0
    stopped: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """Both sides (those it is about, everybody else) of people who are `new`, and of everybody there is.

    `young`: new people it is about who cannot be judged yet. `whole`: None where the question cannot be asked any
    more; `chance`: how likely chance makes the whole differ as much.
    """

    new: tuple[Share, Share] = (Share(0, 0), Share(0, 0))
    young: int = 0
    whole: tuple[Share, Share] | None = None
    chance: float | None = None

    @property
    def has_new(self) -> bool:
        """Whether there are new people to judge on both sides."""
        return min(share.n for share in self.new) > 0


@dataclass(frozen=True, slots=True)
class Retest:
    """A card asked again as of a day: the verdict, since which month-end, and what is seen today.

    `last`: the month-end the verdict is of, None before the first.
    """

    as_of: int
    verdict: Verdict
    since: int | None
    reason: Reason
    last: int | None
    seen: Picture


def course(months: Sequence[MonthEnd]) -> Course:
    """Return where a card stands after these month-ends, oldest first. Fewer than 20 people a side decide nothing."""
    verdict: Verdict = "open"
    since: int | None = None
    holds = stopped = 0.0
    for month in months:
        holds, stopped = max(0.0, holds + month.gain), max(0.0, stopped - month.gain)
        if min(month.inside, month.outside) < LEAST:
            continue
        turned: Verdict | None = None
        if holds >= _THRESHOLD and verdict != "holds":
            turned = "holds"
        elif stopped >= _THRESHOLD and verdict != "stopped":
            turned = "stopped"
        if turned:
            verdict, since, holds, stopped = turned, month.day, 0.0, 0.0
    return Course(verdict, since, holds, stopped)


def retested(as_of: int, months: Sequence[MonthEnd], seen: Picture) -> Retest:
    """Return a card asked again, from what its month-ends say."""
    found = course(months)
    reason = _reason(months, seen) if found.verdict == "open" else ""
    return Retest(as_of, found.verdict, found.since, reason, months[-1].day if months else None, seen)


def silent(as_of: int, reason: Reason, seen: Picture = Picture()) -> Retest:
    """Return a card that cannot be asked again, and why."""
    return Retest(as_of, "open", None, reason, None, seen)


def _reason(months: Sequence[MonthEnd], seen: Picture) -> Reason:
    judged = (months[-1].inside, months[-1].outside) if months else (0, 0)
    if min(judged) >= LEAST:
        return "undecided"
    if judged[0] == 0 and not seen.new[0].n:
        return "young" if seen.young else "nobody"
    return "few"

"""Hypotheses: which number should move to where by when; and whether it did."""

from dataclasses import dataclass
from typing import Literal

from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.domain.reviews.measures import Measure, Measured

Verdict = Literal["kept", "not_kept", "open"]
#: Why nothing can be said yet: the day has not come; no record could give the number; the people it is about are too
#: recent; there are too few of them.
Reason = Literal["", "not_due", "unrecorded", "young", "few"]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What a review expects: `measure`, taken over the days from `from_day` to `until`, reaches `target`.

    `upward`: the target is the least it should be, else the most. `before`: what it was when the hypothesis was made.
    `item` names it among the notes of a review.
    """

    item: int
    text: str
    measure: Measure
    target: float
    upward: bool
    from_day: int
    until: int
    before: Measured

    @property
    def period(self) -> Period:
        """Return the days it is about."""
        return Period(self.from_day, self.until)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A hypothesis measured: the verdict by the point; `sure`: the whole interval is on that side (a count: always)."""

    hypothesis: Hypothesis
    measured: Measured
    verdict: Verdict
    sure: bool = False
    reason: Reason = ""


def judge(hypothesis: Hypothesis, found: Measured) -> Judgement:
    """Return whether a hypothesis came true, as far as can be said on the day of `found`.

    Counts only grow, so the target may be reached or overrun before the day; else the day has to be over. Of a rate,
    those who are too young to be judged may all still succeed or all fail: where that could change the verdict,
    nothing is said yet. With fewer than 30 people it is said only where the whole 95 % interval is on one side.
    """
    if not found.recorded:
        return Judgement(hypothesis, found, "open", reason="unrecorded")
    return _of_count(hypothesis, found) if found.n is None else _of_rate(hypothesis, found, found.n)


def _of_rate(hypothesis: Hypothesis, found: Measured, n: int) -> Judgement:
    reason = _nothing_to_say(hypothesis, found, n)
    if reason:
        return Judgement(hypothesis, found, "open", reason=reason)
    kept = _reaches(hypothesis, found.k / n)
    sure = all(_reaches(hypothesis, end) == kept for end in found.interval or ())
    if n < ENOUGH and not sure:
        return Judgement(hypothesis, found, "open", reason="few")
    return Judgement(hypothesis, found, "kept" if kept else "not_kept", sure)


def _nothing_to_say(hypothesis: Hypothesis, found: Measured, n: int) -> Reason:
    if found.as_of < hypothesis.until:
        return "not_due"
    if not n:
        return "young" if found.young else "few"
    # All who are too young may still fail, or all may succeed.
    everybody = n + found.young
    least, most = found.k / everybody, (found.k + found.young) / everybody
    return "" if _reaches(hypothesis, least) == _reaches(hypothesis, most) else "young"


def _of_count(hypothesis: Hypothesis, found: Measured) -> Judgement:
    over = found.as_of >= hypothesis.until
    reached = _reaches(hypothesis, found.k)
    if reached == hypothesis.upward or over:
        return Judgement(hypothesis, found, "kept" if reached else "not_kept", sure=True)
    return Judgement(hypothesis, found, "open", reason="not_due")


def _reaches(hypothesis: Hypothesis, value: float) -> bool:
    return value >= hypothesis.target if hypothesis.upward else value <= hypothesis.target

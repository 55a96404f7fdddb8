"""Facts the program finds by itself: what reaches a stage more often or more rarely than the rest (DESIGN 6).

Many questions are asked at once, so some would look answered by chance alone. The share of wrong ones among what is
said is held at LEVEL: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal
Statistical Society B 57 (1995), 289-300.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.facts import Bool, Int32
from funneldesk.domain.findings.log_rank import LogRank, log_rank
from funneldesk.domain.funnel.shares import Share

#: The share of findings that may be wrong; without any truth in the data, how often anything is said at all.
LEVEL = 0.05
#: Fewer leads on a side are nothing to speak of, however far apart the rates are.
LEAST = 20


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Whether leads with `value` of `kind` reach `stage` more or less often than others.

    Columns over leads, whole days on the question's own clock: watched from the day after `entry` to `end`,
    `arrived` on that day, with the value from `since` on (NEVER: not at all). `until`: the last day anything could
    be known of the lead. Who is judged in the shares has been watched for `mature_days`.
    """

    kind: str
    value: str
    stage: str
    entry: Int32
    end: Int32
    arrived: Bool
    since: Int32
    until: Int32
    mature_days: int


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer: `inside`, `outside`: how many of those with it and without it came so far, of all old enough.

    `expected`: how many of those with it would have at the pace of everybody; `observed`: how many did.
    """

    kind: str
    value: str
    stage: str
    inside: Share
    outside: Share
    observed: int
    expected: float
    chance: float

    @property
    def is_more(self) -> bool:
        """Whether more arrived than expected."""
        return self.observed > self.expected


def findings(questions: Iterable[Question]) -> tuple[Finding, ...]:
    """Return what stands out of all questions together, the surest first."""
    answered = [(question, found) for question in questions if (found := _answer(question)) is not None]
    answered.sort(key=lambda pair: pair[1].chance or 0.0)
    chances = np.array([found.chance for _, found in answered], np.float64)
    limits = LEVEL * np.arange(1, len(answered) + 1) / max(len(answered), 1)
    below = np.flatnonzero(chances <= limits)
    said = answered[: int(below[-1]) + 1] if len(below) else []
    return tuple(_finding(question, found) for question, found in said)


def _answer(question: Question) -> LogRank | None:
    found = log_rank(question.entry, question.end, question.arrived, question.since)
    if found.chance is None or any(side.n < LEAST for side in _shares(question)):
        return None
    return found


def _finding(question: Question, found: LogRank) -> Finding:
    inside, outside = _shares(question)
    return Finding(
        question.kind,
        question.value,
        question.stage,
        inside,
        outside,
        found.observed,
        found.expected,
        found.chance or 0.0,
    )


def _shares(question: Question) -> tuple[Share, Share]:
    """Return k of n with it and without it; who got it only after arriving has it not."""
    watched = question.end > question.entry
    has_it = watched & (question.since < question.end)
    begins = np.where(has_it, np.maximum(question.entry, question.since), question.entry)
    judged = watched & (question.until.astype(np.int64) - begins >= question.mature_days)
    return tuple(  # type: ignore[return-value]
        Share(int(np.count_nonzero(judged & side)), int(np.count_nonzero(judged & side & question.arrived)))
        for side in (has_it, ~has_it)
    )

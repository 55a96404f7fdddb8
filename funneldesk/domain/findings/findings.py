"""Facts the program finds by itself: what reaches a stage more often or more rarely than the rest (DESIGN 6).

Many questions are asked at once, so some would look answered by chance alone. The share of wrong ones among what is
said is held at LEVEL: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal
Statistical Society B 57 (1995), 289-300.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.facts import Bool, Int32
from funneldesk.domain.findings.log_rank import LogRank, RiskSets
from funneldesk.domain.findings.questions import Question
from funneldesk.domain.funnel.shares import Share

#: The share of findings that may be wrong; without any truth in the data, how often anything is said at all. At this
#: level more than 10 of 200 data sets without any truth speak only once in a hundred times.
LEVEL = 0.025
#: Fewer leads on a side are nothing to speak of, however far apart the rates are.
LEAST = 20
#: Fewer arrivals in all can tell nothing apart.
LEAST_ARRIVALS = 10
#: A difference smaller than a fifth helps nobody decide anything, however sure it is.
WORTH = 1.2


@dataclass(frozen=True, slots=True)
class Finding:
    """Of those with the value so many came so far, of those without it so many, of all watched long enough.

    `expected`: how many of those with it would have at the pace of the others of the same time; `observed`: how many
    did. `mature_days`: how long everybody counted has been watched since `previous`, or since they got the value;
    None where no list says when anybody got so far.
    `with_it`, `without`: the leads behind both shares, a bit for each lead. `under`: weaker findings that say the same.
    """

    kind: str
    value: str
    previous: str
    stage: str
    inside: Share
    outside: Share
    observed: int
    expected: float
    chance: float
    mature_days: int | None
    with_it: NDArray[np.uint8] = field(compare=False, repr=False)
    without: NDArray[np.uint8] = field(compare=False, repr=False)
    under: tuple["Finding", ...] = ()

    @property
    def key(self) -> str:
        """Return what tells it from all others."""
        return f"{self.kind}:{self.value}:{self.previous}>{self.stage}"

    @property
    def positions(self) -> Int32:
        """Return the leads with it, ascending."""
        return np.flatnonzero(np.unpackbits(self.with_it)).astype(np.int32)

    @property
    def others(self) -> Int32:
        """Return the leads without it, ascending."""
        return np.flatnonzero(np.unpackbits(self.without)).astype(np.int32)

    @property
    def is_more(self) -> bool:
        """Whether more arrived than expected."""
        return self.observed > self.expected


@dataclass(frozen=True, slots=True)
class Findings:
    """What stands out as of a day, the surest first; of how many questions about how many leads."""

    as_of: int
    questions: int
    leads: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    question: Question
    finding: Finding


def findings(asked: Iterable[tuple[Question, RiskSets]], as_of: int, leads: int) -> Findings:
    """Return what stands out of all questions together."""
    count = 0
    answered: list[tuple[Question, LogRank]] = []
    for question, sets in asked:
        rank = _answer(question, sets)
        count += rank is not None
        # Nothing above the level can be said, whatever the rest: let it go, it holds columns over all leads.
        if rank is not None and rank.chance is not None and rank.chance <= LEVEL:
            answered.append((question, rank))
    answered.sort(key=lambda pair: (pair[1].chance or 0.0, -(pair[1].chi_square or 0.0)))
    chances = np.array([rank.chance for _, rank in answered], np.float64)
    below = np.flatnonzero(chances <= LEVEL * np.arange(1, len(answered) + 1) / max(count, 1))
    said = answered[: int(below[-1]) + 1] if len(below) else []
    found = [
        _Found(question, one) for question, rank in said if (one := _finding(question, rank)) is not None
    ]
    return Findings(as_of, count, leads, _grouped(found))


def _answer(question: Question, sets: RiskSets) -> LogRank | None:
    """Return the comparison, None where there are too few to compare; what came of them must not decide that."""
    if sets.arrivals < LEAST_ARRIVALS:
        return None
    if min(np.count_nonzero(side) for side in both_sides(question, judged=False)) < LEAST:
        return None
    found = sets.compare(question.counted)
    return None if found.chance is None else found


def _finding(question: Question, found: LogRank) -> Finding | None:
    """Return what the answer says, None where it is too little, or where the plain rates say the opposite."""
    sides = both_sides(question, judged=True)
    arrived = question.clock.arrived
    inside, outside = (
        Share(*(int(np.count_nonzero(who)) for who in (side, side & arrived))) for side in sides
    )
    with_it, without = (np.packbits(side) for side in sides)
    clock, trait = question.clock, question.trait
    one = Finding(
        trait.kind, trait.value, clock.previous, clock.stage, inside, outside, found.observed, found.expected,
        found.chance or 0.0, clock.mature_days if clock.is_dated else None, with_it, without,
    )  # fmt: skip
    if min(inside.n, outside.n) < LEAST or not _worth_saying(one.observed, one.expected):
        return None
    more = (inside.rate or 0) > (outside.rate or 0)
    return one if more == one.is_more else None


def _worth_saying(observed: int, expected: float) -> bool:
    return observed >= WORTH * expected or observed * WORTH <= expected


def both_sides(question: Question, *, judged: bool) -> tuple[Bool, Bool]:
    """Return who has it and who has it not; who got it only after arriving has it not.

    `judged`: only leads that were watched long enough.
    """
    clock, among, since = question.clock, question.trait.among, question.since
    watched: Bool = clock.end > clock.entry
    if among is not None:
        watched &= among
    has_it = watched & (since < clock.end)
    if judged:
        begins = np.where(has_it, np.maximum(clock.entry, since), clock.entry).clip(0)
        watched &= clock.until - begins >= clock.mature_days
    return watched & has_it, watched & ~has_it


def _grouped(found: list[_Found]) -> tuple[Finding, ...]:
    """Return the strongest findings, each with the weaker ones that are gone without the leads it is about."""
    heads: list[_Found] = []
    under: dict[str, list[Finding]] = {}
    for one in found:
        stronger = next((head for head in heads if _says_the_same(one, head)), None)
        if stronger is None:
            heads.append(one)
        else:
            under.setdefault(stronger.finding.key, []).append(one.finding)
    return tuple(replace(head.finding, under=tuple(under.get(head.finding.key, ()))) for head in heads)


def _says_the_same(weaker: _Found, stronger: _Found) -> bool:
    """Whether most of the weaker one is gone among leads alike in what the stronger one is about.

    What differs between one time and another is said once: each quarter differs from all others then.
    """
    question, trait = weaker.question, weaker.question.trait
    if not trait.by_period and not stronger.question.trait.by_period:
        return True
    alike = question.clock.split(stronger.question.trait.since, trait.among, by_period=trait.by_period)
    left = alike.sets.compare(alike.of_both(question.counted))
    if left.chance is None:
        return True
    before = _distance(weaker.finding.observed, weaker.finding.expected)
    return _distance(left.observed, left.expected) * math.copysign(1, before) < abs(before) / 2


def _distance(observed: int, expected: float) -> float:
    """Return how many times as many as expected arrived, as a logarithm."""
    return math.log((observed + 0.5) / (expected + 0.5))

"""What followed what: a content of one type, then another type or a call within some days, and the deals after it.

Compared are only leads that had no deal until those days were over, by what happened within them, and by the deals
that came later: nobody is judged by what happened after the comparison began, and nobody counts as "without the second
step" because the deal came first. J. R. Anderson, K. C. Cain, R. D. Gelber, "Analysis of survival by tumor response",
Journal of Clinical Oncology 1 (1983), 710-719: the landmark method. It is association all the same.
"""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.contents.content_rates import asked_about
from funneldesk.domain.contents.contents import NOT_TOUCHES
from funneldesk.domain.facts import Bool, Facts, Int32, Int64
from funneldesk.domain.fields import ACTIVITY_KINDS, CONTENT_TYPES, DEAL
from funneldesk.domain.funnel.periods import EVERYTHING, Period
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER, NO_INSTANT

WITHIN_DAYS = 7
#: The share of differences that may be wrong (Benjamini and Hochberg, see `domain.findings`).
LEVEL = 0.05
#: The step that is no content. A meeting is none: it may be the deal itself.
CALL = "call"
#: Second steps, in the order people think of them; first steps are all but the last.
STEPS = (*CONTENT_TYPES, CALL)
SequencePart = Literal["both", "both_deals", "only", "only_deals", "early"]


@dataclass(frozen=True, slots=True)
class Sequence:
    """`both`: who did `first` and then `second`; `only`: who did `first` alone; k of each: those with a deal later.

    `early`: leads with a deal before the days for the second step were over; they are on neither side.
    `apart`: 1 where deals come more often with the second step, -1 more rarely, 0 where that may be chance.
    """

    first: str
    second: str
    both: Share
    only: Share
    early: int
    apart: int = 0

    @property
    def enough(self) -> bool:
        """Whether both sides have enough leads to be compared in words."""
        return self.both.enough and self.only.enough


@dataclass(frozen=True, slots=True)
class Sequences:
    """All sequences somebody went through, those with enough people first, clearly more deals on top, by rate."""

    as_of: int
    window_days: int
    within_days: int
    sequences: tuple[Sequence, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """Everything that can be a step, sorted by lead and moment: `step` is a position in STEPS."""

    lead: Int32
    day: Int32
    instant: Int64
    step: Int32


@dataclass(frozen=True, slots=True, eq=False)
class _Start:
    """Leads (n) after their first content of a type: `old`: judged; `early`: with a deal too soon to compare."""

    judged: Bool
    early: Bool
    deal: Bool
    second: Bool  # (steps, leads): who did what within the days


def sequences(
    facts: Facts,
    days: StageDays,
    book: Book,
    window_days: int,
    *,
    within_days: int = WITHIN_DAYS,
    period: Period = EVERYTHING,
) -> Sequences:
    """Return all sequences as of `days.as_of` of leads whose first content of a type was touched in `period`."""
    steps, needed = _steps(facts, days.as_of), asked_about(facts, days, book, window_days).maturity_days
    found = []
    for code, first in enumerate(CONTENT_TYPES):
        start = _start(steps, days, code, (window_days, within_days, needed), period)
        if not start.judged.any():
            continue
        found += [
            Sequence(first, second, *_shares(start, place))
            for place, second in enumerate(STEPS)
            if place != code and (start.second[place] & start.judged).any()
        ]
    found = _compared(found)
    found.sort(key=_order)
    return Sequences(days.as_of, window_days, within_days, tuple(found))


def sequence_members(
    facts: Facts,
    days: StageDays,
    book: Book,
    window_days: int,
    *,
    of: tuple[str, str],
    part: SequencePart,
    within_days: int = WITHIN_DAYS,
    period: Period = EVERYTHING,
) -> Int32:
    """Return the positions of the leads behind one number of the sequence `of` (first, second), ascending."""
    needed = asked_about(facts, days, book, window_days).maturity_days
    first, second = CONTENT_TYPES.index(of[0]), STEPS.index(of[1])
    start = _start(_steps(facts, days.as_of), days, first, (window_days, within_days, needed), period)
    if part == "early":
        return np.flatnonzero(start.early).astype(np.int32)
    did = start.second[second] if part.startswith("both") else ~start.second[second]
    chosen = start.judged & did & (start.deal | (not part.endswith("deals")))
    return np.flatnonzero(chosen).astype(np.int32)


def _compared(found: list[Sequence]) -> list[Sequence]:
    """Say which rates differ: of what is said so, at most LEVEL is wrong, however many are compared."""
    chances = {place: _chance(one) for place, one in enumerate(found) if one.enough}
    ranked = sorted(chances, key=lambda place: chances[place])
    said = 0
    for rank, place in enumerate(ranked, start=1):
        if chances[place] <= LEVEL * rank / len(ranked):
            said = rank
    told = set(ranked[:said])
    return [replace(one, apart=_sign(one)) if place in told else one for place, one in enumerate(found)]


def _chance(one: Sequence) -> float:
    """Return how likely rates at least so far apart are by chance (Fisher's exact test)."""
    # Takes a second to load: only where there is anything to compare.
    from scipy.stats import fisher_exact

    return float(fisher_exact([(side.k, side.n - side.k) for side in (one.both, one.only)])[1])


def _sign(one: Sequence) -> int:
    return 1 if (one.both.rate or 0.0) > (one.only.rate or 0.0) else -1


def _shares(start: _Start, place: int) -> tuple[Share, Share, int]:
    both = start.judged & start.second[place]
    only = start.judged & ~start.second[place]
    shares = [
        Share(int(np.count_nonzero(side)), int(np.count_nonzero(side & start.deal))) for side in (both, only)
    ]
    return shares[0], shares[1], int(np.count_nonzero(start.early))


def _steps(facts: Facts, as_of: int) -> _Steps:
    """Return all touches of contents with a type, and all calls, up to as-of."""
    events = facts.events
    types = [CONTENT_TYPES.index(c.type) if c.type in CONTENT_TYPES else -1 for c in facts.contents]
    # The place behind the last one is that of no content.
    step = np.array([*types, -1], np.int32)[events.content]
    is_touch = np.array([kind not in NOT_TOUCHES for kind in ACTIVITY_KINDS])
    step[~is_touch[events.kind]] = -1
    step[events.kind == ACTIVITY_KINDS.index(CALL)] = STEPS.index(CALL)
    index = np.flatnonzero((step >= 0) & (events.day <= as_of))
    return _Steps(events.lead[index], events.day[index], events.instant[index], step[index])


def _start(steps: _Steps, days: StageDays, code: int, asked: tuple[int, int, int], period: Period) -> _Start:
    """Return where leads stand after their first content of a type; `asked`: window, days for the next, maturity."""
    window_days, within_days, needed = asked
    here = np.flatnonzero(steps.step == code)
    leads, place = np.unique(steps.lead[here], return_index=True)
    begin = np.full(days.count, NEVER, np.int32)
    instant = np.full(days.count, NO_INSTANT, np.int64)
    begin[leads], instant[leads] = steps.day[here[place]], steps.instant[here[place]]
    asked_of = (begin != NEVER) & (begin >= (period.from_day or 0)) & ~days.is_undated(DEAL)
    asked_of &= begin <= (NEVER if period.to_day is None else period.to_day)
    asked_of &= days.as_of - begin.astype(np.int64) >= max(needed, within_days)
    waited = days.day_of(DEAL).astype(np.int64) - begin
    has_deal = days.day_of(DEAL) != NEVER
    # A lead whose deal came before the content does not start here at all.
    started = asked_of & (~has_deal | (waited >= 0))
    early = started & has_deal & (waited <= within_days)
    deal = has_deal & (waited <= (window_days or NEVER))
    return _Start(started & ~early, early, deal, _second(steps, begin, instant, within_days))


def _second(steps: _Steps, begin: Int32, instant: Int64, within_days: int) -> Bool:
    """Return who (leads) did which step (STEPS) from the start on, within the days; the same day is not before."""
    # As unsigned numbers, days before the start are greater than any number of days after it.
    age = (steps.day - begin[steps.lead]).view(np.uint32)
    near = np.flatnonzero(age <= within_days)
    lead, when = steps.lead[near], steps.instant[near]
    both_timed = (when != NO_INSTANT) & (instant[lead] != NO_INSTANT)
    after = ~((age[near] == 0) & both_timed & (when < instant[lead]))
    second = np.zeros((len(STEPS), len(begin)), np.bool_)
    second[steps.step[near[after]], lead[after]] = True
    return second


def _order(found: Sequence) -> tuple[bool, int, float, int, str, str]:
    rate = found.both.rate or 0.0
    return not found.enough, -found.apart, -rate, -found.both.n, found.first, found.second

"""What followed what: a content of one type, then another type or a call within some days, and the deals after it.

Compared are only leads that had no deal until those days were over, by what happened within them, and by the deals
that came later: nobody is judged by what happened after the comparison began, and nobody counts as "without the second
step" because the deal came first. J. R. Anderson, K. C. Cain, R. D. Gelber, "Analysis of survival by tumor response",
Journal of Clinical Oncology 1 (1983), 710-719: the landmark method. It is association all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.contents.content_rates import asked_about
from funneldesk.domain.contents.touches import blocks, touching
from funneldesk.domain.facts import Bool, Facts, Int8, Int32, Int64
from funneldesk.domain.fields import ACTIVITY_KINDS, CONTENT_TYPES, DEAL
from funneldesk.domain.funnel.periods import EVERYTHING, Period
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER, NO_INSTANT
from funneldesk.domain.significance import fisher_exact

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


@dataclass(frozen=True, slots=True)
class _Asked:
    """Days in which a deal counts (0: any), for the second step, a first step must be old; and when it was."""

    window_days: int
    within_days: int
    old_days: int
    period: Period


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """What can be a step of some leads, sorted by lead and moment: `step` is a position in STEPS."""

    lead: Int32
    day: Int32
    instant: Int64
    step: Int8


@dataclass(frozen=True, slots=True, eq=False)
class _Start:
    """Leads (n) after their first content of a type: `judged`: old enough; `early`: with a deal too soon to compare."""

    lead: Int32
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
    needed = asked_about(facts, days, book, window_days).maturity_days
    asked = _Asked(window_days, within_days, max(needed, within_days), period)
    # For each first step: its leads and those with a deal, by second step, the last column of all together; too early.
    size = len(STEPS) + 1
    people, deals = (np.zeros((len(CONTENT_TYPES), size), np.int64) for _ in range(2))
    early = np.zeros(len(CONTENT_TYPES), np.int64)
    for steps in _steps(facts, days.as_of):
        for code in range(len(CONTENT_TYPES)):
            start = _start(steps, days, code, asked)
            did = np.vstack([start.second, np.ones(len(start.lead), np.bool_)])
            people[code] += np.count_nonzero(did & start.judged, axis=1)
            deals[code] += np.count_nonzero(did & (start.judged & start.deal), axis=1)
            early[code] += np.count_nonzero(start.early)
    found = [
        _sequence((code, place), people[code], deals[code], int(early[code]))
        for code in range(len(CONTENT_TYPES))
        for place in range(len(STEPS))
        if place != code and people[code, place]
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
    asked = _Asked(window_days, within_days, max(needed, within_days), period)
    first, second = CONTENT_TYPES.index(of[0]), STEPS.index(of[1])
    found = [np.zeros(0, np.int32)]
    for steps in _steps(facts, days.as_of):
        start = _start(steps, days, first, asked)
        found.append(start.lead[_behind(start, start.second[second], part)])
    return np.concatenate(found)


def _behind(start: _Start, did: Bool, part: SequencePart) -> Bool:
    """Return who stands behind one number; `did`: the second step."""
    if part == "early":
        return start.early
    here = start.judged & (did if part.startswith("both") else ~did)
    return here & start.deal if part.endswith("deals") else here


def _sequence(of: tuple[int, int], people: Int64, deals: Int64, early: int) -> Sequence:
    """Return a sequence; who did the first step and not the second are all others."""
    code, place = of
    both = Share(int(people[place]), int(deals[place]))
    only = Share(int(people[-1]) - both.n, int(deals[-1]) - both.k)
    return Sequence(CONTENT_TYPES[code], STEPS[place], both, only, early)


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
    return fisher_exact([(side.k, side.n - side.k) for side in (one.both, one.only)])


def _sign(one: Sequence) -> int:
    return 1 if (one.both.rate or 0.0) > (one.only.rate or 0.0) else -1


def _steps(facts: Facts, as_of: int) -> Iterator[_Steps]:
    """Yield all touches of contents with a type, and all calls, up to as-of, of some leads after the other."""
    events = facts.events
    types = [CONTENT_TYPES.index(c.type) if c.type in CONTENT_TYPES else -1 for c in facts.contents]
    # The place behind the last one is that of no content.
    step_of = np.array([*types, -1], np.int8)
    for rows in blocks(events):
        step = step_of.take(events.part("content", rows), mode="wrap")
        step[~touching(events, rows)] = -1
        step[events.part("kind", rows) == ACTIVITY_KINDS.index(CALL)] = STEPS.index(CALL)
        lead, day, instant = (events.part(name, rows) for name in ("lead", "day", "instant"))
        index = np.flatnonzero((step >= 0) & (day <= as_of))
        yield _Steps(lead.take(index), day.take(index), instant.take(index), step.take(index))


def _start(steps: _Steps, days: StageDays, code: int, asked: _Asked) -> _Start:
    """Return where leads stand after their first content of a type."""
    here = np.flatnonzero(steps.step == code)
    lead = steps.lead.take(here)
    first = here[np.diff(lead, prepend=-1) != 0]
    lead, begin = steps.lead.take(first), steps.day.take(first)
    deal_day = days.day_of(DEAL).take(lead)
    asked_of = (begin >= (asked.period.from_day or 0)) & ~days.is_undated(DEAL).take(lead)
    asked_of &= begin <= (NEVER if asked.period.to_day is None else asked.period.to_day)
    asked_of &= days.as_of - begin >= asked.old_days
    has_deal, waited = deal_day != NEVER, deal_day - begin
    # A lead whose deal came before the content does not start here at all.
    started = asked_of & (~has_deal | (waited >= 0))
    early = started & has_deal & (waited <= asked.within_days)
    deal = has_deal & (waited <= (asked.window_days or NEVER))
    return _Start(lead, started & ~early, early, deal, _second(steps, first, asked.within_days))


def _second(steps: _Steps, first: Int64, within_days: int) -> Bool:
    """Return who of the leads whose first step stands at `first` did which step (STEPS) from then on, within the days.

    Steps of the same day are not before it, unless both have a time.
    """
    second = np.zeros((len(STEPS), len(first)), np.bool_)
    if not len(first):
        return second
    # Which start each step belongs to: that of its lead, where there is one.
    lead = steps.lead.take(first)
    whose = np.searchsorted(lead, steps.lead)
    np.minimum(whose, len(first) - 1, out=whose)
    age = steps.day - steps.day.take(first).take(whose)
    near = np.flatnonzero((lead.take(whose) == steps.lead) & (age >= 0) & (age <= within_days))
    whose, when, begun = whose.take(near), steps.instant.take(near), steps.instant.take(first)
    begun = begun.take(whose)
    both_timed = (when != NO_INSTANT) & (begun != NO_INSTANT)
    after = ~((age.take(near) == 0) & both_timed & (when < begun))
    second[steps.step.take(near)[after], whose[after]] = True
    return second


def _order(found: Sequence) -> tuple[bool, int, float, int, str, str]:
    rate = found.both.rate or 0.0
    return not found.enough, -found.apart, -rate, -found.both.n, found.first, found.second

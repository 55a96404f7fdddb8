"""How far leads got in the scenarios of the book, step by step, and how many went on to SAL and deal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import Book, Scenario, Step
from funneldesk.domain.contents.touches import Touches, moment_key
from funneldesk.domain.facts import Bool, Facts, Int32, Int64
from funneldesk.domain.fields import DEAL, MQL, SAL
from funneldesk.domain.funnel.intervals import wilson
from funneldesk.domain.funnel.maturity import agreed_days, ninth_tenth
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER, NO_INSTANT

_BEGIN = np.int64(-1)


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """Who of those at a step came to a stage: k (`came`, positions) of the n who had `needed_days` to.

    Rate and interval (of 95 %) are None where nobody had, or where no record could ever tell.
    """

    n: int
    came: Int32
    needed_days: int
    recorded: bool

    @property
    def k(self) -> int:
        """Return how many came to the stage."""
        return len(self.came)

    @property
    def rate(self) -> float | None:
        """Return k / n."""
        return self.k / self.n if self.n and self.recorded else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return the Wilson interval."""
        return wilson(self.k, self.n) if self.n and self.recorded else None


@dataclass(frozen=True, slots=True, eq=False)
class StepState:
    """One step: who got there (positions, ascending) and on which day; None where no record can tell.

    `median_days`: what leads took from the step before; the book's own number stands in `step.after_days`.
    """

    step: Step
    leads: Int32 | None
    day: Int32 | None
    median_days: float | None
    then: Mapping[int, Reached]


@dataclass(frozen=True, slots=True, eq=False)
class ScenarioState:
    """A scenario with its steps in order; `is_pilot`: of a pilot, and of the leads inside it."""

    scenario: Scenario
    steps: tuple[StepState, ...]
    is_pilot: bool = False


def scenario_states(
    facts: Facts,
    seen: Touches,
    days: StageDays,
    book: Book,
    scenarios: Sequence[Scenario],
    *,
    is_pilot: bool = False,
) -> tuple[ScenarioState, ...]:
    """Return how far all leads got. `seen`: the dated touches up to as-of.

    A step with a type of content is reached by the first touch of such a content that is not before the step before
    (DESIGN 5: by instant where both have one, else by day), each touch used once. A step without a type is something
    people do, which no list of activities tells: it is passed over.
    """
    wanted = list(dict.fromkeys(step.type for one in scenarios for step in one.steps if step.type))
    code = np.array([wanted.index(c.type) if c.type in wanted else -1 for c in facts.contents], np.int16)
    of_touch = code[seen.content]
    of_type = {
        kind: np.flatnonzero(of_touch == place).astype(np.int64, copy=False)
        for place, kind in enumerate(wanted)
    }
    return tuple(
        ScenarioState(scenario, _steps(seen, days, book, scenario, of_type), is_pilot)
        for scenario in scenarios
    )


def _steps(
    seen: Touches, days: StageDays, book: Book, scenario: Scenario, of_type: Mapping[str, Int64]
) -> tuple[StepState, ...]:
    steps: list[StepState] = []
    before: tuple[Int32, Int64] | None = None
    used: dict[str, Int64] = {}
    for step in scenario.steps:
        if not step.type:
            steps.append(StepState(step, None, None, None, {}))
            continue
        matching = of_type[step.type]
        last_used = used.setdefault(step.type, np.full(days.count, _BEGIN))
        if before is None:
            lead, place = _first(seen.lead[matching])
        else:
            lead, place = _next(seen, matching, before, last_used)
        last_used[lead] = place
        touch = matching[place]
        took = None if before is None else _waits(seen, before, lead, touch)
        before = (lead, touch)
        then = {stage: _reached(days, book, lead, seen.day[touch], stage) for stage in (SAL, DEAL)}
        steps.append(StepState(step, lead, seen.day[touch], took, then))
    return tuple(steps)


def _first(lead: Int32) -> tuple[Int32, Int64]:
    """Return each lead once, of a sorted array, and where it stands first."""
    new = np.ones(len(lead), np.bool_)
    new[1:] = lead[1:] != lead[:-1]
    place = np.flatnonzero(new).astype(np.int64, copy=False)
    return lead[place], place


def _next(seen: Touches, matching: Int64, before: tuple[Int32, Int64], used: Int64) -> tuple[Int32, Int64]:
    """Return the leads that reach a step, and which of `matching` does it: the first that is not before."""
    lead = before[0]
    if not len(matching):
        return np.zeros(0, np.int32), np.zeros(0, np.int64)
    keys = seen.at(matching).key
    of_day = moment_key(lead, seen.day[before[1]], np.full(len(lead), NO_INSTANT))
    # Touches of the same day without a time are not before anything of that day.
    free = np.maximum(np.searchsorted(keys, of_day, side="left"), used[lead] + 1)
    timeless = free < np.searchsorted(keys, of_day, side="right")
    later = np.maximum(np.searchsorted(keys, seen.at(before[1]).key, side="left"), used[lead] + 1)
    place = np.where(timeless, free, later)
    inside = np.minimum(place, len(matching) - 1)
    there = (place < len(matching)) & (seen.lead[matching[inside]] == lead)
    return lead[there], place[there].astype(np.int64, copy=False)


def _waits(seen: Touches, before: tuple[Int32, Int64], lead: Int32, touch: Int64) -> float | None:
    """Return the median of the days from the step before."""
    if not len(lead):
        return None
    here = np.searchsorted(before[0], lead)
    return float(np.median(seen.day[touch] - seen.day[before[1][here]]))


def _reached(days: StageDays, book: Book, lead: Int32, day: Int32, stage: int) -> Reached:
    """Return how many came to a stage after a step; who was there before, or without a date, says nothing."""
    reached: Int32 = days.day_of(stage)[lead]
    asked: Bool = ~days.is_undated(stage)[lead] & (reached >= day)
    came = asked & (reached != NEVER)
    observed = ninth_tenth(reached[came] - day[came])
    needed = agreed_days(book, MQL, stage) if observed is None else observed
    asked &= days.as_of - day >= needed
    return Reached(
        int(np.count_nonzero(asked)),
        lead[asked & came],
        needed,
        days.recorded[stage],
    )

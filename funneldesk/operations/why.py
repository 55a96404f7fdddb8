"""Why a number of the funnel moved between two ranges of days, and the people on both sides."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.fields import STAGES, WON
from funneldesk.domain.funnel.comparisons import Sides, comparison, sides_of
from funneldesk.domain.funnel.funnel_counting import maturities, steps
from funneldesk.domain.funnel.maturity import mature
from funneldesk.domain.funnel.nurture_path import PhaseReach, nurture_path
from funneldesk.domain.funnel.periods import Period, month_end
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.funnel.why import TARGETS, Target, Why, chance_between, why
from funneldesk.domain.funnel.why_sentences import main_step
from funneldesk.domain.nurture.phases import content_phases
from funneldesk.operations.business_calendar import fiscal_month
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.measures import segments
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.operations.stages import stage_days_of

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.domain.facts import Facts
    from funneldesk.domain.funnel.stages import StageDays
    from funneldesk.store.store import Store

#: The fields a difference is split by: where leads come from, what they came for, who they are.
FIELDS = ("source", "first_content", "industry")
#: Segments of a field one sees at once.
SEEN = 24
#: What is asked about unless somebody says: the first of these that is recorded.
_PREFERRED: tuple[Target, ...] = ("sal", "deal", "won", "mql", "lead")


@dataclass(frozen=True, slots=True)
class ComparisonChoice:
    """Which two ranges: a name of `comparisons.COMPARISONS`, or the ranges of "custom"."""

    name: str = "quarter"
    before: Period | None = None
    after: Period | None = None


@dataclass(frozen=True, slots=True)
class WhyView:
    """What the page shows. `why`: None where nothing is recorded of the target; `recorded`: the targets that are.

    `young`: how many leads of each side have not had the time most take; `fallback`: the ranges meant by the
    calendar hold nobody, these are the last that do.
    """

    target: Target
    sides: Sides
    why: Why | None
    reach: tuple[PhaseReach, ...]
    young: tuple[int, int]
    labels: Mapping[str, str]
    recorded: tuple[Target, ...]
    fallback: bool
    is_empty: bool


def why_of(store: "Store", sides: Sides, target: Target) -> Why:
    """Return why `target` differs between the leads acquired in two ranges."""
    with store.one_view():
        facts, versions = facts_of(store), versions_of(store)
        before, after = _selections(store, sides)
        as_of = sides.after_as_of
        key = ("why", book_key(versions, as_of), sides, target)

        def split() -> Why:
            return why(facts, before, after, target, [segments(store, field, as_of) for field in FIELDS])

        return remembered(facts, key, split)


def reach_of(store: "Store", sides: Sides) -> tuple[PhaseReach, ...]:
    """Return how many MQLs of both ranges came to contents of the later phases."""
    with store.one_view():
        facts, versions = facts_of(store), versions_of(store)
        before, after = _selections(store, sides)
        book = version_in_force(versions, sides.after_as_of).book
        key = ("reach", book_key(versions, sides.after_as_of), sides)
        return remembered(facts, key, lambda: nurture_path(facts, content_phases(facts, book), before, after))


def young_of(store: "Store", sides: Sides, target: Target) -> tuple[int, int]:
    """Return how many leads of each range wait for a step on the way to `target` and had not the time most take."""
    last = last_stage(target)
    needed = maturities(stage_days_of(store, sides.after_as_of), _book(store, sides.after_as_of))
    found = []
    for of in _selections(store, sides):
        on_the_way = [step for step in steps(of.days) if step[1] <= last and step[1] in needed]
        found.append(sum(_young(of, previous, stage, needed[stage]) for previous, stage in on_the_way))
    return found[0], found[1]


def _young(of: Selection, previous: int, stage: int, needed: int) -> int:
    waits = of.counted(previous) & ~of.succeeded(previous, stage)
    return int(np.count_nonzero(waits & ~mature(of.days, previous, needed)))


def why_view(
    store: "Store", as_of: int, choice: ComparisonChoice, target: Target | None, *, same_age: bool = False
) -> WhyView:
    """Return the page of a comparison; without a `target`, of the first that is recorded (SAL where it is)."""
    with store.one_view():
        facts, days = facts_of(store), stage_days_of(store, as_of)
        before, after, fallback = _periods(facts, choice, as_of, fiscal_month(store))
        sides = sides_of(before, after, as_of, same_age=same_age)
        recorded = tuple(one for one in TARGETS if days.recorded[last_stage(one)])
        asked = next(one for one in _PREFERRED if one in recorded) if target is None else target
        known = asked in recorded
        split, reach = why_of(store, sides, asked) if known else None, reach_of(store, sides)
        _weigh(split, reach)
        return WhyView(
            asked,
            sides,
            split,
            reach,
            young_of(store, sides, asked) if known else (0, 0),
            _book(store, as_of).stage_labels,
            recorded,
            fallback,
            facts.count == 0,
        )


def _weigh(split: Why | None, reach: tuple[PhaseReach, ...]) -> None:
    """Test what a page says first of the rates, so that it need not wait for the test when it does."""
    shares = [(one.before, one.after) for one in reach]
    if split is not None:
        parts = list(split.parts)
        for field in FIELDS:
            first = [segment for segment in split.segments if segment.by == field][:SEEN]
            parts += [step for segment in first if (step := main_step(segment)) is not None]
        shares += [part.shares for part in parts if part.shares is not None]
    for before, after in shares:
        chance_between(before, after)


def why_members(
    store: "Store",
    sides: Sides,
    stage: str,
    *,
    later: bool,
    but_not: str = "",
    by: str = "",
    value: str | None = None,
) -> tuple[int, ...]:
    """Return the ids of the leads of one side (the `later` or the one before) who reached `stage`, ascending.

    `but_not`: and not this one; `by` and `value`: those of one segment only.
    """
    with store.one_view():
        facts = facts_of(store)
        of = _selections(store, sides)[int(later)]
        chosen = of.counted(STAGES.index(stage))
        if but_not:
            chosen = chosen & ~of.days.is_reached(STAGES.index(but_not))
        if by:
            groups = segments(store, by, sides.after_as_of)
            wanted = groups.values.index(value) if value in groups.values else -1
            chosen = chosen & (groups.codes == wanted)
        return tuple(facts.lead_ids[np.flatnonzero(chosen)].tolist())


def _selections(store: "Store", sides: Sides) -> tuple[Selection, Selection]:
    days: list[StageDays] = [stage_days_of(store, day) for day in (sides.before_as_of, sides.after_as_of)]
    before, after = sides.before, sides.after
    return (
        Selection(days[0], "cohort", before.from_day, before.to_day),
        Selection(days[1], "cohort", after.from_day, after.to_day),
    )


def _periods(
    facts: "Facts", choice: ComparisonChoice, as_of: int, first_month: int
) -> tuple[Period, Period, bool]:
    """Return the ranges of a choice; where the later one by the calendar holds nobody, the last that does (True)."""
    if choice.before is not None and choice.after is not None:
        return choice.before, choice.after, False
    before, after = comparison(choice.name, as_of, first_month)
    acquired = facts.acquired_day[facts.acquired_day <= as_of]
    newest = int(acquired.max(initial=0))
    if choice.name == "last_fiscal" or not 0 < newest < (after.from_day or 0):
        return before, after, False
    # As if today were the end of that month, which then is complete.
    end = month_end(newest)
    return *comparison(choice.name, end if choice.name == "fiscal" else end + 1, first_month), True


def _book(store: "Store", as_of: int) -> "Book":
    return version_in_force(versions_of(store), as_of).book


def last_stage(target: Target) -> int:
    """Return the stage a target counts (its place among STAGES)."""
    return WON if target == "amount" else STAGES.index(target)

"""Data quality: which data rules of the book are broken and for whom, who cannot be scored, who cannot be reached.

All of it over lead positions, as masks: the same code for one lead and for a million.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.book.book import Book, DataRules, ListSchedule
from funneldesk.domain.book.conditions import All, Any_, Attribute, Condition, Not
from funneldesk.domain.calendar import Calendar
from funneldesk.domain.contents.touches import blocks
from funneldesk.domain.duties.periodic import oldest_allowed
from funneldesk.domain.facts import Bool, Column, Facts, Int32
from funneldesk.domain.fields import ACTIVITY_KINDS, Kind
from funneldesk.domain.moment import NEVER
from funneldesk.domain.packed import Texts
from funneldesk.domain.unique import unique

Places = NDArray[np.int32]
What = Literal["missing", "not_allowed"]
#: How much more a broken rule weighs the nearer a stage is to the deal: fewer such leads, each worth more.
STAGE_WEIGHT = {"lead": 1, "mql": 2, "sal": 4, "deal": 6, "won": 6, "lost": 3}
#: The kind of list that gives what a stage requires.
LIST_OF_STAGE: dict[str, Kind] = {"sal": "handovers", "deal": "deals", "won": "deals", "lost": "deals"}
#: Values not allowed that are named; all are counted.
_VALUES_NAMED = 5
_BOUNCE = ACTIVITY_KINDS.index("bounce")


@dataclass(frozen=True, slots=True, eq=False)
class RuleState:
    """One rule: of `n` leads at `stage` those at `places` break it.

    missing: none of `fields` is filled; not_allowed: the field has another value than the book allows, `values`
    are the most frequent ones with how many leads have them.
    """

    what: What
    stage: str
    fields: tuple[str, ...]
    n: int
    places: Places
    values: tuple[tuple[str, int], ...] = ()

    @property
    def k(self) -> int:
        """Return how many leads break the rule."""
        return len(self.places)

    @property
    def effect(self) -> float:
        """Return how much it matters: the share that breaks it, weighted by how near the stage is to the deal."""
        return self.k / self.n * STAGE_WEIGHT.get(self.stage, 1) if self.n else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Unscored:
    """Who has nothing a score could come from. `neither`: no attribute and no activity, so no score at all."""

    neither: Places
    no_activities: Places
    no_attributes: Places


@dataclass(frozen=True, slots=True, eq=False)
class Unreached:
    """Who cannot be contacted, by reason; `anyhow`: for any of them. A bounce counts where there is no phone."""

    no_contact: Places
    bounced: Places
    opted_out: Places
    anyhow: Places


@dataclass(frozen=True, slots=True)
class ScheduleState:
    """How old the newest list of a schedule is on a day: `last` is an ordinal, None if there is none."""

    schedule: ListSchedule
    last: int | None
    days: int | None
    is_late: bool


Filled = Callable[[str, str], Bool]


def required_rules(rules: DataRules, applies: Mapping[str, Bool], filled: Filled) -> tuple[RuleState, ...]:
    """Return the state of every required field of every stage that `applies` knows.

    `applies[stage]`: the leads the rule is about; `filled(stage, field)`: the leads that have the field.
    """
    found = []
    for stage, wanted in rules.required.items():
        if stage not in applies:
            continue
        about = applies[stage]
        count = int(np.count_nonzero(about))
        for names in wanted:
            fields = tuple(names.split("|"))
            there = filled(stage, fields[0])
            for name in fields[1:]:
                there = there | filled(stage, name)
            found.append(RuleState("missing", stage, fields, count, _places(about & ~there)))
    return tuple(found)


def allowed_rules(rules: DataRules, columns: Mapping[str, Column], about: Bool) -> tuple[RuleState, ...]:
    """Return the state of every field whose values the book fixes; leads without a value break nothing here."""
    found = []
    for name, allowed in rules.allowed.items():
        if not allowed or name not in columns:
            continue
        column = columns[name]
        wrong = np.array([label not in allowed for label in column.labels] + [False], bool)
        has = about & (column.codes >= 0)
        places = _places(has & wrong[column.codes])
        counts = np.bincount(column.codes[places], minlength=len(column.labels))
        most = np.argsort(-counts, kind="stable")[:_VALUES_NAMED]
        values = tuple((column.labels[code], int(counts[code])) for code in most if counts[code])
        count = int(np.count_nonzero(has))
        found.append(RuleState("not_allowed", "lead", (name,), count, places, values))
    return tuple(found)


def unnamed_reasons(
    stage: str,
    field: str,
    leads: Int32,
    reasons: Texts,
    days: Int32,
    *,
    is_named: Callable[[str, int], bool],
) -> RuleState:
    """Return who was turned down or lost for a reason the book of that day does not name: nothing follows from it.

    `leads`, `reasons`, `days`: of each decision that has a reason.
    """
    numbers: dict[str, int] = {}
    word = reasons.numbers(lambda text: numbers.setdefault(text, len(numbers)))
    words = [*numbers]
    pairs, place = np.unique(np.stack([word, days], axis=1), axis=0, return_inverse=True)
    named = np.array([is_named(words[one], day) for one, day in pairs.tolist()], np.bool_)
    others = ~named[place.ravel()]
    of_each = np.unique(np.stack([word[others], leads[others]], axis=1), axis=0)[:, 0]
    counts = np.bincount(of_each, minlength=len(words))
    most = sorted(np.flatnonzero(counts).tolist(), key=lambda one: (-counts[one], words[one]))
    values = tuple((words[one], int(counts[one])) for one in most[:_VALUES_NAMED])
    return RuleState("not_allowed", stage, (field,), len(unique(leads)), unique(leads[others]), values)


def unscored(facts: Facts, about: Bool, attributes: Bool, as_of: int) -> Unscored:
    """Return who has no activity up to `as_of`, none of the attributes that give points, or neither."""
    active = np.zeros(facts.count, bool)
    for rows in blocks(facts.events):
        day = facts.events.part("day", rows)
        active[facts.events.part("lead", rows)[(day <= as_of) | (day == NEVER)]] = True
    return Unscored(
        _places(about & ~active & ~attributes), _places(about & ~active), _places(about & ~attributes)
    )


def unreached(facts: Facts, about: Bool, email: Bool, phone: Bool, as_of: int) -> Unreached:
    """Return who has neither address nor number, whose mail bounced, and who opted out, up to `as_of`."""
    bounces = facts.events.where(lambda of: (of("kind") == _BOUNCE) & (of("day") <= as_of))
    bounced = np.zeros(facts.count, bool)
    bounced[facts.events.some("lead", bounces)] = True
    nothing = about & ~email & ~phone
    returned = about & email & ~phone & bounced
    out = about & (facts.opt_out_day <= as_of)
    return Unreached(_places(nothing), _places(returned), _places(out), _places(nothing | returned | out))


def scored_fields(book: Book) -> frozenset[str]:
    """Return the fields of a lead for which the book's score gives points, not those that only cost some."""
    found: set[str] = set()
    for signal in book.signals:
        if any(band.points > 0 for band in signal.bands):
            found |= set(signal.band_fields)
        if signal.test is not None and signal.points > 0:
            found |= set(_fields_in(signal.test))
    return frozenset(found)


def _fields_in(condition: Condition) -> Iterator[str]:
    match condition:
        case Attribute():
            yield condition.field
        case All() | Any_():
            for part in condition.parts:
                yield from _fields_in(part)
        case Not():
            yield from _fields_in(condition.part)


def schedule_states(
    schedules: Sequence[ListSchedule], newest: Mapping[str, int], as_of: int, calendar: Calendar
) -> tuple[ScheduleState, ...]:
    """Return whether each list is as new as agreed. `newest`: day of the newest list of each kind."""
    found = []
    for schedule in schedules:
        last = newest.get(schedule.kind)
        if last is None:
            found.append(ScheduleState(schedule, None, None, is_late=True))
        else:
            late = last < oldest_allowed(schedule, as_of, calendar)
            found.append(ScheduleState(schedule, last, max(as_of - last, 0), late))
    return tuple(found)


def _places(mask: Bool) -> Int32:
    return np.flatnonzero(mask).astype(np.int32)

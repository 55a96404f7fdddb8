"""The duties of a day in their order: counted by who owes them, and very many of them kept column by column."""

from collections import Counter
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.packed import Packed, packed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    #: What tells a duty from all others: its rule, its lead and its hand-over.
    Key = tuple[str, int, int]

#: The sides in the order in which they are named.
SIDES = ("marketing", "is", "sales", "everyone")
#: What has been owed for longer stands at the end: nobody begins the day with it.
LONG_AGO = 90


@dataclass(frozen=True, slots=True)
class Duty:
    """One line of what is owed. Days are ordinals.

    `start`: the day asked about where nobody can say since when it is owed (`undated`).
    `rule`: id of the rule, of the list schedule for a list; `event`: that of the rule, or "list"; `who`: the side;
    `number` 0: no line of the book's rules, but its data rules or a reason (`name`) ask for it;
    `owner`: the person in charge, "" where nobody is named; `lead` 0: about nobody in particular; `leg`: the oldest
    record of the hand-over it is about, 0 for none; `list_kind`: which list is late.
    """

    rule: str
    number: int
    version: int
    event: str
    name: str
    action: str
    who: str
    owner: str
    lead: int
    person: str
    company: str
    leg: int
    start: int
    due: int
    days_late: int
    attempts: int = 0
    score: float = 0.0
    list_kind: str = ""
    undated: bool = False
    #: Owed because it was handed to inside sales, not because of its score.
    passed_on: bool = False

    @property
    def is_late(self) -> bool:
        """Whether its last day is over."""
        return self.days_late > 0

    @property
    def is_long_ago(self) -> bool:
        """Whether it has been late for so long that it stands at the end."""
        return self.days_late > LONG_AGO

    @property
    def key(self) -> "Key":
        """Return what tells it from all others."""
        return self.rule, self.lead, self.leg


#: The fields of a duty in their order, and so its columns.
DUTY_FIELDS = tuple(one.name for one in fields(Duty))


@dataclass(frozen=True, slots=True)
class Owner:
    """Whoever owes something: a side ("is"), a person in charge, or everybody (both empty); `late`: of their `count`.

    Duties from long ago are in neither.
    """

    side: str = ""
    person: str = ""
    count: int = 0
    late: int = 0

    def owes(self, duty: Duty) -> bool:
        """Whether a duty is theirs."""
        return (not self.side or duty.who == self.side) and (not self.person or duty.owner == self.person)

    def of(self, duties: "Sequence[Duty]") -> "Sequence[Duty]":
        """Return which of these duties are theirs."""
        if not self.side and not self.person:
            return duties
        if not isinstance(duties, Packed):
            return [duty for duty in duties if self.owes(duty)]
        theirs = np.ones(len(duties), np.bool_)
        if self.side:
            theirs &= duties.texts("who").are(self.side)
        if self.person:
            theirs &= duties.texts("owner").are(self.person)
        return duties.take(np.flatnonzero(theirs))


@dataclass(frozen=True, slots=True)
class DutyList:
    """All duties of a day: late ones first, by the number of the rule, then by their last day; long ago last.

    `recent`: those before the ones from `long_ago`, which may be very many. `owners`: everybody, the sides that owe
    anything in the order of `SIDES`, then the people in charge, those first who are late with the most. `due_today`:
    long ago or not. `rows`: all of them, column by column.
    """

    as_of: int
    rows: Packed[Duty]
    recent: tuple[Duty, ...]
    long_ago: "Sequence[Duty]"
    owners: tuple[Owner, ...]
    due_today: int

    @classmethod
    def of(cls, as_of: int, duties: Packed[Duty]) -> "DutyList":
        """Return duties in their order, counted."""
        if not len(duties):
            return cls(as_of, duties, (), (), _owners(()), 0)
        first_old = int(np.count_nonzero(duties.numbers("days_late") <= LONG_AGO))
        recent, old = tuple(duties[:first_old]), duties[first_old:].kept()
        today = int(np.count_nonzero(duties.numbers("due") == as_of))
        return cls(as_of, duties, recent, old, _owners(recent), today)

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Return all of them."""
        return (*self.recent, *self.long_ago)

    def of_event(self, event: str) -> Packed[Duty]:
        """Return those of the rules of one event, in their order."""
        return (
            self.rows.take(np.flatnonzero(self.rows.texts("event").are(event)))
            if len(self.rows)
            else self.rows
        )

    @property
    def late(self) -> int:
        """Return how many are late."""
        return self.owners[0].late + len(self.long_ago)

    @property
    def sides(self) -> tuple[Owner, ...]:
        """Return the sides that owe anything."""
        return tuple(one for one in self.owners if one.side)


def packed_duties(duties: "Sequence[Duty]") -> Packed[Duty]:
    """Return duties column by column."""
    return packed(Duty, DUTY_FIELDS, map(attrgetter(*DUTY_FIELDS), duties))


def among(duties: "Sequence[Duty]", keys: "Collection[Key]") -> list[Duty]:
    """Return those of the duties that have one of these keys."""
    if isinstance(duties, Packed):
        return [duties[place] for place in _places(duties, keys)]
    return [duty for duty in duties if duty.key in keys] if keys else []


def without(duties: "Sequence[Duty]", keys: "Collection[Key]") -> "Sequence[Duty]":
    """Return the duties that have none of these keys."""
    if not keys:
        return duties
    if isinstance(duties, Packed):
        return duties.take(np.delete(np.arange(len(duties)), _places(duties, keys)))
    return [duty for duty in duties if duty.key not in keys]


def _places(duties: Packed[Duty], keys: "Collection[Key]") -> list[int]:
    about = np.flatnonzero(np.isin(duties.numbers("lead"), [lead for _rule, lead, _leg in keys]))
    return [place for place in about.tolist() if duties[place].key in keys]


def _owners(recent: "Sequence[Duty]") -> tuple[Owner, ...]:
    late = [duty for duty in recent if duty.is_late]
    sides, late_sides = Counter(duty.who for duty in recent), Counter(duty.who for duty in late)
    people, late_people = Counter(duty.owner for duty in recent), Counter(duty.owner for duty in late)
    named = sorted(
        (name for name in people if name), key=lambda name: (-late_people[name], -people[name], name)
    )
    return (
        Owner(count=len(recent), late=len(late)),
        *(Owner(side, "", sides[side], late_sides[side]) for side in SIDES if sides[side]),
        *(Owner("", name, people[name], late_people[name]) for name in named),
    )

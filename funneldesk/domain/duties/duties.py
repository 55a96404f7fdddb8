"""The duties of a day: the operating rules of the book, evaluated over everybody (DESIGN 4.4).

A duty is owed from `start` on until its event arrives, by import or by hand, or its matter is closed: the lead is
disqualified, or asked not to be contacted. What the rules see ends with the day asked about.

- `candidate`: whoever is a SAL candidate, or was handed to inside sales, is to be called, until somebody reached
  it, handed it on, or decided, since then. A call that nobody answered begins the time limit anew.
- `call`: after inside sales reached somebody, the comment; until a note of a call, or a comment on a hand-over, is
  as new as the call. Asked for `COMMENT_DAYS`: later nobody remembers what was said.
- `handover`: the decision on the newest hand-over to sales.
- `no_contact`: the call that is owed where sales made no contact in `after_days` days since that hand-over.
- `unreachable`: after `count` calls in a row that nobody answered, back to nurturing; in place of the next call.
- `recheck`: the date to look again has come, and nothing happened since.
- `weekly`, `monthly`: on the last business day of each week or month since the desk began its work.
- a list that is older than the data rules allow.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import Book, BookVersion, ListSchedule, Rule
from funneldesk.domain.book.book_pilots import InForce
from funneldesk.domain.calendar import Calendar
from funneldesk.domain.duties.answers import IS, SALES, UNSAID, Answers
from funneldesk.domain.duties.periodic import occurrence
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.scoring import Scoring

if TYPE_CHECKING:
    from collections.abc import Callable

#: For so many days the comment after a call is asked for.
COMMENT_DAYS = 30
#: Where the time limit of an event begins by itself; no contact: when the days to wait are over.
_CLOCK_OF = {
    "candidate": "candidate", "call": "call", "no_contact": "handover", "handover": "handover", "unreachable": "call",
    "recheck": "recheck",
}  # fmt: skip
#: Events of rules that are about one lead.
LEAD_EVENTS = ("candidate", "call", "handover", "no_contact", "unreachable", "recheck")


@dataclass(frozen=True, slots=True, eq=False)
class Owed:
    """What one rule asks of whom: leads (-1: nobody in particular), their legs (-1) and the first and last days."""

    rule: Rule
    version: int
    lead: Int32
    leg: Int32
    start: Int32
    due: Int32
    #: Calls nobody answered so far, where the rule counts them.
    attempts: Int32

    def __len__(self) -> int:
        return len(self.lead)


@dataclass(frozen=True, slots=True, eq=False)
class LateList:
    """A list that should have been imported by `due`; `last`: day of the newest one, NEVER if there is none."""

    schedule: ListSchedule
    last: int
    due: int


@dataclass(frozen=True, slots=True, eq=False)
class Duties:
    """All duties as of a day."""

    as_of: int
    owed: tuple[Owed, ...]
    lists: tuple[LateList, ...] = ()

    def __len__(self) -> int:
        return sum(map(len, self.owed)) + len(self.lists)


@dataclass(frozen=True, slots=True, eq=False)
class Matters:
    """What rules are evaluated on: `since` by lead as `candidate_since` gives it, `began`: the desk's first day."""

    facts: Facts
    answers: Answers
    since: Int32
    calendar: Calendar
    began: int


def owed_now(matters: Matters, deciding: InForce) -> tuple[Owed, ...]:
    """Return what the rules ask for: those of the version for everybody, and inside a pilot those of its book."""
    everybody: Bool = np.ones(matters.facts.count, np.bool_)
    if deciding.pilot is None or deciding.inside is None:
        return tuple(_of_version(matters, deciding.everybody, everybody, alone=True))
    return (
        *_of_version(matters, deciding.everybody, ~deciding.inside, alone=True),
        *_of_version(matters, deciding.pilot, deciding.inside, alone=False),
    )


def owed_by_rule(matters: Matters, version: BookVersion, rule: Rule, among: Bool) -> Owed:
    """Return what one rule asks for among some leads; a draft's rule as if its version were in force."""
    return _Rules(matters, version.book, among).owed(rule, version.number)


def _of_version(matters: Matters, version: BookVersion, among: Bool, *, alone: bool) -> list[Owed]:
    rules = _Rules(matters, version.book, among)
    # Meetings are held once, also while a pilot runs.
    wanted = [rule for rule in version.book.rules if alone or rule.event in LEAD_EVENTS]
    return [found for rule in wanted if len(found := rules.owed(rule, version.number))]


class _Rules:
    """The rules of one book among some leads."""

    def __init__(self, matters: Matters, book: Book, among: Bool) -> None:
        self._m, self._a, self._book = matters, matters.answers, book
        self._among = among & ~self._a.out
        self._after: dict[str, Callable[[Rule], Owed]] = {
            "candidate": self._candidates,
            "call": self._comments,
            "handover": self._decisions,
            "no_contact": self._not_contacted,
            "unreachable": self._unreached,
            "recheck": self._rechecks,
            "weekly": self._meeting,
            "monthly": self._meeting,
        }

    def owed(self, rule: Rule, version: int) -> Owed:
        """Return what a rule asks for; a rule whose event the program does not know asks for nothing."""
        found = self._after.get(rule.event, self._nothing)(rule)
        found = replace(self._by_its_clock(rule, found), version=version)
        return self._without(found, ~self._holds(rule, found.lead) | self._marked(rule, found))

    def _nothing(self, rule: Rule) -> Owed:
        none = np.zeros(0, np.int32)
        return Owed(rule, 0, none, none, none, none, none)

    def _by_its_clock(self, rule: Rule, found: Owed) -> Owed:
        """Count the time limit from what the rule names, where that is not its own event."""
        if (
            not rule.clock
            or rule.clock == _CLOCK_OF.get(rule.event)
            or not len(found)
            or rule.event not in LEAD_EVENTS
        ):
            return found
        legs = self._a.legs
        days = np.zeros(self._a.leads, np.int32)
        if rule.clock == "candidate":
            days = np.where(self._m.since == NEVER, 0, self._m.since).astype(np.int32)
        elif rule.clock == "call":
            days = self._a.contacts.newest(self._a.leads, self._a.contacts.call)
        elif rule.clock == "handover":
            newest = np.flatnonzero(legs.newest_of_each_lead(self._a.leads))
            days[legs.lead[newest]] = legs.handed[newest]
        clock = np.where(days[found.lead] > 0, days[found.lead], found.start).astype(np.int32)
        return replace(found, due=self._m.calendar.due(clock, rule.due_days, rule.due_calendar))

    def _made(
        self, rule: Rule, lead: Int32, start: Int32, leg: Int32 | None = None, clock: Int32 | None = None
    ) -> Owed:
        due = self._m.calendar.due(start if clock is None else clock, rule.due_days, rule.due_calendar)
        nobody = np.full(len(lead), -1, np.int32)
        attempts = np.zeros(len(lead), np.int32)
        return Owed(rule, 0, lead.astype(np.int32), nobody if leg is None else leg, start, due, attempts)

    def _candidates(self, rule: Rule) -> Owed:
        begun = self._waiting()
        tries, last = self._attempts(begun)
        give_up = [one.count for one in self._book.rules if one.event == "unreachable" and one.count > 0]
        owed = self._among & (begun != NEVER) & ~self._a.in_deal & (self._a.answered < begun)
        if give_up:
            owed &= tries < min(give_up)
        lead = np.flatnonzero(owed).astype(np.int32)
        start = begun[lead]
        clock = np.maximum(start, last[lead]).astype(np.int32)
        return replace(self._made(rule, lead, start, clock=clock), attempts=tries[lead])

    def _waiting(self) -> Int32:
        """Return since when each lead waits for a call, NEVER: it does not."""
        legs, begun = self._a.legs, self._m.since.copy()
        passed = np.flatnonzero(~legs.to_sales & legs.is_open & (legs.contacted == NEVER))
        # Whoever was handed over by hand need not be a candidate by the score.
        newest = np.zeros(self._a.leads, np.int32)
        newest[legs.lead[passed]] = legs.handed[passed]
        return np.where((begun == NEVER) & (newest > 0), newest, begun).astype(np.int32)

    def _attempts(self, begun: Int32) -> tuple[Int32, Int32]:
        """Return how many calls since `begun` nobody answered in a row, and the day of the newest of them."""
        contacts = self._a.contacts
        reached = contacts.newest(self._a.leads, contacts.reached)
        since = np.maximum(np.where(begun == NEVER, 0, begun), reached)
        tried = contacts.call & ~contacts.reached & (contacts.day >= since[contacts.lead])
        tries = np.bincount(contacts.lead[tried], minlength=self._a.leads).astype(np.int32)
        return tries, contacts.newest(self._a.leads, tried)

    def _comments(self, rule: Rule) -> Owed:
        contacts, legs = self._a.contacts, self._a.legs
        asked = {"is": (IS, UNSAID), "sales": (SALES, UNSAID)}.get(rule.who, (IS, SALES, UNSAID))
        calls = contacts.call & contacts.reached & np.isin(contacts.side, asked)
        called = contacts.newest(self._a.leads, calls)
        written = contacts.newest(self._a.leads, contacts.noted)
        there = legs.commented != NEVER
        np.maximum.at(written, legs.lead[there], legs.commented[there])
        owed = self._among & (called > 0) & (written < called) & (called >= self._a.as_of - COMMENT_DAYS)
        lead = np.flatnonzero(owed).astype(np.int32)
        return self._made(rule, lead, called[lead])

    def _newest_legs(self) -> Int32:
        """Return the newest leg to sales of each lead among those asked about, where it is still a matter."""
        legs = self._a.legs
        newest = legs.newest_of_each_lead(self._a.leads) & self._among[legs.lead]
        return np.flatnonzero(newest & (self._a.dealt[legs.lead] < np.maximum(legs.handed, 1))).astype(
            np.int32
        )

    def _decisions(self, rule: Rule) -> Owed:
        legs, chosen = self._a.legs, self._newest_legs()
        chosen = chosen[legs.is_open[chosen]]
        start = self._dated(legs.handed[chosen])
        return self._made(rule, legs.lead[chosen], start, legs.place[chosen])

    def _dated(self, days: Int32) -> Int32:
        """Return the days, the day asked about where there is none: nobody can say that it is late."""
        return np.where(days == 0, self._a.as_of, days).astype(np.int32)

    def _not_contacted(self, rule: Rule) -> Owed:
        legs, contacts, chosen = self._a.legs, self._a.contacts, self._newest_legs()
        lead, handed = legs.lead[chosen], legs.handed[chosen]
        begin = handed + rule.after_days
        by_sales = contacts.newest(self._a.leads, contacts.reached & (contacts.side == SALES))
        # A call of a list that does not say whose it was is the one that led to the hand-over, on that day.
        by_somebody = contacts.newest(self._a.leads, contacts.reached & (contacts.side == UNSAID))
        called_again = contacts.newest(self._a.leads, contacts.call & (contacts.side == IS))
        done = (
            (legs.contacted[chosen] != NEVER)
            | legs.rejected[chosen]
            | (by_sales[lead] >= handed)
            | (by_somebody[lead] > handed)
            | (called_again[lead] >= begin)
            | self._a.in_deal[lead]
        )
        chosen = chosen[~done & (handed > 0) & (begin <= self._a.as_of)]
        start = (legs.handed[chosen] + rule.after_days).astype(np.int32)
        return self._made(rule, legs.lead[chosen], start, legs.place[chosen])

    def _unreached(self, rule: Rule) -> Owed:
        if rule.count <= 0:
            return self._nothing(rule)
        contacts = self._a.contacts
        since = np.maximum(self._a.answered, 0)
        tried = np.flatnonzero(contacts.call & ~contacts.reached & (contacts.day > since[contacts.lead]))
        # In the order of the events: the rank of each call among its lead's.
        lead = contacts.lead[tried]
        first = np.r_[True, lead[1:] != lead[:-1]] if len(lead) else np.zeros(0, np.bool_)
        rank = np.arange(len(lead)) - np.maximum.accumulate(np.where(first, np.arange(len(lead)), 0))
        reached = np.flatnonzero(rank == rule.count - 1)
        who = lead[reached]
        open_ = self._among[who] & ~self._a.in_deal[who]
        start = contacts.day[tried[reached[open_]]]
        tries = np.bincount(lead, minlength=self._a.leads).astype(np.int32)
        return replace(self._made(rule, who[open_], start), attempts=tries[who[open_]])

    def _rechecks(self, rule: Rule) -> Owed:
        legs, late, contacts = self._a.legs, self._m.facts.rechecks, self._a.contacts
        told = legs.recheck <= self._a.as_of
        lost = (late.recheck_day <= self._a.as_of) & (late.lost_day <= self._a.as_of)
        day = np.zeros(self._a.leads, np.int32)
        np.maximum.at(day, legs.lead[told], legs.recheck[told])
        np.maximum.at(day, late.lead[lost], late.recheck_day[lost])
        touched = np.maximum(self._a.answered, contacts.newest(self._a.leads, contacts.call))
        # A decision put off once more has a later date of its own.
        waiting = np.zeros(self._a.leads, np.int32)
        later = (legs.recheck > self._a.as_of) & (legs.recheck != NEVER)
        np.maximum.at(
            waiting, legs.lead[later], np.where(legs.decided == NEVER, legs.handed, legs.decided)[later]
        )
        owed = self._among & (day > 0) & (touched < day) & (waiting < day) & ~self._a.in_deal
        lead = np.flatnonzero(owed).astype(np.int32)
        return self._made(rule, lead, day[lead])

    def _meeting(self, rule: Rule) -> Owed:
        day = occurrence(rule.event, self._a.as_of, self._m.calendar)
        if day < self._m.began or day > self._a.as_of:
            return self._nothing(rule)
        return self._made(rule, np.full(1, -1, np.int32), np.full(1, day, np.int32))

    def _holds(self, rule: Rule, lead: Int32) -> Bool:
        """Return for whom the rule's own condition holds at the end of the day."""
        if rule.condition is None or not len(lead) or (lead < 0).any():
            return np.ones(len(lead), np.bool_)
        at = Points(lead, np.full(len(lead), self._a.as_of, np.int32))
        return Scoring(self._m.facts, self._book).conditions.holds(rule.condition, at)

    def _marked(self, rule: Rule, owed: Owed) -> Bool:
        """Return what somebody marked as done since it began."""
        done, names = self._m.facts.done, self._m.facts.names
        mine = np.flatnonzero((done.day <= self._a.as_of) & (done.rule >= 0))
        mine = mine[[names[place] == rule.id for place in done.rule[mine].tolist()]] if len(mine) else mine
        # Lead -1, nobody in particular, has the last place.
        newest = np.zeros(self._a.leads + 1, np.int32)
        np.maximum.at(newest, done.lead[mine], done.day[mine])
        return np.asarray(newest[owed.lead] >= owed.start)

    @staticmethod
    def _without(owed: Owed, gone: Bool) -> Owed:
        if not gone.any():
            return owed
        kept = ~gone
        return replace(
            owed,
            **{name: getattr(owed, name)[kept] for name in ("lead", "leg", "start", "due", "attempts")},
        )

"""The duties of a day: the operating rules of the book, evaluated over everybody (DESIGN 4.4).

A duty is owed from `start` on until its event arrives, by import or by hand, somebody marks it as done, or its
matter is closed: the lead is disqualified, or, where the duty is to get in touch, asked not to be contacted. What the
rules see ends with the day asked about. Days are compared, not hours: what happened on the same day came after.

- `candidate`: whoever is a SAL candidate, or was handed to inside sales, is to be called, until somebody reached
  it, handed it on, or turned it down, since then; that inside sales accepted it is a promise to call. A call that
  nobody answered begins the time limit anew. A score alone asks nobody to call whoever sales has already: an open
  deal, a customer, a list that says so.
- `call`: after inside sales reached somebody, the comment; until a note of what was said, or a comment on a
  hand-over, is as new as the call. Asked for `COMMENT_DAYS`: later nobody remembers what was said.
- `handover`: the decision on the newest hand-over to sales, until sales decided, or records say that it has the
  lead, or a deal opened, or inside sales took it and turned it down, since then.
- `no_contact`: the call that is owed where sales made no contact in `after_days` days since the newest hand-over to
  it, unless somebody turned the lead down or a deal is open; so many days after inside sales called again, once more.
  In place of it the candidate's call, where that is owed too.
- `unreachable`: after `count` calls in a row that nobody answered, back to nurturing; in place of the next call.
- `recheck`: the date to look again that the lead's newest matter left, a rejected hand-over or a lost deal, has come,
  and since then nobody was reached, handed over or decided about.
- `undecided`: whoever inside sales reached is handed on or turned down within the time sales has for its answer.
- `to_owner`, `merge`: what the reason of the newest rejection asks somebody to do (`domain.duties.standing`).
- `weekly`, `monthly`: on the last business day of each week or month since the desk began its work.
- a list that is older than the data rules allow.

What has no date was there all along: it is owed, but nobody can say that it is late, nor that days have passed.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import Book, BookVersion, ListSchedule, Rule
from funneldesk.domain.book.book_pilots import InForce
from funneldesk.domain.book.conditions import All, Disqualified, Not
from funneldesk.domain.calendar import Calendar
from funneldesk.domain.duties.answers import IS, SALES, UNSAID, Answers
from funneldesk.domain.duties.calls import called_again, in_vain, nth_of_each_lead, waiting, without_contact
from funneldesk.domain.duties.periodic import occurrence
from funneldesk.domain.duties.rechecks import newest_recheck
from funneldesk.domain.duties.standing import asked_to_act, standing_rules, undecided
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.scoring import Scoring
from funneldesk.domain.touched import of_these

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
    """What one rule asks of whom: leads (-1: nobody in particular), their legs (-1) and the first and last days.

    `start` 0: since when it is owed nobody can say; it is due as if it began on the day asked about.
    """

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
    """What rules are evaluated on, with one entry per lead where there is no other unit.

    `since`: as `candidate_since` gives it; `began`: the desk's first day; `merged`: the newest day on which somebody
    decided by hand whether the lead is one with another, 0 for never.
    """

    facts: Facts
    answers: Answers
    since: Int32
    calendar: Calendar
    began: int
    merged: Int32


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
    wanted += standing_rules(version.book)
    return [found for rule in wanted if len(found := rules.owed(rule, version.number))]


class _Rules:
    """The rules of one book among some leads."""

    def __init__(self, matters: Matters, book: Book, among: Bool) -> None:
        self._m, self._a, self._book = matters, matters.answers, book
        self._among = among & ~self._a.disqualified
        self._reachable = self._among & ~self._a.opted_out
        begun, self._passed = waiting(self._a, matters.since)
        self._waiting = np.where(self._reachable, begun, NEVER).astype(np.int32)
        silent = without_contact(self._a)
        self._silent = silent[self._reachable[self._a.legs.lead[silent]]]
        self._tried = self._calls_in_vain()

    def owed(self, rule: Rule, version: int) -> Owed:
        """Return what a rule asks for; a rule whose event the program does not know asks for nothing."""
        found = self._after(rule.event)(rule)
        found = replace(self._by_its_clock(rule, found), version=version)
        return self._without(found, ~self._holds(rule, found.lead) | self._marked(rule, found))

    def _after(self, event: str) -> "Callable[[Rule], Owed]":
        """Return what finds who owes something after an event.

        Not kept: an object that holds its own methods, and with them all facts, stays in memory until somebody looks
        for what nobody uses.
        """
        ways: dict[str, Callable[[Rule], Owed]] = {
            "candidate": self._candidates,
            "call": self._comments,
            "handover": self._decisions,
            "no_contact": self._not_contacted,
            "unreachable": self._unreached,
            "recheck": self._rechecks,
            "undecided": self._undecided,
            "to_owner": self._asked_to_act,
            "merge": self._asked_to_act,
            "weekly": self._meeting,
            "monthly": self._meeting,
        }
        return ways.get(event, self._nothing)

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
            newest = legs.newest(self._a.leads, legs.to_sales)
            days[legs.lead[newest]] = legs.handed[newest]
        clock = np.where(days[found.lead] > 0, days[found.lead], self._dated(found.start)).astype(np.int32)
        return replace(found, due=self._m.calendar.due(clock, rule.due_days, rule.due_calendar))

    def _made(
        self, rule: Rule, lead: Int32, start: Int32, leg: Int32 | None = None, clock: Int32 | None = None
    ) -> Owed:
        begin = self._dated(start if clock is None else clock)
        due = self._m.calendar.due(begin, rule.due_days, rule.due_calendar)
        nobody = np.full(len(lead), -1, np.int32)
        attempts = np.zeros(len(lead), np.int32)
        return Owed(rule, 0, lead.astype(np.int32), nobody if leg is None else leg, start, due, attempts)

    def _dated(self, days: Int32) -> Int32:
        """Return the days, the day asked about where there is none: nobody can say that it is late."""
        return np.where(days == 0, self._a.as_of, days).astype(np.int32)

    def _calls_in_vain(self) -> Int32:
        """Return the calls nobody answered since each lead waits for a call, or sales got it without a contact."""
        legs, begun = self._a.legs, np.full(self._a.leads, NEVER, np.int32)
        begun[legs.lead[self._silent]] = legs.handed[self._silent]
        return in_vain(self._a, np.where(self._waiting == NEVER, begun, self._waiting).astype(np.int32))

    def _attempts(self) -> Int32:
        """Return how many calls in a row nobody answered, of each lead that somebody is to get in touch with."""
        lead = self._a.contacts.lead[self._tried]
        return np.bincount(lead, minlength=self._a.leads).astype(np.int32)

    def _asked(self, event: str, leads: Bool) -> Bool:
        """Return for whom of `leads` a rule of the book asks something at that event, by its own condition."""
        found, tries = np.zeros(self._a.leads, np.bool_), self._attempts()
        for rule in self._book.rules:
            if rule.event == event and (rule.count > 0 or event != "unreachable"):
                enough = tries >= rule.count if event == "unreachable" else leads
                chosen = np.flatnonzero(leads & enough).astype(np.int32)
                found[chosen[self._holds(rule, chosen)]] = True
        return found

    def _candidates(self, rule: Rule) -> Owed:
        tries = self._attempts()
        owed = self._waiting != NEVER
        lead = np.flatnonzero(owed & ~self._asked("unreachable", owed & (tries > 0))).astype(np.int32)
        start = self._waiting[lead]
        last = self._a.contacts.newest(self._a.leads, self._mask(self._tried))[lead]
        passed = self._passed[lead]
        leg = np.where(passed < 0, -1, np.append(self._a.legs.place, -1)[passed]).astype(np.int32)
        made = self._made(rule, lead, start, leg, np.maximum(self._dated(start), last).astype(np.int32))
        return replace(made, attempts=tries[lead])

    def _mask(self, calls: Int32) -> Bool:
        chosen = np.zeros(len(self._a.contacts.lead), np.bool_)
        chosen[calls] = True
        return chosen

    def _comments(self, rule: Rule) -> Owed:
        contacts = self._a.contacts
        asked = {"is": (IS, UNSAID), "sales": (SALES, UNSAID)}.get(rule.who, (IS, SALES, UNSAID))
        calls = contacts.call & contacts.reached & np.isin(contacts.side, asked)
        called = contacts.newest(self._a.leads, calls)
        owed = self._among & (self._a.noted < called) & (called > self._a.as_of - COMMENT_DAYS)
        lead = np.flatnonzero(owed).astype(np.int32)
        return self._made(rule, lead, called[lead])

    def _decisions(self, rule: Rule) -> Owed:
        legs = self._a.legs
        chosen = legs.newest(self._a.leads, legs.to_sales)
        lead = legs.lead[chosen]
        known = np.maximum(self._a.claimed, self._a.dealt)[lead] >= np.maximum(legs.handed[chosen], 1)
        known |= self._a.turned_down[lead]
        chosen = chosen[self._among[lead] & legs.is_open[chosen] & ~known]
        return self._made(rule, legs.lead[chosen], legs.handed[chosen], legs.place[chosen])

    def _not_contacted(self, rule: Rule) -> Owed:
        legs, tries = self._a.legs, self._attempts()
        lead, handed = legs.lead[self._silent], legs.handed[self._silent]
        again = called_again(self._a, self._silent, rule.after_days)
        start = (np.maximum(handed, again) + rule.after_days).astype(np.int32)
        called = self._asked("candidate", self._waiting != NEVER)
        gone = called | self._asked("unreachable", tries > 0)
        owed = (start <= self._a.as_of) & ~gone[lead]
        chosen = self._silent[owed]
        made = self._made(rule, lead[owed], start[owed], legs.place[chosen])
        return replace(made, attempts=tries[lead[owed]])

    def _unreached(self, rule: Rule) -> Owed:
        if rule.count <= 0:
            return self._nothing(rule)
        contacts = self._a.contacts
        last = self._tried[nth_of_each_lead(contacts.lead[self._tried], rule.count)]
        lead = contacts.lead[last]
        return replace(self._made(rule, lead, contacts.day[last]), attempts=self._attempts()[lead])

    def _rechecks(self, rule: Rule) -> Owed:
        day = newest_recheck(self._m.facts, self._a)
        owed = self._reachable & (day > 0) & (day <= self._a.as_of) & (self._a.answered < day)
        owed &= ~self._a.in_deal & ~self._a.customer
        lead = np.flatnonzero(owed).astype(np.int32)
        return self._made(rule, lead, day[lead])

    def _undecided(self, rule: Rule) -> Owed:
        # Shown when the time is over: until then inside sales is at it.
        lead, met = undecided(self._a, self._m.since)
        start = self._m.calendar.due(met, rule.due_days, rule.due_calendar)
        asked = np.zeros(self._a.leads, np.bool_)
        asked[lead] = True
        now = self._reachable[lead] & (start <= self._a.as_of) & self._asked("candidate", asked)[lead]
        return replace(self._made(rule, lead[now], start[now]), due=start[now])

    def _asked_to_act(self, rule: Rule) -> Owed:
        legs = self._a.legs
        chosen = asked_to_act(self._m.facts, self._a, rule.event, self._m.merged)
        chosen = chosen[self._among[legs.lead[chosen]]]
        return self._made(rule, legs.lead[chosen], legs.decided[chosen], legs.place[chosen])

    def _meeting(self, rule: Rule) -> Owed:
        day = occurrence(rule.event, self._a.as_of, self._m.calendar)
        if day < self._m.began or day > self._a.as_of:
            return self._nothing(rule)
        return self._made(rule, np.full(1, -1, np.int32), np.full(1, day, np.int32))

    def _holds(self, rule: Rule, lead: Int32) -> Bool:
        """Return for whom the rule's own condition holds at the end of the day, and whom the book does not rule out."""
        if not len(lead) or (lead < 0).any():
            return np.ones(len(lead), np.bool_)
        wanted = Not(Disqualified()) if rule.condition is None else All((Not(Disqualified()), rule.condition))
        theirs, place = of_these(self._m.facts, lead)
        at = Points(place, np.full(len(place), self._a.as_of, np.int32))
        return Scoring(theirs, self._book).conditions.holds(wanted, at)

    def _marked(self, rule: Rule, owed: Owed) -> Bool:
        """Return what somebody marked as done since it began."""
        done, names = self._m.facts.done, self._m.facts.names
        named = names.index(rule.id) if rule.id in names else -2
        mine = np.flatnonzero((done.rule == named) & (done.day <= self._a.as_of))
        # Lead -1, nobody in particular, has the last place.
        newest = np.zeros(self._a.leads + 1, np.int32)
        np.maximum.at(newest, done.lead[mine], done.day[mine])
        return np.asarray(newest[owed.lead] >= np.maximum(owed.start, 1))

    @staticmethod
    def _without(owed: Owed, gone: Bool) -> Owed:
        if not gone.any():
            return owed
        kept = ~gone
        return replace(
            owed,
            **{name: getattr(owed, name)[kept] for name in ("lead", "leg", "start", "due", "attempts")},
        )

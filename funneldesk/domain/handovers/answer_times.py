"""How long a hand-over waits for the first contact and for an answer, by side, open ones counted."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.calendar import Calendar
from funneldesk.domain.duties.answers import IS, SALES, Answers
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.fields import SIDES
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.waiting import Waiting, curve
from funneldesk.domain.handovers.scorecard import CONTACT_DAYS, first_answer, first_contact
from funneldesk.domain.moment import NEVER
from funneldesk.domain.unique import unique

#: What is waited for: the first contact, and accepting or rejecting.
CONTACT, ANSWER = "contact", "answer"
#: The event of the rule whose limit is that of a side's contact or answer.
_RULES = {("is", CONTACT): "candidate", ("sales", ANSWER): "handover"}


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit of the book, in "calendar" or "business" days; `goal`: the least share within it, if agreed."""

    days: int
    calendar: str
    goal: float | None = None


def limits_of(book: Book) -> dict[tuple[str, str], Limit]:
    """Return what the book asks of a side: sales' contact within 7 days (its KPI), and the limits of its rules."""
    goal = next((kpi.low for kpi in book.kpis if kpi.code == "contact_7_days"), None)
    limits = {("sales", CONTACT): Limit(CONTACT_DAYS, "calendar", goal)}
    for name, event in _RULES.items():
        rule = next((one for one in book.rules if one.event == event), None)
        if rule is not None:
            limits[name] = Limit(rule.due_days, rule.due_calendar)
    return limits


@dataclass(frozen=True, slots=True, eq=False)
class AnswerTime:
    """What one side (`domain.fields.SIDES`) is waited for: how long, and how often it came within the limit.

    `within` is of the hand-overs whose limit is over; None where the book has no limit. `open`: positions of the
    leads that still wait, each once.
    """

    side: str
    what: str
    wait: Waiting
    limit: Limit | None
    within: Share | None
    open: Int32

    @property
    def recorded(self) -> bool:
        """Whether any record says that it came: else nothing can be said of how long it takes."""
        return self.wait.reached > 0


@dataclass(frozen=True, slots=True)
class _Asked:
    side: str
    what: str
    limit: Limit | None
    calendar: Calendar


def answer_times(
    facts: Facts,
    answers: Answers,
    calendar: Calendar,
    chosen: Bool,
    limits: Mapping[tuple[str, str], Limit],
) -> tuple[AnswerTime, ...]:
    """Return the waits of the chosen leads' hand-overs that have a date; sides nothing was handed to are left out.

    Counted as the scorecard counts: a deal since is a contact and an answer. A decision without a date is left out.
    """
    legs = answers.legs
    dated = (facts.handovers.handed_day[legs.place] != NEVER) & chosen[legs.lead]
    decided = facts.handovers.decided_day[legs.place] != NEVER
    answered = first_answer(facts, answers)
    found = []
    for side in (IS, SALES):
        own = dated & (legs.to_sales == (side == SALES))
        if not own.any():
            continue
        contacted = first_contact(facts, answers, side)
        undated = (legs.decided != NEVER) & ~decided
        for what, when, among in ((CONTACT, contacted, own), (ANSWER, answered, own & ~undated)):
            limit = limits.get((SIDES[side], what))
            found.append(_waited(answers, among, when, _Asked(SIDES[side], what, limit, calendar)))
    return tuple(found)


def _waited(answers: Answers, among: Bool, when: Int32, asked: _Asked) -> AnswerTime:
    legs, limit = answers.legs, asked.limit
    handed, when = legs.handed[among], when[among]
    arrived = when != NEVER
    # Noted before the hand-over, it was there at once.
    spent = np.maximum(np.where(arrived, when, answers.as_of) - handed, 0).astype(np.int32)
    within = None
    if limit is not None:
        due = asked.calendar.due(handed, limit.days, limit.calendar)
        over = due < answers.as_of
        within = Share(int(np.count_nonzero(over)), int(np.count_nonzero(over & (when <= due))))
    waits = unique(legs.lead[among][~arrived]).astype(np.int32)
    return AnswerTime(asked.side, asked.what, curve(spent, arrived), limit, within, waits)

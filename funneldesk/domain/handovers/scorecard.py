"""What both sides promised each other about hand-overs to sales, and in how many cases it was kept.

Counted over hand-overs to sales of the last `WINDOW_DAYS` days whose time limit is over by the day asked about, so
that one of yesterday is neither kept nor broken. What no record could ever tell is `recorded` False: no figure.
"""

from dataclasses import dataclass, field

import numpy as np

from funneldesk.domain.calendar import Calendar
from funneldesk.domain.duties.answers import SALES, UNSAID, Answers
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.funnel.intervals import wilson
from funneldesk.domain.moment import NEVER
from funneldesk.domain.unique import unique

WINDOW_DAYS = 90
CONTACT_DAYS = 7
#: With fewer cases the interval stands beside the rate.
FEW = 30


def _nobody() -> Int32:
    return np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """In `k` of `n` cases it was done; `missed`: positions of the leads where it was not."""

    k: int
    n: int
    recorded: bool = True
    missed: Int32 = field(default_factory=_nobody)

    @property
    def rate(self) -> float | None:
        """Return the share, None where there is nothing to judge."""
        return self.k / self.n if self.recorded and self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return the 95 % interval of the share, None where there is none."""
        return wilson(self.k, self.n) if self.rate is not None else None

    @property
    def is_few(self) -> bool:
        """Whether a few more cases could change the picture."""
        return self.rate is not None and self.n < FEW


@dataclass(frozen=True, slots=True, eq=False)
class SalesKept:
    """What sales owes: contact within `CONTACT_DAYS`, an answer in time, a reason for each rejection."""

    contact: Kept
    answer: Kept
    reason: Kept


def kept_by_sales(
    facts: Facts, answers: Answers, calendar: Calendar, *, answer_days: int, answer_calendar: str
) -> SalesKept:
    """Return what sales kept, with the time limit for an answer that the book's rule gives."""
    legs, as_of = answers.legs, answers.as_of
    recent = legs.to_sales & (legs.handed > as_of - WINDOW_DAYS - CONTACT_DAYS) & (legs.handed <= as_of)
    by_contact = first_contact(facts, answers, SALES)
    over = recent & (legs.handed + CONTACT_DAYS < as_of)
    # Where a tool never writes a contact down, a deal alone would look like all contact there was.
    told = bool((legs.contacted != NEVER).any()) or bool(_of_side(answers, SALES).any())
    contact = _kept(legs.lead, over, by_contact - legs.handed <= CONTACT_DAYS, recorded=told)
    due = calendar.due(legs.handed, answer_days, answer_calendar)
    answered = first_answer(facts, answers)
    decided = bool((legs.to_sales & (legs.decided != NEVER)).any())
    answer = _kept(legs.lead, recent & (due < as_of), answered <= due, recorded=decided)
    rejected = legs.to_sales & legs.rejected & (legs.decided > as_of - WINDOW_DAYS)
    said = facts.handovers.reason[legs.place] >= 0
    return SalesKept(contact, answer, _kept(legs.lead, rejected, said, recorded=decided))


def _kept(lead: Int32, among: Bool, done: Bool, *, recorded: bool) -> Kept:
    missed = unique(lead[among & ~done]).astype(np.int32)
    return Kept(int(np.count_nonzero(among & done)), int(np.count_nonzero(among)), recorded, missed)


def first_contact(facts: Facts, answers: Answers, side: int) -> Int32:
    """Return for each leg the first contact since by that side, a deal included; NEVER for none."""
    noted = np.minimum(answers.legs.contacted, _first_deal(facts, answers))
    return np.minimum(noted, _first_call(facts, answers, side)).astype(np.int32)


def first_answer(facts: Facts, answers: Answers) -> Int32:
    """Return for each leg the day of its decision, or of a deal since, which says the same; NEVER for none."""
    return np.minimum(answers.legs.decided, _first_deal(facts, answers)).astype(np.int32)


def _of_side(answers: Answers, side: int) -> Bool:
    contacts = answers.contacts
    return np.asarray(contacts.reached & (contacts.side == side))


def _first_call(facts: Facts, answers: Answers, side: int) -> Int32:
    """Return for each leg the first contact since: by the side, or after that day by nobody knows whom."""
    contacts = answers.contacts
    own = _of_side(answers, side)
    other = contacts.reached & (contacts.side == UNSAID)
    by_side = _first_since(facts, answers, contacts.lead[own], contacts.day[own])
    # The call that led to the hand-over is on its day.
    by_somebody = _first_since(facts, answers, contacts.lead[other], contacts.day[other] - 1)
    return np.minimum(by_side, np.where(by_somebody == NEVER, NEVER, by_somebody + 1)).astype(np.int32)


def _first_deal(facts: Facts, answers: Answers) -> Int32:
    return _first_since(facts, answers, *_deals(facts, answers.as_of))


def _deals(facts: Facts, as_of: int) -> tuple[Int32, Int32]:
    here = (facts.deals.lead >= 0) & (facts.deals.opened_day <= as_of)
    return facts.deals.lead[here], facts.deals.opened_day[here]


def _first_since(facts: Facts, answers: Answers, lead: Int32, day: Int32) -> Int32:
    """Return for each leg the first of some days of its lead from the hand-over on, NEVER for none."""
    legs = answers.legs
    keys = np.sort(lead.astype(np.int64) << 32 | day)
    # One more than all leads: what is beyond the last key is of nobody.
    keys = np.append(keys, np.int64(facts.count) << 32)
    found = keys[np.searchsorted(keys, legs.lead.astype(np.int64) << 32 | legs.handed)]
    same = found >> 32 == legs.lead
    return np.where(same, found & 0xFFFFFFFF, NEVER).astype(np.int32)

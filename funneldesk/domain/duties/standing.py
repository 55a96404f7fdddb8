"""Duties that no rule of the book spells out, and that would be forgotten without anybody deciding so.

A reason that passes somebody to the person in charge, or says that the lead is there twice, asks a person to act; and
whoever was reached must be handed on or turned down some day. The time for either is the one that the book gives
sales for its answer to a hand-over, without such a rule the one for the call.
"""

import numpy as np

from funneldesk.domain.book.book import Book, Rule
from funneldesk.domain.duties.answers import IS, SALES, UNSAID, Answers
from funneldesk.domain.facts import FOLLOWS, Bool, Facts, Int32
from funneldesk.domain.moment import NEVER

#: Their events, which are their ids as well, and who owes them.
STANDING = {"undecided": "is", "to_owner": "sales", "merge": "marketing"}


def standing_rules(book: Book) -> tuple[Rule, ...]:
    """Return them as lines of the book; nobody is asked to decide about calls that no rule asks for."""
    answer = next((rule for rule in book.rules if rule.event == "handover"), None)
    call = next((rule for rule in book.rules if rule.event == "candidate"), None)
    limit = answer or call
    days, calendar = (limit.due_days, limit.due_calendar) if limit else (0, "calendar")
    made = {
        event: Rule(event, 0, event, event, who, event, days, calendar, "") for event, who in STANDING.items()
    }
    if call is None:
        del made["undecided"]
    return tuple(made.values())


def undecided(answers: Answers, since: Int32) -> tuple[Int32, Int32]:
    """Return who was reached and then neither handed on nor turned down, and the newest day on which they were met.

    Counted from the candidate's spell or from the newest hand-over to inside sales, whichever is later. Whom sales
    has, by a deal, a list, a decision or a call of its own, is decided about.
    """
    legs, contacts, leads = answers.legs, answers.contacts, answers.leads
    begun = np.where((since == NEVER) | answers.customer, 0, since).astype(np.int32)
    # Without a date nobody can say that it came before the call.
    passed = ~legs.to_sales & ~legs.rejected & (legs.handed > 0)
    np.maximum.at(begun, legs.lead[passed], legs.handed[passed])
    matter: Bool = (since != NEVER) & ~answers.customer
    matter[legs.lead[passed]] = True
    met = contacts.newest(leads, contacts.reached & ((contacts.side == IS) | (contacts.side == UNSAID)))
    told = passed & (legs.contacted != NEVER)
    np.maximum.at(met, legs.lead[told], legs.contacted[told])
    settled = np.maximum.reduce(
        [answers.dealt, answers.claimed, contacts.newest(leads, contacts.reached & (contacts.side == SALES))]
    )
    decided = np.where(legs.to_sales | legs.rejected, legs.decided, NEVER)
    for days in (np.where(legs.to_sales, legs.handed, NEVER), decided):
        here = days != NEVER
        np.maximum.at(settled, legs.lead[here], days[here].astype(np.int32))
    first = np.maximum(begun, 1)
    owed = matter & (met >= first) & (settled < first) & ~answers.in_deal & ~answers.taken
    lead = np.flatnonzero(owed).astype(np.int32)
    return lead, met[lead]


def asked_to_act(facts: Facts, answers: Answers, event: str, merged: Int32) -> Int32:
    """Return the legs, one a lead, whose reason asks for `event` and about which nothing was done since.

    To the person in charge: until sales gets in touch on a later day, or has a deal or the lead since then. Twice:
    until somebody decided since then whether it is one with another lead; `merged`: the newest such day of each lead.
    Of both only the lead's newest matter asks: another hand-over is another matter.
    """
    legs, contacts, leads = answers.legs, answers.contacts, answers.leads
    newest, _day = legs.newest_matter(leads)
    follows = facts.handovers.follows[legs.place[newest]] == FOLLOWS.index(event)
    chosen = newest[legs.rejected[newest] & follows]
    lead, day = legs.lead[chosen], np.maximum(legs.decided[chosen], 1)
    if event == "merge":
        over = merged[lead] >= day
    else:
        by_sales = contacts.reached & ((contacts.side == SALES) | (contacts.side == UNSAID))
        over = contacts.newest(leads, by_sales)[lead] > day
        over |= np.maximum(answers.dealt, answers.claimed)[lead] >= day
    asking: Int32 = chosen[~over]
    return asking

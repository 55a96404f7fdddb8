"""Who is to be called, since when, and how many calls in a row nobody answered."""

import numpy as np

from funneldesk.domain.duties.answers import IS, SALES, UNSAID, Answers
from funneldesk.domain.facts import Bool, Int32
from funneldesk.domain.moment import NEVER


def waiting(answers: Answers, since: Int32) -> tuple[Int32, Int32]:
    """Return since when each lead waits for inside sales to call, and by which leg (-1: none).

    0: nobody can say since when, NEVER: it does not wait. `since`: since when it is a candidate. A candidate waits
    from that day on; whoever is none, or was answered since, from the newest hand-over to inside sales on.
    """
    legs = answers.legs
    sold = answers.in_deal | answers.customer | answers.taken
    by_score = (since != NEVER) & (answers.answered < since) & ~sold
    passed = np.flatnonzero(~legs.to_sales & ~legs.rejected & (legs.contacted == NEVER))
    lead, handed = legs.lead[passed], legs.handed[passed]
    # A hand-over is somebody's wish: it counts for a customer as well.
    wished = passed[(answers.answered[lead] < np.maximum(handed, 1)) & ~answers.taken[lead]]
    newest = np.full(answers.leads, -1, np.int32)
    # Sorted by (lead, handed): of several assignments the newest stays.
    newest[legs.lead[wished]] = wished
    begun = np.full(answers.leads, NEVER, np.int32)
    there = newest >= 0
    begun[there] = legs.handed[newest[there]]
    return np.where(by_score, since, begun).astype(np.int32), newest


def without_contact(answers: Answers) -> Int32:
    """Return the newest legs to sales, one a lead, that have a day and after which sales made no contact.

    A call of a list that does not say whose it was is the one that led to the hand-over, on that day.
    """
    legs, contacts, leads = answers.legs, answers.contacts, answers.leads
    newest = legs.newest(leads, legs.to_sales)
    lead, handed = legs.lead[newest], legs.handed[newest]
    by_sales = contacts.newest(leads, contacts.reached & (contacts.side == SALES))
    by_somebody = contacts.newest(leads, contacts.reached & (contacts.side == UNSAID))
    over = (
        (handed == 0)
        | answers.turned_down[lead]
        | legs.rejected[newest]
        | (legs.contacted[newest] != NEVER)
        | (by_sales[lead] >= handed)
        | (by_somebody[lead] > handed)
        | (answers.dealt[lead] >= handed)
        | answers.in_deal[lead]
    )
    silent: Int32 = newest[~over]
    return silent


def called_again(answers: Answers, legs: Int32, after_days: int) -> Int32:
    """Return for each of these legs the newest call of inside sales after the days to wait, 0 for none."""
    contacts, lead = answers.contacts, answers.legs.lead[legs]
    begins = np.full(answers.leads, NEVER, np.int32)
    begins[lead] = answers.legs.handed[legs] + after_days
    again = contacts.call & (contacts.side == IS) & (contacts.day >= begins[contacts.lead])
    return contacts.newest(answers.leads, again)[lead]


def in_vain(answers: Answers, begun: Int32) -> Int32:
    """Return the calls since `begun` (each lead, NEVER: none) that nobody answered, in a row up to now; in order."""
    contacts = answers.contacts
    reached = contacts.newest(answers.leads, contacts.reached)[contacts.lead]
    found: Bool = (
        contacts.call & ~contacts.reached & (contacts.day >= begun[contacts.lead]) & (contacts.day > reached)
    )
    return np.flatnonzero(found).astype(np.int32)


def nth_of_each_lead(lead: Int32, count: int) -> Int32:
    """Return the place of the `count`-th entry of each lead that has so many; `lead` is sorted."""
    begins = np.flatnonzero(np.r_[True, lead[1:] != lead[:-1]]) if len(lead) else np.zeros(0, np.int64)
    ends = np.append(begins[1:], len(lead))
    return (begins[ends - begins >= count] + count - 1).astype(np.int32)

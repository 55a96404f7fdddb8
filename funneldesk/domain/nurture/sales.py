"""Who is with sales, and who came back from there: what hand-overs and deals say of nurturing."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.duties.answers import answers_of
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.moment import NEVER


@dataclass(frozen=True, slots=True, eq=False)
class Sales:
    """Arrays over leads.

    `recheck`: the day to look again at a lead that came back from sales, NEVER for all others; `due`: that day has
    come and nobody has been in touch since; `busy`: a hand-over waits for an answer, a deal is open, or one was won.
    """

    recheck: Int32
    due: Bool
    busy: Bool


def sales(facts: Facts, as_of: int) -> Sales:
    """Return what holds at the end of `as_of`.

    A lead came back by the newest of its rejections and lost deals that has a date to look again, unless a hand-over
    followed on it.
    """
    known, lost = answers_of(facts, as_of), facts.rechecks
    legs = known.legs
    busy = known.in_deal.copy()
    busy[legs.lead[legs.is_open]] = True
    newest = np.zeros(facts.count, np.int32)
    np.maximum.at(newest, legs.lead, legs.handed)
    told = np.flatnonzero(legs.rejected)
    gone = np.flatnonzero(lost.lost_day <= as_of)
    lead = np.concatenate([legs.lead[told], lost.lead[gone]])
    day = np.concatenate([legs.decided[told], lost.lost_day[gone]])
    again = np.concatenate([legs.recheck[told], lost.recheck_day[gone]])
    order = np.lexsort((again, day, lead))
    came = np.zeros(facts.count, np.int32)
    recheck = np.full(facts.count, NEVER, np.int32)
    # In order of time: of several of one lead the newest stays.
    came[lead[order]], recheck[lead[order]] = day[order], again[order]
    recheck[newest > came] = NEVER
    called = known.contacts.newest(facts.count, known.contacts.call)
    touched = np.maximum(known.answered, called)
    return Sales(recheck, (recheck <= as_of) & (touched < recheck), busy)

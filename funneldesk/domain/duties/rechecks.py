"""When to look again at each lead: the date its newest matter left."""

import numpy as np

from funneldesk.domain.duties.answers import Answers
from funneldesk.domain.facts import Facts, Int32
from funneldesk.domain.moment import NEVER


def newest_recheck(facts: Facts, answers: Answers) -> Int32:
    """Return the date to look again at each lead, 0 for none.

    Whatever came later outdates a date: another hand-over, another deal. The newest matter is a leg, as old as its
    decision where it was rejected, or a lost deal; of both on one day the later date counts.
    """
    legs, lost = answers.legs, facts.rechecks
    by_leg, leg_day = np.zeros(answers.leads, np.int32), np.zeros(answers.leads, np.int32)
    newest, heard = legs.newest_matter(answers.leads)
    lead = legs.lead[newest]
    leg_day[lead] = heard
    by_leg[lead] = np.where(legs.recheck == NEVER, 0, legs.recheck)[newest]
    by_deal, deal_day = np.zeros(answers.leads, np.int32), np.zeros(answers.leads, np.int32)
    here = np.flatnonzero((lost.lost_day <= answers.as_of) & (answers.dealt[lost.lead] <= lost.lost_day))
    # Sorted by (lead, lost): of several assignments the newest stays.
    by_deal[lost.lead[here]] = lost.recheck_day[here]
    deal_day[lost.lead[here]] = lost.lost_day[here]
    found = np.where(deal_day > leg_day, by_deal, by_leg)
    return np.where(deal_day == leg_day, np.maximum(by_deal, by_leg), found).astype(np.int32)

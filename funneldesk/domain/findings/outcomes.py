"""What became of the leads: stages, what sales answered, whether anybody got in touch. Answers to every question."""

from dataclasses import dataclass, replace

import numpy as np

from funneldesk.domain.facts import Bool, Facts, Int32, Int64
from funneldesk.domain.fields import ACTIVITY_KINDS, DECISIONS, LEAD, MQL, SIDES
from funneldesk.domain.funnel.contact_speed import is_contact
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER

_SALES, _ACCEPTED = SIDES.index("sales"), DECISIONS.index("accepted")
_DOWNLOAD = ACTIVITY_KINDS.index("download")
#: No lead waits longer; so the difference of two days of which one is NEVER cannot overflow.
_LONGEST = 400_000


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """Days (n leads, NEVER where it did not happen by as-of) of what became of each lead.

    `implied` (stages × leads): known to have been reached only because a later stage was, so nobody came from there.
    `handed`: first handed over to sales; `accepted`: first accepted by sales from then on; `downloaded`: the first
    download; `waited`: days from it to the first call or meeting, NEVER if nobody got in touch.
    """

    stages: StageDays
    implied: Bool
    handed: Int32
    accepted: Int32
    downloaded: Int32
    waited: Int32

    @property
    def as_of(self) -> int:
        """Return the day up to which anything is known."""
        return self.stages.as_of

    @property
    def lead_day(self) -> Int32:
        """Return the day each lead became one."""
        return self.stages.day_of(LEAD)


def outcomes(facts: Facts, days: StageDays) -> Outcomes:
    """Return what became of the leads by the end of `days.as_of`."""
    legs = facts.handovers
    handed = _first(
        facts, legs.lead, legs.handed_day, (legs.side == _SALES) & (legs.handed_day <= days.as_of)
    )
    # A decision without a date counts from the day of the hand-over.
    decided = np.where(legs.decided_day == NEVER, legs.handed_day, legs.decided_day)
    yes = (legs.side == _SALES) & (legs.decision == _ACCEPTED) & (decided <= days.as_of)
    accepted = _first(facts, legs.lead, decided, yes & (decided >= handed[legs.lead]))
    events = facts.events
    downloads = events.where(lambda of: (of("kind") == _DOWNLOAD) & (of("day") <= days.as_of))
    downloaded = np.full(facts.count, NEVER, np.int32)
    np.minimum.at(downloaded, events.some("lead", downloads), events.some("day", downloads))
    contact = _first_contact(facts, downloaded, days.as_of)
    waited = np.where(contact != NEVER, contact.astype(np.int64) - downloaded, NEVER).astype(np.int32)
    implied = days.skipped.copy()
    mql = np.where(days.book_mql != NEVER, days.book_mql, days.listed_mql)
    implied[MQL] |= mql > days.day_of(MQL)
    return Outcomes(days, implied, handed, accepted, downloaded, waited)


def shuffled(real: Outcomes, seed: int) -> Outcomes:
    """Return a copy in which nothing about a lead has to do with what became of it.

    What became of each lead - days from its first day to every stage, to the hand-over to sales and to the acceptance,
    with what has no date - is dealt to another lead, as one whole: so rates, waiting times and how the stages hang
    together stay what they are. Everything else stays with its lead: first day, attributes, campaign, every touch. What
    would then lie after as-of has not happened yet, so that young leads are as young as before. How long downloads
    waited for a call is dealt anew in the same way, among those who downloaded.
    """
    random = np.random.default_rng(seed)
    stages = real.stages
    order = random.permutation(stages.count)
    start = real.lead_day
    undated = stages.undated[:, order]
    undated[LEAD] = stages.undated[LEAD]
    moved = np.stack([_moved(day, start, order, real.as_of) for day in stages.day])
    moved[LEAD] = start
    dealt = replace(stages, day=moved, reached=(moved != NEVER) | undated, undated=undated)
    waited = real.waited.copy()
    asked = np.flatnonzero(real.downloaded != NEVER)
    waited[asked] = waited[random.permutation(asked)]
    too_late = real.downloaded.astype(np.int64) + waited > real.as_of
    waited[too_late] = NEVER
    return Outcomes(
        dealt,
        real.implied[:, order],
        _moved(real.handed, start, order, real.as_of),
        _moved(real.accepted, start, order, real.as_of),
        real.downloaded,
        waited,
    )


def _first_contact(facts: Facts, since: Int32, as_of: int) -> Int32:
    """Return the first call or meeting from `since` on, or the contact a list of hand-overs notes."""
    calls = facts.events.where(lambda of: is_contact(of("kind")))
    lead = np.concatenate([facts.events.some("lead", calls), facts.handovers.lead])
    when = np.concatenate([facts.events.some("day", calls), facts.handovers.contacted_day])
    return _first(facts, lead, when, (when <= as_of) & (when >= since[lead]))


def _moved(day: Int32, start: Int32, order: Int64, as_of: int) -> Int32:
    """Return the days since each lead's start, dealt in another order, as days again."""
    known = (day != NEVER) & (start != NEVER)
    waited = np.where(known, day.astype(np.int64) - start, _LONGEST)[order]
    when = start.astype(np.int64) + waited
    happened = (waited < _LONGEST) & (start != NEVER) & (when <= as_of)
    return np.where(happened, when, NEVER).astype(np.int32)


def _first(facts: Facts, lead: Int32, day: Int32, chosen: Bool) -> Int32:
    first = np.full(facts.count, NEVER, np.int32)
    np.minimum.at(first, lead[chosen], day[chosen])
    return first

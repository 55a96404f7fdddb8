"""Speed to contact: how soon somebody called, and what became of it (DESIGN 6)."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.fields import ACTIVITY_KINDS, DEAL, WON
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER

#: Calendar days from the trigger to the contact: first and last of each bucket, None: open.
BUCKETS: tuple[tuple[int, int | None], ...] = ((0, 1), (2, 3), (4, 7), (8, 14), (15, None))
#: Whoever was triggered later has not had the time to come to a deal.
OLD_ENOUGH_DAYS = 90
_CONTACTS = ("call", "meeting")


@dataclass(frozen=True, slots=True)
class SpeedBucket:
    """Leads contacted `first` to `last` days after the trigger; `first` None: nobody contacted them."""

    first: int | None
    last: int | None
    deals: Share
    wins: Share


@dataclass(frozen=True, slots=True, eq=False)
class ContactDays:
    """Each lead's trigger and first contact after it (n leads), NEVER where there is none."""

    trigger: Int32
    contact: Int32


def contact_days(facts: Facts, days: StageDays) -> ContactDays:
    """Return who was to be contacted since when, and when it first happened.

    Trigger: the first hand-over, else the first download. Contact: the first call or meeting from then on, answered or
    not, or the contact a list of hand-overs notes; not after the first deal.
    """
    as_of = days.as_of
    trigger = _first(
        facts, facts.handovers.lead, facts.handovers.handed_day, facts.handovers.handed_day <= as_of
    )
    events = facts.events
    happened = events.day <= as_of
    download = _first(
        facts, events.lead, events.day, happened & (events.kind == ACTIVITY_KINDS.index("download"))
    )
    trigger = np.where(trigger != NEVER, trigger, download).astype(np.int32)
    lead = np.concatenate([events.lead, facts.handovers.lead])
    when = np.concatenate([events.day, facts.handovers.contacted_day])
    contacts = np.isin(events.kind, [ACTIVITY_KINDS.index(kind) for kind in _CONTACTS])
    counted = np.concatenate([contacts, np.ones(len(facts.handovers), np.bool_)]) & (when <= as_of)
    counted &= (when >= trigger[lead]) & (when <= days.day_of(DEAL)[lead])
    return ContactDays(trigger, _first(facts, lead, when, counted))


def contact_speed(found: ContactDays, days: StageDays, chosen: Bool) -> tuple[SpeedBucket, ...]:
    """Return 商談率 and 受注率 by the days to the first contact, of the chosen leads; the last bucket: none.

    Left out: triggers less than 90 days old, and those after the first deal or with a deal nobody dated.
    """
    deal = days.day_of(DEAL)
    asked = chosen & (found.trigger != NEVER) & (found.trigger <= days.as_of - OLD_ENOUGH_DAYS)
    asked &= ~days.is_undated(DEAL) & (found.trigger <= deal)
    contacted = asked & (found.contact != NEVER)
    waited = np.where(contacted, found.contact - found.trigger, -1)
    buckets = []
    for first, last in (*BUCKETS, (None, None)):
        if first is None:
            members = asked & ~contacted
        else:
            members = contacted & (waited >= first) & (waited <= (NEVER if last is None else last))
        n = int(np.count_nonzero(members))
        deals, wins = (int(np.count_nonzero(members & days.is_reached(stage))) for stage in (DEAL, WON))
        buckets.append(SpeedBucket(first, last, Share(n, deals), Share(n, wins)))
    return tuple(buckets)


def _first(facts: Facts, lead: Int32, day: Int32, chosen: Bool) -> Int32:
    first = np.full(facts.count, NEVER, np.int32)
    np.minimum.at(first, lead[chosen], day[chosen])
    return first

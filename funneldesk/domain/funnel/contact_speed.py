"""Speed to contact: how soon somebody called, and what became of it (DESIGN 6)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.facts import Bool, Facts, Int8, Int32, Int64
from funneldesk.domain.fields import ACTIVITY_KINDS, DEAL, WON
from funneldesk.domain.findings.log_rank import LogRank, log_rank
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER, NO_INSTANT

#: Calendar days from the trigger to the contact: first and last of each bucket, None: open.
BUCKETS: tuple[tuple[int, int | None], ...] = ((0, 1), (2, 3), (4, 7), (8, 14), (15, None))
#: The bucket of those nobody contacted, and of those that are not judged.
NO_CONTACT, NOT_ASKED = len(BUCKETS), -1
#: Whoever was triggered later has not had the time to come to a deal.
OLD_ENOUGH_DAYS = 90
#: Chance alone makes a difference look as great in one of twenty cases at most.
LEVEL = 0.05
#: What is compared, by the number of buckets that count as soon: the first with enough people on both sides.
_SOON = (1, 3)
_LATE = 3
_CONTACTS = ("call", "meeting")
_LAST_DAYS = np.array([last for _first, last in BUCKETS if last is not None], np.int64)


@dataclass(frozen=True, slots=True)
class SpeedBucket:
    """Leads contacted `first` to `last` days after the trigger; `first` None: nobody contacted them."""

    first: int | None
    last: int | None
    deals: Share
    wins: Share


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Triggered leads that are not judged: too `young`, with a deal `before` the trigger, or one without a date."""

    young: int
    before: int
    undated: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Deals of those contacted within `soon_days` and of those contacted after `late_days` or more.

    `chance`: how likely chance alone makes them differ as much; None: there is nothing to test. A log-rank test, each
    lead watched from its contact on: who waited long for it had no deal until then, which must not count against the
    waiting. Handed over and downloaded are compared apart: who is handed over is called sooner and comes to deals
    more often anyway. `agrees`: compared so, the same side has more deals as in the plain shares.
    """

    soon_days: int
    late_days: int
    soon: Share
    late: Share
    chance: float | None
    agrees: bool = True

    @property
    def is_enough(self) -> bool:
        """Whether both sides have enough people to be said in words."""
        return self.soon.enough and self.late.enough

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the difference is hard to explain by chance."""
        return self.is_enough and self.agrees and self.chance is not None and self.chance < LEVEL


@dataclass(frozen=True, slots=True, eq=False)
class ContactDays:
    """Each lead's trigger and first contact after it (n leads), NEVER where there is none.

    `handed`: whose trigger is a hand-over; `recorded`: whether any record of a contact exists at all.
    """

    trigger: Int32
    contact: Int32
    handed: Bool
    recorded: bool


def contact_days(facts: Facts, days: StageDays) -> ContactDays:
    """Return who was to be contacted since when, and when it first happened.

    Trigger: the first hand-over, else the first download. Contact: the first call or meeting from then on, answered or
    not, or the contact a list of hand-overs notes; not after the first deal. By instant where both have one, else
    by day. Lists rarely say who called whom, so a call counts whichever way it went.
    """
    as_of, events, legs = days.as_of, facts.events, facts.handovers
    given = _first(facts, legs.lead, legs.handed_day, legs.handed_day <= as_of)
    downloads = events.where(
        lambda of: (of("kind") == ACTIVITY_KINDS.index("download")) & (of("day") <= as_of)
    )
    downloaded = np.full(facts.count, NEVER, np.int32)
    np.minimum.at(downloaded, events.some("lead", downloads), events.some("day", downloads))
    handed = given != NEVER
    trigger = np.where(handed, given, downloaded).astype(np.int32)
    since = np.where(handed, NO_INSTANT, _first_instants(facts, downloads, downloaded)).astype(np.int64)
    here = events.where(lambda of: is_contact(of("kind")) & (of("day") <= as_of))
    noted = np.flatnonzero(legs.contacted_day <= as_of)
    lead = np.concatenate([events.some("lead", here), legs.lead[noted]])
    when = np.concatenate([events.some("day", here), legs.contacted_day[noted]])
    instant = np.concatenate([events.some("instant", here), np.full(len(noted), NO_INSTANT)])
    counted = ~_is_after(trigger[lead], since[lead], when, instant)
    counted &= ~_is_after(when, instant, days.day_of(DEAL)[lead], days.deal_instant[lead])
    return ContactDays(trigger, _first(facts, lead, when, counted), handed, bool(len(lead)))


def bucket_of(found: ContactDays, days: StageDays, chosen: Bool) -> Int8:
    """Return the place in BUCKETS of each lead (n leads), NO_CONTACT or NOT_ASKED."""
    deal = days.day_of(DEAL)
    asked = chosen & (found.trigger != NEVER) & (found.trigger <= days.as_of - OLD_ENOUGH_DAYS)
    asked &= ~days.is_undated(DEAL) & (found.trigger <= deal)
    contacted = found.contact != NEVER
    waited = np.where(contacted, found.contact.astype(np.int64) - found.trigger, 0)
    place = np.where(contacted, np.searchsorted(_LAST_DAYS, waited), NO_CONTACT)
    return np.where(asked, place, NOT_ASKED).astype(np.int8)


def contact_speed(bucket: Int8, days: StageDays) -> tuple[SpeedBucket, ...]:
    """Return 商談率 and 受注率 by bucket (of `bucket_of`); the last: nobody contacted them.

    Left out: triggers less than 90 days old, and those after the first deal or with a deal nobody dated.
    """
    rows = []
    for place, (first, last) in enumerate((*BUCKETS, (None, None))):
        members = bucket == place
        rows.append(SpeedBucket(first, last, _share(members, days, DEAL), _share(members, days, WON)))
    return tuple(rows)


def left_out(found: ContactDays, days: StageDays, chosen: Bool) -> LeftOut:
    """Return how many of the chosen leads with a trigger are in no bucket, and why; each is counted once."""
    asked = chosen & (found.trigger != NEVER)
    undated = asked & days.is_undated(DEAL)
    before = asked & ~undated & (found.trigger > days.day_of(DEAL))
    young = asked & ~undated & ~before & (found.trigger > days.as_of - OLD_ENOUGH_DAYS)
    return LeftOut(*(int(np.count_nonzero(one)) for one in (young, before, undated)))


def compare(found: ContactDays, bucket: Int8, days: StageDays) -> Comparison:
    """Compare those contacted soon with those contacted after 8 days or more.

    Soon is within 1 day, or within 7 where that day has too few: decided by how many there are, never by how
    the comparison comes out.
    """
    first = _soon(bucket, _SOON[0])
    return _compared(found, bucket, days, _SOON[0 if _share(first, days, DEAL).enough else -1])


def compare_week(found: ContactDays, bucket: Int8, days: StageDays) -> Comparison:
    """Compare those contacted within 7 days with all contacted later."""
    return _compared(found, bucket, days, _SOON[-1])


def _soon(bucket: Int8, buckets: int) -> Bool:
    return (bucket >= 0) & (bucket < buckets)


def _compared(found: ContactDays, bucket: Int8, days: StageDays, buckets: int) -> Comparison:
    soon, late = _soon(bucket, buckets), (bucket >= _LATE) & (bucket < NO_CONTACT)
    soon_share, late_share = _share(soon, days, DEAL), _share(late, days, DEAL)
    tested = _tested(found, days, soon, late)
    more = soon_share.k * late_share.n >= late_share.k * soon_share.n
    agrees = tested.chance is None or (tested.observed >= tested.expected) == more
    soon_days = int(_LAST_DAYS[buckets - 1])
    return Comparison(soon_days, BUCKETS[_LATE][0], soon_share, late_share, tested.chance, agrees)


def _tested(found: ContactDays, days: StageDays, soon: Bool, late: Bool) -> LogRank:
    """Compare the deals after the contact, of those handed over and those who downloaded apart."""
    among = soon | late
    deal = days.day_of(DEAL)[among]
    end = np.minimum(deal, days.as_of) - found.contact[among].astype(np.int64)
    # On a stretch of days of its own each kind is at risk only beside its like.
    stretch = np.where(found.handed[among], 0, end.max(initial=0) + 2)
    entry = (stretch - 1).astype(np.int32)
    since = np.where(soon[among], -1, NEVER).astype(np.int32)
    return log_rank(entry, (end + stretch).astype(np.int32), deal != NEVER, since)


def contact_waits(found: ContactDays, days: StageDays, chosen: Bool) -> tuple[Bool, Int32, Bool]:
    """Return which of the chosen leads wait for a contact, for how many days, and who got it (n leads each).

    Who came to a deal without a recorded contact is followed until then.
    """
    deal = days.day_of(DEAL)
    asked = chosen & (found.trigger != NEVER) & (found.trigger <= deal)
    arrived = found.contact != NEVER
    end = np.where(arrived, found.contact, np.minimum(deal, days.as_of))
    spent = np.where(asked, end.astype(np.int64) - found.trigger, 0).astype(np.int32)
    return asked, spent, asked & arrived


def contacted_within(found: ContactDays, days: StageDays, chosen: Bool, limit_days: int) -> tuple[Bool, Bool]:
    """Return who of the chosen leads was triggered at least so many days ago, and who was contacted within them.

    Who came to a deal before the limit without a recorded contact is left out: nobody owes a call any more.
    """
    deal = days.day_of(DEAL).astype(np.int64)
    wait = found.contact.astype(np.int64) - found.trigger
    in_time = (found.contact != NEVER) & (wait <= limit_days)
    asked = chosen & (found.trigger != NEVER) & (found.trigger <= deal)
    asked &= found.trigger <= days.as_of - limit_days
    asked &= in_time | (deal - found.trigger > limit_days)
    return asked, asked & in_time


def _share(members: Bool, days: StageDays, stage: int) -> Share:
    n = int(np.count_nonzero(members))
    return Share(n, int(np.count_nonzero(members & days.is_reached(stage))))


def _is_after(day: Int32, instant: Int64, other_day: Int32, other_instant: Int64) -> Bool:
    """Whether each moment comes after the other one: by instant where both have one, else by day."""
    both = (instant != NO_INSTANT) & (other_instant != NO_INSTANT)
    return np.asarray(np.where(both, instant > other_instant, day > other_day))


def is_contact(kind: Int8) -> Bool:
    """Return which activities, by their kinds, are calls or meetings."""
    found = np.zeros(len(kind), np.bool_)
    for name in _CONTACTS:
        found |= kind == ACTIVITY_KINDS.index(name)
    return found


def _first_instants(facts: Facts, chosen: NDArray[np.intp], first: Int32) -> Int64:
    """Return the earliest instant of the chosen events on each lead's `first` day, NO_INSTANT if one has none."""
    events = facts.events
    here = chosen[events.some("day", chosen) == first[events.some("lead", chosen)]]
    instant = np.full(facts.count, np.iinfo(np.int64).max, np.int64)
    # NO_INSTANT lies before all others.
    np.minimum.at(instant, events.some("lead", here), events.some("instant", here))
    return instant


def _first(facts: Facts, lead: Int32, day: Int32, chosen: Bool) -> Int32:
    first = np.full(facts.count, NEVER, np.int32)
    np.minimum.at(first, lead[chosen], day[chosen])
    return first

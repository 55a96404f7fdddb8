"""Clocks: from when leads are watched for what, and how long; every question is asked on one of them."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.facts import Bool, Int32
from funneldesk.domain.fields import LEAD, STAGES
from funneldesk.domain.findings.log_rank import RiskSets
from funneldesk.domain.findings.outcomes import Outcomes
from funneldesk.domain.funnel.maturity import maturity, ninth_tenth
from funneldesk.domain.moment import NEVER

#: Leads are watched for so long: what happens later has other reasons.
WATCHED_DAYS = 180
#: Contents work longer: a lead reads for months before it asks.
READING_DAYS = 365
#: Sales answers, and somebody calls after a download, within a month or not because of it.
ANSWER_DAYS = 60
CONTACT_DAYS = 30


@dataclass(eq=False)
class Clock:
    """One thing that may happen (`stage`) after another (`previous`), each lead's days counted from `begin`.

    Columns over leads: watched from the day after `entry` to `end`, `arrived` on that day; `until` is the last day
    anything could be known; `end` == `entry`: not watched. Compared are leads of the same `period` (the quarter they
    became leads in) on the same day of this clock, so that neither times nor ages are mistaken for a difference.
    Shares are of leads watched for `mature_days`.
    """

    previous: str
    stage: str
    begin: Int32
    entry: Int32
    end: Int32
    arrived: Bool
    until: Int32
    mature_days: int
    period: Int32
    #: Whether days are counted at all, or only who stands where.
    is_dated: bool = True
    #: The longest any lead is watched, in days of this clock.
    span: int = field(init=False)

    def __post_init__(self) -> None:
        self.span = int(self.end.max(initial=0)) - int(self.entry.min(initial=0)) + 2

    def sets(self, among: Bool | None = None, *, by_period: bool = True) -> RiskSets:
        """Return the risk sets of everybody or of some leads, within periods or across them."""
        shift = self._shift(by_period=by_period)
        end = self.end if among is None else np.where(among, self.end, self.entry)
        return RiskSets(self.entry + shift, end + shift, self.arrived)

    def split(self, day: Int32, among: Bool | None, *, by_period: bool) -> "Split":
        """Return everybody (or some) twice: as long as they have not something, and from the day they have it."""
        shift = self._shift(by_period=by_period)
        since = self.on(day)
        last = self.end if among is None else np.where(among, self.end, self.entry)
        until = np.clip(since, self.entry, last)
        # Behind all days of everybody without it, so that nobody with it is compared with them.
        behind = self.span * (int(self.period.max(initial=0)) + 2)
        entry = np.concatenate([self.entry + shift, until + shift + behind])
        end = np.concatenate([until + shift, last + shift + behind])
        arrived = np.concatenate([self.arrived & (until == last), self.arrived & (until < last)])
        return Split(RiskSets(entry, end, arrived), behind)

    def counted(self, since: Int32, *, by_period: bool) -> Int32:
        """Return days of this clock as the risk sets count them."""
        shifted: Int32 = since + self._shift(by_period=by_period)
        shifted[since == NEVER] = NEVER
        return shifted

    def on(self, day: Int32) -> Int32:
        """Return calendar days as days of this clock; what was so all along (day 0) lies before its first day."""
        since: Int32 = day - self.begin
        np.maximum(since, -self.span, out=since)
        since[(day == NEVER) | (self.begin == NEVER)] = NEVER
        return since

    def _shift(self, *, by_period: bool) -> Int32:
        return self.period * self.span if by_period else np.zeros_like(self.period)


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """The risk sets of leads without and with something; the days of those with it lie `behind` the others."""

    sets: RiskSets
    behind: int

    def of_both(self, since: Int32) -> Int32:
        """Return days since which leads have something else, for both parts."""
        return np.concatenate([since, np.where(since == NEVER, NEVER, since + self.behind)]).astype(np.int32)


def quarter_codes(day: Int32) -> Int32:
    """Return a number for the quarter of each day, 0 for the first there is; NEVER counts as the first."""
    known = day != NEVER
    if not known.any():
        return np.zeros(len(day), np.int32)
    first = int(day[known].min())
    days = range(first, int(day[known].max()) + 1)
    table = np.array([_quarter(at) for at in days], np.int32)
    codes: Int32 = (table - table[0])[np.where(known, day - first, 0)]
    return codes


def quarter_label(day: int) -> str:
    """Return the quarter of a day as "2026-Q3"."""
    year, quarter = divmod(_quarter(day), 4)
    return f"{year:04}-Q{quarter + 1}"


def _quarter(day: int) -> int:
    at = date.fromordinal(day)
    return at.year * 4 + (at.month - 1) // 3


def stage_clock(found: Outcomes, book: Book, previous: int, stage: int, watched: int = WATCHED_DAYS) -> Clock:
    """Return the clock of one step of the funnel."""
    needed = min(maturity(found.stages, book, previous, stage), watched)
    begin = np.where(found.implied[previous], NEVER, found.stages.day_of(previous)).astype(np.int32)
    return _clock(found, (STAGES[previous], STAGES[stage]), begin, found.stages.day_of(stage), needed,
                  watched=watched, undated=found.stages.is_undated(stage))  # fmt: skip


def standing_clock(found: Outcomes, previous: int, stage: int) -> Clock:
    """Return a clock of one tick for a step most of whose arrivals no list dates: who stands where as of now.

    Nothing can be ordered on it, so it serves for what leads are, not for what they did.
    """
    there = found.stages.is_reached(previous) & ~found.implied[previous]
    begin = np.where(there, 1, NEVER).astype(np.int32)
    reached = np.where(found.stages.is_reached(stage), 1, NEVER).astype(np.int32)
    clock = _clock(found, (STAGES[previous], STAGES[stage]), begin, reached, 0, watched=1)
    clock.is_dated = False
    return clock


def late_clock(found: Outcomes, book: Book, begin: Int32, stage: int, previous: str, *, from_day: int = 0,
               for_days: int = WATCHED_DAYS) -> Clock:  # fmt: skip
    """Return the clock from the first day as a lead on which each is watched only since `begin` + `from_day`.

    So that who is compared has waited equally long as a lead, not only since `begin`.
    """
    start = found.lead_day
    there = (begin != NEVER) & (start != NEVER) & (begin >= start)
    entry = np.where(there, begin - start + from_day, np.int32(0))
    needed = min(maturity(found.stages, book, LEAD, stage), for_days)
    return _clock(found, (previous, STAGES[stage]), np.where(there, start, NEVER).astype(np.int32),
                  found.stages.day_of(stage), needed, watched=for_days - from_day, entry=entry,
                  undated=found.stages.is_undated(stage))  # fmt: skip


def answer_clock(found: Outcomes) -> Clock:
    """Return the clock from the first hand-over to sales to its acceptance; refused leads are never accepted."""
    answered = found.accepted != NEVER
    needed = ninth_tenth(found.accepted[answered] - found.handed[answered])
    mature_days = ANSWER_DAYS if needed is None else min(needed, ANSWER_DAYS)
    return _clock(
        found, ("handed", "accepted"), found.handed, found.accepted, mature_days, watched=ANSWER_DAYS
    )


def contact_clock(found: Outcomes) -> Clock:
    """Return the clock from the first download to a call or a meeting."""
    reached = found.downloaded.astype(np.int64) + found.waited
    contact = np.where(found.waited != NEVER, reached, NEVER).astype(np.int32)
    return _clock(
        found, ("download", "contact"), found.downloaded, contact, CONTACT_DAYS, watched=CONTACT_DAYS
    )


def _clock(
    found: Outcomes,
    names: tuple[str, str],
    begin: Int32,
    reached: Int32,
    mature_days: int,
    *,
    watched: int,
    entry: Int32 | None = None,
    undated: Bool | None = None,
) -> Clock:
    """Watch leads that have a day `begin` from the day after `entry` (given: nobody before) for `watched` days.

    A lead that reached the stage on no known day is left out, and who reached it before being watched.
    """
    there = begin != NEVER if undated is None else (begin != NEVER) & ~undated
    first = np.full(len(begin), -1, np.int32) if entry is None else entry
    until = np.where(there, found.as_of - begin, np.int32(-2))
    last = np.minimum(until, first.clip(0) + watched)
    spent = np.where(there & (reached != NEVER), reached - begin, np.int32(NEVER))
    watching = there & (spent > first) & (last > first)
    end = np.where(watching, np.minimum(spent, last), first)
    arrived = watching & (spent <= last)
    return Clock(
        names[0],
        names[1],
        begin,
        first,
        end,
        arrived,
        until,
        mature_days,
        quarter_codes(found.lead_day),
    )

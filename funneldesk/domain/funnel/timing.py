"""Timing: how soon people are contacted and what became of it, and how long they wait for each stage."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from funneldesk.domain.facts import Bool, Column, Facts, Int8, Int32, Int64
from funneldesk.domain.fields import DEAL, STAGES, WON
from funneldesk.domain.funnel.breakdown import Breakdown
from funneldesk.domain.funnel.contact_speed import (
    Comparison,
    ContactDays,
    LeftOut,
    SpeedBucket,
    bucket_of,
    compare,
    contact_days,
    contact_speed,
    contact_waits,
    contacted_within,
    left_out,
)
from funneldesk.domain.funnel.funnel_counting import steps
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.funnel.waiting import Waiting, curve, waiting
from funneldesk.domain.handovers.answer_times import AnswerTime
from funneldesk.domain.handovers.scorecard import CONTACT_DAYS
from funneldesk.domain.moment import NEVER

#: Within which the book's KPI asks for a contact: 7日以内の接触.
WEEK = CONTACT_DAYS


@dataclass(frozen=True, slots=True)
class StageWait:
    """How long leads wait from one stage to the next recorded one (codes of `domain.fields.STAGES`)."""

    previous: str
    stage: str
    wait: Waiting


@dataclass(frozen=True, slots=True)
class GroupSpeed:
    """One group: how soon its leads are contacted (`week`: within 7 days), and the deals of those old enough."""

    value: str | None
    triggers: int
    week: Share
    median_days: int | None
    deals: Share


@dataclass(frozen=True, slots=True)
class Timing:
    """Everything the page and the command say of the leads acquired in a range.

    `triggers`: leads handed over (`handed`) or with a download; `contacts_recorded`: whether any record of a call,
    a meeting or another contact exists. `is_empty`: there are no leads at all.
    """

    as_of: int
    from_day: int | None
    to_day: int | None
    triggers: int
    handed: int
    contacts_recorded: bool
    deals_recorded: bool
    wins_recorded: bool
    buckets: tuple[SpeedBucket, ...]
    comparison: Comparison
    left_out: LeftOut
    contact: Waiting
    week: Share
    waits: tuple[StageWait, ...]
    answers: tuple[AnswerTime, ...]
    by: str
    groups: tuple[GroupSpeed, ...]
    is_empty: bool
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Speeds:
    """The contacts of the chosen leads, sorted into buckets."""

    found: ContactDays
    bucket: Int8
    chosen: Bool


def speeds(facts: Facts, days: StageDays, chosen: Bool) -> Speeds:
    """Return the contacts of the chosen leads."""
    found = contact_days(facts, days)
    return Speeds(found, bucket_of(found, days, chosen), chosen)


def timing(
    days: StageDays,
    of: Speeds,
    period: Period,
    answers: tuple[AnswerTime, ...],
    *,
    groups: Breakdown | None = None,
    labels: Mapping[str, str] | None = None,
) -> Timing:
    """Return the timing of the chosen leads; `period`: the range they were acquired in."""
    found, chosen = of.found, of.chosen
    triggered = chosen & (found.trigger != NEVER)
    asked, spent, arrived = contact_waits(found, days, chosen)
    owed, in_time = contacted_within(found, days, chosen, WEEK)
    return Timing(
        days.as_of,
        period.from_day,
        period.to_day,
        triggers=int(np.count_nonzero(triggered)),
        handed=int(np.count_nonzero(triggered & found.handed)),
        contacts_recorded=found.recorded,
        deals_recorded=days.recorded[DEAL],
        wins_recorded=days.recorded[WON],
        buckets=contact_speed(of.bucket, days),
        comparison=compare(found, of.bucket, days),
        left_out=left_out(found, days, chosen),
        contact=curve(spent[asked], arrived[asked]),
        week=Share(int(np.count_nonzero(owed)), int(np.count_nonzero(in_time))),
        waits=tuple(
            StageWait(STAGES[previous], STAGES[stage], waiting(days, chosen, previous, stage))
            for previous, stage in steps(days)
        ),
        answers=answers,
        by=groups.field if groups else "",
        groups=_groups(of, days, groups) if groups else (),
        is_empty=days.count == 0,
        labels=labels or {},
    )


def with_people_in_charge(facts: Facts, as_of: int) -> Facts:
    """Return facts whose owners are the people that first hand-overs name; the lead's own where they name nobody."""
    own = facts.columns.get("owner", Column((), np.full(facts.count, -1, np.int32)))
    legs, codes = facts.handovers, own.at(as_of).copy()
    named = np.flatnonzero((legs.handed_day <= as_of) & (legs.owner >= 0))[::-1]
    # Backwards, so that the first hand-over stays.
    codes[legs.lead[named]] = len(own.labels) + legs.owner[named]
    return replace(facts, columns={"owner": Column((*own.labels, *facts.names), codes)})


def _groups(of: Speeds, days: StageDays, groups: Breakdown) -> tuple[GroupSpeed, ...]:
    """Return the groups that anybody with a trigger is in, in the order of the breakdown."""
    count = len(groups.values)

    def counts(members: Bool) -> Int64:
        return np.bincount(groups.codes[members], minlength=count)

    triggered = counts(of.chosen & (of.found.trigger != NEVER))
    owed, in_time = (counts(members) for members in contacted_within(of.found, days, of.chosen, WEEK))
    judged = of.bucket >= 0
    n, k = counts(judged), counts(judged & days.is_reached(DEAL))
    medians = _medians(groups.codes, count, contact_waits(of.found, days, of.chosen))
    return tuple(
        GroupSpeed(
            groups.values[code],
            int(triggered[code]),
            Share(int(owed[code]), int(in_time[code])),
            medians[code],
            Share(int(n[code]), int(k[code])),
        )
        for code in np.flatnonzero(triggered).tolist()
    )


def _medians(codes: Int32, count: int, waits: tuple[Bool, Int32, Bool]) -> list[int | None]:
    """Return after how many days half of each group were contacted, None where that never was."""
    asked, spent, arrived = waits
    here = np.flatnonzero(asked)
    here = here[np.argsort(codes[here], kind="stable")]
    ends = np.searchsorted(codes[here], np.arange(count + 1))
    members = (here[first:last] for first, last in pairwise(ends.tolist()))
    return [curve(spent[own], arrived[own]).day_of(0.5) for own in members]

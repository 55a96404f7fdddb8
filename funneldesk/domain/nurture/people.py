"""Who is on the nurture list, who is not and why, and in which order they stand there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from funneldesk.domain.facts import Bool, Facts, Int32, Int64
from funneldesk.domain.fields import ACTIVITY_KINDS, LEAD, SAL, WON
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER
from funneldesk.domain.nurture.phases import Standing
from funneldesk.domain.nurture.sales import Sales

#: Why somebody is not on the list, in the order in which it is asked: one reason each, opting out last, so that it
#: counts those who would be on the list otherwise.
Reason = Literal["disqualified", "with_sales", "no_address", "returned", "opted_out"]
REASONS: tuple[Reason, ...] = ("disqualified", "with_sales", "no_address", "returned", "opted_out")
_BOUNCE = ACTIVITY_KINDS.index("bounce")
_LEFT = ACTIVITY_KINDS.index("unsubscribe")
#: What shows that mail arrives.
_ARRIVED = np.array([kind in ("open", "click", "reply") for kind in ACTIVITY_KINDS])


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Who is on the list, first things first (`order`: positions), and the others by reason.

    `due`: the day to look again at a lead that came back has come, and nobody was in touch since.
    """

    order: Int32
    left_out: Mapping[Reason, Int32]
    due: Bool


def people(facts: Facts, days: StageDays, where: Standing, from_sales: Sales, address: Bool) -> People:
    """Return who is on the list as of a day. `address`: has an e-mail address (all n leads)."""
    as_of = days.as_of
    # Whoever came back from sales is in nurturing again, whatever stage it once reached.
    busy = from_sales.busy | (days.is_reached(SAL) & (from_sales.recheck == NEVER))
    why: dict[Reason, Bool] = {
        "disqualified": facts.disqualified_day <= as_of,
        "with_sales": busy | days.is_reached(WON),
        "no_address": ~address,
        "returned": _returned(facts, as_of),
        "opted_out": (facts.opt_out_day <= as_of) | _ever(facts, _LEFT, as_of),
    }
    # Nobody is known before its first day.
    rest = days.is_reached(LEAD).copy()
    left_out: dict[Reason, Int32] = {}
    for reason in REASONS:
        left_out[reason] = np.flatnonzero(rest & why[reason]).astype(np.int32)
        rest &= ~why[reason]
    listed = np.flatnonzero(rest).astype(np.int32)
    last = np.where(where.last_day == NEVER, 0, where.last_day)
    keys = (-last, -where.phase, ~where.stalled, ~from_sales.due)
    order = listed[np.lexsort(tuple(key[listed] for key in keys))]
    return People(order, left_out, from_sales.due)


def _ever(facts: Facts, kind: int, as_of: int) -> Bool:
    events = facts.events
    index = events.where(lambda of: (of("kind") == kind) & ((of("day") <= as_of) | (of("day") == NEVER)))
    found = np.zeros(facts.count, np.bool_)
    found[events.some("lead", index)] = True
    return found


def _returned(facts: Facts, as_of: int) -> Bool:
    """Return whose mail came back last: nothing was opened, clicked or answered on a later day, or on the same."""
    events = facts.events
    came_back = _last_day(facts, events.where(lambda of: of("kind") == _BOUNCE), as_of)
    back = came_back >= 0
    asked = events.where(lambda of: back.take(of("lead")) & _ARRIVED.take(of("kind")))
    arrived = _last_day(facts, asked, as_of)
    return came_back > arrived


def _last_day(facts: Facts, index: Int64, as_of: int) -> Int32:
    """Return each lead's last day among some activities, -1 without one; those without a date count as day 0."""
    day, lead = facts.events.some("day", index), facts.events.some("lead", index)
    last = np.full(facts.count, -1, np.int32)
    last[lead[day == NEVER]] = 0
    dated = day <= as_of
    last[lead[dated]] = day[dated]
    return last

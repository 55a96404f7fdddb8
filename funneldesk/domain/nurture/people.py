"""Who is on the nurture list, who is not and why, and in which order they stand there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from funneldesk.domain.facts import Bool, Facts, Int32, Int64
from funneldesk.domain.fields import ACTIVITY_KINDS, OUTCOMES, SAL, WON
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER
from funneldesk.domain.nurture.phases import Standing

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

    `due`: the day to look at a recycled lead again has come.
    """

    order: Int32
    left_out: Mapping[Reason, Int32]
    due: Bool


def people(
    facts: Facts, days: StageDays, where: Standing, *, recheck: Int32, with_sales: Bool, address: Bool
) -> People:
    """Return who is on the list as of a day.

    `recheck`: the day to look at a recycled lead again, NEVER for all others; `with_sales`: a hand-over waits for an
    answer; `address`: has an e-mail address (all n leads).
    """
    as_of = days.as_of
    busy = with_sales | _has_open_deal(facts, as_of) | days.is_reached(WON)
    # Whoever came back from sales is in nurturing again, whatever stage it once reached.
    busy |= days.is_reached(SAL) & (recheck == NEVER)
    why: dict[Reason, Bool] = {
        "disqualified": facts.disqualified_day <= as_of,
        "with_sales": busy,
        "no_address": ~address,
        "returned": _returned(facts, as_of),
        "opted_out": (facts.opt_out_day <= as_of) | _ever(facts, _LEFT, as_of),
    }
    # Nobody is known before its first day.
    rest = days.is_reached(0).copy()
    left_out: dict[Reason, Int32] = {}
    for reason in REASONS:
        left_out[reason] = np.flatnonzero(rest & why[reason]).astype(np.int32)
        rest &= ~why[reason]
    due: Bool = recheck <= as_of
    listed = np.flatnonzero(rest).astype(np.int32)
    last = np.where(where.last_day == NEVER, 0, where.last_day)
    keys = (-last, -where.phase, ~where.stalled, ~due)
    order = listed[np.lexsort(tuple(key[listed] for key in keys))]
    return People(order, left_out, due)


def _has_open_deal(facts: Facts, as_of: int) -> Bool:
    """Return who has a deal that was opened by then and not closed."""
    deals = facts.deals
    begun = (deals.opened_day <= as_of) | (deals.opened_day == NEVER)
    closed = (deals.closed_day <= as_of) | (deals.won_day <= as_of)
    # A deal that was decided without a date is closed.
    closed |= (deals.outcome != OUTCOMES.index("open")) & (
        np.minimum(deals.closed_day, deals.won_day) == NEVER
    )
    found = np.zeros(facts.count, np.bool_)
    found[deals.lead[begun & ~closed & (deals.lead >= 0)]] = True
    return found


def _ever(facts: Facts, kind: int, as_of: int) -> Bool:
    events = facts.events
    index = np.flatnonzero(events.kind == kind)
    found = np.zeros(facts.count, np.bool_)
    found[events.lead[index[(events.day[index] <= as_of) | (events.day[index] == NEVER)]]] = True
    return found


def _returned(facts: Facts, as_of: int) -> Bool:
    """Return whose mail came back last: nothing was opened, clicked or answered on a later day, or on the same."""
    came_back = _last_day(facts, np.flatnonzero(facts.events.kind == _BOUNCE), as_of)
    asked = np.flatnonzero((came_back >= 0)[facts.events.lead])
    arrived = _last_day(facts, asked[_ARRIVED[facts.events.kind[asked]]], as_of)
    return came_back > arrived


def _last_day(facts: Facts, index: Int64, as_of: int) -> Int32:
    """Return each lead's last day among some activities, -1 without one; those without a date count as day 0."""
    events = facts.events
    last = np.full(facts.count, -1, np.int32)
    undated = index[events.day[index] == NEVER]
    last[events.lead[undated]] = 0
    dated = index[events.day[index] <= as_of]
    last[events.lead[dated]] = events.day[dated]
    return last

"""On which day each lead first met a condition, while one version of the book was in force."""

import numpy as np

from funneldesk.domain.book.book_periods import Period
from funneldesk.domain.book.conditions import Condition
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.breakpoints import Breakpoints, needs_activity
from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.scoring import Scoring

#: Leads looked at in one go where every single day has to be tested.
_DAILY_BLOCK = 500


def first_days(facts: Facts, span: Period, condition: Condition, first: Int32, day: Int32) -> None:
    """Write into `day` the first day of the period on which the condition holds, for leads that have none (NEVER).

    `first`: since when each lead exists (`breakpoints.exists_from`).
    """
    open_leads = (day == NEVER) & (first <= span.end) & (span.begin <= span.end)
    found = _collected(facts, span, condition, first, open_leads)
    if not found.any_day:
        _write_first(facts, span, condition, found.points(span.begin, span.end, first), day)
        return
    rows = np.flatnonzero(open_leads)
    for start in range(0, len(rows), _DAILY_BLOCK):
        block = np.zeros(facts.count, np.bool_)
        block[rows[start : start + _DAILY_BLOCK]] = True
        daily = Breakpoints(facts, span.book, block)
        daily.add_range(np.maximum(first, span.begin).astype(np.int32), span.end)
        _write_first(facts, span, condition, daily.points(span.begin, span.end, first), day)


def _collected(facts: Facts, span: Period, condition: Condition, first: Int32, leads: Bool) -> Breakpoints:
    found = Breakpoints(facts, span.book, leads)
    found.condition(condition)
    begins = np.maximum(first, span.begin).astype(np.int32)
    # On the day a lead becomes known only its activities can be new, and those are collected already.
    if needs_activity(condition):
        begins[begins == first] = NEVER
    found.add_every(begins)
    return found


def _write_first(facts: Facts, span: Period, condition: Condition, at: Points, day: Int32) -> None:
    held = np.flatnonzero(Scoring(facts, span.book).conditions.holds(condition, at))
    # Points are sorted by day within a lead: written backwards, the earliest day stays.
    day[at.lead[held[::-1]]] = at.day[held[::-1]]

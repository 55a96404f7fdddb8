"""On which day each lead first met the book's MQL criterion (DESIGN 6, Stage dates)."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.book.book_periods import Period, periods
from funneldesk.domain.book.conditions import Condition
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.breakpoints import Breakpoints, exists_from, needs_activity
from funneldesk.domain.scoring.evaluation import criteria_of
from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.scoring import Scoring

#: Leads looked at in one go where every single day has to be tested.
_DAILY_BLOCK = 500


@dataclass(frozen=True, slots=True, eq=False)
class BookClaims:
    """The book's own claims of MQL: `day` (NEVER: none), `undated`: it holds, but nothing has a date."""

    day: Int32
    undated: Bool


def mql_claims(facts: Facts, versions: tuple[BookVersion, ...], as_of: int) -> BookClaims:
    """Return the first day on which the criterion of the version in force that day was met, up to `as_of`."""
    day = np.full(facts.count, NEVER, np.int32)
    undated = np.zeros(facts.count, np.bool_)
    first = exists_from(facts)
    for span in periods(versions, as_of):
        criterion = criteria_of(span.book, "mql")
        if criterion is not None:
            _first_days(facts, span, criterion, first, day)
            if span.to_day == as_of:
                undated = _undated(facts, span, criterion, first, as_of)
    return BookClaims(day, undated)


def _first_days(facts: Facts, span: Period, criterion: Condition, first: Int32, day: Int32) -> None:
    """Write into `day` the first day of the period on which the criterion holds, for leads that have none."""
    open_leads = (day == NEVER) & (first <= span.to_day)
    found = _collected(facts, span, criterion, first, open_leads)
    if not found.any_day:
        _write_first(facts, span, criterion, found.points(span.from_day, span.to_day, first), day)
        return
    rows = np.flatnonzero(open_leads)
    for start in range(0, len(rows), _DAILY_BLOCK):
        block = np.zeros(facts.count, np.bool_)
        block[rows[start : start + _DAILY_BLOCK]] = True
        daily = Breakpoints(facts, span.book, block)
        daily.add_range(np.maximum(first, span.from_day).astype(np.int32), span.to_day)
        _write_first(facts, span, criterion, daily.points(span.from_day, span.to_day, first), day)


def _collected(facts: Facts, span: Period, criterion: Condition, first: Int32, leads: Bool) -> Breakpoints:
    found = Breakpoints(facts, span.book, leads)
    found.condition(criterion)
    begins = np.maximum(first, span.from_day).astype(np.int32)
    # On the day a lead becomes known only its activities can be new, and those are collected already.
    if needs_activity(criterion):
        begins[begins == first] = NEVER
    found.add_every(begins)
    return found


def _write_first(facts: Facts, span: Period, criterion: Condition, at: Points, day: Int32) -> None:
    held = np.flatnonzero(Scoring(facts, span.book).conditions.holds(criterion, at))
    # Points are sorted by day within a lead: written backwards, the earliest day stays.
    day[at.lead[held[::-1]]] = at.day[held[::-1]]


def _undated(facts: Facts, span: Period, criterion: Condition, first: Int32, as_of: int) -> Bool:
    """Return which leads without any date meet the criterion."""
    result = np.zeros(facts.count, np.bool_)
    lead = np.flatnonzero(first == NEVER).astype(np.int32)
    if len(lead) and not needs_activity(criterion):
        at = Points(lead, np.full(len(lead), as_of, np.int32))
        result[lead] = Scoring(facts, span.book).conditions.holds(criterion, at)
    return result

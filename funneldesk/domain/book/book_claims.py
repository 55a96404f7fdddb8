"""On which day each lead first met the book's MQL criterion (DESIGN 6, Stage dates)."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.book.book_periods import Period
from funneldesk.domain.book.book_pilots import spans
from funneldesk.domain.book.conditions import Condition
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.breakpoints import exists_from, needs_activity
from funneldesk.domain.scoring.evaluation import criteria_of
from funneldesk.domain.scoring.first_days import first_days
from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.scoring import Scoring


@dataclass(frozen=True, slots=True, eq=False)
class BookClaims:
    """The book's own claims of MQL: `day` (NEVER: none), `undated`: it holds, but nothing has a date."""

    day: Int32
    undated: Bool


def mql_claims(facts: Facts, versions: tuple[BookVersion, ...], as_of: int) -> BookClaims:
    """Return the first day on which the criterion in force for the lead that day was met, up to `as_of`."""
    day = np.full(facts.count, NEVER, np.int32)
    undated = np.zeros(facts.count, np.bool_)
    first = exists_from(facts)
    for span in spans(facts, versions, as_of):
        criterion = criteria_of(span.book, "mql")
        if criterion is not None:
            first_days(facts, span, criterion, first, day)
            if span.to_day == as_of:
                undated |= _undated(facts, span, criterion, first, as_of)
    return BookClaims(day, undated)


def _undated(facts: Facts, span: Period, criterion: Condition, first: Int32, as_of: int) -> Bool:
    """Return which leads without any date meet the criterion, of those the period is about on `as_of`."""
    result = np.zeros(facts.count, np.bool_)
    here = (span.begin <= as_of) & (span.end >= as_of)
    lead = np.flatnonzero((first == NEVER) & here).astype(np.int32)
    if len(lead) and not needs_activity(criterion):
        at = Points(lead, np.full(len(lead), as_of, np.int32))
        result[lead] = Scoring(facts, span.book).conditions.holds(criterion, at)
    return result

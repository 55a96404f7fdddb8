"""Two books on the same leads: what either would have said of the last quarter, and of whom they differ today."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import Book, BookVersion, Scope
from funneldesk.domain.book.book_diff import Difference, differences
from funneldesk.domain.book.book_json import book_sha256
from funneldesk.domain.funnel.funnel import StageResult
from funneldesk.domain.funnel.funnel_counting import funnel
from funneldesk.domain.funnel.periods import FISCAL_MONTH, Period, quarter
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.candidates import candidate_since
from funneldesk.operations.business_calendar import fiscal_month
from funneldesk.operations.facts import facts_of
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from funneldesk.domain.facts import Bool, Facts
    from funneldesk.store.store import Store

#: Of those who are candidates under one book only, so many are named.
NAMED = 20
_BOOKS = 2


@dataclass(frozen=True, slots=True)
class Figures:
    """What one book, had it held throughout, says: of the quarter, and of today (`candidates`).

    `stages`: MQL and SAL reached in the quarter (`funnel`, mode "period"), the rate between them of mature entrants.
    What people decided and what the SFA says stays as it was: another book only moves what a book computes.
    """

    mql: StageResult
    sal: StageResult
    candidates_then: int
    candidates: int


@dataclass(frozen=True, slots=True)
class Changing:
    """Somebody who is a candidate today under one of the two books only (`enters`: under the second)."""

    lead: int
    name: str
    company: str
    enters: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two books side by side. `quarter`: the last that is over; `entering`, `leaving`: of today's candidates."""

    as_of: int
    quarter: Period
    words: tuple[Difference, ...]
    one: Figures
    other: Figures
    entering: int
    leaving: int
    named: tuple[Changing, ...]


def compare_books(store: "Store", one: Book, other: Book, as_of: int, task: Task = NO_TASK) -> Comparison:
    """Return both books in words and in numbers on the records there are."""
    facts, quarter = facts_of(store), last_quarter(as_of, fiscal_month(store))
    found: list[tuple[Figures, Bool]] = []
    for place, book in enumerate((one, other)):
        task.report(place, _BOOKS)
        found.append(_figures(facts, book, quarter, as_of))
    (first, before), (second, after) = found
    entering, leaving = np.flatnonzero(after & ~before), np.flatnonzero(before & ~after)
    chosen = [(int(facts.lead_ids[place]), True) for place in entering[:NAMED]]
    chosen += [(int(facts.lead_ids[place]), False) for place in leaving[:NAMED]]
    names = lead_names(store, [lead for lead, _enters in chosen])
    return Comparison(
        as_of,
        quarter,
        differences(one, other),
        first,
        second,
        len(entering),
        len(leaving),
        tuple(Changing(lead, *names.get(lead, ("", "")), enters) for lead, enters in chosen),
    )


def last_quarter(as_of: int, first_month: int = FISCAL_MONTH) -> Period:
    """Return the last quarter of a fiscal year (from `first_month`) that was over on `as_of`."""
    # On its last day a quarter is over.
    return quarter(as_of + 1, 1, first_month)


def _figures(facts: "Facts", book: Book, quarter: Period, as_of: int) -> "tuple[Figures, Bool]":
    # A pilot is looked at as if it were agreed on for everybody: alone it would decide about nobody else.
    book = replace(book, scope=Scope())
    always = (BookVersion(0, book, book_sha256(book), "", from_day=0),)
    days = stage_days(facts, always, as_of)
    stages = funnel(facts, Selection(days, "period", quarter.from_day, quarter.to_day), book).stages
    by_name = {stage.stage: stage for stage in stages}
    now = candidate_since(facts, always, as_of) != NEVER
    then = candidate_since(facts, always, quarter.to_day or as_of) != NEVER
    figures = Figures(by_name["mql"], by_name["sal"], int(then.sum()), int(now.sum()))
    return figures, now

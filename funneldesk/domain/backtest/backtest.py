"""A book judged by the past: its own figures, those of its pilot segment, and what the lists left unknown."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.backtest.known import KnownColumns, values_left_out
from funneldesk.domain.backtest.measures import Measures, first_rows, measures
from funneldesk.domain.backtest.panel import Panel, Report, first_deals, panels
from funneldesk.domain.book.book import Book
from funneldesk.domain.facts import Facts


@dataclass(frozen=True, slots=True)
class Backtest:
    """One book's backtest. `months`: the month-ends (ordinal days); `segment`: its pilot segment alone.

    `left_out_values`: values of fields the book looks at that lists gave later than the first month-end at
    which their lead is judged; `undated_deals`: leads left out because nobody knows when their deal was.
    """

    as_of: int
    threshold: float
    operator: str
    months: tuple[int, ...]
    figures: Measures
    segment: Measures | None
    left_out_values: int
    undated_deals: int


def backtests(
    facts: Facts, books: Sequence[Book], as_of: int, report: Report = lambda _done, _total: None
) -> tuple[Backtest, ...]:
    """Return the backtest of each book; `facts` as known (`domain.backtest.known`)."""
    undated = int(first_deals(facts)[1].sum())
    return tuple(
        _backtest(facts, book, panel, as_of, undated)
        for book, panel in zip(books, panels(facts, books, as_of, report), strict=True)
    )


def _backtest(facts: Facts, book: Book, panel: Panel, as_of: int, undated: int) -> Backtest:
    threshold = book.threshold
    pilot = book.scope.segment is not None
    return Backtest(
        as_of,
        threshold.points,
        threshold.operator,
        panel.months,
        measures(panel, threshold.points, threshold.operator),
        measures(panel.where(panel.inside), threshold.points, threshold.operator) if pilot else None,
        _left_out(facts, panel),
        undated,
    )


def _left_out(facts: Facts, panel: Panel) -> int:
    if not isinstance(facts.columns, KnownColumns) or not len(panel):
        return 0
    first = first_rows(panel, np.ones(len(panel), np.bool_))
    day = np.array(panel.months, np.int32)[panel.month[first]]
    return values_left_out(facts.columns, panel.lead[first], day)

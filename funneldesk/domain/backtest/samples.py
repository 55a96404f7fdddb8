"""What each signal saw at the rows of a panel: what weights are learned from, and judged on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.amounts import Amounts, signal_key
from funneldesk.domain.backtest.panel import HORIZON_DAYS, Panel, Report
from funneldesk.domain.book.book import Book, Signal
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.scoring.scoring import clip, features, signal_points
from funneldesk.domain.unique import unique

Matrix = NDArray[np.float32]
#: More leads without a deal than this tell nothing new; every n-th of them is taken.
MOST_LEADS = 40_000
#: The last part of the month-ends is kept for the test.
TEST_SHARE = 1 / 3


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Rows of a panel, and the amount of each signal of the book at each row (rows × signals)."""

    panel: Panel
    amounts: Matrix

    def where(self, chosen: Bool) -> "Sample":
        """Return the sample of the rows for which `chosen` holds."""
        return Sample(self.panel.where(chosen), self.amounts[chosen])


def sample(facts: Facts, book: Book, panel: Panel, report: Report = lambda _done, _total: None) -> Sample:
    """Return what the book's signals saw at the rows of a panel, of a part of the leads where they are many."""
    panel = _thinned(panel)
    found = np.zeros((len(panel), len(book.signals)), np.float32)
    for month, day in enumerate(panel.months):
        report(month, len(panel.months))
        rows = np.flatnonzero(panel.month == month)
        given = features(facts, book, day)
        for place, signal in enumerate(book.signals):
            column = np.zeros(facts.count, np.float32)
            amounts = given.columns[signal_key(signal, book)]
            column[amounts.position] = amounts.amount
            found[rows, place] = column[panel.lead[rows]]
    return Sample(panel, found)


def _thinned(panel: Panel) -> Panel:
    """Return the panel with all leads that had a deal and at most MOST_LEADS of the others."""
    leads = unique(panel.lead)
    dealt = unique(panel.lead[panel.deal])
    others = np.setdiff1d(leads, dealt, assume_unique=True)
    step = -(-len(others) // MOST_LEADS)
    if step <= 1:
        return panel
    return panel.where(np.isin(panel.lead, np.concatenate([dealt, others[::step]])))


def scored(given: Sample, book: Book) -> Int32:
    """Return the score of each row, in thousandths, under other points of the same signals."""
    position = np.arange(len(given.panel), dtype=np.int32)
    total = np.zeros(len(position), np.int32)
    for part in book.components:
        raw = np.zeros(len(position), np.int32)
        for place, signal in enumerate(book.signals):
            if signal.component == part.id:
                amount = given.amounts[:, place].astype(np.float64)
                raw += signal_points(signal, Amounts(position, amount)).milli
        total += clip(raw, part)
    return total


def split_by_time(panel: Panel) -> tuple[Bool, Bool]:
    """Return which rows weights are learned from, and which they are judged on.

    The last third of the month-ends is the test; learned is from month-ends whose outcome was complete before
    the first of these. Month-ends in between are in neither.
    """
    months = np.array(panel.months)
    first = len(months) - max(round(len(months) * TEST_SHARE), 1)
    begins = months[first] if len(months) else 0
    day = months[panel.month] if len(months) else np.zeros(0)
    return day + HORIZON_DAYS <= begins, day >= begins


def with_points(book: Book, points: Sequence[float]) -> Book:
    """Return the book with other points; those of bands are multiplied so that the greatest becomes the point."""
    return replace(
        book, signals=tuple(_with(s, value) for s, value in zip(book.signals, points, strict=True))
    )


def points_of(signal: Signal) -> float:
    """Return the points of a signal; of bands the greatest, sign and all."""
    return max((b.points for b in signal.bands), key=abs) if signal.bands else signal.points


def _with(signal: Signal, value: float) -> Signal:
    if not signal.bands:
        return replace(signal, points=value)
    greatest = points_of(signal)
    scale = value / greatest if greatest else 0.0
    bands = tuple(replace(b, points=float(round(b.points * scale))) for b in signal.bands)
    return replace(signal, bands=bands)

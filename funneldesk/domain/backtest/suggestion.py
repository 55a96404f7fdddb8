"""A suggestion of weights: from coefficients of a logistic regression to whole points at the same threshold."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.amounts import Amounts
from funneldesk.domain.backtest.measures import weighted_auc
from funneldesk.domain.backtest.samples import Sample, points_of, scored, with_points
from funneldesk.domain.book.book import Book
from funneldesk.domain.facts import Int32
from funneldesk.domain.scoring.scoring import MILLI, reaches, signal_points
from funneldesk.domain.unique import unique

Float = NDArray[np.float64]
#: Outcomes of each kind (leads with and without a deal) it takes to learn anything, and to judge it.
LEAST_OUTCOMES = 40
#: Leads a signal is seen on before anything is said of it.
LEAST_SEEN = 30
#: Scales tried, from the first to the last factor of the sum of today's points.
_SCALES = np.geomspace(0.1, 10, 121)
MOST_POINTS = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One signal: its points today and as suggested; `seen`: leads it was seen on among those learned from."""

    signal: str
    name: str
    now: float
    suggested: float
    seen: int


@dataclass(frozen=True, slots=True, eq=False)
class Suggestion:
    """Suggested points, and how they and today's do on later month-ends that nothing was learned from."""

    book: Book
    lines: tuple[Line, ...]
    auc_now: float | None
    auc_suggested: float | None
    learned_leads: int
    learned_deals: int
    tested_leads: int
    tested_deals: int
    test_from: int
    test_to: int

    @property
    def is_better(self) -> bool:
        """Whether the suggestion tells later deals from the rest better than today's points."""
        now, then = self.auc_now, self.auc_suggested
        return now is not None and then is not None and then > now


def outcomes(given: Sample) -> tuple[int, int]:
    """Return how many distinct leads had a deal in time at a row of the sample, and how many never had."""
    with_deal = len(unique(given.panel.lead[given.panel.deal]))
    return with_deal, len(unique(given.panel.lead)) - with_deal


def leads_seen(given: Sample) -> list[int]:
    """Return for each signal on how many distinct leads it was seen."""
    columns = given.amounts.T != 0
    return [len(unique(given.panel.lead[column])) for column in columns]


def row_weights(lead: Int32) -> Float:
    """Return the weight of each row: one for each lead, shared evenly by its rows."""
    _lead, place, count = np.unique(lead, return_inverse=True, return_counts=True)
    return 1 / count[place]


def inputs(given: Sample, book: Book) -> Float:
    """Return what is learned from: each signal's points today (caps included) per point of its weight."""
    position = np.arange(len(given.panel), dtype=np.int32)
    columns = []
    for place, signal in enumerate(book.signals):
        points = points_of(signal)
        # A line of no points yet counts as if it had one.
        asked = signal if points else with_points(book, [1.0] * len(book.signals)).signals[place]
        amount = given.amounts[:, place].astype(np.float64)
        columns.append(signal_points(asked, Amounts(position, amount)).milli / MILLI / (points or 1.0))
    return np.stack(columns, axis=1) if columns else np.zeros((len(position), 0))


def whole_points(given: Sample, book: Book, coefficients: Float) -> Book | None:
    """Return the book with coefficients as whole points; None where nothing speaks for a deal.

    Threshold, caps and half-lives stay. The points are the coefficients times the one scale under which, among
    the rows learned from, as many stand at the threshold as do today (where nobody does: the scale under
    which the points add up to today's). A signal seen on nobody keeps its points. The weight of an activity
    never changes its sign, because its half-life depends on it: it becomes 0 instead.
    """
    now = np.array([points_of(signal) for signal in book.signals])
    seen = np.array(leads_seen(given)) >= LEAST_SEEN
    wanted = np.where(seen, coefficients, 0.0)
    for place, signal in enumerate(book.signals):
        if signal.counts is not None and now[place] * wanted[place] < 0:
            wanted[place] = 0.0
    if not (wanted > 0).any():
        return None
    unit = (np.abs(now[seen]).sum() or book.threshold.points) / np.abs(wanted).sum()
    weight = row_weights(given.panel.lead)

    def scaled(scale: float) -> Book:
        # Plus zero: minus zero is no number of points.
        points = np.clip(np.rint(wanted * unit * scale), -MOST_POINTS, MOST_POINTS) + 0.0
        return with_points(book, [float(p) for p in np.where(seen, points, now)])

    def standing(candidate: Book) -> float:
        line = book.threshold
        return float(weight[reaches(scored(given, candidate), line.points, line.operator)].sum())

    today = standing(book)
    if not today:
        return scaled(1.0)
    best = min(_SCALES, key=lambda scale: (abs(standing(scaled(float(scale))) - today), abs(np.log(scale))))
    return scaled(float(best))


def auc_of(given: Sample, book: Book) -> float | None:
    """Return the area under the ROC curve of a book on a sample, each lead with weight one."""
    return weighted_auc(scored(given, book), given.panel.deal, row_weights(given.panel.lead))


def suggestion(learned: Sample, tested: Sample, book: Book, suggested: Book) -> Suggestion:
    """Return the suggestion with its figures on the test."""
    seen = leads_seen(learned)
    lines = tuple(
        Line(old.id, old.name, points_of(old), points_of(new), count)
        for old, new, count in zip(book.signals, suggested.signals, seen, strict=True)
    )
    months = [tested.panel.months[place] for place in unique(tested.panel.month)]
    learned_deals, learned_others = outcomes(learned)
    tested_deals, tested_others = outcomes(tested)
    return Suggestion(
        suggested, lines, auc_of(tested, book), auc_of(tested, suggested),
        learned_deals + learned_others, learned_deals, tested_deals + tested_others, tested_deals,
        months[0], months[-1],
    )  # fmt: skip

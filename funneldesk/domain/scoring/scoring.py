"""The score: points by signal, component and in total, of all leads on a day or at any points (DESIGN 6).

Points are kept as whole thousandths (int32, "milli"), so that sums are exact: no order, no other lead and no
rounding can move a lead over the threshold.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from funneldesk.domain.amounts import Amounts, amounts, signal_key
from funneldesk.domain.book.book import Book, Component, Signal, takes_shares
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.scoring.evaluation import Evaluation
from funneldesk.domain.scoring.matching import Float
from funneldesk.domain.scoring.points import Points, all_leads

MILLI = 1000


@dataclass(frozen=True, slots=True, eq=False)
class SignalPoints:
    """The points of one signal, in thousandths, for those leads that have an amount; zero for all others."""

    position: Int32
    milli: Int32


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Amounts of all leads on one day, or at `points`, by `signal_key`: what stays while weights are dragged."""

    facts: Facts
    day: int
    columns: Mapping[Hashable, Amounts]
    points: Points | None = None

    @property
    def at(self) -> Points:
        """Return the points the amounts are of."""
        return all_leads(self.facts, self.day) if self.points is None else self.points

    @property
    def count(self) -> int:
        """Return how many points these are."""
        return self.facts.count if self.points is None else len(self.points)


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """Everybody's points on one day, in thousandths (int32 by position), without what they are made of."""

    day: int
    milli: Int32

    @property
    def total(self) -> Float:
        """Return the totals in points, float64 by lead position."""
        return self.milli / MILLI


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Scores of all leads on one day (or at points) under one book, in thousandths (int32 by position).

    `raw` holds the components before, `components` after their floor and cap.
    """

    day: int
    signals: Mapping[str, SignalPoints]
    raw: Mapping[str, Int32]
    components: Mapping[str, Int32]
    milli: Int32

    @property
    def total(self) -> Float:
        """Return the totals in points, float64 by lead position."""
        return self.milli / MILLI


def features(
    facts: Facts, book: Book, day: int, reuse: Features | None = None, points: Points | None = None
) -> Features:
    """Return the amounts the book's signals need on `day` (or at `points`); those `reuse` has are taken from there."""
    known: Mapping[Hashable, Amounts] = {}
    if reuse is not None and reuse.facts is facts and reuse.day == day and reuse.points is points:
        known = reuse.columns
    evaluation = Evaluation(facts, book)
    at = all_leads(facts, day) if points is None else points
    columns: dict[Hashable, Amounts] = {}
    for signal in book.signals:
        key = signal_key(signal, book)
        if key not in columns:
            columns[key] = known[key] if key in known else amounts(evaluation, signal, at)
    return Features(facts, day, columns, points)


def scores(facts: Facts, book: Book, day: int) -> Scores:
    """Return everybody's score at the end of `day`."""
    return scores_of(features(facts, book, day), book)


def scores_of(given: Features, book: Book) -> Scores:
    """Return everybody's score from amounts already found."""
    count = given.count
    by_signal = {s.id: signal_points(s, given.columns[signal_key(s, book)]) for s in book.signals}
    raw = {component.id: np.zeros(count, np.int32) for component in book.components}
    for signal in book.signals:
        found = by_signal[signal.id]
        raw[signal.component][found.position] += found.milli
    clipped = {component.id: clip(raw[component.id], component) for component in book.components}
    total = np.zeros(count, np.int32)
    for part in clipped.values():
        total += part
    return Scores(given.day, by_signal, raw, clipped, total)


def rescored(before: Scores, given: Features, book: Book, signal_id: str) -> Scores:
    """Return the scores after one signal's points or cap became what `book` says; only its column is new."""
    signal = next(s for s in book.signals if s.id == signal_id)
    component = next(c for c in book.components if c.id == signal.component)
    found = given.columns.get(signal_key(signal, book))
    if found is None:
        # A weight dragged below zero loses its half-life.
        found = amounts(Evaluation(given.facts, book), signal, given.at)
    old, new = before.signals[signal_id], signal_points(signal, found)
    raw = before.raw[component.id].copy()
    if old.position is new.position:
        raw[new.position] += new.milli - old.milli
    else:
        raw[old.position] -= old.milli
        raw[new.position] += new.milli
    part = clip(raw, component)
    total = before.milli - before.components[component.id]
    total += part
    return replace(
        before,
        signals={**before.signals, signal_id: new},
        raw={**before.raw, component.id: raw},
        components={**before.components, component.id: part},
        milli=total,
    )


def signal_points(signal: Signal, found: Amounts) -> SignalPoints:
    """Return a signal's points: amount times weight, clipped to ± the cap, rounded to thousandths."""
    if signal.counts is None and signal.test is None:
        return SignalPoints(found.position, _banded(signal, found.amount))
    weighted = found.amount * signal.points
    if signal.counts is not None and signal.cap is not None:
        weighted = np.clip(weighted, -abs(signal.cap), abs(signal.cap))
    return SignalPoints(found.position, to_milli(weighted))


def to_milli(points: Float | float) -> Int32:
    """Return points as whole thousandths."""
    milli: Int32 = np.rint(np.asarray(points) * MILLI).astype(np.int32)
    return milli


def clip(raw: Int32, component: Component) -> Int32:
    """Return a component's points between its floor and cap."""
    clipped: Int32 = np.clip(raw, to_milli(component.floor), to_milli(component.cap))
    return clipped


def reaches(milli: Int32, points: float, operator: str) -> Bool:
    """Whether scores in thousandths are `ge` (以上) or `gt` (超) so many points."""
    limit = points * MILLI
    return milli > limit if operator == "gt" else milli >= limit


def _banded(signal: Signal, number: Float) -> Int32:
    if takes_shares(signal):
        number = np.where(np.abs(number) > 1, number / 100, number)
    points = np.zeros(len(number), np.int32)
    for band in reversed(signal.bands):
        inside = np.ones(len(number), np.bool_)
        if band.low is not None:
            inside &= number >= band.low
        if band.high is not None:
            inside &= number < band.high
        points[inside] = to_milli(band.points)
    return points


@dataclass(slots=True, eq=False)
class Scoring:
    """Scores at any points under one book, and an evaluation of conditions that may ask for them."""

    facts: Facts
    book: Book
    signals: Evaluation = field(init=False)
    conditions: Evaluation = field(init=False)

    def __post_init__(self) -> None:
        self.signals = Evaluation(self.facts, self.book)
        # It knows the signals, not the whole: a circle would keep the facts until somebody looks for circles.
        ask = partial(_milli, self.signals)
        self.conditions = Evaluation(
            self.facts, self.book, lambda points, component: ask(points, component) / MILLI
        )

    def milli(self, points: Points, component: str | None = None) -> Int32:
        """Return the total, or one component, at each point in thousandths of a point."""
        return _milli(self.signals, points, component)


def _milli(signals: Evaluation, points: Points, component: str | None) -> Int32:
    total = np.zeros(len(points), np.int32)
    for part in signals.book.components:
        if component in {None, part.id}:
            raw = np.zeros(len(points), np.int32)
            for signal in signals.book.signals:
                if signal.component == part.id:
                    found = signal_points(signal, amounts(signals, signal, points))
                    raw[found.position] += found.milli
            total += clip(raw, part)
    return total

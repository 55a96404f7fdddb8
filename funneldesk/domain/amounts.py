"""What each signal of the score sees of each lead: decayed counts, conditions met, numbers (DESIGN 6).

An amount is what a signal's points are multiplied with. It does not depend on the points, so that a weight
can be dragged without looking at the activities again.
"""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import Book, Signal
from funneldesk.domain.facts import Bool, Int32, Int64
from funneldesk.domain.scoring.evaluation import Evaluation, criteria_of
from funneldesk.domain.scoring.matching import Float, MatchedEvents, matched
from funneldesk.domain.scoring.points import Points

#: Activities looked at in one go: bounds the memory that heavy leads at many points would need.
_BLOCK = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """One signal's amounts that are not zero: `position` in the points asked about, ascending, and `amount`.

    A counting signal: Σ 0.5^(age / half_life); a test: 1 where it holds; bands: the number itself.
    """

    position: Int32
    amount: Float


def signal_key(signal: Signal, book: Book) -> Hashable:
    """Return what the amounts of a signal depend on: two signals with the same key share them."""
    if signal.counts is not None:
        return ("counts", signal.counts, signal.window_days, half_life(signal))
    if signal.test is not None:
        return ("test", signal.test, criteria_of(book, "disqualified"))
    return ("bands", signal.band_fields)


def half_life(signal: Signal) -> float | None:
    """Return the half-life in days; negative signals have none, so that totals only fall between events."""
    return signal.half_life_days if signal.points >= 0 and signal.half_life_days else None


def amounts(evaluation: Evaluation, signal: Signal, points: Points) -> Amounts:
    """Return a signal's amounts at `points`."""
    if signal.counts is not None:
        seen = matched(evaluation.facts, signal.counts)
        if points.day_of_all is not None:
            return _decayed_on(seen, points.day_of_all, signal)
        return _decayed_at(seen, points, signal)
    if signal.test is not None:
        position = _places(evaluation.holds(signal.test, points))
        return Amounts(position, np.ones(len(position)))
    numbers = np.full(len(points), np.nan)
    for field in signal.band_fields:
        missing = np.isnan(numbers)
        numbers[missing] = evaluation.numbers(field, points)[missing]
    position = _places(~np.isnan(numbers))
    return Amounts(position, numbers[position])


def _decayed_on(seen: MatchedEvents, day: int, signal: Signal) -> Amounts:
    """Return the amounts of all leads on one day."""
    chosen = seen.in_window(day, signal.window_days)
    lead = seen.lead[chosen]
    if not len(lead):
        return Amounts(np.zeros(0, np.int32), np.zeros(0))
    first: Bool = np.concatenate([[True], lead[1:] != lead[:-1]])
    run = np.cumsum(first) - 1
    # bincount adds one after the other: a lead's sum never depends on who else is there.
    amount = np.bincount(run, weights=_decay(day - seen.day[chosen], signal))
    return Amounts(lead[first], amount.astype(np.float64, copy=False))


def _decayed_at(seen: MatchedEvents, points: Points, signal: Signal) -> Amounts:
    """Return the amounts at any points, in blocks of points."""
    start, to = seen.ranges(points, signal.window_days)
    size = to - start
    if half_life(signal) is None:
        position = _places(size != 0)
        return Amounts(position, size[position].astype(np.float64))
    ends = np.cumsum(size)
    amount = np.zeros(len(points))
    block = 0
    while block < len(points):
        done = ends[block - 1] if block else 0
        stop = max(int(np.searchsorted(ends, done + _BLOCK, side="right")), block + 1)
        within = slice(block, stop)
        amount[within] = _sums(seen, points.day[within], start[within], size[within], signal)
        block = stop
    position = _places(size != 0)
    return Amounts(position, amount[position])


def _places(chosen: Bool) -> Int32:
    return np.flatnonzero(chosen).astype(np.int32)


def _sums(seen: MatchedEvents, day: Int32, start: Int64, size: Int64, signal: Signal) -> Float:
    point = np.repeat(np.arange(len(size)), size)
    offset = np.cumsum(size) - size
    event = np.arange(len(point)) - (offset - start)[point]
    weights = _decay(day[point] - seen.day[event], signal)
    return np.bincount(point, weights=weights, minlength=len(size)).astype(np.float64, copy=False)


def _decay(age: Int32, signal: Signal) -> Float:
    """Return 0.5^(age / half_life) for whole days of age."""
    days = half_life(signal)
    if days is None:
        return np.ones(len(age))
    if signal.window_days is None:
        return np.asarray(0.5 ** (age / days))
    return np.asarray(0.5 ** (np.arange(signal.window_days) / days))[age]

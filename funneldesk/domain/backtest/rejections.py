"""Which values of leads sales rejects more often than the rest, and what points would keep them away."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from funneldesk.domain.backtest.panel import first_deals
from funneldesk.domain.book.book import Book, Signal
from funneldesk.domain.book.conditions import Attribute
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.scoring import Scoring, reaches
from funneldesk.domain.significance import overlap_chance
from funneldesk.domain.words import field_label, value_label

#: Fields that say what kind of lead it is; own fields are looked at as well.
FIELDS = ("industry", "title", "department", "employees", "prefecture", "source", "email_kind")
#: A field of more different values than this is a text, not a kind.
MOST_VALUES = 60
#: Decided leads a value needs.
LEAST_DECIDED = 5
#: The chance, over all values looked at together, of naming one that is rejected no more than the rest.
LEVEL = 0.05
STEPS = range(5, 101, 5)


@dataclass(frozen=True, slots=True)
class Decision:
    """What sales said of a lead (position) last, on which day, and why."""

    lead: int
    day: int
    rejected: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RejectedValue:
    """A value whose leads are rejected beyond chance: `rejected` of `decided` distinct leads.

    `points` (below zero): the least that would have kept all its rejected leads below the threshold on the day
    of the decision, `deals_lost` how many leads with a deal would not have stood at the threshold on the day
    before it. None where no points can do it, or none of the rejected stood there by points (`standing` of them).
    """

    field: str
    value: str
    decided: int
    rejected: int
    reasons: tuple[tuple[str, int], ...]
    points: int | None
    standing: int
    deals_lost: int


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """One value and which decided leads have it."""

    field: str
    value: str
    has: Bool


def rejected_values(facts: Facts, book: Book, decisions: Sequence[Decision]) -> tuple[RejectedValue, ...]:
    """Return the values rejected beyond chance, the most rejected first.

    By Fisher's exact test, one-sided, against all other decided leads, with Bonferroni's correction for the
    number of values looked at. Each lead counts once, with its last decision.
    """
    last = {one.lead: one for one in sorted(decisions, key=lambda one: one.day)}
    kept = tuple(one for one in last.values() if one.day != NEVER)
    rejected = np.array([one.rejected for one in kept], np.bool_)
    if not rejected.any() or rejected.all():
        return ()
    asked = [found for field in _fields(facts) for found in _values(facts, field, kept)]
    results = [
        _result(facts, book, kept, one) for one in asked if _chance(one.has, rejected) * len(asked) <= LEVEL
    ]
    return tuple(sorted(results, key=lambda r: (-r.rejected, r.field, r.value)))


def with_signal(book: Book, found: RejectedValue) -> Book:
    """Return the book with a line that takes the points from leads with the value."""
    return _with_line(book, found.field, found.value, found.points or 0)


def _fields(facts: Facts) -> list[str]:
    own = sorted(name for name in facts.columns if name.startswith("x."))
    return [name for name in (*FIELDS, *own) if name in facts.columns]


def _values(facts: Facts, field: str, kept: Sequence[Decision]) -> "list[_Asked]":
    column = facts.columns[field]
    codes = column.at_points(*_places(kept))
    counts = Counter(codes[codes >= 0].tolist())
    if len(counts) > MOST_VALUES:
        return []
    often = sorted(code for code, count in counts.items() if count >= LEAST_DECIDED)
    return [_Asked(field, column.labels[code], codes == code) for code in often]


def _places(kept: Sequence[Decision]) -> tuple[Int32, Int32]:
    return np.array([o.lead for o in kept], np.int32), np.array([o.day for o in kept], np.int32)


def _chance(has: Bool, rejected: Bool) -> float:
    both, every = int((has & rejected).sum()), len(has)
    return overlap_chance(both, every, int(rejected.sum()), int(has.sum()))


def _result(facts: Facts, book: Book, kept: Sequence[Decision], asked: _Asked) -> RejectedValue:
    field, value, has = asked.field, asked.value, asked.has
    out = tuple(one for one, here in zip(kept, has, strict=True) if here and one.rejected)
    reasons = Counter(one.reason for one in out if one.reason).most_common()
    at_decision = Points(*_places(out))
    stood = _standing(facts, book, at_decision)
    before_deal = _before_deals(facts, field, value)
    counted = _standing(facts, book, before_deal)
    points = None
    lost = 0
    for step in STEPS if stood.any() else ():
        draft = _with_line(book, field, value, -step)
        if not _standing(facts, draft, at_decision).any():
            points = -step
            lost = int((counted & ~_standing(facts, draft, before_deal)).sum())
            break
    return RejectedValue(
        field, value, int(has.sum()), len(out), tuple(reasons), points, int(stood.sum()), lost
    )


def _before_deals(facts: Facts, field: str, value: str) -> Points:
    deal, _undated = first_deals(facts)
    lead = np.flatnonzero(deal != NEVER).astype(np.int32)
    day = deal[lead] - 1
    column = facts.columns[field]
    has = np.array([*(label == value for label in column.labels), False])[column.at_points(lead, day)]
    return Points(lead[has], day[has].astype(np.int32))


def _standing(facts: Facts, book: Book, points: Points) -> Bool:
    if not len(points):
        return np.zeros(0, np.bool_)
    # Points sorted by lead, as scores at points expect them.
    order = np.lexsort((points.day, points.lead))
    milli = Scoring(facts, book).milli(Points(points.lead[order], points.day[order]))
    result = np.zeros(len(points), np.bool_)
    result[order] = reaches(milli, book.threshold.points, book.threshold.operator)
    return result


def _with_line(book: Book, field: str, value: str, points: int) -> Book:
    taken = {signal.id for signal in book.signals}
    id_ = next(name for n in range(1, len(taken) + 2) if (name := f"rejected{n}") not in taken)
    line = Signal(
        id_, "attribute", f"{field_label(field)}: {value_label(field, value)}", float(points),
        test=Attribute(field, "is", (value,)), origin="own",
    )  # fmt: skip
    return replace(book, signals=(*book.signals, line))

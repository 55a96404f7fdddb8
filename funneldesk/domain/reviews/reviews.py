"""A review: one range, the numbers as they stood on one day, and what people decided about them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from funneldesk.domain.funnel.funnel import Funnel
from funneldesk.domain.funnel.periods import Period, month_end, month_start
from funneldesk.domain.funnel.why import Target, Why
from funneldesk.domain.reviews.hypotheses import Hypothesis, Judgement

Rhythm = Literal["weekly", "monthly"]
RHYTHMS: tuple[Rhythm, ...] = ("weekly", "monthly")
_WEEK, _SATURDAY = 7, 5


@dataclass(frozen=True, slots=True)
class Movement:
    """One number that differs between two ranges of acquisition, both looked at at the same age, and why."""

    target: Target
    before: Period
    after: Period
    why: Why


@dataclass(frozen=True, slots=True)
class Promise:
    """A line of the scorecard as it stood: kept in k of n cases; `recorded` False: no record could tell."""

    code: str
    side: str
    k: int
    n: int
    recorded: bool
    goal: float | None = None
    days: int = 0
    calendar: str = "calendar"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a review is about, as of its day. Written once and never computed again.

    `funnel` and `before`: what was reached in the range and in the one before it; `year`: the leads of the last
    twelve months, with bands, verdicts and the bottleneck; `judged`: the hypotheses of earlier reviews; `targets`:
    what the book wants at a stage in a month.
    """

    funnel: Funnel
    before: Funnel
    year: Funnel
    movements: tuple[Movement, ...]
    promises: tuple[Promise, ...]
    judged: tuple[Judgement, ...]
    labels: Mapping[str, str]
    titles: Mapping[str, str]
    targets: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided: who does it until when (ordinal, None: no date); `done`: the day somebody said so."""

    item: int
    review: int
    text: str
    who: str
    until: int | None
    done: int | None

    def is_late(self, day: int) -> bool:
        """Whether its day has passed and nobody said it was done."""
        return self.done is None and self.until is not None and self.until < day


@dataclass(frozen=True, slots=True)
class Remark:
    """Anything else somebody wrote into the minutes."""

    item: int
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """A review with its minutes. `closed_at`: when it ended (instant), "" while it is open.

    Its numbers are read when they are asked for: a list of all reviews needs those of none.
    """

    id: int
    rhythm: Rhythm
    period: Period
    as_of: int
    version: int
    begun_at: str
    read_numbers: Callable[[], Numbers] = field(repr=False, compare=False)
    decisions: tuple[Decision, ...]
    hypotheses: tuple[Hypothesis, ...]
    remarks: tuple[Remark, ...]
    closed_at: str
    present: str

    @property
    def numbers(self) -> Numbers:
        """Return the numbers as they were frozen."""
        return self.read_numbers()

    @property
    def is_open(self) -> bool:
        """Whether something can still be written into it."""
        return not self.closed_at


def last_period(rhythm: Rhythm, day: int, *, running: bool) -> Period:
    """Return the week (from Monday) or month to look back on: the last whole one, or with `running` that of `day`.

    The running one ends with `day`.
    """
    if rhythm == "monthly":
        start = month_start(day, 0 if running else 1)
        return Period(start, min(month_end(start), day))
    monday = day - date.fromordinal(day).weekday() - (0 if running else _WEEK)
    return Period(monday, min(monday + _WEEK - 1, day))


def next_period(rhythm: Rhythm, day: int) -> Period:
    """Return what a review on a day is about unless somebody says: the week or month that is over, or as good as over.

    On the last working day of a week or month, when its review is owed, that is the running one.
    """
    end = period_end(rhythm, day)
    over = all(date.fromordinal(left).weekday() >= _SATURDAY for left in range(day + 1, end + 1))
    return last_period(rhythm, day, running=over)


def period_end(rhythm: Rhythm, day: int) -> int:
    """Return the last day of the week (Sunday) or month of a day."""
    return month_end(day) if rhythm == "monthly" else day + 6 - date.fromordinal(day).weekday()


def periods_to_review(rhythm: Rhythm, day: int, count: int = 12) -> tuple[Period, ...]:
    """Return what can be looked back on: the last whole week or month, those before it, newest first."""
    found = [last_period(rhythm, day, running=False)]
    while len(found) < count:
        found.append(period_before(rhythm, found[-1]))
    return tuple(found)


def period_before(rhythm: Rhythm, period: Period) -> Period:
    """Return the range before one: a whole week or month before a whole one, else as many days of it."""
    first, last = period.from_day or 0, period.to_day or 0
    if rhythm == "weekly":
        return Period(first - _WEEK, last - _WEEK)
    start = month_start(first, 1)
    whole = last == month_end(first)
    return Period(start, month_end(start) if whole else min(start + last - first, month_end(start)))

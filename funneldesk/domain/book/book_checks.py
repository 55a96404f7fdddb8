"""What must hold before a book can be adopted, each fault named by part and line."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from funneldesk.domain.book.book import COMPONENTS, Book, Kpi, Signal
from funneldesk.domain.book.conditions import (
    Activity,
    All,
    Any_,
    Attribute,
    Condition,
    DaysSince,
    Disqualified,
    Not,
    Score,
)
from funneldesk.domain.formats import colon
from funneldesk.domain.words import component_label, part_label
from funneldesk.i18n import _

#: KPIs whose band is a share between 0 and 1.
_SHARES = ("deal_rate", "acceptance_rate", "deal_creation_rate", "win_rate", "contact_7_days")
_ANSWERED = {"is", "is_not", "contains", "contains_not"}


@dataclass(frozen=True, slots=True)
class BookProblem:
    """One fault: `part` is a field of `Book`, `line` the line as people know it, `message` a sentence."""

    part: str
    line: str
    message: str

    def __str__(self) -> str:
        place = part_label(self.part)
        return (
            f"{place} / {self.line}{colon()}{self.message}"
            if self.line
            else f"{place}{colon()}{self.message}"
        )


def book_problems(book: Book) -> tuple[BookProblem, ...]:
    """Return everything that keeps `book` from being adopted, in the order of its parts."""
    return tuple(_found(book))


def signal_problems(signal: Signal, book: Book) -> tuple[str, ...]:
    """Return what keeps a book with this signal from being adopted."""
    asked = _in_condition("signals", signal.name, signal.test, scored=False)
    return (*_in_signal(signal, book), *(problem.message for problem in asked))


def kpi_problems(kpi: Kpi) -> tuple[str, ...]:
    """Return what keeps a book with this KPI from being adopted."""
    return tuple(_in_kpi(kpi))


def field_problems(signal: Signal, book: Book) -> tuple[str, ...]:
    """Return what is wrong with a signal while somebody fills in its fields.

    More than keeps a book from being adopted: nobody who writes a line anew wants it unnamed, or its cap in vain.
    """
    found = list(signal_problems(signal, book))
    if not signal.name.strip():
        found.insert(0, _("the signal needs a name"))
    elif any(other.name == signal.name and other.id != signal.id for other in book.signals):
        found.insert(0, _("another signal has this name already"))
    if signal.counts is not None and signal.cap is not None and 0 < signal.cap < abs(signal.points):
        words = _("the cap (%(cap)g) lies below the points of a single activity (%(points)g)")
        found.append(words % {"cap": signal.cap, "points": abs(signal.points)})
    return tuple(found)


def tests_of(condition: Condition | None) -> Iterator[Condition]:
    """Walk the tests at the leaves of a condition."""
    if isinstance(condition, (All, Any_)):
        for part in condition.parts:
            yield from tests_of(part)
    elif isinstance(condition, Not):
        yield from tests_of(condition.part)
    elif condition is not None:
        yield condition


def _found(book: Book) -> Iterator[BookProblem]:
    yield from _repeated_ids(book)
    for criterion in book.criteria:
        own = criterion.target == "disqualified"
        yield from _in_condition("criteria", criterion.text, criterion.when, alone=own)
    yield from _in_threshold(book)
    yield from _in_components(book)
    for signal in book.signals:
        yield from (
            BookProblem("signals", signal.name or signal.id, m) for m in signal_problems(signal, book)
        )
    for rule in book.rules:
        if rule.due_days < 0 or rule.after_days < 0:
            yield BookProblem("rules", rule.name, _("days cannot be negative"))
        yield from _in_condition("rules", rule.name, rule.condition)
    for kpi in book.kpis:
        yield from (BookProblem("kpis", kpi.name, message) for message in _in_kpi(kpi))
    for stage, days in book.maturity_days.items():
        if days < 0:
            yield BookProblem("maturity_days", stage, _("days cannot be negative"))
    yield from _in_condition("scope", "", book.scope.segment)


def _repeated_ids(book: Book) -> Iterator[BookProblem]:
    parts = ("terms", "criteria", "components", "signals", "rules", "kpis", "phases", "scenarios", "reasons")
    for part in parts:
        counted = Counter(line.id for line in getattr(book, part))
        for name, times in counted.items():
            if times > 1 or not name:
                yield BookProblem(part, name, _("this id is empty or stands twice; each line needs its own"))


def _in_threshold(book: Book) -> Iterator[BookProblem]:
    threshold, name = book.threshold, ""
    if not (math.isfinite(threshold.points) and math.isfinite(threshold.leave)):
        yield BookProblem("threshold", name, _("points must be a number"))
        return
    if threshold.leave >= threshold.points:
        text = _("the leaving score (%(leave)g) must be lower than the threshold (%(points)g)")
        yield BookProblem("threshold", name, text % {"leave": threshold.leave, "points": threshold.points})
    most = sum(component.cap for component in book.components)
    if threshold.points > most:
        text = _("nobody can reach %(points)g points: the caps add up to %(most)g")
        yield BookProblem("threshold", name, text % {"points": threshold.points, "most": most})
    yield from _in_condition("threshold", name, threshold.also)


def _in_components(book: Book) -> Iterator[BookProblem]:
    for component in book.components:
        name = component_label(component.id)
        if component.id not in COMPONENTS:
            yield BookProblem("components", name, _("there is no such component"))
        if not (math.isfinite(component.floor) and math.isfinite(component.cap)):
            yield BookProblem("components", name, _("points must be a number"))
        elif component.floor >= component.cap:
            yield BookProblem("components", name, _("the floor must be lower than the cap"))


def _in_signal(signal: Signal, book: Book) -> Iterator[str]:
    if signal.component not in {component.id for component in book.components}:
        yield _("there is no such component")
    if sum((signal.counts is not None, signal.test is not None, bool(signal.bands))) != 1:
        yield _("it must either count activities, test something, or take a number by bands")
    numbers = (signal.points, signal.cap, signal.half_life_days, *(band.points for band in signal.bands))
    if not all(math.isfinite(number) for number in numbers if number is not None):
        yield _("points must be a number")
    if signal.window_days is not None and signal.window_days < 1:
        yield _("the window must be at least one day")
    if signal.half_life_days is not None and signal.half_life_days <= 0:
        yield _("the half-life must be longer than no day")
    if signal.half_life_days is not None and signal.points < 0:
        yield _("negative points take no half-life")
    if signal.cap is not None and signal.cap <= 0:
        yield _("the cap must be greater than 0")
    if signal.bands and not signal.band_fields:
        yield _("the bands need a field to take the number from")
    if any(band.low is not None and band.high is not None and band.low >= band.high for band in signal.bands):
        yield _("the lower end of a band must lie below its upper end")


def _in_kpi(kpi: Kpi) -> Iterator[str]:
    ends = [end for end in (kpi.low, kpi.high) if end is not None]
    if not all(math.isfinite(end) for end in ends):
        yield _("the ends of the band must be numbers")
    elif ends != sorted(ends):
        yield _("the lower end of the band lies above its upper end")
    elif kpi.code in _SHARES and not all(0 <= end <= 1 for end in ends):
        yield _("the band must lie between 0 and 1 (0 to 100 percent)")
    if kpi.monthly_target is not None and kpi.monthly_target < 0:
        yield _("the monthly target cannot be negative")


def _in_condition(
    part: str, line: str, condition: Condition | None, *, scored: bool = True, alone: bool = False
) -> Iterator[BookProblem]:
    """`scored`: it may ask for the score; `alone`: it decides who is disqualified and cannot ask that."""
    for test in tests_of(condition):
        for message in _in_test(test):
            yield BookProblem(part, line, message)
        if isinstance(test, Score) and (alone or not scored):
            yield BookProblem(part, line, _("this condition cannot ask for the score, which depends on it"))
        if isinstance(test, Disqualified) and alone:
            yield BookProblem(part, line, _("who is disqualified cannot depend on being disqualified"))


def _in_test(test: Condition) -> Iterator[str]:
    if isinstance(test, Attribute):
        if test.operator in _ANSWERED and not test.values:
            yield _("the condition needs a value to compare with")
        if test.operator in {"at_least", "at_most"} and not _is_one_number(test.values):
            yield _("the condition needs one number to compare with")
    elif isinstance(test, Activity):
        if test.at_least < 1:
            yield _("the condition must ask for at least one activity")
        if test.within_days is not None and test.within_days < 1:
            yield _("the window must be at least one day")
    elif isinstance(test, DaysSince):
        if test.days < 1:
            yield _("the condition must ask for at least one day")
    elif isinstance(test, Score) and not math.isfinite(test.points):
        yield _("points must be a number")


def _is_one_number(values: tuple[str, ...]) -> bool:
    try:
        return len(values) == 1 and math.isfinite(float(values[0]))
    except ValueError:
        return False

"""For which points (lead, day) a condition of the book holds (DESIGN 4).

Text is compared once per distinct label, activities are counted in sorted columns; the same code serves one
lead and a million. A lead without a value fails every attribute test but "is_not", "contains_not", "empty".
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Literal, Protocol
from weakref import WeakKeyDictionary

import numpy as np

from funneldesk.domain.book.book import Book
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
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.leads.records import BETWEEN, joined
from funneldesk.domain.lists.numerals import number_in
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.matching import Float, matched
from funneldesk.domain.scoring.points import Points
from funneldesk.errors import UserError
from funneldesk.i18n import _

#: Which labels of a field pass a test: the same for every book and day, so found once for the same facts.
_passing: WeakKeyDictionary[Facts, dict[Attribute, Bool]] = WeakKeyDictionary()

#: Tests that compare numbers, not text.
_LIMITS = frozenset({"at_least", "at_most"})
#: Labels that are looked at as one text.
_AT_ONCE = 10_000


class ScoreAt(Protocol):
    """Gives scores at points: `domain.scoring.scoring` has it; passed in, because a score tests conditions itself."""

    def __call__(self, points: Points, component: str | None) -> Float:
        """Return the total, or one component, in points at each point."""


class Evaluation:
    """Evaluates conditions of one book on one set of facts."""

    def __init__(self, facts: Facts, book: Book, score_at: ScoreAt | None = None) -> None:
        self.facts = facts
        self.book = book
        self._score_at = score_at
        self._judging_disqualified = False
        self._passing = _passing.setdefault(facts, {})

    def holds(self, condition: Condition, points: Points) -> Bool:
        """Return for each point whether the condition holds at the end of its day."""
        match condition:
            case Attribute():
                result = self._attribute(condition, points)
            case Activity():
                seen = matched(self.facts, condition.match)
                result = seen.count(points, condition.within_days, self.facts.count) >= condition.at_least
            case DaysSince():
                result = self._days_since(condition, points)
            case Score():
                result = self._score(condition, points)
            case Disqualified():
                result = self._disqualified(points)
            case All():
                result = self._all(condition.parts, points)
            case Any_():
                # Any part holds unless all fail: each part only looks at what those before left open.
                result = ~self._all(tuple(Not(part) for part in condition.parts), points)
            case _:
                result = ~self.holds(condition.part, points)
        return result

    def numbers(self, field: str, points: Points) -> Float:
        """Return the numbers stated in a text field, NaN where there is none."""
        column = self.facts.columns.get(field)
        if column is None:
            return np.full(len(points), np.nan)
        found = (number_in(label) for label in column.labels)
        table = np.array([*(np.nan if value is None else value for value in found), np.nan])
        return table[self._codes(field, points)]

    def _all(self, parts: tuple[Condition, ...], points: Points) -> Bool:
        result = np.ones(len(points), np.bool_)
        for part in parts:
            if result.all():
                result = self.holds(part, points)
            elif result.any():
                result[result] = self.holds(part, points.where(result))
        return result

    def _codes(self, field: str, points: Points) -> Int32:
        column = self.facts.columns[field]
        if points.day_of_all is not None:
            return column.at(points.day_of_all)
        return column.at_points(points.lead, points.day)

    def _attribute(self, test: Attribute, points: Points) -> Bool:
        if test.field == "opt_out":
            # Kept by day, not as text: an opt-out wins over every newer list.
            out = self.facts.opt_out_day[points.lead] <= points.day
            return ~out if test.operator in {"empty", "is_not", "contains_not"} else out
        if test.field not in self.facts.columns:
            return np.full(len(points), test.operator in {"empty", "is_not", "contains_not"})
        if test not in self._passing:
            labels = self.facts.columns[test.field].labels
            passing = _labels_passing(test, chain(labels, ("",)))
            self._passing[test] = np.fromiter(passing, np.bool_, len(labels) + 1)
        # Code -1 (empty) takes the last entry, which is the answer for no value.
        return self._passing[test][self._codes(test.field, points)]

    def _days_since(self, test: DaysSince, points: Points) -> Bool:
        last = matched(self.facts, test.match).last_day(points)
        start: Int32 = np.where(last == NEVER, self.facts.acquired_day[points.lead], last)
        # NEVER lies so far ahead that the difference is negative and no number of days is reached.
        result: Bool = points.day.astype(np.int64) - start >= max(test.days, 0)
        return result

    def _score(self, test: Score, points: Points) -> Bool:
        if self._score_at is None:
            raise UserError(
                "circular_condition",
                _("A signal of the score tests the score itself."),
                _("Open the definition book and change that signal's condition."),
            )
        scores = self._score_at(points, test.component)
        return scores > test.points if test.operator == "gt" else scores >= test.points

    def _disqualified(self, points: Points) -> Bool:
        by_hand = self.facts.disqualified_day[points.lead] <= points.day
        if self._judging_disqualified:
            # The criterion may say "disqualified" of itself: there it means by hand or by list.
            return by_hand
        self._judging_disqualified = True
        try:
            for criterion in self.book.criteria:
                if criterion.target == "disqualified" and criterion.when is not None:
                    by_hand = by_hand | self.holds(criterion.when, points)
        finally:
            self._judging_disqualified = False
        return by_hand


def criteria_of(book: Book, target: Literal["mql", "recycled", "disqualified"]) -> Condition | None:
    """Return the book's computable criterion for `target` (several: any), None if people decide it."""
    conditions = tuple(c.when for c in book.criteria if c.target == target and c.when is not None)
    if not conditions:
        return None
    return conditions[0] if len(conditions) == 1 else Any_(conditions)


@lru_cache(maxsize=4096)
def comparable(text: str) -> str:
    """Return text as conditions compare it: NFKC, without regard to case and outer spaces."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def label_test(test: Attribute) -> Callable[[str], bool]:
    """Return a function that says whether one label ("" for empty) passes the test."""
    if test.operator in _LIMITS:
        return _limit(test)
    passes = _comparable_test(test)
    return lambda label: passes(comparable(label))


def _labels_passing(test: Attribute, labels: Iterable[str]) -> Iterator[bool]:
    """Yield whether each label passes the test."""
    return map(_limit(test), labels) if test.operator in _LIMITS else _comparable_passing(test, labels)


def _comparable_passing(test: Attribute, labels: Iterable[str]) -> Iterator[bool]:
    passes, rest = _comparable_test(test), iter(labels)
    # Thousands are made comparable as one text; a million at once would fill the memory.
    while block := tuple(islice(rest, _AT_ONCE)):
        whole = unicodedata.normalize("NFKC", joined(block)).casefold()
        yield from (passes(label.strip()) for label in whole.split(BETWEEN))


def _comparable_test(test: Attribute) -> Callable[[str], bool]:
    values = [comparable(value) for value in test.values]
    match test.operator:
        case "filled":
            return bool
        case "empty":
            return lambda label: not label
        case "is":
            return lambda label: label in values
        case "is_not":
            return lambda label: label not in values
        case _:
            # Without a value to look for nothing is found: an empty lookahead that never matches.
            pattern = re.compile("|".join(_containing(value) for value in values if value) or "(?!)")
            wanted = test.operator == "contains"
            return lambda label: (pattern.search(label) is not None) == wanted


def _limit(test: Attribute) -> Callable[[str], bool]:
    limit = number_in(test.values[0]) if test.values else None

    def passes(label: str) -> bool:
        number = number_in(label)
        if number is None or limit is None:
            return False
        return number >= limit if test.operator == "at_least" else number <= limit

    return passes


def _containing(value: str) -> str:
    """Return a pattern that finds `value`; a Latin letter at its end stands at the border of a word."""
    before = "(?<![a-z])" if re.match("[a-z]", value) else ""
    after = "(?![a-z])" if re.search("[a-z]$", value) else ""
    return before + re.escape(value) + after

"""Conditions of the definition book: a tree over attributes, activities, scores and days since (DESIGN 4).

This module only holds the tree. `domain.book.sentences` says it in words, `domain.scoring.evaluation` finds for which
leads it holds, `domain.book.book_json` reads and writes it.
"""

from dataclasses import dataclass
from typing import Literal

AttributeOperator = Literal[
    "is", "is_not", "contains", "contains_not", "at_least", "at_most", "filled", "empty"
]


@dataclass(frozen=True, slots=True)
class Attribute:
    """A field of the lead. `values`: any of them (for *_not: none of them); at_least/at_most take one number.

    Text is compared after NFKC and without regard to case. `contains` finds Japanese anywhere, but a value
    that begins or ends with a Latin letter only at the border of a word: "CTO" is not in "factory", "COO" not
    in "coordinator".
    """

    field: str
    operator: AttributeOperator
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityMatch:
    """Which activities count; an empty tuple leaves that side open, several values mean any of them."""

    kinds: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """At least `at_least` matching activities with `0 <= age < within_days` (None: ever)."""

    match: ActivityMatch
    at_least: int = 1
    within_days: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Score (component None: the total) `ge` (以上) or `gt` (超) `points`."""

    operator: Literal["ge", "gt"]
    points: float
    component: str | None = None


@dataclass(frozen=True, slots=True)
class DaysSince:
    """At least `days` days since the last matching activity; if there never was one: since acquired_at."""

    match: ActivityMatch
    days: int


@dataclass(frozen=True, slots=True)
class Disqualified:
    """The lead is 対象外 (by hand, by list, or by the book's own criterion)."""


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; empty: always."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any_:  # noqa: N801 - `Any` is typing's
    """At least one part holds; empty: never."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


Condition = Attribute | Activity | Score | DaysSince | Disqualified | All | Any_ | Not

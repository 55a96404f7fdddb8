"""Single tests of a condition taken apart for editing: what is tested, how, and what a new one starts with."""

from dataclasses import replace
from typing import Literal, NamedTuple

from funneldesk.domain.book.conditions import (
    Activity,
    ActivityMatch,
    All,
    Any_,
    Attribute,
    Condition,
    DaysSince,
    Disqualified,
    Not,
    Score,
)

TestKind = Literal["attribute", "activity", "quiet", "score", "disqualified"]
KINDS: tuple[TestKind, ...] = ("attribute", "activity", "quiet", "score", "disqualified")
#: The operators of a test, in the order in which they are offered; "not_" ones are offered where they are in use.
OPERATORS: dict[TestKind, tuple[str, ...]] = {
    "attribute": (
        "is", "is_not", "contains", "contains_not", "at_least", "at_most", "filled", "empty",
        "not_at_least", "not_at_most",
    ),
    "activity": ("at_least", "fewer"),
    "quiet": ("at_least", "less"),
    "score": ("ge", "gt", "lt", "le"),
    "disqualified": ("is", "is_not"),
}  # fmt: skip
#: Operators that take a number, and those that take nothing.
WITH_NUMBER = frozenset({"at_least", "at_most", "not_at_least", "not_at_most"})
WITHOUT_VALUES = frozenset({"filled", "empty"})
_RARE = frozenset({"not_at_least", "not_at_most"})
_SCORES = {("ge", False): "ge", ("gt", False): "gt", ("ge", True): "lt", ("gt", True): "le"}

Test = Attribute | Activity | DaysSince | Score | Disqualified


class TakenApart(NamedTuple):
    """A single test and how it is asked."""

    kind: TestKind
    operator: str
    test: Test


def is_group(condition: Condition) -> bool:
    """Whether a condition joins others."""
    return isinstance(condition, (All, Any_))


def taken_apart(condition: Condition) -> TakenApart:
    """Return kind, operator and test of a condition in its plain form (`condition_forms`) that is no group."""
    negated = isinstance(condition, Not)
    test = condition.part if isinstance(condition, Not) else condition
    match test:
        case Attribute():
            return TakenApart("attribute", f"not_{test.operator}" if negated else test.operator, test)
        case Activity():
            return TakenApart("activity", "fewer" if negated else "at_least", test)
        case DaysSince():
            return TakenApart("quiet", "less" if negated else "at_least", test)
        case Score():
            return TakenApart("score", _SCORES[test.operator, negated], test)
        case Disqualified():
            return TakenApart("disqualified", "is_not" if negated else "is", test)
    raise ValueError(condition)


def put_together(test: Test, operator: str) -> Condition:
    """Return the condition that asks `test` with `operator`: the opposite of `taken_apart`."""
    match test:
        case Attribute():
            plain = operator.removeprefix("not_") if operator in _RARE else operator
            asked = replace(test, operator=plain)  # type: ignore[arg-type]
            return Not(asked) if operator in _RARE else asked
        case Score():
            stated, negated = next(key for key, code in _SCORES.items() if code == operator)
            return Not(replace(test, operator=stated)) if negated else replace(test, operator=stated)  # type: ignore[arg-type]
    return Not(test) if operator in {"fewer", "less", "is_not"} else test


def offered(kind: TestKind, current: str) -> tuple[str, ...]:
    """Return the operators to offer where `current` is in use."""
    return tuple(one for one in OPERATORS[kind] if one not in _RARE or one == current)


def new_test(kind: TestKind, points: float = 60) -> Condition:
    """Return what a new line of this kind starts with; an attribute still wants its values."""
    match kind:
        case "activity":
            return Activity(ActivityMatch(kinds=("download",)), 1, 90)
        case "quiet":
            return DaysSince(ActivityMatch(), 30)
        case "score":
            return Score("ge", points)
        case "disqualified":
            return Disqualified()
    return Attribute("title", "contains")

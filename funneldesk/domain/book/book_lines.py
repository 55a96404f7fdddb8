"""Lines of a book as they are edited: put in place of the old one, added with an id of its own, removed."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from funneldesk.domain.book.book import Book, Criterion, Reason, Rule, Term


class _Line(Protocol):
    @property
    def id(self) -> str:
        """The stable id of the line."""


_AnyLine = TypeVar("_AnyLine", bound=_Line)
_Any = TypeVar("_Any")


def put(lines: tuple[_AnyLine, ...], line: _AnyLine) -> tuple[_AnyLine, ...]:
    """Return the lines with `line` in place of the one of its id."""
    return tuple(line if old.id == line.id else old for old in lines)


def without(lines: tuple[_AnyLine, ...], line_id: str) -> tuple[_AnyLine, ...]:
    """Return the lines without the one of this id."""
    return tuple(old for old in lines if old.id != line_id)


def moved(lines: tuple[_Any, ...], place: int, step: int) -> tuple[_Any, ...]:
    """Return the lines with the one at `place` moved by `step` (−1: up); beyond the ends: as they were."""
    there = place + step
    if not (0 <= place < len(lines) and 0 <= there < len(lines)):
        return lines
    changed = list(lines)
    changed.insert(there, changed.pop(place))
    return tuple(changed)


def shifted(
    lines: tuple[_AnyLine, ...],
    line_id: str,
    step: int,
    group: Callable[[_AnyLine], object] = lambda _line: None,
) -> tuple[_AnyLine, ...]:
    """Return the lines with one moved by `step` (−1: up) among those of its group; others keep their places."""
    wanted = next(group(line) for line in lines if line.id == line_id)
    places = [place for place, line in enumerate(lines) if group(line) == wanted]
    here = next(at for at, place in enumerate(places) if lines[place].id == line_id)
    changed = list(lines)
    for place, line in zip(places, moved(tuple(lines[place] for place in places), here, step), strict=True):
        changed[place] = line
    return tuple(changed)


def fresh_id(beginning: str, lines: Iterable[_Line]) -> str:
    """Return an id no line has: "rule_9"."""
    used = {line.id for line in lines}
    return next(found for number in range(1, len(used) + 2) if (found := f"{beginning}_{number}") not in used)


def with_new_rule(book: Book, action: str) -> Book:
    """Return the book with one more operating rule, about SAL candidates, for whoever edits it then."""
    number = max((rule.number for rule in book.rules), default=0) + 1
    new = Rule(
        fresh_id("rule", book.rules),
        number,
        action,
        "candidate",
        "is",
        action,
        1,
        "business",
        "",
        clock="candidate",
        origin="own",
    )
    return replace(book, rules=(*book.rules, new))


def without_rule(book: Book, rule_id: str) -> Book:
    """Return the book without a rule; those after it move up."""
    return _numbered(book, without(book.rules, rule_id))


def with_moved_rule(book: Book, rule_id: str, step: int) -> Book:
    """Return the book with a rule moved by `step` (−1: up); rules are numbered as they stand."""
    return _numbered(book, shifted(book.rules, rule_id, step))


def _numbered(book: Book, rules: tuple[Rule, ...]) -> Book:
    return replace(book, rules=tuple(replace(rule, number=place) for place, rule in enumerate(rules, 1)))


def with_new_term(book: Book, name: str) -> Book:
    """Return the book with one more word, for whoever says what it means."""
    new = Term(fresh_id("term", book.terms), "own", name, "", "", "marketing", origin="own")
    return replace(book, terms=(*book.terms, new))


def free_name(name: str, others: Iterable[str]) -> str:
    """Return `name`, with a number behind it where it is taken."""
    taken = set(others)
    numbered = (name if number == 1 else f"{name} {number}" for number in range(1, len(taken) + 2))
    return next(found for found in numbered if found not in taken)


def with_new_reason(book: Book, kind: str, name: str) -> Book:
    """Return the book with one more reason of a kind, after the others of that kind."""
    new = Reason(fresh_id("reason", book.reasons), kind, name, "recycle", 90, origin="own")  # type: ignore[arg-type]
    last = max(
        (place for place, one in enumerate(book.reasons) if one.kind == kind), default=len(book.reasons) - 1
    )
    return replace(book, reasons=(*book.reasons[: last + 1], new, *book.reasons[last + 1 :]))


def with_new_criterion(book: Book, target: str, text: str) -> Book:
    """Return the book with one more criterion that people decide by hand, until it gets a condition."""
    new = Criterion(fresh_id(target, book.criteria), target, None, text, "", origin="own")  # type: ignore[arg-type]
    return replace(book, criteria=(*book.criteria, new))

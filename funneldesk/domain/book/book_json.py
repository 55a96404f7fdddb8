"""The canonical, versioned JSON form of a definition book, and its sha256.

Written: every key, sorted, no spaces, UTF-8; whole numbers without a point. Equal books give equal bytes.
Read: keys may be left out where `domain.book.book` has a default; anything else that does not fit is a `UserError`
that names the part, the line and the field. Newer schema versions are refused, never guessed at.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from funneldesk.domain.book.book import SCHEMA_VERSION, Book
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
from funneldesk.domain.words import part_label
from funneldesk.errors import UserError
from funneldesk.i18n import _

#: Deeper trees are nobody's agreement; the limit also keeps hostile files from exhausting the stack.
MAX_DEPTH = 20
_TESTS: dict[str, type] = {
    "attribute": Attribute,
    "activity": Activity,
    "score": Score,
    "days_since": DaysSince,
}
_TAGS = {test: tag for tag, test in _TESTS.items()}
_CONDITIONS = (*_TESTS.values(), Disqualified, All, Any_, Not)


class _At(NamedTuple):
    """Where the reader stands, for messages."""

    part: str = ""
    line: str = ""
    field: str = ""


def canonical_json(book: Book) -> str:
    """Return the one JSON text of `book`; raises ValueError where a number is not finite."""
    return json.dumps(
        _plain(book), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def book_sha256(book: Book) -> str:
    """Return the hexadecimal sha256 of the canonical form (UTF-8)."""
    return hashlib.sha256(canonical_json(book).encode("utf-8")).hexdigest()


@lru_cache(maxsize=16)
def book_from_json(text: str) -> Book:
    """Read a book from JSON text; raises UserError naming part, line and field.

    Each thread that opens a store reads the same versions: a text read already is the same book.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(
            "book_not_json",
            _("This is not a definition book: the text is not JSON (%(detail)s).") % {"detail": error},
            _("Choose a book that FunnelDesk has written."),
        ) from error
    version = value.get("schema_version", SCHEMA_VERSION) if isinstance(value, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise UserError(
            "book_newer",
            _("This definition book was written by a newer FunnelDesk (form %(number)s).")
            % {"number": version},
            _("Update FunnelDesk on this machine, then open the book again."),
        )
    book: Book = _read(Book, value, _At(), 0)
    return book


def _plain(value: Any) -> Any:  # noqa: PLR0911 - one answer per shape
    # A book has a thousand values, most of them text: the commonest shapes come first.
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, (All, Any_)):
        return {"all" if isinstance(value, All) else "any": [_plain(part) for part in value.parts]}
    if isinstance(value, Not):
        return {"not": _plain(value.part)}
    if isinstance(value, Disqualified):
        return {"disqualified": {}}
    if is_dataclass(value):
        kind: type = type(value)
        plain = {name: _plain(getattr(value, name)) for name in _names(kind)}
        return {_TAGS[kind]: plain} if kind in _TAGS else plain
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, value: Any, at: _At, depth: int) -> Any:  # noqa: PLR0911 - one answer per shape
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        if value is None and NoneType in parts:
            return None
        if Attribute in parts:
            return _read_condition(value, at, depth)
        return _read(next(part for part in parts if part is not NoneType), value, at, depth)
    if origin is Literal:
        return _one_of(parts, value, at)
    if origin is tuple:
        return _read_lines(parts[0], value, at, depth)
    if origin is Mapping:
        _expect(isinstance(value, dict), _("a table of names and values"), value, at)
        return {key: _read(parts[1], item, at._replace(line=key), depth) for key, item in value.items()}
    if is_dataclass(hint):
        return _read_fields(hint, value, at, depth)  # type: ignore[arg-type]
    return _read_plain(hint, value, at)


def _read_lines(hint: Any, value: Any, at: _At, depth: int) -> tuple[Any, ...]:
    _expect(isinstance(value, list), _("a list"), value, at)
    lines = []
    for number, item in enumerate(value, start=1):
        # Lines of a part go by their id; values of a field stay at the line that holds the field.
        named = item.get("id") if isinstance(item, dict) else None
        inside = at if at.field and not named else at._replace(line=str(named or number), field="")
        lines.append(_read(hint, item, inside, depth))
    return tuple(lines)


def _read_fields(kind: type, value: Any, at: _At, depth: int) -> Any:
    _expect(isinstance(value, dict), _("a table of names and values"), value, at)
    known = {f.name: f for f in fields(kind)}
    for key in value:
        if key not in known:
            raise _error(_("this is not a field of the book"), _below(at, key, kind))
    found = {}
    for name, field in known.items():
        inside = _below(at, name, kind)
        if name in value:
            found[name] = _read(_hints(kind)[name], value[name], inside, depth)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise _error(_("this is missing"), inside)
    return kind(**found)


def _below(at: _At, name: str, kind: type) -> _At:
    return at._replace(part=name) if kind is Book else at._replace(field=name)


def _read_condition(value: Any, at: _At, depth: int) -> Condition:
    if depth > MAX_DEPTH:
        raise _error(_("the condition is nested too deeply"), at)
    shape = isinstance(value, dict) and len(value) == 1
    _expect(shape, _("a condition: one of %(names)s") % {"names": "all, any, not, …"}, value, at)
    tag, inner = next(iter(value.items()))
    if tag in ("all", "any"):
        _expect(isinstance(inner, list), _("a list of conditions"), inner, at)
        parts = tuple(_read_condition(part, at, depth + 1) for part in inner)
        return All(parts) if tag == "all" else Any_(parts)
    if tag == "not":
        return Not(_read_condition(inner, at, depth + 1))
    if tag == "disqualified":
        return Disqualified()
    if tag not in _TESTS:
        raise _error(_("“%(name)s” is not a kind of condition") % {"name": tag}, at)
    condition: Condition = _read(_TESTS[tag], inner, at, depth + 1)
    return condition


def _one_of(choices: tuple[Any, ...], value: Any, at: _At) -> Any:
    names = ", ".join(map(str, choices))
    _expect(isinstance(value, str) and value in choices, _("one of %(names)s") % {"names": names}, value, at)
    return value


def _read_plain(hint: Any, value: Any, at: _At) -> Any:
    if hint is float:
        number = isinstance(value, (int, float)) and not isinstance(value, bool) and _is_finite(value)
        _expect(number, _("a number"), value, at)
        return float(value)
    if hint is int:
        _expect(isinstance(value, int) and not isinstance(value, bool), _("a whole number"), value, at)
        return value
    if hint is bool:
        _expect(isinstance(value, bool), _("yes or no (true, false)"), value, at)
        return value
    _expect(isinstance(value, str), _("text"), value, at)
    return value


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond every float
        return False


def _expect(fits: bool, expected: str, value: Any, at: _At) -> None:
    if fits:
        return
    found = json.dumps(value, ensure_ascii=False)[:60]
    raise _error(_("%(expected)s is expected, not %(found)s") % {"expected": expected, "found": found}, at)


def _error(problem: str, at: _At) -> UserError:
    where = [part_label(at.part) if at.part else "", at.line, at.field]
    return UserError(
        "book_unreadable",
        _("The definition book cannot be read. %(where)s: %(problem)s.")
        % {"where": " / ".join(filter(None, where)) or _("Whole book"), "problem": problem},
        _("Correct that place, or choose a book that FunnelDesk has written."),
    )

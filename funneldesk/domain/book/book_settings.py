"""What the book holds besides lines, as tables of items and what was agreed on each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from funneldesk.domain.book.book import Book
from funneldesk.domain.book.book_cells import Value, code_in, lines_in, text_in
from funneldesk.domain.book.book_columns import Entry, condition_in
from funneldesk.domain.book.book_tables import Column, Line, Table
from funneldesk.domain.book.phrases import MisreadError, normal
from funneldesk.domain.book.sentences import condition_sentence
from funneldesk.domain.lists.cells import Cell
from funneldesk.domain.words import side_label
from funneldesk.i18n import N_, _

_SIDES = ("marketing", "is", "sales")
_CURRENCY_LETTERS = 3
_REAL, _BESIDE = (
    N_("For real: with its own duties and hand-overs."),
    N_("As a trial beside the book in force, without duties of its own."),
)
_EVERYBODY = N_("Everybody")


@dataclass(frozen=True, slots=True)
class Setting:
    """One item: its name (msgid), where it stands in the book, how it is shown and read."""

    label: str
    get: Callable[[Book], Any]
    put: Callable[[Book, Any], Book]
    show: Callable[[Any], Value] = str
    read: Callable[[Cell], Any] = text_in


def settings_table(name: str, part: str, settings: dict[str, Setting]) -> Table:
    """Return the table of these settings; no line comes or goes."""

    def lines(book: Book) -> Sequence[Line]:
        return [(key, Entry(key, setting.get(book))) for key, setting in settings.items()]

    def put(book: Book, found: Sequence[Line]) -> Book:
        for key, entry in found:
            book = settings[key].put(book, entry.value)
        return book

    columns = (
        Column(N_("Item"), lambda line, _book: _(settings[line.id].label)),
        Column(
            N_("What was agreed"),
            lambda line, _book: settings[line.id].show(line.value),
            lambda line, cell, _book: replace(line, value=settings[line.id].read(cell)),
            N_("Write here what you agree on."),
        ),
    )
    return Table(name, part, columns, lines, put)


def _field(label: str, name: str) -> Setting:
    return Setting(
        label, lambda book: getattr(book, name), lambda book, value: replace(book, **{name: value})
    )


def _inside(label: str, part: str, name: str, **ways: Any) -> Setting:
    return Setting(
        label,
        lambda book: getattr(getattr(book, part), name),
        lambda book, value: replace(book, **{part: replace(getattr(book, part), **{name: value})}),
        **ways,
    )


def _currency(cell: Cell) -> str:
    code = normal(text_in(cell)).upper()
    if len(code) != _CURRENCY_LETTERS or not (code.isascii() and code.isalpha()):
        raise MisreadError(N_("the three letters of a currency, such as JPY"))
    return code


def _sides(cell: Cell) -> tuple[str, ...]:
    sides = tuple(code_in(line, _SIDES, side_label) for line in lines_in(cell))
    if not sides:
        raise MisreadError(N_("at least one side, each in a line of its own"))
    return tuple(dict.fromkeys(sides))


def _segment(cell: Cell) -> Any:
    words = normal(text_in(cell)).rstrip(".。")
    if not words:
        raise MisreadError(N_("“%(everybody)s” or a sentence"), everybody=_(_EVERYBODY))
    return None if words == normal(_(_EVERYBODY)) else condition_in(cell)


def _shadow(cell: Cell) -> bool:
    words = normal(text_in(cell))
    if words not in {normal(_(_REAL)), normal(_(_BESIDE))}:
        raise MisreadError(N_("one of: %(choices)s"), choices=f"{_(_REAL)} / {_(_BESIDE)}")
    return words == normal(_(_BESIDE))


BASICS = settings_table(
    "basics",
    "purpose",
    {
        "purpose": _inside(N_("Why we need it"), "purpose", "text"),
        "currency": replace(_field(N_("Currency"), "currency"), read=_currency),
        "signatures_required": replace(
            _field(N_("Signatures needed (one side a line)"), "signatures_required"),
            show=lambda sides: "\n".join(map(side_label, sides)),
            read=_sides,
        ),
        "worked_example": _field(N_("Worked example"), "worked_example"),
    },
)
DATA_WHY = settings_table("data_why", "data_rules", {"why": _inside(N_("Why it is so"), "data_rules", "why")})
SCOPE = settings_table(
    "scope",
    "scope",
    {
        "segment": _inside(
            N_("Who takes part"),
            "scope",
            "segment",
            show=lambda condition: _(_EVERYBODY) if condition is None else condition_sentence(condition),
            read=_segment,
        ),
        "shadow": _inside(
            N_("How it runs"),
            "scope",
            "shadow",
            show=lambda shadow: _(_BESIDE if shadow else _REAL),
            read=_shadow,
        ),
        "text": _inside(N_("Remarks"), "scope", "text"),
    },
)

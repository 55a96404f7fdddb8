"""The kinds of columns the book's tables are made of: texts, numbers, choices, sentences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from funneldesk.domain.book.book import Book
from funneldesk.domain.book.book_cells import (
    code_in,
    number_in_cell,
    plain_number,
    text_in,
    whole_in_cell,
)
from funneldesk.domain.book.book_tables import Column
from funneldesk.domain.book.condition_parsing import condition_from_words
from funneldesk.domain.book.conditions import Condition
from funneldesk.domain.book.sentences import condition_sentence
from funneldesk.domain.lists.cells import Cell
from funneldesk.domain.words import origin_label, side_label
from funneldesk.i18n import N_

_SIDES = ("marketing", "is", "sales", "everyone")
_ORIGINS = ("article", "example", "own")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that is no line of the book by itself: a name and what belongs to it."""

    id: str
    value: Any


def text(name: str, heading: str, explain: str, *, needed: bool = False) -> Column:
    """Return a column of texts, as people wrote them."""
    return Column(
        heading,
        lambda line, _book: getattr(line, name),
        lambda line, cell, _book: replace(line, **{name: text_in(cell)}),
        explain,
        needed=needed,
    )


def number(name: str, heading: str, explain: str, *, form: str = "number", needed: bool = False) -> Column:
    """Return a column of numbers; `form`: number, whole, or share (a percentage)."""

    def read(line: Any, cell: Cell, _book: Book) -> Any:
        found = whole_in_cell(cell) if form == "whole" else number_in_cell(cell, share=form == "share")
        return replace(line, **{name: found})

    return Column(
        heading,
        lambda line, _book: plain_number(getattr(line, name)),
        read,
        explain,
        form=form,
        needed=needed,
    )


def choice(
    name: str, heading: str, explain: str, codes: Sequence[str], say: Callable[[str, Book], str]
) -> Column:
    """Return a column whose cells offer what there is to choose from."""
    return Column(
        heading,
        lambda line, book: say(getattr(line, name), book) if getattr(line, name) else "",
        lambda line, cell, book: replace(line, **{name: code_in(cell, codes, lambda c: say(c, book))}),
        explain,
        form="pick",
        picks=lambda book: [say(code, book) for code in codes],
        needed=True,
    )


def side(name: str, heading: str) -> Column:
    """Return a column of sides."""
    explain = N_("Who is responsible. Choose from the list.")
    return choice(name, heading, explain, _SIDES, lambda code, _book: side_label(code))


def origin() -> Column:
    """Return the column of where a line comes from; an empty cell of a new line is the users' own."""
    column = choice(
        "origin",
        N_("Origin"),
        N_("Where this line comes from. Choose “own” once you have made it yours."),
        _ORIGINS,
        lambda code, _book: origin_label(code),
    )
    return replace(column, needed=False)


def sentence(name: str, heading: str, explain: str) -> Column:
    """Return a column of conditions as sentences; an empty cell is no condition."""

    def write(line: Any, _book: Book) -> str:
        condition = getattr(line, name)
        return "" if condition is None else condition_sentence(condition)

    def read(line: Any, cell: Cell, _book: Book) -> Any:
        return replace(line, **{name: condition_in(cell)})

    return Column(heading, write, read, explain)


def condition_in(cell: Cell) -> Condition | None:
    """Return the condition a cell says; None for an empty one."""
    words = text_in(cell)
    return condition_from_words(words) if words else None


#: Words of columns that stand on several sheets.
WHY = N_("Why it is so"), N_("One line that says why, for whoever comes after you.")

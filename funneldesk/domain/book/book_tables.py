"""The definition book as tables of cells that a person can edit, and a book from edited cells.

A `Table` says how its lines are written, column by column, and how an edited cell is read. A cell that still says what
was written keeps its value untouched; every other is read strictly, or named as a `CellProblem`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from funneldesk.domain.book.book import Book
from funneldesk.domain.book.book_cells import Value, is_blank, same_cell
from funneldesk.domain.book.phrases import MisreadError, normal
from funneldesk.domain.formats import colon
from funneldesk.domain.lists.cells import Cell, cell_text
from funneldesk.i18n import LANGUAGES, N_, _, speaking

#: One line of a table: its id and what the columns write and read.
Line = tuple[str, Any]
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `heading` and `explain` are msgids; `read` returns the line with the cell's value, None: locked."""

    heading: str
    write: Callable[[Any, Book], Value]
    read: Callable[[Any, Cell, Book], Any] | None = None
    explain: str = ""
    form: str = "text"  # text | number | whole | share | pick
    picks: Callable[[Book], Sequence[str]] | None = None
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a part's sheet; `new` makes an empty line with an id (None: no lines are added or removed)."""

    name: str
    part: str
    columns: tuple[Column, ...]
    lines: Callable[[Book], Sequence[Line]]
    put: Callable[[Book, Sequence[Line]], Book]
    new: Callable[[str, Book], Any] | None = None


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table as it stands in a workbook: its sheet, the row of its headings, its rows with their ids."""

    sheet: str
    heading_row: int
    headings: Sequence[Cell]
    rows: Sequence[tuple[int, str, Sequence[Cell]]]
    first_column: int = 0
    id_column: int = 0


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What could not be taken: the sheet and the cell (as Excel names it; "": the whole sheet), and a sentence."""

    sheet: str
    cell: str
    code: str
    message: str

    def __str__(self) -> str:
        place = " ".join(filter(None, (self.sheet, self.cell)))
        return f"{place}{colon()}{self.message}" if place else self.message


@dataclass(slots=True)
class _Reading:
    """One table being read: where problems go, and which ids are taken."""

    table: Table
    found: FoundTable
    base: Book
    #: The base with what the tables before said (new scenarios have steps), named as the sheets name its stages.
    now: Book
    problems: list[CellProblem] = field(default_factory=list)

    def say(self, row: int, column: int | None, code: str, message: str, **facts: object) -> None:
        cell = "" if column is None else f"{letters(self.found.first_column + column)}{row}"
        self.problems.append(CellProblem(self.found.sheet, cell, code, _(message) % facts))


def keyed(lines: Sequence[Any], key: Callable[[Any], str] = lambda line: line.id) -> list[Line]:
    """Return lines with their ids; one that stands twice gets another key, so that each row is told from the rest."""
    seen: Counter[str] = Counter()
    found: list[Line] = []
    for line in lines:
        name = key(line)
        seen[name] += 1
        found.append((name if seen[name] == 1 else f"{name}#{seen[name]}", line))
    return found


def letters(column: int) -> str:
    """Return the name of a column (0: A)."""
    name, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def book_from_tables(
    base: Book, tables: Sequence[Table], found: Mapping[str, FoundTable], sheets: Mapping[str, str]
) -> tuple[Book, tuple[CellProblem, ...]]:
    """Return `base` with what was edited in `found` (tables by name), and everything that could not be understood.

    `sheets`: the name each part's sheet was written with.
    """
    book = base
    problems: list[CellProblem] = []
    for table in tables:
        if table.name not in found:
            message = _("a table of this sheet is missing, or its hidden column of ids is")
            problems.append(CellProblem(sheets.get(table.part, ""), "", "missing_table", message))
            continue
        reading = _Reading(table, found[table.name], base, replace(book, stage_labels=base.stage_labels))
        lines = _read_table(reading)
        problems += reading.problems
        if lines is not None and not reading.problems:
            book = table.put(book, lines)
    return book, tuple(problems)


def _read_table(reading: _Reading) -> list[Line] | None:
    """Return the lines of a table as edited; None where none changed."""
    table, base = reading.table, reading.base
    places = _columns(reading)
    before = table.lines(base)
    kept = dict(before)
    lines: list[Line] = []
    seen: dict[str, int] = {}
    taken = set(kept)
    for row, name, cells in reading.found.rows:
        values = [cells[place] if place is not None and place < len(cells) else None for place in places]
        if not name and all(map(is_blank, values)):
            continue
        if not _is_known(reading, row, name, seen, kept):
            continue
        if name:
            seen[name] = row
        if name and table.new is not None and all(map(is_blank, values)):
            continue
        if not name:
            line = _new_line(reading, row, values, places, taken)
        else:
            line = name, _edited(reading, row, kept[name], values, places)
        lines.append(line)
    _say_missing(reading, before, seen)
    return _in_order(before, lines)


def _columns(reading: _Reading) -> list[int | None]:
    """Return where each column stands; headings that are not there are problems."""
    with speaking(reading.base.language):
        wanted = [normal(_(column.heading)) for column in reading.table.columns]
        headings = [_(column.heading) for column in reading.table.columns]
    there = [normal(cell_text(cell)) for cell in reading.found.headings]
    places: list[int | None] = []
    for number, words in enumerate(wanted):
        if there.count(words) != 1:
            message = N_("the heading “%(heading)s” is expected here, once")
            at = there.index(words) if words in there else number
            shown = headings[number].replace("\n", " ")
            reading.say(reading.found.heading_row, at, "heading", message, heading=shown)
        places.append(there.index(words) if words in there else None)
    return places


def _is_known(reading: _Reading, row: int, name: str, seen: dict[str, int], kept: dict[str, Any]) -> bool:
    at = reading.found.id_column
    if not name:
        if reading.table.new is None:
            message = N_("no line can be added to this table; delete what stands in this row")
            reading.say(row, 0, "added", message)
            return False
        return True
    if name not in kept:
        message = N_("“%(id)s” is no id of this book; delete the hidden id if this is a new line")
        reading.say(row, at, "unknown_id", message, id=name)
        return False
    if name in seen:
        message = N_(
            "the id “%(id)s” stands in row %(other)s already; if this row is a copy meant as a new line,"
            " delete the hidden id"
        )
        reading.say(row, at, "repeated_id", message, id=name, other=seen[name])
        return False
    return True


def _say_missing(reading: _Reading, before: Sequence[Line], seen: dict[str, int]) -> None:
    if reading.table.new is not None:
        return
    for name, _line in before:
        if name not in seen:
            message = N_("the line “%(id)s” is missing; it cannot be removed")
            reading.say(reading.found.heading_row, None, "missing_line", message, id=name)


def _edited(
    reading: _Reading, row: int, line: Any, values: Sequence[Cell], places: Sequence[int | None]
) -> Any:
    base, found = reading.base, line
    for column, value, place in zip(reading.table.columns, values, places, strict=True):
        with speaking(base.language):
            written = column.write(line, base)
        if place is None or same_cell(value, written):
            continue
        if column.read is None:
            reading.say(row, place, "locked", N_("this cell is not meant to be changed"))
        elif column.needed and is_blank(value):
            reading.say(row, place, "empty", N_("this cell must not be empty"))
        else:
            found = _taken(reading, (row, place), column, found, value)
    return found


def _new_line(
    reading: _Reading, row: int, values: Sequence[Cell], places: Sequence[int | None], taken: set[str]
) -> Line:
    table, base = reading.table, reading.base
    number = 1
    while f"{table.name}-{number}" in taken:
        number += 1
    name = f"{table.name}-{number}"
    taken.add(name)
    line = table.new(name, base) if table.new else None
    for column, value, place in zip(table.columns, values, places, strict=True):
        if place is None:
            continue
        if is_blank(value):
            if column.needed:
                reading.say(row, place, "empty", N_("this cell must not be empty"))
        elif column.read is not None:
            line = _taken(reading, (row, place), column, line, value)
    return name, line


def _taken(reading: _Reading, at: tuple[int, int], column: Column, line: Any, value: Cell) -> Any:
    """Return the line with what a person typed into the cell `at` (row, column)."""
    if column.read is None:
        return line
    language = reading.base.language
    failure: MisreadError | None = None
    # Somebody may write in the other language into a book of this one.
    for spoken in (language, *(other for other in LANGUAGES if other != language)):
        try:
            with speaking(spoken):
                return column.read(line, value, reading.now)
        except MisreadError as error:
            failure = failure or error
    message = N_("%(expected)s is expected here, not “%(found)s”")
    shown = " ".join(cell_text(value).split())
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    expected = failure.expected if failure else ""
    reading.say(*at, "misread", message, expected=expected, found=shown)
    return line


def _in_order(before: Sequence[Line], lines: list[Line]) -> list[Line] | None:
    """Return the lines in the order of the sheet; None if nothing at all changed."""
    return None if list(before) == lines else lines


def changed_order(before: Sequence[Line], lines: Sequence[Line], own: Sequence[str]) -> list[Line]:
    """Return `lines` in the book's `own` order of ids, as long as nobody moved any in the sheet.

    Sheets show some lines grouped. New lines follow the one they stand below.
    """
    names = {name for name, _line in lines}
    shown = [name for name, _line in before if name in names]
    known = {name for name, _line in before}
    if [name for name, _line in lines if name in known] != shown:
        return list(lines)
    found = [name for name in own if name in names]
    by_name = dict(lines)
    above = ""
    for name, _line in lines:
        if name not in known:
            found.insert(found.index(above) + 1 if above else 0, name)
        above = name
    return [(name, by_name[name]) for name in found]


def cells_of(table: Table, book: Book) -> Iterator[tuple[str, list[Value]]]:
    """Yield the ids and cells of a table's lines, in the language in use."""
    for name, line in table.lines(book):
        yield name, [column.write(line, book) for column in table.columns]

"""One list to read, whatever its format: opened by what it is, its sheet and heading row found."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from funneldesk.domain.lists.cells import Cell, cell_text
from funneldesk.errors import UserError
from funneldesk.files.detection.above import boxes_above, heading_below
from funneldesk.files.detection.beside import (
    LOOKED_FAR,
    TableBeside,
    list_width,
    may_stand_beside,
    table_of_list,
)
from funneldesk.files.detection.heading_again import further_headings
from funneldesk.files.detection.heading_row import SEARCHED_ROWS, find_header_row
from funneldesk.files.detection.headings import (
    heading_cells,
    letter,
    normal_heading,
    unique_headings,
)
from funneldesk.files.detection.synonyms import is_known
from funneldesk.files.formats.delimited import DelimitedSource
from funneldesk.files.formats.file_kinds import FileKind
from funneldesk.files.formats.packages import announced_size
from funneldesk.files.formats.workbooks import Trouble, WorkbookSource, unreadable
from funneldesk.i18n import _

_LOOKED_AT, _LOOKED_BELOW = 260, 12


class Source(Protocol):
    """Rows of one list, readable any number of times."""

    typed: bool
    sheets: tuple[str, ...]
    #: Those of the sheets that people see.
    shown: tuple[str, ...]
    sheet: str | None
    first_column: int
    encoding: str | None
    delimiter: str | None

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Yield every row, the first one is row 1 of the file."""

    def troubles(self, first: int, last: int) -> Iterator[Trouble]:
        """Yield what the reader found wrong with rows `first` to `last`, which have been read."""


@dataclass(frozen=True, slots=True)
class Look:
    """The chosen sheet's heading: `header_row` is 1-based (0: none), `titles` the texts above it.

    `further` rows below it say once more what the columns are, in another language or as names inside a tool. Its
    columns begin at place `first` of each row, and are `cut` out of it where another table stands beside them. `others`
    are tables that are none of the list's: row, problem code, their columns as the sheet calls them and their headings.
    """

    header_row: int
    headings: tuple[str, ...]
    titles: tuple[str, ...]
    known: int
    rows: int
    further: int = 0
    first: int = 0
    cut: bool = False
    others: tuple[tuple[int, str, str], ...] = ()


def open_list(
    path: Path, kind: FileKind, sheet: str | None, header_row: int | None, *, second: bool
) -> tuple[Source, Look]:
    """Open `path` by what it is, not by its suffix, choose its sheet and find its heading.

    The next reader is asked where one fails or finds no rows; `second` leaves out the first one, which has ended the
    process. A UserError says what to do if the file is no list.
    """
    failure: UserError | None = None
    bare: tuple[Source, Look] | None = None
    readers = _readers(kind)
    for reader in readers[1:] if second and len(readers) > 1 else readers:
        try:
            source = reader(path)
            look = choose_sheet(source, sheet, header_row)
        except UserError as error:
            if error.code not in _NEXT_READER:
                raise
            failure = failure or error
            continue
        if look.rows:
            return source, look
        bare = bare or (source, look)
    if bare is None:
        raise failure or unreadable(path)
    if isinstance(bare[0], WorkbookSource) and bare[0].uncalculated:
        raise UserError(
            "not_calculated",
            _("“%(name)s” holds only formulas, and none of their results.") % {"name": path.name},
            _("Open it in Excel, which calculates them, save it there and import it again."),
        )
    return bare


#: What one reader fails at, another may read.
_NEXT_READER = frozenset({"unreadable_workbook", "no_sheets"})


def _readers(kind: FileKind) -> Sequence[Callable[[Path], Source]]:
    readers: dict[FileKind, Sequence[Callable[[Path], Source]]] = {
        "ooxml": [_calamine_ooxml, _openpyxl, _lenient_xlsx],
        "xlsb": [_calamine_xlsb],
        "opendocument": [_calamine_opendocument, _opendocument],
        "binary": [_calamine_binary, _xlrd],
        "flat_opendocument": [_opendocument],
        "xml_2003": [_xml_2003],
        "html": [_html],
        "text": [_text],
    }
    return readers[kind]


def _calamine_xlsb(path: Path) -> Source:
    from funneldesk.files.formats.calamine_books import CalamineBook
    from funneldesk.files.formats.sheet_xlsb import look_into_xlsb

    return WorkbookSource(path, CalamineBook(path, "xlsb", look_into_xlsb))


def _calamine_ooxml(path: Path) -> Source:
    from funneldesk.files.formats.calamine_books import CalamineBook
    from funneldesk.files.formats.sheet_xml import look_into

    return WorkbookSource(path, CalamineBook(path, "ooxml", look_into))


def _calamine_binary(path: Path) -> Source:
    from funneldesk.files.formats.calamine_books import CalamineBook
    from funneldesk.files.formats.sheet_binary import look_into_binary

    return WorkbookSource(path, CalamineBook(path, "binary", look_into_binary))


def _calamine_opendocument(path: Path) -> Source:
    from funneldesk.files.formats.calamine_books import CalamineBook
    from funneldesk.files.formats.opendocument import needs_this_reader

    if needs_this_reader(path):
        return _opendocument(path)
    return WorkbookSource(path, CalamineBook(path, "opendocument"), _most_cells(path))


def _openpyxl(path: Path) -> Source:
    from funneldesk.files.formats.second_books import OpenpyxlBook

    return WorkbookSource(path, OpenpyxlBook(path))


def _lenient_xlsx(path: Path) -> Source:
    from funneldesk.files.formats.lenient_xlsx import LenientXlsxBook

    return WorkbookSource(path, LenientXlsxBook(path))


def _xlrd(path: Path) -> Source:
    from funneldesk.files.formats.second_books import XlrdBook

    return WorkbookSource(path, XlrdBook(path))


def _opendocument(path: Path) -> Source:
    from funneldesk.files.formats.opendocument import OpenDocumentBook

    return WorkbookSource(path, OpenDocumentBook(path), _most_cells(path))


def _most_cells(path: Path) -> int:
    """Return how many cells an OpenDocument file may hold: one cell can be said to stand there a million times."""
    return 100_000 + 2 * max(announced_size(path), path.stat().st_size)


def _xml_2003(path: Path) -> Source:
    from funneldesk.files.formats.xml_2003 import Xml2003Book

    return WorkbookSource(path, Xml2003Book(path))


def _html(path: Path) -> Source:
    from funneldesk.files.formats.html_tables import HtmlBook

    return WorkbookSource(path, HtmlBook(path))


def _text(path: Path) -> Source:
    source = DelimitedSource(path)
    if source.looks_binary():
        raise UserError(
            "not_a_list",
            _("“%(name)s” is neither a workbook nor text.") % {"name": path.name},
            _("Export the list as .xlsx or .csv and import that file."),
        )
    return source


def choose_sheet(source: Source, sheet: str | None, header_row: int | None) -> Look:
    """Choose the sheet (the named one, else the one that looks most like a list) and find its heading."""
    if not isinstance(source, WorkbookSource):
        return look_at(source, header_row)
    if sheet is not None:
        source.choose(sheet)
        return look_at(source, header_row)
    name, look = _best_sheet(source, source.shown, header_row)
    if not look.rows and len(source.shown) < len(source.sheets):
        hidden = _best_sheet(source, source.sheets[len(source.shown) :], header_row)
        name, look = hidden if hidden[1].rows else (name, look)
    source.choose(name)
    return look


#: Sheets looked into for the list when nobody says which one it is: all of an ordinary workbook; large ones cost time.
_SEARCHED_SHEETS, _SEARCHED_LARGE, _LARGE = 30, 8, 4 << 20


def _best_sheet(source: WorkbookSource, names: Sequence[str], header_row: int | None) -> tuple[str, Look]:
    """Return the sheet that looks most like a list: known headings, entries, then the order of the workbook."""
    looks: list[tuple[str, Look]] = []
    failure: UserError | None = None
    for name in names[: _SEARCHED_SHEETS if source.size < _LARGE else _SEARCHED_LARGE]:
        try:
            source.choose(name)
            looks.append((name, look_at(source, header_row)))
        except UserError as error:
            failure = error
    if failure is not None and not any(look.rows for _name, look in looks):
        raise failure
    # `max` takes the first of equals.
    return max(looks, key=lambda item: (min(item[1].known, 4), min(item[1].rows, 3)))


def look_at(source: Source, header_row: int | None) -> Look:
    """Find the heading among the first rows of the chosen sheet; `header_row` is taken as given."""
    rows = _first_rows(source, header_row or 0)
    blank = next((index for index, row in enumerate(rows) if any(map(_holds, row))), 0)
    if header_row is None:
        found = find_header_row(rows[blank:], is_known)
        found = heading_below(rows, found + blank, is_known) if found else 0
    else:
        found = header_row
    if found > len(rows):
        raise UserError(
            "no_such_row",
            _("The list has %(rows)s rows; row %(row)s cannot hold the headings.")
            % {"rows": len(rows), "row": found},
            _("Give the row of the headings as Excel numbers it, or 0 if there are none."),
        )
    first, end, found, beside = _columns(source, rows, found, told=header_row is not None)
    cut = any(not table.doubtful for table in beside)
    boxes = boxes_above([row[first:end] for row in rows], found)
    rows = [row[first:end] for row in rows] if cut else rows
    cells = heading_cells(rows, found)
    leftmost = source.first_column + first
    if found:
        headings = unique_headings(cells, leftmost)
    else:
        headings = tuple(letter(leftmost + index) for index in range(len(cells)))
    titles = [
        cell_text(cell).strip()
        for row in rows[max(0, found - SEARCHED_ROWS) : max(0, found - 1)]
        for cell in row
    ]
    width, again = list_width(cells, rows[found : found + _LOOKED_AT], is_known)
    if again is not None:
        texts = ", ".join(filter(None, cells[again:]))
        beside.append(TableBeside(first + again, first + len(cells), found, texts))
    cells, headings = cells[:width], headings[:width]
    further = further_headings(cells, rows[found : found + _LOOKED_BELOW], is_known) if found else 0
    below = sum(any(map(_holds, row)) for row in rows[found + further :])
    known = sum(is_known(normal_heading(heading)) for heading in headings)
    others = [(box.row, "box_above", _where(source, box, first)) for box in boxes]
    for table in beside:
        code = "perhaps_table" if table.doubtful else "another_table"
        others.append((table.row, code, _where(source, table, 0)))
    told = tuple(title for title in titles if title)
    return Look(found, headings, told, known, below, further, first, cut or again is not None, tuple(others))


def _columns(
    source: Source, rows: Sequence[Sequence[Cell]], header_row: int, *, told: bool
) -> tuple[int, int, int, list[TableBeside]]:
    """Return the columns of the list, its heading row, and the tables beside it."""
    if not header_row or not may_stand_beside(rows, header_row):
        return 0, max(map(len, rows), default=0), header_row, []
    return table_of_list(list(islice(source.rows(), LOOKED_FAR)), header_row, is_known, told=told)


def _where(source: Source, table: TableBeside, first: int) -> str:
    """Return where a table beside or above the list stands, as Excel would say it, and its headings.

    Its columns are counted from place `first` of each row.
    """
    left, right = (letter(source.first_column + first + place) for place in (table.first, table.end - 1))
    sheet = f"{source.sheet}!" if source.sheet else ""
    return f"{sheet}{left}:{right} {table.headings}"


def _first_rows(source: Source, least: int) -> list[Sequence[Cell]]:
    """Return the rows to look at: so many that hold something, whatever stands blank above them."""
    rows: list[Sequence[Cell]] = []
    held = 0
    for row in source.rows():
        rows.append(row)
        held += any(map(_holds, row))
        if held >= _LOOKED_AT and len(rows) >= least + _LOOKED_AT:
            break
    return rows


def _holds(cell: Cell) -> bool:
    return cell is not None and cell != "" and not (isinstance(cell, str) and cell.isspace())

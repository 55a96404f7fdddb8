"""Where the tables of a book stand in the sheets of a workbook that came back."""

from collections.abc import Mapping, Sequence

from funneldesk.domain.book.book import Book
from funneldesk.domain.book.book_carried import END_MARK, MARK, SHEET, TABLE_MARK, CarriedBook, carried_book
from funneldesk.domain.book.book_parts import TABLES
from funneldesk.domain.book.book_tables import CellProblem, FoundTable, book_from_tables, letters
from funneldesk.domain.lists.cells import Cell, cell_text
from funneldesk.domain.words import part_label
from funneldesk.errors import UserError
from funneldesk.i18n import _, speaking

#: The rows of one sheet, from row 1 and column A.
Grid = Sequence[Sequence[Cell]]


def book_in_grids(name: str, grids: Mapping[str, Grid]) -> tuple[CarriedBook, Book, tuple[CellProblem, ...]]:
    """Return the book a workbook was written from, the book it says now, and what could not be understood.

    `name`: of the file. Raises UserError where this is no workbook that FunnelDesk wrote.
    """
    carried = _carried(name, grids)
    found: dict[str, FoundTable] = {}
    problems: list[CellProblem] = []
    for sheet, grid in grids.items():
        for table_name, table in _tables_in(sheet, grid):
            if table_name in found:
                message = _("the table stands in sheet “%(other)s” as well; delete one of the two")
                words = message % {"other": found[table_name].sheet}
                cell = f"{letters(table.id_column)}{table.heading_row}"
                problems.append(CellProblem(sheet, cell, "repeated_table", words))
            else:
                found[table_name] = table
    with speaking(carried.book.language):
        sheets = {table.part: part_label(table.part) for table in TABLES}
    book, misread = book_from_tables(carried.book, TABLES, found, sheets)
    return carried, book, (*problems, *misread)


def _carried(name: str, grids: Mapping[str, Grid]) -> CarriedBook:
    for grid in (*([grids[SHEET]] if SHEET in grids else []), *grids.values()):
        if grid and grid[0] and grid[0][0] == MARK:
            lines = [cell_text(row[0]).strip() for row in grid if row]
            return carried_book([line for line in lines if line])
    raise UserError(
        "not_a_book",
        _("“%(name)s” is no definition book that FunnelDesk wrote: its hidden sheet “%(sheet)s” is missing.")
        % {"name": name, "sheet": SHEET},
        _("Save the book as Excel in FunnelDesk, edit that workbook, and take it in again."),
    )


def _tables_in(sheet: str, grid: Grid) -> list[tuple[str, FoundTable]]:
    found = []
    for number, row in enumerate(grid, start=1):
        for place, cell in enumerate(row):
            words = cell.strip() if isinstance(cell, str) else ""
            if words.startswith(TABLE_MARK) and words != END_MARK:
                table = FoundTable(sheet, number, row[:place], _rows(grid, number, place), id_column=place)
                found.append((words.removeprefix(TABLE_MARK), table))
    return found


def _rows(grid: Grid, heading_row: int, place: int) -> list[tuple[int, str, Sequence[Cell]]]:
    rows = []
    for number, row in enumerate(grid[heading_row:], start=heading_row + 1):
        name = cell_text(row[place]).strip() if place < len(row) else ""
        if name.startswith(TABLE_MARK):
            break
        rows.append((number, name, row[:place]))
    return rows

"""Where the tables of a work list stand in the sheets of a workbook that came back, and what their cells say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from funneldesk.domain.book.book_carried import END_MARK
from funneldesk.domain.lists.cells import ERROR_WORDS, Cell, cell_text, clean_text, says_nothing
from funneldesk.domain.worklist.worklist_columns import FILLED, ColumnCode, columns_in
from funneldesk.domain.worklist.worklist_ids import RowIds, ids_in, is_ids

#: The rows of one sheet from row 1 and column A, and the cells (row, column; 1- and 0-based) that hold no result.
Grid = Sequence[Sequence[Cell]]
Uncalculated = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row: its place, its cells by column as they came, and the ids it carries.

    `uncalculated`: columns whose formula has no result, or an error.
    """

    sheet: str
    row: int
    cells: Mapping[ColumnCode, Cell]
    ids: RowIds | None = None
    uncalculated: frozenset[ColumnCode] = frozenset()

    def text(self, code: ColumnCode) -> str:
        """Return a cell as plain text, "" where it says nothing."""
        text = clean_text(cell_text(self.cells.get(code)), lines=True)
        return "" if says_nothing(text, words=False) else text

    @property
    def is_filled(self) -> bool:
        """Whether somebody filled in anything."""
        return any(self.text(code) for code in FILLED) or bool(self.uncalculated & set(FILLED))


@dataclass(frozen=True, slots=True)
class FoundTables:
    """The rows of a workbook, and columns that sheets lack: (sheet, column)."""

    rows: tuple[FoundRow, ...] = ()
    lacking: tuple[tuple[str, ColumnCode], ...] = field(default=())
    sheets: int = 0


def rows_in_sheets(sheets: Mapping[str, tuple[Grid, Uncalculated]]) -> FoundTables:
    """Return every row of every table that is a work list's."""
    rows: list[FoundRow] = []
    lacking: list[tuple[str, ColumnCode]] = []
    count = 0
    for sheet, (grid, uncalculated) in sheets.items():
        columns: dict[ColumnCode, int] = {}
        for number, cells in enumerate(grid, start=1):
            heads = columns_in([cell if isinstance(cell, str) else "" for cell in cells])
            if heads:
                columns = heads
                lacking += [(sheet, code) for code in FILLED if code not in columns]
                count += 1
                continue
            if columns and (row := _row(sheet, number, cells, columns, uncalculated)) is not None:
                rows.append(row)
    return FoundTables(tuple(rows), tuple(lacking), count)


def _row(
    sheet: str,
    number: int,
    cells: Sequence[Cell],
    columns: Mapping[ColumnCode, int],
    uncalculated: Uncalculated,
) -> FoundRow | None:
    # A row ends with its last filled cell; its columns are there all the same.
    said = {code: cells[place] if place < len(cells) else None for code, place in columns.items()}
    token = cell_text(said.pop("ids", None)).strip()
    if token == END_MARK:
        token = ""
    # The ids may have moved without their heading.
    moved = (cell for cell in cells if isinstance(cell, str) and is_ids(cell))
    token = token if is_ids(token) else next(moved, token)
    row = FoundRow(
        sheet,
        number,
        said,
        ids_in(token),
        frozenset(
            code
            for code, place in columns.items()
            if (number, place) in uncalculated or _is_error(said.get(code))
        ),
    )
    # A title, a total or a remark among the rows says nothing of a person.
    return row if row.ids or row.is_filled or any(_who(row)) else None


def _is_error(cell: Cell) -> bool:
    """Whether a cell shows what Excel or LibreOffice show in place of a result."""
    return isinstance(cell, str) and (cell in ERROR_WORDS or re.fullmatch(r"Err:\d+", cell) is not None)


def _who(row: FoundRow) -> Iterator[str]:
    codes: tuple[ColumnCode, ...] = ("name", "company", "email")
    return (row.text(code) for code in codes)

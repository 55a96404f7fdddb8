"""Workbooks read by calamine (.xlsx .xlsm .xls .xlsb .ods): the quick way, and the first one tried."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from funneldesk.domain.lists.cells import Cell
from funneldesk.files.formats.escaped_text import unescaped_rows
from funneldesk.files.formats.sheet_xml import Untold, padded
from funneldesk.files.formats.spans import Spans, carried_down
from funneldesk.files.formats.workbooks import LIBRARY_FAULTS, LoadedSheet, Sheet, encrypted, unreadable

#: What calamine takes a suffix for, as `file_kinds` calls it.
_KINDS = {
    ".xlsx": "ooxml", ".xlsm": "ooxml", ".xlam": "ooxml", ".xlsb": "xlsb", ".ods": "opendocument", ".xls": "binary",
    ".xla": "binary",
}  # fmt: skip
#: What a sheet has room for; calamine takes a cell "ZZZZ1" at its word.
_COLUMNS = 16384


class CalamineBook:
    """One workbook of a kind (see `file_kinds`) held by calamine.

    `look_closer` finds out what calamine does not tell of a sheet.
    """

    encoding: str | None = None

    def __init__(
        self, path: Path, kind: str, look_closer: Callable[[Path, str], Untold] | None = None
    ) -> None:
        self._path = path
        self._look_closer = look_closer
        with _faults_of_calamine(path):
            self._book = _opened(path, kind)
        found = self._book.sheets_metadata
        tables = [sheet for sheet in found if sheet.typ == SheetTypeEnum.WorkSheet] or found
        self.sheets = tuple(Sheet(sheet.name, sheet.visible == SheetVisibleEnum.Visible) for sheet in tables)

    def load(self, name: str) -> LoadedSheet:
        """Return the sheet of that name."""
        with _faults_of_calamine(self._path):
            cells = self._book.get_sheet_by_name(name)
        if cells.width > _COLUMNS:
            raise unreadable(self._path)
        first_column = cells.start[1] if cells.start else 0
        untold = self._look_closer(self._path, name) if self._look_closer else Untold()
        patterns = {column - first_column: pattern for column, pattern in untold.padded.items()}
        faults = {
            row: [(column - first_column, code, text) for column, code, text in found]
            for row, found in untold.faults.items()
        }
        rows = partial(_rows, cells, patterns, untold.escapes)
        spans = _spans(cells, first_column)
        if not spans:
            return LoadedSheet(rows, first_column, faults)
        return LoadedSheet(lambda: carried_down(rows(), spans), first_column, faults)


def _spans(cells: CalamineSheet, first_column: int) -> Spans:
    """Return the cells of a sheet that are merged over several rows; the format may not tell."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for (first, column), (last, _column) in cells.merged_cell_ranges or ():
        if last > first and column >= first_column:
            spans.setdefault(first + 1, []).append((column - first_column, last + 1))
    return spans


def _rows(
    cells: CalamineSheet, patterns: Mapping[int, str], escapes: frozenset[str]
) -> Iterator[Sequence[Cell]]:
    """Yield the rows of a sheet, the numbers in columns of `patterns` with the zeros they are shown with."""
    rows = cells.iter_rows()
    if patterns:
        rows = (_with_zeros(row, patterns) for row in rows)
    return unescaped_rows(rows, escapes)


def _with_zeros(row: list[Any], patterns: Mapping[int, str]) -> list[Any]:
    for column, pattern in patterns.items():
        number = row[column] if column < len(row) else None
        if isinstance(number, float | int) and not isinstance(number, bool):
            row[column] = padded(number, pattern) or number
    return row


def _opened(path: Path, kind: str) -> CalamineWorkbook:
    """Return the workbook by what it is: calamine itself believes a suffix it knows, and many are wrong."""
    suffix = path.suffix.lower()
    if _KINDS.get(suffix, kind) == kind:
        return CalamineWorkbook.from_path(str(path))
    with path.open("rb") as stream:
        return CalamineWorkbook.from_filelike(stream)


# A panic in Rust is no Exception and ends the child; the parent then asks for the second reader.
@contextmanager
def _faults_of_calamine(path: Path) -> Iterator[None]:
    try:
        yield
    except PasswordError:
        raise encrypted(path) from None
    except (CalamineError, *LIBRARY_FAULTS) as error:
        raise unreadable(path) from error

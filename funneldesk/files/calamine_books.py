"""Workbooks read by calamine (.xlsx .xlsm .xls .xlsb .ods): the quick way, and the first one tried."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from funneldesk.files.workbooks import LIBRARY_FAULTS, LoadedSheet, Sheet, encrypted, unreadable


class CalamineBook:
    """One workbook held by calamine."""

    encoding: str | None = None

    def __init__(self, path: Path) -> None:
        self._path = path
        with _faults_of_calamine(path):
            self._book = CalamineWorkbook.from_path(str(path))
        found = self._book.sheets_metadata
        tables = [sheet for sheet in found if sheet.typ == SheetTypeEnum.WorkSheet] or found
        self.sheets = tuple(Sheet(sheet.name, sheet.visible == SheetVisibleEnum.Visible) for sheet in tables)

    def load(self, name: str) -> LoadedSheet:
        """Return the sheet of that name."""
        with _faults_of_calamine(self._path):
            cells = self._book.get_sheet_by_name(name)
        return LoadedSheet(lambda: iter(cells.iter_rows()), cells.start[1] if cells.start else 0)


# A panic in Rust is no Exception and ends the child; the parent then asks for the second reader.
@contextmanager
def _faults_of_calamine(path: Path) -> Iterator[None]:
    try:
        yield
    except PasswordError:
        raise encrypted(path) from None
    except (CalamineError, *LIBRARY_FAULTS) as error:
        raise unreadable(path) from error

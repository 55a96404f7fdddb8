"""The second readers, slower and more patient than calamine: openpyxl for .xlsx, xlrd for .xls."""

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from funneldesk.domain.lists.cells import Cell
from funneldesk.files.formats.escaped_text import unescaped_rows
from funneldesk.files.formats.sheet_xml import look_into, merged_down_of
from funneldesk.files.formats.spans import Spans, carried_down
from funneldesk.files.formats.text_encoding import japanese_likeness
from funneldesk.files.formats.workbooks import LIBRARY_FAULTS, LoadedSheet, Sheet, encrypted, unreadable

#: The version of BIFF from which on texts are Unicode.
_UNICODE_SINCE = 80
#: What a sheet has room for: up to a row of a greater number openpyxl fills up with empty ones.
_ROWS = 1 << 20
_LOOKED_AT, _JAPANESE = 50, 0.5


class OpenpyxlBook:
    """A .xlsx read row by row, without believing what it says of its own size."""

    encoding: str | None = None

    def __init__(self, path: Path) -> None:
        import openpyxl
        from openpyxl.utils.exceptions import CellCoordinatesException, InvalidFileException

        self._path = path
        self._own_faults = (CellCoordinatesException, InvalidFileException)
        with _faults(path, *self._own_faults):
            # Of a path it would ask for the right suffix.
            stream = io.BytesIO(path.read_bytes())
            self._book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            self.sheets = tuple(
                Sheet(sheet.title, sheet.sheet_state == "visible") for sheet in self._book.worksheets
            )

    def load(self, name: str) -> LoadedSheet:
        """Return the sheet of that name."""
        spans = merged_down_of(self._path, name)
        escapes = look_into(self._path, name).escapes
        return LoadedSheet(lambda: carried_down(unescaped_rows(self._rows(name), escapes), spans))

    def _rows(self, name: str) -> Iterator[Sequence[Cell]]:
        with _faults(self._path, *self._own_faults):
            sheet = self._book[name]
            sheet.reset_dimensions()
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                if number > _ROWS:
                    raise unreadable(self._path)
                yield row


class XlrdBook:
    """A .xls held by xlrd, which keeps only the cells that are there."""

    encoding: str | None = None

    def __init__(self, path: Path) -> None:
        import xlrd

        self._path = path
        with _faults(path):
            try:
                self._book = _opened(path)
            except (xlrd.XLRDError, xlrd.compdoc.CompDocError) as error:
                raise (encrypted(path) if "encrypted" in str(error) else unreadable(path)) from error
            self.sheets = tuple(
                Sheet(name, shown=not self._book._sheet_visibility[index])  # noqa: SLF001 - without loading the sheet
                for index, name in enumerate(self._book.sheet_names())
            )

    def load(self, name: str) -> LoadedSheet:
        """Return the sheet of that name."""
        import xlrd

        with _faults(self._path):
            try:
                sheet = self._book.sheet_by_name(name)
            except xlrd.XLRDError as error:
                raise unreadable(self._path) from error
        spans = _merged_down(self._path, name)
        return LoadedSheet(lambda: carried_down(self._rows(sheet), spans))

    def _rows(self, sheet: Any) -> Iterator[Sequence[Cell]]:
        return ([self._cell(cell) for cell in sheet.row(index)] for index in range(sheet.nrows))

    def _cell(self, cell: Any) -> Cell:
        import xlrd

        value = cell.value
        if cell.ctype == xlrd.XL_CELL_DATE:
            try:
                moment = xlrd.xldate_as_datetime(value, self._book.datemode)
            except LIBRARY_FAULTS:
                return float(value)
            return cast("Cell", moment.time() if 0 <= value < 1 else moment)
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(value, "#N/A"))
        return value if isinstance(value, str | float) else None


def _merged_down(path: Path, sheet: str) -> Spans:
    """Return the cells merged over several rows of the sheet of that name, none if they cannot be found out."""
    import xlrd

    spans: dict[int, list[tuple[int, int]]] = {}
    with suppress(*LIBRARY_FAULTS, xlrd.XLRDError, xlrd.compdoc.CompDocError):
        # Only so xlrd keeps what is merged.
        book = xlrd.open_workbook(str(path), logfile=io.StringIO(), on_demand=True, formatting_info=True)
        for first, end, column, _end in book.sheet_by_name(sheet).merged_cells:
            if end - first > 1:
                spans.setdefault(first + 1, []).append((column, end))
    return spans


def _opened(path: Path) -> Any:
    """Return the workbook of xlrd; one that does not say its encoding (Excel 2 to 4) is read as Japanese if it is."""
    import xlrd

    options = {"logfile": io.StringIO(), "on_demand": True, "ragged_rows": True}
    book = xlrd.open_workbook(str(path), **options)
    if book.biff_version >= _UNICODE_SINCE or book.codepage:
        return book
    with suppress(UnicodeError):
        japanese = xlrd.open_workbook(str(path), encoding_override="cp932", **options)
        sheet = japanese.sheet_by_index(0)
        cells = (cell for index in range(min(sheet.nrows, _LOOKED_AT)) for cell in sheet.row_values(index))
        if japanese_likeness(" ".join(cell for cell in cells if isinstance(cell, str))) > _JAPANESE:
            return japanese
    return book


@contextmanager
def _faults(path: Path, *own: type[Exception]) -> Iterator[None]:
    faults: tuple[type[Exception], ...] = (*LIBRARY_FAULTS, *own)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except faults as error:
            raise unreadable(path) from error

"""A plain table for another program: .csv (UTF-8 with BOM, so that Excel reads Japanese) or .xlsx, by the name.

Text that starts like a formula stays text: in .xlsx by its type, in .csv behind an apostrophe, as Excel writes it.
"""

import csv
from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from funneldesk.errors import UserError
from funneldesk.files.writing.book_page import write_value
from funneldesk.files.writing.saving import save_whole
from funneldesk.i18n import _

#: Rows of a sheet of Excel, its heading included.
_MOST_ROWS = 1_048_576
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NARROWEST, _WIDEST, _LOOKED_AT = 8, 60, 200
_WIDE = 0xFF
#: A number or a day is written as one, None as an empty cell.
Cell = str | float | date | None


def write_table(path: Path, sheet: str, headings: Sequence[str], rows: Collection[Sequence[Cell]]) -> None:
    """Write the table, whole or not at all. Raises UserError for any other ending than .csv and .xlsx."""
    ending = path.suffix.lower()
    if ending == ".csv":
        save_whole(path, lambda at: _write_csv(at, headings, rows))
    elif ending == ".xlsx":
        if len(rows) >= _MOST_ROWS:
            message = _("%(path)s would have more rows than Excel takes.") % {"path": path}
            raise UserError("too_many_rows", message, _("Save it as .csv, or choose fewer people."))
        save_whole(path, lambda at: _write_workbook(at, sheet, headings, rows))
    else:
        message = _("%(path)s is neither a .csv nor an .xlsx file.") % {"path": path}
        raise UserError("unknown_ending", message, _("Give it a name that ends in .csv or .xlsx."))


def _write_csv(path: Path, headings: Sequence[str], rows: Collection[Sequence[Cell]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(headings)
        writer.writerows([_plain(cell) for cell in row] for row in rows)


def _plain(cell: Cell) -> str:
    text = _text(cell)
    return "'" + text if isinstance(cell, str) and cell.startswith(_FORMULA) else text


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%Y/%m/%d %H:%M}" if isinstance(cell, datetime) else f"{cell:%Y/%m/%d}"
    return "" if cell is None else str(cell)


def _write_workbook(path: Path, name: str, headings: Sequence[str], rows: Collection[Sequence[Cell]]) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(name)
    try:
        _fill(sheet, headings, rows)
        workbook.save(path)
    except BaseException:
        # What openpyxl wrote so far lies in a temporary file, where nobody is to find people.
        if not sheet.closed:
            sheet.close()
        Path(sheet._writer.out).unlink(missing_ok=True)  # noqa: SLF001 - it tells nobody else where that file is
        raise


def _fill(sheet: Any, headings: Sequence[str], rows: Collection[Sequence[Cell]]) -> None:
    first = list(islice(rows, _LOOKED_AT))
    for place, heading in enumerate(headings):
        texts = [heading, *(_text(row[place]) for row in first)]
        longest = max(sum(2 if ord(mark) > _WIDE else 1 for mark in text) for text in texts)
        width = min(max(longest + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(rows) + 1}"


def _cell(sheet: Any, value: Cell, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet)
    write_value(cell, None if value == "" else value)
    if isinstance(value, date):
        cell.number_format = "yyyy/mm/dd hh:mm" if isinstance(value, datetime) else "yyyy/mm/dd"
    if bold:
        cell.font = Font(bold=True)
    return cell

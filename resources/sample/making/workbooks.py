"""Writing lists as people keep them: title rows above the heading, and the same bytes from every run."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from making.catalogue import END, OWNER
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

FONT = "游ゴシック"
_STAMP = (END.year, END.month, END.day, 9, 0, 0)
_HEAD = PatternFill("solid", fgColor="DDE6F5")
_LINE = Border(bottom=Side(style="hair", color="A0A8B4"))


@dataclass(frozen=True)
class Sheet:
    """One sheet: `titles` above the heading, with an empty row between; `formats` by heading."""

    name: str
    titles: tuple[str, ...]
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    formats: dict[str, str]
    widths: dict[str, float]


def reiwa(day: date, short: bool = False) -> str:
    """Return a day in the Japanese era: 令和8年9月14日, or R8.9.14."""
    year = day.year - 2018
    if short:
        return f"R{year}.{day.month}.{day.day}"
    return f"令和{'元' if year == 1 else year}年{day.month}月{day.day}日"


def _fill(sheet: Worksheet, content: Sheet) -> None:
    sheet.title = content.name
    for row, title in enumerate(content.titles, 1):
        sheet.cell(row, 1, title).font = Font(name=FONT, size=14 if row == 1 else 10, bold=row == 1)
    top = len(content.titles) + 2 if content.titles else 1
    if content.titles:
        # As in most lists kept by hand, the title spans the table.
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=min(len(content.headings), 6))
    for column, heading in enumerate(content.headings, 1):
        cell = sheet.cell(top, column, heading)
        cell.font, cell.fill, cell.border = Font(name=FONT, size=10, bold=True), _HEAD, _LINE
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = content.widths.get(heading, 14)
    plain = Font(name=FONT, size=10)
    formats = [content.formats.get(heading, "") for heading in content.headings]
    for row, values in enumerate(content.rows, top + 1):
        for column, value in enumerate(values, 1):
            if value is None or value == "":
                continue
            cell = sheet.cell(row, column, value)
            cell.font = plain
            if formats[column - 1] and not isinstance(value, str):
                cell.number_format = formats[column - 1]
    sheet.freeze_panes = sheet.cell(top + 1, 1)


def write_workbook(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write a workbook whose bytes depend on its contents only."""
    book = Workbook()
    book.remove(book.active)
    for content in sheets:
        _fill(book.create_sheet(), content)
    book.properties.creator = OWNER
    raw = io.BytesIO()
    book.save(raw)
    with (
        zipfile.ZipFile(raw) as packed,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out,
    ):
        for name in packed.namelist():
            data = packed.read(name)
            if name == "docProps/core.xml":
                stamp = b"%04d-%02d-%02dT%02d:%02d:%02dZ" % _STAMP
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, data)
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            out.writestr(entry, data, compresslevel=9)

"""One sheet of a printed workbook: title, tables, paragraphs, row heights, print set-up, pick-lists.

Colours come from `funneldesk.colours`; text is always written as text, whatever it begins with.
"""

import math
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from funneldesk.colours import LIGHT
from funneldesk.domain.book.book_carried import END_MARK, TABLE_MARK
from funneldesk.files.writing.formulas import Formula
from funneldesk.files.writing.text_size import LINE_POINTS, row_points, width_points
from funneldesk.i18n import _, language

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: Excel refuses longer text in a cell.
_LONGEST = 32_767
_SIZE = 10.0
_TITLE_SIZE = 16.0
_MARGIN_INCHES = 0.5
_HEAD_INCHES = 0.72
#: The share of a page that is squeezed into the pages before it.
_SQUEEZED = 0.2
#: So many pages are more than one in every Office.
_SURELY_LONGER = 1.25
_FORMULA_MARKS = ("=", "+", "-", "@")
Value = str | int | float | date | Formula | None


def _colour(code: str) -> str:
    return code.removeprefix("#")


@cache
def _fill(code: str) -> PatternFill:
    return PatternFill("solid", fgColor=_colour(code))


def font(*, size: float = _SIZE, bold: bool = False, colour: str = LIGHT.text) -> Font:
    """Return a font every Office knows, for the language in use."""
    return _font("Yu Gothic" if language() == "ja" else "Calibri", size, bold, colour)


@cache
def _font(name: str, size: float, bold: bool, colour: str) -> Font:
    return Font(name=name, size=size, bold=bold, color=_colour(colour))


@cache
def _alignment(align: str, indent: int, wraps: bool) -> Alignment:
    return Alignment(wrap_text=wraps, vertical="center", horizontal=align, indent=indent)


_LINE = Side(style="thin", color=_colour("#C9CED6"))
_UNLOCKED = Protection(locked=False)
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and how values stand in it.

    `form` is an Excel number format; `picks` a formula for a pick-list; `printed` False: beside the page;
    `explain` a comment on the heading; `locked`: not meant to be edited; `ground`: the colour of its cells.
    """

    heading: str
    align: str = "left"
    form: str = "General"
    picks: str = ""
    printed: bool = True
    bold: bool = False
    quiet: bool = False
    explain: str = ""
    locked: bool = False
    ground: str = ""


class Page:
    """A sheet that is filled from top to bottom.

    `widths` are those of its printed columns in Excel's units, `beside` those of columns right of the page.
    """

    def __init__(
        self,
        workbook: Workbook,
        name: str,
        widths: Sequence[float],
        *,
        beside: Sequence[float] = (),
        landscape: bool = True,
    ) -> None:
        self.sheet: Worksheet = workbook.create_sheet(name)
        self.widths = [*widths, *beside]
        self.row = 1
        #: The style of each look there is: openpyxl takes long to find one anew for every cell.
        self._styles: dict[tuple[object, ...], tuple[Any, dict[str, Any]]] = {}
        self._looks_of: dict[tuple[Column, bool, str], dict[str, Any]] = {}
        #: What the formulas of the sheet come to, by cell.
        self.results: dict[str, float] = {}
        #: Whether the lines written now are to be filled in.
        self._open = False
        self._printed = len(widths)
        #: The rows of the table whose head is repeated on each printed page.
        self._repeated = range(0)
        for number, width in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        self.sheet.sheet_view.showGridLines = False
        self.sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        self.sheet.page_setup.paperSize = self.sheet.PAPERSIZE_A4
        margins = self.sheet.page_margins
        margins.left = margins.right = _MARGIN_INCHES
        margins.top = margins.bottom = _HEAD_INCHES
        margins.header = margins.footer = _MARGIN_INCHES * 0.7
        self.sheet.print_options.horizontalCentered = True

    def title(self, text: str, subtitle: str = "", *, size: float = _TITLE_SIZE) -> None:
        """Write the heading of the sheet and one sentence below it."""
        self._across(text, font(size=size, bold=True), size=size)
        if subtitle:
            self._across(subtitle, font(colour=LIGHT.secondary))
        self.gap(6)

    def section(self, text: str) -> None:
        """Write the heading of a part of the sheet."""
        self.gap()
        self._across(text, font(size=12, bold=True), size=12)

    def paragraph(self, text: str, *, quiet: bool = False, boxed: bool = False) -> None:
        """Write text across the whole page; `boxed`: on a coloured ground."""
        letters = font(colour=LIGHT.secondary if quiet else LIGHT.text)
        ground = {"fill": _fill(LIGHT.accent_ground), "indent": 1} if boxed else {}
        for paragraph in text.split("\n"):
            self._across(paragraph, letters, padding=14 if boxed else 6, **ground)

    def gap(self, points: float = 10) -> None:
        """Leave a little room."""
        self.sheet.row_dimensions[self.row].height = points
        self.row += 1

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Value]],
        *,
        points: float = 0,
        freeze: bool = False,
        repeat: bool = False,
        stretch: bool = False,
    ) -> int:
        """Write a table and return the number of its first row of values.

        `points`: the least height of a row; `freeze`: its head stays on screen and on each printed page,
        `repeat`: on the printed pages; `stretch`: the last column takes the rest of the page. A row of one value
        heads a group.
        """
        ends = self._ends(columns, stretch=stretch)
        self._head(columns, ends)
        if freeze:
            self.sheet.freeze_panes = f"A{self.row}"
        first = self.row
        for values in rows:
            if len(values) == 1 and len(columns) > 1:
                self._group(str(values[0] or ""), columns)
            else:
                self._line(columns, values, ends, points)
        for number, column in enumerate(columns, start=1):
            if column.picks and self.row > first:
                self._offer(column.picks, number, first)
        if freeze or repeat:
            self._repeated = range(first, self.row)
        return first

    def more(self, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> None:
        """Write rows below a table, without a head of their own."""
        for values in rows:
            self._line(columns, values, self._ends(columns, stretch=False), 0)

    def fillable(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Sequence[tuple[str, Sequence[Value]]],
        *,
        free: int = 0,
        freeze: bool = False,
    ) -> None:
        """Write a table that comes back filled in: its cells are open, their ids hidden and locked.

        `free` rows below its lines are for new ones; the last column takes the rest of a narrow page.
        """
        head = self.row
        blank = [("", [None] * len(columns))] * free
        self._open = True
        self.table(columns, [cells for _name, cells in (*rows, *blank)], freeze=freeze)
        self._open = False
        at = self._printed + 1
        names = [name for name, _cells in (*rows, *blank)]
        for row, words in enumerate((f"{TABLE_MARK}{name}", *names, END_MARK), start=head):
            write_value(self.sheet.cell(row, at), words)
        for number, column in enumerate(columns, start=1):
            if column.explain:
                self.sheet.cell(head, number).comment = _comment(column.explain)
        self.sheet.column_dimensions[get_column_letter(at)].hidden = True
        # The row of the end mark is no line: nothing else may stand beside it.
        self.gap()

    def protect(self) -> None:
        """Lock what is not meant to be edited, without a password; rows may be added, columns and rows resized."""
        protection = self.sheet.protection
        protection.enable()
        protection.insertRows = protection.formatCells = False
        protection.formatRows = protection.formatColumns = False

    def finish(self, header: str, footer: str) -> None:
        """Set the print area, the header (version, sheet) and the footer (page numbers)."""
        last = get_column_letter(self._printed)
        self.sheet.print_area = f"A1:{last}{max(self.row - 1, 1)}"
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.page_setup.fitToWidth = 1
        self.sheet.page_setup.fitToHeight = self._pages()
        if self._repeated and self._repeats_rightly():
            head = self._repeated.start - 1
            self.sheet.print_title_rows = f"{head}:{head}"
        self.sheet.oddHeader.left.text = _plain_in_header(header)
        self.sheet.oddHeader.right.text = "&A"
        self.sheet.oddFooter.left.text = _plain_in_header(footer)
        self.sheet.oddFooter.right.text = "&P / &N"
        for part in (self.sheet.oddHeader, self.sheet.oddFooter):
            for side in (part.left, part.right):
                side.size = 9
                side.color = _colour(LIGHT.secondary)

    def fit(self, row: int, texts: list[tuple[str, float]], padding: float = 6) -> None:
        """Make a row as high as its texts need in cells of these widths."""
        self.sheet.row_dimensions[row].height = row_points(texts, padding=padding)

    def put(self, row: int, column: int, value: Value, **looks: Any) -> Cell:
        """Write one value into one cell; `looks` are attributes of openpyxl's cell."""
        cell: Cell = self.sheet.cell(row, column)
        if isinstance(value, Formula):
            cell.value = "=" + value.text.format(row=row)
            self.results[cell.coordinate] = value.value
        else:
            write_value(cell, value)
        looks.setdefault("font", font())
        align, indent = looks.pop("align", "left"), looks.pop("indent", 0)
        looks["alignment"] = _alignment(align, indent, isinstance(value, str))
        # Looks are shared objects: one and the same object is one and the same look.
        key = (
            cell.quotePrefix, cell.number_format,
            *((name, look if isinstance(look, str) else id(look)) for name, look in looks.items()),
        )  # fmt: skip
        if key in self._styles:
            cell._style = copy(self._styles[key][0])  # noqa: SLF001 - as openpyxl's manual copies a style
            return cell
        for name, look in looks.items():
            setattr(cell, name, look)
        self._styles[key] = copy(cell._style), looks  # noqa: SLF001
        return cell

    def _pages(self) -> int:
        """Return on how many pages the sheet is printed; a few rows too many are made to fit instead."""
        pages = sum(self._heights()) / self._page_points()
        return max(1, math.floor(pages) + (pages % 1 > _SQUEEZED))

    def _heights(self) -> list[float]:
        return [self.sheet.row_dimensions[row].height or LINE_POINTS for row in range(1, self.row)]

    def _page_points(self) -> float:
        """Return how many points of rows one page takes, printed as wide as the paper."""
        paper = (842.0, 595.0) if self.sheet.page_setup.orientation == "landscape" else (595.0, 842.0)
        room = paper[0] - 2 * 72 * _MARGIN_INCHES
        scale = min(1.0, room / sum(width_points(width) for width in self.widths[: self._printed]))
        return (paper[1] - 2 * 72 * _HEAD_INCHES) / scale

    def _repeats_rightly(self) -> bool:
        """Whether the repeated head stands over rows of its own table on the second page.

        Where another table follows, its own must be long: how much fits on a page, each Office decides for itself.
        """
        ends = self._repeated.stop
        if self.row - ends <= 1:
            return True
        return sum(self._heights()[: ends - 1]) > _SURELY_LONGER * self._page_points()

    def _across(
        self, text: str, letters: Font, *, size: float = _SIZE, padding: float = 6, **looks: Any
    ) -> None:
        room = self._spread(1, self._printed, text, {"font": letters, **looks})
        self.sheet.row_dimensions[self.row].height = row_points([(text, room)], size=size, padding=padding)
        self.row += 1

    def _ends(self, columns: Sequence[Column], *, stretch: bool) -> list[int]:
        """Return the number of the sheet's column where each column of a table ends."""
        ends = list(range(1, len(columns) + 1))
        if stretch and ends[-1] < self._printed:
            ends[-1] = self._printed
        return ends

    def _head(self, columns: Sequence[Column], ends: list[int]) -> None:
        texts = []
        for number, (column, end) in enumerate(zip(columns, ends, strict=True), start=1):
            letters = font(bold=True, colour=LIGHT.text if column.printed else LIGHT.secondary)
            looks: dict[str, Any] = {"font": letters, "align": "center"}
            if column.printed:
                looks |= {"fill": _fill(LIGHT.accent_ground), "border": _BOX}
            texts.append((column.heading, self._spread(number, end, column.heading, looks)))
        self.fit(self.row, texts, padding=8)
        self.row += 1

    def _line(
        self, columns: Sequence[Column], values: Sequence[Value], ends: list[int], points: float
    ) -> None:
        texts = []
        for number, (column, value, end) in enumerate(zip(columns, values, ends, strict=True), start=1):
            room = self._spread(number, end, value, self._looks(column))
            texts.append((value if isinstance(value, str) else "", room))
        self.sheet.row_dimensions[self.row].height = max(points, row_points(texts, padding=8))
        self.row += 1

    def _looks(self, column: Column) -> dict[str, Any]:
        """Return how the cells of a column look in this sheet, the same for each of its rows."""
        key = column, self._open, language()
        if key not in self._looks_of:
            quiet = column.quiet or not column.printed
            looks: dict[str, Any] = {
                "font": font(bold=column.bold, colour=LIGHT.secondary if quiet else LIGHT.text),
                "indent": 0 if column.align == "center" else 1,
                "align": column.align,
                "number_format": column.form,
            }
            if column.printed:
                looks["border"] = _BOX
            if self._open and not column.locked:
                looks["protection"] = _UNLOCKED
            if column.ground:
                looks["fill"] = _fill(column.ground)
            self._looks_of[key] = looks
        return self._looks_of[key]

    def _spread(self, first: int, last: int, value: Value, looks: dict[str, Any]) -> float:
        """Write a value into the cells from `first` to `last` as one, and return how wide they are."""
        for number in range(first, last + 1):
            self.put(self.row, number, value if number == first else None, **looks)
        if last > first:
            self.sheet.merge_cells(start_row=self.row, start_column=first, end_row=self.row, end_column=last)
        return sum(self.widths[first - 1 : last])

    def _group(self, text: str, columns: Sequence[Column]) -> None:
        looks = {"font": font(bold=True), "fill": _fill(LIGHT.ground), "border": _BOX, "indent": 1}
        room = self._spread(1, sum(column.printed for column in columns), text, looks)
        self.fit(self.row, [(text, room)], padding=8)
        self.row += 1

    def _offer(self, picks: str, column: int, first: int) -> None:
        letter = get_column_letter(column)
        offer = DataValidation("list", formula1=picks, allow_blank=True, showDropDown=False)
        offer.errorTitle = _("Not on the list")
        offer.error = _("Please choose one of the offered values.")
        offer.add(f"{letter}{first}:{letter}{self.row - 1}")
        self.sheet.add_data_validation(offer)


def _comment(text: str) -> Comment:
    comment = Comment(text, "FunnelDesk")
    comment.width, comment.height = 260, 24 + 18 * (1 + len(text) // 30)
    return comment


def write_value(cell: Cell, value: str | float | date | None) -> None:
    """Put a value into a cell: text as text even where it begins like a formula or looks like an error."""
    if not isinstance(value, str):
        cell.value = value
        return
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
    cell.value = text
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(_FORMULA_MARKS)


def _plain_in_header(text: str) -> str:
    # "&" begins a command in headers and footers; a digit after the size code would be read as part of it.
    return text.replace("&", "&&")

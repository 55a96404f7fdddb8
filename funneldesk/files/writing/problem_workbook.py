"""The rows of a list that need a second look, as a workbook to correct and import again.

All columns stand as the original has them; what is wrong is coloured, and says why in a comment and beside the row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from funneldesk.colours import LIGHT
from funneldesk.domain.formats import colon
from funneldesk.domain.lists.cells import Cell
from funneldesk.domain.lists.corrections import NOTE_MARK
from funneldesk.domain.lists.mapping import ImportPlan
from funneldesk.files.reading.carried_plan import carry_plan
from funneldesk.files.writing.book_page import write_value
from funneldesk.files.writing.saving import save_whole
from funneldesk.files.writing.text_size import row_points
from funneldesk.i18n import _

#: Excel draws every comment as a shape: some thousands of them make a file slow to open. The words beside the row stay.
_COMMENTS = 2_000
_NARROWEST, _WIDEST = 8, 48
_NUMBER_WIDTH, _REASON_WIDTH = 14, 44
_LOOKED_AT = 200
_FACE, _SIZE = "Yu Gothic", 10
#: The number of the paper size in the format of workbooks.
_A4 = 9
_TOP = Alignment(vertical="top")


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One row of the original: its number there, its cells, what is wrong with it by heading ("": the whole row)."""

    number: int
    cells: Sequence[Cell]
    wrong: Mapping[str, Sequence[str]] = field(default_factory=dict)


def note_words() -> tuple[str, str, str]:
    """Return our own headings: the row in the original, what is wrong, cells beyond the last heading."""
    words = (_("Row in the original"), _("What to correct"), _("Beyond the last heading"))
    mark = NOTE_MARK.replace("(", "（").replace(")", "）") if not words[0].isascii() else f" {NOTE_MARK}"
    return (words[0] + mark, words[1] + mark, words[2] + mark)


def write_problem_workbook(
    path: Path, headings: Sequence[str], rows: Sequence[ProblemRow], plan: ImportPlan
) -> None:
    """Write the workbook, whole or not at all. `plan`: how it is to be read back (`carried_plan`)."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_("To correct"))
    beyond = max((len(row.cells) - len(headings) for row in rows), default=0)
    number_words, reason_words, beyond_words = note_words()
    extra = [_numbered(beyond_words, place) for place in range(max(beyond, 0))]
    names = [number_words, reason_words, *headings, *extra]
    for place, width in enumerate(_widths(headings, rows), start=3):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.column_dimensions["A"].width = _NUMBER_WIDTH
    sheet.column_dimensions["B"].width = _REASON_WIDTH
    sheet.freeze_panes = "C2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    writer = _Writer(sheet)
    writer.head(names, len(headings))
    for row in rows:
        writer.row(headings, row)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{len(rows) + 1}"
    carry_plan(workbook, plan)
    save_whole(path, workbook.save)


def _numbered(words: str, place: int) -> str:
    # The mark has to stay at the end.
    cut = max(words.rfind("（"), words.rfind(" ("))
    return words if not place else f"{words[:cut]}{place + 1}{words[cut:]}"


def _widths(headings: Sequence[str], rows: Sequence[ProblemRow]) -> list[int]:
    widths = []
    for place, heading in enumerate(headings):
        texts = [heading, *(str(row.cells[place]) for row in rows[:_LOOKED_AT] if place < len(row.cells))]
        longest = max(sum(2 if ord(mark) > 0xFF else 1 for mark in text) for text in texts)  # noqa: PLR2004
        widths.append(min(max(longest + 2, _NARROWEST), _WIDEST))
    return widths


class _Writer:
    """Makes the cells of one sheet."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._comments = 0
        self._rows = 0
        self._wrong = PatternFill("solid", fgColor="FFFFD9A0")
        self._note = PatternFill("solid", fgColor="FF" + LIGHT.ground.removeprefix("#"))
        # Excel's own face as everywhere in a new workbook: a font without a name is drawn in another.
        self._plain = Font(name=_FACE, size=_SIZE)
        self._quiet = Font(name=_FACE, size=_SIZE, color="FF" + LIGHT.secondary.removeprefix("#"))
        self._bold = Font(name=_FACE, size=_SIZE, bold=True)

    def head(self, names: Sequence[str], fields: int) -> None:
        cells = []
        for place, name in enumerate(names):
            cell = self._cell(name)
            is_note = place < 2 or place >= 2 + fields  # noqa: PLR2004 - our two columns stand first
            cell.font = self._quiet if is_note else self._bold
            cell.fill = self._note
            cell.alignment = Alignment(wrap_text=is_note, vertical="top")
            cells.append(cell)
        how = _(
            "Correct the coloured cells, save, and import this file. Its rows take the place of the rows in the "
            "original; everything else stays as it is. Leave this column as it is; rows you delete here stay "
            "as they were."
        )
        cells[0].comment = _comment(how)
        self._append(cells, [(names[0], _NUMBER_WIDTH), (names[1], _REASON_WIDTH)])

    def row(self, headings: Sequence[str], row: ProblemRow) -> None:
        reasons = [
            f"{heading}{colon()}{sentence}" if heading else sentence
            for heading, sentences in row.wrong.items()
            for sentence in sentences
        ]
        number = self._cell(row.number)
        number.font = self._quiet
        self._mark(number, row.wrong.get("", ()))
        reason = self._cell("\n".join(reasons))
        reason.font, reason.alignment = self._quiet, Alignment(wrap_text=True, vertical="top")
        number.alignment = Alignment(horizontal="left", vertical="top")
        cells = [number, reason]
        for place, value in enumerate(row.cells):
            cell = self._cell(value)
            heading = headings[place] if place < len(headings) else ""
            self._mark(cell, row.wrong.get(heading, ()) if heading else ())
            cells.append(cell)
        # A coloured cell at the end of a short row has to be there as well.
        for place in range(len(row.cells), len(headings)):
            cell = self._cell(None)
            self._mark(cell, row.wrong.get(headings[place], ()))
            cells.append(cell)
        self._append(cells, [("\n".join(reasons), _REASON_WIDTH)])

    def _append(self, cells: Sequence[Any], wrapped: list[tuple[str, float]]) -> None:
        """Write a row as high as its wrapped texts are."""
        self._rows += 1
        self._sheet.row_dimensions[self._rows].height = row_points(wrapped)
        self._sheet.append(cells)

    def _mark(self, cell: Any, sentences: Sequence[str]) -> None:
        if not sentences:
            return
        cell.fill = self._wrong
        if self._comments < _COMMENTS:
            self._comments += 1
            cell.comment = _comment("\n".join(sentences))

    def _cell(self, value: Cell) -> Any:
        cell = WriteOnlyCell(self._sheet)
        cell.alignment, cell.font = _TOP, self._plain
        write_value(cell, None if value == "" else value)  # type: ignore[arg-type]
        if isinstance(value, str):
            cell.number_format = "@"  # what is corrected stays text as well: leading zeros, 3/4
        elif isinstance(value, datetime):
            plain = value.time() == time()
            cell.number_format = "yyyy-mm-dd" if plain else "yyyy-mm-dd hh:mm:ss"
        elif isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        return cell


def _comment(text: str) -> Comment:
    comment = Comment(text, "FunnelDesk")
    comment.width, comment.height = 320, 36 + 18 * (len(text) // 36 + text.count("\n") + 1)
    return comment

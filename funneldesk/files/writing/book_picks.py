"""The pick-lists of the book workbook: a hidden sheet whose columns the cells offer."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname

from funneldesk.domain.words import comparison_label, origin_label, side_label
from funneldesk.files.writing.book_page import write_value
from funneldesk.i18n import _


@dataclass(frozen=True, slots=True)
class Picks:
    """Formulas of the pick-lists on the hidden `sheet`: responsible sides, origins, 以上 or 超."""

    sheet: str
    sides: str
    origins: str
    comparisons: str


def add_picks(workbook: Workbook) -> Picks:
    """Add the hidden sheet and return the formulas that point to it."""
    sheet = workbook.create_sheet(_("Pick-lists"))
    sheet.sheet_state = "hidden"

    def column(number: int, values: Sequence[str]) -> str:
        for row, value in enumerate(values, start=1):
            write_value(sheet.cell(row, number), value)
        letter = get_column_letter(number)
        return f"{quote_sheetname(sheet.title)}!${letter}$1:${letter}${len(values)}"

    return Picks(
        sheet.title,
        column(1, [side_label(side) for side in ("marketing", "is", "sales", "everyone")]),
        column(2, [origin_label(origin) for origin in ("article", "example", "own")]),
        column(3, [comparison_label(operator) for operator in ("ge", "gt")]),
    )

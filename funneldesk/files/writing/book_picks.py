"""The pick-lists of the book workbook: a hidden sheet whose columns the cells offer."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname

from funneldesk.files.writing.book_page import write_value
from funneldesk.i18n import _


class Picks:
    """The hidden `sheet` of what there is to choose from, one column for each list."""

    def __init__(self, workbook: Workbook) -> None:
        self.sheet = workbook.create_sheet(_("Pick-lists"))
        self.sheet.sheet_state = "hidden"
        self.sheet.protection.enable()
        self._formulas: dict[tuple[str, ...], str] = {}

    def offer(self, values: Sequence[str]) -> str:
        """Return the formula of a pick-list of `values`; the same list stands there once. Empty: no list."""
        wanted = tuple(dict.fromkeys(filter(None, values)))
        if not wanted:
            return ""
        if wanted not in self._formulas:
            number = len(self._formulas) + 1
            for row, value in enumerate(wanted, start=1):
                write_value(self.sheet.cell(row, number), value)
            letter = get_column_letter(number)
            place = f"{quote_sheetname(self.sheet.title)}!${letter}$1:${letter}${len(wanted)}"
            self._formulas[wanted] = place
        return self._formulas[wanted]

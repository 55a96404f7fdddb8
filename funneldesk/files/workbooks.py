"""Workbooks (.xlsx .xlsm .xls .xlsb .ods) as rows, read by calamine. Runs in the reader child only."""

import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from funneldesk.domain.cells import Cell
from funneldesk.errors import UserError
from funneldesk.i18n import _

#: Sheets looked into for the list when nobody says which one it is.
_SEARCHED_SHEETS = 8


class WorkbookSource:
    """One open workbook and one of its sheets."""

    typed = True
    encoding: str | None = None
    delimiter: str | None = None

    def __init__(self, path: Path) -> None:
        self._book = _open(path)
        self.size = path.stat().st_size
        found = self._book.sheets_metadata
        tables = [sheet for sheet in found if sheet.typ == SheetTypeEnum.WorkSheet] or found
        shown = [sheet for sheet in tables if sheet.visible == SheetVisibleEnum.Visible]
        self.sheets = tuple(sheet.name for sheet in shown or tables)
        self._hidden = tuple(sheet.name for sheet in tables if sheet.name not in self.sheets)
        if not self.sheets:
            raise UserError(
                "no_sheets",
                _("There is no sheet in this workbook."),
                _("Open it in Excel and save it again, or export the list as CSV."),
            )
        self.sheet: str | None = None
        self._cells: CalamineSheet | None = None
        self.first_column = 0

    def choose(self, name: str) -> None:
        """Make the sheet of that name the one that is read (width and case do not matter)."""
        exact = {sheet: sheet for sheet in (*self.sheets, *self._hidden)}
        loose = {_plain(sheet): sheet for sheet in reversed(exact)}
        wanted = exact.get(name) or loose.get(_plain(name))
        if wanted is None:
            raise UserError(
                "no_such_sheet",
                _("There is no sheet “%(name)s” in this workbook.") % {"name": name},
                _("Its sheets are: %(names)s") % {"names": ", ".join(self.sheets)},
            )
        if wanted == self.sheet:
            return
        cells = self._book.get_sheet_by_name(wanted)
        self.sheet, self._cells = wanted, cells
        self.first_column = cells.start[1] if cells.start else 0

    def candidates(self) -> tuple[str, ...]:
        """Return the sheets worth looking into for the list."""
        return self.sheets[:_SEARCHED_SHEETS]

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Yield every row of the chosen sheet; the n-th is row n of the sheet."""
        return iter(self._cells.iter_rows()) if self._cells is not None else iter(())


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _open(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError:
        raise UserError(
            "encrypted",
            _("The workbook “%(name)s” is protected by a password.") % {"name": path.name},
            _("Open it in Excel, remove the password (File > Info > Protect Workbook) and save a copy."),
        ) from None
    except (CalamineError, zipfile.BadZipFile) as error:
        raise unreadable(path, str(error)) from error


def unreadable(path: Path, detail: str = "") -> UserError:
    """Return the error for a workbook that cannot be read; `detail` is the reader's own words."""
    said = f" ({detail[:120]})" if detail else ""
    return UserError(
        "unreadable_workbook",
        _("“%(name)s” cannot be read as a workbook.") % {"name": path.name} + said,
        _("Open it in Excel and save it again as .xlsx, or export the list as CSV."),
    )

"""Workbooks as rows, whichever reader opened them: their sheets, and the one that is read.

Runs in the reader child only. calamine comes first: it is ten times quicker than anything else. Where it fails, or
finds no rows, the next reader is asked (`second_books`, `lenient_xlsx`, `opendocument`); some formats only our own
readers know.
"""

import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from xml.etree.ElementTree import ParseError

from funneldesk.domain.lists.cells import Cell
from funneldesk.errors import UserError
from funneldesk.i18n import _

#: What the readers let out of themselves when a file is not what they expect. A bug of ours would end the child.
LIBRARY_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


#: One thing wrong with a list: row (1-based), place in the row (None: the whole row), problem code, text.
Trouble = tuple[int, int | None, str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name; `shown` is False for those the workbook hides."""

    name: str
    shown: bool = True


@dataclass(frozen=True, slots=True)
class LoadedSheet:
    """A sheet that can be read any number of times: `rows()` yields every row, the n-th is row n of the sheet.

    `first_column` is the 0-based column of each row's first cell; `faults` says of rows (1-based) which cells of theirs
    could not be read: place in the row, problem code, text.
    """

    rows: Callable[[], Iterator[Sequence[Cell]]]
    first_column: int = 0
    faults: Mapping[int, Sequence[tuple[int, str, str]]] = field(default_factory=dict)


class Book(Protocol):
    """An open workbook."""

    sheets: tuple[Sheet, ...]
    encoding: str | None

    def load(self, name: str) -> LoadedSheet:
        """Return the sheet of that name; a UserError with code unreadable_workbook if it is broken."""


class WorkbookSource:
    """One open workbook and one of its sheets. Hidden sheets are offered, but none is chosen by itself.

    A sheet with more than `most_cells` filled cells is refused: its file is too small to really hold them.
    """

    typed = True
    delimiter: str | None = None

    def __init__(self, path: Path, book: Book, most_cells: int | None = None) -> None:
        self._path = path
        self._book = book
        self._most_cells = most_cells
        self.size = path.stat().st_size
        self.encoding = book.encoding
        shown = [sheet.name for sheet in book.sheets if sheet.shown]
        every = [sheet.name for sheet in book.sheets]
        #: The sheets the workbook shows; in `sheets` the hidden ones follow them.
        self.shown = tuple(shown or every)
        self.sheets = (*self.shown, *(name for name in every if name not in self.shown))
        if not self.sheets:
            raise UserError(
                "no_sheets",
                _("There is no sheet in this workbook."),
                _("Open it in Excel and save it again, or export the list as CSV."),
            )
        self.sheet: str | None = None
        self._loaded = LoadedSheet(lambda: iter(()))
        self.first_column = 0

    def choose(self, name: str) -> None:
        """Make the sheet of that name the one that is read (width and case do not matter)."""
        loose = {_plain(sheet): sheet for sheet in reversed(self.sheets)}
        wanted = name if name in self.sheets else loose.get(_plain(name))
        if wanted is None:
            raise UserError(
                "no_such_sheet",
                _("There is no sheet “%(name)s” in this workbook.") % {"name": name},
                _("Its sheets are: %(names)s") % {"names": _(", ").join(self.sheets)},
            )
        if wanted != self.sheet:
            self._loaded = self._book.load(wanted)
            self.sheet, self.first_column = wanted, self._loaded.first_column

    @property
    def uncalculated(self) -> bool:
        """Whether formulas of the chosen sheet lack their results."""
        return any(
            code == "formula_without_value"
            for found in self._loaded.faults.values()
            for _place, code, _text in found
        )

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Yield every row of the chosen sheet; the n-th is row n of the sheet."""
        return self._loaded.rows() if self._most_cells is None else self._counted(self._most_cells)

    def _counted(self, left: int) -> Iterator[Sequence[Cell]]:
        for row in self._loaded.rows():
            left -= sum(cell is not None and cell != "" for cell in row)
            if left < 0:
                raise UserError(
                    "too_large",
                    _("“%(name)s” repeats its cells more often than a list would.")
                    % {"name": self._path.name},
                    _("Delete empty rows and columns far below and beside the list, or save it as CSV."),
                )
            yield row

    def troubles(self, first: int, last: int) -> Iterator[Trouble]:
        """Yield what the reader found wrong with rows `first` to `last`, which have been read."""
        for row in sorted(self._loaded.faults):
            if first <= row <= last:
                yield from ((row, *fault) for fault in self._loaded.faults[row])


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


def unreadable(path: Path) -> UserError:
    """Return the error for a workbook that cannot be read."""
    return UserError(
        "unreadable_workbook",
        _("“%(name)s” cannot be read as a workbook.") % {"name": path.name},
        _("Open it in Excel and save it again as .xlsx, or export the list as CSV."),
    )


def encrypted(path: Path) -> UserError:
    """Return the error for a workbook that only a password opens."""
    return UserError(
        "encrypted",
        _("The workbook “%(name)s” is encrypted: by a password, or because it is protected.")
        % {"name": path.name},
        _(
            "Open it in Excel, remove password and protection (File > Info > Protect Workbook) and save a copy."
        ),
    )

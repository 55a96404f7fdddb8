"""One list to read, whatever its format: opened by what it is, its sheet and heading row found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from funneldesk.domain.cells import Cell, cell_text
from funneldesk.errors import UserError
from funneldesk.files.file_kinds import file_kind
from funneldesk.files.headings import (
    SEARCHED_ROWS,
    find_header_row,
    heading_cells,
    letter,
    normal_heading,
    unique_headings,
)
from funneldesk.files.synonyms import is_known
from funneldesk.i18n import _

if TYPE_CHECKING:
    from funneldesk.files.workbooks import WorkbookSource

_LOOKED_AT = 260


class Source(Protocol):
    """Rows of one list, readable any number of times."""

    typed: bool
    sheets: tuple[str, ...]
    sheet: str | None
    first_column: int
    encoding: str | None
    delimiter: str | None

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Yield every row, the first one is row 1 of the file."""


@dataclass(frozen=True, slots=True)
class Look:
    """The chosen sheet's heading: `header_row` is 1-based (0: none), `titles` the texts above it."""

    header_row: int
    headings: tuple[str, ...]
    titles: tuple[str, ...]
    known: int
    rows: int


def open_source(path: Path) -> Source:
    """Open `path` by what it is, not by its suffix; a UserError says what to do if it is no list."""
    if file_kind(path) == "workbook":
        from funneldesk.files.workbooks import WorkbookSource

        return WorkbookSource(path)
    from funneldesk.files.delimited import DelimitedSource

    source = DelimitedSource(path)
    if source.looks_binary():
        raise UserError(
            "not_a_list",
            _("“%(name)s” is neither a workbook nor text.") % {"name": path.name},
            _("Export the list as .xlsx or .csv and import that file."),
        )
    return cast("Source", source)


def choose_sheet(source: Source, sheet: str | None, header_row: int | None) -> Look:
    """Choose the sheet (the named one, else the one that looks most like a list) and find its heading."""
    from funneldesk.files.delimited import DelimitedSource

    if isinstance(source, DelimitedSource):
        return look_at(source, header_row)
    book = cast("WorkbookSource", source)
    if sheet is not None:
        book.choose(sheet)
        return look_at(source, header_row)
    looks: list[tuple[str, Look]] = []
    names = book.candidates()
    for name in names:
        book.choose(name)
        looks.append((name, look_at(source, header_row)))
    best = max(looks, key=lambda item: (min(item[1].known, 4), min(item[1].rows, 3), -names.index(item[0])))
    book.choose(best[0])
    return best[1]


def look_at(source: Source, header_row: int | None) -> Look:
    """Find the heading among the first rows of the chosen sheet; `header_row` is taken as given."""
    rows = list(islice(source.rows(), _LOOKED_AT if header_row is None else header_row + _LOOKED_AT))
    found = find_header_row(rows, is_known) if header_row is None else header_row
    if found > len(rows):
        raise UserError(
            "no_such_row",
            _("The list has %(rows)s rows; row %(row)s cannot hold the headings.")
            % {"rows": len(rows), "row": found},
            _("Give the row of the headings as Excel numbers it, or 0 if there are none."),
        )
    cells = heading_cells(rows, found)
    if found:
        headings = unique_headings(cells, source.first_column)
    else:
        headings = tuple(letter(source.first_column + index) for index in range(len(cells)))
    titles = (
        [cell_text(cell).strip() for row in rows[: min(found, SEARCHED_ROWS) - 1] for cell in row]
        if found > 1
        else []
    )
    below = sum(any(cell not in ("", None) for cell in row) for row in rows[found:])
    known = sum(is_known(normal_heading(heading)) for heading in headings)
    return Look(found, headings, tuple(title for title in titles if title), known, below)

"""Some columns of a sheet, looked at as a table of their own."""

from collections.abc import Sequence
from functools import cached_property

from funneldesk.domain.lists.cells import Cell, cell_text


class Part:
    """Some columns of a sheet."""

    def __init__(self, rows: Sequence[Sequence[Cell]], first: int, end: int) -> None:
        self.first, self.end = first, end
        self._rows = rows

    @cached_property
    def rows(self) -> list[Sequence[Cell]]:
        """The rows of these columns."""
        return [row[self.first : self.end] for row in self._rows]

    @cached_property
    def counts(self) -> list[int]:
        """How many cells of each row are filled."""
        return [sum(map(holds, row)) for row in self.rows]

    def between(self, first: int, end: int) -> "Part":
        """Return some of the columns, by their places in the sheet."""
        return Part(self._rows, first, end)

    def row(self, number: int) -> Sequence[Cell]:
        """Return the row of that 1-based number."""
        return self.rows[number - 1]

    def columns(self, first_row: int, last_row: int) -> list[list[str]]:
        """Return the texts of each column in these 1-based rows, empty ones as ""."""
        found = self.rows[first_row - 1 : last_row]
        return [
            [cell_text(row[place]).strip() if place < len(row) else "" for row in found]
            for place in range(self.end - self.first)
        ]


def holds(cell: Cell) -> bool:
    """Whether a cell is filled, and not with blanks only."""
    return cell is not None and cell != "" and not (isinstance(cell, str) and cell.isspace())

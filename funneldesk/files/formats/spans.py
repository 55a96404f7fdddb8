"""Cells merged over several rows: what stands in the first of them holds for all, as the sheet shows it.

Only texts and dates are carried down. A number merged over rows is as often one amount shared by them as the same one
for each, and nobody may add it up twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from funneldesk.domain.lists.cells import Cell
from funneldesk.domain.lists.understanding import row_noise

#: First row (1-based) -> (place in the row, last row) of the cells that stand for several rows.
Spans = Mapping[int, Sequence[tuple[int, int]]]


def carried_down(rows: Iterator[Sequence[Cell]], spans: Spans) -> Iterator[Sequence[Cell]]:
    """Yield `rows`, the cells of `spans` repeated in all their rows that hold something else; not in totals.

    `spans` may learn of a row as late as it is yielded.
    """
    carried: dict[int, tuple[Cell, int]] = {}
    for number, row in enumerate(rows, 1):
        if carried:
            carried = {place: span for place, span in carried.items() if span[1] >= number}
        yield _filled(row, carried) if carried and _is_entry(row) else row
        for place, last in spans.get(number, ()):
            cell = row[place] if place < len(row) else None
            if isinstance(cell, date) or (isinstance(cell, str) and cell.strip()):
                carried[place] = cell, last


def _is_entry(row: Sequence[Cell]) -> bool:
    return any(_holds(cell) for cell in row) and row_noise(row, ()) is None


def _filled(row: Sequence[Cell], carried: Mapping[int, tuple[Cell, int]]) -> list[Cell]:
    filled = list(row)
    for place, (cell, _last) in carried.items():
        filled += [""] * (place + 1 - len(filled))
        if not _holds(filled[place]):
            filled[place] = cell
    return filled


def _holds(cell: Cell) -> bool:
    return cell is not None and cell != ""

"""Small tables above the headings of a list: approval stamps, totals, what the list is about.

A title, a note or a row of groups of columns belongs to the list and says nothing. A box is two rows or more that fill
the same neighbouring columns, fewer than the list has; of stamps nobody has signed yet there is one row.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from funneldesk.domain.lists.cells import Cell, cell_text
from funneldesk.files.detection.beside import TableBeside
from funneldesk.files.detection.heading_row import begins_another_table
from funneldesk.files.detection.headings import normal_heading

#: A row that fills more of the list's columns says something of each of them; no box beside a title is wider.
_WHOLE, _WIDEST = 0.8, 0.6
_FEWEST = 2
#: No box has more entries.
_SMALL = 12
_STAMP = re.compile(
    r"(?:承認|確認|検印|検認|照査|審査|決裁|起票|作成|受付|担当|社長|専務|常務|本?部長|次長|課長|係長|主任|室長|所長|"
    r"approv\w*|check\w*|review\w*|prepar\w*|issu\w*)(?:者|印|日|欄|by)?"
)


def boxes_above(rows: Sequence[Sequence[Cell]], header_row: int) -> list[TableBeside]:
    """Return the boxes above the headings, which stand in the 1-based `header_row` of `rows`."""
    width = len(_places(rows[header_row - 1])) if header_row else 0
    filled = [_narrow(row, width) for row in rows[: max(0, header_row - 1)]]
    return [
        _box(rows, filled, first, end) for first, end in _runs(filled) if _is_box(rows, filled, first, end)
    ]


def heading_below(rows: Sequence[Sequence[Cell]], header_row: int, is_known: Callable[[str], bool]) -> int:
    """Return the row of the headings of the list below, where those of `header_row` are of a small table above it."""
    places = _places(rows[header_row - 1]) if header_row else []
    headings = [cell_text(rows[header_row - 1][place]) for place in places]
    blank, entries = False, 0
    for number, row in enumerate(rows[header_row:], header_row + 1):
        width = len(_places(row))
        if blank and width and begins_another_table(row, headings, is_known):
            below = sum(bool(_places(other)) for other in rows[number:])
            return number if len(places) <= width * _WIDEST and below > entries else header_row
        blank = not width
        entries += bool(width)
        if entries > _SMALL:
            break
    return header_row


def _narrow(row: Sequence[Cell], width: int) -> list[int]:
    """Return those of the filled places of a row that may be of a box above a list of `width` columns."""
    places = _places(row)
    if len(places) > width * _WHOLE:
        return []
    neighbours = [list(run) for _key, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0])]
    found = [[place for _index, place in run] for run in neighbours]
    return [
        place
        for run in found
        if _FEWEST <= len(run) <= width * _WIDEST or all(_is_stamp(row[place]) for place in run)
        for place in run
    ]


def _runs(filled: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Yield where rows begin and end (0-based, not included) that follow each other and hold two cells or more."""
    begin = None
    for index, places in enumerate([*filled, []]):
        if len(places) >= _FEWEST:
            begin = index if begin is None else begin
        elif begin is not None:
            yield begin, index
            begin = None


def _is_box(rows: Sequence[Sequence[Cell]], filled: Sequence[Sequence[int]], first: int, end: int) -> bool:
    pairs = [{(place, place + 1) for place in places if place + 1 in places} for places in filled[first:end]]
    if any(upper & lower for upper, lower in pairwise(pairs)):
        return True
    return any(
        sum(_is_stamp(rows[index][place]) for place in filled[index]) >= _FEWEST
        for index in range(first, end)
    )


def _is_stamp(cell: Cell) -> bool:
    return bool(_STAMP.fullmatch(normal_heading(cell_text(cell))))


def _box(
    rows: Sequence[Sequence[Cell]], filled: Sequence[Sequence[int]], first: int, end: int
) -> TableBeside:
    places = {place for index in range(first, end) for place in filled[index]}
    texts = [cell_text(rows[index][place]).strip() for index in range(first, end) for place in filled[index]]
    return TableBeside(min(places), max(places) + 1, first + 1, ", ".join(texts))


def _places(row: Sequence[Cell]) -> list[int]:
    return [place for place, cell in enumerate(row) if cell is not None and cell_text(cell).strip()]

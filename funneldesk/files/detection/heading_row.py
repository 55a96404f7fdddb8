"""Where the headings of a list stand: below titles and notes, above the entries, or nowhere."""

import re
from collections.abc import Callable, Sequence

from funneldesk.domain.lists.cells import Cell, cell_text
from funneldesk.domain.lists.corrections import is_note_heading
from funneldesk.files.detection.headings import normal_heading

#: The heading is looked for among this many rows; what stands above it is titles and notes.
SEARCHED_ROWS = 60
#: ... and among so many columns: of a list of thousands the first hundreds look like the rest.
_WIDEST = 500
_DATA = re.compile(
    r"[^@\s]+@[^@\s]+\.[a-z]+|https?://.*|[¥￥$€]?\s*-?[\d,]+(?:\.\d+)?\s*[%％円]?|\+?[\d()\- ]{9,}|"
    r"\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?.*|(?:令和|平成|昭和|[RHS])\s*\d{1,2}[.年/].*|"
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?|true|false|#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?")
#: A row that scores less is no heading; see `_score`.
_ENOUGH = 1.2
#: What each row above takes away that is as wide as the row itself: headings stand on top of their table. One that
#: holds data and no blank row parts from it says that the table has begun before.
_ROW_ABOVE, _ROWS_ABOVE, _BEGUN = 0.3, 5, 2.0


def find_header_row(rows: Sequence[Sequence[Cell]], is_known: Callable[[str], bool]) -> int:
    """Return the 1-based row of the headings among the first rows of a list, 0 if it has none.

    `is_known` says of a normalised heading whether some field is called so.
    """
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        if any(isinstance(cell, str) and is_note_heading(cell) for cell in row):
            return index + 1
    rows = [row if len(row) <= _WIDEST else row[:_WIDEST] for row in rows]
    filled = [sum(map(_holds, row)) for row in rows]
    held = sorted(filter(None, filled), reverse=True)
    widest = held[min(5, max(len(held) // 10, len(held) > 2))] if held else 0  # noqa: PLR2004 - one may be ragged
    best, best_score = 0, 0.0
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        if not filled[index] or filled[index] * 2 < min(widest, 30):
            continue
        below = [other for other in rows[index + 1 : index + 16] if any(map(_holds, other))][:11]
        if (index and not below and any(filled[:index])) or any(
            list(other) == list(row) for other in (*below[:1], *rows[max(0, index - 1) : index])
        ):
            continue
        score = (
            _score(row, below, widest, is_known) - index * 0.015 - _weight_above(rows[:index], filled[index])
        )
        if score > best_score:
            best, best_score = index + 1, score
    if best_score < _ENOUGH:
        return 0
    return best + 1 if _goes_on(rows[best - 1 : best + 2], is_known) else best


def _goes_on(rows: Sequence[Sequence[Cell]], is_known: Callable[[str], bool]) -> bool:
    """Whether the second of `rows` belongs to the headings as well: it names columns the first leaves open."""
    if len(rows) < 3:  # noqa: PLR2004 - two of headings, one of entries
        return False
    upper, lower = rows[:2]
    texts = [cell.strip() for cell in lower if isinstance(cell, str) and cell.strip()]
    known = sum(is_known(normal_heading(text)) for text in texts)
    opened = any(
        _holds(cell) and not (index < len(upper) and _holds(upper[index])) for index, cell in enumerate(lower)
    )
    sure = known >= 2 and known * 5 >= len(texts) * 3  # noqa: PLR2004 - most of them
    return opened and sure and len(texts) == sum(map(_holds, lower)) and not any(map(_is_data, texts))


def begins_another_table(
    row: Sequence[Cell], headings: Sequence[str], is_known: Callable[[str], bool]
) -> bool:
    """Whether a row below a blank one holds headings, and others than those of the list: half of them known."""
    texts = [cell.strip() for cell in row if isinstance(cell, str) and cell.strip()]
    if len(texts) < 2 or len(texts) < sum(map(_holds, row)) or any(map(_is_data, texts)):  # noqa: PLR2004
        return False
    ours = {normal_heading(heading) for heading in headings}
    theirs = [normal_heading(text) for text in texts]
    known = sum(map(is_known, theirs))
    strange = sum(heading not in ours for heading in theirs)
    return known >= 2 and known * 2 >= len(texts) and strange * 2 >= len(texts)  # noqa: PLR2004


def _weight_above(above: Sequence[Sequence[Cell]], width: int) -> float:
    """Return what the rows above a row of so many cells take away from it."""
    wide = begun = 0
    adjacent = True
    for row in reversed(above):
        cells = [cell for cell in row if _holds(cell)]
        adjacent = adjacent and bool(cells)
        if len(cells) * 5 >= width * 3:
            wide += 1
            begun += (
                adjacent
                and len(cells) * 5 >= width * 4
                and any(_is_data(cell) and not _are_years([cell]) for cell in cells)
            )
    return min(wide, _ROWS_ABOVE) * _ROW_ABOVE + bool(begun) * _BEGUN


def _holds(cell: Cell) -> bool:
    return cell is not None and cell != "" and not (isinstance(cell, str) and cell.isspace())


def _is_data(cell: Cell) -> bool:
    return not isinstance(cell, str) or bool(_DATA.fullmatch(cell.strip()))


def _are_years(cells: Sequence[Cell]) -> bool:
    """Whether most of `cells` are years: as headings they look like data."""
    return sum(bool(_YEAR.fullmatch(cell_text(cell).strip())) for cell in cells) * 2 > len(cells)


def _score(
    row: Sequence[Cell], below: Sequence[Sequence[Cell]], widest: int, is_known: Callable[[str], bool]
) -> float:
    """Return how much `row` looks like headings: texts, short, different, known, unlike the cells below them."""
    cells = [
        cell_text(cell) + "年" if _are_years([cell]) and not _are_years(_column(below, index)) else cell
        for index, cell in enumerate(row)
    ]
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    filled = sum(map(_holds, cells))
    names = _column(below, 0)
    if not texts or (all(map(_YEAR.fullmatch, texts)) and (not names or any(map(_is_data, names)))):
        return 0.0
    known = sum(is_known(normal_heading(text)) for text in texts if not text.endswith((":", "：")))
    data = filled - len(texts) + sum(bool(_DATA.fullmatch(text)) for text in texts)
    # Long texts, and labels of a form ("Date:"), are no headings.
    other = sum(len(text) > 40 or text.count("\n") > 2 or text.endswith((":", "：")) for text in texts)  # noqa: PLR2004
    different = len(set(texts)) / len(texts)
    contrast = _contrast(cells, below)
    if data * 2 > filled or (data and not known and not contrast):
        return 0.0
    return (
        2.5 * known / filled
        + 1.0 * (1 - (data + other) / filled)
        + 0.6 * different
        + 0.8 * min(1.0, filled / max(widest, 1))
        + 0.8 * contrast
        - (0.9 if not below else 0)
    )


def _column(below: Sequence[Sequence[Cell]], index: int) -> list[Cell]:
    return [row[index] for row in below if index < len(row) and _holds(row[index])]


def _contrast(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> float:
    """Return the share of columns that hold data (numbers, dates, addresses) below a text in `row`."""
    columns = contrasts = 0
    for index, cell in enumerate(row):
        if not _holds(cell):
            continue
        columns += 1
        lower = _column(below, index)
        contrasts += bool(lower) and not _is_data(cell) and sum(map(_is_data, lower)) * 2 > len(lower)
    return contrasts / columns if columns else 0.0

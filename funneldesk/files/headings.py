"""The heading row of a list: where it is, what its headings are called, and its fingerprint."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence

from funneldesk.domain.cells import Cell, cell_text
from funneldesk.domain.corrections import is_note_heading

#: The heading is looked for among this many rows; what stands above it is titles and notes.
SEARCHED_ROWS = 60
_DECORATION = re.compile(r"[\s_\-‐–—・.,:;/／*※#'\"’?？!！●■◆★☆◇□○◎。、「」『』“”]+")
_BRACKETS = re.compile(r"[(\[【<〈《][^()\[\]【】<>〈〉《》]*[)\]】>〉》]")
_READING = re.compile(r"ふりがな|フリガナ|かな|カナ|よみ|ヨミ|読み|kana|phonetic|ローマ字|英字|英語|romaji")
#: Remarks that say which part of a name a column holds.
_PART_OF_NAME = re.compile(r"[(\[（](?:姓|名|苗字|名字|氏|セイ|メイ|first|last)[)\]）]")
_DATA = re.compile(
    r"[^@\s]+@[^@\s]+\.[a-z]+|https?://.*|[¥￥$€]?\s*-?[\d,]+(?:\.\d+)?\s*[%％円]?|\+?[\d()\- ]{9,}|"
    r"\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?.*|(?:令和|平成|昭和|[RHS])\s*\d{1,2}[.年/].*",
    re.IGNORECASE,
)


def normal_heading(heading: str) -> str:
    """Return what counts of a heading: no width, case, spaces, decoration, (必須) or other remarks in brackets.

    Remarks that say it is only the reading (ふりがな) or one part of a name (姓) stay: that is another column.
    """
    text = unicodedata.normalize("NFKC", heading).casefold().strip()
    if _READING.search(text) or _PART_OF_NAME.search(text):
        return _DECORATION.sub("", re.sub(r"[()\[\]【】]", "", text))
    bare = _DECORATION.sub("", _BRACKETS.sub("", text).removeprefix("必須").removesuffix("必須"))
    return bare or _DECORATION.sub("", re.sub(r"[()\[\]【】<>]", "", text))


def letter(index: int) -> str:
    """Return the name of the column at `index` as spreadsheets call it: A, B ... Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def unique_headings(cells: Sequence[str], first_column: int = 0) -> tuple[str, ...]:
    """Return headings that are all different: empty ones named by their letter, later doubles numbered "X (2)"."""
    used: set[str] = set()
    names = []
    for index, cell in enumerate(cells):
        name = plain = " ".join(cell.split()) or letter(first_column + index)
        count = 1
        while name in used:
            count += 1
            name = f"{plain} ({count})"
        used.add(name)
        names.append(name)
    return tuple(names)


def fingerprint(headings: Sequence[str]) -> str:
    """Return a short identifier of lists with these headings, whatever their order of decoration and width."""
    text = "\n".join(normal_heading(heading) for heading in headings if not is_note_heading(heading))
    return "list-" + hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def find_header_row(rows: Sequence[Sequence[Cell]], is_known: Callable[[str], bool]) -> int:
    """Return the 1-based row of the headings among the first rows of a list, 0 if it has none.

    `is_known` says of a normalised heading whether some field is called so.
    """
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        if any(isinstance(cell, str) and is_note_heading(cell) for cell in row):
            return index + 1
    filled = [sum(cell not in ("", None) for cell in row) for row in rows]
    widest = sorted(filled)[int(len(filled) * 0.9)] if filled else 0
    best, best_score = 0, 0.0
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        if not filled[index] or filled[index] * 2 < min(widest, 30):
            continue
        score = _heading_score(row, rows[index + 1 : index + 12], widest, is_known) - index * 0.015
        if score > best_score:
            best, best_score = index + 1, score
    if best_score < 1.2:  # noqa: PLR2004 - see _heading_score
        return 0
    return best


def _heading_score(
    row: Sequence[Cell], below: Sequence[Sequence[Cell]], widest: int, is_known: Callable[[str], bool]
) -> float:
    """Return how much `row` looks like headings: texts, short, different, known, unlike the cells below them."""
    texts = [cell.strip() for cell in row if isinstance(cell, str) and cell.strip()]
    filled = sum(cell not in ("", None) for cell in row)
    if not texts:
        return 0.0
    known = sum(is_known(normal_heading(text)) for text in texts)
    data = filled - len(texts) + sum(bool(_DATA.fullmatch(text)) for text in texts)
    long = sum(len(text) > 40 or text.count("\n") > 2 for text in texts)  # noqa: PLR2004 - no heading
    different = len(set(texts)) / len(texts)
    contrast = _contrast(row, below)
    if data * 2 > filled or (data and not known and not contrast):
        return 0.0
    return (
        2.5 * known / filled
        + 1.0 * (1 - (data + long) / filled)
        + 0.6 * different
        + 0.8 * min(1.0, filled / max(widest, 1))
        + 0.8 * contrast
        - (0.9 if not below else 0)
    )


def _contrast(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> float:
    """Return the share of columns that hold data (numbers, dates, addresses) below a text in `row`."""
    columns = contrasts = 0
    for index, cell in enumerate(row):
        if cell in ("", None):
            continue
        columns += 1
        lower = [other[index] for other in below if index < len(other) and other[index] not in ("", None)]
        data = sum(not isinstance(item, str) or bool(_DATA.fullmatch(item.strip())) for item in lower)
        heading = isinstance(cell, str) and not _DATA.fullmatch(cell.strip())
        contrasts += bool(lower) and heading and data * 2 > len(lower)
    return contrasts / columns if columns else 0.0


def heading_cells(rows: Sequence[Sequence[Cell]], header_row: int, sample: int = 200) -> list[str]:
    """Return the texts of the heading row, as wide as the list: an empty one takes the text merged above it."""
    below = rows[header_row : header_row + sample]
    cells = [cell_text(cell).strip() for cell in rows[header_row - 1]] if header_row else []
    width = max((_filled_width(row) for row in [cells, *below]), default=0)
    cells = [*cells[:width], *[""] * (width - len(cells))]
    above = rows[header_row - 2] if header_row > 1 else []
    if sum(cell not in ("", None) for cell in above) > 1:
        cells = [
            cell or (cell_text(above[index]).strip() if index < len(above) else "")
            for index, cell in enumerate(cells)
        ]
    return cells


def _filled_width(row: Sequence[Cell]) -> int:
    return next((index + 1 for index in range(len(row) - 1, -1, -1) if row[index] not in ("", None)), 0)

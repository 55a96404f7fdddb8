"""The headings of a list: what they are called, and the fingerprint of lists that have the same."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from funneldesk.domain.lists.cells import Cell, cell_text
from funneldesk.domain.lists.corrections import is_note_heading

_DECORATION = re.compile(r"[\s_\-‐–—・.,:;/／*※#'\"’?？!！●■◆★☆◇□○◎。、「」『』“”]+")
#: A remark in brackets says nothing new, unless it turns what was into what is planned: 「受注(予定)日」.
_BRACKETS = re.compile(
    r"[(\[【<〈《](?![^()\[\]]*(?:予定|見込|想定|目標))[^()\[\]【】<>〈〉《》]*[)\]】>〉》]"
)
_READING = re.compile(r"ふりがな|フリガナ|かな|カナ|よみ|ヨミ|読み|kana|phonetic|ローマ字|英字|英語|romaji")
#: Remarks that say which part of a name a column holds.
_PART_OF_NAME = re.compile(r"[(\[（](?:姓|名|苗字|名字|氏|セイ|メイ|first|last)[)\]）]")


#: No question of a form is longer; what is named after a text of megabytes takes as much for every one of its endings.
_LONGEST = 500


@lru_cache(1 << 15)
def normal_heading(heading: str) -> str:
    """Return what counts of a heading: no width, case, spaces, decoration, (必須) or other remarks in brackets.

    Remarks that say it is only the reading (ふりがな) or one part of a name (姓) stay: that is another column.
    """
    text = unicodedata.normalize("NFKC", heading).casefold().strip()
    if _READING.search(text) or _PART_OF_NAME.search(text):
        return _DECORATION.sub("", re.sub(r"[()\[\]【】]", "", text))
    bare = _DECORATION.sub("", _BRACKETS.sub("", text).removeprefix("必須").removesuffix("必須"))
    bare = re.sub(r"[()\[\]【】]", "", bare)
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
    """Return headings that are all different: empty ones named by their letter, later doubles numbered "X (2)".

    Those longer than any heading are cut.
    """
    used: set[str] = set()
    counts: dict[str, int] = {}
    names = []
    for index, cell in enumerate(cells):
        plain = " ".join(cell.split()) or letter(first_column + index)
        name = plain = plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "…"
        while name in used:
            counts[plain] = counts.get(plain, 1) + 1
            name = f"{plain} ({counts[plain]})"
        used.add(name)
        names.append(name)
    return tuple(names)


def fingerprint(headings: Sequence[str]) -> str:
    """Return a short identifier of lists with these headings, whatever their order of decoration and width."""
    text = "\n".join(normal_heading(heading) for heading in headings if not is_note_heading(heading))
    return "list-" + hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


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

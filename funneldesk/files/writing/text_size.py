"""How much room text takes in a sheet: Excel does not fit the height of rows that a program has written."""

import math
import re
import unicodedata
from functools import lru_cache

#: One Japanese character of 10 pt, in column-width units (the width of a digit of Excel's standard font).
_WIDE = 1.95
_NARROW = 0.97
#: The margins inside a cell and one step of indent, in the same units.
_MARGIN = 2.2
_TOKEN = re.compile(r"[!-~]+|\s|.")
#: Points a line of 10 pt Yu Gothic takes; Meiryo and Noto Sans take no more.
LINE_POINTS = 17.0
#: Excel's own limit.
MOST_POINTS = 409.0


@lru_cache(maxsize=4096)
def text_width(text: str) -> float:
    """Return the width of one line of text, in column-width units."""
    return sum(_WIDE if unicodedata.east_asian_width(c) in "WFA" else _NARROW for c in text)


def width_points(width: float) -> float:
    """Return the points a column of so many units takes (7 pixels a unit, 5 of margin, 96 pixels an inch)."""
    return (width * 7 + 5) * 0.75


def line_count(text: str, width: float, most: float = math.inf) -> int:
    """Return how many lines `text` takes in a column of that width; words of Latin letters stay whole.

    Counting ends once there are more than `most`.
    """
    room, lines = max(width - _MARGIN, 2.0), 0
    for paragraph in text.split("\n"):
        if lines > most:
            break
        lines += _lines_of_paragraph(paragraph, room, most)
    return lines


def row_points(texts: list[tuple[str, float]], *, size: float = 10, padding: float = 6) -> float:
    """Return the points of height for a row whose cells hold (text, column width), set in `size` points."""
    scale = size / 10
    most = MOST_POINTS / (LINE_POINTS * scale)
    lines = max((line_count(text, width / scale, most) for text, width in texts), default=1)
    return min(lines * LINE_POINTS * scale + padding, MOST_POINTS)


def _lines_of_paragraph(paragraph: str, room: float, most: float) -> int:
    lines, used = 1, 0.0
    for found in _TOKEN.finditer(paragraph):
        if lines > most:
            break
        token = found.group()
        width = text_width(token)
        if used + width > room and used:
            if token.isspace():
                continue
            lines, used = lines + 1, 0.0
        while width > room:
            lines, width = lines + 1, width - room
        used += width
    return lines

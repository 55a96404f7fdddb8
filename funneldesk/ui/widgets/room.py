"""How wide columns have to be: what counts something is never cut, for part of a number is another number."""

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from funneldesk.ui.theme import pixels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QAbstractItemModel

    from funneldesk.ui.widgets.rows import RowsColumn

#: What the style sheet and Qt leave free beside the words of a cell, both sides together.
CELL_MARGINS = 24
#: So many rows are measured.
MEASURED = 500


def widest(model: "QAbstractItemModel", column: "RowsColumn[Any]") -> int:
    """Return the pixels a column needs for the longest of what it shows; 0 where that may be cut."""
    if not (column.right or column.is_whole):
        return 0
    font = QApplication.font()
    font.setBold(column.bold)
    texts = {line for row in getattr(model, "rows", ())[:MEASURED] for line in column.text(row).splitlines()}
    longest = max(map(QFontMetrics(font).horizontalAdvance, texts), default=0)
    return longest + pixels(CELL_MARGINS) if longest else 0


def shared(widths: "Mapping[int, int]", needed: "Mapping[int, int]", left: int) -> dict[int, int]:
    """Share `left` pixels by the widths; to whom that is too little, what it needs, and the rest among the others."""
    wanted = max(sum(widths.values()), 1)
    shares = {place: left * width // wanted for place, width in widths.items()}
    short = {place: needed[place] for place, share in shares.items() if share < needed[place]}
    if not short or len(short) == len(shares):
        return shares
    others = {place: width for place, width in widths.items() if place not in short}
    return short | shared(others, needed, left - sum(short.values()))

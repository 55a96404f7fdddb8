"""Cells of two lines: what matters over what explains it; in one column a chip over a day."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.cell_painting import TextDelegate
from funneldesk.ui.widgets.rows import Index
from funneldesk.ui.widgets.text import shortened

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.colours import Colours

#: The height of a row of two lines.
ROW = 44
PAD = 11
CHIP_HEIGHT = 20
CHIP_PAD = 8
RADIUS = 4
#: How wide the mark is that says where the keyboard is.
EDGE = 3
NORMAL, SMALL = 13, 12
#: Free pixels above and below what is painted.
TOP = 3


class TwoLineDelegate(TextDelegate):
    """Paints the text of a cell up to its last line end, and below it, smaller, what follows."""

    def __init__(self, colours: "Callable[[], Colours]", *, chip_column: int) -> None:
        super().__init__()
        self.colours = colours
        self._chip_column = chip_column
        self._fonts: dict[int, QFont] = {}

    def chip_tones(self, index: Index) -> tuple[str, str]:
        """Return ground and colour of a chip; the words must say the same."""
        _row = index.row()
        return self.colours().accent_ground, self.colours().accent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Leave room for two lines."""
        return QSize(super().sizeHint(option, index).width(), pixels(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground of any cell, then the words. The row as a whole is chosen: none of its cells has a frame."""
        shown: Any = option
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        self.paint_ground(painter, shown, index, chosen=chosen)
        if index.column() == 0 and chosen and shown.widget.hasFocus():
            edge = QRect(shown.rect.topLeft(), QSize(EDGE, shown.rect.height()))
            painter.fillRect(edge, QColor(self.colours().accent))
        text = str(index.data() or "")
        painter.save()
        room = shown.rect.adjusted(PAD, 0, -PAD, 0)
        if index.column() == self._chip_column:
            ground, tone = self.chip_tones(index)
            # On the ground of the chosen row a chip of the same colour would be no chip.
            if chosen and ground == self.colours().accent_ground:
                ground = self.colours().surface
            self._paint_chip(painter, room, text, (ground, tone))
        else:
            self._paint_lines(painter, room, text)
        painter.restore()

    def _paint_chip(self, painter: QPainter, room: QRect, text: str, tones: tuple[str, str]) -> None:
        ground, tone = tones
        late, _break, until = text.partition("\n")
        font = self._sized(painter.font(), pixels(SMALL))
        painter.setFont(font)
        metrics = self.measured(font)
        shown = metrics.elidedText(late, Qt.TextElideMode.ElideRight, room.width() - 2 * CHIP_PAD)
        width = metrics.horizontalAdvance(shown) + 2 * CHIP_PAD
        height = pixels(CHIP_HEIGHT)
        top = room.top() + TOP if until else room.center().y() - height // 2
        box = QRect(room.left(), top, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setPen(QColor(tone))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
        if not until:
            return
        painter.setPen(QColor(self.colours().secondary))
        below = QRect(room.left() + 1, box.bottom() + 1, room.width(), room.bottom() - box.bottom() - TOP)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, until)

    def _paint_lines(self, painter: QPainter, room: QRect, text: str) -> None:
        colours = self.colours()
        who, _break, why = text.rpartition("\n")
        lines = [(who, pixels(NORMAL), colours.text), (why, pixels(SMALL), colours.secondary)]
        shown = [line for line in lines if line[0]]
        height = (room.height() - 2 * TOP) // 2
        top = room.top() + TOP if len(shown) > 1 else room.center().y() - height // 2
        for words, size, colour in shown:
            font = self._sized(painter.font(), size)
            metrics = self.measured(font)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            if metrics.horizontalAdvance(words) > room.width():
                words = shortened(words, metrics, room.width())  # noqa: PLW2901
            # In the middle of its half of the cell.
            painter.drawText(
                QPoint(room.left(), top + (height - metrics.height()) // 2 + metrics.ascent()), words
            )
            top += height

    def _sized(self, font: QFont, pixels: int) -> QFont:
        if pixels not in self._fonts:
            sized = QFont(font)
            sized.setPixelSize(pixels)
            sized.setBold(False)
            self._fonts[pixels] = sized
        return self._fonts[pixels]

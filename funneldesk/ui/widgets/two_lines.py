"""Cells of two lines: what matters over what explains it; in one column a chip over a day."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.rows import Index

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.colours import Colours

#: The height of a row of two lines.
ROW = 44
PAD = 11
CHIP_HEIGHT = 20
CHIP_PAD = 8
RADIUS = 4
NORMAL, SMALL = 13, 12
#: Free pixels above and below what is painted.
TOP = 3


class TwoLineDelegate(QStyledItemDelegate):
    """Paints the text of a cell up to its last line end, and below it, smaller, what follows."""

    def __init__(self, colours: "Callable[[], Colours]", *, chip_column: int) -> None:
        super().__init__()
        self.colours = colours
        self._chip_column = chip_column

    def chip_tones(self, index: Index) -> tuple[str, str]:
        """Return ground and colour of a chip; the words must say the same."""
        _row = index.row()
        return self.colours().accent_ground, self.colours().accent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Leave room for two lines."""
        return QSize(super().sizeHint(option, index).width(), pixels(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as the style does, then the words."""
        shown: Any = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        # The row as a whole is chosen: no ring around one of its cells.
        shown.state &= ~QStyle.StateFlag.State_HasFocus
        text = str(index.data() or "")
        shown.text = ""
        shown.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        painter.save()
        room = shown.rect.adjusted(PAD, 0, -PAD, 0)
        if index.column() == self._chip_column:
            self._paint_chip(painter, room, text, self.chip_tones(index))
        else:
            self._paint_lines(painter, room, text)
        painter.restore()

    def _paint_chip(self, painter: QPainter, room: QRect, text: str, tones: tuple[str, str]) -> None:
        ground, tone = tones
        late, _break, until = text.partition("\n")
        painter.setFont(_sized(painter.font(), pixels(SMALL)))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(late, Qt.TextElideMode.ElideRight, room.width() - 2 * CHIP_PAD)
        width = metrics.horizontalAdvance(shown) + 2 * CHIP_PAD
        box = QRect(room.left(), room.top() + TOP, width, pixels(CHIP_HEIGHT))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setPen(QColor(tone))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
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
            painter.setFont(_sized(painter.font(), size))
            painter.setPen(QColor(colour))
            line = QRect(room.left(), top, room.width(), height)
            fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)
            top += height


def _sized(font: QFont, pixels: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(pixels)
    sized.setBold(False)
    return sized

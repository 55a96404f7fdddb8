"""A rate on its line: band of the book behind, 95 % interval through, the point on top. Painted natively."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from funneldesk.colours import LIGHT, Colours

#: Half the width of the point; it stays whole at both ends of the line.
POINT = 4.5


@dataclass(frozen=True, slots=True)
class Range:
    """What is drawn: fractions 0..1 of the line; None leaves a mark out; `target` is a tick across."""

    point: float | None = None
    low: float | None = None
    high: float | None = None
    band: tuple[float, float] | None = None
    target: float | None = None
    filled: bool = False


class RangeBar(QWidget):
    """Shows one `Range`; the numbers stand beside it as text."""

    def __init__(self) -> None:
        super().__init__()
        self._range = Range()
        self._colours = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a low strip."""
        return QSize(160, 18)

    def show_range(self, value: Range, colours: Colours) -> None:
        """Draw another range."""
        self._range, self._colours = value, colours
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line, band, interval, target, point, in this order."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left, width, middle = 0.0, float(self.width()), self.height() / 2
        shown, colours = self._range, self._colours

        def x(fraction: float) -> float:
            return left + width * min(max(fraction, 0.0), 1.0)

        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(QRectF(left, middle - 2.5, width, 5), 2.5, 2.5)
        if shown.band:
            painter.setBrush(QColor(colours.band))
            start, end = x(shown.band[0]), x(shown.band[1])
            painter.drawRoundedRect(QRectF(start, middle - 8, max(end - start, 2), 16), 3, 3)
        if shown.filled and shown.point is not None:
            painter.setBrush(QColor(colours.bar))
            painter.drawRoundedRect(QRectF(left, middle - 2.5, x(shown.point) - left, 5), 2.5, 2.5)
        painter.setPen(QPen(QColor(colours.text), 1.5))
        if shown.low is not None and shown.high is not None:
            painter.drawLine(QPointF(x(shown.low), middle), QPointF(x(shown.high), middle))
        if shown.target is not None:
            painter.drawLine(QPointF(x(shown.target), middle - 7), QPointF(x(shown.target), middle + 7))
        if shown.point is not None and not shown.filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            inside = min(max(x(shown.point), POINT), width - POINT)
            painter.drawEllipse(QPointF(inside, middle), POINT, POINT)

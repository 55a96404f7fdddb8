"""The histogram of scores with its threshold: painted natively, for it moves while a weight is dragged."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from funneldesk.colours import LIGHT, Colours
from funneldesk.domain.formats import number
from funneldesk.i18n import _
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.dragging import DRAG

TOP, BOTTOM, SIDE = 26, 22, 10
FONT_PIXELS = 12
#: How near to the line the pointer takes it.
GRAB = 8
#: The opacity of bars that are about to be replaced.
DIMMED = 0.4


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts of bins of equal width from `low` to `high` points; `threshold` in points."""

    counts: Sequence[int]
    low: float
    high: float
    threshold: float


class Histogram(QWidget):
    """Shows `Bars`; the threshold can be dragged, or moved with the arrow keys."""

    #: The threshold while it moves, in whole points.
    threshold_moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._bars = Bars((), 0, 100, 60)
        self._colours = LIGHT
        self._dragging = False
        self.setMinimumHeight(170)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Histogram of scores"))

    def sizeHint(self) -> QSize:
        """Return a wide, low box."""
        return QSize(480, 220)

    def show_bars(self, bars: Bars, colours: Colours) -> None:
        """Paint other bars."""
        self._bars, self._colours = bars, colours
        self.update()

    def x_of(self, points: float) -> float:
        """Return where a score stands, in pixels."""
        share = (points - self._bars.low) / (self._bars.high - self._bars.low)
        return SIDE + (self.width() - 2 * SIDE) * min(max(share, 0.0), 1.0)

    def _points_at(self, x: float) -> int:
        share = (x - SIDE) / max(self.width() - 2 * SIDE, 1)
        return round(self._bars.low + (self._bars.high - self._bars.low) * min(max(share, 0.0), 1.0))

    def _bin_rect(self, place: int, most: int) -> QRectF:
        width = (self.width() - 2 * SIDE) / max(len(self._bars.counts), 1)
        height = (self.height() - TOP - BOTTOM) * self._bars.counts[place] / most
        # One person stays visible beside ten thousand.
        height = max(height, 1.5) if self._bars.counts[place] else 0
        return QRectF(SIDE + place * width + 1, self.height() - BOTTOM - height, max(width - 2, 1), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars, the line of the threshold, and the ends of the scale."""
        bars, colours = self._bars, self._colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else DIMMED)
        font = self.font()
        font.setPixelSize(pixels(FONT_PIXELS))
        painter.setFont(font)
        painter.setPen(Qt.PenStyle.NoPen)
        most = max([*bars.counts, 1])
        step = (bars.high - bars.low) / max(len(bars.counts), 1)
        for place in range(len(bars.counts)):
            reached = bars.low + place * step >= bars.threshold
            painter.setBrush(QColor(colours.bar if reached else colours.pale_bar))
            painter.drawRoundedRect(self._bin_rect(place, most), 2, 2)
        base = self.height() - BOTTOM
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(QPointF(SIDE, base), QPointF(self.width() - SIDE, base))
        self._paint_scale(painter)
        x = self.x_of(bars.threshold)
        painter.setPen(QPen(QColor(colours.red), 3 if self.hasFocus() or self._dragging else 2))
        painter.drawLine(QPointF(x, 6), QPointF(x, base))
        painter.setPen(QColor(colours.red))
        words = _("%(points)s points") % {"points": f"{bars.threshold:g}"}
        self._paint_beside(painter, x, words)

    def _paint_beside(self, painter: QPainter, x: float, words: str) -> None:
        wide = painter.fontMetrics().horizontalAdvance(words)
        left = x + 6 if x + 6 + wide < self.width() else x - 6 - wide
        painter.drawText(QPointF(left, 16), words)

    def _paint_scale(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._colours.secondary))
        y = self.height() - 6
        low, high = f"{self._bars.low:g}", f"{self._bars.high:g}"
        painter.drawText(QPointF(SIDE, y), low)
        wide = painter.fontMetrics().horizontalAdvance(high)
        painter.drawText(QPointF(self.width() - SIDE - wide, y), high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the threshold."""
        if event.button() == Qt.MouseButton.LeftButton and self._is_near(event.position().x()):
            self._dragging = True
            DRAG.begin()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it, or show that it can be moved."""
        x = event.position().x()
        if self._dragging:
            self.threshold_moved.emit(self._points_at(x))
        else:
            near = self._is_near(x)
            self.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        self._dragging = False
        DRAG.end()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the threshold by a point with the arrow keys."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.threshold_moved.emit(round(self._bars.threshold) + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def event(self, event: object) -> bool:
        """Say on hover how many people a bar holds."""
        if isinstance(event, QHelpEvent) and self._bars.counts:
            width = (self.width() - 2 * SIDE) / len(self._bars.counts)
            place = int((event.pos().x() - SIDE) // width)
            if 0 <= place < len(self._bars.counts):
                QToolTip.showText(event.globalPos(), self._bin_words(place), self)
            return True
        return super().event(event)  # type: ignore[arg-type]

    def _bin_words(self, place: int) -> str:
        bars = self._bars
        step = (bars.high - bars.low) / len(bars.counts)
        low = bars.low + place * step
        return _("%(low)s to %(high)s points: %(count)s people") % {
            "low": f"{low:g}",
            "high": f"{low + step:g}",
            "count": number(bars.counts[place]),
        }

    def _is_near(self, x: float) -> bool:
        return abs(x - self.x_of(self._bars.threshold)) <= GRAB

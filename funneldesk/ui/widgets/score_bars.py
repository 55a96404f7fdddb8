"""Why so many points: one bar a line, each from where the last one ended, and the threshold's line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from funneldesk.colours import LIGHT, Colours
from funneldesk.ui.widgets.text import plain_tip

LINE_HEIGHT = 26
BAR_HEIGHT = 14
#: Shares of the width: name and date; the rest is for bars and their numbers.
NAME_SHARE, DATE_WIDTH, NUMBER_WIDTH, GAP = 0.42, 46, 44, 8
SECONDARY_PIXELS = 12


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """One line: `faded` for what is no activity (it was not earned by doing something)."""

    name: str
    date: str
    points: float
    number: str
    tip: str
    faded: bool = False


@dataclass(frozen=True, slots=True)
class _Scale:
    left: float
    width: float
    low: float
    high: float

    def x(self, points: float) -> float:
        return self.left + self.width * (points - self.low) / (self.high - self.low)


class ScoreBars(QWidget):
    """Paints the lines of a score natively."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[ScoreBar, ...] = ()
        self._threshold = 0.0
        self._colours = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> tuple[ScoreBar, ...]:
        """Return the lines on show."""
        return self._bars

    def show_bars(self, bars: Sequence[ScoreBar], threshold: float, colours: Colours) -> None:
        """Show these lines in this order."""
        self._bars, self._threshold, self._colours = tuple(bars), threshold, colours
        self.setFixedHeight(LINE_HEIGHT * len(self._bars))
        self.setAccessibleName("\n".join(f"{bar.name} {bar.date} {bar.number}" for bar in self._bars))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line's height each."""
        return QSize(360, LINE_HEIGHT * len(self._bars))

    def _scale(self) -> _Scale:
        ends = [0.0, self._threshold]
        reached = 0.0
        for bar in self._bars:
            reached += bar.points
            ends.append(reached)
        left = self.width() * NAME_SHARE + DATE_WIDTH + GAP
        low, high = min(ends), max(*ends, 1.0)
        return _Scale(left, max(self.width() - left - NUMBER_WIDTH, 24), low, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, dates, bars, numbers, and the threshold's line."""
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale()
        small = QFont(self.font())
        small.setPixelSize(SECONDARY_PIXELS)
        self._draw_threshold(painter, scale)
        reached = 0.0
        for place, bar in enumerate(self._bars):
            top = float(place * LINE_HEIGHT)
            self._draw_words(painter, bar, top, small)
            self._draw_bar(painter, scale, bar, top, reached)
            reached += bar.points

    def _draw_threshold(self, painter: QPainter, scale: _Scale) -> None:
        painter.setPen(QPen(QColor(self._colours.red), 1, Qt.PenStyle.DashLine))
        x = scale.x(self._threshold)
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))

    def _draw_words(self, painter: QPainter, bar: ScoreBar, top: float, small: QFont) -> None:
        width = self.width() * NAME_SHARE
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self.font())
        painter.setPen(QColor(self._colours.text))
        name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, int(width - GAP))
        painter.drawText(QRectF(0, top, width - GAP, LINE_HEIGHT), Qt.AlignmentFlag.AlignLeft | middle, name)
        painter.setFont(small)
        painter.setPen(QColor(self._colours.secondary))
        painter.drawText(
            QRectF(width, top, DATE_WIDTH, LINE_HEIGHT), Qt.AlignmentFlag.AlignLeft | middle, bar.date
        )

    def _draw_bar(self, painter: QPainter, scale: _Scale, bar: ScoreBar, top: float, reached: float) -> None:
        start, end = sorted((scale.x(reached), scale.x(reached + bar.points)))
        fill = self._colours.pale_bar if bar.faded else self._colours.bar
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.red if bar.points < 0 else fill))
        high = top + (LINE_HEIGHT - BAR_HEIGHT) / 2
        painter.drawRoundedRect(QRectF(start, high, max(end - start, 2), BAR_HEIGHT), 2, 2)
        number = QRectF(end + 4, top, painter.fontMetrics().horizontalAdvance(bar.number), LINE_HEIGHT)
        painter.fillRect(number.adjusted(-2, 4, 2, -4), QColor(self._colours.surface))
        painter.setPen(QColor(self._colours.secondary))
        painter.drawText(
            number,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            bar.number,
        )

    def event(self, event: QEvent) -> bool:
        """Show on hover how a line came about."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = event.pos().y() // LINE_HEIGHT
            if 0 <= place < len(self._bars) and self._bars[place].tip:
                QToolTip.showText(event.globalPos(), plain_tip(self._bars[place].tip), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

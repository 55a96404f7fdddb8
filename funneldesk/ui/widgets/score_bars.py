"""Why so many points: one bar a line, each from where the last one ended, and the threshold's line."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from funneldesk.colours import LIGHT, Colours
from funneldesk.domain.line_ends import phrased
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.text import plain_tip

LINE_HEIGHT = 26
BAR_HEIGHT = 14
#: The share of the width that names have; dates have what they need, the rest is for bars and their numbers.
NAME_SHARE, NUMBER_WIDTH, GAP = 0.4, 46, 8
SECONDARY_PIXELS = 12
#: Higher than any text.
TALL = 10_000
MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """One line: `faded` for what is no activity (not earned by doing something); `detail` stands below it."""

    name: str
    date: str
    points: float
    number: str
    tip: str
    faded: bool = False
    detail: str = ""


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
        #: Where each line begins, and where the last one ends: long names take two lines or more.
        self._tops: list[float] = [0.0]
        self._names: list[_Wrapped] = []
        self._details: list[_Wrapped | None] = []
        #: For which width and font they were measured.
        self._placed_for = (-1, "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> tuple[ScoreBar, ...]:
        """Return the lines on show."""
        return self._bars

    def show_bars(self, bars: Sequence[ScoreBar], threshold: float, colours: Colours) -> None:
        """Show these lines in this order."""
        self._bars, self._threshold, self._colours = tuple(bars), threshold, colours
        self.setAccessibleName(
            "\n".join(" ".join(filter(None, (b.name, b.date, b.number, b.detail))) for b in self._bars)
        )
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the height of all lines."""
        return QSize(360, int(self._tops[-1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break names anew where the width changed."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Measure all words, once for each width and font: painting and height rest on it."""
        self._placed_for = self._measures()
        own, small = self.fontMetrics(), QFontMetrics(self._small())
        width = int(self.width() * NAME_SHARE - GAP)
        self._names = [_wrapped(own, bar.name, width) for bar in self._bars]
        self._details = [
            _wrapped(small, bar.detail, self.width()) if bar.detail else None for bar in self._bars
        ]
        self._tops = [0.0]
        for place in range(len(self._bars)):
            self._tops.append(self._tops[-1] + self._head(place) + self._detail_height(place))
        if self.height() != int(self._tops[-1]):
            self.setFixedHeight(int(self._tops[-1]))

    def _measures(self) -> tuple[int, str]:
        return self.width(), self.font().key()

    def _head(self, place: int) -> float:
        return max(pixels(LINE_HEIGHT), self._names[place].height + 6)

    def _detail_height(self, place: int) -> float:
        detail = self._details[place]
        return 0 if detail is None else detail.height + 4

    def _small(self) -> QFont:
        small = QFont(self.font())
        small.setPixelSize(pixels(SECONDARY_PIXELS))
        return small

    def _date_width(self) -> float:
        metrics = QFontMetrics(self._small())
        # A year by its era is wider; a pixel more, because letters may lean over their width.
        return max((metrics.horizontalAdvance(bar.date) for bar in self._bars), default=0) + 1

    def _scale(self) -> _Scale:
        ends = [0.0, self._threshold]
        reached = 0.0
        for bar in self._bars:
            reached += bar.points
            ends.append(reached)
        left = self.width() * NAME_SHARE + self._date_width() + GAP
        low, high = min(ends), max(*ends, 1.0)
        return _Scale(left, max(self.width() - left - pixels(NUMBER_WIDTH), 24), low, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, dates, bars, numbers, and the threshold's line."""
        if not self._bars:
            return
        if self._placed_for != self._measures():
            self._place()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale()
        self._draw_threshold(painter, scale)
        reached = 0.0
        for place, bar in enumerate(self._bars):
            top = self._tops[place]
            self._draw_words(painter, scale, place, top)
            self._draw_bar(painter, scale, place, top, reached)
            reached += bar.points

    def _draw_threshold(self, painter: QPainter, scale: _Scale) -> None:
        painter.setPen(QPen(QColor(self._colours.red), 1, Qt.PenStyle.DashLine))
        x = scale.x(self._threshold)
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))

    def _draw_words(self, painter: QPainter, scale: _Scale, place: int, top: float) -> None:
        bar, name, detail = self._bars[place], self._names[place], self._details[place]
        width, head = self.width() * NAME_SHARE, self._head(place)
        painter.setFont(self.font())
        painter.setPen(QColor(self._colours.text))
        painter.drawText(QRectF(0, top, int(width - GAP), head), name.flag | MIDDLE, name.text)
        painter.setFont(self._small())
        painter.setPen(QColor(self._colours.secondary))
        painter.drawText(QRectF(width, top, scale.left - GAP - width, head), MIDDLE, bar.date)
        if detail is not None:
            below = QRectF(0, top + head, self.width(), self._detail_height(place))
            painter.fillRect(below, QColor(self._colours.surface))
            painter.drawText(below, detail.flag, detail.text)

    def _draw_bar(self, painter: QPainter, scale: _Scale, place: int, top: float, reached: float) -> None:
        bar = self._bars[place]
        start, end = sorted((scale.x(reached), scale.x(reached + bar.points)))
        fill = self._colours.pale_bar if bar.faded else self._colours.bar
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.red if bar.points < 0 else fill))
        head = self._head(place)
        high = top + (head - BAR_HEIGHT) / 2
        painter.drawRoundedRect(QRectF(start, high, max(end - start, 2), BAR_HEIGHT), 2, 2)
        number = QRectF(end + 4, top, painter.fontMetrics().horizontalAdvance(bar.number), head)
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
            place = bisect_right(self._tops, event.pos().y()) - 1
            if 0 <= place < len(self._bars) and self._bars[place].tip:
                QToolTip.showText(event.globalPos(), plain_tip(self._bars[place].tip), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)


class _Wrapped(NamedTuple):
    """A text as it is painted, how to break it to a width, and its height."""

    text: str
    flag: Qt.TextFlag
    height: int


def _wrapped(metrics: QFontMetrics, text: str, width: int) -> _Wrapped:
    """Return a text for a width: between phrases where all have room, within a word only where it must be."""
    at_words, anywhere = Qt.TextFlag.TextWordWrap, Qt.TextFlag.TextWrapAnywhere
    for shown, flag in ((phrased(text), at_words), (text, at_words), (text, anywhere)):
        found = metrics.boundingRect(QRect(0, 0, width, TALL), flag, shown)
        if found.width() <= width:
            break
    return _Wrapped(shown, flag, found.height())

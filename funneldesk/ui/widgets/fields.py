"""Fields of forms: text that grows with what is in it, weights as slider and number."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QDoubleSpinBox, QPlainTextEdit, QSizePolicy, QSpinBox, QWidget

from funneldesk.colours import LIGHT, Colours
from funneldesk.i18n import _
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.dragging import DRAG

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractSpinBox as _Box
else:
    _Box = object  # Qt's classes cannot stand twice among the bases of one class.

LINE_PADDING = 22
#: What fields leave free beside their words, the border included.
SIDE_PADDING = 9
#: How far a weight can be dragged; more can be typed.
DRAG_POINTS = 60
PAGE_POINTS = 5
KNOB = 7


class TextField(QPlainTextEdit):
    """Several lines of plain text; says what was written when the field is left."""

    committed = Signal(str)

    def __init__(self, name: str, lines: int = 1) -> None:
        super().__init__()
        self._lines = lines
        self._shown = ""
        self._untouched = ""
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)

    def show_text(self, text: str) -> None:
        """Show what is stored; what is being written stays if it is the same."""
        self._shown = text
        if text != self.toPlainText():
            self.setPlainText(text)
        # Spaces at the ends, and what Qt shows as other characters, are nobody's change.
        self._untouched = self.toPlainText()
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand on what was written."""
        super().focusOutEvent(event)
        self.commit()

    def commit(self) -> None:
        """Hand on the text if it changed."""
        text = self.toPlainText().strip()
        if text != self._shown and self.toPlainText() != self._untouched:
            self._shown = text
            self.committed.emit(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow where lines wrap."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = max(int(self.document().size().height()), self._lines)
        height = lines * self.fontMetrics().lineSpacing() + LINE_PADDING
        if height != self.height():
            self.setFixedHeight(height)


class _Unhurried(_Box):
    """A number that the wheel changes only while it has the keyboard; else the wheel scrolls what it stands in."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change nothing that was only scrolled past."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _set_up(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        # The style sheet's padding does not reach the line inside the box: its number would touch the border.
        self.lineEdit().setTextMargins(0, 0, pixels(SIDE_PADDING), 0)


class WholeBox(_Unhurried, QSpinBox):
    """A whole number."""

    def __init__(self) -> None:
        super().__init__()
        self._set_up()


class DecimalBox(_Unhurried, QDoubleSpinBox):
    """A number with decimals."""

    def __init__(self) -> None:
        super().__init__()
        self._set_up()


class WeightSlider(QWidget):
    """A weight from −60 to 60 points as a bar that begins at zero; drag, arrows, Page keys."""

    #: The points while they move.
    moved = Signal(float)
    accessible_role = QAccessible.Role.Slider

    def __init__(self, name: str) -> None:
        super().__init__()
        self._points = 0.0
        self._colours = LIGHT
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a slim strip."""
        return QSize(180, 24)

    @property
    def points(self) -> float:
        """Return the weight on show."""
        return self._points

    @property
    def colours(self) -> Colours:
        """Return the colours it is painted in."""
        return self._colours

    def show_points(self, points: float, colours: Colours) -> None:
        """Show another weight."""
        self._points, self._colours = points, colours
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(_("%(points)s points") % {"points": f"{self._points:g}"})

    def x_of(self, points: float) -> float:
        """Return where so many points stand, in pixels."""
        share = (min(max(points, -DRAG_POINTS), DRAG_POINTS) + DRAG_POINTS) / (2 * DRAG_POINTS)
        return KNOB + (self.width() - 2 * KNOB) * share

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, the part from zero to the weight, and the knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, zero, x = self.height() / 2, self.x_of(0), self.x_of(self._points)
        painter.setBrush(QColor(self._colours.line))
        painter.drawRoundedRect(QRectF(KNOB, middle - 2, self.width() - 2 * KNOB, 4), 2, 2)
        tone = QColor(self._colours.accent if self._points >= 0 else self._colours.red)
        painter.setBrush(tone)
        painter.drawRoundedRect(QRectF(min(zero, x), middle - 2, abs(x - zero), 4), 2, 2)
        painter.setPen(QPen(tone, 2))
        painter.setBrush(tone if self.hasFocus() else QColor(self._colours.surface))
        painter.drawEllipse(QRectF(x - KNOB + 1, middle - KNOB + 1, 2 * KNOB - 2, 2 * KNOB - 2))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag where the pointer is."""
        if event.button() == Qt.MouseButton.LeftButton:
            DRAG.begin()
            self._move_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        DRAG.end()
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by one (half a point stays half a point), by five, or to an end."""
        key = Qt.Key
        steps = {
            key.Key_Left: -1, key.Key_Right: 1, key.Key_Down: -1, key.Key_Up: 1,
            key.Key_PageDown: -PAGE_POINTS, key.Key_PageUp: PAGE_POINTS,
        }  # fmt: skip
        ends = {key.Key_Home: -DRAG_POINTS, key.Key_End: DRAG_POINTS}
        if event.key() in steps:
            self._move(self._points + steps[key(event.key())])
        elif event.key() in ends:
            self._move(ends[key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the filled knob."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the hollow knob."""
        super().focusOutEvent(event)
        self.update()

    def _move_to(self, x: float) -> None:
        share = (x - KNOB) / max(self.width() - 2 * KNOB, 1)
        self._move(round(share * 2 * DRAG_POINTS - DRAG_POINTS))

    def _move(self, points: float) -> None:
        # What was typed may lie beyond the ends; it comes no nearer to zero than asked.
        low, high = min(-DRAG_POINTS, self._points), max(DRAG_POINTS, self._points)
        points = float(min(max(points, low), high))
        if points != self._points:
            self._points = points
            self._describe()
            self.update()
            self.moved.emit(points)

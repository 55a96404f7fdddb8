"""The one widget that shows a matplotlib figure: drawn in the background, shown as a picture.

matplotlib is imported in the worker thread, after the first paint, and never draws on the GUI thread.
A figure may carry `funneldesk_targets`: areas (x0, y0, x1, y1 as fractions of the figure, origin below left)
with a key and a tip, so that a click on a bar and a hover over a number work.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from shiboken6 import isValid

from funneldesk.colours import Colours
from funneldesk.i18n import _
from funneldesk.ui.surroundings import Surroundings
from funneldesk.ui.theme import pixels, text_zoom
from funneldesk.ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from funneldesk.ui.tasks import Job

#: (width, height in inches at 96 dpi, colours) -> matplotlib Figure
MakeFigure = Callable[[tuple[float, float], Colours], Any]
DPI = 96
#: A window being resized asks for one new picture, not for fifty.
REDRAW_DELAY_MS = 60
#: A picture that takes longer says so: words that come and go at once would only flicker.
SAY_DRAWING_MS = 300
#: A picture may be taller than the window: what is said of it stands in the middle of so much of its upper end.
ONE_SIGHT = 400
#: How much is to be seen of the veil over what the mouse is on.
VEIL = 0.1


@dataclass(frozen=True, slots=True)
class Target:
    """An area of the picture one can point at."""

    box: tuple[float, float, float, float]
    key: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class _Drawn:
    image: QImage
    targets: tuple[Target, ...]


def draw(make: MakeFigure, size: QSize, ratio: float, colours: Colours, zoom: float = 1.0) -> _Drawn:
    """Draw a figure of `size` logical pixels at device pixel ratio `ratio`; runs in a worker thread.

    `zoom`: how many times as large as usual its words and lines are. A figure that has a size of its own (a page to
    print) is drawn as wide as its place.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure = make((size.width() / DPI / zoom, size.height() / DPI / zoom), colours)
    figure.set_dpi(ratio * size.width() / figure.get_figwidth())
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    width, height = canvas.get_width_height()
    image = QImage(bytes(canvas.buffer_rgba()), width, height, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(ratio)
    targets = tuple(Target(t.box, t.key, t.tip) for t in getattr(figure, "funneldesk_targets", ()))
    return _Drawn(image, targets)


class FigureView(QWidget):
    """Shows the figure `show_figure` was given, at its size, in the colours of the theme."""

    #: A target was clicked (or chosen with Enter).
    clicked = Signal(str)
    accessible_role = QAccessible.Role.Graphic

    def __init__(self, session: Surroundings, minimum: QSize = QSize(320, 240)) -> None:  # noqa: B008
        super().__init__()
        self._session = session
        #: How many times as large as usual its words are: as those around it; on a projector more, in own colours.
        self.zoom = text_zoom()
        self.colours: Colours | None = None
        self._make: MakeFigure | None = None
        self._drawn: _Drawn | None = None
        self._job: Job | None = None
        self._focused = -1
        #: What is under the mouse.
        self._pointed: Target | None = None
        self._tabbed = False
        self._timer = QTimer(self, singleShot=True, interval=REDRAW_DELAY_MS)
        self._timer.timeout.connect(self._draw)
        self._patience = QTimer(self, singleShot=True, interval=SAY_DRAWING_MS)
        self._patience.timeout.connect(self.update)
        self.setMinimumSize(minimum.width(), pixels(minimum.height()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        session.theme_changed.connect(self._timer.start)

    @property
    def targets(self) -> tuple[Target, ...]:
        """Return what can be pointed at now."""
        return self._drawn.targets if self._drawn else ()

    @property
    def is_drawn(self) -> bool:
        """Whether the picture of the last figure is on screen."""
        return self._drawn is not None and self._job is None

    def keep_height(self, height: float) -> None:
        """Be as tall as this is at the size of text in use; `height`: at the usual one."""
        self.setFixedHeight(pixels(height))

    def show_figure(self, make: MakeFigure, name: str) -> None:
        """Draw what `make` makes, now and whenever size or theme change; `name` is read by screen readers."""
        self._make = make
        self.setAccessibleName(name)
        self._draw()

    @property
    def focused(self) -> QRect | None:
        """Return where the target is that the keyboard is on."""
        return self._rect(self.targets[self._focused]) if 0 <= self._focused < len(self.targets) else None

    def target_point(self, key: str) -> QPointF:
        """Return the middle of a target in this widget's coordinates; KeyError where there is none."""
        for target in self.targets:
            if target.key == key:
                return QPointF(self._rect(target).center())
        raise KeyError(key)

    def _draw(self) -> None:
        if self._make is None or not self.isVisible() or self.width() < 1:
            return
        if self._job:
            self._job.cancel()
        make, size, ratio = self._make, self.size(), self.devicePixelRatioF()
        colours, zoom = self.colours or self._session.colours, self.zoom
        self._job = self._session.read(
            lambda _store, _job: draw(make, size, ratio, colours, zoom),
            self._show,
            self._fail,
            needs_store=False,
        )
        if not self._drawn:
            self._patience.start()

    def _show(self, drawn: _Drawn) -> None:
        if not isValid(self):
            return  # what it stood in is gone meanwhile
        self._drawn, self._job, self._focused, self._pointed = drawn, None, -1, None
        self._patience.stop()
        self.update()

    def _fail(self, error: Exception) -> None:
        if isValid(self):
            self._job = None
            self.update()
        self._session.failed.emit(error)

    @property
    def says_drawing(self) -> bool:
        """Whether words stand where the first picture is to be, because it takes its time."""
        return self._drawn is None and self._job is not None and not self._patience.isActive()

    def _rect(self, target: Target) -> QRect:
        x0, y0, x1, y1 = target.box
        width, height = self.width(), self.height()
        return QRect(
            round(x0 * width), round((1 - y1) * height), round((x1 - x0) * width), round((y1 - y0) * height)
        )

    def _at(self, point: QPointF) -> Target | None:
        inside = (t for t in reversed(self.targets) if self._rect(t).contains(point.toPoint()))
        return next(inside, None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the picture; a ring around the target the keyboard is on, around all of it before there is one."""
        painter = QPainter(self)
        if self.says_drawing:
            painter.setPen(QColor((self.colours or self._session.colours).secondary))
            upper = self.rect().intersected(QRect(0, 0, self.width(), pixels(ONE_SIGHT)))
            painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, _("Drawing the picture…"))
        if not self._drawn:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._drawn.image)
        if self._pointed:
            veil = QColor((self.colours or self._session.colours).accent)
            veil.setAlphaF(VEIL)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(veil)
            painter.drawRoundedRect(self._rect(self._pointed).adjusted(-4, -1, 4, 1), 3, 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        on_target = 0 <= self._focused < len(self.targets)
        if self.hasFocus() and (on_target or self._tabbed):
            ring = (
                self._rect(self.targets[self._focused]).adjusted(-2, -2, 2, 2) if on_target else self.rect()
            )
            painter.setPen(QPen(QColor((self.colours or self._session.colours).accent), 2))
            painter.drawRoundedRect(ring if on_target else ring.adjusted(1, 1, -1, -1), 3, 3)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring when Tab comes here, not when somebody clicks."""
        self._tabbed = event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again once the size stays."""
        self._timer.start()
        super().resizeEvent(event)

    def showEvent(self, event: QEvent) -> None:
        """Draw what was asked for while hidden."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._timer.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand where a click does something, and what it is done with."""
        self._point_at(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        self._point_at(None)
        super().leaveEvent(event)

    def _point_at(self, target: Target | None) -> None:
        if target is not self._pointed:
            self._pointed = target
            self.setCursor(Qt.CursorShape.PointingHandCursor if target else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say which target was clicked."""
        target = self._at(event.position())
        if target and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(target.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the targets with the arrows, open with Enter."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        if event.key() in steps and self.targets:
            step = steps[Qt.Key(event.key())]
            # Backwards from nowhere is the last one.
            self._focused = (max(self._focused, min(-step, 0)) + step) % len(self.targets)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._focused >= 0:
            self.clicked.emit(self.targets[self._focused].key)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show a target's formula on hover."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            target = self._at(QPointF(event.pos()))
            if target and target.tip:
                QToolTip.showText(event.globalPos(), plain_tip(target.tip), self, self._rect(target))
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

"""A key figure with n and k beside it, its band and interval below, a verdict in words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy

from funneldesk.colours import Colours
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.ranges import Range, RangeBar
from funneldesk.ui.widgets.text import Chip, ChipTone, ElidedLabel, Label, plain_tip

SPACING = 6
#: Free pixels at the sides of a card, and at the sides and above and below of a compact one.
EDGE, COMPACT_EDGES = 16, (8, 3)


class KpiCard(Card):
    """Shows one KPI; a click asks for the people or the page behind it."""

    clicked = Signal()
    accessible_role = QAccessible.Role.Button

    def __init__(self, name: str) -> None:
        super().__init__(spacing=SPACING)
        self.name = ElidedLabel(name, "secondary")
        self.figure = Label("–", "figure")
        self.detail = ElidedLabel("", "secondary")
        self.bar = RangeBar()
        self.chip = Chip()
        self.chip.hide()  # until there is a word on it
        self.note = ElidedLabel("", "secondary")
        first = QHBoxLayout()
        first.setSpacing(8)
        self._above = QHBoxLayout()
        self._above.addWidget(self.name, 1)
        self.body.addLayout(self._above)
        first.addWidget(self.figure)
        first.addWidget(self.detail, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(first)
        self.body.addWidget(self.bar)
        self._verdict = QHBoxLayout()
        self._verdict.setSpacing(8)
        self._verdict.addWidget(self.chip)
        self._verdict.addWidget(self.note, 1)
        self.body.addLayout(self._verdict)
        self._first = first
        self.is_compact = False
        # A card with fewer words beside one with more: as tall, its words on top.
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_value(self, figure: str, detail: str, shown: Range, colours: Colours) -> None:
        """Show the figure, what stands beside it, and its line."""
        self.figure.setText(figure)
        self.detail.set_text(detail)
        self.bar.show_range(shown, colours)
        self.setAccessibleName(f"{self.name.text_whole()} {figure} {detail}")

    def show_verdict(self, word: str, tone: ChipTone, note: str, formula: str) -> None:
        """Show the verdict in words; `formula` appears on hover."""
        self.chip.set_chip(word, tone)
        self.note.set_text(note)
        self.setToolTip(plain_tip("\n".join(part for part in (note, formula) if part)))

    def verdict_width(self) -> int:
        """Return how wide the card must be for the verdict and what stands beside it."""
        edges = self.body.contentsMargins()
        beside, across = (self.detail, self._first) if self.is_compact else (self.note, self._verdict)
        # One more: a part of a pixel is too much where words are shortened, and nothing here.
        words = beside.fontMetrics().horizontalAdvance(beside.text_whole()) + 1
        frame = self.width() - self.contentsRect().width()
        return frame + edges.left() + edges.right() + self.chip.sizeHint().width() + across.spacing() + words

    def stack_verdict(self, *, stacked: bool) -> None:
        """Put the verdict and what belongs to it below each other, or side by side."""
        across = self._first if self.is_compact else self._verdict
        across.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)

    def show_compact(self, *, compact: bool) -> None:
        """Show it in two lines where the window is low, without the line of the interval; the rest is on hover."""
        if compact == self.is_compact:
            return
        self.is_compact = compact
        self._first.setDirection(QBoxLayout.Direction.LeftToRight)
        for widget in (self.bar, self.note):
            widget.setVisible(not compact)
        if compact:
            self._above.addWidget(self.figure)
            self._first.addWidget(self.chip)
        else:
            self._first.insertWidget(0, self.figure)
            self._verdict.insertWidget(0, self.chip)
        across, down = COMPACT_EDGES if compact else (EDGE, EDGE)
        self.body.setContentsMargins(across, down, across, down)
        self.body.setSpacing(0 if compact else SPACING)
        self._first.setSpacing(4 if compact else 8)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to what is behind the figure."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there by keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

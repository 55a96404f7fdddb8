"""The lines of the book's tabs: read as a sentence, changed in fields below it, moved up or down, removed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.words import origin_label
from funneldesk.i18n import N_, _
from funneldesk.ui.page import row
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.frames import Hairline
from funneldesk.ui.widgets.tabbing import order_in
from funneldesk.ui.widgets.text import Chip, Label, plain_tip

#: The height of a field with one line, so that what stands beside it is level.
LINE_HEIGHT = 32
#: How far a name stands below the upper end of its field.
NAME_MARGIN = 7


_ORIGIN_TIPS = {
    "article": N_(
        "From the article this book is built on. Change it where your company works in another way."
    ),
    "example": N_("Came with FunnelDesk as an example. Once you change it, it is your own."),
}


class OriginChip(Chip):
    """Says where a line of the book comes from, and on hover what that means."""

    def show_origin(self, origin: str) -> None:
        """Show the origin of a line."""
        self.set_chip(origin_label(origin), "blue" if origin == "article" else "plain")
        words = _ORIGIN_TIPS.get(origin, "")
        self.setToolTip(plain_tip(_(words)) if words else "")


class LineTools(QWidget):
    """Moves a line up or down, or removes it."""

    #: −1: up, 1: down.
    moved = Signal(int)
    removed = Signal()

    def __init__(self, *, moves: bool = True) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        self.setFixedHeight(pixels(LINE_HEIGHT))
        self.up, self.down = _link("↑", _("Move up")), _link("↓", _("Move down"))
        self.remove = _link(_("Remove"), _("Remove"))
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(lambda: self.removed.emit())
        for button in (self.up, self.down, self.remove):
            across.addWidget(button)
        for button in (self.up, self.down):
            button.setVisible(moves)

    def put_before(self, widget: QWidget) -> None:
        """Put something before the buttons, level with them."""
        across = self.layout()
        if isinstance(across, QHBoxLayout):
            across.insertWidget(0, widget)

    def show_place(self, place: int, count: int) -> None:
        """Say where among `count` lines this one stands: the first goes no higher."""
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)

    def name_buttons(self, line: str) -> None:
        """Say which line the buttons are of, to whoever hears them one by one."""
        for button, what in (
            (self.up, _("Move up")),
            (self.down, _("Move down")),
            (self.remove, self.remove.text()),
        ):
            button.setAccessibleName(f"{what}: {line}")

    def focus(self, step: int) -> None:
        """Go to what moves the line on; at the end to what moves it back, never to what removes it."""
        wanted, other = (self.up, self.down) if step < 0 else (self.down, self.up)
        (wanted if wanted.isEnabled() else other).setFocus()


class EditedLine(QWidget):
    """A line that is read as a sentence; its fields, and what moves and removes it, unfold below."""

    def __init__(self, remove: Callable[[str], None], move: Callable[[str, int], None] | None = None) -> None:
        """`move`: takes the line's id and −1 (up) or 1 (down); None where the lines have no order."""
        super().__init__()
        self.line_id = ""
        self.fields = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 4)
        head = QHBoxLayout()
        head.setSpacing(12)
        self.sentence = Label("", wrap=True)
        self.origin = OriginChip()
        self.change = QPushButton(_("Change"))
        self.change.setCheckable(True)
        self.change.setProperty("flat", "true")
        self.change.toggled.connect(lambda on: self.fields.setVisible(on))
        head.addWidget(self.sentence, 1)
        head.addWidget(self.origin)
        head.addWidget(self.change)
        whole.addLayout(head)
        #: What stands under the sentence also while the fields are folded.
        self.below = QVBoxLayout()
        whole.addLayout(self.below)
        self.grid = QGridLayout(self.fields)
        self.grid.setContentsMargins(0, 4, 0, 8)
        self.grid.setHorizontalSpacing(12)
        self.grid.setColumnStretch(1, 1)
        self.fields.hide()
        whole.addWidget(self.fields)
        self.tools = LineTools(moves=move is not None)
        self.tools.removed.connect(lambda: remove(self.line_id))
        if move is not None:
            self.tools.moved.connect(lambda step: self._move(move, step))
        whole.addWidget(Hairline())

    def name_buttons(self, line: str) -> None:
        """Say which line the buttons are of, to whoever hears them one by one."""
        self.change.setAccessibleName(f"{self.change.text()}: {line}")
        self.tools.name_buttons(line)

    def open(self) -> None:
        """Unfold the fields and go to the first."""
        self.change.setChecked(True)
        first = self.grid.itemAtPosition(0, 1)
        widget = first.widget() if first else None
        if widget is not None:
            widget.setFocus()

    def add_field(self, name: str, *widgets: QWidget) -> None:
        """Add a line of fields under one name, which stands beside the first line of what is tall."""
        line = self.grid.rowCount() if self.grid.count() else 0
        label = Label(name, "field")
        label.setContentsMargins(0, NAME_MARGIN, 0, 0)
        self.grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
        if len(widgets) == 1:
            self.grid.addWidget(widgets[0], line, 1)
            return
        across = QHBoxLayout()
        across.setSpacing(8)
        for widget in widgets:
            across.addWidget(widget)
        across.addStretch(1)
        self.grid.addLayout(across, line, 1)

    def _move(self, move: Callable[[str, int], None], step: int) -> None:
        move(self.line_id, step)
        self.tools.focus(step)

    def end_fields(self) -> None:
        """Put what moves and removes the line below its fields."""
        self.grid.addLayout(row(self.tools, 1), self.grid.rowCount(), 1)


class LineColumn(QWidget):
    """Widgets of lines below each other, by id: kept as long as the line is there, whatever its place."""

    def __init__(self, make: Callable[[], QWidget], spacing: int = 0) -> None:
        super().__init__()
        self._make = make
        self.lines: dict[str, Any] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)

    def show_ids(self, ids: Sequence[str]) -> None:
        """Have one widget for each id, in this order."""
        if list(self.lines) == list(ids):
            return
        kept = {name: self.lines.get(name) or self._make() for name in ids}
        for name, widget in self.lines.items():
            self._column.removeWidget(widget)
            if name not in kept:
                widget.hide()
                widget.deleteLater()
        for widget in kept.values():
            self._column.addWidget(widget)
        self.lines = kept
        order_in(self._column)


def _link(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("link", "true")
    button.setAccessibleName(name)
    button.setToolTip("" if text == name else name)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button

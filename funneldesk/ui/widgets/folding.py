"""A part of a page that most people never need: folded until somebody opens it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget


class Folded(QWidget):
    """A heading one can open; `body` is the layout of what it hides."""

    #: Opened (True) or folded again.
    toggled = Signal(bool)

    def __init__(self, heading: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._heading = heading
        self.button = QPushButton(f"▸ {heading}")
        self.button.setCheckable(True)
        self.button.setProperty("link", "true")
        self.button.setAccessibleName(heading)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(16)
        self._inside.hide()
        column.addWidget(self._inside)
        self.button.toggled.connect(self._show)

    @property
    def is_open(self) -> bool:
        """Whether what it hides is on screen."""
        return self.button.isChecked()

    def _show(self, is_open: bool) -> None:
        self.button.setText(f"{'▾' if is_open else '▸'} {self._heading}")
        self._inside.setVisible(is_open)
        self.toggled.emit(is_open)

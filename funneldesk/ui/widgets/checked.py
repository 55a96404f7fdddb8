"""A line of a form that says under itself what is wrong with what was typed, and keeps it until it is right."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from funneldesk.ui.widgets.text import Label, plain_tip

#: Room for the padding of a button on both sides.
_PADDING = 28


class CheckedLine(QWidget):
    """A text or a number; `committed` hands on what was typed, and whoever takes it may `refuse` it."""

    committed = Signal(str)

    def __init__(self, name: str, *, width: int = 0, empty: str = "") -> None:
        """Make an empty line. `width`: it is a short number; `empty`: what it means if nothing is typed."""
        super().__init__()
        self._shown = ""
        self._untouched = ""
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(empty)
        if width:
            self.line.setFixedWidth(width)
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.fault = Label("", "secondary", wrap=True, tone="red")
        self.fault.hide()
        self.across = QHBoxLayout()
        self.across.setSpacing(8)
        self.across.addWidget(self.line)
        if width:
            self.across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(self.across)
        whole.addWidget(self.fault)
        self.line.editingFinished.connect(self._commit)

    def show_text(self, text: str) -> None:
        """Show what is stored; what was refused stays as long as that is the same."""
        if text == self._shown and self.fault.text():
            return
        self._shown = text
        if self.line.text() != text:
            self.line.setText(text)
            # Of a long text one reads the beginning.
            self.line.setCursorPosition(0)
        # Spaces at the ends, and what Qt shows as other characters, are nobody's change.
        self._untouched = self.line.text()
        self.refuse("")

    def refuse(self, message: str) -> None:
        """Say why what stands there was not taken; an empty message takes that back."""
        self.fault.setText(message)
        self.fault.setVisible(bool(message))
        self.line.setAccessibleDescription(message)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the line. No focus proxy: Tab would come to the line once more by way of that."""
        self.line.setFocus(reason)

    def hasFocus(self) -> bool:
        """Whether the line has the keyboard."""
        return self.line.hasFocus()

    def focus(self) -> None:
        """Begin to write here."""
        self.line.setFocus()
        self.line.selectAll()

    def _commit(self) -> None:
        text = self.line.text().strip()
        if text != self._shown and self.line.text() != self._untouched:
            self.committed.emit(text)
        else:
            self.refuse("")


class ElidedButton(QPushButton):
    """A button as wide as its place, its text shortened to it and whole on hover."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show `text` as far as there is room."""
        self._whole = text
        self._elide()

    def text_whole(self) -> str:
        """Return the text before shortening."""
        return self._whole

    def minimumSizeHint(self) -> QSize:
        """Give way to any width."""
        return QSize(48, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten to the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(self.width() - _PADDING, 24)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        # Qt would take an ampersand for a key of its own.
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self._whole else plain_tip(self._whole))

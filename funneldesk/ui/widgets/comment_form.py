"""A comment by the template of the book; for a hand-over, to whom as well. Ctrl+Enter saves, Ctrl+Shift+C copies.

Esc puts it away.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.keys import shortcut
from funneldesk.ui.widgets.text import Label

TEXT_HEIGHT = 168
COPY_KEYS = "Ctrl+Shift+C"


class CommentForm(QWidget):
    """Headings of the template that stay empty are left out of what is saved."""

    #: The text, and to whom the lead is handed ("" where that is not asked).
    saved = Signal(str, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._headings: tuple[str, ...] = ()
        self._may_be_empty = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        self.title = Label("", "heading")
        self.owner = QLineEdit()
        self.owner.setPlaceholderText(_("To whom (may stay empty)"))
        self.owner.setAccessibleName(_("To whom (may stay empty)"))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(pixels(TEXT_HEIGHT))
        self.text.setAccessibleName(_("Comment by the template"))
        self.said = Label("", "secondary", wrap=True)
        self.save = QPushButton()
        self.save.setProperty("primary", "true")
        self.save.clicked.connect(self._save)
        self.copy = QPushButton(_("Copy the text"))
        self.copy.setProperty("link", "true")
        self.copy.clicked.connect(self._copy)
        self.leave = QPushButton(_("Leave it"))
        self.leave.clicked.connect(self.closed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(self, keys, _("Save the comment"), self._save, only_inside=True)
        # For the SFA, where a comment belongs too.
        shortcut(self, COPY_KEYS, _("Copy the text"), self._copy, only_inside=True)
        self.copy.setToolTip(COPY_KEYS)
        column.addLayout(row(self.title, 1, self.copy))
        for widget in (self.owner, self.text, self.said):
            column.addWidget(widget)
        column.addLayout(row(self.save, self.leave, 1, spacing=8))
        self.hide()

    def ask(self, title: str, save: str, template: Sequence[str], *, hands_over: bool) -> None:
        """Show the template, ready to be filled in."""
        self._headings = tuple(_("{heading}: ").format(heading=line) for line in template)
        self._may_be_empty = hands_over
        self.title.setText(title)
        self.save.setText(f"{save}　Ctrl+Enter")
        self.owner.clear()
        self.owner.setVisible(hands_over)
        self.text.setPlainText("\n".join(self._headings))
        self.said.setText(_("Headings that stay empty are left out."))
        self.said.set_tone("")
        self.show()
        (self.owner if hands_over else self.text).setFocus(Qt.FocusReason.ShortcutFocusReason)
        cursor = self.text.textCursor()
        cursor.setPosition(len(self._headings[0]) if self._headings else 0)
        self.text.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the text with Enter in the field above it: a dialog around would take it for the answer."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.owner.hasFocus():
            self.text.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    @property
    def written(self) -> str:
        """Return what was written, without headings that nothing follows."""
        empty = {line.strip() for line in self._headings}
        lines = (line.rstrip() for line in self.text.toPlainText().splitlines())
        return "\n".join(line for line in lines if line.strip() and line.strip() not in empty)

    def _save(self) -> None:
        if self.written or self._may_be_empty:
            self.saved.emit(self.written, self.owner.text().strip())
            return
        self.said.setText(_("Nothing is written yet."))
        self.said.set_tone("red")

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.written or self.text.toPlainText())
        self.said.setText(_("Copied"))
        self.said.set_tone("")

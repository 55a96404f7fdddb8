"""The two small forms of whoever enters something about a lead: a reason by one key, a text by the book's template."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.leads_blocks import empty
from funneldesk.ui.widgets.text import Label, plain_tip

#: The keys of the first reasons.
DIGITS = "1234567890"
TEXT_HEIGHT = 150
REASON_WIDTH = 300
_SAVING, _SAVING_WORDS = QKeySequence("Ctrl+Return"), "Ctrl+Enter"


def on_key(button: QPushButton, keys: QKeySequence | str) -> None:
    """Press a button by a key while it can be seen; at once, where a button's own shortcut plays a click first."""
    QShortcut(QKeySequence(keys), button, button.click)


class ReasonList(QWidget):
    """The reasons of the book, one key each."""

    #: A reason was chosen, by its name.
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(_("Why is it declined? Esc puts this away."), "secondary", wrap=True))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column.addLayout(self._lines)
        self.buttons: list[QPushButton] = []
        self.hide()

    def offer(self, reasons: Sequence[tuple[str, str]]) -> None:
        """Show the reasons with what follows from each."""
        empty(self._lines)
        self.buttons = [self._button(place, *reason) for place, reason in enumerate(reasons)]
        for button in self.buttons:
            self._lines.addWidget(button)
        self.show()
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, place: int, name: str, follows: str) -> QPushButton:
        whole = f"{name} → {follows}"
        button = QPushButton()
        shown = button.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, REASON_WIDTH)
        key = DIGITS[place : place + 1]
        button.setText((f"{key}　{shown}" if key else shown).replace("&", "&&"))
        button.setProperty("several", "true")
        button.setAccessibleName(whole)
        button.setToolTip(plain_tip(whole))
        if key:
            on_key(button, key)
        button.clicked.connect(lambda: self.chosen.emit(name))
        return button


class TextForm(QWidget):
    """A text with the template's headings, and for a hand-over the person in charge."""

    #: The text without empty headings, and the person in charge.
    saved = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._template: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.title = Label("", "heading")
        self.owner = QLineEdit()
        self.owner.setPlaceholderText(_("To whom (may stay empty)"))
        self.owner.setAccessibleName(_("To whom (may stay empty)"))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(TEXT_HEIGHT)
        self.text.setAccessibleName(_("Comment by the template"))
        self.said = Label("", "secondary", wrap=True)
        self.save = QPushButton()
        on_key(self.save, _SAVING)
        self.save.clicked.connect(self._save)
        self.copy = QPushButton(_("Copy the text"))
        self.copy.clicked.connect(self._copy)
        self.no = QPushButton(_("Leave it"))
        self.no.clicked.connect(self.hide)
        for widget in (self.title, self.owner, self.text, self.said):
            column.addWidget(widget)
        # Three beside each other would be wider than the column they stand in.
        column.addLayout(row(self.save, 1))
        column.addLayout(row(self.copy, self.no, 1, spacing=8))
        self.hide()

    def ask(self, title: str, save: str, template: Sequence[str], *, with_owner: bool) -> None:
        """Show the template ready to be filled in."""
        self._template = tuple(_("{heading}: ").format(heading=line) for line in template)
        self.title.setText(title)
        self.save.setText(f"{save}　{_SAVING_WORDS}")
        self.save.setAccessibleName(save)
        self.owner.clear()
        self.owner.setVisible(with_owner)
        self.text.setPlainText("\n".join(self._template))
        self.said.setText(_("Headings that stay empty are left out."))
        self.show()
        first = self.owner if with_owner else self.text
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        cursor = self.text.textCursor()
        cursor.setPosition(len(self._template[0]) if self._template else 0)
        self.text.setTextCursor(cursor)

    @property
    def filled(self) -> str:
        """Return what was written, without headings that nothing follows."""
        left = {line.strip() for line in self._template}
        lines = (line.rstrip() for line in self.text.toPlainText().splitlines())
        return "\n".join(line for line in lines if line.strip() and line.strip() not in left)

    def _save(self) -> None:
        if not self.filled and self.owner.isHidden():
            self.said.setText(_("Nothing is written yet."))
            return
        self.saved.emit(self.filled, self.owner.text().strip())

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.filled or self.text.toPlainText())
        self.said.setText(_("Copied"))

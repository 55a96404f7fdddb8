"""A question before something is changed: what will happen, in words, and two buttons that say it.

Enter does what is asked; where that cannot be taken back (`lasting`) it leaves everything as it is, and in a field goes
on to the next one: nobody may lose something by a key pressed too often.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from funneldesk.i18n import _
from funneldesk.ui.widgets.flowing import WrappingRow
from funneldesk.ui.widgets.text import Label

WIDTH = 480


class Question(QDialog):
    """`yes` is the verb of what is done; Esc and the other button leave everything as it is."""

    def __init__(self, parent: QWidget, title: str, text: str, yes: str, *, lasting: bool = False) -> None:
        super().__init__(parent)
        self._lasting = lasting
        self.setWindowTitle("FunnelDesk")
        self.setFixedWidth(WIDTH)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        self.title = Label(title, "heading", wrap=True)
        self.text = Label(text, "secondary", wrap=True)
        column.addWidget(self.title)
        column.addWidget(self.text)
        self.no = QPushButton(_("Leave it"))
        self.no.clicked.connect(self.reject)
        self.yes = QPushButton(yes)
        self.yes.setProperty("primary", "true")
        (self.no if lasting else self.yes).setDefault(True)
        self.yes.clicked.connect(self.accept)
        column.addSpacing(4)
        self.buttons = buttons = WrappingRow()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column.addLayout(buttons)
        if lasting:
            self.no.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next field with Enter, where the answer lasts."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self._lasting and isinstance(self.focusWidget(), QLineEdit):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as tall as the words need at this width."""
        super().showEvent(event)
        self.fit_words()

    def fit_words(self) -> None:
        """Be as tall as the words need: Qt asks them at another width, and room to spare stands between them."""
        needed = self.column.heightForWidth(self.width())
        self.setMinimumHeight(needed)
        self.resize(self.width(), needed)


class NameQuestion(Question):
    """Asks for a name; `field` says of what."""

    def __init__(
        self, parent: QWidget, title: str, text: str, yes: str, *, field: str, longest: int, name: str = ""
    ) -> None:
        super().__init__(parent, title, text, yes)
        self.name = QLineEdit(name)
        self.name.setMaxLength(longest)
        self.name.setAccessibleName(field)
        self.name.setPlaceholderText(field)
        self.name.selectAll()
        self.name.textChanged.connect(lambda typed: self.yes.setEnabled(bool(typed.strip())))
        self.yes.setEnabled(bool(name.strip()))
        self.column.insertWidget(2, self.name)
        self.name.setFocus()

    def begin(self, then: Callable[[str], None]) -> None:
        """Open the question; `then` gets the name if the answer is yes."""
        self.accepted.connect(lambda: then(self.name.text().strip()))
        self.finished.connect(self.deleteLater)
        self.open()


def ask(
    parent: QWidget, title: str, text: str, yes: str, then: Callable[[], None], *, lasting: bool = False
) -> Question:
    """Open the question; `then` runs if the answer is yes. `lasting`: it cannot be taken back."""
    question = Question(parent, title, text, yes, lasting=lasting)
    question.accepted.connect(then)
    question.finished.connect(question.deleteLater)
    question.open()
    return question

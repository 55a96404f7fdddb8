"""A question before something is changed: what will happen, in words, and two buttons that say it."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from funneldesk.i18n import _
from funneldesk.ui.widgets.flowing import WrappingRow
from funneldesk.ui.widgets.text import Label

WIDTH = 480


class Question(QDialog):
    """`yes` is the verb of what is done; Esc and the other button leave everything as it is."""

    def __init__(self, parent: QWidget, title: str, text: str, yes: str) -> None:
        super().__init__(parent)
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
        self.yes.setDefault(True)
        self.yes.clicked.connect(self.accept)
        column.addSpacing(4)
        self.buttons = buttons = WrappingRow()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column.addLayout(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as tall as the words need at this width."""
        super().showEvent(event)
        self.setMinimumHeight(self.column.heightForWidth(WIDTH))


def ask(parent: QWidget, title: str, text: str, yes: str, then: Callable[[], None]) -> Question:
    """Open the question; `then` runs if the answer is yes."""
    question = Question(parent, title, text, yes)
    question.accepted.connect(then)
    question.finished.connect(question.deleteLater)
    question.open()
    return question

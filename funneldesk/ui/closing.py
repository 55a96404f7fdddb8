"""The question when the window is closed while an import runs: finish first, stop it, or stay."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from funneldesk.i18n import _
from funneldesk.ui.widgets.asking import Question


class ClosingQuestion(Question):
    """The filled button loses nothing; the quiet one beside it stops the import, which leaves no trace."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            _("Something is still being written."),
            _("If it is stopped now, it is as if it had never begun. What was finished stays."),
            _("Close when it is done"),
        )
        self.no.setText(_("Stay here"))
        self.stop = QPushButton(_("Stop it and close"))
        self.buttons.insertWidget(1, self.stop)


def ask_closing(parent: QWidget, wait: Callable[[], None], stop: Callable[[], None]) -> ClosingQuestion:
    """Open the question; `wait` or `stop` runs by the answer. Closing once more asks again, not twice."""
    for open_one in parent.findChildren(ClosingQuestion):
        if open_one.isVisible():
            return open_one
    question = ClosingQuestion(parent)
    question.accepted.connect(wait)
    question.stop.clicked.connect(question.reject)
    question.stop.clicked.connect(stop)
    question.finished.connect(question.deleteLater)
    question.open()
    return question

"""The question before something is done for several leads at once: a reason, or a comment by the template."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.words import side_label
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.comment_form import CommentForm
from funneldesk.ui.widgets.reason_list import ReasonList
from funneldesk.ui.widgets.scrolling import ScrolledColumn, as_tall_as_needed, scrolled
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.operations.many_leads import Asked

WIDTH, HEIGHT = 520, 420
#: All reasons of the starter book are seen at once.
WITH_REASONS = 540


class ManyQuestion(QDialog):
    """Asks what an act on many needs to know: "is" and "sales" (a hand-over), "decline" or "comment"."""

    #: The answer: the reason, or the text and to whom.
    answered = Signal(str, str)

    def __init__(self, parent: QWidget, wanted: str, whom: str, found: "Asked") -> None:
        super().__init__(parent)
        self.setWindowTitle("FunnelDesk")
        self.resize(pixels(WIDTH), pixels(WITH_REASONS if wanted == "decline" else HEIGHT))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(whom, "heading", wrap=True))
        self.form, self.reasons = CommentForm(), ReasonList()
        self.form.saved.connect(self._answer)
        self.form.closed.connect(self.reject)
        self.reasons.chosen.connect(lambda reason: self._answer(reason, ""))
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "page")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        for one in (self.form, self.reasons):
            lines.addWidget(one)
        lines.addStretch(1)
        self._area = scrolled(inside)
        column.addWidget(self._area, 1)
        if wanted == "decline":
            self.reasons.offer(found.reasons)
            self.leave = QPushButton(_("Leave it"))  # the form has its own
            self.leave.clicked.connect(self.reject)
            column.addLayout(row(1, self.leave))
        elif wanted == "comment":
            self.form.ask(_("Write a comment"), _("Save the comment"), found.template, hands_over=False)
        else:
            words = _("Hand over to {side}").format(side=side_label(wanted))
            self.form.ask(words, _("Hand over"), found.template, hands_over=True)
        self.finished.connect(self.deleteLater)

    def showEvent(self, event: QShowEvent) -> None:
        """Leave no void below the form."""
        super().showEvent(event)
        as_tall_as_needed(self, self._area)

    def _answer(self, text: str, owner: str) -> None:
        self.accept()
        self.answered.emit(text, owner)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a reason by its digit."""
        if not (self.reasons.isVisible() and self.reasons.press(event.text())):
            super().keyPressEvent(event)

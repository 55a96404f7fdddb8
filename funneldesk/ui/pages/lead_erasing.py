"""「この方を消去…」: what goes, what stays, and that it cannot be taken back, before a person is erased."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from funneldesk.domain.formats import sentences
from funneldesk.domain.line_ends import JOIN
from funneldesk.i18n import _, language
from funneldesk.operations.erasing_person import what_goes, what_stays, what_to_know
from funneldesk.ui.widgets.asking import Question
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class ErasingQuestion(Question):
    """Asks with a box to tick: nobody erases a person by pressing Enter."""

    def __init__(self, parent: QWidget, name: str) -> None:
        title, text = _("Erase {name}?").format(name=name), sentences(*what_to_know())
        super().__init__(parent, title, text, _("Erase"), lasting=True)
        place = self.column.indexOf(self.text) + 1
        parts = [(_("This goes:"), what_goes()), (_("This stays:"), what_stays())]
        for heading, lines in parts:
            self.column.insertWidget(place, Label(heading, "field"))
            self.column.insertLayout(place + 1, _listed(lines))
            place += 2
        self.understood = QCheckBox(_("I want to erase this person for good"))
        self.column.insertWidget(place, self.understood)
        self.yes.setEnabled(False)
        self.understood.toggled.connect(self.yes.setEnabled)


def _listed(lines: "Sequence[str]") -> QGridLayout:
    """Return lines with a dot before each; what goes on in the next line stands below the words."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(4)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for number, line in enumerate(lines):
        # With what holds the phrases of the words together it stands as high as they do.
        dot = Label(f"・{JOIN}" if language() == "ja" else "•")
        grid.addWidget(dot, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(line, wrap=True), number, 1)
    return grid


def ask_to_erase(parent: QWidget, name: str, then: "Callable[[], None]") -> ErasingQuestion:
    """Open the question; `then` runs if the answer is yes."""
    question = ErasingQuestion(parent, name)
    question.accepted.connect(then)
    question.finished.connect(question.deleteLater)
    question.open()
    return question

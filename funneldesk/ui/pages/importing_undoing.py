"""The question before an import is withdrawn: which leads go, which values go back, what stands on it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from funneldesk.domain.formats import number
from funneldesk.errors import Cancelled, UserError
from funneldesk.i18n import _, ngettext
from funneldesk.ui.widgets.asking import Question
from funneldesk.ui.widgets.scrolling import ScrolledColumn, ring_when_tabbed
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.operations.importing import BatchInfo
    from funneldesk.operations.undo_effects import UndoEffects
    from funneldesk.ui.session import Session

#: Lines of values that go back; the rest is counted.
VALUES_SHOWN = 100
WIDTH, HEIGHT = 640, 320
MARGIN = 24


class UndoQuestion(Question):
    """Opens at once and fills in what would change as soon as it is known."""

    #: Show these people: (ids, title).
    people_wanted = Signal(object, str)

    def __init__(self, parent: QWidget, session: "Session", batch: "BatchInfo", name: str) -> None:
        super().__init__(
            parent,
            _("Withdraw the import of {name}?").format(name=name),
            _("Looking what stands on it …"),
            _("Withdraw"),
            lasting=True,  # it can be brought back, but what many see changes at once
        )
        self.setFixedWidth(WIDTH)
        self._name = name
        self.effects: UndoEffects | None = None
        # What stands on it is read first, then decided about.
        self.yes.setEnabled(False)
        self.area = QScrollArea(widgetResizable=True)
        self.area.setProperty("card", "inside")
        self.area.setVisible(False)
        ring_when_tabbed(self.area)
        self.people = QPushButton()
        self.people.setProperty("link", "true")
        self.people.setVisible(False)
        self.people.clicked.connect(self._show_people)
        self.column.insertWidget(2, self.area)
        self.column.insertWidget(3, self.people)
        self._job = session.rehearse(_looking(batch.id), self._show, self._failed)
        self.finished.connect(lambda _code: self._job.cancel())

    def lines(self) -> list[str]:
        """Return what the question says would happen."""
        inside = self.area.widget()
        return [] if inside is None else [label.text() for label in inside.findChildren(Label)]

    def _show(self, effects: "UndoEffects") -> None:
        from funneldesk.operations.undo_sentences import summary, value_words

        self.effects = effects
        self.yes.setEnabled(True)
        self.text.setText(_("This is what will change:"))
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "card")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(12, 8, 12, 8)
        lines.setSpacing(6)
        for sentence in summary(effects):
            lines.addWidget(Label(sentence, wrap=True))
        for value in effects.back[:VALUES_SHOWN]:
            lines.addWidget(Label(value_words(value), "secondary", wrap=True))
        more = len(effects.back) - VALUES_SHOWN
        if more > 0:
            words = ngettext("and %(count)s more", "and %(count)s more", more)
            lines.addWidget(Label(words % {"count": number(more)}, "secondary"))
        lines.addStretch(1)
        self.area.setWidget(inside)
        self.area.setFixedHeight(min(HEIGHT, lines.heightForWidth(WIDTH - 2 * MARGIN) + 2))
        self.area.setVisible(True)
        people = self._people(effects)
        words = ngettext("See %(count)s lead", "See %(count)s leads", len(people))
        self.people.setText(words % {"count": number(len(people))})
        self.people.setVisible(bool(people))
        self.fit_words()

    @staticmethod
    def _people(effects: "UndoEffects") -> list[int]:
        ids = {lead.id for lead in effects.gone} | {value.lead.id for value in effects.back}
        return sorted(ids)

    def _show_people(self) -> None:
        if self.effects is not None:
            title = _("Changed by withdrawing {name}").format(name=self._name)
            self.reject()
            self.people_wanted.emit(self._people(self.effects), title)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if isinstance(error, UserError):
            self.text.setText(f"{error.message} {error.next_step}".strip())
        else:
            self.reject()
            raise error


def _looking(batch_id: int) -> "Callable[[Any, Any], UndoEffects]":
    def work(store: Any, job: Any) -> "UndoEffects":
        from funneldesk.operations.undo_effects import effects_of_undo

        return effects_of_undo(store, batch_id, job)

    return work


def ask_undo(
    parent: QWidget, session: "Session", batch: "BatchInfo", name: str, then: Callable[[], None]
) -> UndoQuestion:
    """Open the question; `then` runs if the answer is yes."""
    question = UndoQuestion(parent, session, batch, name)
    question.accepted.connect(then)
    question.finished.connect(question.deleteLater)
    question.open()
    return question

"""Pages with a list whose lines can be answered: the list at the left, the chosen line with its keys at the right."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from funneldesk.domain.formats import sentences
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.ui.member.answer_card import AnswerCard
from funneldesk.ui.member.asking import ask_name
from funneldesk.ui.member.filters import Filters
from funneldesk.ui.member.lines import Line, LinesModel, LinesTable
from funneldesk.ui.member.page import MemberPage
from funneldesk.ui.member.session import NAME
from funneldesk.ui.page import GUTTER, scrolled
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.team.answers import Action
    from funneldesk.operations.team_outcomes import Outcome
    from funneldesk.operations.team_view import PublishedHandover
    from funneldesk.ui.member.session import MemberSession

BESIDE_LEAST, BESIDE_MOST = 320, 420


class AnsweringPage(MemberPage):
    """Subclasses give the lines by `show_found`; answers are kept at once and shown before they are."""

    tells_of_people = True

    def __init__(self, session: "MemberSession", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self._lines: list[Line] = []
        self._handovers: dict[str, PublishedHandover] = {}
        self._reasons: tuple[tuple[str, str], ...] = ()
        self._fault = ""
        self._first = True
        self.filters = Filters(session.settings)
        self.filters.changed.connect(self._show_lines)
        self.add_control(self.filters)
        self.model = LinesModel()
        self.table = LinesTable(self.model, lambda: session.colours, title)
        self.table.moved.connect(lambda _row: self._show_chosen())
        session.theme_changed.connect(self.table.viewport().update)
        self.none = Label(_("Nothing here for this choice."), "field")
        self.none.setContentsMargins(16, 16, 16, 16)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.none.hide()
        card = Card(margin=1, spacing=0)
        card.body.addWidget(self.none)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(LeftOut(self.table))
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(card, 2)
        across.addWidget(self._beside(), 1)
        self.body.addLayout(across, 1)

    def _beside(self) -> QWidget:
        self.card = AnswerCard()
        self.card.wanted.connect(self._answer)
        self.card.form_closed.connect(self.table.setFocus)
        self.card.form_opened.connect(lambda form: QTimer.singleShot(0, lambda: self._bring(form)))
        column = QVBoxLayout()
        column.addWidget(self.card)
        column.addStretch(1)
        self._area = scrolled(column)
        self._area.setMinimumWidth(BESIDE_LEAST)
        self._area.setMaximumWidth(BESIDE_MOST)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GUTTER)
        return self._area

    def _bring(self, form: QWidget) -> None:
        if form.isVisible():
            self._area.ensureWidgetVisible(form)

    def nothing(self) -> EmptyState:
        """Return what the page says where the publication has no line at all."""
        raise NotImplementedError

    def sentence(self, lines: Sequence[Line]) -> None:
        """Say in the banner what matters now about the lines on show."""
        raise NotImplementedError

    def groups(self, lines: Sequence[Line]) -> list[Line]:
        """Return lines under the headings of their groups."""
        raise NotImplementedError

    def show_found(
        self, lines: list[Line], handovers: "Sequence[PublishedHandover]", reasons: Sequence[tuple[str, str]]
    ) -> None:
        """Show the lines of a publication."""
        self._lines, self._reasons = lines, tuple(reasons)
        self._handovers = {one.handover: one for one in handovers}
        if not lines:
            self.banner.say("")
            self.set_empty(self.nothing())
            return
        self.filters.offer_people(line.owner for line in lines)
        self._show_lines()
        if self._first and self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self):
            # The day begins here: the keys of the list work at once.
            self.take_keyboard()
        self._first = False

    def take_keyboard(self) -> None:
        """Let the keys of the list work at once."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lines(self) -> None:
        shown = [self._answered(line) for line in self.filters.fitting(self._lines)]
        self.sentence(shown)
        self.table.setVisible(bool(shown))
        self.none.setVisible(not shown)
        self.table.show_lines(self.groups(shown))
        self._show_chosen()

    def _show_chosen(self) -> None:
        line = self.table.chosen
        self.card.show_line(line, self._handovers.get(line.handover) if line else None, self._reasons)
        self._show_given()

    def _show_given(self) -> None:
        from funneldesk.operations.team_outcomes import outcome_words

        line, state = self.table.chosen, self.session.state
        if line is None or state is None:
            return
        given = [one for one in state.answers if line.handover and one.answer.handover == line.handover]
        self.card.show_answers(given, self._fault, is_fault=bool(self._fault))
        published, manifest = self._handovers.get(line.handover), self.manifest
        said = ""
        if published is not None and manifest is not None:
            said = outcome_words(self.outcome(line.handover), published, manifest.owner_name)
        self.card.show_outcome(said)

    def _answered(self, line: Line) -> Line:
        from funneldesk.operations.team_outcomes import outcome_label
        from funneldesk.operations.team_sentences import action_label, answered_words, newest_answer

        if not line.handover:
            return line
        if pending := self.session.pending.get(line.handover):
            return replace(line, answered=_("%(answer)s …") % {"answer": action_label(pending)})
        state = self.session.state
        given = newest_answer(state.answers, line.handover) if state else None
        said = (answered_words(given) if given else "", outcome_label(self.outcome(line.handover)))
        return replace(line, answered="\n".join(filter(None, said)))

    def outcome(self, handover: str) -> "Outcome":
        """Return what became of the answer of this computer to a hand-over that is on show."""
        from funneldesk.operations.team_outcomes import outcome_of

        state, manifest, published = self.session.state, self.manifest, self._handovers.get(handover)
        if state is None or manifest is None or published is None or handover in self.session.pending:
            return ""
        return outcome_of(state.answers, published, manifest.as_of)

    def show_state(self) -> None:
        """Show how far the answers have come; no line moves."""
        super().show_state()
        if self.isVisible() and self.empty is None:
            self.model.answer(self._answered)
            self.sentence([line for line in self.model.rows if not line.is_heading])
            self._show_given()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was chosen and answered on the other page meanwhile."""
        super().showEvent(event)
        self.filters.show_remembered()
        if self.empty is None and not self.is_loading:
            self._show_lines()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for: the list leaves letters and digits to the page."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if self.empty is not None or not plain or not self.card.press(event):
            super().keyPressEvent(event)

    def _answer(self, action: str, reason: str, text: str) -> None:
        line = self.table.chosen
        if line is None or not line.handover:
            return
        handover = line.handover

        def named(name: str) -> None:
            self.session.settings.setValue(NAME, name)
            self._respond(handover, cast("Action", action), name, reason, text)

        if self.session.who:
            named(self.session.who)
        else:
            ask_name(self, "", named)
        self.table.setFocus()

    def _respond(self, handover: str, action: "Action", who: str, reason: str, text: str) -> None:
        self._fault = ""

        def failed(error: Exception) -> None:
            if not isinstance(error, UserError):
                self.session.failed.emit(error)
                return
            self._fault = sentences(_("This answer was not saved."), error.message, error.next_step)
            self.show_state()

        self.session.respond(handover, action, who=who, reason=reason, text=text, failed=failed)
        self.show_state()

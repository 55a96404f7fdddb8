"""The chosen line at the right: whom it is about, what is known, and one key for each answer one can give."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton

from funneldesk.domain.formats import day, sentences
from funneldesk.domain.words import heading, side_label
from funneldesk.i18n import _
from funneldesk.ui.member.lines import Line
from funneldesk.ui.widgets.asking_card import AskingCard
from funneldesk.ui.widgets.frames import Hairline
from funneldesk.ui.widgets.text import BreakingLabel, Label, fill

if TYPE_CHECKING:
    from funneldesk.operations.team import TeamAnswer
    from funneldesk.operations.team_view import PublishedHandover

#: Buttons beside each other.
ACROSS = 2
LEAST = 72
#: The same keys as on the owner's Today page.
KEYS: dict[str, str] = {"accept": "A", "reject": "R", "contacted": "T", "comment": "M"}


def button_label(action: str) -> str:
    """Return what a button says."""
    return {
        "accept": _("Accept"),
        "reject": _("Decline…"),
        "contacted": _("Contacted"),
        "comment": _("Comment…"),
    }[action]


class AnswerCard(AskingCard):
    """Shows one line and its hand-over; `wanted` says what was answered: the action, a reason, a text."""

    wanted = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__(spacing=6)
        self._line: Line | None = None
        self._handover: PublishedHandover | None = None
        self._reasons: tuple[tuple[str, str], ...] = ()
        self.who = Label("", "heading", wrap=True)
        self.what = Label("", wrap=True)
        self.reach = BreakingLabel("")
        self.details = Label("", "secondary", wrap=True)
        self.comment = Label("", wrap=True)
        self.closed = Label("", "secondary", wrap=True)
        for widget in (self.who, self.what, self.reach, self.details, self.comment, self.closed):
            self.body.addWidget(widget)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self.buttons = {action: self._button(action) for action in KEYS}
        self.body.addLayout(self._grid)
        self._arrange()
        self.reasons.chosen.connect(lambda reason: self._take(reason, ""))
        self.form.saved.connect(lambda text, _owner: self._take("", text))
        self._rule = Hairline()
        self.given = Label("", wrap=True)
        self.outcome = Label("", wrap=True)
        self.outcome.set_tone("amber")
        self.said = Label("", "secondary", wrap=True)
        for extra in (self.reasons, self.form, self._rule, self.given, self.outcome, self.said):
            self.body.addWidget(extra)

    def _button(self, action: str) -> QPushButton:
        button = QPushButton(f"{button_label(action)}　{KEYS[action]}", self)
        button.setAccessibleName(button_label(action))
        # The buttons follow the width of the card, never the other way round.
        button.setMinimumWidth(LEAST)
        button.clicked.connect(lambda _on=False, action=action: self.begin(action))
        return button

    def _arrange(self) -> None:
        """Put two buttons beside each other where there is room, else all below each other."""
        while self._grid.takeAt(0):
            pass
        widest = max(button.sizeHint().width() for button in self.buttons.values())
        edges = self.body.contentsMargins()
        room = self.width() - edges.left() - edges.right() - self._grid.spacing()
        across = ACROSS if ACROSS * widest <= room else 1
        for place, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, place // across, place % across)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the buttons anew."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def may_answer(self) -> bool:
        """Whether the chosen line is about a hand-over that is published."""
        return self._handover is not None

    @property
    def keys(self) -> Mapping[str, str]:
        """Return the letter of each answer, none where the line is about no hand-over."""
        return KEYS if self.may_answer else {}

    def show_line(
        self, line: Line | None, handover: "PublishedHandover | None", reasons: Sequence[tuple[str, str]]
    ) -> None:
        """Show another line; a form about the one before is put away, what was typed about this one stays."""
        if self._line is None or line is None or self._line.key != line.key:
            self._put_away()
        self._line, self._handover, self._reasons = line, handover, tuple(reasons)
        # Without a parent it would be a window of its own.
        if self.parent() is not None:
            self.setVisible(line is not None)
        if line is not None:
            self.who.setText(line.who)
            self.who.setVisible(bool(line.who))
            self.what.setText(_what_words(line))
            self.what.set_tone("red" if line.tone == "red" else "")
            self._show_handover(line, handover)
        for button in self.buttons.values():
            button.setVisible(handover is not None)
        self._show_primary()

    def _show_handover(self, line: Line, handover: "PublishedHandover | None") -> None:
        reach = [part for part in (handover.email, handover.phone) if part] if handover else []
        self.reach.setText("\n".join(reach))
        self.details.setText(_details(line, handover))
        self.comment.setText(handover.comment if handover else "")
        closed = ""
        if handover is None:
            closed = _("This line is no hand-over: what was done is recorded by whoever publishes.")
        elif not handover.is_open:
            closed = _decided_words(handover)
        self.closed.setText(closed)
        for label in (self.reach, self.details, self.comment, self.closed):
            label.setVisible(bool(label.text()))

    def show_answers(self, answers: "Sequence[TeamAnswer]", said: str, *, is_fault: bool = False) -> None:
        """Show what was answered here about this hand-over, and what there is to say about the last step."""
        from funneldesk.operations.team_sentences import answer_words, legend

        lines = [answer_words(one) for one in answers]
        self.given.setText("\n".join(lines))
        self.given.setToolTip("")
        hint = ""
        if lines:
            hint = sentences(_("Another answer takes the last one back: the newest counts."), "\n" + legend())
        self.said.setText(said or hint)
        self.said.set_tone("red" if is_fault else "")
        for widget in (self._rule, self.said):
            widget.setVisible(bool(self.said.text()))
        self.given.setVisible(bool(lines))

    def show_outcome(self, said: str) -> None:
        """Show what became of the answer where it does not count as it stands."""
        self.outcome.setText(said)
        self.outcome.setVisible(bool(said))

    def begin(self, action: str) -> None:
        """Answer, or ask first for the reason or the text."""
        if not self.may_answer:
            return
        self._put_away()
        self._asking = action
        if action == "reject":
            self.reasons.offer(self._reasons)
            self.form_opened.emit(self.reasons)
        elif action == "comment":
            self.form.ask(_("Write a comment"), _("Save the comment"), (), hands_over=False)
            self.form_opened.emit(self.form)
        else:
            self._take("", "")
        self._show_primary()

    def _take(self, reason: str, text: str) -> None:
        action = self._asking
        self.close_forms()
        if action:
            self.wanted.emit(action, reason, text)

    def _show_primary(self) -> None:
        """Fill one button at a time: an open form has its own."""
        is_open = self._handover is not None and self._handover.is_open
        for action, button in self.buttons.items():
            fill(button, filled=action == "accept" and is_open and self.form.isHidden())

    def reach_whole(self) -> str:
        """Return address and phone number as they were published."""
        return self.reach.text()


def _what_words(line: Line) -> str:
    who = line.owner or (side_label(line.side) if line.side else "")
    both = _("%(what)s (%(by)s)") % {"what": line.what, "by": line.urgent}
    said = both if line.urgent and line.what else line.what or line.urgent
    return _("%(who)s: %(action)s") % {"who": who, "action": said} if who else heading(said)


def _details(line: Line, handover: "PublishedHandover | None") -> str:
    if handover is None:
        return line.why
    parts = (
        (_("Company"), handover.company if handover.person else ""),
        (_("Job title"), handover.title),
        (_("Handed to"), side_label(handover.side) if handover.side else ""),
        (_("Handed over on"), day(handover.handed_on)),
        (_("Answer due"), day(handover.due)),
        (_("Contacted on"), day(handover.contacted_on)),
        (_("Look again on"), day(handover.recheck_on)),
        (_("Reasons for the score"), handover.why),
    )
    return "\n".join(
        _("%(name)s: %(value)s") % {"name": name, "value": value} for name, value in parts if value
    )


def _decided_words(handover: "PublishedHandover") -> str:
    from funneldesk.operations.team_sentences import state_words

    said = state_words(handover.state, handover.reason)
    return (
        _("%(state)s on %(day)s") % {"state": said, "day": day(handover.decided_on)}
        if handover.decided_on
        else said
    )

"""The chosen duty at the right of the list: why it is owed, and one key for each thing one can do about it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from funneldesk.domain.formats import day, sentences
from funneldesk.domain.words import side_label
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.today_table import owner_words, who_words
from funneldesk.ui.widgets.asking_card import AskingCard
from funneldesk.ui.widgets.flowing import EvenColumns
from funneldesk.ui.widgets.frames import Hairline
from funneldesk.ui.widgets.text import ElidedLabel, Label, restyle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.operations.duty_lists import Duty
    from funneldesk.operations.today import Today

#: Buttons beside each other.
ACROSS = 2
KEYS = {
    "reached": "C", "unreached": "N", "accept": "A", "reject": "R", "let_go": "R", "contacted": "T", "comment": "M",
    "to_sales": "S", "back": "B", "done": "D", "import": "I",
    "duplicates": "U", "review": "V",
}  # fmt: skip


def act_label(act: str) -> str:
    """Return what a button says."""
    return {
        "reached": _("Called: reached"),
        "unreached": _("Called: no answer"),
        "accept": _("Accept"),
        "reject": _("Decline…"),
        "let_go": _("Decline…"),
        "contacted": _("Contacted"),
        "comment": _("Comment…"),
        "to_sales": _("Hand over to sales…"),
        "back": _("Back to nurturing"),
        "done": _("Mark as done"),
        "import": _("Import a list…"),
        "duplicates": _("Look for the other one"),
        "review": _("Hold the review"),
    }[act]


class ActsCard(AskingCard):
    """Shows the chosen duty and asks what an act needs; `wanted` says what is to be done about it."""

    #: An act, a reason, a text, and to whom somebody is handed over.
    wanted = Signal(str, str, str, str)
    open_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=6)
        self._duty: Duty | None = None
        self._today: Today | None = None
        self.who = Label("", "heading", wrap=True)
        self.company = ElidedLabel("", "secondary")
        self.action = Label("", wrap=True)
        self.why = Label("", wrap=True)
        self.score = Label("", "secondary", wrap=True)
        self.rule = Label("", "secondary", wrap=True)
        self.lead = QPushButton(f"{_('Open the lead')}　Enter")
        self.lead.setProperty("link", "true")
        self.lead.setAccessibleName(_("Open the lead"))
        self.lead.clicked.connect(self.open_wanted)
        for widget in (self.who, self.company, self.action, self.why, self.score, self.rule):
            self.body.addWidget(widget)
        self.body.addLayout(row(self.lead, 1))
        # Above the buttons: where one was pressed it is seen, however long it is.
        self.fault = Label("", wrap=True, tone="red")
        self.body.addWidget(self.fault)
        self._grid = EvenColumns(ACROSS, 8)
        self.body.addLayout(self._grid)
        self.buttons = {act: self._button(act) for act in KEYS}
        self.reasons.chosen.connect(self._take_reason)
        self.form.saved.connect(self._take_text)
        self.body.addWidget(self.reasons)
        self.body.addWidget(self.form)
        self._line = Hairline()
        self.said = Label("", "secondary", wrap=True)
        self.undo = QPushButton(f"{_('Undo')}　Ctrl+Z")
        self.undo.setProperty("link", "true")
        self.undo.setAccessibleName(_("Undo"))
        self.undo.clicked.connect(self.undo_wanted)
        self.body.addWidget(self._line)
        self.body.addWidget(self.said)
        self.body.addLayout(row(self.undo, 1))
        self.say("", can_undo=False)

    def _button(self, act: str) -> QPushButton:
        button = QPushButton(f"{act_label(act)}　{KEYS[act]}", self)
        button.setAccessibleName(act_label(act))
        button.clicked.connect(lambda _on=False, act=act: self.begin(act))
        button.hide()
        return button

    @property
    def acts(self) -> tuple[str, ...]:
        """Return what can be done about the chosen duty."""
        if self._duty is None:
            return ()
        # Imported with the first duty: the page is built before numpy is there.
        from funneldesk.operations.duty_acts import acts_of

        return acts_of(self._duty)

    @property
    def keys(self) -> "Mapping[str, str]":
        """Return the letter of each act that can be done about the chosen duty."""
        return {act: KEYS[act] for act in self.acts}

    def show_duty(self, duty: "Duty | None", today: "Today") -> None:
        """Show another duty; a form about the one before is put away, what was typed about this one stays."""
        from funneldesk.operations.duty_words import action_words, late_words, reason_words

        same = self._duty is not None and duty is not None and _same(self._duty, duty)
        if not same:
            self._put_away()
            self.score.setText("")
        self._duty, self._today = duty, today
        for widget in (self.who, self.company, self.action, self.why, self.score, self.rule, self.lead):
            widget.setVisible(duty is not None)
        if duty is not None:
            self.who.setText(duty.person or duty.company or who_words(duty) or duty.name)
            self.company.set_text(duty.company if duty.person else "")
            self.company.setVisible(bool(duty.person and duty.company))
            self.action.setText(
                _("{who}: {action} ({late}).").format(
                    who=owner_words(duty),
                    action=action_words(duty),
                    late=late_words(duty, today.duties.as_of),
                )
            )
            self.action.set_tone("red" if duty.is_late else "")
            self.why.setText(reason_words(duty))
            self.score.setVisible(bool(duty.lead))
            self.rule.setText(_rule_words(duty))
            self.lead.setVisible(bool(duty.lead))
        self._arrange()
        self._show_whether_needed()

    def show_score(self, lead: int, words: str) -> None:
        """Say where the points of the chosen lead come from."""
        if self._duty is not None and self._duty.lead == lead:
            self.score.setText(words)

    def say(self, text: str, *, can_undo: bool, is_fault: bool = False) -> None:
        """Say in a quiet line what was done last, or why it was not."""
        for label, words in ((self.fault, text if is_fault else ""), (self.said, "" if is_fault else text)):
            label.setText(words)
            label.setVisible(bool(words))
        self._line.setVisible(bool(self.said.text()))
        self.undo.setVisible(can_undo)
        self._show_whether_needed()

    def _show_whether_needed(self) -> None:
        # Without a parent it would be a window of its own.
        if self.parent() is not None:
            self.setVisible(
                self._duty is not None
                or bool(self.said.text() or self.fault.text())
                or not self.undo.isHidden()
            )

    def _arrange(self) -> None:
        acts = self.acts
        for act in acts:
            self._grid.addWidget(self.buttons[act])
        for act, button in self.buttons.items():
            button.setVisible(act in acts)
        self._show_primary()

    def _show_primary(self) -> None:
        """Fill one button at a time: an open form has its own."""
        primary = self.acts[:1] if self.form.isHidden() else ()
        for act, button in self.buttons.items():
            button.setProperty("primary", "true" if act in primary else "false")
            restyle(button)

    def begin(self, act: str) -> None:
        """Do what a button or key says, or ask first what it needs."""
        from funneldesk.operations.duty_acts import ASKS_REASON, ASKS_TEXT

        today = self._today
        if today is None or act not in self.acts:
            return
        self._put_away()
        if act in ASKS_REASON or (act == "back" and not today.unreached):
            self._asking = act
            self.reasons.offer(today.reasons)
            self.form_opened.emit(self.reasons)
        elif act in ASKS_TEXT:
            self._asking = act
            title = act_label(act) if act == "to_sales" else _("Write a comment")
            save = _("Hand over to {side}").format(side=side_label("sales"))
            self.form.ask(
                title.rstrip("… "),
                save if act == "to_sales" else _("Save the comment"),
                today.template,
                hands_over=act == "to_sales",
            )
            self._show_primary()
            self.form_opened.emit(self.form)
        else:
            self.wanted.emit(act, today.unreached if act == "back" else "", "", "")

    def _take_reason(self, reason: str) -> None:
        act = self._asking
        self.close_forms()
        self.wanted.emit(act, reason, "", "")

    def _take_text(self, text: str, owner: str) -> None:
        act = self._asking
        self.close_forms()
        self.wanted.emit(act, "", text, owner)


def _same(one: "Duty", other: "Duty") -> bool:
    return (one.rule, one.lead, one.leg) == (other.rule, other.lead, other.leg)


def _rule_words(duty: "Duty") -> str:
    from funneldesk.operations.duty_words import rule_words

    return sentences(_("Until %(day)s.") % {"day": day(duty.due)}, rule_words(duty))

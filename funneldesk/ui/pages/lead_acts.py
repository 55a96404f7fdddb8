"""What is owed about a lead, and what can be done about it with one key each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from funneldesk.domain.moment import NEVER
from funneldesk.domain.words import side_label
from funneldesk.i18n import _
from funneldesk.ui.pages.leads_blocks import empty, flush
from funneldesk.ui.widgets.comment_form import CommentForm
from funneldesk.ui.widgets.flowing import EvenColumns
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.keys import shortcut
from funneldesk.ui.widgets.reason_list import ReasonList
from funneldesk.ui.widgets.text import Label, restyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.domain.leads.handover_story import Story
    from funneldesk.operations.lead_page import WholeLead
    from funneldesk.store.store import Store

#: Buttons beside each other.
ACROSS = 2
#: Which button is the next action, by the event of the rule that asks for it.
ANSWERS = {
    "candidate": "reached", "no_contact": "reached", "call": "comment", "handover": "accept", "recheck": "done",
    "unreachable": "reject", "undecided": "to_sales", "to_owner": "done", "merge": "done",
}  # fmt: skip
#: What is marked as done on this page: no other button says it.
MARKED = frozenset({"recheck", "to_owner", "merge"})
#: The keys of the Today page.
KEYS = {
    "accept": "A", "reject": "R", "reached": "C", "unreached": "N", "contacted": "T", "to_is": "I", "to_sales": "S",
    "comment": "M", "done": "D",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something somebody wants entered: in words for the Edit menu, and the work that returns its number."""

    words: str
    work: "Callable[[Store], int]"


class NextCard(Card):
    """The duties of a lead, and a button for each thing one can enter about it."""

    #: A `Wanted` is to be written.
    act_wanted = Signal(object)
    #: The content to send next is to be found, however long it takes.
    suggestion_wanted = Signal()
    #: A form (a widget) was opened.
    form_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Next"))
        self._whole: WholeLead | None = None
        self.owed = QVBoxLayout()
        self.owed.setSpacing(4)
        self.owed_lines: list[str] = []
        self.suggested = Label("", wrap=True)
        self.suggest = QPushButton(_("Which content next?"))
        self.suggest.setProperty("link", "true")
        self.suggest.clicked.connect(self.suggestion_wanted)
        self.buttons: dict[str, QPushButton] = {}
        self._grid = EvenColumns(ACROSS, 8)
        self.reasons = ReasonList()
        self.reasons.chosen.connect(self._reject)
        self.form = CommentForm()
        self.form.saved.connect(self._save)
        self.form.closed.connect(self.close_forms)
        self._saving = self._primary = ""
        for layout in (self.owed, self._grid):
            self.body.addLayout(layout)
        self.body.insertWidget(2, self.suggested)
        self.body.insertLayout(3, flush(self.suggest))
        self.show_suggestion("")
        self.body.addWidget(self.reasons)
        self.body.addWidget(self.form)
        slots: dict[str, Callable[[], None]] = {
            "accept": self._accept, "reject": self._ask_reason, "reached": lambda: self._called(reached=True),
            "unreached": lambda: self._called(reached=False), "to_is": lambda: self._ask_hand_over("is"),
            "to_sales": lambda: self._ask_hand_over("sales"), "comment": self._ask_comment,
            "contacted": self._contacted, "done": self._done,
        }  # fmt: skip
        for name, slot in slots.items():
            button = QPushButton(f"{_words(name)}　{KEYS[name]}")
            button.setAccessibleName(_words(name))
            # At once, where a button's own shortcut plays a click first.
            shortcut(button, KEYS[name], _words(name), button.click)
            button.clicked.connect(lambda _on=False, slot=slot: slot())
            self.buttons[name] = button

    def show_lead(self, whole: "WholeLead") -> None:
        """Show what is owed; a form of the same lead stays open with what was typed."""
        from funneldesk.operations.duty_words import owed_words

        if self._whole is None or self._whole.detail.id != whole.detail.id:
            self.close_forms()
        self._whole = whole
        empty(self.owed)
        self.owed_lines = [owed_words(one, whole.detail.as_of) for one in whole.owed]
        for line, duty in zip(self.owed_lines, whole.owed, strict=True):
            self.owed.addWidget(Label(line, wrap=True, tone="red" if duty.is_late else ""))
        if not self.owed_lines:
            self.owed.addWidget(Label(_("The rules of the book ask for nothing now."), "field", wrap=True))
        self._arrange(whole)

    def show_suggestion(self, words: str | None) -> None:
        """Show the content to send next; None: it is found when somebody asks."""
        self.suggested.setText(words or "")
        self.suggested.setVisible(bool(words))
        self.suggest.setVisible(words is None)

    def close_forms(self) -> None:
        """Put the forms away."""
        self.reasons.setVisible(False)
        self.form.setVisible(False)
        self._show_primary(self._primary)

    def _arrange(self, whole: "WholeLead") -> None:
        open_, newest = self._open(), whole.handovers[0] if whole.handovers else None
        with_sales = newest is not None and newest.side == "sales" and newest.decision != "rejected"
        candidate = whole.detail.since != NEVER and not with_sales
        shown = {
            "accept": open_ is not None, "reject": open_ is not None or candidate,
            "to_is": not with_sales and open_ is None, "to_sales": not with_sales,
            "contacted": newest is not None and with_sales and newest.contact == NEVER,
            "done": any(one.event in MARKED for one in whole.owed),
        }  # fmt: skip
        self._primary = next((ANSWERS[one.event] for one in whole.owed if one.event in ANSWERS), "")
        # What is owed comes first, the others as always.
        names = sorted(
            (name for name in self.buttons if shown.get(name, True)), key=lambda name: name != self._primary
        )
        # Into the grid, at its end, first: alone they would be windows of their own.
        for name in (*names, *(name for name in self.buttons if name not in names)):
            self._grid.addWidget(self.buttons[name])
        for name, button in self.buttons.items():
            button.setVisible(name in names)
            button.setEnabled(True)
        # One filled button at a time: an open form has its own.
        self._show_primary("" if self.form.isVisible() else self._primary)

    def _show_primary(self, primary: str) -> None:
        for name, button in self.buttons.items():
            button.setProperty("primary", name == primary)
            restyle(button)

    def _open(self) -> "Story | None":
        """Return the hand-over that waits for a decision, the newest of them."""
        told = self._whole.handovers if self._whole else ()
        return next((one for one in told if not one.decision), None)

    def _want(self, words: str, work: "Callable[[Store], int]") -> None:
        self.close_forms()
        for button in self.buttons.values():
            button.setEnabled(False)  # until what was entered is on show
        self.act_wanted.emit(Wanted(words, work))

    def stop_waiting(self) -> None:
        """Let somebody try again: what was wanted could not be written."""
        for button in self.buttons.values():
            button.setEnabled(True)

    def _accept(self) -> None:
        leg, day = self._open(), self._day
        if leg is not None:
            self._want(_("accepted"), lambda store: _acts().decide(store, leg.record, "accepted", day))

    def _ask_reason(self) -> None:
        if self._whole is not None:
            self.close_forms()
            self.reasons.offer(self._whole.reasons)
            self.form_opened.emit(self.reasons)

    def _reject(self, reason: str) -> None:
        leg, day, whole = self._open(), self._day, self._whole
        if whole is None:
            return
        lead, words = whole.detail.id, _("declined: {reason}").format(reason=reason)
        if leg is not None:
            self._want(words, lambda store: _acts().decide(store, leg.record, "rejected", day, reason=reason))
        else:
            self._want(words, lambda store: _acts().let_go(store, lead, reason, day))

    def _contacted(self) -> None:
        if self._whole is not None and self._whole.handovers:
            leg, day = self._whole.handovers[0].record, self._day
            self._want(_("contacted"), lambda store: _acts().contacted(store, leg, day))

    def _done(self) -> None:
        """Mark that somebody looked again, passed it on, or found no other one."""
        owed = [one for one in self._whole.owed if one.event in MARKED] if self._whole else []
        if owed:
            from funneldesk.operations.duty_words import action_words

            duty, day = owed[0], self._day
            words = _("done: {action}").format(action=action_words(duty))
            self._want(words, lambda store: _acts().done(store, duty.rule, duty.lead, day))

    def _called(self, *, reached: bool) -> None:
        if self._whole is None:
            return
        lead, day = self._whole.detail.id, self._day
        taken = any(one.side == "sales" and one.decision == "accepted" for one in self._whole.handovers)
        side = "sales" if taken else "is"
        words = _("call: reached") if reached else _("call: nobody reached")
        self._want(words, lambda store: _acts().called(store, lead, day, reached=reached, side=side))

    def _ask_hand_over(self, side: str) -> None:
        if self._whole is not None:
            self.close_forms()
            self._saving = side
            words = _("Hand over to {side}").format(side=side_label(side))
            self.form.ask(words, _("Hand over"), self._whole.template, hands_over=True)
            self._show_primary("")
            self.form_opened.emit(self.form)

    def _ask_comment(self) -> None:
        if self._whole is not None:
            self.close_forms()
            self._saving = "comment"
            self.form.ask(_("Write a comment"), _("Save the comment"), self._whole.template, hands_over=False)
            self._show_primary("")
            self.form_opened.emit(self.form)

    def _save(self, text: str, owner: str) -> None:
        whole, day, kind = self._whole, self._day, self._saving
        if whole is None:
            return
        lead = whole.detail.id
        if kind != "comment":
            words = _("handed over to {side}").format(side=side_label(kind))
            self._want(
                words, lambda store: _acts().hand_over(store, lead, kind, day, owner=owner, comment=text)
            )
        elif whole.handovers:
            leg = whole.handovers[0].record
            self._want(_("comment"), lambda store: _acts().comment(store, leg, text, day))
        else:
            self._want(_("comment"), lambda store: _acts().noted(store, lead, text, day))

    @property
    def _day(self) -> int:
        return self._whole.detail.as_of if self._whole else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put an open form away with Esc, choose a reason by its digit."""
        if event.key() == Qt.Key.Key_Escape and (self.reasons.isVisible() or self.form.isVisible()):
            self.close_forms()
            self.buttons["comment"].setFocus()
        elif self.reasons.isVisible() and self.reasons.press(event.text()):
            event.accept()
        else:
            super().keyPressEvent(event)


def _acts() -> Any:
    """Return the operations; imported where they run, in the writing thread."""
    from funneldesk.operations import by_hand

    return by_hand


def _words(name: str) -> str:
    return {
        "accept": _("Accept"),
        "reject": _("Decline…"),
        "reached": _("Called: reached"),
        "unreached": _("Called: no answer"),
        "to_is": _("Hand over to IS…"),
        "to_sales": _("Hand over to sales…"),
        "comment": _("Comment…"),
        "contacted": _("Contacted"),
        "done": _("Mark as done"),
    }[name]

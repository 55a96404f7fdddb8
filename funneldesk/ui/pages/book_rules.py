"""定義書／運用ルール: who acts when and until when, and what follows from each reason. Read first, changed in place."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.book.book_lines import (
    put,
    shifted,
    with_moved_rule,
    with_new_reason,
    with_new_rule,
    without,
    without_rule,
)
from funneldesk.domain.book.field_checks import text_fault
from funneldesk.domain.book.sentences import (
    CLOCKS,
    FOLLOWS,
    RELATIVE,
    RULE_EVENTS,
    clock_words,
    event_words,
    follows_words,
    reason_label,
    rule_sentence,
)
from funneldesk.domain.words import side_label
from funneldesk.i18n import _
from funneldesk.ui.page import row, scrolled
from funneldesk.ui.pages.book_condition import ConditionField, VocabularyReader
from funneldesk.ui.pages.book_line import EditedLine, LineColumn
from funneldesk.ui.pages.book_rule_today import RuleTodayLabel
from funneldesk.ui.pages.knowledge_keeping import find_button, keep_button, keep_shortcut
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import TextField, WholeBox
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.scrolling import scroll_to
from funneldesk.ui.widgets.tabbing import order_in
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book, Reason, Rule
    from funneldesk.domain.knowledge import cards as knowledge
    from funneldesk.ui.session import Session

SIDES = ("is", "sales", "marketing", "everyone")
KINDS = ("rejection", "lost", "disqualification")
MOST_DAYS = 3650
#: What a rule waits for before it is set off, by event.
_DAYS, _TIMES = frozenset({"no_contact"}), frozenset({"unreachable"})


class RulesTab(QWidget):
    """Edits the operating rules and the reasons; every change hands on a whole book."""

    edited = Signal(object)
    people_wanted = Signal(object, str)
    #: A function that makes a knowledge card of a rule is to be run and its card kept.
    keep_wanted = Signal(object)
    #: A knowledge card is to be found.
    cards_wanted = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self._book: Book | None = None
        self.vocabulary = VocabularyReader(session, self)
        column = QVBoxLayout()
        self._column = column
        column.setSpacing(16)
        card = Card(_("Who acts, when, and until when"))
        self._rules = LineColumn(self._rule_line)
        card.body.addWidget(self._rules)
        self.add_rule = QPushButton(_("Add a rule"))
        self.add_rule.clicked.connect(lambda: self._add_rule())
        self.find_card = find_button(self.cards_wanted.emit)
        card.body.addLayout(row(self.add_rule, self.find_card, 1))
        column.addWidget(card)
        reasons = Card(_("Reasons and what follows"))
        self._reasons = {kind: LineColumn(self._reason_line) for kind in KINDS}
        self.add_reason: dict[str, QPushButton] = {}
        for kind, place in self._reasons.items():
            if self.add_reason:
                reasons.body.addSpacing(8)
            reasons.body.addWidget(Label(reason_label(kind), "secondary"))
            reasons.body.addWidget(place)
            button = QPushButton(_("Add a reason"))
            button.clicked.connect(lambda _checked=False, kind=kind: self._add_reason(kind))
            reasons.body.addLayout(row(button, 1))
            self.add_reason[kind] = button
        column.addWidget(reasons)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(column))
        keep_shortcut(self, self._keep_focused)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what the slots can offer."""
        super().showEvent(event)
        self.vocabulary.want()

    def show_book(self, book: "Book", _in_force: "Book") -> None:
        """Show the rules and reasons of a book."""
        self._book = book
        self._rules.show_ids([rule.id for rule in book.rules])
        for place, rule in enumerate(book.rules):
            self.rules[rule.id].show_rule(book, rule)
            self.rules[rule.id].tools.show_place(place, len(book.rules))
        for kind, column in self._reasons.items():
            alike = [reason for reason in book.reasons if reason.kind == kind]
            column.show_ids([reason.id for reason in alike])
            for place, reason in enumerate(alike):
                column.lines[reason.id].show_reason(reason)
                column.lines[reason.id].tools.show_place(place, len(alike))
        order_in(self._column)

    def show_line(self, line: str) -> None:
        """Show a rule unfolded."""
        self.rules[line].open()
        scroll_to(self.rules[line])

    def _keep_focused(self) -> None:
        """Keep the rule the keyboard is in."""
        focus = QApplication.focusWidget()
        line = next(
            (one for one in self.rules.values() if focus is not None and one.isAncestorOf(focus)), None
        )
        if line is not None:
            line.keep()

    @property
    def rules(self) -> "dict[str, RuleLine]":
        """Return the lines of the rules by their ids."""
        return self._rules.lines

    @property
    def reasons(self) -> "dict[str, ReasonLine]":
        """Return the lines of the reasons by their ids."""
        return {name: line for column in self._reasons.values() for name, line in column.lines.items()}

    def _rule_line(self) -> "RuleLine":
        line = RuleLine(self._session, self.vocabulary, self._change_rule, self._remove_rule, self._move_rule)
        line.only_if.people_wanted.connect(self.people_wanted)
        line.keep_wanted.connect(self.keep_wanted)
        return line

    def _reason_line(self) -> "ReasonLine":
        return ReasonLine(self._change_reason, self._remove_reason, self._move_reason)

    def _change_rule(self, rule: "Rule") -> None:
        if self._book is not None:
            self._hand_on(replace(self._book, rules=put(self._book.rules, rule)))

    def _remove_rule(self, rule_id: str) -> None:
        if self._book is not None:
            self._hand_on(without_rule(self._book, rule_id))

    def _move_rule(self, rule_id: str, step: int) -> None:
        if self._book is not None:
            self._hand_on(with_moved_rule(self._book, rule_id, step))

    def _add_rule(self) -> None:
        if self._book is not None:
            book = with_new_rule(self._book, _("call them"))
            self._hand_on(book)
            self.rules[book.rules[-1].id].open()

    def _change_reason(self, reason: "Reason") -> None:
        if self._book is not None:
            self._hand_on(replace(self._book, reasons=put(self._book.reasons, reason)))

    def _remove_reason(self, reason_id: str) -> None:
        if self._book is not None:
            self._hand_on(replace(self._book, reasons=without(self._book.reasons, reason_id)))

    def _move_reason(self, reason_id: str, step: int) -> None:
        if self._book is not None:
            reasons = shifted(self._book.reasons, reason_id, step, lambda reason: reason.kind)
            self._hand_on(replace(self._book, reasons=reasons))

    def _add_reason(self, kind: str) -> None:
        if self._book is not None:
            before = {reason.id for reason in self._book.reasons}
            book = with_new_reason(self._book, kind, _("New reason"))
            self._hand_on(book)
            new = next(reason.id for reason in book.reasons if reason.id not in before)
            self.reasons[new].open()

    def _hand_on(self, book: "Book") -> None:
        self.show_book(book, book)
        self.edited.emit(book)


class RuleLine(EditedLine):
    """One operating rule."""

    #: A function that makes a knowledge card of the rule is to be run and its card kept.
    keep_wanted = Signal(object)

    def __init__(
        self,
        session: "Session",
        vocabulary: VocabularyReader,
        changed: "Callable[[Rule], None]",
        remove: Callable[[str], None],
        move: Callable[[str, int], None],
    ) -> None:
        super().__init__(remove, move)
        self._changed = changed
        self._session = session
        self._rule: Rule | None = None
        self.keep_button = keep_button(self.keep)
        self.tools.put_before(self.keep_button)
        self.only_if = ConditionField(
            session,
            vocabulary,
            empty=_("No condition: the rule holds for everybody it concerns."),
            title=_("Operating rule: condition"),
        )
        self.today = RuleTodayLabel(session)
        self.change.toggled.connect(self.today.set_open)
        self.below.addWidget(self.today)
        self.below.addWidget(self.only_if.people)
        self.only_if.changed.connect(lambda condition: self._take(condition=condition))
        self.happens = Choice()
        self.happens.setAccessibleName(_("When"))
        self.happens.chosen.connect(lambda event: self._take(event=event))
        self.after, self.times = _box(_("After how many days")), _box(_("How many times"))
        self.after.editingFinished.connect(lambda: self._take(after_days=self.after.value()))
        self.times.editingFinished.connect(lambda: self._take(count=self.times.value()))
        self.who = Choice((side, side_label(side)) for side in SIDES)
        self.who.setAccessibleName(_("Who"))
        self.who.chosen.connect(lambda who: self._take(who=who))
        self.name, self.leaves = CheckedLine(_("Rule")), TextField(_("Leaves behind"))
        self.name.committed.connect(lambda text: _take_name(self.name, text, self._take))
        self.leaves.committed.connect(lambda text: self._take(leaves=text))
        self.clock = Choice()
        self.clock.setAccessibleName(_("Counted"))
        self.clock.chosen.connect(lambda clock: self._take(clock=clock))
        self.action, self.why = TextField(_("What to do")), TextField(_("Why"))
        self.action.committed.connect(lambda text: self._take(action=text))
        self.why.committed.connect(lambda text: self._take(why=text))
        self.due = _box(_("Until when"))
        self.due.editingFinished.connect(lambda: self._take(due_days=self.due.value()))
        self.calendar = Choice([("business", _("business days")), ("calendar", _("calendar days"))])
        self.calendar.setAccessibleName(_("Which days count"))
        self.calendar.chosen.connect(lambda days: self._take(due_calendar=days))
        self.add_field(_("When"), self.happens)
        self.add_field(_("After how many days"), self.after)
        self.add_field(_("How many times"), self.times)
        self.add_field(_("Only if"), self.only_if)
        self.add_field(_("Who"), self.who)
        self.add_field(_("What to do"), self.action)
        self.add_field(_("Until when"), self.due, self.calendar)
        self.add_field(_("Counted"), self.clock)
        self.add_field(_("Leaves behind"), self.leaves)
        self.add_field(_("Why"), self.why)
        self.add_field(_("Rule"), self.name)
        self.end_fields()

    def show_rule(self, book: "Book", rule: "Rule") -> None:
        """Show a rule of a book."""
        self._rule, self.line_id = rule, rule.id
        self.sentence.setText(f"{rule.number}　{rule_sentence(rule)}")
        self.today.show_rule(rule)
        self.name_buttons(rule.name)
        self.origin.show_origin(rule.origin)
        self.happens.offer((event, event_words(replace(rule, event=event))) for event in RULE_EVENTS)
        self.happens.set_value(rule.event)
        self.who.set_value(rule.who)
        self.calendar.set_value(rule.due_calendar)
        clocks = {"": "–", **{clock: clock_words(replace(rule, clock=clock)) for clock in CLOCKS}}
        self.clock.offer({rule.clock: rule.clock, **clocks}.items())
        self.clock.set_value(rule.clock)
        for box, value in (
            (self.after, rule.after_days),
            (self.times, rule.count),
            (self.due, rule.due_days),
        ):
            box.setValue(value)
        self.only_if.show_condition(book, rule.condition)
        for field, text in ((self.name, rule.name), (self.leaves, rule.leaves), (self.action, rule.action)):
            field.show_text(text)
        self.why.show_text(rule.why)
        for box, events in ((self.after, _DAYS), (self.times, _TIMES)):
            place = self.grid.getItemPosition(self.grid.indexOf(box))[0]  # type: ignore[index]
            for column in (0, 1):
                item = self.grid.itemAtPosition(place, column)
                widget = item.widget() if item else None
                if widget is not None:
                    widget.setVisible(rule.event in events)

    def keep(self) -> None:
        """Have a knowledge card made of the rule as it stands here."""
        rule, today = self._rule, self._session.today
        if rule is not None:

            def make(_store: object) -> "knowledge.Card":
                from funneldesk.domain.knowledge.card_lines import card_of_rule

                return card_of_rule(rule, rule_sentence(rule), today)

            self.keep_wanted.emit(make)

    def _take(self, **values: Any) -> None:
        rule = self._rule
        if rule is None or all(getattr(rule, name) == value for name, value in values.items()):
            return
        self._changed(replace(rule, origin="own", **values))


class ReasonLine(EditedLine):
    """One reason and what follows from it."""

    def __init__(
        self,
        changed: "Callable[[Reason], None]",
        remove: Callable[[str], None],
        move: Callable[[str, int], None],
    ) -> None:
        super().__init__(remove, move)
        self._changed = changed
        self._reason: Reason | None = None
        self.name = CheckedLine(_("Reason"))
        self.name.committed.connect(lambda text: _take_name(self.name, text, self._take))
        self.follows = Choice()
        self.follows.setAccessibleName(_("What follows"))
        self.follows.chosen.connect(lambda follows: self._take(then=follows))
        self.days = _box(_("Look again after how many days"))
        self.days.setMinimum(-MOST_DAYS)
        self.days.editingFinished.connect(lambda: self._take(days=self.days.value()))
        self.since = Choice([("", _("the decision")), *((day, _(words)) for day, words in RELATIVE.items())])
        self.since.setAccessibleName(_("Counted from"))
        self.since.chosen.connect(lambda day: self._take(relative_to=day))
        self.add_field(_("Reason"), self.name)
        self.add_field(_("What follows"), self.follows)
        self.add_field(_("Look again after how many days"), self.days)
        self.add_field(_("Counted from"), self.since)
        self.end_fields()

    def show_reason(self, reason: "Reason") -> None:
        """Show a reason."""
        self._reason, self.line_id = reason, reason.id
        self.sentence.setText(f"{reason.name}　{follows_words(reason)}")
        self.name_buttons(reason.name)
        self.origin.show_origin(reason.origin)
        self.name.show_text(reason.name)
        self.follows.offer(
            (then, follows_words(replace(reason, then=then, days=None, relative_to=""))) for then in FOLLOWS
        )
        self.follows.set_value(reason.then)
        self.days.setValue(reason.days or 0)
        self.since.set_value(reason.relative_to)
        for field in (self.days, self.since):
            field.setEnabled(reason.then == "recycle")

    def _take(self, **values: Any) -> None:
        reason = self._reason
        if reason is None or all(getattr(reason, name) == value for name, value in values.items()):
            return
        if values.get("days") == 0 and reason.days is None:
            return
        if "then" in values and values["then"] != "recycle":
            values |= {"days": None, "relative_to": ""}
        self._changed(replace(reason, origin="own", **values))


def _take_name(field: CheckedLine, text: str, take: Callable[..., None]) -> None:
    fault = text_fault(text)
    field.refuse(fault)
    if not fault:
        take(name=text)


def _box(name: str) -> WholeBox:
    box = WholeBox()
    box.setRange(0, MOST_DAYS)
    box.setFixedWidth(80)
    box.setAccessibleName(name)
    return box

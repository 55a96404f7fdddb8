"""A condition built from sentences with slots: lines of which all or any must hold, and groups of lines in them."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.book.condition_forms import plain_form
from funneldesk.domain.book.condition_tests import KINDS, TestKind, is_group, new_test
from funneldesk.domain.book.conditions import All, Any_, Condition
from funneldesk.i18n import _
from funneldesk.operations.condition_people import Vocabulary
from funneldesk.ui.page import row
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.condition_line import TestLine
from funneldesk.ui.widgets.condition_offers import Offers, ValuesOf
from funneldesk.ui.widgets.tabbing import order_by_place
from funneldesk.ui.widgets.text import Label

#: Groups within groups beyond this many are shown, but no deeper ones can be added: nobody could read them.
DEEPEST = 3


class ConditionGroup(QFrame):
    """Lines, and groups in them, of which all or any must hold."""

    changed = Signal()
    removed = Signal()

    def __init__(self, offers: Offers, depth: int = 0) -> None:
        super().__init__()
        self._offers, self._depth = offers, depth
        self.parts: list[TestLine | ConditionGroup] = []
        self.joint = Choice([(True, _("All of these hold")), (False, _("Any of these holds"))])
        self.joint.setAccessibleName(_("All or any"))
        self.joint.chosen.connect(lambda _every: self.changed.emit())
        self.add_line = QPushButton(_("Add a condition"))
        self.add_line.clicked.connect(lambda: self._add())
        self.add_group = QPushButton(_("Add a group"))
        self.add_group.clicked.connect(lambda: self._add_group())
        self.remove = QPushButton(_("Remove the group"))
        self.remove.clicked.connect(lambda: self.removed.emit())
        for button in (self.add_line, self.add_group, self.remove):
            button.setProperty("link", "true")
        # Shown before it has a place in a window, a widget would be a window of its own.
        if not depth:
            self.remove.hide()
        if depth >= DEEPEST:
            self.add_group.hide()
        if depth:
            self.setProperty("group", "true")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16 if depth else 0, 8 if depth else 0, 8 if depth else 0, 8 if depth else 0)
        whole.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.joint)
        self.constant = Label("", "secondary")
        head.addWidget(self.constant)
        head.addStretch(1)
        whole.addLayout(head)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        whole.addLayout(self._column)
        whole.addLayout(row(self.add_line, self.add_group, self.remove, 1, spacing=16))

    def show_condition(self, condition: Condition) -> None:
        """Show a condition in its plain form."""
        for old in self.parts:
            old.hide()
            old.deleteLater()
        self.parts = []
        self.joint.set_value(not isinstance(condition, Any_))
        for part in condition.parts if isinstance(condition, (All, Any_)) else (condition,):
            self._put(part)
        self._show_state()

    @property
    def condition(self) -> Condition | None:
        """Return what the lines ask for, without those that wait for their first value; None: all of them do."""
        found = tuple(asked for part in self.parts if (asked := part.condition) is not None)
        if self.parts and not found:
            return None
        return All(found) if self.joint.value else Any_(found)

    def offer(self) -> None:
        """Offer in every slot what there is to offer now."""
        for part in self.parts:
            part.offer()

    def _put(self, condition: Condition) -> "TestLine | ConditionGroup":
        group = is_group(condition)
        part = ConditionGroup(self._offers, self._depth + 1) if group else TestLine(self._offers)
        part.show_condition(condition)
        part.changed.connect(self.changed)
        part.removed.connect(self._remover(part))
        self.parts.append(part)
        self._column.addWidget(part)
        part.show()
        return part

    def _remover(self, part: "TestLine | ConditionGroup") -> Callable[[], None]:
        return lambda: self._remove(part)

    def _remove(self, part: "TestLine | ConditionGroup") -> None:
        if self._depth and len(self.parts) == 1:
            # Without a line it would say "always" or "never", which nobody asked for.
            self.removed.emit()
            return
        self.add_line.setFocus()
        self.parts.remove(part)
        part.hide()
        part.deleteLater()
        self._show_state()
        self.changed.emit()

    def _add(self) -> None:
        line = self._put(new_test("attribute"))
        assert isinstance(line, TestLine)  # noqa: S101 - a test makes a line
        line.begin()
        self._show_state()
        self.changed.emit()
        line.focus_first()

    def _add_group(self) -> None:
        group = self._put(All(()) if not self.joint.value else Any_(()))
        assert isinstance(group, ConditionGroup)  # noqa: S101 - a group makes a group
        self._show_state()
        group._add()  # noqa: SLF001 - of this very class

    def _show_state(self) -> None:
        self.joint.setVisible(len(self.parts) > 1)
        words = ""
        if not self.parts and self._depth:
            words = _("it always holds") if self.joint.value else _("it never holds")
        self.constant.setText(words)
        self.constant.setVisible(bool(words))


class ConditionEditor(QWidget):
    """Edits one condition; `changed` hands on each one that differs from the last (None: no condition)."""

    changed = Signal(object)

    def __init__(
        self, *, empty: str = "", kinds: tuple[TestKind, ...] = KINDS, values_of: ValuesOf | None = None
    ) -> None:
        """`empty`: what it means that there is no condition; `kinds`: the tests that are offered."""
        super().__init__()
        self._offers = Offers(kinds) if values_of is None else Offers(kinds, values_of)
        self._condition: Condition | None = None
        self._empty = empty
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        self.note = Label("", "secondary", wrap=True)
        whole.addWidget(self.note)
        self._column = QVBoxLayout()
        whole.addLayout(self._column)
        self.group = self._build()

    @property
    def condition(self) -> Condition | None:
        """Return the condition, as it came or as it was last changed."""
        return self._condition

    def offer(self, vocabulary: Vocabulary, points: float) -> None:
        """Offer what the lists say; `points`: what a new test of the score starts with."""
        self._offers.points = points
        if vocabulary != self._offers.vocabulary:
            self._offers.vocabulary = vocabulary
            self.group.offer()

    def show_condition(self, condition: Condition | None) -> None:
        """Show a condition; one that is on show already leaves every slot, and the keyboard, where they are."""
        if condition == self._condition:
            return
        focus = QApplication.focusWidget()
        was_here = focus is not None and self.isAncestorOf(focus)
        self._condition = condition
        self.group.hide()
        self.group.deleteLater()
        self.group = self._build()
        if was_here:
            self.group.add_line.setFocus()

    def _build(self) -> ConditionGroup:
        group = ConditionGroup(self._offers)
        group.show_condition(All(()) if self._condition is None else plain_form(self._condition))
        group.changed.connect(self._take)
        self._column.addWidget(group)
        order_by_place(group.joint, group)
        self._show_note(group)
        return group

    def _take(self) -> None:
        group = self.group
        order_by_place(group.joint, group)
        asked = group.condition if group.parts else None
        found = None if asked is None else plain_form(asked)
        if found != self._condition:
            self._condition = found
            self.changed.emit(found)
        self._show_note(group)

    def _show_note(self, group: ConditionGroup) -> None:
        words = ""
        if not group.parts:
            words = self._empty if self._condition is None else _constant(self._condition)
        self.note.setText(words)
        self.note.setVisible(bool(words))


def _constant(condition: Condition) -> str:
    return _("it never holds") if isinstance(condition, Any_) else _("it always holds")

"""A condition built from sentences with slots: lines of which all or any must hold, and groups of lines in them."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.book.condition_forms import plain_form
from funneldesk.domain.book.condition_tests import KINDS, TestKind, is_group, new_test
from funneldesk.domain.book.conditions import All, Any_, Condition
from funneldesk.i18n import _
from funneldesk.operations.condition_people import Vocabulary
from funneldesk.ui.page import row
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.condition_line import TestLine
from funneldesk.ui.widgets.text import Label

#: Groups within groups beyond this many are shown, but no deeper ones can be added: nobody could read them.
DEEPEST = 3


class ConditionGroup(QFrame):
    """Lines, and groups in them, of which all or any must hold."""

    changed = Signal()
    removed = Signal()

    def __init__(self, known: Vocabulary, points: float, kinds: tuple[TestKind, ...], depth: int = 0) -> None:
        super().__init__()
        self._known, self._points, self._kinds, self._depth = known, points, kinds, depth
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
        whole.addLayout(row(self.add_line, self.add_group, self.remove, 1, spacing=4))

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
    def is_complete(self) -> bool:
        """Whether every line says something."""
        return all(part.is_complete for part in self.parts)

    @property
    def counts(self) -> bool:
        """Whether anything in it says something; one that was empty from the beginning does."""
        return not self.parts or any(part.counts for part in self.parts)

    @property
    def condition(self) -> Condition:
        """Return what the lines that say something ask for."""
        parts = tuple(part.condition for part in self.parts if part.counts)
        return All(parts) if self.joint.value else Any_(parts)

    def _put(self, condition: Condition) -> "TestLine | ConditionGroup":
        part: TestLine | ConditionGroup
        if is_group(condition):
            part = ConditionGroup(self._known, self._points, self._kinds, self._depth + 1)
        else:
            part = TestLine(self._known, self._points, self._kinds)
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
        line.focus_first()
        self.changed.emit()

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
    """Edits one condition; `changed` hands on each new one (None: no condition). Unfinished lines do not count."""

    changed = Signal(object)

    def __init__(self, *, empty: str = "", kinds: tuple[TestKind, ...] = KINDS) -> None:
        """`empty`: what it means that there is no condition; `kinds`: the tests that are offered."""
        super().__init__()
        self._kinds = kinds
        self._known, self._points = Vocabulary(), 60.0
        self._condition: Condition | None = None
        self._empty = empty
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        self.note = Label("", "secondary", wrap=True)
        whole.addWidget(self.note)
        self._column = QVBoxLayout()
        whole.addLayout(self._column)
        self.group: ConditionGroup | None = None
        self._build()

    @property
    def condition(self) -> Condition | None:
        """Return the condition, as it came or as its lines say it."""
        return self._condition

    def offer(self, known: Vocabulary, points: float) -> None:
        """Offer values in the slots; `points`: what a new test of the score starts with."""
        if (known, points) != (self._known, self._points):
            self._known, self._points = known, points
            if self.group is None or self.group.is_complete:
                self._build()

    def show_condition(self, condition: Condition | None) -> None:
        """Show a condition; one that is on show already leaves every slot, and the keyboard, where they are."""
        if condition != self._condition:
            self._condition = condition
            self._build()

    def _build(self) -> None:
        if self.group is not None:
            self.group.hide()
            self.group.deleteLater()
        self.group = ConditionGroup(self._known, self._points, self._kinds)
        self.group.show_condition(All(()) if self._condition is None else plain_form(self._condition))
        self.group.changed.connect(self._take)
        self._column.addWidget(self.group)
        self._show_note()

    def _take(self) -> None:
        group = self.group
        if group is None:
            return
        found = plain_form(group.condition) if any(part.counts for part in group.parts) else None
        if found != self._condition:
            self._condition = found
            self.changed.emit(found)
        self._show_note()

    def _show_note(self) -> None:
        words = ""
        if self.group is not None and not self.group.parts:
            words = self._empty if self._condition is None else _constant(self._condition)
        self.note.setText(words)
        self.note.setVisible(bool(words))


def _constant(condition: Condition) -> str:
    return _("it never holds") if isinstance(condition, Any_) else _("it always holds")

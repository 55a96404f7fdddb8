"""Nurture design: one scenario and its steps, in place."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from funneldesk.domain.book.book import Scenario, Step
from funneldesk.domain.book.book_lines import fresh_id, put, shifted, without
from funneldesk.domain.book.field_checks import text_fault
from funneldesk.domain.book.sentences import scenario_sentence
from funneldesk.domain.fields import CONTENT_TYPES
from funneldesk.domain.words import content_type_label
from funneldesk.i18n import _
from funneldesk.ui.pages.book_line import LINE_HEIGHT, EditedLine, LineColumn, LineTools
from funneldesk.ui.pages.book_part import show_choice
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import WholeBox
from funneldesk.ui.widgets.text import Label

MOST_DAYS = 3650


class ScenarioLine(EditedLine):
    """One scenario: its name and its ordered steps."""

    def __init__(
        self,
        changed: Callable[[Scenario], None],
        remove: Callable[[str], None],
        move: Callable[[str, int], None],
    ) -> None:
        super().__init__(remove, move)
        self._changed = changed
        self._scenario: Scenario | None = None
        self._others: list[str] = []
        self.name = CheckedLine(_("Scenario"))
        self.name.committed.connect(self._rename)
        self.column = LineColumn(lambda: StepRow(self._put_step, self._remove_step, self._move_step), 4)
        self.new = CheckedLine(_("Add a step"), empty=_("Add a step"))
        self.new.committed.connect(self._add_step)
        inside = QWidget()
        steps = QVBoxLayout(inside)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(4)
        steps.addWidget(self.column)
        steps.addWidget(self.new)
        self.add_field(_("Scenario"), self.name)
        self.add_field(_("Steps"), inside)
        self.end_fields()

    @property
    def steps(self) -> "dict[str, StepRow]":
        """Return the rows by the ids of their steps."""
        return self.column.lines

    def show_scenario(self, scenario: Scenario, others: list[str]) -> None:
        """Show a scenario; `others` are the names of the rest."""
        self._scenario, self.line_id, self._others = scenario, scenario.id, others
        words = _("%(name)s: %(steps)s")
        steps = scenario_sentence(scenario) if scenario.steps else _("no steps yet")
        self.sentence.setText(words % {"name": scenario.name, "steps": steps})
        self.name_buttons(scenario.name)
        self.origin.show_origin(scenario.origin)
        self.name.show_text(scenario.name)
        self.column.setVisible(bool(scenario.steps))
        self.column.show_ids([step.id for step in scenario.steps])
        for place, step in enumerate(scenario.steps):
            self.steps[step.id].show_step(step)
            self.steps[step.id].tools.show_place(place, len(scenario.steps))

    def _rename(self, text: str) -> None:
        fault = text_fault(text, self._others)
        self.name.refuse(fault)
        if not fault:
            self._take(name=text)

    def _put_step(self, step: Step) -> None:
        if self._scenario is not None:
            self._take(steps=put(self._scenario.steps, step))

    def _remove_step(self, step_id: str) -> None:
        if self._scenario is not None:
            self._take(steps=without(self._scenario.steps, step_id))

    def _move_step(self, step_id: str, step: int) -> None:
        if self._scenario is not None:
            self._take(steps=shifted(self._scenario.steps, step_id, step))
            self.steps[step_id].tools.focus(step)

    def _add_step(self, text: str) -> None:
        scenario = self._scenario
        fault = text_fault(text)
        self.new.refuse(fault)
        if scenario is not None and not fault:
            self._take(steps=(*scenario.steps, Step(fresh_id("step", scenario.steps), text)))
            self.new.line.clear()

    def _take(self, **values: Any) -> None:
        if self._scenario is not None:
            changed = replace(self._scenario, **values)
            if changed != self._scenario:
                self._changed(replace(changed, origin="own"))


class StepRow(QWidget):
    """One step: what happens, with which type of content, how many days after the step before."""

    def __init__(
        self,
        changed: Callable[[Step], None],
        remove: Callable[[str], None],
        move: Callable[[str, int], None],
    ) -> None:
        super().__init__()
        self._changed = changed
        self._step: Step | None = None
        self.text = CheckedLine(_("What happens"))
        self.text.committed.connect(self._write)
        self.type = Choice(narrow=True)
        self.type.setAccessibleName(_("Type of content"))
        self.type.setMinimumContentsLength(13)
        self.type.chosen.connect(lambda code: self._take(type=code))
        self.days = WholeBox()
        self.days.setRange(0, MOST_DAYS)
        self.days.setFixedSize(64, pixels(LINE_HEIGHT))
        self.days.setAccessibleName(_("Days after the step before"))
        self.days.editingFinished.connect(lambda: self._take(after_days=self.days.value()))
        self.tools = LineTools()
        self.tools.moved.connect(lambda step: move(self._id, step))
        self.tools.removed.connect(lambda: remove(self._id))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        across.addWidget(self.text, 3, top)
        across.addWidget(self.type, 1, top)
        across.addWidget(self.days, 0, top)
        self.later = Label(_("days later"), "field")
        self.later.setContentsMargins(0, 7, 0, 0)
        across.addWidget(self.later, 0, top)
        across.addWidget(self.tools, 0, top)

    @property
    def _id(self) -> str:
        return self._step.id if self._step is not None else ""

    def show_step(self, step: Step) -> None:
        """Show a step."""
        self._step = step
        self.text.show_text(step.text)
        options: list[tuple[object, str]] = [("", _("no content"))]
        options += [(code, content_type_label(code)) for code in CONTENT_TYPES]
        show_choice(self.type, options, step.type, content_type_label(step.type))
        if self.days.value() != step.after_days:
            # A stored book may wait longer than anybody would type.
            self.days.setMaximum(max(MOST_DAYS, step.after_days))
            self.days.setMinimum(min(0, step.after_days))
            self.days.setValue(step.after_days)

    def _write(self, text: str) -> None:
        fault = text_fault(text)
        self.text.refuse(fault)
        if not fault:
            self._take(text=text)

    def _take(self, **values: Any) -> None:
        if self._step is not None:
            changed = replace(self._step, **values)
            if changed != self._step:
                self._changed(changed)

"""定義書／ナーチャリング設計: what people feel in each phase and which contents fit; scenarios with their steps."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton, QWidget

from funneldesk.domain.book.book import NurturePhase, Scenario
from funneldesk.domain.book.book_lines import free_name, fresh_id, put, shifted, without
from funneldesk.domain.fields import CONTENT_TYPES, PHASES
from funneldesk.domain.words import content_type_label, phase_label
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.book_line import EditedLine, LineColumn
from funneldesk.ui.pages.book_part import BookPart, PartCard, show_choice
from funneldesk.ui.pages.book_scenarios import ScenarioLine
from funneldesk.ui.pages.knowledge_keeping import find_button
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import TextField
from funneldesk.ui.widgets.scrolling import scroll_to
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book

#: The phases people can be in; those who do nothing any more are "stalled".
ALL_PHASES = (*PHASES, "stalled")
COLUMNS = 4


class NurtureTab(BookPart):
    """Edits the phases and the scenarios."""

    #: A knowledge card is to be found.
    cards_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.phases, self.scenarios = PhasesCard(), ScenariosCard()
        for card in (self.phases, self.scenarios):
            card.edited.connect(self._hand_on)
        self.scenarios.find_card.clicked.connect(lambda: self.cards_wanted.emit())
        self.put_in_column(self.phases, self.scenarios)

    def show_part(self, book: "Book") -> None:
        """Show the nurture design of a book."""
        self.phases.show_book(book, book)
        self.scenarios.show_book(book, book)

    def show_line(self, line: str) -> None:
        """Show a scenario unfolded."""
        self.scenarios.lines[line].open()
        scroll_to(self.scenarios.lines[line])

    def _hand_on(self, book: "Book") -> None:
        self.show_book(book, book)
        self.edited.emit(book)


class PhasesCard(PartCard):
    """What people feel in each phase, and which contents fit."""

    def __init__(self) -> None:
        super().__init__(_("Phases and contents"))
        self.nothing = Label(_("No phase is described yet."), "secondary", wrap=True)
        self.column = LineColumn(lambda: PhaseLine(self._take, self._remove, self._move))
        self.add = QPushButton(_("Add a phase"))
        self.add.clicked.connect(lambda: self._add())
        self.all_there = Label(_("Every phase is described."), "secondary")
        for widget in (self.nothing, self.column):
            self.card.body.addWidget(widget)
        self.card.body.addLayout(row(self.add, self.all_there, 1))

    @property
    def lines(self) -> "dict[str, PhaseLine]":
        """Return the lines by the ids of their phases."""
        return self.column.lines

    def show_part(self, book: "Book") -> None:
        """Show the phases."""
        self.nothing.setVisible(not book.phases)
        self.column.show_ids([phase.id for phase in book.phases])
        for place, phase in enumerate(book.phases):
            taken = {other.phase for other in book.phases if other.id != phase.id}
            self.lines[phase.id].show_phase(phase, taken)
            self.lines[phase.id].tools.show_place(place, len(book.phases))
        self.add.setEnabled(bool(self._free(book)))
        self.all_there.setVisible(not self._free(book))

    def _free(self, book: "Book") -> list[str]:
        used = {phase.phase for phase in book.phases}
        return [phase for phase in ALL_PHASES if phase not in used]

    def _take(self, phase: NurturePhase) -> None:
        if self.book is not None:
            self.change(phases=put(self.book.phases, phase))

    def _remove(self, phase_id: str) -> None:
        if self.book is not None:
            self.change(phases=without(self.book.phases, phase_id))

    def _move(self, phase_id: str, step: int) -> None:
        if self.book is not None:
            self.change(phases=shifted(self.book.phases, phase_id, step))

    def _add(self) -> None:
        if self.book is None:
            return
        new = NurturePhase(
            fresh_id("phase", self.book.phases), self._free(self.book)[0], "", (), origin="own"
        )
        self.change(phases=(*self.book.phases, new))
        self.lines[new.id].open()
        self.lines[new.id].feeling.setFocus()


class PhaseLine(EditedLine):
    """One phase."""

    def __init__(
        self,
        changed: Callable[[NurturePhase], None],
        remove: Callable[[str], None],
        move: Callable[[str, int], None],
    ) -> None:
        super().__init__(remove, move)
        self._changed = changed
        self._phase: NurturePhase | None = None
        self.phase = Choice()
        self.phase.setAccessibleName(_("Nurture phase"))
        self.phase.chosen.connect(lambda phase: self._take(phase=phase))
        self.feeling, self.text = TextField(_("What people feel")), TextField(_("Contents that fit"))
        self.feeling.committed.connect(lambda text: self._take(feeling=text))
        self.text.committed.connect(lambda text: self._take(text=text))
        self.types = TypeTicks()
        self.types.toggled = self._toggle
        self.add_field(_("Nurture phase"), self.phase)
        self.add_field(_("What people feel"), self.feeling)
        self.add_field(_("Contents that fit"), self.text)
        self.add_field(_("Types of content"), self.types)
        self.end_fields()

    def show_phase(self, phase: NurturePhase, taken: set[str]) -> None:
        """Show a phase; those `taken` by other lines are not offered."""
        self._phase, self.line_id = phase, phase.id
        contents = phase.text or _(", ").join(content_type_label(kind) for kind in phase.types)
        words = _("%(phase)s: %(feeling)s → %(contents)s")
        facts = {
            "phase": phase_label(phase.phase),
            "feeling": phase.feeling or "–",
            "contents": contents or "–",
        }
        self.sentence.setText(words % facts)
        self.name_buttons(facts["phase"])
        self.origin.show_origin(phase.origin)
        options = [(one, phase_label(one)) for one in ALL_PHASES if one not in taken]
        show_choice(self.phase, options, phase.phase, phase_label(phase.phase))
        self.feeling.show_text(phase.feeling)
        self.text.show_text(phase.text)
        self.types.show_types(phase.types)

    def _toggle(self, code: str) -> None:
        phase = self._phase
        if phase is None:
            return
        kept = tuple(one for one in phase.types if one != code)
        self._take(types=kept if code in phase.types else (*phase.types, code))

    def _take(self, **values: Any) -> None:
        phase = self._phase
        if phase is None or all(getattr(phase, name) == value for name, value in values.items()):
            return
        self._changed(replace(phase, origin="own", **values))


class TypeTicks(QWidget):
    """The types of content, to tick."""

    def __init__(self) -> None:
        super().__init__()
        self.toggled: Callable[[str], None] = lambda _code: None
        self.boxes: dict[str, QCheckBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(16)
        for code in CONTENT_TYPES:
            self._make(code)

    def show_types(self, types: tuple[str, ...]) -> None:
        """Tick some types; one nobody knows is shown by its code."""
        for code in types:
            if code not in self.boxes:
                self._make(code)
        for code, box in self.boxes.items():
            box.setChecked(code in types)
            box.setVisible(code in CONTENT_TYPES or code in types)

    def _make(self, code: str) -> None:
        box = QCheckBox(content_type_label(code))
        # Only a person's click counts: what is shown changes nothing.
        box.clicked.connect(lambda: self.toggled(code))
        place = len(self.boxes)
        self._grid.addWidget(box, place // COLUMNS, place % COLUMNS)
        self.boxes[code] = box


class ScenariosCard(PartCard):
    """Ordered steps from one content to the next."""

    def __init__(self) -> None:
        super().__init__(_("Scenarios"))
        self.nothing = Label(_("No scenario is written yet."), "secondary", wrap=True)
        self.column = LineColumn(lambda: ScenarioLine(self._take, self._remove, self._move))
        self.add = QPushButton(_("Add a scenario"))
        self.add.clicked.connect(lambda: self._add())
        self.find_card = find_button(lambda: None)
        for widget in (self.nothing, self.column):
            self.card.body.addWidget(widget)
        self.card.body.addLayout(row(self.add, self.find_card, 1))

    @property
    def lines(self) -> "dict[str, ScenarioLine]":
        """Return the lines by the ids of their scenarios."""
        return self.column.lines

    def show_part(self, book: "Book") -> None:
        """Show the scenarios."""
        found = book.scenarios
        self.nothing.setVisible(not found)
        self.column.show_ids([scenario.id for scenario in found])
        for place, scenario in enumerate(found):
            others = [other.name for other in found if other.id != scenario.id]
            self.lines[scenario.id].show_scenario(scenario, others)
            self.lines[scenario.id].tools.show_place(place, len(found))

    def _take(self, scenario: Scenario) -> None:
        if self.book is not None:
            self.change(scenarios=put(self.book.scenarios, scenario))

    def _remove(self, scenario_id: str) -> None:
        if self.book is not None:
            self.change(scenarios=without(self.book.scenarios, scenario_id))

    def _move(self, scenario_id: str, step: int) -> None:
        if self.book is not None:
            self.change(scenarios=shifted(self.book.scenarios, scenario_id, step))

    def _add(self) -> None:
        if self.book is None:
            return
        found = self.book.scenarios
        name = free_name(_("New scenario"), [one.name for one in found])
        new = Scenario(fresh_id("scenario", found), name, (), "own")
        self.change(scenarios=(*found, new))
        self.lines[new.id].open()
        self.lines[new.id].name.focus()

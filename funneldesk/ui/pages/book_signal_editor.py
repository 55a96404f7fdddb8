"""Everything a signal of the score holds, as slots under its sentence; folded until somebody opens it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from funneldesk.domain.book.book import COMPONENTS, Signal
from funneldesk.domain.book.condition_tests import KINDS as TEST_KINDS
from funneldesk.domain.book.conditions import ActivityMatch, Condition
from funneldesk.domain.book.sentences import signal_sentence
from funneldesk.domain.book.signal_lines import SIGNAL_KINDS, SignalKind, kind_of, with_kind
from funneldesk.domain.fields import OWN_PREFIX, PHASES
from funneldesk.domain.formats import sentences
from funneldesk.domain.scoring.present import Offer, Present, not_offered
from funneldesk.domain.words import (
    activity_label,
    component_label,
    content_type_label,
    field_words,
    heading,
    origin_label,
    phase_label,
)
from funneldesk.i18n import N_, _
from funneldesk.ui.page import row
from funneldesk.ui.pages.book_condition import VocabularyReader
from funneldesk.ui.pages.book_signal_bands import BandSlots
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.condition_editor import ConditionEditor
from funneldesk.ui.widgets.fields import TextField
from funneldesk.ui.widgets.folding import Folded
from funneldesk.ui.widgets.several import Several
from funneldesk.ui.widgets.text import Label
from funneldesk.ui.widgets.typed_numbers import (
    MisreadNumberError,
    number_in_field,
    number_text,
    whole_in_field,
)

if TYPE_CHECKING:
    from funneldesk.operations.condition_people import Vocabulary

KINDS: dict[SignalKind, str] = {
    "counts": N_("counts activities"),
    "test": N_("asks about the lead"),
    "bands": N_("takes a number by bands"),
}
#: A score cannot ask about itself.
TESTS = tuple(kind for kind in TEST_KINDS if kind != "score")
ORIGINS = ("article", "example", "own")
NUMBER_WIDTH, LABEL_WIDTH = 72, 78
_TOP = Qt.AlignmentFlag.AlignTop
#: What an activity signal narrows down rarely.
_FINER = ("contents", "phases", "themes")


class SignalDesk(Protocol):
    """What an editor asks of the tab it stands in."""

    vocabulary: VocabularyReader

    def take(self, signal: Signal) -> tuple[str, ...]:
        """Take a changed signal into the draft; what is wrong with it is returned, and then it is not taken."""

    def ask_present(self, show: "Callable[[Present, dict[str, Any]], None]") -> None:
        """Find in the background what there is to offer, and what a signal of another kind starts from."""

    def move_signal(self, signal_id: str, *, up: bool) -> None:
        """Move a signal among those of its component."""

    def copy_signal(self, signal_id: str) -> None:
        """Put a copy behind a signal, and open it."""

    def remove_signal(self, signal_id: str) -> None:
        """Take a signal out of the draft."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Whether a signal is the first, or the last, of its component."""

    first: bool
    last: bool


class SignalEditor(QWidget):
    """Edits one signal; every change is handed on at once, and what is wrong is said at its field."""

    def __init__(self, desk: SignalDesk) -> None:
        super().__init__()
        self._desk = desk
        self._signal: Signal | None = None
        self._rows: dict[str, list[QWidget]] = {}
        self.sentence = Label("", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 0, 10)
        whole.setSpacing(8)
        whole.addWidget(self.sentence)
        whole.addLayout(self._grid)
        self._add_what_all_have()
        self._add_counting()
        self._add_test(desk.vocabulary)
        self._add_banded()
        self._add_ends()
        whole.addLayout(row(self.up, self.down, self.copy, self.remove, 1, spacing=6))

    def _add_what_all_have(self) -> None:
        self.name = CheckedLine(_("Name of the signal"))
        self.name.committed.connect(lambda text: self._commit(self.name, "name", text))
        self.component = Choice(narrow=True)
        self.component.setAccessibleName(_("Component"))
        self.component.offer((code, component_label(code)) for code in COMPONENTS)
        self.component.chosen.connect(lambda code: self._offer_change(component=code))
        self.kind = Choice(narrow=True)
        self.kind.setAccessibleName(_("How it finds its points"))
        self.kind.offer((code, _(KINDS[code])) for code in SIGNAL_KINDS)
        self.kind.chosen.connect(self._change_kind)
        self._add("", _("Signal name"), self.name)
        self._add("", _("Component"), self.component)
        self._add("", heading(_("kind")), self.kind)

    def _add_counting(self) -> None:
        self.lists: dict[str, Several] = {
            "kinds": Several(_("Activities"), _("of any kind"), activity_label),
            "types": Several(_("Content types"), _("any content"), content_type_label),
            "contents": Several(_("Only these contents"), _("any content"), own=True),
            "phases": Several(_("Only these phases"), _("any phase"), phase_label),
            "themes": Several(_("Only these themes"), _("any theme"), own=True),
        }
        self.finer = Folded(_("Only certain contents"))
        self.finer.body.setSpacing(4)
        for name, field in self.lists.items():
            field.changed.connect(lambda values, name=name: self._change_match(name, values))
            field.wanted.connect(self._ask_present)
            if name in _FINER:
                self.finer.body.addWidget(Label(field.button.accessibleName(), "field"))
                self.finer.body.addWidget(field)
            else:
                self._add("counts", field.button.accessibleName(), field)
        self._add("counts", "", self.finer)
        self.look_back = self._number(
            "window_days", heading(_("window (days)")), _("no limit"), whole_in_field
        )
        self.half_life = self._number(
            "half_life_days", heading(_("half-life (days)")), _("none"), number_in_field
        )
        self.cap = self._number("cap", _("Cap (points)"), _("none"), number_in_field)

    def _number(self, field: str, name: str, empty: str, read: Callable[[str], float | None]) -> CheckedLine:
        line = CheckedLine(name, width=NUMBER_WIDTH, empty=empty)
        line.committed.connect(lambda text: self._commit_number(line, field, text, read))
        self._add("counts", name, line)
        return line

    def _add_test(self, vocabulary: VocabularyReader) -> None:
        self.test = ConditionEditor(
            empty=_("A signal needs a condition."), kinds=TESTS, values_of=vocabulary.values_of
        )
        self.test.changed.connect(self._take_test)
        self.test_fault = Label("", "secondary", wrap=True, tone="red")
        vocabulary.offered.connect(self._offer_vocabulary)
        if vocabulary.vocabulary is not None:
            self._offer_vocabulary(vocabulary.vocabulary)
        for widget in (Label(heading(_("condition")), "field"), self.test, self.test_fault):
            # Its slots need all the room there is.
            self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)
            self._rows.setdefault("test", []).append(widget)

    def _offer_vocabulary(self, vocabulary: "Vocabulary") -> None:
        self.test.offer(vocabulary, 0)

    def _take_test(self, condition: "Condition | None") -> None:
        """Take another condition; without one the signal stays as it was until there is one again."""
        problems = () if condition is None else self._offer_change(test=condition)
        self._say_fault(problems)

    def _say_fault(self, problems: tuple[str, ...]) -> None:
        self.test_fault.setText(sentences(*problems))
        self.test_fault.setVisible(bool(problems))

    def _add_banded(self) -> None:
        self.number_fields = Several(_("Number taken from"), _("choose a field"), _field, own=True)
        self.number_fields.changed.connect(self._change_fields)
        self.number_fields.wanted.connect(self._ask_present)
        self.bands = BandSlots(self._desk.take)
        self._add("bands", _("Number from"), self.number_fields)
        self._add("bands", _("Bands"), self.bands)

    def _add_ends(self) -> None:
        self.why = TextField(_("Why"))
        self.why.committed.connect(lambda text: self._offer_change(why=text))
        self.origin = Choice(narrow=True)
        self.origin.setAccessibleName(_("Origin"))
        self.origin.offer((code, origin_label(code)) for code in ORIGINS)
        self.origin.chosen.connect(lambda code: self._offer_change(origin=code))
        self._add("", _("Why"), self.why)
        self._add("", _("Origin"), self.origin)
        self.up = _button("↑", _("Move up"), lambda: self._move(up=True))
        self.down = _button("↓", _("Move down"), lambda: self._move(up=False))
        self.copy = _button(_("Copy"), _("Put a copy below"), lambda: self._ask(self._desk.copy_signal))
        self.remove = _button(
            _("Remove"), _("Take this signal out of the draft"), lambda: self._ask(self._desk.remove_signal)
        )

    def _add(self, kind: str, name: str, widget: QWidget) -> None:
        """Add a line that is seen for signals of `kind`; "" is all of them."""
        line = self._grid.rowCount()
        label = Label(name, "field", wrap=True)
        label.setFixedWidth(LABEL_WIDTH)
        label.setContentsMargins(0, 6, 0, 0)
        self._grid.addWidget(label, line, 0)
        self._grid.setAlignment(label, _TOP)
        self._grid.addWidget(widget, line, 1)
        self._rows.setdefault(kind, []).extend((label, widget))

    def hold(self, signal: Signal) -> None:
        """Take a signal to change from now on, without showing it yet."""
        self._signal = signal

    def show_signal(self, signal: Signal, ends: Ends) -> None:
        """Show a signal as the draft has it."""
        self._signal = signal
        kind = kind_of(signal)
        self.sentence.setText(signal_sentence(signal))
        for of, widgets in self._rows.items():
            for widget in widgets:
                widget.setVisible(of in ("", kind))
        self.name.show_text(signal.name)
        self.component.set_value(signal.component)
        self.kind.set_value(kind)
        self.why.show_text(signal.why)
        self.origin.set_value(signal.origin)
        self.up.setEnabled(not ends.first)
        self.down.setEnabled(not ends.last)
        if signal.counts is not None:
            self._show_counting(signal, signal.counts)
        elif signal.test is not None:
            self.test.show_condition(signal.test)
            self._say_fault(())
        else:
            self.number_fields.show_values(signal.band_fields)
            self.bands.show_signal(signal)

    def _show_counting(self, signal: Signal, match: ActivityMatch) -> None:
        for name, field in self.lists.items():
            field.show_values(getattr(match, name))
        if any(getattr(match, name) for name in _FINER):
            self.finer.button.setChecked(True)
        self.look_back.show_text(number_text(signal.window_days))
        self.half_life.show_text(number_text(signal.half_life_days))
        # Taking the half-life away is what makes a signal below zero one that can be agreed on.
        self.half_life.line.setEnabled(signal.points >= 0 or signal.half_life_days is not None)
        self.cap.show_text(number_text(signal.cap))

    def offer_present(self, present: Present) -> None:
        """Offer what is really there, most frequent first."""
        for name, field in self.lists.items():
            offers: tuple[Offer, ...] = getattr(present, name)
            if name == "phases":
                offers = (*offers, *not_offered(PHASES, offers))
            field.offer(offers)
        self.number_fields.exact = False
        self.number_fields.offer(Offer(name, 0) for name in present.fields)

    def open(self) -> None:
        """Begin with the name."""
        self.name.focus()

    def _ask_present(self) -> None:
        def show(present: Present, _first: dict[str, Any]) -> None:
            if isValid(self):
                self.offer_present(present)

        self._desk.ask_present(show)

    def _change_kind(self, kind: SignalKind) -> None:
        """Change how the signal finds its points; what it starts from is found first."""

        def change(_present: Present, first: dict[str, Any]) -> None:
            signal = self._signal
            if isValid(self) and signal is not None and kind != kind_of(signal):
                self._take(replace(with_kind(signal, kind, first), origin="own"))

        self._desk.ask_present(change)

    def _change_match(self, name: str, values: tuple[str, ...]) -> None:
        signal = self._signal
        if signal is not None and signal.counts is not None:
            self._offer_change(counts=replace(signal.counts, **{name: values}))

    def _change_fields(self, fields: tuple[str, ...]) -> None:
        self._offer_change(band_fields=fields)

    def _commit(self, line: CheckedLine, field: str, value: object) -> None:
        line.refuse(sentences(*self._offer_change(**{field: value})))
        if self._signal is not None and getattr(self._signal, field) == value:
            line.refuse("")

    def _commit_number(
        self, line: CheckedLine, field: str, text: str, read: Callable[[str], float | None]
    ) -> None:
        try:
            value = read(text)
        except MisreadNumberError as error:
            line.refuse(str(error))
            return
        signal = self._signal
        if signal is not None and getattr(signal, field) == value:
            line.refuse("")
            line.show_text("")
            line.show_text(number_text(value))
            return
        self._commit(line, field, value)

    def _offer_change(self, **values: Any) -> tuple[str, ...]:
        signal = self._signal
        if signal is None or all(getattr(signal, name) == value for name, value in values.items()):
            return ()
        origin = values.get("origin", "own")
        return self._take(replace(signal, **{**values, "origin": origin}))

    def _take(self, signal: Signal) -> tuple[str, ...]:
        return self._desk.take(signal)

    def _move(self, *, up: bool) -> None:
        if self._signal is not None:
            self._desk.move_signal(self._signal.id, up=up)

    def _ask(self, what: Callable[[str], None]) -> None:
        if self._signal is not None:
            what(self._signal.id)


def _field(name: str) -> str:
    """Return a field in words; an own one as its list writes it."""
    return field_words(name) if name.startswith(OWN_PREFIX) else heading(field_words(name))


def _button(text: str, name: str, slot: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.clicked.connect(lambda: slot())
    return button

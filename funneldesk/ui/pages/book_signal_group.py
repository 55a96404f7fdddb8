"""A component of the score in the tab: its floor and cap, its signals, and what can be added to them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.book.book import Component, Signal
from funneldesk.domain.book.sentences import signal_sentence
from funneldesk.domain.book.signal_lines import SIGNAL_KINDS, SignalKind, first_signal
from funneldesk.domain.formats import sentences
from funneldesk.domain.scoring.present import Present
from funneldesk.domain.words import component_label
from funneldesk.i18n import N_, _
from funneldesk.ui.page import row
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.text import Label
from funneldesk.ui.widgets.typed_numbers import MisreadNumberError, number_in_field, number_text

ENDS_WIDTH = 56
ADD: dict[SignalKind, str] = {
    "counts": N_("Count an activity"),
    "test": N_("Ask about the lead"),
    "bands": N_("Take a number by bands"),
}

#: Finds in the background what there is to offer and what a new signal starts from.
AskPresent = Callable[[Callable[[Present, dict[str, Any]], None]], None]


class SignalGroup(QWidget):
    """The signals of one component under its name, floor and cap."""

    def __init__(
        self,
        component: Component,
        take: Callable[[Component], tuple[str, ...]],
        add: Callable[[Signal], None],
        ask_present: AskPresent,
    ) -> None:
        super().__init__()
        self._component, self._take = component, take
        name = component_label(component.id)
        self.floor = CheckedLine(_("Floor of %(component)s") % {"component": name}, width=ENDS_WIDTH)
        self.cap = CheckedLine(_("Cap of %(component)s") % {"component": name}, width=ENDS_WIDTH)
        self.floor.committed.connect(lambda text: self._commit("floor", text))
        self.cap.committed.connect(lambda text: self._commit("cap", text))
        self.fault = Label("", "secondary", wrap=True, tone="red")
        self.fault.hide()
        head = QHBoxLayout()
        head.setContentsMargins(0, 10, 0, 2)
        head.setSpacing(6)
        head.addWidget(Label(name, "heading"), 1)
        for widget in (Label(_("Floor"), "field"), self.floor, Label(_("Cap"), "field"), self.cap):
            head.addWidget(widget)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(6)
        self.adding = AddSignal(component.id, add, ask_present)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addWidget(self.fault)
        whole.addLayout(self.rows)
        whole.addWidget(self.adding)

    def show_component(self, component: Component) -> None:
        """Show the floor and cap of a book."""
        self._component = component
        self.floor.show_text(number_text(component.floor))
        self.cap.show_text(number_text(component.cap))
        self._refuse("")

    def _commit(self, end: str, text: str) -> None:
        try:
            value = number_in_field(text, needed=True)
        except MisreadNumberError as error:
            self._refuse(str(error))
            return
        if value == getattr(self._component, end):
            self.show_component(self._component)
            return
        changed: dict[str, Any] = {end: value}
        self._refuse(sentences(*self._take(replace(self._component, **changed))))

    def _refuse(self, message: str) -> None:
        """Say it under the whole line: there is no room under one of its numbers."""
        self.fault.setText(message)
        self.fault.setVisible(bool(message))


class AddSignal(QWidget):
    """A button, and below it when pressed the three kinds of signal, each with the sentence it would begin as."""

    def __init__(self, component: str, add: Callable[[Signal], None], ask_present: AskPresent) -> None:
        super().__init__()
        self._component, self._add_signal, self._ask_present = component, add, ask_present
        self._first: Mapping[str, Any] | None = None
        self.button = QPushButton(_("Add a signal"))
        self.button.setProperty("link", "true")
        self.button.setCheckable(True)
        where = {"component": component_label(component)}
        self.button.setAccessibleName(_("Add a signal to %(component)s") % where)
        self.button.toggled.connect(self._toggle)
        self.kinds: dict[SignalKind, QPushButton] = {}
        self.sentences: dict[SignalKind, Label] = {}
        self.panel = QWidget()
        inside = QVBoxLayout(self.panel)
        inside.setContentsMargins(12, 0, 0, 8)
        inside.setSpacing(4)
        for kind in _order(component):
            button = QPushButton(_(ADD[kind]))
            button.clicked.connect(lambda _checked=False, kind=kind: self._add(kind))
            self.kinds[kind], self.sentences[kind] = button, Label("", "secondary", wrap=True)
            inside.addLayout(row(button, 1))
            inside.addWidget(self.sentences[kind])
        self.panel.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(row(self.button, 1))
        whole.addWidget(self.panel)

    def _toggle(self, is_open: bool) -> None:
        if is_open:
            self._ask_present(self._show)
        else:
            self.panel.hide()

    def _show(self, _present: Present, first: dict[str, Any]) -> None:
        if not self.button.isChecked():
            return
        self._first = first
        for kind, label in self.sentences.items():
            label.setText(signal_sentence(first_signal(kind, self._component, first)))
        self.panel.show()
        next(iter(self.kinds.values())).setFocus()

    def _add(self, kind: SignalKind) -> None:
        first = self._first
        if first is not None:
            self.button.setChecked(False)
            self._add_signal(first_signal(kind, self._component, first))


def _order(component: str) -> tuple[SignalKind, ...]:
    """Return the kinds with that first which signals of the component mostly are."""
    first: SignalKind = "test" if component == "attribute" else "counts"
    return (first, *(kind for kind in SIGNAL_KINDS if kind != first))

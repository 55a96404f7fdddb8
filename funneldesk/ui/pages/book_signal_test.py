"""The condition of a signal as slots: field, comparison, values, for each test; all of them, or any."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from funneldesk.domain.book.condition_forms import plain_form
from funneldesk.domain.book.condition_parsing import condition_from_words
from funneldesk.domain.book.conditions import All, Any_, Attribute, AttributeOperator, Condition
from funneldesk.domain.book.phrases import MisreadError
from funneldesk.domain.book.sentences import condition_sentence
from funneldesk.domain.scoring.present import Offer
from funneldesk.domain.words import field_label, value_label
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.condition_words import OPERATOR_WORDS
from funneldesk.ui.widgets.fields import TextField
from funneldesk.ui.widgets.frames import Hairline
from funneldesk.ui.widgets.several import Several
from funneldesk.ui.widgets.text import Label
from funneldesk.ui.widgets.typed_numbers import MisreadNumberError, number_in_field, number_text

#: These tests among those of `OPERATOR_WORDS`.
OF_LEAD = "attribute"
OPERATORS: tuple[AttributeOperator, ...] = (
    "is", "is_not", "contains", "contains_not", "at_least", "at_most", "filled", "empty",
)  # fmt: skip
_NUMBERS, _ALONE = ("at_least", "at_most"), ("filled", "empty")
NUMBER_WIDTH = 88

#: Finds the values of a field in the background: (field, what takes them).
ValuesOf = Callable[[str, Callable[[tuple[Offer, ...]], None]], None]


class ConditionSlots(QWidget):
    """Edits a condition; `take` gets the changed one and returns what is wrong with it."""

    #: The fields to offer are wanted.
    wanted = Signal()

    def __init__(self, take: Callable[[Condition], tuple[str, ...]], values_of: ValuesOf) -> None:
        super().__init__()
        self._take, self._values_of = take, values_of
        self._condition: Condition = All(())
        self._fields: tuple[str, ...] = ()
        self.tests: list[AttributeLine | SentenceLine] = []
        self.joined = Choice([("all", _("All of these hold")), ("any", _("Any of these holds"))])
        self.joined.setAccessibleName(_("All or any"))
        self.joined.chosen.connect(lambda how: self._hand_on(self._parts, every=how == "all"))
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.add = QPushButton(_("Add a condition"))
        self.add.setProperty("link", "true")
        self.add.clicked.connect(lambda: self._add())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.joined)
        whole.addLayout(self._list)
        whole.addLayout(row(self.add, 1))

    @property
    def _parts(self) -> tuple[Condition, ...]:
        plain = plain_form(self._condition)
        return plain.parts if isinstance(plain, (All, Any_)) else (plain,)

    def offer_fields(self, fields: tuple[str, ...]) -> None:
        """Offer other fields than before."""
        self._fields = fields
        self.show_condition(self._condition)

    def show_condition(self, condition: Condition) -> None:
        """Show a condition; lines that stay of the same shape keep their place and what is open in them."""
        self._condition = condition
        parts = self._parts
        self.joined.setVisible(len(parts) > 1)
        self.joined.set_value("any" if isinstance(plain_form(condition), Any_) else "all")
        for place, part in enumerate(parts):
            wanted: type[AttributeLine | SentenceLine]
            wanted = AttributeLine if isinstance(part, Attribute) else SentenceLine
            if place < len(self.tests) and not isinstance(self.tests[place], wanted):
                self._drop(place)
            if place >= len(self.tests) or not isinstance(self.tests[place], wanted):
                line = wanted(self)
                self.tests.insert(place, line)
                self._list.insertWidget(place, line)
                line.show()
            self.tests[place].show_part(place, part, alone=len(parts) == 1)
        while len(self.tests) > len(parts):
            self._drop(len(self.tests) - 1)

    def _drop(self, place: int) -> None:
        line = self.tests.pop(place)
        self._list.removeWidget(line)
        line.deleteLater()

    def change(self, place: int, part: Condition) -> tuple[str, ...]:
        """Put another test in one place; returns what is wrong with it."""
        parts = self._parts
        return self._hand_on((*parts[:place], part, *parts[place + 1 :]))

    def remove(self, place: int) -> None:
        """Take one test away."""
        parts = self._parts
        self._hand_on((*parts[:place], *parts[place + 1 :]))
        self.add.setFocus()

    def values_of(self, line: QWidget, field: str, show: Callable[[tuple[Offer, ...]], None]) -> None:
        """Find what leads have in a field, for a line that may be gone when the answer comes."""
        self._values_of(field, lambda offers: show(offers) if isValid(line) else None)

    def fields_with(self, field: str) -> tuple[str, ...]:
        """Return the fields to offer, `field` among them even where the store has none of it."""
        known = self._fields or (field,)
        return known if field in known else (field, *known)

    def _add(self) -> None:
        self.wanted.emit()
        fields = [field for field in self._fields if not self._asks(field)]
        field = fields[0] if fields else "industry"
        if not self._hand_on((*self._parts, Attribute(field, "filled"))):
            line = self.tests[-1]
            line.field.setFocus() if isinstance(line, AttributeLine) else line.setFocus()

    def _asks(self, field: str) -> bool:
        return any(isinstance(part, Attribute) and part.field == field for part in self._parts)

    def _hand_on(self, parts: tuple[Condition, ...], *, every: bool | None = None) -> tuple[str, ...]:
        if every is None:
            every = not isinstance(plain_form(self._condition), Any_)
        condition = parts[0] if len(parts) == 1 else (All(parts) if every else Any_(parts))
        return () if condition == self._condition else self._take(condition)


class AttributeLine(QWidget):
    """One test of a field of the lead."""

    def __init__(self, slots: ConditionSlots) -> None:
        super().__init__()
        self._slots, self._place = slots, 0
        self._test = Attribute("", "filled")
        self.field, self.operator = Choice(narrow=True), Choice(narrow=True)
        self.field.setAccessibleName(_("Field"))
        self.operator.setAccessibleName(_("Comparison"))
        self.operator.offer((code, _(OPERATOR_WORDS[OF_LEAD, code])) for code in OPERATORS)
        self.field.chosen.connect(self._take_field)
        self.operator.chosen.connect(self._take_operator)
        self.values = Several(_("Chosen values"), _("choose values"), self._say, own=True)
        self.values.changed.connect(lambda values: self._take(values=values))
        self.values.wanted.connect(lambda: slots.values_of(self, self._test.field, self._offer))
        self.number = CheckedLine(_("Number"), width=NUMBER_WIDTH)
        self.number.committed.connect(self._take_number)
        self.fault = Label("", "secondary", wrap=True, tone="red")
        self.fault.hide()
        self.remove = _remove_button(lambda: slots.remove(self._place))
        across = QHBoxLayout()
        across.setSpacing(6)
        across.addWidget(self.field, 1)
        across.addWidget(self.operator, 1)
        across.addWidget(self.remove)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(across)
        for widget in (self.values, self.number, self.fault, Hairline()):
            whole.addWidget(widget)

    def show_part(self, place: int, test: Condition, *, alone: bool) -> None:
        """Show a test; the only one cannot be removed."""
        if not isinstance(test, Attribute):
            return
        other_field = test.field != self._test.field
        self._place, self._test = place, test
        self.remove.setVisible(not alone)
        self.field.offer((name, field_label(name)) for name in self._slots.fields_with(test.field))
        self.field.set_value(test.field)
        self.operator.set_value(test.operator)
        self.number.setVisible(test.operator in _NUMBERS)
        self.values.setVisible(test.operator not in (*_NUMBERS, *_ALONE))
        self.number.show_text(test.values[0] if test.operator in _NUMBERS and test.values else "")
        self.values.exact = not test.operator.startswith("contains")
        self.values.show_values(test.values if test.operator not in _NUMBERS else ())
        if other_field:
            self.values.offer(())
            if self.values.button.isChecked():
                self._slots.values_of(self, test.field, self._offer)
        self._refuse(())

    def _say(self, value: str) -> str:
        return value_label(self._test.field, value)

    def _offer(self, offers: tuple[Offer, ...]) -> None:
        self.values.offer(offers)

    def _take_field(self, field: str) -> None:
        """Ask about another field: values of one field say nothing of another."""
        self._slots.wanted.emit()

        def show(offers: tuple[Offer, ...]) -> None:
            first = (offers[0].value,) if offers else ()
            operator = self._test.operator
            if operator in _NUMBERS:
                values: tuple[str, ...] = self._test.values
            elif operator in _ALONE or first:
                values = () if operator in _ALONE else first
            else:
                operator, values = "filled", ()
            self._take(field=field, operator=operator, values=values)

        self._slots.values_of(self, field, show)

    def _take_operator(self, operator: AttributeOperator) -> None:
        values = self._test.values
        if operator in _ALONE:
            self._take(operator=operator, values=())
        elif operator in _NUMBERS:
            was_number = self._test.operator in _NUMBERS
            self._take(operator=operator, values=values if was_number else ("1",))
        elif values and self._test.operator not in _NUMBERS:
            self._take(operator=operator)
        else:
            field = self._test.field

            def show(offers: tuple[Offer, ...]) -> None:
                first = offers[0].value if offers else field_label(field)
                self._take(operator=operator, values=(first,))

            self._slots.values_of(self, field, show)

    def _take_number(self, text: str) -> None:
        try:
            number = number_in_field(text, needed=True)
        except MisreadNumberError as error:
            self.number.refuse(str(error))
            return
        self._take(values=(number_text(number),))

    def _take(self, **values: object) -> None:
        self._refuse(self._slots.change(self._place, replace(self._test, **values)))  # type: ignore[arg-type]

    def _refuse(self, problems: tuple[str, ...]) -> None:
        self.fault.setText(" ".join(problems))
        self.fault.setVisible(bool(problems))


class SentenceLine(QWidget):
    """A test of another kind, written as its sentence and read back."""

    def __init__(self, slots: ConditionSlots) -> None:
        super().__init__()
        self._slots, self._place = slots, 0
        self._part: Condition = All(())
        self.text = TextField(_("Condition in words"))
        self.text.committed.connect(self._read)
        self.fault = Label("", "secondary", wrap=True, tone="red")
        self.fault.hide()
        self.remove = _remove_button(lambda: slots.remove(self._place))
        across = QHBoxLayout()
        across.addWidget(self.text, 1)
        across.addWidget(self.remove)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(across)
        whole.addWidget(self.fault)

    def show_part(self, place: int, part: Condition, *, alone: bool) -> None:
        """Show a test; the only one cannot be removed."""
        refused = bool(self.fault.text()) and part == self._part
        self._place, self._part = place, part
        self.remove.setVisible(not alone)
        if not refused:
            self.text.show_text(condition_sentence(part))
            self._refuse("")

    def _read(self, text: str) -> None:
        try:
            part = condition_from_words(text)
        except MisreadError as error:
            self._refuse(_("Not understood. Write %(expected)s.") % {"expected": error.expected})
            return
        if part == plain_form(self._part):
            self._refuse("")
            self.text.show_text(condition_sentence(self._part))
            return
        self._refuse(" ".join(self._slots.change(self._place, part)))

    def _refuse(self, message: str) -> None:
        self.fault.setText(message)
        self.fault.setVisible(bool(message))


def _remove_button(remove: Callable[[], None]) -> QPushButton:
    button = QPushButton("×")
    button.setProperty("link", "true")
    button.setAccessibleName(_("Remove this condition"))
    button.setToolTip(_("Remove this condition"))
    button.clicked.connect(lambda: remove())
    return button

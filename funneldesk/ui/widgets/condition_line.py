"""One test of a condition as a sentence with slots."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from funneldesk.domain.book.book import COMPONENTS
from funneldesk.domain.book.clauses import number_in_words
from funneldesk.domain.book.condition_tests import (
    WITH_NUMBER,
    WITHOUT_VALUES,
    TakenApart,
    is_whole,
    new_test,
    offered,
    put_together,
    taken_apart,
)
from funneldesk.domain.book.conditions import (
    Activity,
    ActivityMatch,
    Attribute,
    Condition,
    DaysSince,
    Score,
)
from funneldesk.domain.fields import ACTIVITY_KINDS, CONTENT_TYPES, PHASES
from funneldesk.domain.lists.numerals import number_in
from funneldesk.domain.words import (
    activity_label,
    component_label,
    content_type_label,
    field_label,
    phase_label,
    value_codes,
    value_label,
)
from funneldesk.i18n import _
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.condition_offers import Offers
from funneldesk.ui.widgets.condition_words import KIND_WORDS, OPERATOR_WORDS
from funneldesk.ui.widgets.fields import DecimalBox, WholeBox
from funneldesk.ui.widgets.slots import level_with_fields, slotted
from funneldesk.ui.widgets.text import Label
from funneldesk.ui.widgets.values_field import ValuesField

MOST = 9999
BOX_WIDTH = 84
DEFAULT_DAYS = 90
#: A number of more digits is a slip of the hand.
MOST_DIGITS = 15


class TestLine(QWidget):
    """Edits one test; `changed` follows every change, also one that leaves the line unfinished."""

    changed = Signal()
    removed = Signal()
    __test__ = False  # no test of pytest's

    def __init__(self, offers: Offers) -> None:
        super().__init__()
        self._offers = offers
        self._apart = taken_apart(new_test("attribute"))
        #: What the line counts as: the last that was whole, None while a new one waits for its values.
        self._counts_as: Condition | None = None
        self._is_waiting = False
        self.slots: dict[str, QWidget] = {}
        self.kind = Choice()
        self.kind.setAccessibleName(_("Kind of condition"))
        self.kind.chosen.connect(self._choose_kind)
        self.remove = QPushButton(_("Remove"))
        self.remove.setProperty("link", "true")
        self.remove.clicked.connect(lambda: self.removed.emit())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        across = QHBoxLayout()
        across.setSpacing(8)
        # Where the slots take several rows, these stand beside the first.
        across.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignTop)
        self._place = QHBoxLayout()
        across.addLayout(self._place, 1)
        across.addLayout(level_with_fields(self.remove))
        whole.addLayout(across)
        self._below = QVBoxLayout()
        whole.addLayout(self._below)
        self.missing = Label("", "secondary", tone="amber", wrap=True)
        self.missing.hide()
        whole.addWidget(self.missing)
        self._holders: list[QWidget] = []

    def show_condition(self, condition: Condition) -> None:
        """Show a test in its plain form."""
        self._counts_as, self._is_waiting = condition, False
        self._apart = taken_apart(condition)
        self._build()

    def begin(self) -> None:
        """Let the line wait for its values: it is new."""
        self._counts_as, self._is_waiting = None, True
        self._show_missing()

    @property
    def condition(self) -> Condition | None:
        """Return the test the line asks for, as it was when it was last whole; None: it never was."""
        return self._counts_as

    def offer(self) -> None:
        """Offer in the slots what there is to offer now."""
        test = self._apart.test
        field = self.slots.get("field")
        if isinstance(field, Choice) and isinstance(test, Attribute):
            field.offer(self._fields(test))
            field.set_value(test.field)
            self._offer_values(test.field)
        for name, known in (
            ("contents", self._offers.vocabulary.contents), ("themes", self._offers.vocabulary.themes)
        ):  # fmt: skip
            slot = self.slots.get(name)
            if isinstance(slot, ValuesField):
                slot.offer([(one, one) for one in known])

    def focus_first(self) -> None:
        """Go to what a new line wants first."""
        wanted = self.slots.get("values") or self.slots.get("activities") or self.slots.get("points")
        (wanted or self.kind).setFocus()

    def _choose_kind(self, kind: Any) -> None:
        if kind != self._apart.kind:
            self._apart = taken_apart(new_test(kind, self._offers.points))
            self._build()
            self._settle()

    def _take(self, *, operator: str | None = None, **values: Any) -> None:
        kind, asked, test = self._apart
        self._apart = TakenApart(kind, operator or asked, replace(test, **values) if values else test)
        self._settle()

    def _settle(self) -> None:
        """Count as what the line says now, if it says something already."""
        self._is_waiting = not is_whole(self._apart)
        if not self._is_waiting:
            self._counts_as = put_together(self._apart.test, self._apart.operator)
        self._show_missing()
        self.changed.emit()

    def _show_missing(self) -> None:
        words = ""
        if self._is_waiting:
            numeric = self._apart.operator in WITH_NUMBER
            words = _("Enter a number") if numeric else _("Enter at least one value")
            if self._counts_as is None:
                words = _("%(wanted)s: until then this line does not count.") % {"wanted": words}
            else:
                words = _("%(wanted)s: until then this line counts as before.") % {"wanted": words}
        self.missing.setText(words)
        self.missing.setVisible(bool(words))

    def _build(self) -> None:
        """Make the slots of the test anew."""
        for old in self._holders:
            old.hide()
            old.deleteLater()
        kind, operator, test = self._apart
        kinds = dict.fromkeys([*self._offers.kinds, kind])
        self.kind.offer((one, _(KIND_WORDS[one])) for one in kinds)
        self.kind.set_value(kind)
        choices = [(code, _(OPERATOR_WORDS[kind, code])) for code in offered(kind, operator)]
        asked = Choice(choices)
        asked.set_value(operator)
        asked.setAccessibleName(_("How"))
        asked.chosen.connect(self._choose_operator)
        self.slots = {"operator": asked}
        below: QWidget | None = None
        if isinstance(test, Attribute):
            template = self._attribute_slots(test, operator)
        elif isinstance(test, Activity):
            template = self._activity_slots(test)
            below = self._narrowing(test.match)
        elif isinstance(test, DaysSince):
            template = self._quiet_slots(test)
            below = self._narrowing(test.match)
        elif isinstance(test, Score):
            template = self._score_slots(test)
        else:
            template = "%(operator)s"
        line = QWidget()
        line.setLayout(slotted(template, self.slots))
        self._place.addWidget(line)
        self._holders = [line]
        self._holders += [slot.in_full for slot in self.slots.values() if isinstance(slot, ValuesField)]
        self._holders += [below] if below is not None else []
        for held in self._holders[1:]:
            self._below.addWidget(held)
        self._show_missing()

    def _choose_operator(self, operator: Any) -> None:
        kind, before, test = self._apart
        if operator == before:
            return
        shape = [(one in WITH_NUMBER, one in WITHOUT_VALUES) for one in (before, operator)]
        if not isinstance(test, Attribute) or shape[0] == shape[1]:
            self._take(operator=operator)
            return
        kept = test.values
        if operator in WITH_NUMBER:
            kept = tuple(value for value in kept[:1] if number_in(value) is not None)
        elif operator in WITHOUT_VALUES:
            kept = ()
        self._apart = TakenApart(kind, operator, replace(test, values=kept))
        self._build()
        self._settle()
        self.slots["operator"].setFocus()

    def _attribute_slots(self, test: Attribute, operator: str) -> str:
        chosen = Choice(self._fields(test), narrow=True)
        chosen.setMinimumContentsLength(11)
        chosen.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        chosen.set_value(test.field)
        chosen.setAccessibleName(_("Field"))
        chosen.chosen.connect(self._choose_field)
        self.slots["field"] = chosen
        if operator in WITHOUT_VALUES:
            return _("%(field)s %(operator)s")
        if operator in WITH_NUMBER:
            number = QLineEdit(test.values[0] if test.values else "")
            number.setMaxLength(MOST_DIGITS)
            number.setFixedWidth(96)
            number.setAccessibleName(_("Number"))
            number.editingFinished.connect(lambda: self._take_number(number))
            self.slots["values"] = number
        else:
            values = ValuesField(_("Values of the field"), _("value, value, …"))
            values.show_values(test.values)
            values.committed.connect(lambda given: self._take(values=given))
            self.slots["values"] = values
            self._offer_values(test.field)
        return _("%(field)s %(operator)s %(values)s")

    def _fields(self, test: Attribute) -> list[tuple[str, str]]:
        names = dict.fromkeys([*self._offers.vocabulary.fields, test.field])
        return [(name, field_label(name)) for name in names]

    def _take_number(self, field: QLineEdit) -> None:
        # What was never typed stays as it came, whatever it is.
        if not field.isModified():
            return
        field.setModified(False)
        found = number_in(field.text())
        if found is not None:
            field.setText(f"{found:.0f}" if found == int(found) else f"{found:.10g}")
        self._take(values=() if found is None else (field.text(),))

    def _choose_field(self, name: Any) -> None:
        test = self._apart.test
        if isinstance(test, Attribute) and name != test.field:
            self._take(field=name)
            self._offer_values(name)

    def _offer_values(self, name: str) -> None:
        """Offer the known values of a field at once, those of the leads when they are found."""
        slot = self.slots.get("values")
        if not isinstance(slot, ValuesField):
            return
        codes = value_codes(name)

        def offer(found: tuple[str, ...]) -> None:
            test = self._apart.test if isValid(self) else None
            if isValid(slot) and isinstance(test, Attribute) and test.field == name:
                slot.offer([(value, value_label(name, value)) for value in dict.fromkeys([*codes, *found])])

        offer(())
        self._offers.values_of(name, offer)

    def _activity_slots(self, test: Activity) -> str:
        period = Choice([("ever", _("so far")), ("last", _("in the last"))])
        period.setAccessibleName(_("In which time"))
        period.set_value("ever" if test.within_days is None else "last")
        days = _box(_("Within how many days"), test.within_days or DEFAULT_DAYS, _(" days"))
        if test.within_days is None:
            days.hide()

        def take_period() -> None:
            within = None if period.value == "ever" else days.value()
            days.setVisible(within is not None)
            if within != getattr(self._apart.test, "within_days", None):
                self._take(within_days=within)

        period.chosen.connect(lambda _value: take_period())
        days.editingFinished.connect(take_period)
        count = _box(_("How many times"), test.at_least, _(" times"))
        count.editingFinished.connect(lambda: self._take_if("at_least", count.value()))
        self.slots |= {"period": period, "days": days, "count": count, "activities": self._kinds(test.match)}
        return _("%(period)s %(days)s %(activities)s %(operator)s %(count)s")

    def _quiet_slots(self, test: DaysSince) -> str:
        days = _box(_("How many days"), test.days, _(" days"))
        days.editingFinished.connect(lambda: self._take_if("days", days.value()))
        self.slots |= {"days": days, "activities": self._kinds(test.match)}
        return _("%(days)s %(operator)s since the last %(activities)s")

    def _score_slots(self, test: Score) -> str:
        parts = [*COMPONENTS, *({test.component} - {None, *COMPONENTS})]
        component = Choice([(None, field_label("score")), *((c, component_label(c or "")) for c in parts)])
        component.setCurrentIndex(0 if test.component is None else 1 + parts.index(test.component))
        component.setAccessibleName(_("Which score"))
        component.chosen.connect(lambda code: self._take_if("component", code))
        points = DecimalBox()
        points.setDecimals(
            0 if test.points == int(test.points) else len(number_in_words(test.points).partition(".")[2])
        )
        points.setRange(min(-MOST, test.points), max(MOST, test.points))
        points.setSuffix(_(" points"))
        points.setValue(test.points)
        points.setAccessibleName(_("Points"))
        points.editingFinished.connect(lambda: self._take_if("points", points.value()))
        self.slots |= {"component": component, "points": points}
        return _("%(component)s %(operator)s %(points)s")

    def _take_if(self, name: str, value: Any) -> None:
        if getattr(self._apart.test, name) != value:
            self._take(**{name: value})

    def _kinds(self, match: ActivityMatch) -> ValuesField:
        kinds = ValuesField(_("Activities"), _("any activity"))
        kinds.offer([(kind, activity_label(kind)) for kind in ACTIVITY_KINDS])
        kinds.show_values(match.kinds)
        kinds.committed.connect(lambda given: self._take_match(kinds=given))
        return kinds

    def _take_match(self, **given: Any) -> None:
        test = self._apart.test
        if isinstance(test, (Activity, DaysSince)):
            self._take(match=replace(test.match, **given))

    def _narrowing(self, match: ActivityMatch) -> QWidget:
        """Return the fields that say which contents, folded while none is used."""
        holder = QWidget()
        inside = QWidget(holder)
        column = QVBoxLayout(holder)
        column.setContentsMargins(24, 0, 0, 0)
        column.setSpacing(4)
        fold = QPushButton(_("Only certain contents"))
        fold.setProperty("link", "true")
        fold.setCheckable(True)
        fold.toggled.connect(inside.setVisible)
        across = QHBoxLayout()
        across.addWidget(fold)
        across.addStretch(1)
        column.addLayout(across)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(8)
        offers: list[tuple[str, str, list[tuple[str, str]]]] = [
            ("types", _("Type"), [(code, content_type_label(code)) for code in (*CONTENT_TYPES, "")]),
            ("phases", _("Phase"), [(code, phase_label(code)) for code in PHASES]),
            ("contents", _("Content"), [(one, one) for one in self._offers.vocabulary.contents]),
            ("themes", _("Themes"), [(one, one) for one in self._offers.vocabulary.themes]),
        ]
        for place, (name, title, offer) in enumerate(offers):
            slot = ValuesField(title)
            slot.offer(offer)
            slot.show_values(getattr(match, name))
            slot.committed.connect(self._taker(name))
            self.slots[name] = slot
            grid.addWidget(Label(title, "secondary"), place // 2, 2 * (place % 2))
            grid.addWidget(slot, place // 2, 2 * (place % 2) + 1)
        used = any(getattr(match, name) for name, _title, _offer in offers)
        fold.setChecked(used)
        inside.setVisible(used)
        column.addWidget(inside)
        self.slots["narrowing"] = fold
        return holder

    def _taker(self, name: str) -> Callable[[Any], None]:
        return lambda given: self._take_match(**{name: given})


def _box(name: str, value: int, suffix: str) -> WholeBox:
    box = WholeBox()
    box.setRange(min(1, value), max(MOST, value))
    box.setSuffix(suffix)
    box.setValue(value)
    box.setFixedWidth(BOX_WIDTH)
    box.setAccessibleName(name)
    return box

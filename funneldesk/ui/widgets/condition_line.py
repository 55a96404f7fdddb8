"""One test of a condition as a sentence with slots."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from funneldesk.domain.book.book import COMPONENTS
from funneldesk.domain.book.clauses import number_in_words
from funneldesk.domain.book.condition_tests import (
    WITH_NUMBER,
    WITHOUT_VALUES,
    TakenApart,
    TestKind,
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
from funneldesk.operations.condition_people import Vocabulary
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.condition_words import KIND_WORDS, OPERATOR_WORDS
from funneldesk.ui.widgets.fields import DecimalBox, WholeBox
from funneldesk.ui.widgets.slots import slotted
from funneldesk.ui.widgets.text import Label
from funneldesk.ui.widgets.values_field import ValuesField

MOST = 9999
BOX_WIDTH = 84
DEFAULT_DAYS = 90


class TestLine(QWidget):
    """Edits one test; `changed` follows every change, also one that leaves the line unfinished."""

    changed = Signal()
    removed = Signal()
    __test__ = False  # no test of pytest's

    def __init__(self, known: Vocabulary, points: float, kinds: tuple[TestKind, ...]) -> None:
        """`points`: what a new test of the score starts with; `kinds`: the tests that are offered."""
        super().__init__()
        self._kinds_offered = kinds
        self._known, self._points = known, points
        self._apart = taken_apart(new_test("attribute"))
        #: Shown as it came, values may be missing: nothing is taken from a book unasked.
        self._untouched: Condition | None = None
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
        across.addWidget(self.kind)
        self._place = QHBoxLayout()
        across.addLayout(self._place, 1)
        across.addWidget(self.remove)
        whole.addLayout(across)
        self._below = QVBoxLayout()
        whole.addLayout(self._below)
        self.missing = Label("", "secondary", tone="amber", wrap=True)
        self.missing.hide()
        whole.addWidget(self.missing)
        self._holders: list[QWidget] = []

    def show_condition(self, condition: Condition) -> None:
        """Show a test in its plain form."""
        self._untouched = condition
        self._apart = taken_apart(condition)
        self._build()

    def begin(self) -> None:
        """Let the line wait for its values: it is new."""
        self._untouched = None
        self._show_missing()

    @property
    def counts(self) -> bool:
        """Whether the line says something already."""
        return self.is_complete

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        if self._untouched is not None:
            return True
        kind, operator, test = self._apart
        if not isinstance(test, Attribute) or kind != "attribute" or operator in WITHOUT_VALUES:
            return True
        return any(test.values)

    @property
    def condition(self) -> Condition:
        """Return the test the line asks for."""
        return self._untouched or put_together(self._apart.test, self._apart.operator)

    def focus_first(self) -> None:
        """Go to what a new line wants first."""
        wanted = self.slots.get("values") or self.slots.get("activities") or self.slots.get("points")
        (wanted or self.kind).setFocus()

    def _choose_kind(self, kind: Any) -> None:
        if kind != self._apart.kind:
            self._untouched = None
            self._apart = taken_apart(new_test(kind, self._points))
            self._build()
            self.changed.emit()

    def _take(self, *, operator: str | None = None, **values: Any) -> None:
        kind, asked, test = self._apart
        self._untouched = None
        self._apart = TakenApart(kind, operator or asked, replace(test, **values) if values else test)
        self._show_missing()
        self.changed.emit()

    def _show_missing(self) -> None:
        self.missing.setText(
            "" if self.is_complete else _("Enter at least one value: until then this line does not count.")
        )
        self.missing.setVisible(not self.is_complete)

    def _build(self) -> None:
        """Make the slots of the test anew."""
        for old in self._holders:
            old.hide()
            old.deleteLater()
        kind, operator, test = self._apart
        kinds = dict.fromkeys([*self._kinds_offered, kind])
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
        if below is not None:
            self._below.addWidget(below)
            self._holders.append(below)
        self._show_missing()

    def _choose_operator(self, operator: Any) -> None:
        before = self._apart.operator
        if operator == before:
            return
        shape = [(one in WITH_NUMBER, one in WITHOUT_VALUES) for one in (before, operator)]
        if isinstance(self._apart.test, Attribute) and shape[0] != shape[1]:
            values = self._apart.test.values
            kept = () if operator in WITHOUT_VALUES else values[:1] if operator in WITH_NUMBER else values
            self._take(
                operator=operator,
                values=tuple(v for v in kept if operator not in WITH_NUMBER or _is_number(v)),
            )
            self._build()
            self.slots["operator"].setFocus()
            return
        self._take(operator=operator)

    def _attribute_slots(self, test: Attribute, operator: str) -> str:
        fields = dict.fromkeys([*self._known.values, test.field])
        chosen = Choice(((name, field_label(name)) for name in fields), narrow=True)
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
            number.setValidator(QDoubleValidator(number))
            number.setFixedWidth(96)
            number.setAccessibleName(_("Number"))
            number.editingFinished.connect(lambda: self._take_number(number))
            self.slots["values"] = number
        else:
            values = ValuesField(_("Values of the field"), _("value, value, …"))
            values.offer([(value, value_label(test.field, value)) for value in self._values_of(test.field)])
            values.show_values(test.values)
            values.committed.connect(lambda given: self._take(values=given))
            self.slots["values"] = values
        return _("%(field)s %(operator)s %(values)s")

    def _take_number(self, field: QLineEdit) -> None:
        # What was never typed stays as it came, whatever it is.
        if field.isModified():
            field.setModified(False)
            text = field.text().replace(",", "").strip()
            self._take(values=(text,) if text else ())

    def _choose_field(self, name: Any) -> None:
        test = self._apart.test
        if isinstance(test, Attribute) and name != test.field:
            self._take(field=name)
            values = self.slots.get("values")
            if isinstance(values, ValuesField):
                values.offer([(value, value_label(name, value)) for value in self._values_of(name)])

    def _values_of(self, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*value_codes(name), *self._known.values.get(name, ())]))

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
        component = Choice([(None, field_label("score")), *((c, component_label(c)) for c in COMPONENTS)])
        component.set_value(test.component)
        component.setCurrentIndex(0 if test.component is None else 1 + COMPONENTS.index(test.component))
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
            ("contents", _("Content"), [(name, name) for name in self._known.contents]),
            ("themes", _("Themes"), [(name, name) for name in self._known.themes]),
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


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", ""))
    except ValueError:
        return False
    return True

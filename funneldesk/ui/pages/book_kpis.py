"""定義書／KPI: the numbers both sides share, their bands and targets."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.book.book_checks import kpi_problems
from funneldesk.domain.book.book_edit import with_kpi
from funneldesk.domain.book.book_lines import free_name, moved, with_new_kpi, without
from funneldesk.domain.book.field_checks import text_fault
from funneldesk.domain.words import heading, side_label
from funneldesk.i18n import N_, _
from funneldesk.ui.page import row, scrolled
from funneldesk.ui.pages.book_part import LineTools, named_fields, show_choice
from funneldesk.ui.pages.book_stage_labels import MaturityCard
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import DecimalBox, TextField, WholeBox
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Chip, ElidedLabel, Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book, Kpi

MOST = 100_000
SIDES = ("marketing", "is", "sales", "everyone")


#: What a KPI can aim at.
GOALS = {
    "band": N_("a share between two ends"),
    "least": N_("a share or more"),
    "most": N_("a share or less"),
    "monthly": N_("a number each month"),
    "nothing": N_("nothing agreed yet"),
}


def goal_of(kpi: "Kpi") -> str:
    """Return what a KPI aims at: a key of GOALS."""
    if kpi.low is not None:
        return "band" if kpi.high is not None else "least"
    if kpi.high is not None:
        return "most"
    return "nothing" if kpi.monthly_target is None else "monthly"


class KpiTab(QWidget):
    """Edits the KPIs, and how long a step is watched before it counts."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._book: Book | None = None
        self.cards: dict[str, KpiBox] = {}
        column = QVBoxLayout()
        column.setSpacing(16)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        for place in range(2):
            self._grid.setColumnStretch(place, 1)
        column.addLayout(self._grid)
        self.add = QPushButton(_("Add a KPI"))
        self.add.clicked.connect(lambda: self._add())
        column.addLayout(row(self.add, 1))
        self.maturity = MaturityCard()
        self.maturity.edited.connect(self._take_part)
        column.addWidget(self.maturity)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(column))

    def show_book(self, book: "Book", _in_force: "Book") -> None:
        """Show the KPIs of a book."""
        self._book = book
        if list(self.cards) != [kpi.id for kpi in book.kpis]:
            self._build(book)
        for place, kpi in enumerate(book.kpis):
            self.cards[kpi.id].show_kpi(kpi, [other.name for other in book.kpis if other.id != kpi.id])
            self.cards[kpi.id].tools.show_place(place, len(book.kpis))
        self.maturity.show_book(book, book)

    def _build(self, book: "Book") -> None:
        before, self.cards = self.cards, {}
        for kpi in book.kpis:
            self.cards[kpi.id] = before.get(kpi.id) or self._card(kpi.id)
        for kpi_id, card in before.items():
            self._grid.removeWidget(card)
            if kpi_id not in self.cards:
                card.hide()
                card.deleteLater()
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // 2, place % 2)

    def _card(self, kpi_id: str) -> "KpiBox":
        card = KpiBox(self._change)
        card.tools.moved.connect(lambda step: self._shift(kpi_id, step))
        card.tools.removed.connect(lambda: self._remove(kpi_id))
        return card

    def _shift(self, kpi_id: str, step: int) -> None:
        if self._book is not None:
            place = [kpi.id for kpi in self._book.kpis].index(kpi_id)
            self._hand_on(replace(self._book, kpis=moved(self._book.kpis, place, step)))

    def _remove(self, kpi_id: str) -> None:
        if self._book is not None:
            self._hand_on(replace(self._book, kpis=without(self._book.kpis, kpi_id)))

    def _add(self) -> None:
        if self._book is not None:
            name = free_name(_("New KPI"), [kpi.name for kpi in self._book.kpis])
            self._hand_on(with_new_kpi(self._book, name))
            card = self.cards[self._book.kpis[-1].id]
            card.change.setChecked(True)
            card.name.focus()

    def _take_part(self, book: "Book") -> None:
        self._book = book
        self.edited.emit(book)

    def _change(self, kpi: "Kpi") -> None:
        if self._book is not None:
            self._hand_on(with_kpi(self._book, kpi))

    def _hand_on(self, book: "Book") -> None:
        self.show_book(book, book)
        self.edited.emit(book)


class KpiBox(Card):
    """One KPI: what it is, its formula, its band or target."""

    def __init__(self, changed: Any) -> None:
        super().__init__(" ")
        self._changed = changed
        self._kpi: Kpi | None = None
        self._others: list[str] = []
        self._shown: dict[DecimalBox, float] = {}
        self.shared = Chip()
        self.definition = Label("", wrap=True)
        self.formula = Label("", "secondary", wrap=True)
        self.body.addWidget(self.definition)
        self.body.addWidget(self.formula)
        across = QHBoxLayout()
        across.setSpacing(8)
        self.band_name = Label(_("Band"), "field")
        self.low, self.high = _percent_box(_("Band from")), _percent_box(_("Band to"))
        self.to = Label(_("to"), "field")
        self.target_name = Label(_("Target a month"), "field")
        self.target = WholeBox()
        self.target.setRange(0, MOST)
        self.target.setSpecialValueText("–")
        self.target.setAccessibleName(_("Target a month"))
        self.owner = ElidedLabel("", "secondary")
        self.owner.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.band_name, self.low, self.to, self.high, self.target_name, self.target):
            across.addWidget(widget)
        across.addWidget(self.shared)
        across.addWidget(self.owner, 1)
        self._add_fields()
        self.body.addStretch(1)
        self.body.addLayout(across)
        self.fault = Label("", "secondary", wrap=True, tone="red")
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.low.editingFinished.connect(self._take_ends)
        self.high.editingFinished.connect(self._take_ends)
        self.target.editingFinished.connect(lambda: self._take(monthly_target=self.target.value() or None))

    def _add_fields(self) -> None:
        self.name = CheckedLine(_("Name"))
        self.name.committed.connect(self._rename)
        self.written, self.calculated = TextField(_("Definition")), TextField(_("Formula"))
        self.written.committed.connect(lambda text: self._take(definition=text))
        self.calculated.committed.connect(lambda text: self._take(formula=text))
        self.goal = Choice([(goal, _(words)) for goal, words in GOALS.items()])
        self.goal.setAccessibleName(_("What it aims at"))
        self.goal.chosen.connect(self._aim)
        self.by = Choice()
        self.by.setAccessibleName(_("Responsible"))
        self.by.chosen.connect(lambda side: self._take(owner=side))
        self.both = QCheckBox(_("Shared by both sides"))
        self.both.clicked.connect(lambda on: self._take(shared=on))
        self.tools = LineTools()
        self.fields = QWidget()
        inside = QVBoxLayout(self.fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(
            named_fields(
                (_("Name"), self.name),
                (_("Definition"), self.written),
                (_("Formula"), self.calculated),
                (_("What it aims at"), self.goal),
                (_("Responsible"), self.by),
            )
        )
        inside.addWidget(self.both)
        inside.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignLeft)
        self.change = QPushButton(_("Change"))
        self.change.setCheckable(True)
        self.change.setProperty("link", "true")
        self.change.toggled.connect(lambda on: self.fields.setVisible(on))
        self.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.fields)
        self.fields.hide()

    def show_kpi(self, kpi: "Kpi", others: list[str]) -> None:
        """Show a KPI; `others` are the names of the rest."""
        self._kpi, self._others = kpi, others
        self.name.show_text(kpi.name)
        self.change.setAccessibleName(f"{_('Change')}: {kpi.name}")
        self.written.show_text(kpi.definition)
        self.calculated.show_text(kpi.formula)
        self.goal.set_value(goal_of(kpi))
        show_choice(self.by, [(side, side_label(side)) for side in SIDES], kpi.owner, side_label(kpi.owner))
        self.both.setChecked(kpi.shared)
        self.heading.setText(kpi.name)
        self.definition.setText(kpi.definition)
        self.formula.setText(kpi.formula)
        self.shared.set_chip(_("Shared") if kpi.shared else "", "blue")
        self.owner.set_text(side_label(kpi.owner))
        banded = kpi.low is not None or kpi.high is not None
        for widget in (self.band_name, self.to):
            widget.setVisible(banded)
        self.low.setVisible(kpi.low is not None)
        self.high.setVisible(kpi.high is not None)
        self.to.setText(_("to") if kpi.high is not None else _("or more"))
        monthly = goal_of(kpi) == "monthly" or kpi.monthly_target is not None
        self.target_name.setVisible(monthly)
        self.target.setVisible(monthly)
        self.low.setValue((kpi.low or 0) * 100)
        self.high.setValue((kpi.high or 0) * 100)
        # Rates are shown in tenths of a percent; what is finer stays until somebody writes another number.
        self.fault.hide()
        self._shown = {self.low: self.low.value(), self.high: self.high.value()}
        self.target.setValue(kpi.monthly_target or 0)

    def _rename(self, text: str) -> None:
        fault = text_fault(text, self._others)
        self.name.refuse(fault)
        if not fault:
            self._take(name=text)

    def _take_ends(self) -> None:
        # Both ends together: to raise a band, one end passes the other for a moment.
        kpi = self._kpi
        boxes = {"low": self.low, "high": self.high}
        written = {end: _rate(box) for end, box in boxes.items() if box.value() != self._shown.get(box)}
        if kpi is None or not written:
            return
        fault = _("; ").join(map(heading, kpi_problems(replace(kpi, **written))))  # type: ignore[arg-type]
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        if not fault:
            self._take(**written)

    def _aim(self, goal: str) -> None:
        kpi = self._kpi
        if kpi is None or goal == goal_of(kpi):
            return
        least, most = kpi.low or 0.0, kpi.high if kpi.high is not None else 1.0
        ends: dict[str, tuple[float | None, float | None, int | None]] = {
            "band": (least, most, None),
            "least": (least, None, None),
            "most": (None, most, None),
            "monthly": (None, None, kpi.monthly_target or 1),
            "nothing": (None, None, None),
        }
        low, high, target = ends[goal]
        self._changed(replace(kpi, origin="own", low=low, high=high, monthly_target=target))

    def _take(self, **values: Any) -> None:
        kpi = self._kpi
        if kpi is None or all((getattr(kpi, name) or 0) == (value or 0) for name, value in values.items()):
            return
        self._kpi = replace(kpi, origin="own", **values)
        self._changed(self._kpi)


def _percent_box(name: str) -> DecimalBox:
    box = DecimalBox()
    box.setRange(0, 100)
    box.setDecimals(1)
    box.setSingleStep(0.5)
    box.setSuffix(" %")
    box.setAccessibleName(name)
    return box


def _rate(box: DecimalBox) -> float:
    return round(box.value() / 100, 4)

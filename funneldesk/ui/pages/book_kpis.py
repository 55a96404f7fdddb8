"""定義書／KPI: the numbers both sides share, their bands and targets."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from funneldesk.domain.book.book_edit import with_kpi
from funneldesk.domain.words import side_label
from funneldesk.i18n import _
from funneldesk.ui.page import scrolled
from funneldesk.ui.pages.book_stage_labels import MaturityCard
from funneldesk.ui.widgets.fields import DecimalBox, WholeBox
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Chip, ElidedLabel, Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book, Kpi

MOST = 100_000


class KpiTab(QWidget):
    """Edits bands and monthly targets."""

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
        if set(self.cards) != {kpi.id for kpi in book.kpis}:
            for card in self.cards.values():
                card.deleteLater()
            self.cards = {kpi.id: KpiBox(self._change) for kpi in book.kpis}
            for place, card in enumerate(self.cards.values()):
                self._grid.addWidget(card, place // 2, place % 2)
        for kpi in book.kpis:
            self.cards[kpi.id].show_kpi(kpi)
        self.maturity.show_book(book, book)

    def _take_part(self, book: "Book") -> None:
        self._book = book
        self.edited.emit(book)

    def _change(self, kpi: "Kpi") -> None:
        if self._book is None:
            return
        book = with_kpi(self._book, kpi)
        self.show_book(book, book)
        self.edited.emit(book)


class KpiBox(Card):
    """One KPI: what it is, its formula, its band or target."""

    def __init__(self, changed: Any) -> None:
        super().__init__(" ")
        self._changed = changed
        self._kpi: Kpi | None = None
        self.shared = Chip()
        self.definition = Label("", wrap=True)
        self.formula = Label("", "secondary", wrap=True)
        self.body.addWidget(self.definition)
        self.body.addWidget(self.formula)
        row = QHBoxLayout()
        row.setSpacing(8)
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
            row.addWidget(widget)
        row.addWidget(self.shared)
        row.addWidget(self.owner, 1)
        self.body.addStretch(1)
        self.body.addLayout(row)
        self.low.editingFinished.connect(lambda: self._take(low=_rate(self.low)))
        self.high.editingFinished.connect(lambda: self._take(high=_rate(self.high)))
        self.target.editingFinished.connect(lambda: self._take(monthly_target=self.target.value() or None))

    def show_kpi(self, kpi: "Kpi") -> None:
        """Show a KPI."""
        self._kpi = kpi
        self.heading.setText(kpi.name)
        self.definition.setText(kpi.definition)
        self.formula.setText(kpi.formula)
        self.shared.set_chip(_("Shared") if kpi.shared else "", "blue")
        self.owner.set_text(side_label(kpi.owner))
        banded = kpi.low is not None or kpi.high is not None
        for widget in (self.band_name, self.low, self.to):
            widget.setVisible(banded)
        self.high.setVisible(kpi.high is not None)
        self.to.setText(_("to") if kpi.high is not None else _("or more"))
        self.target_name.setVisible(not banded)
        self.target.setVisible(not banded)
        self.low.setValue((kpi.low or 0) * 100)
        self.high.setValue((kpi.high or 0) * 100)
        self.target.setValue(kpi.monthly_target or 0)

    def _take(self, **values: Any) -> None:
        kpi = self._kpi
        if kpi is None or all(_same(getattr(kpi, name), value) for name, value in values.items()):
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


def _same(old: float | None, new: float | None) -> bool:
    return (old or 0) == (new or 0)

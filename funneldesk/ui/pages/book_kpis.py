"""定義書／KPI: the numbers both sides share, what they say, their bands and targets; and when a step is judged."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from funneldesk.domain.book.book import Kpi
from funneldesk.domain.book.book_edit import with_kpi
from funneldesk.domain.book.book_lines import free_name, fresh_id, shifted, without
from funneldesk.domain.book.starter import starter_book
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.book_kpi_card import KpiBox
from funneldesk.ui.pages.book_part import BookPart
from funneldesk.ui.pages.book_stage_labels import MaturityCard
from funneldesk.ui.widgets.choices import Choice

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book

COLUMNS = 2


class KpiTab(BookPart):
    """Edits the KPIs, in the order they are read."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, KpiBox] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        for place in range(COLUMNS):
            self._grid.setColumnStretch(place, 1)
        grid = QWidget()
        self._grid.setContentsMargins(0, 0, 0, 0)
        grid.setLayout(self._grid)
        self.which = Choice()
        self.which.setAccessibleName(_("Which KPI"))
        self.add = QPushButton(_("Add a KPI"))
        self.add.clicked.connect(lambda: self._add())
        adding = QWidget()
        across = row(self.which, self.add, 1, spacing=8)
        across.setContentsMargins(0, 0, 0, 0)
        adding.setLayout(across)
        self.maturity = MaturityCard()
        self.maturity.edited.connect(lambda book: self.change(maturity_days=book.maturity_days))
        self.put_in_column(grid, adding, self.maturity)

    def show_part(self, book: "Book") -> None:
        """Show the KPIs of a book."""
        ids = [kpi.id for kpi in book.kpis]
        if list(self.cards) != ids:
            self._arrange(ids)
        for place, kpi in enumerate(book.kpis):
            others = [other.name for other in book.kpis if other.id != kpi.id]
            self.cards[kpi.id].show_kpi(kpi, others)
            self.cards[kpi.id].tools.show_place(place, len(ids))
        usual = [(kpi.id, kpi.name) for kpi in _missing(book)]
        self.which.offer([("", _("New KPI")), *usual])
        self.which.setVisible(bool(usual))
        self.maturity.show_book(book, book)

    def _arrange(self, ids: list[str]) -> None:
        kept = {name: self.cards.get(name) or self._card() for name in ids}
        for name, card in self.cards.items():
            self._grid.removeWidget(card)
            if name not in kept:
                card.hide()
                card.deleteLater()
        for place, card in enumerate(kept.values()):
            self._grid.addWidget(card, place // COLUMNS, place % COLUMNS)
        self.cards = kept

    def _card(self) -> KpiBox:
        return KpiBox(self._take, self._remove, self._move)

    def _take(self, kpi: Kpi) -> None:
        if self.book is not None:
            self.change(kpis=with_kpi(self.book, kpi).kpis)

    def _remove(self, kpi_id: str) -> None:
        if self.book is not None:
            self.change(kpis=without(self.book.kpis, kpi_id))

    def _move(self, kpi_id: str, step: int) -> None:
        if self.book is not None:
            self.change(kpis=shifted(self.book.kpis, kpi_id, step))
            self.cards[kpi_id].tools.focus(step)

    def _add(self) -> None:
        if self.book is None:
            return
        kpis = self.book.kpis
        new = next((kpi for kpi in _missing(self.book) if kpi.id == self.which.value), None)
        if new is None:
            name = free_name(_("New KPI"), [kpi.name for kpi in kpis])
            new = Kpi(fresh_id("kpi", kpis), "own", name, "", "", "marketing", origin="own")
        self.change(kpis=(*kpis, new))
        self.cards[new.id].open()


def _missing(book: "Book") -> list[Kpi]:
    """Return the usual KPIs that a book has not, as the starter book has them."""
    codes, ids = {kpi.code for kpi in book.kpis}, {kpi.id for kpi in book.kpis}
    return [kpi for kpi in starter_book(book.language).kpis if kpi.code not in codes and kpi.id not in ids]

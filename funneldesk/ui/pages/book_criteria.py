"""定義書／判定基準: when a lead is MQL, candidate, SAL, recycled, disqualified; each as a plain sentence."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from funneldesk.domain.book.book_edit import with_threshold
from funneldesk.domain.book.sentences import criterion_sentence, threshold_sentence
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _
from funneldesk.ui.page import scrolled
from funneldesk.ui.pages.book_reading import lines
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import DecimalBox, TextField
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book

MOST_POINTS = 1000


class CriteriaTab(QWidget):
    """Shows the criteria; the threshold and every why can be edited."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._book: Book | None = None
        self._cards: list[Card] = []
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(self._threshold_card())
        self._list = QVBoxLayout()
        self._list.setSpacing(16)
        column.addLayout(self._list)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(column))

    def _threshold_card(self) -> Card:
        card = Card(_("SAL candidate"))
        self.sentence = Label("", wrap=True)
        card.body.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.points = _points_box(_("Threshold"))
        self.operator = Choice([("ge", _("points or more")), ("gt", _("points exceeded"))])
        self.operator.setAccessibleName(_("or more, or above"))
        self.leave = _points_box(_("Leaving threshold"))
        row.addWidget(Label(_("Candidate at"), "field"))
        row.addWidget(self.points)
        row.addWidget(self.operator)
        row.addWidget(Label(_("no longer one below"), "field"))
        row.addWidget(self.leave)
        row.addStretch(1)
        card.body.addLayout(row)
        self.why = TextField(_("Why"))
        self.why.committed.connect(lambda text: self._change(why=text))
        card.body.addWidget(Label(_("Why"), "secondary"))
        card.body.addWidget(self.why)
        self.points.editingFinished.connect(lambda: self._change(points=self.points.value()))
        self.leave.editingFinished.connect(lambda: self._change(leave=self.leave.value()))
        self.operator.activated.connect(lambda: self._change(operator=self.operator.currentData()))
        return card

    def show_book(self, book: "Book", _in_force: "Book") -> None:
        """Show the criteria of a book."""
        self._book = book
        threshold = book.threshold
        self.sentence.setText(threshold_sentence(threshold, book.stage_labels))
        self.points.setValue(threshold.points)
        self.leave.setValue(threshold.leave)
        self.operator.setCurrentIndex(self.operator.findData(threshold.operator))
        self.why.show_text(threshold.why)
        for card in self._cards:
            card.deleteLater()
        self._cards = []
        for target in dict.fromkeys(c.target for c in book.criteria):
            card = Card(stage_label(target, book.stage_labels))
            rows = [
                (
                    "",
                    criterion_sentence(c, book.stage_labels),
                    _("Why: %(why)s") % {"why": c.why},
                    c.origin,
                )
                for c in book.criteria
                if c.target == target
            ]
            card.body.addLayout(lines(rows))
            self._list.addWidget(card)
            self._cards.append(card)

    def _change(self, **values: Any) -> None:
        book = self._book
        if book is None or all(getattr(book.threshold, name) == value for name, value in values.items()):
            return
        threshold = replace(book.threshold, origin="own", **values)
        self._book = replace(book, threshold=threshold)
        if "points" in values:
            self._book = with_threshold(self._book, values["points"])
            threshold = self._book.threshold
            self.leave.setValue(threshold.leave)
        self.sentence.setText(threshold_sentence(threshold, book.stage_labels))
        self.edited.emit(self._book)


def _points_box(name: str) -> DecimalBox:
    box = DecimalBox()
    box.setRange(-MOST_POINTS, MOST_POINTS)
    box.setDecimals(0)
    box.setAccessibleName(name)
    return box

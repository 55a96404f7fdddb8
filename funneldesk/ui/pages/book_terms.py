"""定義書／目的と用語: why this mechanism, the words both sides use, for whom the book holds and who signs it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from funneldesk.domain.words import origin_label, side_label
from funneldesk.i18n import _
from funneldesk.ui.page import scrolled
from funneldesk.ui.pages.book_condition import VocabularyReader
from funneldesk.ui.pages.book_purpose import PurposeCard
from funneldesk.ui.pages.book_scope import ScopeCard, SignaturesCard, WholeBookCard
from funneldesk.ui.pages.book_stage_labels import StageLabelsCard
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import TextField
from funneldesk.ui.widgets.folding import Folded
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Chip, Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book, Term
    from funneldesk.ui.session import Session

NAME_WIDTH = 128
#: In characters; longer ones end in an ellipsis.
LONGEST_SIDE = 10
RESPONSIBLE = ("marketing", "is", "sales", "everyone")


class TermsTab(QWidget):
    """Edits the purpose and the terms; every field hands on what was written when it is left."""

    edited = Signal(object)
    people_wanted = Signal(list, str)

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._book: Book | None = None
        self.terms: dict[str, TermCard] = {}
        column = QVBoxLayout()
        column.setSpacing(16)
        self.vocabulary = VocabularyReader(session, self)
        self.purpose, self.scope = PurposeCard(session), ScopeCard(session, self.vocabulary)
        self.labels, self.signatures, self.whole = StageLabelsCard(), SignaturesCard(), WholeBookCard()
        self.scope.segment.people_wanted.connect(self.people_wanted)
        self.parts = (self.purpose, self.scope, self.labels, self.signatures, self.whole)
        for part in self.parts:
            part.edited.connect(self._take_part)
        column.addWidget(self.purpose)
        self._cards = QGridLayout()
        self._cards.setSpacing(16)
        for place in range(2):
            self._cards.setColumnStretch(place, 1)
        column.addLayout(self._cards)
        column.addWidget(self.scope)
        self.more = Folded(_("Who signs, what the stages are called, currency and language"))
        for part in (self.signatures, self.labels, self.whole):
            self.more.body.addWidget(part)
        column.addWidget(self.more)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(column))

    def showEvent(self, event: QShowEvent) -> None:
        """Read what the slots of the scope can offer."""
        super().showEvent(event)
        self.vocabulary.want()

    def show_book(self, book: "Book", _in_force: "Book") -> None:
        """Show the purpose and the terms of a book."""
        self._book = book
        for part in self.parts:
            part.show_book(book, book)
        if set(self.terms) != {term.id for term in book.terms}:
            self._build(book)
        for term in book.terms:
            self.terms[term.id].show_term(term)

    def _build(self, book: "Book") -> None:
        for card in self.terms.values():
            card.deleteLater()
        self.terms = {term.id: TermCard(self._change_term) for term in book.terms}
        for place, card in enumerate(self.terms.values()):
            self._cards.addWidget(card, place // 2, place % 2)

    def _take_part(self, book: "Book") -> None:
        self.show_book(book, book)
        self.edited.emit(book)

    def _change_term(self, term: "Term") -> None:
        if self._book is not None:
            terms = tuple(term if old.id == term.id else old for old in self._book.terms)
            self._hand_on(replace(self._book, terms=terms))

    def _hand_on(self, book: "Book") -> None:
        # The cards beside the terms change this book as well.
        self.show_book(book, book)
        self.edited.emit(book)


class TermCard(Card):
    """One term: name, definition, purpose, responsible side, example and counter-example."""

    def __init__(self, changed: Any) -> None:
        super().__init__()
        self._changed = changed
        self._term: Term | None = None
        head = QHBoxLayout()
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Term"))
        self.name.editingFinished.connect(lambda: self._take(name=self.name.text().strip()))
        self.origin = Chip()
        self.responsible = Choice(narrow=True)
        self.responsible.setMinimumContentsLength(LONGEST_SIDE)
        self.responsible.setAccessibleName(_("Responsible"))
        self.responsible.activated.connect(lambda: self._take(responsible=self.responsible.currentData()))
        self.name.setMinimumWidth(NAME_WIDTH)
        head.addWidget(self.name, 2)
        head.addWidget(self.origin)
        head.addWidget(self.responsible, 1)
        self.body.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        self.fields: dict[str, TextField] = {}
        names = {
            "definition": _("Definition"),
            "purpose": _("What for"),
            "example": _("Example"),
            "counter_example": _("Not this"),
        }
        self._names = names
        for place, (field, name) in enumerate(names.items()):
            text = TextField(name)
            text.committed.connect(lambda written, field=field: self._take(**{field: written}))
            grid.addWidget(Label(name, "secondary"), place, 0)
            grid.addWidget(text, place, 1)
            self.fields[field] = text
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def show_term(self, term: "Term") -> None:
        """Show a term."""
        self._term = term
        if self.name.text() != term.name:
            self.name.setText(term.name)
        self.origin.set_chip(origin_label(term.origin), "blue" if term.origin == "article" else "plain")
        if not self.responsible.count():
            for side in RESPONSIBLE:
                self.responsible.addItem(side_label(side), side)
        if self.responsible.findData(term.responsible) < 0:
            self.responsible.addItem(side_label(term.responsible), term.responsible)
        self.responsible.setCurrentIndex(self.responsible.findData(term.responsible))
        for field, text in self.fields.items():
            text.show_text(getattr(term, field))
            text.setAccessibleName(f"{self._names[field]}: {term.name}")
        self.name.setAccessibleName(f"{_('Term')}: {term.name}")
        self.responsible.setAccessibleName(f"{_('Responsible')}: {term.name}")

    def _take(self, **values: Any) -> None:
        term = self._term
        if term is None or all(getattr(term, name) == value for name, value in values.items()):
            return
        self._term = replace(term, origin="own", **values)
        self.origin.set_chip(origin_label("own"), "plain")
        self._changed(self._term)

"""定義書／目的と用語: why this mechanism, the words both sides use, for whom the book holds and who signs it."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.book.book_lines import free_name, shifted, with_new_term, without
from funneldesk.domain.book.field_checks import text_fault
from funneldesk.domain.words import side_label
from funneldesk.i18n import _
from funneldesk.ui.page import row, scrolled
from funneldesk.ui.pages.book_condition import VocabularyReader
from funneldesk.ui.pages.book_line import LineTools, OriginChip
from funneldesk.ui.pages.book_purpose import PurposeCard
from funneldesk.ui.pages.book_scope import ScopeCard, SignaturesCard, WholeBookCard
from funneldesk.ui.pages.book_stage_labels import StageLabelsCard
from funneldesk.ui.widgets.arranging import arranged_once
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import TextField
from funneldesk.ui.widgets.folding import Folded
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.slices import Slices
from funneldesk.ui.widgets.text import Label

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
    people_wanted = Signal(object, str)

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._book: Book | None = None
        self._terms: dict[str, TermCard] = {}
        self._order: list[str] = []
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
        #: A card is ten fields: those that are seen first come at once, the others while people read.
        self._building = Slices(self)
        self._cards = QGridLayout()
        self._cards.setSpacing(16)
        for place in range(2):
            self._cards.setColumnStretch(place, 1)
        column.addLayout(self._cards)
        self.add = QPushButton(_("Add a term"))
        self.add.clicked.connect(lambda: self._add())
        column.addLayout(row(self.add, 1))
        column.addWidget(self.scope)
        self.more = Folded(_("Who signs, what the stages are called, currency and language"))
        for part in (self.signatures, self.labels, self.whole):
            self.more.body.addWidget(part)
        column.addWidget(self.more)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(column)
        whole.addWidget(self.area)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what the slots of the scope can offer."""
        super().showEvent(event)
        self.vocabulary.want()
        self.scope.choice.want()

    def show_scope(self) -> None:
        """Go to where it is said for whom the book holds."""
        self.area.ensureWidgetVisible(self.scope)
        self.scope.choice.setFocus()

    @property
    def terms(self) -> "dict[str, TermCard]":
        """Return the cards of all terms, those that are still to be built as well."""
        self._building.finish()
        return {term_id: self._terms[term_id] for term_id in self._order}

    def show_book(self, book: "Book", _in_force: "Book") -> None:
        """Show the purpose and the terms of a book."""
        self._book = book
        for part in self.parts:
            part.show_book(book, book)
        is_new = self._order != [term.id for term in book.terms]
        if is_new:
            self._make_room(book)
        self._building.begin(partial(self._show_term, place) for place in range(len(book.terms)))
        if not is_new:
            self._building.finish()

    def _show_term(self, place: int) -> None:
        """Show one term of the book, in a card that is made now where it has none."""
        if self._book is None:
            return
        term = self._book.terms[place]
        if term.id not in self._terms:
            self._terms[term.id] = card = self._card(term.id)
            with arranged_once(self):
                self._cards.addWidget(card, place // 2, place % 2)
                card.show()
        others = [other.name for other in self._book.terms if other.id != term.id]
        self._terms[term.id].show_term(term, others)
        self._terms[term.id].tools.show_place(place, len(self._book.terms))

    def _make_room(self, book: "Book") -> None:
        """Let the cards of terms that are no more go, and give the others their new places."""
        before, self._terms, self._order = self._terms, {}, [term.id for term in book.terms]
        for card in before.values():
            self._cards.removeWidget(card)
        for place, term in enumerate(book.terms):
            if term.id in before:
                self._terms[term.id] = before.pop(term.id)
                self._cards.addWidget(self._terms[term.id], place // 2, place % 2)
        for card in before.values():
            card.hide()
            card.deleteLater()

    def _card(self, term_id: str) -> "TermCard":
        card = TermCard(self._change_term)
        card.tools.moved.connect(lambda step: self._shift(term_id, step))
        card.tools.removed.connect(lambda: self._remove(term_id))
        return card

    def _shift(self, term_id: str, step: int) -> None:
        if self._book is not None:
            self._hand_on(replace(self._book, terms=shifted(self._book.terms, term_id, step)))
            self.terms[term_id].tools.focus(step)

    def _remove(self, term_id: str) -> None:
        if self._book is not None:
            self._hand_on(replace(self._book, terms=without(self._book.terms, term_id)))

    def _add(self) -> None:
        if self._book is not None:
            name = free_name(_("New term"), [term.name for term in self._book.terms])
            self._hand_on(with_new_term(self._book, name))
            self.terms[self._book.terms[-1].id].name.focus()

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
        head = row(spacing=8, wraps=True)
        self._others: list[str] = []
        self.name = CheckedLine(_("Term"))
        self.name.committed.connect(self._rename)
        self.origin = OriginChip()
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
        self.tools = LineTools()
        self.body.addStretch(1)
        self.body.addLayout(row(self.tools, 1))

    def show_term(self, term: "Term", others: list[str]) -> None:
        """Show a term; `others` are the rest of the words."""
        self._term, self._others = term, others
        self.name.show_text(term.name)
        self.origin.show_origin(term.origin)
        if not self.responsible.count():
            for side in RESPONSIBLE:
                self.responsible.addItem(side_label(side), side)
        if self.responsible.findData(term.responsible) < 0:
            self.responsible.addItem(side_label(term.responsible), term.responsible)
        self.responsible.setCurrentIndex(self.responsible.findData(term.responsible))
        for field, text in self.fields.items():
            text.show_text(getattr(term, field))
            text.setAccessibleName(f"{self._names[field]}: {term.name}")
        self.name.line.setAccessibleName(f"{_('Term')}: {term.name}")
        self.responsible.setAccessibleName(f"{_('Responsible')}: {term.name}")

    def _rename(self, text: str) -> None:
        fault = text_fault(text, self._others)
        self.name.refuse(fault)
        if not fault:
            self._take(name=text)

    def _take(self, **values: Any) -> None:
        term = self._term
        if term is None or all(getattr(term, name) == value for name, value in values.items()):
            return
        self._term = replace(term, origin="own", **values)
        self.origin.show_origin("own")
        self._changed(self._term)

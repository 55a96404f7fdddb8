"""KPIワークショップ: the terms, one after another, read aloud, changed in place, and agreed on by both sides."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QPushButton, QWidget

from funneldesk.domain.book.book_workshop import is_agreed, with_agreed, with_term
from funneldesk.i18n import _
from funneldesk.ui.pages.book_terms import TermCard
from funneldesk.ui.pages.workshop_step import Ground, WorkshopStep
from funneldesk.ui.widgets.flowing import FlowLayout

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Term

#: In letters; a longer name is whole in the card below.
LONGEST_NAME = 16


class TermsStep(WorkshopStep):
    """Shows one term in large letters; the row above it names all of them and which are agreed on."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Read each term aloud. Would both sides name the same people? If not, write it anew right here;"
                " then tick it."
            )
        )
        self._at = ""
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        self._row = FlowLayout(8)
        names = QWidget()
        names.setLayout(self._row)
        self.card = TermCard(self._change)
        self.card.tools.hide()
        self.agreed = QCheckBox(_("Agreed by both sides"))
        self.agreed.clicked.connect(self._tick)
        self.card.body.addWidget(self.agreed)
        for widget in (names, self.card):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def show_ground(self, ground: Ground) -> None:
        """Show the terms; at first the first one that is not agreed on."""
        terms = ground.book.terms
        if list(self.buttons) != [term.id for term in terms]:
            self._build([term.id for term in terms])
        for term in terms:
            self._name(term)
        if not terms:
            self.card.hide()
            return
        if self._at not in self.buttons:
            self._at = next((term.id for term in terms if not is_agreed(term)), terms[0].id)
        term = self._term(ground)
        self.buttons[term.id].setChecked(True)
        self.card.show_term(term, [other.name for other in terms if other.id != term.id])
        self.agreed.setChecked(is_agreed(term))
        self.agreed.setAccessibleName(f"{self.agreed.text()}: {term.name}")

    def _name(self, term: "Term") -> None:
        button = self.buttons[term.id]
        name = term.name if len(term.name) <= LONGEST_NAME else term.name[: LONGEST_NAME - 1] + "…"
        button.setText((f"✓ {name}" if is_agreed(term) else name).replace("&", "&&"))
        words = _("%(term)s, agreed") if is_agreed(term) else _("%(term)s, not agreed yet")
        button.setAccessibleName(words % {"term": term.name})

    def _build(self, ids: list[str]) -> None:
        for button in self.buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {}
        for term_id in ids:
            button = QPushButton()
            button.setCheckable(True)
            button.setProperty("nav", "true")
            button.clicked.connect(lambda _on=False, term_id=term_id: self._go(term_id))
            self._group.addButton(button)
            self._row.addWidget(button)
            self.buttons[term_id] = button

    def _term(self, ground: Ground) -> "Term":
        return next(term for term in ground.book.terms if term.id == self._at)

    def _go(self, term_id: str) -> None:
        self._at = term_id
        if self.ground is not None:
            self.show_step(self.ground)

    def _change(self, term: "Term") -> None:
        if self.ground is not None:
            self.hand_on(with_term(self.ground.book, term))

    def _tick(self, agreed: bool) -> None:
        if self.ground is not None:
            base = self.ground.view.draft.base.book
            self.hand_on(with_agreed(self.ground.book, base, self._at, agreed=agreed))

    def state_words(self, ground: Ground) -> str:
        """Return how many of the terms are agreed on."""
        terms = ground.book.terms
        words = _("%(done)s of %(all)s agreed")
        return words % {"done": sum(map(is_agreed, terms)), "all": len(terms)}

    @property
    def button_words(self) -> str:
        """Return what follows for this term."""
        if self._next() == "":
            return _("All terms agreed: on to the bands")
        return _("Agreed: next term")

    def take(self) -> bool:
        """Agree on this term and go to the next that is open; after the last the next step follows."""
        ground = self.ground
        if ground is None or not ground.book.terms:
            return True
        following = self._next()
        book = with_agreed(ground.book, ground.view.draft.base.book, self._at, agreed=True)
        self._at = following or self._at
        if book == ground.book:
            self.show_step(ground)
        self.hand_on(book)
        return following == ""

    def begin(self) -> None:
        """Begin at the definition, where the reading begins."""
        if self._at in self.buttons:
            self.card.fields["definition"].setFocus()

    def _next(self) -> str:
        """Return the next term that is not agreed on, round the end to the others; "" for none."""
        ids = list(self.buttons)
        if self.ground is None or self._at not in ids:
            return ""
        still = {term.id for term in self.ground.book.terms if not is_agreed(term)} - {self._at}
        place = ids.index(self._at)
        return next((term_id for term_id in ids[place:] + ids[:place] if term_id in still), "")

"""Knowledge cards while the book is edited: found by a search, taken into the draft as a line or copied."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout

from funneldesk.domain.knowledge.card_lines import (
    condition_of,
    with_card_as_rule,
    with_card_as_scenario,
    with_card_as_signal,
)
from funneldesk.domain.knowledge.templates import filled
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.book_nurture import NurtureTab
from funneldesk.ui.pages.book_rules import RulesTab
from funneldesk.ui.pages.book_scoring import ScoringTab
from funneldesk.ui.pages.knowledge_list import CardList
from funneldesk.ui.widgets.text import BreakingLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from funneldesk.domain.book.book import Book
    from funneldesk.domain.knowledge.cards import Card
    from funneldesk.operations.knowledge_page import Cards
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.book import BookPage

SIZE = QSize(720, 520)
_LONGEST = 400
#: What becomes of a card on which tab.
_LINES: "Mapping[str, tuple[type[QWidget], Callable[[Book, Card, str], tuple[Book, str]]]]" = {
    "rule": (RulesTab, with_card_as_rule),
    "scenario": (NurtureTab, with_card_as_scenario),
    "signal": (ScoringTab, with_card_as_signal),
}


class BookCards:
    """What the book's page does with knowledge cards: tabs on which one is of use open the search."""

    def __init__(self, page: "BookPage") -> None:
        self._page = page
        self._waiting: tuple[Card, str, str] | None = None
        self.dialog: CardSearch | None = None

    def ask(self) -> None:
        """Open the search."""
        tab, page = self._page.current_tab, self._page
        what = next((what for what, (kind, _put) in _LINES.items() if isinstance(tab, kind)), "copy")
        dialog = CardSearch(page, what)
        dialog.taken.connect(lambda card: self._take(card, what))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.ask()
        dialog.open()

    def put(self, card: "Card", text: str, what: str) -> None:
        """Put a card into the draft (as a "rule", "scenario" or "signal" of the score) as soon as it is there."""
        self._waiting = (card, text, what)
        self.put_waiting()

    def put_waiting(self) -> None:
        """Put in the card that waits for the draft."""
        book = self._page.book
        if self._waiting is None or book is None:
            return
        (card, text, what), self._waiting = self._waiting, None
        kind, put = _LINES[what]
        changed, line = put(book, card, text)
        self._page.edit(changed)
        self._page.show_line(kind, line)
        words = _("From the card “%(title)s”: now in the draft. Read it and change what does not fit.")
        self._page.banner.say(words % {"title": card.title}, "green", _("Undo"), self._undo)

    def _undo(self) -> None:
        self._page.undo()
        self._page.banner.say("")

    def _take(self, card: "Card", what: str) -> None:
        # Of the score only a condition can become a line.
        if what in ("rule", "scenario") or (what == "signal" and condition_of(card) is not None):
            self.put(card, filled(card.template, {})[0], what)
            return
        QApplication.clipboard().setText(card.condition or card.template or card.text)
        words = _("Copied from the card “%(title)s”: %(text)s")
        copied = QApplication.clipboard().text()
        self._page.banner.say(words % {"title": card.title, "text": copied[:_LONGEST]}, "green")


class CardSearch(QDialog):
    """A small searchable list of cards; Enter takes the one chosen."""

    #: A `Card` is to be taken.
    taken = Signal(object)

    def __init__(self, page: "BookPage", what: str) -> None:
        super().__init__(page)
        self._session = page.session
        self._failed: Callable[[Exception], None] = page.show_error
        self.setWindowTitle(_("Find in knowledge"))
        self.resize(SIZE)
        self.list = CardList(page.session)
        self.list.chosen.connect(self._show_card)
        self.list.table.opened.connect(lambda _place: self.take())
        self.list.search.returnPressed.connect(self.take)
        self.preview = BreakingLabel("", "secondary")
        names = {
            "rule": _("Add as a rule"),
            "scenario": _("Add as a scenario"),
            "signal": _("Add as a signal"),
            "copy": _("Copy the condition or the text"),
        }
        self.take_button = QPushButton(names[what])
        self.take_button.setProperty("primary", "true")
        self.take_button.setAutoDefault(False)
        self.take_button.clicked.connect(self.take)
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.list, 1)
        column.addWidget(self.preview)
        column.addLayout(row(1, cancel, self.take_button))
        self._show_card(None)

    def ask(self) -> None:
        """Read the cards, then test them."""
        today, session = self._session.today, self._session

        def work(store: "Store", _task: Any) -> "tuple[Card, ...]":
            from funneldesk.operations.knowledge import cards_of

            return cards_of(store)

        def show(cards: "tuple[Card, ...]") -> None:
            self.list.nothing.setText(
                _("No card holds these words.")
                if cards
                else _("No cards yet. Keep a rule or a finding as one first.")
            )
            self.list.show_cards(cards, {})

        def test(store: "Store", _task: Any) -> "Cards":
            from funneldesk.operations.knowledge_page import cards_on

            return cards_on(store, today)

        self._jobs = [
            session.fetch(work, show, self._failed),
            session.search(
                test, lambda found: self.list.show_cards(found.cards, found.retests), self._failed
            ),
        ]
        # Whoever closes it does not wait for the answers.
        self.finished.connect(self._stop_asking)

    def _stop_asking(self) -> None:
        for job in self._jobs:
            job.cancel()

    def take(self) -> None:
        """Take the card chosen."""
        card = self.list.current
        if card is not None:
            self.accept()
            self.taken.emit(card)

    def _show_card(self, card: "Card | None") -> None:
        self.take_button.setEnabled(card is not None)
        text = "\n".join(filter(None, (card.condition, card.template or card.text))) if card else ""
        short = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        self.preview.setText(short)
        self.preview.setVisible(bool(text) and self.preview.parent() is not None)

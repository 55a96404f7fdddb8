"""The cards of a store as a list: found as one types, with the verdict of each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from funneldesk.domain.formats import day
from funneldesk.domain.knowledge.card_words import TONES, kind_label, verdict_label
from funneldesk.domain.knowledge.cards import KINDS, Card, found_cards
from funneldesk.domain.knowledge.verdicts import Retest
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Card as Frame
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from funneldesk.ui.session import Session

#: A title and its verdict have room.
LEAST_WIDTH = 336


class SearchLine(QLineEdit):
    """A search whose arrow key goes on to what was found."""

    onward = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with the arrow down."""
        if event.key() == Qt.Key.Key_Down:
            self.onward.emit()
        else:
            super().keyPressEvent(event)


class CardTable(Table):
    """A table whose Ctrl+C copies the text of the card on show, as the button does."""

    copy_wanted = Signal()

    def copy_selection(self) -> None:
        """Copy the rows of several cards, else the text of the one on show."""
        if len(self.selectionModel().selectedRows()) > 1:
            super().copy_selection()
        else:
            self.copy_wanted.emit()


class CardList(QWidget):
    """Shows the cards that hold what is searched for."""

    #: Another card is on show (a `Card`, None: none).
    chosen = Signal(object)

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self.setMinimumWidth(LEAST_WIDTH)
        self._session = session
        self._cards: Sequence[Card] = ()
        self._retests: Mapping[int, Retest] = {}
        self.search = SearchLine()
        self.search.setPlaceholderText(_("Search the cards"))
        self.search.setAccessibleName(_("Search the cards"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.kinds = Choice(
            [("", _("All kinds")), *((kind, kind_label(kind)) for kind in KINDS)], narrow=True
        )
        self.kinds.setAccessibleName(_("Kind of knowledge"))
        self.kinds.chosen.connect(lambda _kind: self._fill())
        columns = self._columns()
        self.model: RowsModel[Card] = RowsModel(columns)
        self.table = CardTable(self.model, sortable=False)
        self.table.setAccessibleName(_("Knowledge cards"))
        self.table.size_columns(columns)
        self.table.moved.connect(self._show_current)
        self.search.onward.connect(self._go_on)
        self.nothing = Label(_("No card holds these words."), "secondary", wrap=True)
        self.nothing.setContentsMargins(16, 8, 16, 8)
        self.nothing.hide()
        frame = Frame(margin=0, spacing=0)
        frame.body.addWidget(self.nothing)
        frame.body.addWidget(self.table, 1)
        frame.body.addWidget(LeftOut(self.table))
        frame.body.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        find = row(self.search, self.kinds, spacing=8)
        find.setStretch(0, 3)
        find.setStretch(1, 2)
        column.addLayout(find)
        column.addWidget(frame, 1)

    @property
    def current(self) -> Card | None:
        """Return the card chosen."""
        place = self.table.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    def show_cards(self, cards: "Sequence[Card]", retests: "Mapping[int, Retest]", wanted: int = 0) -> None:
        """Show cards, those not in `retests` as being tested, and go to one, else stay where one was."""
        self._cards, self._retests = cards, retests
        self._fill(wanted)

    def retest_of(self, card: Card) -> Retest | None:
        """Return what is known of a card."""
        return self._retests.get(card.item)

    def _fill(self, wanted: int = 0) -> None:
        before = self.current
        item = wanted or (before.item if before else 0)
        found = found_cards(self._cards, self.search.text(), str(self.kinds.value))
        if wanted and all(card.item != wanted for card in found):
            # What was just kept is shown, whatever is being searched for.
            with QSignalBlocker(self.search):
                self.search.clear()
            self.kinds.set_value("")
            found = found_cards(self._cards, "")
        places = [place for place, card in enumerate(found) if card.item == item]
        with QSignalBlocker(self.table):
            self.model.show_rows(found)
            self.table.selectRow(places[0] if places else 0)
        self.table.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.chosen.emit(self.current)

    def _show_current(self, _place: int) -> None:
        self.chosen.emit(self.current)

    def _go_on(self) -> None:
        if self.model.rows:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _columns(self) -> "list[RowsColumn[Card]]":
        column = RowsColumn["Card"]

        def verdict(card: Card) -> str:
            if card.evidence is None:
                return "–"
            retest = self._retests.get(card.item)
            return "…" if retest is None else verdict_label(retest)

        def colour(card: Card) -> str | None:
            retest = self._retests.get(card.item)
            tone = TONES[retest.verdict] if retest else ""
            colours = self._session.colours
            return {"green": colours.green, "red": colours.red}.get(tone)

        return [
            column(_("Card"), lambda card: card.title, width=180, stretch=True, bold=True),
            column(_("Still true?"), verdict, width=112, colour=colour),
            column(_("Kind"), lambda card: kind_label(card.kind), width=150, gives_way=1),
            column(_("Made on"), lambda card: day(card.made), width=108, gives_way=2),
        ]

"""One side's numbers as cards: each with k of n, its band and interval; a click shows the people behind it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.formats import k_of_n, number, percent
from funneldesk.domain.funnel.shares import Share
from funneldesk.i18n import _, ngettext
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.kpi_card import KpiCard
from funneldesk.ui.widgets.ranges import Range
from funneldesk.ui.widgets.text import ElidedLabel, Label, plain_tip

if TYPE_CHECKING:
    from funneldesk.operations.boards import Boards, Number, Side
    from funneldesk.ui.session import Session

#: A card is never narrower than that, and never more of them stand side by side.
_CARD, _ACROSS = 240, 5
SPACING = 16
#: Narrower, the lists stand below each other: titles cut short cannot be told apart.
_WIDE = 1080


class Board(QWidget):
    """The numbers of one side in its order, then what both see as lists."""

    #: The key of what was clicked ("number:CODE", "reason:NAME", "content:KEY", "source:NAME") and its name.
    opened = Signal(str, str)

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self._boards: Boards | None = None
        self._side: Side = "marketing"
        self.cards: dict[str, KpiCard] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACING)
        self.lists = {
            "reason": BoardList(_("Why sales declines")),
            "content": BoardList(_("Contents by their deal rate")),
            "source": BoardList(_("Sources that bring deals")),
        }
        self._lists = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lists.setSpacing(SPACING)
        for one in self.lists.values():
            one.opened.connect(self.opened)
            self._lists.addWidget(one, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING)
        column.addLayout(self._grid)
        column.addLayout(self._lists)
        column.addStretch(1)
        session.theme_changed.connect(self._repaint)

    def show_side(self, boards: "Boards", side: "Side") -> None:
        """Show the numbers of a side."""
        self._boards, self._side = boards, side
        for old in self.cards.values():
            old.hide()
            old.deleteLater()
        self.cards = {one.code: self._card(one, boards) for one in boards.of(side)}
        self._arrange()
        has_deals = boards.numbers["deal"].recorded
        known = {"reason": boards.rejections.recorded, "content": has_deals, "source": has_deals}
        for name, rows in _rows(boards).items():
            self.lists[name].show_rows(rows, _("no cases") if known[name] else _("cannot be said"))

    def _card(self, one: "Number", boards: "Boards") -> KpiCard:
        from funneldesk.operations.board_words import number_words

        words = number_words(one, boards.labels)
        card = KpiCard(words.name)
        card.setParent(self)
        shown = _range(one)
        card.show_value(words.figure, words.detail, shown, self._session.colours)
        card.bar.setVisible(shown != Range())
        note = " · ".join(filter(None, (words.note, words.whose)))
        card.show_verdict(words.verdict, words.tone, note, words.formula)
        card.chip.setVisible(bool(words.verdict))
        card.clicked.connect(lambda: self.opened.emit(f"number:{one.code}", words.name))
        return card

    def _repaint(self) -> None:
        if self._boards is not None:
            self.show_side(self._boards, self._side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many cards side by side as have room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        across = max(min((self.width() + SPACING) // (_CARD + SPACING), _ACROSS), 1)
        # All the same way: cards of different heights side by side look like a mistake.
        room = (self.width() - SPACING * (across - 1)) // across
        stacked = any(card.verdict_width() > room for card in self.cards.values())
        for place, card in enumerate(self.cards.values()):
            card.stack_verdict(stacked=stacked)
            self._grid.addWidget(card, place // across, place % across)
            card.show()
        way = QBoxLayout.Direction.LeftToRight if self.width() >= _WIDE else QBoxLayout.Direction.TopToBottom
        self._lists.setDirection(way)
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, 1 if column < across else 0)


def _range(one: "Number") -> Range:
    """Return what the line of a card shows; a count has none."""
    step = one.step
    if step is not None:
        return Range(step.rate, step.low, step.high, step.band)
    if one.month is not None:
        month = one.month
        if month.count is None or not month.target:
            return Range()
        due = None if month.expected is None else month.expected / month.target
        return Range(point=month.count / month.target, target=due, filled=True)
    share = one.share
    if not one.recorded or share is None or share.interval is None:
        return Range()
    if one.line is None:
        return Range(share.rate, *share.interval)
    band = None if one.line.goal is None else (one.line.goal, 1.0)
    # Fields and lists are all there are: no sample, so no interval.
    low, high = share.interval if one.line.is_sample else (None, None)
    return Range(share.rate, low, high, band)


def _rows(boards: "Boards") -> dict[str, list[tuple[str, str, str]]]:
    """Return key, name and figure of each row of each list."""
    from funneldesk.operations.boards import MOST

    declined = boards.rejections.rejected
    return {
        "reason": [
            (f"reason:{one.name}", one.name, _counted(Share(declined, one.count)))
            for one in boards.rejections.reasons[:MOST]
        ],
        "content": [
            (f"content:{one.content}", one.title or one.content, _counted(Share(one.touched, one.deals)))
            for one in boards.contents
        ],
        "source": [
            (f"source:{one.value}", one.value or "", _brought(one.deal, one.leads))
            for one in boards.sources
            if one.deal is not None
        ],
    }


def _counted(share: Share) -> str:
    words = k_of_n(share.k, share.n)
    return f"{percent(share.rate, 0)}　{words}"


def _brought(deals: int, leads: int) -> str:
    # No rate: many of these leads had no time yet; the page of sources judges those that had.
    words = ngettext("%(deals)s deal of %(leads)s leads", "%(deals)s deals of %(leads)s leads", deals)
    return words % {"deals": number(deals), "leads": number(leads)}


class BoardList(Card):
    """A few rows with their figures; a row opens its people."""

    opened = Signal(str, str)

    def __init__(self, heading: str) -> None:
        super().__init__(heading, spacing=4)
        self.rows: dict[str, QPushButton] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.nothing = Label("", "secondary")
        self.nothing.setParent(self)
        self.body.addWidget(self.nothing)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)

    def show_rows(self, rows: "list[tuple[str, str, str]]", nothing: str) -> None:
        """Show (key, name, figure) rows; where there are none, `nothing`."""
        while item := self._grid.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows = {}
        for place, (key, name, figure) in enumerate(rows):
            link = QPushButton(figure)
            link.setProperty("link", "true")
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.setAccessibleName(f"{name} {figure}")
            link.setToolTip(plain_tip(name))
            link.clicked.connect(lambda *_given, of=key, called=name: self.opened.emit(of, called))
            self._grid.addWidget(ElidedLabel(name), place, 0)
            self._grid.addWidget(link, place, 1, Qt.AlignmentFlag.AlignRight)
            self.rows[key] = link
        self.nothing.setText(nothing)
        self.nothing.setVisible(not rows)

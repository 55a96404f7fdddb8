"""The list of the history: what was done, by kind, person and day, and by typing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.domain.formats import moment, number
from funneldesk.domain.moment import DEFAULT_ZONE, moment_of
from funneldesk.i18n import _, ngettext
from funneldesk.operations.history_events import KINDS, Event
from funneldesk.ui.page import row
from funneldesk.ui.pages.knowledge_list import SearchLine
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.operations.history import History
    from funneldesk.ui.session import Session

LEAST_WIDTH = 440
#: What the choice of a person holds for everybody; "" is whoever sits at this computer.
EVERYBODY = None
#: Days back from today, with today; 0: any day.
_SPANS = (0, 1, 7, 30, 365)


class HistoryList(QWidget):
    """Shows the events that are looked for."""

    #: Another event is on show (an `Event`, None: none).
    chosen = Signal(object)
    #: What an event is about is wanted.
    opened = Signal(object)

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self.setMinimumWidth(LEAST_WIDTH)
        self._session = session
        self._events: tuple[Event, ...] = ()
        self._left_out = 0
        self.search = SearchLine()
        self.search.setPlaceholderText(_("Search the log"))
        self.search.setAccessibleName(_("Search the log"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.search.onward.connect(lambda: self.table.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.kinds = self._choice(_("What it is about"))
        self.people = self._choice(_("Who did it"))
        self.days = self._choice(_("On which days"))
        self.kinds.offer([("", _("All kinds"))])
        self.people.offer([(EVERYBODY, _("Everybody"))])
        self.days.offer((days, _span_words(days)) for days in _SPANS)
        self.said = Label("", "secondary", wrap=True)
        columns = _columns(session)
        self.model: RowsModel[Event] = RowsModel(columns)
        self.table: Table = Table(self.model)
        self.table.setAccessibleName(_("Log of what was done"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.size_columns(columns)
        self.table.moved.connect(lambda _place: self.chosen.emit(self.current))
        self.table.opened.connect(lambda _place: self.opened.emit(self.current))
        card = Card(margin=0, spacing=0)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(LeftOut(self.table))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        #: Stands over list and detail: it needs the room of both.
        self.filters = row(self.search, self.kinds, self.people, self.days, spacing=8)
        self.filters.setStretch(0, 1)
        column.addWidget(self.said)
        column.addWidget(card, 1)

    def _choice(self, name: str) -> Choice:
        choice = Choice()
        choice.setAccessibleName(name)
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        choice.chosen.connect(lambda _value: self._fill())
        return choice

    @property
    def current(self) -> Event | None:
        """Return the event chosen."""
        place = self.table.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    def show_history(self, history: "History") -> None:
        """Show these events; the chosen one stays chosen."""
        self._events, self._left_out = history.events, history.left_out
        there = {one.kind for one in self._events}
        kinds = [(kind, _(words)) for kind, words in KINDS.items() if kind in there]
        _offer(self.kinds, [("", _("All kinds")), *kinds])
        people = sorted({one.who for one in self._events})
        _offer(self.people, [(EVERYBODY, _("Everybody")), *((one, who_words(one)) for one in people)])
        self._fill()

    def _fill(self) -> None:
        before = self.current
        found = [one for one in self._events if self._fits(one)]
        names = [(one.way, one.number, one.at, one.words) for one in found]
        chosen = (before.way, before.number, before.at, before.words) if before else None
        with QSignalBlocker(self.table):
            header = self.table.horizontalHeader()
            section, order = header.sortIndicatorSection(), header.sortIndicatorOrder()
            self.model.show_rows(self.model.in_order(found, section, order))
            names = [(one.way, one.number, one.at, one.words) for one in self.model.rows]
            self.table.selectRow(names.index(chosen) if chosen in names else 0)
        self.said.setText(self._words(len(found)))
        self.said.setVisible(self._left_out > 0 or len(found) < len(self._events))
        self.chosen.emit(self.current)

    def _fits(self, event: Event) -> bool:
        wanted = self.search.text().strip().casefold()
        span = int(str(self.days.value))
        return (
            self.kinds.value in ("", event.kind)
            and self.people.value in (EVERYBODY, event.who)
            and (not span or moment_of(event.at, DEFAULT_ZONE).day > self._session.today - span)
            and wanted in f"{moment(event.at)} {event.words} {event.about} {who_words(event.who)}".casefold()
        )

    def _words(self, count: int) -> str:
        if not count:
            return _("No line fits. Type less, or choose more kinds and days.")
        words = ngettext("%(count)s line", "%(count)s lines", count) % {"count": number(count)}
        if self._left_out:
            more = _("{lines}; {more} older ones are not shown here.")
            words = more.format(lines=words, more=number(self._left_out))
        return words


def _offer(choice: Choice, options: list[tuple[object, str]]) -> None:
    """Replace what is offered; what was chosen stays where it is still offered."""
    before = choice.value
    choice.offer(options)
    choice.set_value(before)


def who_words(who: str) -> str:
    """Return who did something."""
    return who or _("This computer")


def state_words(event: Event) -> str:
    """Return what has become of an event, "" while it holds."""
    return _("taken back") if event.hidden else ""


def _span_words(days: int) -> str:
    if not days:
        return _("Any day")
    if days == 1:
        return _("Today")
    return _("Last %(days)s days") % {"days": number(days)}


def _columns(session: "Session") -> list[RowsColumn[Event]]:
    column = RowsColumn[Event]

    def colour(event: Event) -> str | None:
        return session.colours.secondary if event.hidden else None

    return [
        column(_("Done at"), lambda one: moment(one.at), lambda one: one.at, width=146, colour=colour),
        column(_("What was done"), lambda one: one.words, width=126, stretch=True, colour=colour),
        column(_("About"), lambda one: one.about, width=126, stretch=True, colour=colour),
        column(_("State"), state_words, width=64, is_whole=True, gives_way=2, colour=colour),
        column(_("Who"), lambda one: who_words(one.who), width=72, is_whole=True, gives_way=1, colour=colour),
    ]

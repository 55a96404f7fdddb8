"""One event of the history: before and after, and the way back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from funneldesk.domain.formats import moment
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.history_list import state_words, who_words
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.reading_table import ReadingTable
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.operations.history_events import Changed, Event

LEAST_WIDTH = 328


class HistoryDetail(Card):
    """Shows an event and what it changed."""

    step_wanted = Signal()
    open_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self.setMinimumWidth(LEAST_WIDTH)
        self.shown: Event | None = None
        self.title = Label("", "heading", wrap=True)
        self.about = Label("", wrap=True)
        self.facts = Label("", "secondary", wrap=True)
        self.nothing = Label("", "secondary", wrap=True)
        columns = _columns()
        self.model: RowsModel[Changed] = RowsModel(columns)
        self.table = ReadingTable(self.model, most=None)
        self.table.setAccessibleName(_("Before and after"))
        self.table.size_columns(columns)
        self.barred = Label("", "secondary", wrap=True)
        self.open_button = QPushButton(_("Show the lead"))
        self.open_button.clicked.connect(self.open_wanted)
        self.step_button = QPushButton(_("Take it back"))
        self.step_button.clicked.connect(self.step_wanted)
        for widget in (self.title, self.about, self.facts):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.nothing)
        self.body.addStretch(0)
        self.body.addWidget(self.barred)
        self.body.addLayout(row(1, self.open_button, self.step_button, wraps=True))

    def show_event(self, event: "Event", target: str) -> None:
        """Show an event whose changes are still being looked up; `target`: what its button shows, "" nothing."""
        self.shown = event
        self.title.setText(event.words)
        self.about.setText(event.about)
        self.about.setVisible(bool(event.about))
        said = (moment(event.at), who_words(event.who), state_words(event))
        self.facts.setText("　".join(filter(None, said)))
        self.barred.setText(event.barred)
        self.barred.setVisible(bool(event.barred))
        self.open_button.setText(target)
        self.open_button.setVisible(bool(target))
        # With what is about to be asked, as everywhere.
        asks = "…" if event.way == "import" and not event.hidden else ""
        self.step_button.setText(_("Bring it back") if event.hidden else _("Take it back") + asks)
        self.step_button.setVisible(bool(event.way))
        self.step_button.setEnabled(event.can_step)
        self.nothing.setText(_("Looking what it changed …"))
        self._show_rows(())

    def show_changes(self, changes: "Sequence[Changed]") -> None:
        """Show what the event changed."""
        self.nothing.setText(_("No value was changed by it."))
        self._show_rows(changes)

    def _show_rows(self, changes: "Sequence[Changed]") -> None:
        self.model.show_rows(changes)
        self.table.size_columns(self.model.columns)
        self.table.setVisible(bool(changes))
        self.nothing.setVisible(not changes)


def _columns() -> "list[RowsColumn[Changed]]":
    column = RowsColumn["Changed"]
    return [
        column(_("Value"), lambda one: one.what, width=82),
        column(_("Before"), lambda one: one.before or "–", width=98, stretch=True),
        column(_("After"), lambda one: one.after or "–", width=108, stretch=True, bold=True),
    ]

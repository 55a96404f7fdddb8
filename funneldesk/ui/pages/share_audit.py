"""操作の記録: every import, publication, export, erasure and take-over, newest first, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from funneldesk.domain.formats import moment
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import row
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.text import Label

SEARCH_WIDTH = 280


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A line of the log: when (instant), and what in words."""

    at: str
    words: str


class AuditView(QWidget):
    """The log as a table, to be searched and copied."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[AuditRow, ...] = ()
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the log"))
        self.search.setAccessibleName(_("Search the log"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.said = Label("", "secondary")
        column.addLayout(row(self.search, self.said, 1))
        card = Card(margin=0)
        columns = [
            RowsColumn[AuditRow](_("Done at"), lambda one: moment(one.at), lambda one: one.at, width=168),
            RowsColumn[AuditRow](_("What was done"), lambda one: one.words, width=300, stretch=True),
        ]
        self.model: RowsModel[AuditRow] = RowsModel(columns)
        self.table = Table(self.model)
        self.table.setAccessibleName(_("Log of what was done"))
        self.table.size_columns(columns)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        card.body.addWidget(self.table)
        column.addWidget(card, 1)

    def show_rows(self, rows: Sequence[AuditRow]) -> None:
        """Show these lines, newest first."""
        self._all = tuple(rows)
        self._filter()

    def _filter(self) -> None:
        wanted = self.search.text().strip().casefold()
        found = [one for one in self._all if wanted in f"{moment(one.at)} {one.words}".casefold()]
        self.model.show_rows(found)
        words = ngettext("%(count)s line", "%(count)s lines", len(found)) % {"count": f"{len(found):,}"}
        self.said.setText(words)

"""What was decided about who is the same person, newest first: each can be taken back, and brought back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.formats import stored_day
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table

if TYPE_CHECKING:
    from funneldesk.operations.merging import Decided
    from funneldesk.ui.session import Session


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """A decision, and who its leads are now."""

    decided: "Decided"
    who: tuple[str, ...]


class DecidedView(QWidget):
    """Shows all decisions."""

    def __init__(self, session: "Session", failed: Callable[[Exception], None]) -> None:
        super().__init__()
        self._session = session
        self._failed = failed
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(margin=0, spacing=0)
        columns = _columns()
        self.model: RowsModel[DecidedRow] = RowsModel(columns)
        self.table = Table(self.model)
        self.table.setAccessibleName(_("Decided"))
        self.table.size_columns(columns)
        self.table.moved.connect(lambda _place: self._show_current())
        card.body.addWidget(self.table, 1)
        self.empty = EmptyState(
            _("Nothing was decided by hand yet."),
            _("Every pair that was decided stands here afterwards, and can be taken back."),
        )
        column.addWidget(self.empty, 1)
        self._card = card
        column.addWidget(card, 1)
        self.button = QPushButton()
        self.button.clicked.connect(self.change)
        column.addLayout(row(1, self.button))
        self.show_rows([])

    @property
    def current(self) -> DecidedRow | None:
        """Return the chosen decision."""
        place = self.table.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    def show_rows(self, rows: list[DecidedRow]) -> None:
        """Show decisions; the chosen one stays chosen."""
        chosen = self.current.decided.id if self.current else None
        self.model.show_rows(rows)
        self.empty.setVisible(not rows)
        self._card.setVisible(bool(rows))
        self.button.setVisible(bool(rows))
        ids = [one.decided.id for one in rows]
        if rows:
            self.table.selectRow(ids.index(chosen) if chosen in ids else 0)
        self._show_current()

    def _show_current(self) -> None:
        found = self.current
        self.button.setEnabled(found is not None)
        hidden = found is not None and found.decided.hidden
        self.button.setText(_("Bring the decision back") if hidden else _("Take the decision back"))

    def change(self) -> None:
        """Take the chosen decision back, or bring it back."""
        found = self.current
        if found is None:
            return
        number, hidden = found.decided.id, found.decided.hidden

        def work(store: Any, job: Any) -> "Decided":
            from funneldesk.operations.merging import bring_back, take_back

            return (bring_back if hidden else take_back)(store, number, job)

        self.button.setEnabled(False)
        self._session.write(work, lambda _decided: None, self._failed)


def decided_rows(store: Any) -> list[DecidedRow]:
    """Return all decisions of a store, newest first."""
    from funneldesk.operations.merging import decisions
    from funneldesk.store.lead_names import lead_names

    found = decisions(store)
    names = lead_names(store, [lead for one in found for lead in one.leads])
    return [
        DecidedRow(one, tuple(" · ".join(filter(None, names.get(lead, ("", "")))) for lead in one.leads))
        for one in reversed(found)
    ]


def _columns() -> list[RowsColumn[DecidedRow]]:
    from funneldesk.operations.merging import state_words

    def column(*given: Any, **more: Any) -> RowsColumn[DecidedRow]:
        return RowsColumn(*given, **more)

    return [
        column(_("Decided on"), lambda r: stored_day(r.decided.at), lambda r: r.decided.at, width=110),
        column(_("Decision"), lambda r: _("Same person") if r.decided.same else _("Not the same"), width=110),
        column(_("Leads"), lambda r: _("; ").join(r.who), width=320, stretch=True),
        column("", lambda r: state_words(r.decided), width=170),
    ]

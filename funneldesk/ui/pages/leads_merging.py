"""Two lines chosen in the table of leads: the same person, if somebody says so."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton

from funneldesk.i18n import _
from funneldesk.ui.pages.leads_model import LeadsModel
from funneldesk.ui.pages.leads_table import LeadsTable
from funneldesk.ui.widgets.asking import Question, ask

if TYPE_CHECKING:
    from funneldesk.operations.merging import Decided
    from funneldesk.ui.session import Session

CHOSEN = 2


class MergeChosenButton(QPushButton):
    """Shown while just two leads are chosen."""

    def __init__(
        self, table: LeadsTable, model: LeadsModel, session: "Session", failed: Callable[[Exception], None]
    ) -> None:
        super().__init__(_("Merge the two chosen leads …"))
        self._table = table
        self._model = model
        self._session = session
        self._failed = failed
        self.question: Question | None = None
        self.setVisible(False)
        self.clicked.connect(lambda: self.ask_first())
        table.selectionModel().selectionChanged.connect(lambda *_changed: self._show_state())
        model.modelReset.connect(self._show_state)

    def _places(self) -> list[int]:
        """Return the chosen lines if they are two."""
        chosen = self._table.selectionModel().selection()
        spans = {(chosen.at(place).top(), chosen.at(place).bottom()) for place in range(chosen.size())}
        if sum(last - first + 1 for first, last in spans) != CHOSEN:
            return []
        return sorted(place for first, last in spans for place in range(first, last + 1))

    def _show_state(self) -> None:
        self.setVisible(bool(self._places()))

    def ask_first(self) -> None:
        """Ask whether the two are one person, and write it."""
        places = self._places()
        leads = [lead for place in places if (lead := self._model.lead_at(place)) is not None]
        if len(leads) != CHOSEN:
            return
        who = [
            " · ".join(filter(None, (self._model.text(place, name) for name in ("name", "company"))))
            for place in places
        ]
        self.question = ask(
            self,
            _("Are these the same person?"),
            "\n".join(
                [
                    *who,
                    "",
                    _("They become one lead with the history of both. It can be taken back at any time."),
                ]
            ),
            _("Merge"),
            lambda: self._merge(*leads),
        )

    def _merge(self, one: int, other: int) -> None:
        def work(store: Any, job: Any) -> "Decided":
            from funneldesk.operations.merging import merge

            return merge(store, one, other, job)

        self._session.write(work, lambda _decided: None, self._failed)

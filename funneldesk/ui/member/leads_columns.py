"""Which columns a member's table of leads has: chosen and ordered by her, remembered on her computer."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from funneldesk.i18n import _
from funneldesk.ui.member.leads_model import lead_columns

if TYPE_CHECKING:
    from funneldesk.domain.team.team_views import SharedView
    from funneldesk.ui.member.leads import LeadsPage
    from funneldesk.ui.pages.leads_chooser import ColumnsDialog

#: Where the choice is kept.
COLUMNS = "team/lead_columns"


class MemberColumns:
    """Brings the table's columns, what is remembered of them, and the menu of the headings together."""

    def __init__(self, page: "LeadsPage") -> None:
        self._page = page
        self._settings = page.session.settings
        page.model.wanted = self._kept()
        self.menu = QMenu(page)
        self.menu.addAction(_("Choose the columns of the leads…")).triggered.connect(self.open_dialog)
        self.menu.addAction(_("As at first")).triggered.connect(lambda: self.choose(()))
        self.dialog: ColumnsDialog | None = None
        header = page.table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_menu)

    def choose(self, names: Sequence[str]) -> None:
        """Show these columns from now on; none: those a table has by itself."""
        self._page.model.wanted = tuple(names)
        self._settings.setValue(COLUMNS, json.dumps(list(names)))
        self._page.ask()

    def show_view(self, view: "SharedView | None") -> None:
        """Show the columns of a saved view as long as it is chosen; what was chosen by hand stays remembered."""
        model = self._page.model
        model.wanted = view.columns if view and view.columns else self._kept()
        model.widths = view.widths if view else {}

    def open_dialog(self) -> None:
        """Let somebody choose from what is published."""
        from funneldesk.ui.pages.leads_chooser import ColumnsDialog

        model = self._page.model
        offered = lead_columns(with_contact=model.with_contact)
        words = {name: column.heading for name, column in offered.items()}
        self.dialog = ColumnsDialog(
            self._page.window(), tuple(offered), tuple(model.names), words.__getitem__, next(iter(offered))
        )
        self.dialog.chosen.connect(self.choose)
        self.dialog.anew.connect(lambda: self.choose(()))
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _open_menu(self, at: QPoint) -> None:
        self.menu.popup(self._page.table.horizontalHeader().mapToGlobal(at))

    def _kept(self) -> tuple[str, ...]:
        kept = str(self._settings.value(COLUMNS, ""))
        try:
            names = json.loads(kept) if kept else []
        except ValueError:
            return ()
        return tuple(name for name in names if isinstance(name, str)) if isinstance(names, list) else ()

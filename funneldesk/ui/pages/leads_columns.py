"""Which columns the table of leads has: chosen from a list, moved, widened; remembered for whoever sits here."""

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from funneldesk.domain.leads.lead_columns import (
    FIRST,
    NARROWEST,
    STANDARD,
    WIDEST,
    is_column,
    offered_columns,
    sound_columns,
)
from funneldesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from funneldesk.store.store import Store
    from funneldesk.ui.pages.leads import LeadsPage
    from funneldesk.ui.pages.leads_chooser import ColumnsDialog

#: Where they are kept: beside the place of borders and windows, not in the store, which others may use as well.
COLUMNS, WIDTHS = "leads/columns", "leads/widths"


class LeadColumns:
    """Brings the table's columns, what is remembered of them, and the menu of a heading together.

    A saved view brings its own columns. Own fields of another store's lists are not shown here and not forgotten.
    """

    def __init__(self, page: "LeadsPage") -> None:
        self._page = page
        self._settings = page.session.settings
        self._wanted = self._kept_names()
        self._widths = dict(self._kept_widths())
        self.offered = offered_columns(name for name in self._wanted if name.startswith("x."))
        self.menu = QMenu(page)
        self.dialog: ColumnsDialog | None = None
        table = page.table
        table.rearranged.connect(self.choose)
        table.widened.connect(self._keep_width)
        table.headings.menu_wanted.connect(self.offer_menu)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns on show."""
        return self._page.model.names

    def refresh(self) -> None:
        """Ask which columns there can be: lists with other fields may have come, or another store."""

        def work(store: "Store", _job: Any) -> tuple[str, ...]:
            from funneldesk.operations.leads import columns_to_choose

            return columns_to_choose(store)

        self._page.session.fetch(work, self._take, self._page.show_error)

    def _take(self, offered: tuple[str, ...]) -> None:
        self.offered = offered
        self._show()

    def choose(self, names: "Iterable[str]") -> None:
        """Show these columns from now on."""
        self._wanted = tuple(names)
        self._settings.setValue(COLUMNS, json.dumps(self._wanted, ensure_ascii=False))
        self._show()
        self._page.saved.show_current()

    @property
    def widths(self) -> "Mapping[str, int]":
        """The widths somebody gave to columns on show."""
        return {name: width for name, width in self._widths.items() if name in self.names}

    def widen(self, widths: "Mapping[str, int]") -> None:
        """Give columns these widths from now on; of the others they stay."""
        self._widths |= {name: width for name, width in widths.items() if NARROWEST <= width <= WIDEST}
        self._settings.setValue(WIDTHS, json.dumps(self._widths, ensure_ascii=False))
        self._page.table.use_widths(self._widths)

    def start_anew(self) -> None:
        """Show the columns, and give them the widths, that a table has before anybody chose."""
        self._widths.clear()
        self._settings.remove(WIDTHS)
        self._page.table.use_widths({})
        self.choose(STANDARD)

    def show_now(self) -> None:
        """Show what is remembered, before anything is known of the store."""
        self._page.table.use_widths(self._widths)
        self._show()

    def _show(self) -> None:
        page = self._page
        names = sound_columns(self._wanted, self.offered)
        if names == page.model.names:
            return
        row, down = page.table.currentIndex().row(), page.table.verticalScrollBar().value()
        page.model.show_columns(names)
        page.table.size_sections()
        page.filters.offer()
        if page.model.leads is not None:
            query = page.model.leads.query
            page.table.show_order(query.sort, descending=query.descending)
        page.table.verticalScrollBar().setValue(down)
        if row >= 0:
            page.table.go_to(row, 0)

    def open_dialog(self) -> None:
        """Let somebody choose from all columns."""
        from funneldesk.ui.pages.leads_chooser import ColumnsDialog

        self.dialog = ColumnsDialog(self._page.window(), self.offered, self.names)
        self.dialog.chosen.connect(self.choose)
        self.dialog.anew.connect(self.start_anew)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def offer_menu(self, place: int, at: QPoint) -> None:
        """Offer what can be done with the column of a heading."""
        self.menu.clear()
        if 0 <= place < len(self.names):
            self._add_column(place)
            self.menu.addSeparator()
        self.menu.addAction(_("Choose the columns of the leads…")).triggered.connect(self.open_dialog)
        self.menu.addAction(_("Columns and widths as at first")).triggered.connect(self.start_anew)
        self.menu.popup(at)

    def _add_column(self, place: int) -> None:
        page, name, menu = self._page, self.names[place], self.menu
        for words, descending in (
            (_("Smallest or first letter first"), False),
            (_("Greatest or last letter first"), True),
        ):
            menu.addAction(words).triggered.connect(
                lambda _on, way=descending: page.sort_by(name, descending=way)
            )
        menu.addAction(_("Filter by this column")).triggered.connect(lambda: page.filters.type_under(place))
        if name == FIRST:
            return
        menu.addSeparator()
        for words, step in ((_("Move to the left"), -1), (_("Move to the right"), 1)):
            if 0 < place + step < len(self.names):
                menu.addAction(words).triggered.connect(lambda _on, to=step: self._move(name, to))
        menu.addAction(_("Hide this column")).triggered.connect(
            lambda: self.choose(one for one in self.names if one != name)
        )

    def _move(self, name: str, step: int) -> None:
        names = list(self.names)
        place = names.index(name)
        names.insert(place + step, names.pop(place))
        self.choose(names)

    def _keep_width(self, name: str, width: int) -> None:
        self._widths[name] = width
        self._settings.setValue(WIDTHS, json.dumps(self._widths, ensure_ascii=False))

    def _kept_names(self) -> tuple[str, ...]:
        kept = _decoded(self._settings.value(COLUMNS))
        names = (
            [name for name in kept if isinstance(name, str) and is_column(name)]
            if isinstance(kept, list)
            else []
        )
        return tuple(names) or STANDARD

    def _kept_widths(self) -> "Mapping[str, int]":
        kept = _decoded(self._settings.value(WIDTHS))
        if not isinstance(kept, dict):
            return {}
        return {
            name: width
            for name, width in kept.items()
            if isinstance(width, int) and NARROWEST <= width <= WIDEST and is_column(name)
        }


def _decoded(text: object) -> Any:
    try:
        return json.loads(str(text)) if text else None
    except ValueError:
        return None

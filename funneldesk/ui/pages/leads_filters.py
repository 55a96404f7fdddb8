"""The line under the headings of the table of leads: typed texts and chosen values become filters of its query."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from funneldesk.domain.formats import number
from funneldesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.operations.lead_filters import ColumnFilter, ValueCount
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.leads import LeadsPage

#: Columns of the table that are fields of leads, and no numbers or days.
FILTERED = ("name", "company", "title", "source")
#: So many values a menu shows; others are found by typing.
MOST_OFFERED = 30


class LeadFilters:
    """Brings the fields under the headings and the page's query together."""

    def __init__(self, page: "LeadsPage") -> None:
        self._page = page
        self.header = page.table.headings
        self.menu = QMenu(page)
        columns = page.model.columns
        self._names = {place: one.sort for place, one in enumerate(columns) if one.sort in FILTERED}
        self.header.offer({place: columns[place].heading for place in self._names})
        self.header.typed.connect(self._typed)
        self.header.values_wanted.connect(self._ask_values)

    def show_current(self) -> None:
        """Show what the query filters by."""
        filters = {one.field: one for one in self._page.query.filters}
        there = {place: filters[name] for place, name in self._names.items() if name in filters}
        self._page.table.keep_columns(filters)
        self.header.show_filters(
            {place: one.text for place, one in there.items()},
            {place: one.values for place, one in there.items() if one.values},
        )

    def _filter(self, field: str) -> "ColumnFilter":
        from funneldesk.operations.lead_filters import ColumnFilter

        return next((one for one in self._page.query.filters if one.field == field), ColumnFilter(field))

    def _typed(self, place: int, text: str) -> None:
        self._put(replace(self._filter(self._names[place]), text=text))

    def _put(self, changed: "ColumnFilter") -> None:
        others = [one for one in self._page.query.filters if one.field != changed.field]
        # In the order of the fields: the same filters are the same query, whatever was typed first.
        filters = sorted([*others, changed] if changed.asks else others, key=lambda one: one.field)
        if tuple(filters) != self._page.query.filters:
            self._page.filter_by(tuple(filters))

    def _ask_values(self, place: int) -> None:
        field, filters = self._names[place], self._page.query.filters

        def work(store: "Store", _job: Any) -> "Sequence[ValueCount]":
            from funneldesk.operations.facts import facts_of
            from funneldesk.operations.lead_filters import values_of

            return values_of(facts_of(store), field, filters)[:MOST_OFFERED]

        self._page.session.read(work, lambda values: self._offer(place, values), self._page.show_error)

    def _offer(self, place: int, values: "Sequence[ValueCount]") -> None:
        now = self._filter(self._names[place])
        self.menu.clear()
        everything = self.menu.addAction(_("All values"))
        everything.triggered.connect(lambda: self._put(replace(now, values=None)))
        self.menu.addSeparator()
        for one in values:
            words = f"{one.value or _('(none)')}　{number(one.count)}"
            choice = QAction(words.replace("&", "&&"), self.menu)
            choice.setCheckable(True)
            choice.setChecked(now.values is not None and one.value in now.values)
            choice.triggered.connect(lambda on, value=one.value: self._pick(now, value, on=on))
            self.menu.addAction(choice)
        field = self.header.fields[place]
        self.menu.popup(field.mapToGlobal(field.rect().bottomLeft()))

    def _pick(self, now: "ColumnFilter", value: str, *, on: bool) -> None:
        others = tuple(one for one in now.values or () if one != value)
        values = tuple(sorted((*others, value))) if on else others
        self._put(replace(now, values=values or None))

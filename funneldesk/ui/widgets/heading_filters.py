"""The line under the headings of a table of leads: typed texts, ranges and chosen values become its filters."""

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView

from funneldesk.domain.formats import number, sentences
from funneldesk.domain.leads.lead_columns import column_kind
from funneldesk.domain.leads.records import plain
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.ui.widgets.filter_header import FilterHeader
from funneldesk.ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from funneldesk.operations.lead_filters import ColumnFilter, ValueCount

#: So many values a menu shows; others are found by typing.
MOST_OFFERED = 30
#: Whether the line is seen, in the settings of whoever sits here.
LINE = "leads/filter_line"
#: Ranges of a column of numbers that are offered.
_NUMBERS = ("80〜", "60〜", "40〜", "20〜", "〜20")


class FilteredPage(Protocol):
    """A page with a table whose `query` has filters."""

    session: Any
    banner: Any

    @property
    def query(self) -> Any:
        """What the table is asked to show."""

    def filter_by(self, filters: "tuple[ColumnFilter, ...]") -> None:
        """Show whom these let pass."""


class HeadingFilters(ABC):
    """Brings the fields under the headings and the page's query together."""

    def __init__(self, page: FilteredPage, table: QTableView, header: FilterHeader) -> None:
        self._page, self._table = page, table
        self.header = header
        self.menu = QMenu(table)
        self._names: dict[int, str] = {}
        self.header.typed.connect(self._typed)
        self.header.entered.connect(self._say_fault)
        self.header.values_wanted.connect(self._ask_values)
        self.header.show_line(on=str(page.session.settings.value(LINE, "true")) == "true")

    def offer(self) -> None:
        """Give each column on show a field."""
        columns = self.columns()
        self._names = {place: name for place, (name, _heading) in enumerate(columns)}
        self.header.offer({place: heading for place, (_name, heading) in enumerate(columns)})
        self.show_current()

    @abstractmethod
    def columns(self) -> "Sequence[tuple[str, str]]":
        """Return the columns on show, each with its heading."""

    @abstractmethod
    def words(self, field: str, value: str) -> str:
        """Return a value of a column as people read it."""

    @abstractmethod
    def find_values(self, field: str, then: "Callable[[Sequence[ValueCount]], None]") -> None:
        """Find out in the background which values a column has, and say so."""

    @abstractmethod
    def keep(self, fields: "Iterable[str]") -> None:
        """Let the table keep these columns in sight, where it can."""

    def show_current(self) -> None:
        """Show what the query filters by."""
        filters = {one.field: one for one in self._page.query.filters}
        there = {place: filters[name] for place, name in self._names.items() if name in filters}
        self.keep(filters)
        self.header.show_filters(
            {place: one.text for place, one in there.items()},
            {
                place: [self.words(one.field, value) for value in one.values]
                for place, one in there.items()
                if one.values
            },
        )
        for place, name in self._names.items():
            if place not in there:
                self.header.fields[place].setToolTip(plain_tip(_hint(name)) if _hint(name) else "")

    def toggle(self) -> None:
        """Go to the line; from within it, hide it."""
        header = self.header
        inside = any(field.hasFocus() for field in header.fields.values())
        if inside:
            self._table.setFocus()
        self._show_line(on=not inside)
        if not inside:
            header.focus_field(self._table.currentIndex().column())

    def type_under(self, place: int) -> None:
        """Let somebody type under a heading."""
        self._show_line(on=True)
        self.header.focus_field(place)

    def take_off(self, field: str) -> None:
        """Filter by this column no longer."""
        self._page.filter_by(tuple(one for one in self._page.query.filters if one.field != field))

    def _show_line(self, *, on: bool) -> None:
        self.header.show_line(on=on)
        self._page.session.settings.setValue(LINE, "true" if on else "false")

    def _filter(self, field: str) -> "ColumnFilter":
        from funneldesk.operations.lead_filters import ColumnFilter

        return next((one for one in self._page.query.filters if one.field == field), ColumnFilter(field))

    def _typed(self, place: int, text: str) -> None:
        from funneldesk.operations.lead_filters import STAGE_VALUES, require_readable

        changed = replace(self._filter(self._names[place]), text=text)
        if changed.field == "stage":
            named = tuple(one for one in STAGE_VALUES if plain(text) in plain(self.words("stage", one)))
            changed = replace(changed, values=named if text.strip() else None)
        try:
            require_readable(changed)
        except UserError as error:
            # Perhaps it is half typed: whoever goes on with Enter is told.
            self.header.fields[place].setToolTip(plain_tip(f"{error.message}\n{error.next_step}"))
            return
        self._put(changed)

    def _say_fault(self, place: int) -> None:
        """Say what is wrong with what was typed, where the table does not show it."""
        from funneldesk.operations.lead_filters import ColumnFilter, require_readable

        try:
            require_readable(ColumnFilter(self._names[place], self.header.fields[place].text()))
        except UserError as error:
            self._page.banner.say(sentences(error.message, error.next_step), "red")

    def _put(self, changed: "ColumnFilter") -> None:
        others = [one for one in self._page.query.filters if one.field != changed.field]
        # In the order of the fields: the same filters are the same query, whatever was typed first.
        filters = sorted([*others, changed] if changed.asks else others, key=lambda one: one.field)
        if tuple(filters) != self._page.query.filters:
            self._page.filter_by(tuple(filters))

    def _ask_values(self, place: int) -> None:
        field = self._names[place]
        if column_kind(field) in ("number", "day"):
            self._offer_ranges(place)
        else:
            self.find_values(field, lambda values: self._offer(field, place, values[:MOST_OFFERED]))

    def _offer_ranges(self, place: int) -> None:
        now = self._filter(self._names[place])
        is_day = column_kind(now.field) == "day"
        offered = _months(self._page.session.today) if is_day else [(text, text) for text in _NUMBERS]
        self._begin_menu(now)
        for words, text in offered:
            choice = QAction(words, self.menu)
            choice.setCheckable(True)
            choice.setChecked(now.text == text)
            choice.triggered.connect(lambda _on, chosen=text: self._put(replace(now, text=chosen)))
            self.menu.addAction(choice)
        self._open_menu(place)

    def _offer(self, field: str, place: int, values: "Sequence[ValueCount]") -> None:
        if self._names.get(place) != field:
            return  # Other columns are on show by now.
        now = self._filter(self._names[place])
        self._begin_menu(now)
        for one in values:
            words = self.words(now.field, one.value) or _("(none)")
            words += f"　{number(one.count)}" if one.count else ""
            choice = QAction(words.replace("&", "&&"), self.menu)
            choice.setCheckable(True)
            choice.setChecked(now.values is not None and one.value in now.values)
            choice.triggered.connect(lambda on, value=one.value: self._pick(now, value, on=on))
            self.menu.addAction(choice)
        self._open_menu(place)

    def _begin_menu(self, now: "ColumnFilter") -> None:
        self.menu.clear()
        everything = self.menu.addAction(_("All values"))
        kept = now.text if column_kind(now.field) == "text" else ""
        everything.triggered.connect(lambda: self._put(replace(now, values=None, text=kept)))
        self.menu.addSeparator()

    def _open_menu(self, place: int) -> None:
        field = self.header.fields[place]
        self.menu.popup(field.mapToGlobal(field.rect().bottomLeft()))

    def _pick(self, now: "ColumnFilter", value: str, *, on: bool) -> None:
        others = tuple(one for one in now.values or () if one != value)
        values = tuple(sorted((*others, value))) if on else others
        text = "" if now.field == "stage" else now.text
        self._put(replace(now, values=values or None, text=text))


def _hint(name: str) -> str:
    """Return what can be typed under a heading, where that is not any text."""
    kind = column_kind(name)
    if kind == "number":
        return _("Type it like 60-80, 60 or more, or 80 or less.")
    if kind == "day":
        return _("Type it like 2026/4/1 - 2026/6/30, 2026/4, or 2026/4 or later.")
    return ""


def _months(today: int) -> list[tuple[str, str]]:
    """Return ranges of days by their names, as they would be typed: they stay what they are when time goes by."""
    now = date.fromordinal(today)
    before = date.fromordinal(now.replace(day=1).toordinal() - 1)
    return [
        (f"{words} ({text})", text)
        for words, text in (
            (_("This month"), f"{now:%Y/%m}"),
            (_("Last month"), f"{before:%Y/%m}"),
            (_("This year"), f"{now:%Y}"),
            (_("Last year"), f"{now.year - 1}"),
        )
    ]

"""The table of leads as a Qt model: an array of ids, and blocks of rows fetched when they come into view."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from funneldesk.domain.fields import FIELDS, OWN_PREFIX, STAGES
from funneldesk.domain.formats import day, number, stored_day
from funneldesk.domain.leads.edits import why_not
from funneldesk.domain.leads.lead_columns import COMPUTED, STANDARD, column_kind, column_label
from funneldesk.domain.leads.value_words import plain_count, value_text
from funneldesk.domain.words import stage_label
from funneldesk.ui.widgets.cell_painting import Look, alignment, told
from funneldesk.ui.widgets.rows import Index
from funneldesk.ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from funneldesk.operations.leads import LeadFigures, LeadList, LeadQuery, LeadRow

BLOCK = 256
BLOCKS_KEPT = 64
WAITING = "…"
#: How wide columns are until somebody makes them wider or narrower; of all others those with the time of
#: day have WITH_TIME, and the rest ORDINARY.
WIDTHS = {
    "name": 150, "company": 190, "title": 110, "source": 110, "acquired_at": 112, "stage": 84, "score": 72,
    "since": 112, "email": 190, "phone": 120, "note": 220, "activities": 90,
}  # fmt: skip
WITH_TIME, ORDINARY = 152, 112
#: Columns that are not what one looks for first.
_QUIET = ("title", "source", "acquired_at")

_CELL = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _CELL | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True, slots=True)
class LeadColumn:
    """A column: what it sorts by, its heading, its width, where its text stands."""

    sort: str
    heading: str
    width: int
    right: bool = False


def lead_columns(names: Iterable[str] = STANDARD) -> tuple[LeadColumn, ...]:
    """Return columns of the table by their names (`domain.leads.lead_columns`)."""
    return tuple(
        LeadColumn(name, column_label(name), WIDTHS.get(name) or _usual_width(name), _is_number(name))
        for name in names
    )


def _is_number(name: str) -> bool:
    return column_kind(name) == "number" or name == "employees"


def _usual_width(name: str) -> int:
    return WITH_TIME if FIELDS["leads"].get(name) == "moment" else ORDINARY


class RowsNear(NamedTuple):
    """The rows that come with a list, so that what is seen first need not be asked for: a block by its number."""

    generation: int
    number: int
    rows: "Mapping[int, LeadRow]"


class LeadsModel(QAbstractTableModel):
    """Rows of any number; what is not there yet shows as "…" until its block arrives."""

    #: Somebody asked for another order: field, descending.
    sort_wanted = Signal(str, bool)

    def __init__(self, fetch: Callable[[list[int], Callable[["Mapping[int, LeadRow]"], None]], None]) -> None:
        """`fetch(ids, done)` gets rows in the background."""
        super().__init__()
        self.columns = lead_columns()
        self.labels: Mapping[str, str] = {}
        #: The colour of what one does not look for first.
        self.quiet = QColor("#5C6674")
        #: Whether values of a column on show can be typed in: asked for each cell that is painted.
        self._can_edit: dict[str, bool] = {}
        self._bold = QFont(QApplication.font())
        self._bold.setBold(True)
        self._fetch = fetch
        self._list: LeadList | None = None
        self._blocks: OrderedDict[int, dict[int, LeadRow]] = OrderedDict()
        self._asked: set[int] = set()
        #: Blocks that are shown until they come anew.
        self._old: set[int] = set()
        #: What is being written, by lead and field, and which of it is written.
        self._typed: dict[tuple[int, str], str] = {}
        self._written: set[tuple[int, str]] = set()
        self._generation = 0

    @property
    def leads(self) -> "LeadList | None":
        """Return what is shown."""
        return self._list

    def has_lines_of(self, leads: "LeadList") -> bool:
        """Whether the same leads stand in the same lines already."""
        shown = self._list
        return shown is not None and len(shown.ids) == len(leads.ids) and bool((shown.ids == leads.ids).all())

    @property
    def generation(self) -> int:
        """Which rows are on show: those asked for before another number are not taken."""
        return self._generation

    def show_leads(self, leads: "LeadList", near: "RowsNear | None" = None) -> bool:
        """Show another list, with those of its rows that came along; return whether other leads stand in the lines now.

        Rows known already are kept.
        """
        is_new = near is not None and near.generation == self._generation
        if self.has_lines_of(leads):
            # What is chosen, typed in and scrolled to stays as it is.
            self._list = leads
            if near is not None and is_new:
                self._take(near.number, near.rows)
            self._tell_all()
            return False
        known = {row.id: row for block in self._blocks.values() for row in block.values()}
        self.beginResetModel()
        self._list = leads
        self._generation += 1
        self.forget_rows()
        if near is not None and is_new:
            self._blocks[near.number] = dict(near.rows)
        self.endResetModel()
        first = [int(id_) for id_ in leads.ids[:BLOCK]]
        if first and all(id_ in known for id_ in first):
            self._blocks[0] = {id_: known[id_] for id_ in first}
        return True

    def _tell_all(self) -> None:
        last = len(self.columns) - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, last))

    def show_columns(self, names: Iterable[str]) -> None:
        """Show other columns, or the same in another order; rows come again with what these need."""
        self.beginResetModel()
        self.columns = lead_columns(names)
        self._can_edit.clear()
        self._generation += 1
        self.forget_rows()
        self.endResetModel()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns on show, in their order."""
        return tuple(column.sort for column in self.columns)

    def forget_rows(self) -> None:
        """Fetch every row anew: the store changed."""
        self._blocks.clear()
        self._asked.clear()
        self._old.clear()

    def renew_rows(self) -> None:
        """Fetch every row anew, and show what is known of it until it is there."""
        self._generation += 1
        self._asked.clear()
        self._old = set(self._blocks)

    def show_typed(self, lead: int, field: str, text: str | None) -> None:
        """Show a stored text that is being written, until the row itself says it; None: it was not written."""
        if text is None:
            self._typed.pop((lead, field), None)
        else:
            self._typed[lead, field] = text
            self._written.discard((lead, field))
        self._tell_line(lead)

    def typed_is_written(self, lead: int, field: str) -> None:
        """From now on rows that come say it."""
        self._written.add((lead, field))

    def _tell_line(self, lead: int) -> None:
        place = self.place_of(lead)
        if place is not None:
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))

    def stored(self, place: int, column: str) -> str | None:
        """Return what is stored of a lead under a column that is not computed; None: its row is not here yet."""
        row = self._row(place)
        return None if row is None else self._stored(row, column)

    def typed_text(self, place: int, column: str) -> str:
        """Return a value as somebody would type it, to begin an edit with."""
        return value_text(column, self.stored(place, column) or "")

    def _stored(self, row: "LeadRow", column: str) -> str:
        typed = self._typed.get((row.id, column))
        return row.values.get(column) or str(getattr(row, column, "") or "") if typed is None else typed

    def lead_at(self, place: int) -> int | None:
        """Return the id of the lead in a line."""
        if self._list is None or not 0 <= place < len(self._list.ids):
            return None
        return int(self._list.ids[place])

    def lead_kept(self, place: int, query: "LeadQuery") -> int | None:
        """Return the lead in a line where the same is asked anew; another order or filter begins at its first line."""
        return self.lead_at(place) if self._list is not None and self._list.query == query else None

    def place_of(self, lead_id: int) -> int | None:
        """Return the line of a lead, None if it is not shown."""
        if self._list is None:
            return None
        places = (self._list.ids == lead_id).nonzero()[0]
        return int(places[0]) if len(places) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of leads."""
        return 0 if parent.isValid() or self._list is None else len(self._list.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return a heading, aligned as its column is."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(self.columns[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.columns[section].heading)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(right=self.columns[section].right)
        return None

    def _heading(self, column: LeadColumn) -> str:
        if self._list is None or self._list.query.sort != column.sort or not self._list.figures:
            return column.heading
        return f"{column.heading} {'↓' if self._list.query.descending else '↑'}"

    def data(self, index: Index, role: int = 0) -> Any:
        """Return what the view asks of one cell."""
        if not index.isValid() or self._list is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.text(index.row(), self.columns[index.column()].sort))
        return told(self, index, role)

    def look(self, index: Index) -> Look:
        """Return how a cell looks."""
        column = self.columns[index.column()]
        quiet = self.quiet if column.sort in _QUIET else None
        font = self._bold if column.sort == "name" else None
        return Look(self.text(index.row(), column.sort), column.right, font, quiet)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that a cell can be edited where its column is no computed one."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _EDITABLE if self.is_editable(self.columns[index.column()].sort) else _CELL

    def is_editable(self, column: str) -> bool:
        """Whether values of a column can be typed in."""
        can = self._can_edit.get(column)
        if can is None:
            can = self._can_edit[column] = not self.why_not(column)
        return can

    def why_not(self, column: str) -> str:
        """Return why values of a column cannot be typed in, "" where they can."""
        # Own fields of lists that are not there any more are no columns on show.
        return why_not(column, [name for name in self.names if name.startswith(OWN_PREFIX)])

    def sort(self, section: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order."""
        if 0 <= section < len(self.columns):
            self.sort_wanted.emit(self.columns[section].sort, order == Qt.SortOrder.DescendingOrder)

    def text(self, place: int, column: str) -> str:
        """Return the text of one cell; computed ones need no row."""
        if self._list is None:
            return ""
        if column in COMPUTED:
            figures = self._list.figures
            position = int(self._list.positions[place])
            return _computed(figures, position, column, self.labels) if figures else WAITING
        row = self._row(place)
        return WAITING if row is None else self._shown(place, column, row)

    def _shown(self, place: int, column: str, row: "LeadRow") -> str:
        if column in COMPUTED:
            return self.text(place, column)
        stored = self._stored(row, column)
        if column == "acquired_at":
            return stored_day(stored) if (row.id, column) in self._typed else self._acquired(place, row)
        if column == "name":
            return stored or row.email or "–"
        count = plain_count(column, stored)
        return value_text(column, stored) if count is None else number(count)

    def cells(self, place: int, rows: Mapping[int, "LeadRow"]) -> list[str]:
        """Return the texts of one line, taking its row from `rows`: lines out of sight have none here."""
        lead = self.lead_at(place)
        row = rows.get(lead) if lead is not None else None
        return [self._shown(place, column.sort, row) for column in self.columns] if row else []

    def _acquired(self, place: int, row: "LeadRow") -> str:
        figures = self._list.figures if self._list else None
        if figures and self._list:
            return day(int(figures.acquired[int(self._list.positions[place])]))
        return stored_day(row.acquired_at)

    def _row(self, place: int) -> "LeadRow | None":
        number = place // BLOCK
        block = self._blocks.get(number)
        if block is None or number in self._old:
            self._ask(number)
        if block is None:
            return None
        self._blocks.move_to_end(number)
        lead = self.lead_at(place)
        return block.get(lead) if lead is not None else None

    def _ask(self, number: int) -> None:
        if number in self._asked or self._list is None:
            return
        self._asked.add(number)
        first = number * BLOCK
        ids = [int(id_) for id_ in self._list.ids[first : first + BLOCK]]
        generation = self._generation

        def take(rows: "Mapping[int, LeadRow]") -> None:
            if generation == self._generation:
                self._take(number, rows)

        self._fetch(ids, take)

    def _take(self, number: int, rows: "Mapping[int, LeadRow]") -> None:
        self._asked.discard(number)
        self._old.discard(number)
        self._blocks[number] = dict(rows)
        for lead, field in [one for one in self._written if one[0] in rows]:
            self._written.discard((lead, field))
            self._typed.pop((lead, field), None)
        while len(self._blocks) > BLOCKS_KEPT:
            self._blocks.popitem(last=False)
        first = number * BLOCK
        last = min(first + BLOCK, self.rowCount()) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))


def _computed(figures: "LeadFigures", position: int, column: str, labels: Mapping[str, str]) -> str:
    if column == "score":
        return f"{figures.score(position):.0f}"
    if column == "activities":
        return number(int(figures.activities[position]))
    if column in ("since", "last_on"):
        return day(int((figures.since if column == "since" else figures.last)[position]))
    if figures.disqualified[position]:
        return stage_label("disqualified", labels)
    return stage_label(STAGES[figures.stage[position]], labels)

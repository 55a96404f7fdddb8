"""The leads of a publication as a Qt model: only what comes into view is read, in blocks, off the GUI thread."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from funneldesk.domain.formats import day, number
from funneldesk.domain.team.publication import table_named
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _
from funneldesk.ui.widgets.cell_painting import Look, alignment, told
from funneldesk.ui.widgets.rows import Index, RowsColumn
from funneldesk.ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from funneldesk.operations.team_view import LeadQuery, PublishedLead
    from funneldesk.ui.tasks import Job

BLOCK = 256
BLOCKS_KEPT = 64
#: Blocks asked for at a time: as many as can be in view, and one.
MOST_ASKED = 3
WAITING = "…"
#: What the table sorts by, column by column; its width, whether it stretches, stands right, and gives way.
_SHAPES = {
    "person": (130, False, False, 0),
    "company": (170, True, False, 0),
    "title": (110, False, False, 2),
    "stage": (84, False, False, 0),
    "score": (64, False, True, 0),
    "owner": (96, False, False, 1),
    "email": (204, False, False, 3),
    "phone": (120, False, False, 3),
    "source": (100, False, False, 4),
    "industry": (100, False, False, 5),
    "prefecture": (80, False, False, 6),
    "acquired_on": (112, False, False, 3),
    "last_on": (112, False, False, 2),
}
#: Published of open hand-overs at most.
CONTACT = ("person", "email", "phone")

Fetch = Callable[["LeadQuery", int, Callable[["Sequence[PublishedLead]"], None]], "Job"]


def lead_columns(
    *, with_contact: bool, widths: Mapping[str, int] = MappingProxyType({})
) -> dict[str, RowsColumn[Any]]:
    """Return the columns by the name they sort by; without those that this publication has of nobody.

    `widths`: of those that somebody gave another.
    """
    headings = {column.name: column.heading for column in table_named("leads").columns}
    return {
        name: RowsColumn(
            _(headings[name]),
            partial(_text, name),
            width=widths.get(name, width),
            stretch=stretch,
            right=right,
            gives_way=gives_way,
        )
        for name, (width, stretch, right, gives_way) in _SHAPES.items()
        if with_contact or name not in CONTACT
    }


def _text(name: str, lead: "PublishedLead") -> str:
    value = getattr(lead, name)
    if name == "stage":
        return stage_label(str(value)) if value else ""
    if name in ("acquired_on", "last_on"):
        return day(value)
    if name == "score":
        return "" if value is None else number(value)
    return "" if value is None else str(value)


#: Whom a line is about.
_BOLD = frozenset({"person", "company"})


class LeadsModel(QAbstractTableModel):
    """As many rows as there are; those that are not there yet show "…"."""

    #: Another order is wanted: a column of the publication, falling or not.
    sort_wanted = Signal(str, bool)

    def __init__(self, fetch: Fetch) -> None:
        super().__init__()
        self.names: list[str] = []
        self.columns: list[RowsColumn[Any]] = []
        #: The columns somebody chose, in her order; none: all there are. Those not published are left out.
        self.wanted: tuple[str, ...] = ()
        #: Widths that a saved view brings.
        self.widths: Mapping[str, int] = {}
        self.with_contact = False
        self.query: LeadQuery | None = None
        self._count = 0
        self._fetch = fetch
        self._blocks: OrderedDict[int, Sequence[PublishedLead]] = OrderedDict()
        self._asked: dict[int, Job] = {}
        self._generation = 0
        self._bold = QFont(QApplication.font())
        self._bold.setBold(True)

    def show_leads(
        self, query: "LeadQuery", count: int, first: "Sequence[PublishedLead]", *, with_contact: bool
    ) -> None:
        """Show another list, of which the first block is there."""
        every = lead_columns(with_contact=with_contact, widths=self.widths)
        chosen = dict.fromkeys((next(iter(every)), *(name for name in self.wanted if name in every)))
        columns = {name: every[name] for name in chosen} if len(chosen) > 1 else every
        self.beginResetModel()
        self.with_contact = with_contact
        self.names, self.columns = list(columns), list(columns.values())
        self.query, self._count = query, count
        self._generation += 1
        for job in self._asked.values():
            job.cancel()
        self._asked.clear()
        self._blocks.clear()
        if first:
            self._blocks[0] = first
        self.endResetModel()

    def lead_at(self, place: int) -> "PublishedLead | None":
        """Return the lead in a line, None where it is not there yet."""
        block = self._blocks.get(place // BLOCK)
        at = place % BLOCK
        return block[at] if block is not None and 0 <= at < len(block) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of leads."""
        return 0 if parent is not None and parent.isValid() else self._count

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return a heading, with an arrow where the lines are ordered by it."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            heading = self.columns[section].heading
            if self.query is not None and self.query.sort == self.names[section]:
                return f"{heading} {'↓' if self.query.descending else '↑'}"
            return heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(right=self.columns[section].right)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Return what the view asks of one cell."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.look(index).text)
        return told(self, index, role)

    def look(self, index: Index) -> Look:
        """Return how a cell looks."""
        lead, column = self._lead(index.row()), self.columns[index.column()]
        font = self._bold if self.names[index.column()] in _BOLD else None
        return Look(WAITING if lead is None else column.text(lead), column.right, font)

    def sort(self, section: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order."""
        if 0 <= section < len(self.names):
            self.sort_wanted.emit(self.names[section], order == Qt.SortOrder.DescendingOrder)

    def _lead(self, place: int) -> "PublishedLead | None":
        block = place // BLOCK
        if block in self._blocks:
            self._blocks.move_to_end(block)
        else:
            self._ask(block)
        return self.lead_at(place)

    def _ask(self, block: int) -> None:
        if block in self._asked or self.query is None:
            return
        # Who drags the bar over a hundred thousand lines waits for none of those she left behind.
        while len(self._asked) >= MOST_ASKED:
            self._asked.pop(next(iter(self._asked))).cancel()
        generation = self._generation

        def take(leads: "Sequence[PublishedLead]") -> None:
            if generation != self._generation:
                return
            self._asked.pop(block, None)
            self._blocks[block] = leads
            while len(self._blocks) > BLOCKS_KEPT:
                self._blocks.popitem(last=False)
            last = min((block + 1) * BLOCK, self._count) - 1
            self.dataChanged.emit(self.index(block * BLOCK, 0), self.index(last, len(self.columns) - 1))

        self._asked[block] = self._fetch(self.query, block * BLOCK, take)

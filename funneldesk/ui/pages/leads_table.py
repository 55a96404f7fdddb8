"""The table of leads: leaves out the less important columns where the window is narrow."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from funneldesk.ui.pages.leads_model import LeadsModel
from funneldesk.ui.widgets.filter_header import FilterHeader
from funneldesk.ui.widgets.rows import Table

#: These go first where there is no room for all.
LESS_IMPORTANT = ("title", "source", "acquired_at", "since")
STRETCHED = "company"


class LeadsTable(Table):
    """A table over any number of leads."""

    #: These lines are to be copied: the first and last line of each block.
    copy_wanted = Signal(list)

    def __init__(self, model: LeadsModel) -> None:
        self.headings = FilterHeader()
        super().__init__(model, header=self.headings)
        self._model = model
        self._kept: frozenset[str] = frozenset()
        header = self.horizontalHeader()
        header.setMinimumSectionSize(48)
        header.setSortIndicatorShown(False)  # the model says it in the heading: Qt's arrow covers the words
        for place, column in enumerate(model.columns):
            stretch = column.sort == STRETCHED
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(place, mode)
            header.resizeSection(place, column.width)

    def show_order(self, field: str, *, descending: bool) -> None:
        """Show by which column the lines are ordered."""
        place = [column.sort for column in self._model.columns].index(field)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        blocked = header.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        header.setSortIndicator(place, order)
        header.blockSignals(blocked)
        header.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide what has no room."""
        super().resizeEvent(event)
        self._give_room()

    def keep_columns(self, names: Iterable[str]) -> None:
        """Never hide these columns: the lines are filtered by them."""
        self._kept = frozenset(names)
        self._give_room()

    def _give_room(self) -> None:
        columns = self._model.columns
        needed = sum(column.width for column in columns)
        for name in LESS_IMPORTANT:
            place = [column.sort for column in columns].index(name)
            hide = needed > self.viewport().width() and name not in self._kept
            if hide:
                needed -= columns[place].width
            self.setColumnHidden(place, hide)

    def copy_selection(self) -> None:
        """Ask for the chosen lines; those out of sight have to be fetched first."""
        chosen = self.selectionModel().selection()
        spans = {(chosen.at(place).top(), chosen.at(place).bottom()) for place in range(chosen.size())}
        self.copy_wanted.emit(sorted(spans))

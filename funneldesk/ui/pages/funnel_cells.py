"""A table of numbers: each number can be clicked, and then the people behind it are asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from funneldesk.ui.widgets.rows import Index, Row, RowsColumn, RowsModel, Table


@dataclass(frozen=True)
class NumberColumn(RowsColumn[Row]):
    """A column of numbers; `part` says which number of a row it shows, None where there are no people behind it."""

    part: Callable[[Row], Any] | None = None


class NumbersTable(Table):
    """A table whose numbers open by a click or Enter; a row, by a double click or Enter on its name."""

    #: The row, and the part of it that was asked for; None: the row itself.
    opened_part = Signal(int, object)

    def __init__(self, model: RowsModel[Any], *, sortable: bool = True) -> None:
        super().__init__(model, sortable=sortable)
        self._rows = model
        self.setMouseTracking(True)
        self.setItemDelegate(_Ring(self))
        self.clicked.connect(self._clicked)
        self.opened.connect(self._opened)

    def show_rows(self, columns: Sequence[RowsColumn[Any]], rows: Sequence[Any]) -> None:
        """Replace columns and rows."""
        self._rows.show(columns, rows)
        self.size_columns(self._rows.columns)

    def part_at(self, index: Index) -> Any:
        """Return which number stands in a cell; None where nothing can be opened."""
        if not index.isValid():
            return None
        column = self._rows.columns[index.column()]
        part = column.part if isinstance(column, NumberColumn) else None
        row = self._rows.rows[index.row()]
        return part(row) if part is not None and column.text(row) not in {"", "–"} else None

    def _clicked(self, index: QModelIndex) -> None:
        part = self.part_at(index)
        # With a key held down rows are chosen, to be copied.
        if part is not None and len(self.selectionModel().selectedRows()) == 1:
            self.opened_part.emit(index.row(), part)

    def _opened(self, row: int) -> None:
        # A double click on a number was a click before.
        if self.part_at(self.currentIndex()) is None:
            self.opened_part.emit(row, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the number the keyboard is on."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened_part.emit(index.row(), self.part_at(index))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand where a click opens something."""
        super().mouseMoveEvent(event)
        opens = self.part_at(self.indexAt(event.position().toPoint())) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)


class _Ring(QStyledItemDelegate):
    """Draws a ring around the number the keyboard is on: rows are chosen whole, numbers opened one by one."""

    def __init__(self, table: NumbersTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell, and the ring where the keyboard is."""
        super().paint(painter, option, index)
        here: Any = option
        if here.state & QStyle.StateFlag.State_HasFocus and self._table.part_at(index) is not None:
            painter.setPen(QPen(here.palette.highlight().color(), 2))
            painter.drawRoundedRect(here.rect.adjusted(2, 3, -2, -3), 4, 4)

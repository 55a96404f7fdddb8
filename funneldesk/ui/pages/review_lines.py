"""Lines of minutes as a model: what is typed is handed on cell by cell; the last row is the one to be written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from funneldesk.domain.formats import colon, sentences
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.ui.widgets.rows import Index
from funneldesk.ui.widgets.text import plain_tip


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A column: its heading and its share of the width; `ticks`: a box to tick stands before its words."""

    name: str
    heading: str
    share: int
    ticks: bool = False
    #: Offered while somebody types.
    offers: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row: `key` is its item, below 0 while it is new; `tone`: "", "quiet" or "red"."""

    key: int
    cells: Mapping[str, str]
    ticked: bool = False
    tone: str = ""
    tip: str = ""


@dataclass
class _Looks:
    quiet: str = "#888888"
    red: str = "#AA0000"
    offers: tuple[str, ...] = field(default_factory=tuple)


class LinesModel(QAbstractTableModel):
    """Lines of a review; what is typed is handed on cell by cell and stays on show until it is written."""

    #: A line, with all its cells, after one of them changed.
    written = Signal(object)
    #: A line was ticked or not any more.
    ticked = Signal(int, bool)
    #: What was typed cannot be taken, and why.
    refused = Signal(str)

    def __init__(
        self,
        columns: Sequence[LineColumn],
        hint: str,
        understood: Callable[[str, str], str] = lambda _name, text: text,
    ) -> None:
        """`hint` stands in the row to be written; `understood(column, text)` may read it, or raise a UserError."""
        super().__init__()
        self._understood = understood
        self.columns = tuple(columns)
        self.looks = _Looks()
        self.lines: list[Line] = []
        self.editable = False
        self._hint = hint
        self._new = 0

    def show_lines(self, lines: Sequence[Line], item_of: Callable[[int], int], *, editable: bool) -> None:
        """Show what is stored; rows that are the same stay, so that nobody loses the place."""
        shown = [*lines, self._blank()] if editable else list(lines)
        same = editable == self.editable and [
            item_of(one.key) for one in self.lines if not self._is_blank(one)
        ] == [one.key for one in lines]
        if same and len(shown) == len(self.lines):
            shown = [*lines, *self.lines[len(lines) :]]
            self.lines = shown
            if shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, len(self.columns) - 1), [])
            return
        self.beginResetModel()
        self.lines, self.editable = shown, editable
        self.endResetModel()

    def _blank(self) -> Line:
        self._new -= 1
        return Line(self._new, {})

    def _is_blank(self, line: Line) -> bool:
        return self.editable and line is self.lines[-1]

    def is_blank(self, row: int) -> bool:
        """Whether a row is the one to be written."""
        return self.editable and row == len(self.lines) - 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows, the one to be written included."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return a heading."""
        across = orientation == Qt.Orientation.Horizontal
        return self.columns[section].heading if across and role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        if self.columns[index.column()].ticks and not self.is_blank(index.row()):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = 0) -> Any:
        """Return what the view asks of one cell."""
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], self.columns[index.column()]
        text = line.cells.get(column.name, "")
        if role == Qt.ItemDataRole.EditRole:
            return text
        if line.tone == "red" and column.name == "until":
            text = f"{text}\n{_('late')}"
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self._hint
                if self.is_blank(index.row()) and index.column() == 0 and not any(line.cells.values())
                else text
            )
        if role == Qt.ItemDataRole.CheckStateRole and column.ticks and not self.is_blank(index.row()):
            return Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(index.row(), line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(line.tip or text) if line.tip or text else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.heading}{colon()}{text}"
        return None

    def _colour(self, row: int, line: Line, column: LineColumn) -> QColor | None:
        if line.tone == "red" and column.name == "until":
            return QColor(self.looks.red)
        quiet = line.tone == "quiet" or (self.is_blank(row) and not any(line.cells.values()))
        return QColor(self.looks.quiet) if quiet else None

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        """Take what was typed or ticked."""
        if not index.isValid():
            return False
        line, column = self.lines[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole:
            ticked = Qt.CheckState(value) == Qt.CheckState.Checked
            self._replace(index.row(), replace(line, ticked=ticked))
            self.ticked.emit(line.key, ticked)
            return True
        text = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or text == line.cells.get(column.name, ""):
            return False
        try:
            text = self._understood(column.name, text)
        except UserError as error:
            self.refused.emit(sentences(error.message, error.next_step))
            return False
        blank = self.is_blank(index.row())
        line = replace(line, cells={**line.cells, column.name: text})
        self._replace(index.row(), line)
        if not line.cells.get(self.columns[0].name):
            return True  # the rest of a line whose words are still to come
        if blank:
            self._append_blank()
        self.written.emit(line)
        return True

    def add_line(self, texts: Sequence[str]) -> None:
        """Write a whole line, as it is pasted: what cannot be understood of it is named and left out."""
        cells = {}
        for column, text in zip(self.columns, texts, strict=False):
            try:
                cells[column.name] = self._understood(column.name, " ".join(text.split()))
            except UserError as error:
                self.refused.emit(sentences(error.message, error.next_step))
        if not self.editable or not cells.get(self.columns[0].name):
            return
        line = Line(self.lines[-1].key, cells)
        self._replace(len(self.lines) - 1, line)
        self._append_blank()
        self.written.emit(line)

    def _append_blank(self) -> None:
        self.beginInsertRows(QModelIndex(), len(self.lines), len(self.lines))
        self.lines.append(self._blank())
        self.endInsertRows()

    def _replace(self, row: int, line: Line) -> None:
        self.lines[row] = line
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1), [])

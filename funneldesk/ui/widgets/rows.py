"""Tables: one generic model over a list of columns, the sort value apart from the text shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QCursor,
    QHelpEvent,
    QHoverEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
    QToolTip,
)

from funneldesk.domain.formats import colon
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.cell_painting import Look, TextDelegate, alignment, told
from funneldesk.ui.widgets.copying import cell_text, copied
from funneldesk.ui.widgets.roles import heading_above
from funneldesk.ui.widgets.room import shared, widest
from funneldesk.ui.widgets.sorted_header import SortedHeader
from funneldesk.ui.widgets.text import plain_tip

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 34
#: Room for a horizontal scroll bar, so that none hides the last row.
SCROLL_BAR = 16
#: What cells say that have no value.
NOTHING = (None, "", "–")
#: Qt's own limit of a widget's height.
EVERYTHING = 16_777_215


@dataclass(frozen=True)
class RowsColumn(Generic[Row]):
    """A column: its heading, the text of a row, what it sorts by (default: the text), how it stands.

    One that `gives_way` is left out where the table is too narrow for all of them: those of a higher number
    first, of the same from the right. `LeftOut` says so, and the tips of a row hold what it leaves out.
    One that stands at the `right` or `is_whole` is as wide as what it shows: part of a number is another number.
    """

    heading: str
    text: Callable[[Row], str]
    sort_key: Callable[[Row], Any] | None = None
    width: int = 120
    right: bool = False
    stretch: bool = False
    is_whole: bool = False
    gives_way: int = 0
    colour: Callable[[Row], str | None] | None = None
    bold: bool = False
    tip: Callable[[Row], str] | None = None


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows of a result in memory (up to some ten thousands; leads have a model of their own)."""

    def __init__(self, columns: Sequence[RowsColumn[Row]]) -> None:
        super().__init__()
        self.columns = list(columns)
        self.rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows."""
        self.show(self.columns, rows)

    def show(self, columns: Sequence[RowsColumn[Row]], rows: Sequence[Row]) -> None:
        """Replace all columns and rows; the table sizes its columns anew afterwards."""
        self.beginResetModel()
        self.columns, self.rows = list(columns), self.held(rows)
        self.endResetModel()

    def held(self, rows: Sequence[Row]) -> list[Row]:
        """Return rows as this model holds them."""
        return list(rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows; a cell has none below it."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return a heading, aligned as its column is."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(right=column.right)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Return what the view asks of one cell."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            column, row = self.columns[index.column()], self.rows[index.row()]
            return plain_tip(column.tip(row) if column.tip else column.text(row))
        return told(self, index, role)

    def look(self, index: Index) -> Look:
        """Return how a cell looks."""
        column, row = self.columns[index.column()], self.rows[index.row()]
        colour = column.colour(row) if column.colour else None
        font = None
        if column.bold:
            font = QApplication.font()
            font.setBold(True)
        return Look(column.text(row), column.right, font, QColor(colour) if colour else None)

    def sort(self, section: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by one column; rows without a value stay last either way."""
        if 0 <= section < len(self.columns):
            self.show_rows(self.in_order(self.rows, section, order))

    def in_order(self, rows: Sequence[Row], section: int, order: Qt.SortOrder) -> list[Row]:
        """Return rows sorted by one column, as they are where there is no such column."""
        if not 0 <= section < len(self.columns):
            return list(rows)
        return [rows[place] for place in self.places_in_order(rows, section, order)]

    def places_in_order(self, rows: Sequence[Row], section: int, order: Qt.SortOrder) -> list[int]:
        """Return where the rows stand that come one after the other when sorted by a column, without a value last."""
        column = self.columns[section]
        values = [*map(column.sort_key or column.text, rows)]
        empty = [place for place, value in enumerate(values) if value in NOTHING]
        left_out = set(empty)
        filled = [place for place in range(len(values)) if place not in left_out]
        filled.sort(key=values.__getitem__, reverse=order == Qt.SortOrder.DescendingOrder)
        return filled + empty


class Table(QTableView):
    """A quiet table: whole rows, no grid, Enter or double click opens, Ctrl+C copies cells for Excel."""

    #: A row was opened (by Enter, Return or a double click).
    opened = Signal(int)
    #: The current row changed.
    moved = Signal(int)
    #: Other columns than before have no room.
    left_out_changed = Signal()

    def __init__(
        self, model: QAbstractTableModel, *, sortable: bool = True, header: QHeaderView | None = None
    ) -> None:
        super().__init__()
        header = header or SortedHeader()
        header.setSectionsClickable(True)
        self.setHorizontalHeader(header)
        self._columns: tuple[RowsColumn[Any], ...] = ()
        #: How wide each column is at least.
        self._room: dict[int, int] = {}
        #: The row under the mouse, -1 where there is none.
        self._pointed = -1
        self.setModel(model)
        model.modelReset.connect(self._make_room)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setItemDelegate(TextDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(pixels(ROW_HEIGHT))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        # Headers ask of every row whether it is chosen, each time they are painted: seconds at a million.
        for one in (header, self.verticalHeader()):
            one.setSelectionModel(QItemSelectionModel(model, one))
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if sortable:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
            header.sortIndicatorChanged.connect(lambda _section, _order: self._make_room())
        self.doubleClicked.connect(self.double_clicked)
        self.selectionModel().currentRowChanged.connect(lambda current, _: self.moved.emit(current.row()))

    def selectRow(self, row: int) -> None:
        """Choose one row, whatever keys are held meanwhile: Qt would add it to others, or choose none."""
        super().selectRow(row)
        index = self.model().index(row, 0)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(index, flags.ClearAndSelect | flags.Rows)

    def double_clicked(self, index: QModelIndex) -> None:
        """Open the row; a table whose cells are edited overrides it."""
        self.opened.emit(index.row())

    def size_columns(self, columns: Sequence[RowsColumn[Any]]) -> None:
        """Give the columns their widths, their headings at least; stretching ones share what is left."""
        # None gives way meanwhile: a hidden one has no width to be asked for.
        self._columns, self._room = (), dict[int, int]()
        header = self.horizontalHeader()
        for place, column in enumerate(columns):
            self.showColumn(place)
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            self._room[place] = max(header.sectionSizeHint(place), widest(self.model(), column))
            header.resizeSection(place, max(pixels(column.width), self._room[place]))
        self._widths = [header.sectionSize(place) for place in range(len(columns))]
        self._columns = tuple(columns)
        self._stretch()

    def _make_room(self) -> None:
        """Widen columns whose rows or heading are longer now; columns that are new are sized afterwards."""
        if not self._columns or tuple(getattr(self.model(), "columns", ())) != self._columns:
            return
        header = self.horizontalHeader()
        for place, column in enumerate(self._columns):
            words = max(header.sectionSizeHint(place), widest(self.model(), column))
            needed = self._room[place] = max(self._room[place], words)
            if needed > self._widths[place]:
                self._widths[place] = needed
                header.resizeSection(place, max(needed, header.sectionSize(place)))
        self._stretch()

    def fit_rows(self, most: int) -> None:
        """Be as tall as the rows; of more than `most` it scrolls."""
        self.setFixedHeight(pixels(ROW_HEIGHT) * (min(self.model().rowCount(), most) + 1) + SCROLL_BAR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._stretch()

    def changeEvent(self, event: QEvent) -> None:
        """Measure the headings anew when the table comes into its window and is dressed as all in it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._columns and not self.isVisible():
            self.size_columns(self._columns)

    def showEvent(self, event: QShowEvent) -> None:
        """Say what has no room; a table without a name of its own has that of what it stands in."""
        super().showEvent(event)
        if not self.accessibleName():
            self.setAccessibleName(heading_above(self))
        self.left_out_changed.emit()

    def _stretch(self) -> None:
        self._give_way()
        self._share()
        # Qt leaves the bar standing, over a row, after columns gave way.
        fits = self.horizontalHeader().length() <= self.viewport().width()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(policy)

    def _share(self) -> None:
        stretching = [
            place
            for place, column in enumerate(self._columns)
            if column.stretch and not self.isColumnHidden(place)
        ]
        if not stretching:
            return
        header = self.horizontalHeader()
        fixed = sum(header.sectionSize(p) for p in range(header.count()) if p not in stretching)
        left = self.viewport().width() - fixed
        shares = shared({place: self._columns[place].width for place in stretching}, self._room, left)
        # A little too narrow: their words go on below, or end in …, rather than beyond the edge.
        least = {place: max(self._widths[place] // 2, self._room[place]) for place in stretching}
        if any(shares[place] < least[place] for place in stretching):
            least = {place: self._widths[place] for place in stretching}
        for place in stretching:
            header.resizeSection(place, max(least[place], shares[place]))

    def _give_way(self) -> None:
        """Leave out columns that may be left out until the others fit."""
        room, needed = self.viewport().width(), 0
        for place, column in enumerate(self._columns):
            if column.stretch:
                needed += self._widths[place]
            elif self.isColumnHidden(place):
                needed += self._widths[place] if column.gives_way else 0
            else:
                needed += self.columnWidth(place)
        before = self.left_out
        places = [place for place, column in enumerate(self._columns) if column.gives_way]
        for place in sorted(places, key=lambda p: (self._columns[p].gives_way, p), reverse=True):
            hidden = self.isColumnHidden(place)
            width = self._widths[place] if hidden else self.columnWidth(place)
            self.setColumnHidden(place, needed > room)
            needed -= width if needed > room else 0
        if self.left_out != before:
            self.left_out_changed.emit()

    @property
    def left_out(self) -> list[int]:
        """The columns that have no room."""
        return [
            place
            for place, column in enumerate(self._columns)
            if column.gives_way and self.isColumnHidden(place)
        ]

    def tip_at(self, index: QModelIndex) -> str:
        """Return the tip of a cell: its own, and what the row holds in columns that have no room."""
        model = self.model()
        own = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        lines = [
            f"{model.headerData(place, Qt.Orientation.Horizontal)}{colon()}{text}"
            for place in self.left_out
            if (text := cell_text(index.siblingAtColumn(place).data()))
        ]
        return own + plain_tip("\n".join(lines)) if lines else own

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the tip of the cell under the mouse, and that its row is."""
        if event.type() == QEvent.Type.HoverLeave:
            self._point_at(-1)
        elif isinstance(event, QHoverEvent):
            self._point_at(self.rowAt(round(event.position().y())))
        if isinstance(event, QHelpEvent) and self.left_out:
            index = self.indexAt(event.pos())
            if index.isValid():
                QToolTip.showText(event.globalPos(), self.tip_at(index), self.viewport())
                return True
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Another row is under the mouse now."""
        super().scrollContentsBy(dx, dy)
        if self._pointed >= 0:
            self._point_at(self.rowAt(self.viewport().mapFromGlobal(QCursor.pos()).y()))

    def _point_at(self, row: int) -> None:
        for one in {row, self._pointed} - {-1} if row != self._pointed else ():
            top, height = self.rowViewportPosition(one), self.rowHeight(one)
            self.viewport().update(0, top, self.viewport().width(), height)
        self._pointed = row

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the row under the mouse, and a ring around the table while it has the keyboard and no cell is chosen."""
        if self._pointed >= 0:
            top, height = self.rowViewportPosition(self._pointed), self.rowHeight(self._pointed)
            # Under the cells: whatever paints them, those that are chosen have their own ground.
            ground = QApplication.palette().color(QPalette.ColorRole.AlternateBase)
            QPainter(self.viewport()).fillRect(0, top, self.viewport().width(), height, ground)
        super().paintEvent(event)
        if self.hasFocus() and not self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Link), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def sizeHint(self) -> QSize:
        """Ask for little; layouts give more."""
        return QSize(320, 160)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, copy with Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def copy_selection(self) -> None:
        """Put the selected rows on the clipboard as Excel pastes them: tabs, lines, quotes where needed."""
        model = self.model()
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        given = [column.gives_way > 0 for column in self._columns]
        columns = [
            c for c in range(model.columnCount()) if not self.isColumnHidden(c) or given[c : c + 1] == [True]
        ]
        QApplication.clipboard().setText(copied(model, rows, columns))

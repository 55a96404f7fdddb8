"""The first column of a table, painted over the others while these are scrolled to the side: a line keeps its name."""

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QTableView, QToolTip, QWidget


class FrozenColumn(QWidget):
    """Shows the cells of the first column; what the mouse does here it does to them in the table."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        table.horizontalScrollBar().valueChanged.connect(self.place)
        table.horizontalHeader().sectionResized.connect(lambda *_sizes: self.place())
        table.verticalScrollBar().valueChanged.connect(lambda _value: self.update())
        model = table.model()
        for signal in (model.dataChanged, model.modelReset, model.layoutChanged):
            signal.connect(lambda *_what: self.update())
        for signal in (table.selectionModel().selectionChanged, table.selectionModel().currentChanged):
            signal.connect(lambda *_what: self.update())

    def place(self) -> None:
        """Lie over the left edge of the table while its first column is not there itself."""
        table = self._table
        there = table.viewport().geometry()
        self.setGeometry(QRect(there.topLeft(), there.size()).adjusted(0, 0, -there.width(), 0))
        self.resize(min(table.columnWidth(0), there.width()), there.height())
        self.setVisible(table.horizontalScrollBar().value() > 0 and there.width() > table.columnWidth(0))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that are in view, and a line that parts them from the others."""
        painter, table = QPainter(self), self._table
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        row, chosen = table.rowAt(0), table.selectionModel()
        while 0 <= row < table.model().rowCount() and table.rowViewportPosition(row) < self.height():
            index = table.model().index(row, 0)
            option = QStyleOptionViewItem()
            table.initViewItemOption(option)
            option.rect = QRect(0, table.rowViewportPosition(row), table.columnWidth(0), table.rowHeight(row))
            if chosen.isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if table.hasFocus() and index == table.currentIndex():
                option.state |= QStyle.StateFlag.State_HasFocus
            table.itemDelegateForIndex(index).paint(painter, option, index)
            row += 1
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    def event(self, event: QEvent) -> bool:
        """Show the tip of the cell under the mouse."""
        if isinstance(event, QHelpEvent):
            index = self._index(event.pos().y())
            QToolTip.showText(event.globalPos(), str(index.data(Qt.ItemDataRole.ToolTipRole) or ""), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hand it on."""
        self._hand_on(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hand it on."""
        self._hand_on(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Hand it on."""
        self._hand_on(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Hand it on."""
        self._hand_on(event)

    def _index(self, y: int) -> QModelIndex:
        return self._table.model().index(self._table.rowAt(y), 0)

    def _hand_on(self, event: QMouseEvent) -> None:
        # Left of what is in view the table finds its first column.
        at = event.position() - QPointF(self._table.horizontalScrollBar().value(), 0)
        given = QMouseEvent(
            event.type(), at, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        QApplication.sendEvent(self._table.viewport(), given)

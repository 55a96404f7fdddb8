"""A table to read from top to bottom: its texts go on in further lines, and it is as tall as its rows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent

from funneldesk.domain.line_ends import phrased
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.room import CELL_MARGINS
from funneldesk.ui.widgets.rows import EVERYTHING, ROW_HEIGHT, SCROLL_BAR, RowsColumn, Table


class ReadingTable(Table):
    """A table to be read whole: words go on in the next line, rows are as tall as they need, and so is the table.

    It grows up to `most` pixels and scrolls from there on; without `most` its place decides how tall it is.
    """

    def __init__(self, model: QAbstractTableModel, *, most: int | None) -> None:
        super().__init__(model, sortable=False)
        self._most = most
        self.setProperty("reading", "true")
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.verticalHeader().setMinimumSectionSize(pixels(ROW_HEIGHT))
        model.modelReset.connect(self.fit)

    def size_columns(self, columns: Sequence[RowsColumn[Any]]) -> None:
        """Give the columns their widths and the rows their heights."""
        super().size_columns(columns)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the words flow anew where the width is another one."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def sizeHintForRow(self, row: int) -> int:
        """Return the height of a row's words, each in its own font; Qt's own answer takes bold ones for narrow."""
        tallest = 0
        for column in range(self.model().columnCount()):
            index = self.model().index(row, column)
            font = index.data(Qt.ItemDataRole.FontRole) or self.font()
            room = QRect(0, 0, max(self.columnWidth(column) - CELL_MARGINS, 1), EVERYTHING)
            shown = phrased(str(index.data() or ""))
            words = QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, shown)
            tallest = max(tallest, 0 if self.isColumnHidden(column) else words.height())
        return max(tallest + CELL_MARGINS // 2, pixels(ROW_HEIGHT))

    def fit(self) -> None:
        """Take the height that all words need."""
        self.resizeRowsToContents()
        if self._most is None:
            return
        needed = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + SCROLL_BAR
        self.setFixedHeight(min(needed, self._most))

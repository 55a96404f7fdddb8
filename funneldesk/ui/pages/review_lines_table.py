"""Lines of minutes, typed in place: Enter makes the next line, F2 edits, Del takes a line out.

Words go on in the next line of their cell.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from funneldesk.domain.line_ends import WORD, phrased
from funneldesk.ui.pages.review_lines import Line, LinesModel
from funneldesk.ui.pages.review_section import scrolling_around
from funneldesk.ui.widgets.rows import Index

#: The letters a cell takes; the same limit as in the minutes.
LONGEST = 2_000
_EDITS = QAbstractItemView.State.EditingState
#: What is free beside the words of a cell, and above and below them, in heights of a line.
_BESIDE, _ABOVE = 1.7, 0.9
_ENDLESS = 1_000_000


class _OneKey(QObject):
    """Lets Enter and Tab take what is on offer and leave the cell with one press: Qt would only close the offers."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def eventFilter(self, popup: QObject, event: QEvent) -> bool:
        """Hand the key on to the cell."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        keys = Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab
        if event.key() not in keys or not isinstance(popup, QAbstractItemView):
            return False
        if popup.currentIndex().isValid():
            self._edit.setText(str(popup.currentIndex().data()))
        popup.hide()
        again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
        QApplication.postEvent(self._edit, again)
        return True


class _Typing(QStyledItemDelegate):
    """A plain field in the cell, with what was said before on offer; words go on in the next line between phrases."""

    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        """Return the words as they are painted."""
        return phrased(super().displayText(value, locale))

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return the field."""
        model: Any = index.model()
        column = model.columns[index.column()]
        edit = QLineEdit(parent)
        edit.setMaxLength(LONGEST)
        edit.setFrame(False)
        edit.setProperty("cell", "true")
        edit.setAccessibleName(column.heading)
        if column.offers and model.looks.offers:
            completer = QCompleter(list(model.looks.offers), edit)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            popup = completer.popup()
            if popup is not None:
                popup.setStyleSheet(parent.window().styleSheet())
                popup.installEventFilter(_OneKey(edit))
            edit.setCompleter(completer)
        return edit

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Show what is there."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Take what was typed."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Fill the cell."""
        here: Any = option
        editor.setGeometry(here.rect)


class LinesTable(QTableView):
    """The lines of a model, as tall as they need; keys as in a spreadsheet."""

    #: A line is to be taken out: its key.
    removed = Signal(int)
    #: Enter on a line that cannot be typed here.
    opened = Signal(int)

    def __init__(self, model: LinesModel, name: str, *, typed: bool = True) -> None:
        super().__init__()
        self._lines, self._typed = model, typed
        self._later: Callable[[], None] | None = None
        #: Lines and places change several times in a row; what comes of it is looked at once.
        self._moved = QTimer(self, singleShot=True, interval=0)
        self._moved.timeout.connect(self._bring)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(_Typing(self))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setProperty("reading", "true")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked
            | triggers.EditKeyPressed
            | triggers.AnyKeyPressed
            | triggers.SelectedClicked
            if typed
            else triggers.NoEditTriggers
        )
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setTabKeyNavigation(False)
        model.written.connect(lambda _line: self._wait_no_more())
        for change in (model.modelReset, model.rowsInserted, model.dataChanged):
            change.connect(lambda *_of: self.fit())
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._begin)

    def show_lines(self, lines: Sequence[Line], item_of: Callable[[int], int], *, editable: bool) -> None:
        """Show what is stored, as soon as nobody is typing."""
        if self.state() == _EDITS:
            self._later = lambda: self.show_lines(lines, item_of, editable=editable)
            return
        self._later = None
        at = self.currentIndex()
        row, column = at.row(), at.column()
        self._lines.show_lines(lines, item_of, editable=editable)
        if not self.currentIndex().isValid() and row >= 0 and self._lines.rowCount():
            self.setCurrentIndex(self._lines.index(min(row, self._lines.rowCount() - 1), max(column, 0)))

    def _wait_no_more(self) -> None:
        # What was waiting to be shown is older than what is being written.
        self._later = None

    def begin_line(self) -> None:
        """Type into the line that is to be written."""
        if self._lines.editable and self._typed:
            self.setFocus()
            at = self._lines.index(self._lines.rowCount() - 1, 0)
            self.setCurrentIndex(at)
            self.edit(at)

    def fit(self) -> None:
        """Be as tall as the words."""
        header, columns = self.horizontalHeader(), self._lines.columns
        room, shares = self.viewport().width(), sum(column.share for column in columns)
        # The first one, of whole sentences, has what the others leave.
        for place, column in enumerate(columns[1:], 1):
            header.resizeSection(place, max(room * column.share // shares, self._least(place)))
        others = sum(header.sectionSize(place) for place in range(1, len(columns)))
        header.resizeSection(0, max(room - others, header.sectionSizeHint(0)))
        self.resizeRowsToContents()
        self.setFixedHeight(header.sizeHint().height() + self.verticalHeader().length() + 4)
        self._moved.start()

    def _least(self, place: int) -> int:
        """Return what a column needs that no word of it is cut: a day whose last figure is missing is another day."""
        cells = (self._lines.index(row, place).data() for row in range(self._lines.rowCount()))
        words = (word for cell in cells for word in WORD.findall(str(cell or "")))
        metrics = QFontMetrics(self.font())
        longest = max(map(metrics.horizontalAdvance, words), default=0) + round(_BESIDE * metrics.height())
        return max(self.horizontalHeader().sectionSizeHint(place), min(longest, self.viewport().width() // 3))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Keep the line that is chosen on screen."""
        super().currentChanged(current, previous)
        self._moved.start()

    def _bring(self) -> None:
        """Scroll what this stands in to the line that is chosen: the table itself is as tall as its lines."""
        area, inside = scrolling_around(self), self.currentIndex()
        column = area.widget() if area else None
        if (
            area is None
            or column is None
            or not inside.isValid()
            or not (self.hasFocus() or self.state() == _EDITS)
        ):
            return
        rect = self.visualRect(inside)
        middle = self.viewport().mapTo(column, rect.center())
        area.ensureVisible(middle.x(), middle.y(), 0, rect.height())

    def sizeHintForRow(self, row: int) -> int:
        """Return the height that the longest words of a row need."""
        metrics, tallest = QFontMetrics(self.font()), 0
        box = self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self)
        for place in range(len(self._lines.columns)):
            index = self._lines.index(row, place)
            ticks = index.data(Qt.ItemDataRole.CheckStateRole) is not None
            room = self.columnWidth(place) - _BESIDE * metrics.height() - (2 * box if ticks else 0)
            words = phrased(str(index.data(Qt.ItemDataRole.DisplayRole) or " "))
            area = QRect(0, 0, max(round(room), 1), _ENDLESS)
            tallest = max(tallest, metrics.boundingRect(area, Qt.TextFlag.TextWordWrap, words).height())
        return round(tallest + _ABOVE * metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def _begin(self, index: QModelIndex) -> None:
        if self._lines.is_blank(index.row()):
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        if self._typed and self._lines.editable:
            if self.state() != _EDITS:
                self.edit(index)
        elif index.isValid():
            self.opened.emit(self._lines.lines[index.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit with Enter, take out with Del, tick with Space; copy and paste lines as Excel does."""
        index, key = self.currentIndex(), event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2} and index.isValid():
            self._open(index)
        elif event.matches(QKeySequence.StandardKey.Copy) and index.isValid():
            cells = [str(index.siblingAtColumn(n).data(Qt.ItemDataRole.EditRole)) for n in range(self._width)]
            QApplication.clipboard().setText("\t".join(cells))
        elif event.matches(QKeySequence.StandardKey.Paste) and self._typed:
            for line in QApplication.clipboard().text().splitlines():
                self._lines.add_line(line.split("\t"))
        elif key == Qt.Key.Key_Delete and self._can_remove(index):
            self.removed.emit(self._lines.lines[index.row()].key)
        elif key == Qt.Key.Key_Space and self._tick(index):
            pass
        else:
            super().keyPressEvent(event)

    @property
    def _width(self) -> int:
        return self._lines.columnCount()

    def chosen_key(self) -> int:
        """Return the key of the line the keyboard is at, 0 where there is none."""
        index = self.currentIndex()
        there = index.isValid() and not self._lines.is_blank(index.row())
        return self._lines.lines[index.row()].key if there else 0

    def _can_remove(self, index: QModelIndex) -> bool:
        return index.isValid() and self._lines.editable and not self._lines.is_blank(index.row())

    def _tick(self, index: QModelIndex) -> bool:
        if not index.isValid() or self._lines.is_blank(index.row()):
            return False
        box = index.siblingAtColumn(0)
        if not self._lines.columns[0].ticks:
            return False
        ticked = self._lines.lines[index.row()].ticked
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return self._lines.setData(box, state.value, Qt.ItemDataRole.CheckStateRole)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on where the key says: Enter to the next line, Tab to the next cell of this one."""
        hints = QAbstractItemDelegate.EndEditHint
        at = self.currentIndex()
        super().closeEditor(editor, hints.NoHint)
        self.setFocus()
        if self._later is not None:
            self._later()
        row, column = at.row(), at.column()
        if hint == hints.SubmitModelCache:
            self._go(row + 1, 0, edits=row + 1 == self._lines.rowCount() - 1)
        elif hint == hints.EditNextItem:
            further = column + 1 < len(self._lines.columns)
            self._go(row if further else row + 1, column + 1 if further else 0, edits=True)
        elif hint == hints.EditPreviousItem:
            self._go(row, max(column - 1, 0), edits=True)

    def _go(self, row: int, column: int, *, edits: bool) -> None:
        if 0 <= row < self._lines.rowCount():
            at = self._lines.index(row, column)
            self.setCurrentIndex(at)
            if edits:
                self.edit(at)

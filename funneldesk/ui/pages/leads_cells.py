"""Editing a cell of the table of leads where it stands: Enter takes what was typed, Esc leaves what was there.

An edit that was begun by typing has replaced what stood there, and is ended by the arrow keys too, as in Excel.

What cannot be taken is said under the cell, which stays open: nothing that somebody typed is lost by a typing error.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from shiboken6 import isValid

from funneldesk.ui.pages.leads_model import LeadsModel
from funneldesk.ui.pages.leads_table import LeadsTable
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.cell_painting import TextDelegate
from funneldesk.ui.widgets.rows import Index
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.colours import Colours

#: The width of a sentence under a cell.
SENTENCE = 340
#: Where the keyboard goes from a cell: rows down and columns to the right.
_STEPS = {
    Qt.Key.Key_Return: (1, 0), Qt.Key.Key_Enter: (1, 0), Qt.Key.Key_Tab: (0, 1), Qt.Key.Key_Backtab: (0, -1),
}  # fmt: skip
#: Where they go from a cell that somebody typed into without opening it first.
_ARROWS = {
    Qt.Key.Key_Up: LeadsTable.CursorAction.MoveUp, Qt.Key.Key_Down: LeadsTable.CursorAction.MoveDown,
    Qt.Key.Key_Left: LeadsTable.CursorAction.MoveLeft, Qt.Key.Key_Right: LeadsTable.CursorAction.MoveRight,
}  # fmt: skip


class CellEditor(QLineEdit):
    """The field over a cell, and what is wrong with what was typed, below it.

    `is_typed`: a letter began the edit, not F2 or the mouse. All that stood there is selected, so a letter replaces it.
    """

    def __init__(self, parent: QWidget, table: LeadsTable, index: Index, text: str) -> None:
        super().__init__(parent)
        self.index = QPersistentModelIndex(index)
        self.initial = text
        self.is_typed = True
        self._table = table
        self.setText(text)
        self.selectAll()
        self.setFrame(False)
        self.setProperty("cell", "true")
        model = table.model()
        heading = str(model.headerData(index.column(), Qt.Orientation.Horizontal))
        self.setAccessibleName(f"{heading}: {index.sibling(index.row(), 0).data()}")
        self.fault = Label("", wrap=True)
        self.fault.setParent(table)
        self.fault.setProperty("cell", "fault")
        self.fault.hide()
        self.textEdited.connect(lambda _text: self.say(""))
        self.destroyed.connect(self.fault.deleteLater)

    def say(self, sentence: str) -> None:
        """Say what is wrong, "" nothing; also to screen readers."""
        self.fault.setText(sentence)
        self.setAccessibleDescription(sentence)
        self.setProperty("fault", bool(sentence))
        self.fault.setVisible(bool(sentence))
        if sentence:
            self.place_fault()

    def place_fault(self) -> None:
        """Stand under the cell, or above it where the table ends."""
        table, fault = self._table, self.fault
        width = min(pixels(SENTENCE), table.width())
        height = fault.heightForWidth(width)
        under = self.mapTo(table, QPoint(0, self.height()))
        below = under.y() + height <= table.height()
        top = under.y() if below else max(under.y() - self.height() - height, 0)
        fault.setGeometry(QRect(min(max(under.x(), 0), table.width() - width), top, width, height))
        fault.raise_()


class CellDelegate(TextDelegate):
    """Makes editors for cells, and shows the line of the current cell as one."""

    #: A text was typed into a cell that it can be taken for.
    entered = Signal(QPersistentModelIndex, str)
    #: A field is over a cell; it is gone.
    began, ended = Signal(), Signal()
    #: A field is wanted over the current cell.
    next_wanted = Signal()

    def __init__(
        self,
        table: LeadsTable,
        model: LeadsModel,
        fault_of: Callable[[Index, str], str],
        colours: "Callable[[], Colours]",
    ) -> None:
        """`fault_of(cell, text)` says why a text cannot be taken, "" where it can."""
        super().__init__(table)
        self._colours = colours
        self._table, self._model, self._fault_of = table, model, fault_of
        self.editor: CellEditor | None = None
        table.edit_ended.connect(self._end)
        table.edit_held.connect(self._hold)
        table.letters_given_up.connect(self._put_back)
        model.modelReset.connect(self._end)

    def ground(self, index: Index, *, chosen: bool) -> QColor | None:
        """Give the cells of the current line one ground, and chosen ones another."""
        if chosen:
            return QColor(self._colours().band)
        here = index.row() == self._table.currentIndex().row()
        return QColor(self._colours().accent_ground) if here else None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a field over a cell; the first column's lies over the place where that is shown."""
        frozen = self._table.frozen
        over = frozen if index.column() == 0 and frozen.isVisible() else parent
        self.editor = CellEditor(
            over, self._table, index, self._model.typed_text(index.row(), self._model.names[index.column()])
        )
        self.began.emit()
        return self.editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave what somebody is typing alone, whatever arrives meanwhile."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lie over the cell."""
        shown: Any = option
        rect = QRect(shown.rect)
        if editor.parentWidget() is self._table.frozen:
            rect.moveLeft(0)
        editor.setGeometry(rect)
        if isinstance(editor, CellEditor):
            editor.place_fault()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Hand over what was typed, if it is anything new that can be taken."""
        if isinstance(editor, CellEditor) and editor.text() != editor.initial and self._is_sound(editor):
            self.entered.emit(QPersistentModelIndex(index), editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what was typed by Enter and Tab, and go on from there; leave it by Esc."""
        editor = self.editor
        if editor is None or watched is not editor:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut and not self._is_sound(editor):
            return False
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F2:
            # From now on the arrow keys go through the text. The key is the table's too.
            editor.is_typed = False
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        step = _STEPS.get(key)
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        arrow = _ARROWS.get(key) if editor.is_typed and bare else None
        if step is None and arrow is None:
            return super().eventFilter(watched, event)
        self.take()
        if self.editor is not None:
            return True
        if step is not None:
            up = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and step[0]
            self._go_on(-step[0] if up else step[0], step[1])
        elif arrow is not None:
            to = self._table.moveCursor(arrow, Qt.KeyboardModifier.NoModifier)
            self._table.go_to(to.row(), to.column())
        return True

    def take(self) -> None:
        """Take what stands in the open field, and close it; one that cannot be taken stays open."""
        editor = self.editor
        if editor is not None and self._is_sound(editor):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _is_sound(self, editor: CellEditor) -> bool:
        fault = "" if editor.text() == editor.initial else self._fault_of(editor.index, editor.text())
        if fault != editor.fault.text():
            editor.say(fault)
        return not fault

    def _go_on(self, rows: int, columns: int) -> None:
        """Go to the cell below or above; to the side, to the next cell that can be edited, with a field over it."""
        table, model = self._table, self._model
        at = table.currentIndex()
        if rows:
            table.go_to(min(max(at.row() + rows, 0), model.rowCount() - 1), at.column())
            return
        places = range(len(model.columns)) if columns > 0 else range(len(model.columns) - 1, -1, -1)
        for place in places:
            beyond = place > at.column() if columns > 0 else place < at.column()
            if beyond and not table.isColumnHidden(place) and model.is_editable(model.names[place]):
                table.go_to(at.row(), place)
                # Once Qt is done with the field that is closing.
                QTimer.singleShot(0, self, self.next_wanted.emit)
                return

    def _hold(self) -> None:
        """Go back to the cell whose text cannot be taken: somebody clicked on another one."""
        editor = self.editor
        if editor is not None:
            self._table.go_to(editor.index.row(), editor.index.column())
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_back(self) -> None:
        """Show what stood in the cell: else Enter would empty it."""
        if self.editor is not None:
            self.editor.setText(self.editor.initial)
            self.editor.selectAll()

    def _end(self) -> None:
        if self.editor is not None:
            if isValid(self.editor):
                self.editor.fault.hide()
            self.editor = None
            self.ended.emit()

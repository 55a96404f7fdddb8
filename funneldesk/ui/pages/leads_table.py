"""The table of leads: columns that people choose, move and widen; the name stays in sight where others are scrolled."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QWidget,
)

from funneldesk.domain.leads.lead_columns import FIRST, NARROWEST, STANDARD
from funneldesk.ui.pages.leads_model import LeadColumn, LeadsModel
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.filter_header import FilterHeader
from funneldesk.ui.widgets.frozen import FrozenColumn
from funneldesk.ui.widgets.rows import Table

#: Of the columns nobody chose these go first where there is no room for all.
LESS_IMPORTANT = ("title", "source", "acquired_at", "since")
#: Takes the room that is left, until somebody says how wide it is.
STRETCHED = "company"
#: What these leave of themselves where room is missing: a name and most companies can still be told, and the score,
#: which stands last, is seen with large words too.
LEAST = {STRETCHED: 96, FIRST: 84}


class LeadsTable(Table):
    """A table over any number of leads. Cells are chosen, not whole lines: they are edited, copied and pasted."""

    #: What is chosen is to be copied.
    copy_wanted = Signal()
    #: A cell was double-clicked that is no way to the page of its lead.
    cell_clicked = Signal()
    #: The field over a cell was closed; one whose text cannot be taken was kept open.
    edit_ended, edit_held = Signal(), Signal()
    #: The letters that an input method began an edit with were given up.
    letters_given_up = Signal()
    #: Somebody moved a column: the names in their new order.
    rearranged = Signal(list)
    #: Somebody made a column wider or narrower: its name and width.
    widened = Signal(str, int)

    def __init__(self, model: LeadsModel) -> None:
        self.headings = FilterHeader()
        super().__init__(model, header=self.headings)
        self._model = model
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setProperty("cells", "true")
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
        # The whole line of the current cell has another ground.
        self.selectionModel().currentRowChanged.connect(lambda *_rows: self.viewport().update())
        self._kept: frozenset[str] = frozenset()
        self._own_widths: dict[str, int] = {}
        self._sizing = False
        header = self.horizontalHeader()
        header.setMinimumSectionSize(NARROWEST)
        header.setSortIndicatorShown(False)  # the model says it in the heading: Qt's arrow covers the words
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.sectionResized.connect(self._resized)
        # The order changes in the model, once Qt is done with the mouse.
        self._moving = QTimer(self, singleShot=True, interval=0)
        self._moving.timeout.connect(self._rearrange)
        header.sectionMoved.connect(lambda *_places: self._moving.start())
        self.frozen = FrozenColumn(self)
        self.setCornerWidget(QWidget())  # Qt's own has a frame
        self.horizontalScrollBar().valueChanged.connect(self.headings.pin)
        self.headings.reached.connect(self.show_column)
        self.size_sections()

    def use_widths(self, widths: Mapping[str, int]) -> None:
        """Give columns the widths somebody gave them before, by their names."""
        self._own_widths = dict(widths)
        self.size_sections()

    def size_sections(self) -> None:
        """Give every column of the model its width."""
        header, before, self._sizing = self.horizontalHeader(), self._sizing, True
        for place, column in enumerate(self._model.columns):
            self.showColumn(place)
            header.resizeSection(place, self._width(place, column))
        self._sizing = before
        self._give_room()
        self.left_out_changed.emit()

    def show_order(self, field: str, *, descending: bool) -> None:
        """Show by which column the lines are ordered; one that is not on show is none."""
        names = self._model.names
        place = names.index(field) if field in names else -1
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        blocked = header.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        header.setSortIndicator(place, order)
        header.blockSignals(blocked)
        # The heading has an arrow now.
        self._give_room()
        header.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide what has no room."""
        super().resizeEvent(event)
        self._give_room()
        self.frozen.place()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll so that a cell can be seen; the first column always can, and covers what is under it."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() == 0:
            bar.setValue(before)
            return
        self._uncover(index.column())

    def show_column(self, place: int) -> None:
        """Scroll to the side, so far that a column can be seen; the first one always can."""
        if not place:
            return
        beyond = self.columnViewportPosition(place) + self.columnWidth(place) - self.viewport().width()
        if beyond > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + beyond)
        self._uncover(place)

    def _uncover(self, place: int) -> None:
        bar, covered = self.horizontalScrollBar(), self.columnWidth(0) - self.columnViewportPosition(place)
        if bar.value() and covered > 0:
            bar.setValue(bar.value() - covered)

    def keep_columns(self, names: Iterable[str]) -> None:
        """Never hide these columns: the lines are filtered by them."""
        self._kept = frozenset(names)
        self._give_room()

    @property
    def left_out(self) -> list[int]:
        """The columns that have no room."""
        return [place for place in range(len(self._model.columns)) if self.isColumnHidden(place)]

    def _width(self, place: int, column: LeadColumn) -> int:
        own = self._own_widths.get(column.sort)
        return own or max(pixels(column.width), self.horizontalHeader().sectionSizeHint(place))

    def _spare(self, widths: Sequence[int], room: int) -> dict[int, int]:
        """Return what the columns nobody made as wide as they are take of the room that is left, or give of theirs."""
        heading = self.horizontalHeader().sectionSizeHint
        free = {
            place: max(widths[place] - max(pixels(LEAST[column.sort]), heading(place)), 0)
            for place, column in enumerate(self._model.columns)
            if column.sort in LEAST and column.sort not in self._own_widths
        }
        if room >= 0:
            return {place: room for place in free if self._model.columns[place].sort == STRETCHED}
        # Where the others have to be scrolled anyway, nobody gives anything.
        given = sum(free.values())
        return {place: room * most // given for place, most in free.items()} if 0 < -room <= given else {}

    def _give_room(self) -> None:
        columns, room, before = self._model.columns, self.viewport().width(), self.left_out
        widths = [self._width(place, column) for place, column in enumerate(columns)]
        needed, names = sum(widths), self._model.names
        self._sizing = True
        for name in LESS_IMPORTANT if names == STANDARD else ():
            place = names.index(name)
            hide = needed > room and name not in self._kept
            needed -= widths[place] if hide else 0
            self.setColumnHidden(place, hide)
        spare = self._spare(widths, room - needed)
        for place, width in enumerate(widths):
            if not self.isColumnHidden(place):
                self.horizontalHeader().resizeSection(place, width + spare.get(place, 0))
        self._sizing = False
        self._stretch()
        at = self.currentIndex()
        if at.isValid() and self.isColumnHidden(at.column()):
            # Nobody types into a cell that is not seen.
            self.go_to(at.row(), 0)
        if self.left_out != before:
            self.left_out_changed.emit()

    def _resized(self, place: int, _before: int, width: int) -> None:
        if not self._sizing and width and place < len(self._model.columns):
            name = self._model.columns[place].sort
            self._own_widths[name] = width
            self.widened.emit(name, width)

    def _rearrange(self) -> None:
        header = self.horizontalHeader()
        names = [self._model.columns[header.logicalIndex(at)].sort for at in range(header.count())]
        blocked = header.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        for logical in range(header.count()):
            header.moveSection(header.visualIndex(logical), logical)
        header.blockSignals(blocked)
        for one in (header, self):
            one.viewport().update()
        self.headings.pin()
        if names != list(self._model.names):
            self.rearranged.emit(names)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a letter begin an edit; Ctrl+Space, which Qt takes for one, chooses the cell or lets it go."""
        if event.key() == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at = self.currentIndex()
            self.selectionModel().select(at, self.selectionCommand(at, event))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Look for nothing where a cell cannot be typed into: Qt would ask every line, a million of them."""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let the first letters of an input method begin an edit, those too that it hands over at once.

        While it composes them the table keeps the keyboard; Qt hands them on to the field.
        """
        commits, composes = bool(event.commitString()), bool(event.preeditString())
        was_open = self._open_field() is not None
        super().inputMethodEvent(event)
        field = self._open_field()
        if field is None:
            return
        if commits and not composes and not was_open:
            # Qt opens the field and forgets what was handed over.
            QApplication.sendEvent(field, event)
        elif was_open and not commits and not composes:
            self.letters_given_up.emit()

    def _open_field(self) -> QLineEdit | None:
        field = self.indexWidget(self.currentIndex())
        return field if isinstance(field, QLineEdit) else None

    def copy_selection(self) -> None:
        """Ask for the chosen cells; lines out of sight have to be fetched first."""
        self.copy_wanted.emit()

    def double_clicked(self, index: QModelIndex) -> None:
        """Open the lead by its name and by what cannot be edited; edit every other cell."""
        name = self._model.names[index.column()]
        if name != FIRST and self._model.is_editable(name):
            self.cell_clicked.emit()
        else:
            self.opened.emit(index.row())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Leave a cell open whose text cannot be taken, until somebody puts it right or gives it up."""
        if editor.property("fault") and hint != QAbstractItemDelegate.EndEditHint.RevertModelCache:
            # Qt is on its way to another cell.
            QTimer.singleShot(0, self, self.edit_held.emit)
            return
        super().closeEditor(editor, hint)
        self.edit_ended.emit()

    def go_to(self, row: int, column: int) -> None:
        """Choose one cell alone, whatever keys are held down at this moment."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._model.index(row, column), flag)

    def stay_at(self, row: int, column: int) -> None:
        """Choose one cell alone without scrolling to the side: other lines came, the columns are those on show."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        self.go_to(row, column)
        bar.setValue(before)

    def choose_lines(self) -> None:
        """Choose the whole of every line of which a cell is chosen."""
        chosen = QItemSelection()
        last = self._model.columnCount() - 1
        for top, bottom in self.chosen_spans():
            chosen.select(self._model.index(top, 0), self._model.index(bottom, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def chosen_spans(self) -> list[tuple[int, int]]:
        """Return the lines of which a cell is chosen, as first and last of each block, in order and apart."""
        found = self.selectionModel().selection()
        spans: list[tuple[int, int]] = []
        for top, bottom in sorted((one.top(), one.bottom()) for one in map(found.at, range(found.size()))):
            if spans and top <= spans[-1][1] + 1:
                spans[-1] = spans[-1][0], max(bottom, spans[-1][1])
            else:
                spans.append((top, bottom))
        return spans

    def chosen_places(self, most: int) -> list[int]:
        """Return the first of the lines of which a cell is chosen; of a million nobody is named one by one."""
        spans = self.chosen_spans()
        return list(islice(chain.from_iterable(range(first, last + 1) for first, last in spans), most))

    @property
    def chosen_count(self) -> int:
        """Of how many lines a cell is chosen."""
        return sum(last - first + 1 for first, last in self.chosen_spans())

    def chosen_columns(self) -> list[int]:
        """Return the columns of which a cell is chosen, those without room left out."""
        found = self.selectionModel().selection()
        places = {
            place
            for one in map(found.at, range(found.size()))
            for place in range(one.left(), one.right() + 1)
        }
        return [place for place in sorted(places) if not self.isColumnHidden(place)]

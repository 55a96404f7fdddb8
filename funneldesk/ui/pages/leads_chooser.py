"""The dialog in which the columns of the table of leads are chosen and put in order."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from funneldesk.domain.leads.lead_columns import FIRST, column_label
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.keys import shortcut
from funneldesk.ui.widgets.text import Label

NAME = Qt.ItemDataRole.UserRole
SIZE = (480, 600)
ROW_HEIGHT = 26


class ColumnsDialog(QDialog):
    """All columns, those on show first and ticked; `chosen` gets the ticked ones in their order."""

    chosen = Signal(list)
    #: The columns that a table has before anybody chose are wanted.
    anew = Signal()

    def __init__(
        self,
        parent: QWidget,
        offered: Sequence[str],
        shown: Sequence[str],
        label: Callable[[str], str] = column_label,
        first: str = FIRST,
    ) -> None:
        """`label`: a column in words; `first`: the one that every table has, at its head."""
        super().__init__(parent)
        self._label, self._first = label, first
        self.setWindowTitle("FunnelDesk")
        self.resize(*SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        self.title = Label(_("Columns of the table of leads"), "heading", wrap=True)
        column.addWidget(self.title)
        column.addWidget(
            Label(
                _(
                    "Space ticks a column, Alt+↑ and Alt+↓ move it, and so does the mouse. "
                    "“%(first)s” always comes first."
                )
                % {"first": label(first)},
                "secondary",
                wrap=True,
            )
        )
        self.list = QListWidget()
        self.list.setAccessibleName(self.title.text())
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for name in (*shown, *(one for one in offered if one not in shown)):
            self._add(name, ticked=name in shown)
        self.list.setCurrentRow(0)
        column.addWidget(self.list, 1)
        self.up = QPushButton(_("Up"))
        self.down = QPushButton(_("Down"))
        for button, step in ((self.up, -1), (self.down, 1)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, by=step: self.move_current(by))
        shortcut(
            self.list, "Alt+Up", _("Move the column up"), lambda: self.move_current(-1), only_inside=True
        )
        shortcut(
            self.list, "Alt+Down", _("Move the column down"), lambda: self.move_current(1), only_inside=True
        )
        standard = QPushButton(_("As at first"))
        standard.setAutoDefault(False)
        standard.clicked.connect(self._start_anew)
        column.addLayout(row(self.up, self.down, 1, standard))
        no = QPushButton(_("Cancel"))
        no.setAutoDefault(False)
        no.clicked.connect(self.reject)
        self.yes = QPushButton(_("Show these columns"))
        self.yes.setProperty("primary", "true")
        self.yes.setDefault(True)
        self.yes.clicked.connect(self._choose)
        column.addLayout(row(1, no, self.yes))

    @property
    def ticked(self) -> list[str]:
        """The columns that are ticked, in their order, the name at the head."""
        items = [self.list.item(place) for place in range(self.list.count())]
        names = [str(one.data(NAME)) for one in items if one.checkState() == Qt.CheckState.Checked]
        return [self._first, *(name for name in names if name != self._first)]

    def move_current(self, step: int) -> None:
        """Move the chosen column up or down by a place; nothing stands above the name."""
        place = self.list.currentRow()
        to = place + step
        if place < 1 or not 1 <= to < self.list.count():
            return
        item = self.list.takeItem(place)
        self.list.insertItem(to, item)
        self.list.setCurrentRow(to)

    def _add(self, name: str, *, ticked: bool) -> None:
        item = QListWidgetItem(self._label(name))
        item.setData(NAME, name)
        item.setSizeHint(QSize(0, pixels(ROW_HEIGHT)))
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        if name == self._first:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
        self.list.addItem(item)

    def _choose(self) -> None:
        self.chosen.emit(self.ticked)
        self.accept()

    def _start_anew(self) -> None:
        self.anew.emit()
        self.accept()

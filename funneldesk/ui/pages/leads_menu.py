"""The menu of the cells of the table of leads (right click, menu key): the keys in words, and acts on all chosen."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from funneldesk.i18n import _

if TYPE_CHECKING:
    from funneldesk.ui.pages.leads import LeadsPage


class CellMenu(QMenu):
    """Offers what fits what is chosen."""

    def __init__(self, page: "LeadsPage") -> None:
        super().__init__(page.table)
        self._page = page
        page.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        page.table.customContextMenuRequested.connect(self._open)

    def _open(self, at: QPoint) -> None:
        table = self._page.table
        if not table.currentIndex().isValid():
            return
        cell = table.visualRect(table.currentIndex())
        # Asked for by a key it stands at the current cell, not where the mouse happens to be.
        where = at if table.viewport().rect().contains(at) and table.underMouse() else cell.bottomLeft()
        self.fill()
        self.popup(table.viewport().mapToGlobal(where))

    def fill(self) -> None:
        """Offer what can be done now."""
        page, editing = self._page, self._page.editing
        self.clear()
        can_edit = page.model.is_editable(page.model.names[page.table.currentIndex().column()])
        self._add(_("Open the lead"), "Enter", page.open_chosen)
        self.addSeparator()
        self._add(_("Edit the cell"), "F2", editing.begin, can=can_edit)
        self._add(_("Cut the cells"), "Ctrl+X", editing.cut, can=can_edit)
        self._add(_("Copy the cells"), "Ctrl+C", page.table.copy_selection)
        self._add(_("Paste"), "Ctrl+V", editing.paste, can=can_edit)
        self._add(_("Fill down"), "Ctrl+D", editing.fill_down, can=can_edit)
        self._add(_("Empty the cells"), "Delete", editing.empty, can=can_edit)
        if not page.chosen.isVisible():
            return
        self.addSeparator()
        for button in (*page.chosen.buttons.values(), page.chosen.merge):
            if button.isVisible():
                self._add(button.text(), "", button.click)

    def _add(self, words: str, keys: str, do: Callable[[], object], *, can: bool = True) -> None:
        action = self.addAction(words)
        # Shown only: the key itself belongs to the table.
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setEnabled(can)
        action.triggered.connect(lambda _on=False: do())

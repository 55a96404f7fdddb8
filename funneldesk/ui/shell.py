"""What all windows of the program look like: navigation on the left, one page at a time, a size that is remembered."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from funneldesk.i18n import _
from funneldesk.ui.navigation import PageEntry
from funneldesk.ui.page import PageFrame
from funneldesk.ui.surroundings import Surroundings
from funneldesk.ui.widgets.text import Label

SIDEBAR_WIDTH = 208
MINIMUM = (1100, 700)
NORMAL = (1440, 900)


class Shell(QMainWindow):
    """The frame of a window; subclasses say which pages there are and how each is made."""

    def __init__(self, session: Surroundings, *, remembered_as: str) -> None:
        """`remembered_as`: under which name of the settings size and place are kept."""
        super().__init__()
        self._session = session
        self._remembered_as = remembered_as
        self._replaced = False
        self._buttons: dict[str, QPushButton] = {}
        self.show_place("")
        # On a small screen (1920 x 1080 at 150 %) nothing may lie beyond its edge.
        screen = self.screen().availableSize()
        self.setMinimumSize(QSize(*MINIMUM).boundedTo(screen))
        self.resize(QSize(*NORMAL).boundedTo(screen))
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        self._stack.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def lay_out(
        self, entries: Sequence[PageEntry], *, head: QWidget, foot: QWidget, around: QWidget | None = None
    ) -> None:
        """Put the navigation beside the pages: `head` stands under the program's name, `foot` at the lower end.

        `around`: what holds the pages, and more, in the place of the pages alone.
        """
        side = QWidget()
        side.setObjectName("sidebar")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(SIDEBAR_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 18, 8, 16)
        column.setSpacing(3)
        heads = QVBoxLayout()
        heads.setContentsMargins(12, 0, 4, 10)
        heads.setSpacing(2)
        heads.addWidget(Label("FunnelDesk", "brand"))
        heads.addWidget(head)
        column.addLayout(heads)
        group = QButtonGroup(side)
        for entry in entries:
            column.addWidget(self._nav_button(entry, group))
        column.addStretch(1)
        foot.setContentsMargins(12, 0, 4, 0)
        column.addWidget(foot)
        whole = QWidget()
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(side)
        across.addWidget(around or self._stack, 1)
        self.setCentralWidget(whole)

    def show_place(self, place: str) -> None:
        """Say in the title what the window shows, then the program's name; "" where that is nothing yet."""
        self.setWindowTitle(f"{place} - FunnelDesk" if place else "FunnelDesk")

    def come_forward(self) -> None:
        """Put the window before all others, also where it was put away."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def give_way(self) -> None:
        """Close for another window on the same session."""
        self._replaced = True
        self.close()
        self.deleteLater()

    def open_first_page(self) -> None:
        """Open the page of the last run; called after the first paint."""
        raise NotImplementedError

    def restore_size(self) -> None:
        """Take the size and place of the last run."""
        geometry = self._session.settings.value(self._remembered_as)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)

    def keep_size(self) -> None:
        """Remember size and place for the next run."""
        self._session.settings.setValue(self._remembered_as, self.saveGeometry())

    def go(self, page_id: str, **what: Any) -> None:
        """Show a page."""
        raise NotImplementedError

    def bring(self, page: PageFrame, shown: str) -> None:
        """Put a page on screen; `shown`: under which entry of the navigation it stands."""
        self._stack.setCurrentWidget(page)
        self._stack.setAccessibleName(page.title.text())
        for key, button in self._buttons.items():
            button.setChecked(key == shown)
            # Tab stops once at the navigation, at the page that is open; arrows go on from there.
            reached = Qt.FocusPolicy.StrongFocus if key == shown else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(reached if shown in self._buttons else Qt.FocusPolicy.StrongFocus)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next field of the page on show (Qt asks the window, wherever the keyboard is)."""
        page = self._stack.currentWidget()
        if isinstance(page, PageFrame):
            page.order_fields()
        return super().focusNextPrevChild(forward)

    def action(self, text: str, shortcut: str | QKeySequence.StandardKey, slot: Callable[[], Any]) -> QAction:
        """Return an action for the menus."""
        action = QAction(text, self)
        action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda: slot())
        return action

    def _nav_button(self, entry: PageEntry, group: QButtonGroup) -> QPushButton:
        button = QPushButton(_(entry.title))
        button.setCheckable(True)
        button.setProperty("nav", "true")
        button.setToolTip(tip_of(entry))
        button.clicked.connect(lambda: self.go(entry.id))
        group.addButton(button)
        self._buttons[entry.id] = button
        return button


def tip_of(entry: PageEntry) -> str:
    """Return the name of a page and the key that opens it."""
    keys = QKeySequence(entry.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{_(entry.title)}  {keys}"

"""What all windows of the program look like: navigation on the left, one page at a time, a size that is remembered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from funneldesk.i18n import _
from funneldesk.ui.actions import Menus
from funneldesk.ui.dialog_help import DialogHelp
from funneldesk.ui.navigation import PageEntry
from funneldesk.ui.page import PageFrame
from funneldesk.ui.surroundings import Surroundings
from funneldesk.ui.trail import Trail
from funneldesk.ui.widgets.arranging import arranged_once
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.ui.help_view import HelpWindow
    from funneldesk.ui.palette_offers import Offer, Show

SIDEBAR_WIDTH = 208
MINIMUM = (1100, 700)
NORMAL = (1440, 900)
#: What the title bar and the borders of a window take at most on the systems there are; known once it is shown.
FRAME = (16, 40)


class Shell(QMainWindow):
    """The frame of a window; subclasses say which pages there are and how each is made."""

    #: Whether the pages the help is about are in this window.
    leads_to_pages = False
    #: What came of the table of actions.
    menus: Menus

    def __init__(self, session: Surroundings, *, remembered_as: str) -> None:
        """`remembered_as`: under which name of the settings size and place are kept."""
        super().__init__()
        self.surroundings = session
        self._remembered_as = remembered_as
        self._replaced = False
        self.trail = Trail()
        self._buttons: dict[str, QPushButton] = {}
        self._help: HelpWindow | None = None
        DialogHelp(self)
        self.show_place("")
        # On a small screen (1920 x 1080 at 150 %) nothing may lie beyond its edge.
        screen = self.screen().availableSize() - QSize(*FRAME)
        self.setMinimumSize(QSize(*MINIMUM).boundedTo(screen))
        self.resize(QSize(*NORMAL).boundedTo(screen))
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        # Shown until somebody goes to a page: a page that is put into an empty stack would be on screen by that.
        self._stack.addWidget(QWidget())
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
        self._group = group = QButtonGroup(side)
        for entry in entries:
            column.addWidget(self._nav_button(entry, group))
        column.addStretch(1)
        # Not margins of its own: they go when the window is dressed in another theme.
        feet = QVBoxLayout()
        feet.setContentsMargins(12, 0, 4, 0)
        feet.addWidget(foot)
        column.addLayout(feet)
        whole = QWidget()
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(side)
        across.addWidget(around or self._stack, 1)
        self.setCentralWidget(whole)

    @property
    def current(self) -> PageFrame | None:
        """Return the page on screen."""
        page = self._stack.currentWidget()
        return page if isinstance(page, PageFrame) else None

    def visited(self, page_id: str, what: dict[str, Any]) -> None:
        """Remember the page that is shown now, to come back to."""
        self.trail.add(page_id, what)
        self.show_trail()

    def show_trail(self) -> None:
        """Offer back and forward where there is a page to go to."""
        for name, by in (("back", -1), ("forward", 1)):
            self.menus.actions[name].setEnabled(self.trail.can_step(by))

    def step_back(self, by: int) -> None:
        """Go to the page somebody came from (-1), or forward again."""
        if stop := self.trail.step(by):
            self.go(stop[0], **stop[1])

    def next_pane(self) -> None:
        """Give the keyboard to the navigation, from there to the tabs, from there to the page, and round."""
        page = self.current
        chosen = next((button for button in self._buttons.values() if button.isChecked()), None)
        panes: list[QWidget | None] = [chosen or next(iter(self._buttons.values()), None)]
        if page is not None:
            panes += [page.tabs if page.tabs.isVisible() else None, first_inside(page, page.tabs)]
        there = [pane for pane in panes if pane is not None]
        focus = self.focusWidget()
        at = next((place for place, pane in enumerate(there) if pane is focus), None)
        if at is None and page is not None and focus is not None and page.isAncestorOf(focus):
            at = len(there) - 1  # somewhere on the page
        if there:
            there[0 if at is None else (at + 1) % len(there)].setFocus(Qt.FocusReason.TabFocusReason)

    def open_palette(self) -> None:
        """Open the command palette over the window."""
        from funneldesk.ui.palette import Palette
        from funneldesk.ui.palette_offers import window_offers

        palette = Palette(self, window_offers(self), self.seek, self.everything)
        palette.finished.connect(palette.deleteLater)
        palette.show()

    def seek(self, typed: str, show: "Show") -> int:
        """Look for what a text may mean beyond pages and actions; return how many answers there will be."""
        return 0

    def everything(self, typed: str) -> "Offer | None":
        """Return the palette's last line, which looks for all that fits; None where there is nothing to look in."""
        return None

    def open_shortcuts(self) -> None:
        """Show all keys of the window and of the page on show."""
        from funneldesk.ui.shortcut_sheet import ShortcutSheet

        sheet = ShortcutSheet(self)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

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

    @property
    def first_page(self) -> PageEntry:
        """Return the page that `open_first_page` opens."""
        raise NotImplementedError

    @property
    def page_ids(self) -> tuple[str, ...]:
        """Return the pages of the window."""
        raise NotImplementedError

    def page(self, page_id: str) -> PageFrame:
        """Return a page, made when it is first asked for."""
        raise NotImplementedError

    def made(self, page_id: str) -> PageFrame:
        """Return a page that is perhaps not part of the window yet: half of what `page` does."""
        raise NotImplementedError

    @property
    def first_modules(self) -> tuple[str, ...]:
        """Return the modules that `open_first_page` needs."""
        raise NotImplementedError

    def open_first_page(self) -> None:
        """Open the page of the last run; called after the first paint."""
        raise NotImplementedError

    def restore_size(self) -> None:
        """Take the size and place of the last run."""
        geometry = self.surroundings.settings.value(self._remembered_as)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)

    def keep_size(self) -> None:
        """Remember size and place for the next run."""
        self.surroundings.settings.setValue(self._remembered_as, self.saveGeometry())

    def go(self, page_id: str, **what: Any) -> None:
        """Show a page."""
        raise NotImplementedError

    def bring(self, page: PageFrame, shown: str) -> None:
        """Put a page on screen; `shown`: under which entry of the navigation it stands."""
        with arranged_once(self._stack):
            self._stack.setCurrentWidget(page)
        self._stack.setAccessibleName(page.title.text())
        # Of a page beyond the navigation no entry is lit: a group of one choice would keep the last one.
        self._group.setExclusive(shown in self._buttons)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the keyboard, as it does in dialogs; Qt takes the space bar alone."""
        at, enters = self.focusWidget(), event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if enters and bare and not event.isAutoRepeat() and isinstance(at, QPushButton | QToolButton):
            at.click()
        else:
            super().keyPressEvent(event)

    @property
    def help_topic(self) -> str:
        """Return the topic of the help about what is on screen."""
        raise NotImplementedError

    def show_help_page(self, page_id: str, tab: int) -> None:
        """Show the page a topic of the help is about; windows with such pages override it."""

    @property
    def help_window(self) -> "HelpWindow":
        """Return the window of the help, made when it is first asked for."""
        if self._help is None:
            from funneldesk.ui.help_view import HelpWindow

            self._help = HelpWindow(
                self, self.surroundings, self.show_help_page if self.leads_to_pages else None
            )
        return self._help

    def show_help(self, topic: str = "") -> None:
        """Show the help on a topic, else on what is on screen."""
        self.help_window.open_at(topic or self.help_topic)

    def search_help(self) -> None:
        """Show the help with the keyboard in its search."""
        self.show_help()
        self.help_window.take_search()

    def _nav_button(self, entry: PageEntry, group: QButtonGroup) -> QPushButton:
        button = QPushButton(_(entry.title))
        button.setCheckable(True)
        button.setProperty("nav", "true")
        button.setToolTip(tip_of(entry))
        button.clicked.connect(lambda: self.go(entry.id))
        group.addButton(button)
        self._buttons[entry.id] = button
        return button


def first_inside(page: QWidget, besides: QWidget) -> QWidget | None:
    """Return the first control of a page that the Tab key reaches, `besides` left out."""
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if (
            reached
            and widget is not besides
            and page.isAncestorOf(widget)
            and widget.isVisible()
            and widget.isEnabled()
        ):
            return widget
        widget = widget.nextInFocusChain()
    return None


def tip_of(entry: PageEntry) -> str:
    """Return the name of a page and the key that opens it."""
    keys = QKeySequence(entry.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{_(entry.title)}  {keys}"

"""What all pages share: heading, tabs, banner, empty state, and the habit of refreshing when shown."""

from collections.abc import Callable, Container, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from funneldesk.domain.formats import sentences
from funneldesk.errors import Cancelled, UserError
from funneldesk.i18n import _
from funneldesk.ui.session import Session
from funneldesk.ui.surroundings import Surroundings
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.arranging import arranged_once
from funneldesk.ui.widgets.flowing import WrappingRow
from funneldesk.ui.widgets.frames import Banner, EmptyState
from funneldesk.ui.widgets.keys import shortcut
from funneldesk.ui.widgets.scrolling import ScrolledColumn, reach_where_it_scrolls, reserve_bar
from funneldesk.ui.widgets.tabbing import fields_on_show, order
from funneldesk.ui.widgets.text import Chip, ShrinkingLabel

if TYPE_CHECKING:
    from funneldesk.ui.steps import Steps
    from funneldesk.ui.tasks import Job

#: The width of a scroll bar.
GUTTER = 10
#: On a very wide screen a page ends here: lines and bars longer than this are hard to follow.
WIDEST = 1800
#: The heading of a page is as tall as its controls, whether it has any: tabs stay where they are from page to page.
HEADING = 32
#: The titles of all pages are shorter; that of a company may be longer than the window is wide.
LEAST_TITLE = 320
#: What takes longer is said to take its time, on a page that has nothing to show yet.
LOADING_MS = 400


class PageFrame(QWidget):
    """One page of any window. Subclasses build `self.body` and override `refresh` (and `language` text)."""

    #: Cards and fields that wait for their first answer look as if there was nothing to be told: they are not shown.
    hides_hollow = True
    #: What can be taken back, done again, or done with chosen cells here is something else now.
    steps_changed = Signal()

    def __init__(self, session: Surroundings, navigate: Callable[..., None], title: str) -> None:
        """`navigate(page_id, **what)` goes to another page."""
        super().__init__()
        self.session = session
        self.navigate = navigate
        self._stale = True
        self._job: Job | None = None
        #: Whether there was an answer to show.
        self._is_told = False
        self._loading = QTimer(self, singleShot=True, interval=LOADING_MS)
        self._loading.timeout.connect(self._say_loading)
        self._stands_beside = False
        #: The next steps back and forward in words; "" where there is none.
        self.undo_words = self.redo_words = ""
        sheet = QWidget()
        sheet.setMaximumWidth(WIDEST)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(sheet, 1)
        across.addStretch(0)
        self._fields: list[QWidget] = []
        self._column = column = QVBoxLayout(sheet)
        # What scrolls reaches a scroll bar's width into the margin: cards end where the banner ends.
        column.setContentsMargins(24, 16, 24 - GUTTER, 24)
        column.setSpacing(12)
        self._make_heading(title)
        column.addLayout(self.heading)
        self.tabs = QTabBar(expanding=False, drawBase=False)
        self.tabs.setVisible(False)
        for keys, words, step in (
            ("Ctrl+PgDown", _("The next tab"), 1), ("Ctrl+PgUp", _("The tab before"), -1)
        ):  # fmt: skip
            shortcut(self, keys, words, partial(self.step_tab, step))
        column.addWidget(self.tabs)
        self.banner = Banner()
        column.addLayout(up_to_cards(self.banner))
        # Part of the page before it gets its first widget, which it would show as a window otherwise.
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, 0, GUTTER, 0)
        self.body.setSpacing(16)
        self._stack.addWidget(self._content)
        session.changed.connect(self._set_stale)

    def _make_heading(self, title: str) -> None:
        self.heading = WrappingRow()
        self.heading.setContentsMargins(0, 0, GUTTER, 0)
        self.heading.setSpacing(12)
        self.title = ShrinkingLabel(title, "title", least=LEAST_TITLE)
        self.title.setMinimumHeight(pixels(HEADING))
        self.chip = Chip()
        self.subtitle = ShrinkingLabel("", "field")
        self.heading.addWidget(self.title)
        self.heading.addWidget(self.chip)
        self.chip.hide()
        self.heading.addWidget(self.subtitle)
        self.heading.addStretch(1)
        self._controls = QWidget()
        self._control_row = row(wraps=True)
        #: The buttons of the heading row: the page's own actions, which the command palette offers.
        self.heading_buttons: list[QPushButton] = []
        self._controls.setLayout(self._control_row)
        # Title and state give way first; what is still too wide goes on below them.
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._controls.setSizePolicy(policy)
        self.heading.addWidget(self._controls)

    def add_control(self, widget: QWidget) -> None:
        """Put a control at the right end of the heading row."""
        self._control_row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_button(self, text: str, slot: Callable[[], None], *, primary: bool = False) -> QPushButton:
        """Put a button at the right end of the heading row; one filled button a page.

        It is an action of the page: the command palette offers it too.
        """
        button = QPushButton(text)
        button.setProperty("primary", primary)
        button.clicked.connect(lambda: slot())
        self.add_control(button)
        self.heading_buttons.append(button)
        return button

    def set_empty(self, state: EmptyState | None) -> None:
        """Show `state` in place of the content; None shows the content again.

        Its buttons are all there is to do then: the controls of the heading row go with the content.
        """
        self._controls.setVisible(state is None)
        # The tabs of an empty page may lead to one that is not.
        self.tabs.setVisible(self._stands_beside or (state is None and self.tabs.count() > 0))
        while self._stack.count() > 1:
            old = self._stack.widget(1)
            if old is not None:
                self._stack.removeWidget(old)
                old.deleteLater()
        if state is not None:
            self._stack.addWidget(state)
        self._stack.setCurrentIndex(self._stack.count() - 1)

    @property
    def empty(self) -> EmptyState | None:
        """Return the empty state on screen, if any."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, EmptyState) else None

    def stand_beside(self, pages: Sequence[tuple[str, str]], own: str) -> None:
        """Show the tabs of pages that stand side by side, (id, name) each; a tab goes to its page."""
        place = [page_id for page_id, _name in pages].index(own)
        for page_id, name in pages:
            self.tabs.setTabData(self.tabs.addTab(name), page_id)
        self.tabs.setCurrentIndex(place)
        self.tabs.setVisible(True)
        self._stands_beside = True

        def leave(chosen: int) -> None:
            if chosen == place:
                return
            by_keyboard = self.tabs.hasFocus()
            self.tabs.setCurrentIndex(place)
            self.navigate(self.tabs.tabData(chosen), tabs=by_keyboard)

        self.tabs.currentChanged.connect(leave)

    def step_tab(self, step: int) -> None:
        """Go to a tab beside the one on show (round the end to the other); the keyboard goes to the tabs."""
        if self.tabs.isVisible():
            self.tabs.setFocus()
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def first_parts(self) -> Sequence[Callable[[], object]]:
        """Return steps that build what is shown first; pages too large to be built at once override it."""
        return ()

    def name_steps(self, steps: "Steps", unwritten: Sequence[str] = ()) -> None:
        """Name the next steps in the Edit menu; `unwritten`: words of those on their way into the store."""
        last, following = steps.last, steps.next
        self.undo_words = unwritten[-1] if unwritten else last.words if last else ""
        self.redo_words = following.words if following and not unwritten else ""
        self.steps_changed.emit()

    def undo(self) -> None:
        """Take the last step back; pages that keep steps override it."""

    def redo(self) -> None:
        """Do again what was taken back."""

    @property
    def cell_acts(self) -> Container[str]:
        """Return what can be done with chosen cells now, by ids of actions; pages with cells override it."""
        return ()

    def act_on_cells(self, act: str) -> None:
        """Do one of these."""

    def keep_now(self) -> None:
        """Keep what would be kept a moment later: the window closes. Pages that wait override it."""

    def open(self, **what: Any) -> None:
        """Come to this page to see something particular; pages that can, override it."""

    def refresh(self) -> None:
        """Ask for what the page shows; called when it is visible and something changed."""

    def load(
        self,
        work: Callable[..., Any],
        show: Callable[[Any], None],
        *,
        slow: bool = False,
        hollow: bool = True,
    ) -> None:
        """Compute `work(store, task)` in the background, drop the answer of an older question.

        `slow`: other pages do not wait behind it. `hollow`: before the first answer the page has nothing to see.
        """
        if self._job:
            self._job.cancel()

        def done(result: Any) -> None:
            self._end_loading()
            self._is_told = True
            with arranged_once(self):
                show(result)
                self._reveal()

        def fail(error: Exception) -> None:
            self._reveal()
            self.show_error(error)
            if not isinstance(error, Cancelled) and hollow and not self._is_told:
                self.offer_again()

        ask = self.session.search if slow else self.session.read
        self._job = ask(work, done, fail)
        self._loading.start()
        if hollow and self.hides_hollow and not self._is_told and self.empty is None:
            self._content.hide()

    def _reveal(self) -> None:
        """Show the content, where nothing stands in its place."""
        if self._stack.currentWidget() is self._content:
            self._content.show()

    def offer_again(self) -> None:
        """Offer to ask once more, in place of what is hollow without an answer; pages that can, override it."""

    def _say_loading(self) -> None:
        if self.is_loading and not self.subtitle.text():
            self.subtitle.setText(_("Computing…"))

    def _end_loading(self) -> None:
        self._job = None
        self._loading.stop()
        if self.subtitle.text() == _("Computing…"):
            self.subtitle.setText("")

    @property
    def is_loading(self) -> bool:
        """Whether an answer is still on its way."""
        return self._job is not None

    def show_error(self, error: Exception) -> None:
        """Say in the banner what went wrong and what to do; bugs go to the window's dialog."""
        self._end_loading()
        if isinstance(error, UserError):
            self.banner.say(sentences(error.message, error.next_step), "red")
        elif not isinstance(error, Cancelled):
            self.session.failed.emit(error)

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh what became old while the page was hidden."""
        super().showEvent(event)
        if self._stale:
            self._refresh_now()

    def order_fields(self) -> None:
        """Let Tab go as the eye does, whatever was added, moved or shown since it was pressed last."""
        fields = fields_on_show(self._column)
        if fields != self._fields:
            self._fields = fields
            order(fields)

    def _set_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh_now()

    def _refresh_now(self) -> None:
        self._stale = False
        self.refresh()


class Page(PageFrame):
    """A page of the owner's window: there is a store behind it."""

    session: Session

    def __init__(self, session: Session, navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        session.store_changed.connect(self._forget_trouble)

    def _forget_trouble(self) -> None:
        # What was wrong with the data that was open before.
        if self.banner.property("banner") == "red":
            self.banner.say("")

    def show_error(self, error: Exception) -> None:
        """Say what went wrong; where the data itself is damaged, offer its backups."""
        super().show_error(error)
        if isinstance(error, UserError) and error.damaged == self.session.path:
            self.banner.offer(_("Bring a backup back…"), self.session.backup_wanted.emit)

    def offer_again(self) -> None:
        """Offer to ask once more, where nothing else is said in place of the content."""
        if self.empty is not None and self.empty.title.text():
            return
        state = EmptyState(_("This page cannot be shown now"), _("Do what the message says, then try again."))
        state.add_button(_("Try again"), self._try_again, primary=True)
        state.add_button(_("Open the settings"), lambda: self.navigate("settings"))
        self.set_empty(state)

    def _try_again(self) -> None:
        self.set_empty(None)
        self.banner.say("")
        self.refresh()


def scrolled(layout: QVBoxLayout, ground: str = "page") -> QScrollArea:
    """Return a frameless scroll area around `layout`: nothing is clipped in a small window.

    `ground`: "page" or "card", where it stands. On a page the bar has its own room, seen or not.
    """
    inside = ScrolledColumn()
    inside.setProperty("scrolled", ground)
    layout.setContentsMargins(0, 0, 0, 0)
    inside.setLayout(layout)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    reach_where_it_scrolls(area)
    area.setWidget(inside)
    if ground == "page":
        reserve_bar(area)
    else:
        area.setProperty("card", "inside")
    return area


def put_in(stack: QStackedWidget | QStackedLayout, widget: QWidget) -> None:
    """Have a widget in a stack, where it is not there yet."""
    if stack.indexOf(widget) < 0:
        stack.addWidget(widget)


def up_to_cards(part: QWidget | QLayout) -> QHBoxLayout:
    """Return what stands beside an area that scrolls into the margin: it ends where the cards end."""
    across = QHBoxLayout()
    across.setContentsMargins(0, 0, GUTTER, 0)
    if isinstance(part, QWidget):
        across.addWidget(part)
    else:
        across.addLayout(part)
    return across


def row(*widgets: QWidget | int, spacing: int = 12, wraps: bool = False) -> QHBoxLayout:
    """Return widgets side by side; a number is a stretch. `wraps`: what has no room goes on in the next line."""
    layout = WrappingRow() if wraps else QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        if isinstance(widget, int):
            layout.addStretch(widget)
        else:
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return layout

"""The main window: navigation on the left, one page at a time, menus from the table of actions."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QShowEvent,
)

from funneldesk.i18n import _
from funneldesk.ui.actions import ACTIONS, add_menus
from funneldesk.ui.closing import ask_closing
from funneldesk.ui.dropping import FileDrops
from funneldesk.ui.field_steps import FieldSteps
from funneldesk.ui.help_places import topic_of
from funneldesk.ui.navigation import BEYOND, PAGES, TABS, WELCOME, PageEntry, place_of, side_by_side
from funneldesk.ui.page import Page, put_in
from funneldesk.ui.recent_menu import RecentMenu
from funneldesk.ui.session import Session
from funneldesk.ui.shell import MINIMUM, NORMAL, Shell, tip_of
from funneldesk.ui.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from funneldesk.domain.book.book import BookVersion
    from funneldesk.operations.share_state import ShareState
    from funneldesk.store.store import Store
    from funneldesk.ui.palette_offers import Offer, Show, StoreSearch

__all__ = ["MINIMUM", "NORMAL", "STORE_FILE", "MainWindow"]

STORE_FILE = "funneldesk.db"


class MainWindow(Shell):
    """Opens pages when they are first asked for; keeps size and page between runs."""

    leads_to_pages = True

    def __init__(self, session: Session) -> None:
        super().__init__(session, remembered_as="geometry")
        self.session = session
        self._closes_at_end = self._may_stop = False
        self._pages: dict[str, Page] = {}
        self._drops = FileDrops(self, lambda paths: self.go("import", files=paths))
        self._search: StoreSearch | None = None
        self._store_name = ElidedLabel("", "secondary")
        self._book_state = Label("", "secondary", wrap=True)
        self.lay_out(PAGES, head=self._store_name, foot=self._book_state)
        self._menus()
        self._add_recent()
        session.store_changed.connect(self._show_store)
        session.changed.connect(self._show_book)
        session.writes_ended.connect(self._close_at_end)
        session.team.looked.connect(self._show_answers)
        session.backup_wanted.connect(self.ask_backup)
        session.leaving_wanted.connect(self.leave_sample)
        self._show_store_name()
        self.restore_size()

    def open_first_page(self) -> None:
        """Open the page of the last run, or the welcome; called after the first paint."""
        self._show_book()
        self.session.team.look()
        if self.current is not None:
            return  # somebody went somewhere before the first paint
        self._stack.setFocus()  # nobody has chosen anything yet: no button shows a focus ring
        self.go(self.first_page.id)

    @property
    def first_page(self) -> PageEntry:
        """Return the page of the last run, or the welcome."""
        if not self.session.has_store:
            return WELCOME
        last = str(self.session.settings.value("page", "today"))
        return next((entry for entry in (*PAGES, *TABS) if entry.id == last), PAGES[0])

    @property
    def first_modules(self) -> tuple[str, ...]:
        """Return the modules of the page of the last run, or of the welcome; what day it is takes most of them."""
        return "funneldesk.operations.business_day", f"funneldesk.ui.pages.{self.first_page.module}"

    def go(self, page_id: str, *, tabs: bool = False, **what: Any) -> None:
        """Show a page, perhaps to see something particular on it; with `tabs`, the keyboard goes to its tabs."""
        page = self.page(page_id)
        self.bring(page, place_of(page_id))
        self._show_steps()
        # Pages of the navigation show what they showed; the others are about somebody.
        self.visited(page_id, what if any(entry.id == page_id for entry in BEYOND) else {})
        if tabs:
            page.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        if any(entry.id == page_id for entry in (*PAGES, *TABS)):
            self.session.settings.setValue("page", page_id)
        if what:
            page.open(**what)

    @property
    def page_ids(self) -> tuple[str, ...]:
        """Return the pages of the window."""
        return tuple(entry.id for entry in (*PAGES, *TABS, *BEYOND))

    def page(self, page_id: str) -> Page:
        """Return a page, made when it is first asked for."""
        page = self.made(page_id)
        put_in(self._stack, page)
        return page

    def made(self, page_id: str) -> Page:
        """Return a page that is perhaps not part of the window yet."""
        if page_id not in self._pages:
            entry = next(e for e in (*PAGES, *TABS, WELCOME, *BEYOND) if e.id == page_id)
            page = entry.load()(self.session, self.go, _(entry.title))
            if beside := side_by_side(page_id):
                page.stand_beside([(e.id, _(e.tab)) for e in beside], page_id)
            page.steps_changed.connect(self._show_steps)
            self._pages[page_id] = page
        return self._pages[page_id]

    @property
    def current(self) -> Page | None:
        """Return the page on screen."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    def _show_answers(self, state: "ShareState | None") -> None:
        """Say in the navigation how many answers of the team wait."""
        from funneldesk.domain.formats import number
        from funneldesk.ui.pages.share_words import waiting_words

        entry = next(entry for entry in PAGES if entry.id == "share")
        waiting = state.waiting if state else 0
        button = self._buttons[entry.id]
        button.setText(f"{_(entry.title)}　{number(waiting)}" if waiting else _(entry.title))
        button.setToolTip("\n".join((tip_of(entry), waiting_words(waiting))) if waiting else tip_of(entry))

    def _menus(self) -> None:
        self.menus = add_menus(self, ACTIONS)
        self.undo_action, self.redo_action = self.menus.actions["undo"], self.menus.actions["redo"]
        self._show_steps()
        self.show_trail()
        FieldSteps(self)

    @property
    def help_topic(self) -> str:
        """Return the topic of the page and tab on show."""
        page = self.current
        shown = next((page_id for page_id, one in self._pages.items() if one is page), WELCOME.id)
        return topic_of(shown, page)

    def show_help_page(self, page_id: str, tab: int) -> None:
        """Show the page and tab a topic of the help is about."""
        if not self.session.has_store:
            self.go(WELCOME.id)
            return
        self.go(page_id)
        if tab >= 0:
            self.page(page_id).tabs.setCurrentIndex(tab)

    def step(self, *, back: bool) -> None:
        """Take the last step of the page on show back, or do it again."""
        page = self.current
        if page is not None:
            (page.undo if back else page.redo)()

    def act_on_cells(self, act: str) -> None:
        """Do something with the cells that are chosen on the page on show."""
        if self.current is not None:
            self.current.act_on_cells(act)

    def _show_steps(self) -> None:
        """Name the steps of the page on show, and offer what can be done with its cells.

        Where it has no steps, its own keys are left alone.
        """
        page = self.current
        for row in ACTIONS:
            if row.of_cells:
                self.menus.actions[row.id].setEnabled(page is not None and row.id in page.cell_acts)
        for action, name, words in (
            (self.undo_action, _("&Undo"), page.undo_words if page else ""),
            (self.redo_action, _("&Redo"), page.redo_words if page else ""),
        ):
            named = _("%(action)s: %(step)s") % {"action": name, "step": words.replace("&", "&&")}
            action.setText(named if words else name)
            action.setEnabled(bool(words))

    def choose_shared_folder(self) -> None:
        """Ask where the team's shared folder is, and open it in a window of its own."""
        from funneldesk.ui.choosing_files import shared_folder_to_open

        if folder := shared_folder_to_open(self, self.session.settings):
            self.session.team_wanted.emit(folder)

    def seek(self, typed: str, show: "Show") -> int:
        """Look for people, companies, contents, cards and lines of the book."""
        if self._search is None:
            from funneldesk.ui.palette_offers import StoreSearch

            self._search = StoreSearch(self.session, self.go)
        return self._search.ask(typed, show)

    def everything(self, typed: str) -> "Offer | None":
        """Offer all leads that fit."""
        from funneldesk.ui.palette_offers import leads_offer

        return leads_offer(typed, self.go) if self.session.has_store else None

    def save_report(self) -> None:
        """Ask where to save the report of a month."""
        from funneldesk.ui.pages.report_saving import ask_report

        if self.current is not None and self.session.has_store:
            ask_report(self.current)

    def leave_sample(self, lists: "Sequence[Path]" = ()) -> None:
        """Remove the sample, open the user's own data, and go on there with these lists."""
        from funneldesk.ui.leaving_sample import leave_sample

        def go_on() -> None:
            if lists:
                self.go("import", files=lists)
            else:
                self.go("today" if self.session.has_store else WELCOME.id)

        leave_sample(self, self.session, go_on)

    def _show_store(self) -> None:
        self.trail.clear()
        self.show_trail()
        self._show_store_name()
        if self.session.has_store and self.current is self._pages.get(WELCOME.id):
            self.go("today")

    def _show_store_name(self) -> None:
        self._store_name.set_text(self._store_words())
        shown = _("Sample company") if self.session.shows_sample else self.session.path.name
        self.show_place(shown if self.session.has_store else "")
        self.menus.actions["report"].setEnabled(self.session.has_store)
        self.menus.actions["leave_sample"].setVisible(self.session.shows_sample)
        self.menus.actions["leave_sample"].setEnabled(self.session.shows_sample)
        for button in self._buttons.values():
            button.setEnabled(True)

    def _store_words(self) -> str:
        path = self.session.path
        if not self.session.has_store:
            return _("No data yet")
        if self.session.shows_sample:
            return _("Sample company")
        # The file has this name unless somebody chose another: it would only say the program's name twice.
        return _("Data on this computer") if path.name == STORE_FILE else path.stem

    def _show_book(self) -> None:
        if not self.session.has_store:
            self._book_state.setText("")
            return
        today = self.session.today

        def work(store: "Store", _job: Any) -> "tuple[int, BookVersion]":
            from funneldesk.operations.book import book_in_force, newest_version

            return book_in_force(store, today).number, newest_version(store)

        def show(found: "tuple[int, BookVersion]") -> None:
            from funneldesk.domain.formats import day

            number, newest = found
            agreed = _("Definition book v%(number)s in force") % {"number": number}
            words = agreed if number else _("Definition book: the example is in force")
            if newest.from_day > today:
                later = _("v%(number)s from %(day)s")
                words += "\n" + later % {"number": newest.number, "day": day(newest.from_day)}
            self._book_state.setText(words)

        self.session.read(work, show, lambda _error: None)

    def _add_recent(self) -> None:
        """Offer the data that was open before in the file menu."""
        self.recent = RecentMenu(self.session, self._say_trouble, self)
        self.menus.actions["recent"].setMenu(self.recent)

    def open_recent(self) -> None:
        """Offer it by itself: the palette opens no submenus."""
        self.recent.popup(self.mapToGlobal(self.rect().center()))

    def ask_backup(self) -> None:
        """Ask which backup is to take the place of the data, and bring it back."""
        from funneldesk.ui.backup import ask_backup

        for page in self._pages.values():
            page.keep_now()  # what was typed stays in the file that is kept
        ask_backup(self)

    def _say_trouble(self, error: Exception) -> None:
        if self.current is not None:
            self.current.show_error(error)

    def showEvent(self, event: QShowEvent) -> None:
        """Take files that are dropped anywhere on the window."""
        super().showEvent(event)
        self._drops.watch(self.windowHandle())

    def _close_at_end(self) -> None:
        if self._closes_at_end:
            self.close()

    def _wait_and_close(self) -> None:
        self._closes_at_end = True
        if not self.session.is_importing:
            self.close()

    def _stop_and_close(self) -> None:
        self._may_stop = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size, end the threads (unless a window in another language takes over).

        While an import runs, ask first: it would be stopped. Not when the system itself is shutting down.
        """
        asks = self.session.is_importing and not self._may_stop and not self._replaced
        program = QGuiApplication.instance()
        shuts_down = isinstance(program, QGuiApplication) and program.isSavingSession()
        if asks and not shuts_down:
            event.ignore()
            self._closes_at_end = False
            ask_closing(self, self._wait_and_close, self._stop_and_close)
            return
        self._stack.setFocus()  # what is being typed is taken, and written before the threads end
        for page in self._pages.values():
            page.keep_now()
        self.keep_size()
        if not self._replaced:
            self.session.close()
        super().closeEvent(event)

"""定義書: what was agreed, part by part; terms, threshold, weights and bands are edited as a draft."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from funneldesk.i18n import _
from funneldesk.ui.choosing_files import file_to_save
from funneldesk.ui.page import GUTTER, put_in, row
from funneldesk.ui.pages.book_adoption import VersionsTab
from funneldesk.ui.pages.book_backtest import BacktestTab
from funneldesk.ui.pages.book_cards import BookCards
from funneldesk.ui.pages.book_criteria import CriteriaTab
from funneldesk.ui.pages.book_data_rules import DataTab
from funneldesk.ui.pages.book_draft_page import DraftPage
from funneldesk.ui.pages.book_import import choose_book
from funneldesk.ui.pages.book_kpis import KpiTab
from funneldesk.ui.pages.book_nurture import NurtureTab
from funneldesk.ui.pages.book_rules import RulesTab
from funneldesk.ui.pages.book_scoring import ScoringTab
from funneldesk.ui.pages.book_terms import TermsTab
from funneldesk.ui.pages.knowledge_keeping import keep_card
from funneldesk.ui.preparing import in_turn
from funneldesk.ui.saved_files import say_saved

if TYPE_CHECKING:
    from funneldesk.domain.book.book import BookVersion
    from funneldesk.operations.book_import import BookImport
    from funneldesk.operations.book_view import BookView
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session


class BookPage(DraftPage):
    """Shows one `BookView`; every edit makes another draft, which can be taken back step by step."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self._export_wanted = False
        self._line_wanted = ""
        self.cards = BookCards(self)
        self.add_control(self.desk.button)
        self.workshop_button = self.add_button(_("KPI workshop"), self._go_to_workshop)
        self.adopt_button = self.add_button(_("Go to agreement"), self._go_to_agreement, primary=True)
        # At the end: what comes and goes before it does not move it from under the mouse.
        self.excel_button = self.add_button(_("Excel"), lambda: None)
        excel = QMenu(self.excel_button)
        excel.addAction(_("&Save as Excel…")).triggered.connect(lambda: self._choose_export())
        self.import_action = excel.addAction(_("&Take in from Excel…"))
        self.import_action.triggered.connect(lambda: choose_book(self, self.take))
        self.excel_button.setMenu(excel)
        self._tab_stack = QStackedWidget()
        self._made: dict[int, Any] = {}
        self._parts: list[tuple[str, type[QWidget], tuple[Any, ...]]] = [
            (_("Purpose and terms"), TermsTab, (session,)),
            (_("Criteria"), CriteriaTab, (session,)),
            (_("Scoring"), ScoringTab, (session,)),
            (_("Backtest"), BacktestTab, (session,)),
            (_("Rules"), RulesTab, (session,)),
            (_("KPIs"), KpiTab, ()),
            (_("Data rules"), DataTab, (session, navigate)),
            (_("Nurture"), NurtureTab, ()),
            (_("Versions and agreement"), VersionsTab, (session, self.adopt)),
        ]
        for name, _kind, _arguments in self._parts:
            self.tabs.addTab(name)
        self.tabs.setVisible(True)
        self.tabs.setAccessibleDescription(
            _("Arrow keys choose a tab; Ctrl+PgDn goes to the next from anywhere.")
        )
        self.tabs.currentChanged.connect(lambda _tab: self._show_book())
        self.body.setContentsMargins(0, 0, 0, 0)
        beside = row(self.notice)
        beside.setContentsMargins(0, 0, GUTTER, 0)
        self.body.addLayout(beside)
        self.body.addWidget(self._tab_stack)

    def open(self, **what: Any) -> None:
        """Open a tab by its place, a `line` of it by its id; put a card into the draft; ask where to `export` to."""
        if "tab" in what:
            self.tabs.setCurrentIndex(int(what["tab"]))
        self._line_wanted = str(what.get("line", ""))
        self._show_wanted_line()
        if "card" in what:
            self.cards.put(what["card"], what["text"], what["what"])
        if what.get("export"):
            self._export_wanted = self.view is None
            if not self._export_wanted:
                self._choose_export()

    def tab(self, widget_type: type[QWidget]) -> QWidget:
        """Return the tab of that class, and show it."""
        for place, (_name, kind, _arguments) in enumerate(self._parts):
            if issubclass(kind, widget_type):
                self.tabs.setCurrentIndex(place)
                found: QWidget = self._part(place)
                return found
        raise KeyError(widget_type)

    @property
    def current_tab(self) -> QWidget:
        """Return the tab on show."""
        found: QWidget = self._part(self.tabs.currentIndex())
        return found

    def _show_wanted_line(self) -> None:
        """Show the line somebody came for, once the book is there; lines of some tabs are seen as they are."""
        if self._line_wanted and self.view is not None:
            line, self._line_wanted = self._line_wanted, ""
            tab: Any = self.current_tab
            self._show_book()
            if hasattr(tab, "show_line"):
                tab.show_line(line)

    def show_line(self, widget_type: type[QWidget], line: str) -> None:
        """Show a line of a tab, unfolded."""
        tab: Any = self.tab(widget_type)
        self._show_book()
        tab.show_line(line)

    def _part(self, place: int) -> Any:
        """Return the tab at a place, made when it is first asked for: all of them are thousands of widgets."""
        widget = self._made_part(place)
        put_in(self._tab_stack, widget)
        return widget

    def _made_part(self, place: int) -> Any:
        """Return the tab at a place, perhaps not part of the page yet."""
        if place not in self._made:
            _name, kind, arguments = self._parts[place]
            widget: Any = kind(*arguments)
            self._made[place] = widget
            if hasattr(widget, "edited"):
                widget.edited.connect(self.edit)
            if hasattr(widget, "keep_wanted"):
                widget.keep_wanted.connect(lambda make: keep_card(self, make))
            if hasattr(widget, "cards_wanted"):
                widget.cards_wanted.connect(self.cards.ask)
            if hasattr(widget, "people_wanted"):
                widget.people_wanted.connect(lambda ids, title: self.navigate("leads", ids=ids, title=title))
            if isinstance(widget, BacktestTab):
                # What is taken from it is another book than the one it looked at.
                widget.edited.connect(lambda _book: self._show_book())
            if isinstance(widget, VersionsTab):
                widget.pilot.scope_wanted.connect(self._go_to_scope)
        return self._made[place]

    def refresh(self) -> None:
        """Ask for the book, its draft and its versions."""
        if not self.session.has_store:
            self._show_empty()
            return
        today = self.session.today

        def work(store: "Store", _task: Any) -> "BookView":
            from funneldesk.operations.book_view import book_view

            return book_view(store, today)

        self.load(work, self._show)
        # Built while the book is read, not when it comes.
        in_turn(self, iter(self.first_parts()))

    def first_parts(self) -> Sequence[Callable[[], object]]:
        """Return the building of the tab in front."""
        place = self.tabs.currentIndex()
        return (lambda: self._made_part(place), lambda: self._part(place))

    def _show(self, view: "BookView") -> None:
        self.show_draft(view)
        self.cards.put_waiting()
        self._show_wanted_line()
        if self._export_wanted and self.view is not None:
            self._export_wanted = False
            self._choose_export()

    def _show_book(self) -> None:
        """Show the book on the tab in front; the others get it when they come to the front."""
        widget, view, book = self._part(self.tabs.currentIndex()), self.view, self.book
        if view is not None and book is not None and not isinstance(widget, VersionsTab):
            # Filled before it is seen: Qt shows what is added to something visible only a moment later.
            widget.show_book(book, view.in_force.book)
        self._tab_stack.setCurrentWidget(widget)
        self._show_state()

    def _show_state(self) -> None:
        view, book = self.view, self.book
        if view is None or book is None:
            return
        found, draft = self._changes(), self.desk.open
        front = self._tab_stack.currentWidget()
        on_versions = isinstance(front, VersionsTab)
        if isinstance(front, VersionsTab):
            front.show_versions(view, book, found, draft.id)
        self.desk.button.show_draft(view, draft.id, draft.name, changed=bool(found))
        self._show_steps(bool(found))
        self._show_notice()
        # The tab of the agreement has its own filled button.
        self.adopt_button.setVisible(bool(found) and not view.draft.is_outdated and not on_versions)
        self._show_heading(view, found)

    def _show_offer(self) -> None:
        signed = self.view is not None and any(version.signatures for version in self.view.versions)
        self.workshop_button.setVisible(signed)
        words = _("Nobody has signed this book yet. One hour of marketing and sales together is enough.")
        self.notice.say("" if signed else words, "blue", _("Begin the KPI workshop"), self._go_to_workshop)

    def agreed(self, version: "BookVersion") -> None:
        """Say that a version was agreed on, and what to do with it."""
        words = _("Version %(number)s is agreed. Print it and hang it up: Save as Excel…")
        if version.is_pilot:
            words = _("The pilot of v%(number)s is agreed. Its results stand under Versions and agreement.")
        self.banner.say(words % {"number": version.number}, "green")

    def take(self, looked: "BookImport") -> None:
        """Take the book of a workbook as a draft of its own; Undo takes it back."""
        self.desk.take(looked)

    def _go_to_workshop(self) -> None:
        self.navigate("workshop")

    def _go_to_agreement(self) -> None:
        self.tab(VersionsTab)

    def _go_to_scope(self) -> None:
        terms = self.tab(TermsTab)
        if isinstance(terms, TermsTab):
            terms.show_scope()

    def _choose_export(self) -> None:
        title, kinds = _("Save the definition book"), _("Excel workbook (*.xlsx)")
        path, _kind = file_to_save(self, title, _("definition-book.xlsx"), kinds)
        if path:
            self.export(path)

    def export(self, path: Path) -> None:
        """Write what is on show as a workbook: the draft with its changes, else the version in force."""
        target, today = path.with_suffix(".xlsx"), self.session.today
        draft = self.book if self._changes() else None

        def write(store: "Store", _task: Any) -> None:
            from funneldesk.operations.book import export_book, export_draft

            if draft is None:
                export_book(store, target, today)
            else:
                export_draft(store, target, today, draft)

        words = (
            "" if draft is None else _("Saved as a draft, not agreed yet: %(file)s") % {"file": target.name}
        )
        self.session.read(write, lambda _done: say_saved(self.banner, target, words=words), self.show_error)

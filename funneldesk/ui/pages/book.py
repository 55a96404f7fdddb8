"""定義書: what was agreed, part by part; terms, threshold, weights and bands are edited as a draft."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import Page
from funneldesk.ui.pages.book_adoption import VersionsTab
from funneldesk.ui.pages.book_backtest import BacktestTab
from funneldesk.ui.pages.book_criteria import CriteriaTab
from funneldesk.ui.pages.book_data_rules import DataTab
from funneldesk.ui.pages.book_import import choose_book
from funneldesk.ui.pages.book_kpis import KpiTab
from funneldesk.ui.pages.book_nurture import NurtureTab
from funneldesk.ui.pages.book_rules import RulesTab
from funneldesk.ui.pages.book_scoring import ScoringTab
from funneldesk.ui.pages.book_terms import TermsTab
from funneldesk.ui.widgets.frames import EmptyState

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book, BookVersion
    from funneldesk.operations.book_import import BookImport
    from funneldesk.operations.book_view import BookView
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

#: A draft is saved once nothing changed for so long.
SAVE_DELAY_MS = 400


class BookPage(Page):
    """Shows one `BookView`; every edit makes another draft, which can be taken back step by step."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.view: BookView | None = None
        self.book: Book | None = None
        self._undo: list[Book] = []
        self._redo: list[Book] = []
        self._export_wanted = False
        self._timer = QTimer(self, singleShot=True, interval=SAVE_DELAY_MS)
        self._timer.timeout.connect(lambda: self.save_draft())
        self.undo_button = self.add_button(_("Undo"), self.undo)
        self.discard_button = self.add_button(_("Discard draft"), self.discard)
        self.export_button = self.add_button(_("Save as Excel…"), self._choose_export)
        self.import_button = self.add_button(_("Take in from Excel…"), lambda: choose_book(self, self.take))
        self.adopt_button = self.add_button(_("Go to agreement"), self._go_to_agreement, primary=True)
        for keys, slot in (
            (QKeySequence.StandardKey.Undo, self.undo),
            (QKeySequence.StandardKey.Redo, self.redo),
        ):
            QShortcut(QKeySequence(keys), self, slot)
        self._tab_stack = QStackedWidget()
        self.versions = VersionsTab(session, self.adopt)
        self.scoring = ScoringTab(session)
        self.backtest = BacktestTab(session)
        self.parts: list[tuple[str, Any]] = [
            (_("Purpose and terms"), TermsTab(session)),
            (_("Criteria"), CriteriaTab(session)),
            (_("Scoring"), self.scoring),
            (_("Backtest"), self.backtest),
            (_("Operating rules"), RulesTab(session)),
            (_("KPIs"), KpiTab()),
            (_("Data rules"), DataTab(session, navigate)),
            (_("Nurture design"), NurtureTab()),
            (_("Versions and agreement"), self.versions),
        ]
        for name, widget in self.parts:
            self.tabs.addTab(name)
            self._tab_stack.addWidget(widget)
            if hasattr(widget, "edited"):
                widget.edited.connect(self.edit)
            if hasattr(widget, "people_wanted"):
                widget.people_wanted.connect(lambda ids, title: self.navigate("leads", ids=ids, title=title))
        # What is taken from a backtest changes what the other tabs show.
        self.backtest.edited.connect(lambda _book: self._show_book())
        self.tabs.setVisible(True)
        self.tabs.currentChanged.connect(self._tab_stack.setCurrentIndex)
        self.tabs.currentChanged.connect(lambda _tab: self._show_state())
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._tab_stack)

    def open(self, **what: Any) -> None:
        """Open a tab by its place, or ask where to save the book as Excel."""
        if "tab" in what:
            self.tabs.setCurrentIndex(int(what["tab"]))
        if what.get("export"):
            self._export_wanted = self.view is None
            if not self._export_wanted:
                self._choose_export()

    def tab(self, widget_type: type[QWidget]) -> QWidget:
        """Return the tab of that class, and show it."""
        for place, (_name, widget) in enumerate(self.parts):
            if isinstance(widget, widget_type):
                self.tabs.setCurrentIndex(place)
                return widget
        raise KeyError(widget_type)

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

    def _show(self, view: "BookView") -> None:
        self.view = view
        self.set_empty(None)
        if self._timer.isActive():
            return
        if self.book != view.draft.book:
            self.book = view.draft.book
            self._undo.clear()
            self._redo.clear()
        self._show_book()
        if self._export_wanted:
            self._export_wanted = False
            self._choose_export()

    def _show_book(self) -> None:
        view, book = self.view, self.book
        if view is None or book is None:
            return
        for _name, widget in self.parts:
            if widget is not self.versions:
                widget.show_book(book, view.in_force.book)
        self._show_state()

    def _show_state(self) -> None:
        from funneldesk.domain.book.book_diff import differences

        view, book = self.view, self.book
        if view is None or book is None:
            return
        found = differences(view.draft.base.book, book)
        base = view.draft.base.number
        self.versions.show_versions(view, book, found)
        self.discard_button.setVisible(bool(found))
        self.undo_button.setEnabled(bool(self._undo))
        self.undo_button.setVisible(bool(found or self._undo))
        # The tab of the agreement has its own filled button.
        self.adopt_button.setVisible(bool(found) and self._tab_stack.currentWidget() is not self.versions)
        if found:
            self.chip.set_chip(_("Draft of v%(number)s") % {"number": base + 1}, "amber")
            words = ngettext(
                "%(count)s change from v%(base)s", "%(count)s changes from v%(base)s", len(found)
            )
            self.subtitle.setText(words % {"count": len(found), "base": base})
        else:
            number = view.in_force.number
            name = _("v%(number)s in force") % {"number": number} if number else _("example, not signed")
            self.chip.set_chip(name, "green" if number else "plain")
            self.subtitle.setText("" if number else _("Change what does not fit, then agree on it."))

    def edit(self, book: "Book") -> None:
        """Take an edited book as the draft."""
        if self.book is None or book == self.book:
            return
        self._undo.append(self.book)
        self._redo.clear()
        self.book = book
        self._timer.start()
        self._show_state()

    def take(self, looked: "BookImport") -> None:
        """Take the book of a workbook as the draft; Undo brings back what was there."""
        self.edit(looked.book)
        self._show_book()

    def undo(self) -> None:
        """Take the last edit back."""
        self._step(self._undo, self._redo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._step(self._redo, self._undo)

    def _step(self, source: "list[Book]", target: "list[Book]") -> None:
        if not source or self.book is None:
            return
        target.append(self.book)
        self.book = source.pop()
        self._timer.start()
        self._show_book()

    def save_draft(self, then: Callable[[], None] = lambda: None) -> None:
        """Keep the draft on disk now."""
        self._timer.stop()
        book, view = self.book, self.view
        if book is None or view is None:
            return
        from funneldesk.operations.book import discard_draft, save_draft

        def write(store: Any, _task: Any) -> None:
            if book == view.draft.base.book:
                discard_draft(store)
            else:
                save_draft(store, book)

        self.session.write(write, lambda _done: then(), self.show_error, quiet=True)

    def discard(self) -> None:
        """Go back to the version the draft was made from; Undo brings the draft back."""
        if self.view is not None and self.book is not None:
            self._undo.append(self.book)
            self.book = self.view.draft.base.book
            self._show_book()
            self.save_draft()

    def adopt(self, names: "dict[str, str]", from_day: int, note: str) -> None:
        """Make the draft a version that both sides signed."""
        self.save_draft(lambda: self._adopt(names, from_day, note))

    def _adopt(self, names: "dict[str, str]", from_day: int, note: str) -> None:
        from funneldesk.operations.book_view import adopt_signed

        def show(version: "BookVersion") -> None:
            self._undo.clear()
            self.book = None
            words = _("Version %(number)s is agreed. Print it and hang it up: Save as Excel…")
            self.banner.say(words % {"number": version.number}, "green")

        self.session.write(
            lambda store, _task: adopt_signed(store, names, from_day, note), show, self.show_error
        )

    def _go_to_agreement(self) -> None:
        self.tab(VersionsTab)

    def _choose_export(self) -> None:
        title, kinds = _("Save the definition book"), _("Excel workbook (*.xlsx)")
        name, _kind = QFileDialog.getSaveFileName(self, title, _("definition-book.xlsx"), kinds)
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write the version in force as a workbook."""
        target, today = path.with_suffix(".xlsx"), self.session.today
        saved = _("Saved: %(file)s") % {"file": target.name}

        def write(store: "Store", _task: Any) -> None:
            from funneldesk.operations.book import export_book

            export_book(store, target, today)

        self.session.read(write, lambda _done: self.banner.say(saved, "green"), self.show_error)

    def _show_empty(self) -> None:
        state = EmptyState(
            _("The definition book appears here"),
            _("It comes with your first list: what MQL and SAL mean, how leads are scored, who acts when."),
        )
        state.add_button(
            _("Import my own Excel list"), lambda: self.navigate("import", choose=True), primary=True
        )
        self.set_empty(state)

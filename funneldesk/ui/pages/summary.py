"""1枚のまとめ: the sheet for the manager to print or save, and beside it the numbers of either side."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QCheckBox, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from funneldesk.domain.formats import day
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.ui.choosing_files import file_to_save
from funneldesk.ui.page import Page, scrolled
from funneldesk.ui.pages.funnel_people import FunnelPeople
from funneldesk.ui.pages.pictures import choose_picture
from funneldesk.ui.pages.summary_boards import Board
from funneldesk.ui.pages.summary_printing import Printing
from funneldesk.ui.saved_files import say_saved
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import EmptyState
from funneldesk.ui.widgets.sheet_view import SheetView, on_ground
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.summary.summary import Summary
    from funneldesk.operations.boards import Boards, Side
    from funneldesk.operations.funnel import Part
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

SHEET, MARKETING, SALES = "sheet", "marketing", "sales"
_NAMES = "summary_names"


class SummaryPage(Page):
    """Shows one `Summary` as a sheet of A4, or the `Boards` of a side; everybody may look at all three."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.summary: Summary | None = None
        self.boards: Boards | None = None
        self._asked: Job | None = None
        self.people = FunnelPeople(self)
        self.printing = Printing(self)
        self.shown = Choice([(SHEET, _("For the manager")), (MARKETING, _("Marketing")), (SALES, _("Sales"))])
        self.shown.setAccessibleName(_("What is shown"))
        self.shown.chosen.connect(lambda _value: self.refresh())
        self.names = QCheckBox(_("With names"))
        self.names.setToolTip(
            _("Names and phone numbers of the people to phone: leave them out for readers who do not phone.")
        )
        self.names.setChecked(str(session.settings.value(_NAMES, "true")).lower() == "true")
        self.names.toggled.connect(self._choose_names)
        self.print = QPushButton(_("Print…"))
        self.print.clicked.connect(lambda: self.printing.ask())
        self.picture = QPushButton(_("Save picture…"))
        self.picture.clicked.connect(lambda: choose_picture(self, _("summary") + ".png", self.save))
        for control in (self.shown, self.names, self.print, self.picture):
            self.add_control(control)
        self.pdf = self.add_button(_("Save as PDF…"), self._choose_pdf, primary=True)
        self._build()

    def _build(self) -> None:
        self.sheet = SheetView(self.session)
        self.sheet.clicked.connect(self._open_key)
        self.board = Board(self.session)
        self.board.opened.connect(self._open_number)
        waiting = QVBoxLayout()
        self.waiting = Label(_("Collecting the numbers…"), "secondary")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(_("Progress of the summary"))
        self.bar.setMaximumWidth(320)
        waiting.addWidget(self.waiting)
        waiting.addWidget(self.bar)
        waiting.addStretch(1)
        self.stack = QStackedWidget()
        for part in (waiting, on_ground(self.sheet), self.board):
            column = QVBoxLayout()
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
            column.addStretch(1)
            self.stack.addWidget(scrolled(column))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.stack)

    def open(self, **what: Any) -> None:
        """`show`: "sheet", "marketing" or "sales"."""
        if what.get("show"):
            self.shown.set_value(what["show"])
            self.refresh()

    @property
    def is_loading(self) -> bool:
        """Whether an answer is still on its way."""
        return self._asked is not None or super().is_loading

    def refresh(self) -> None:
        """Ask for the sheet, or for the numbers of a side."""
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        on_sheet = self.shown.value == SHEET
        for control in (self.names, self.print, self.picture, self.pdf):
            control.setVisible(on_sheet)
        if not self.session.has_store:
            self._show_empty()
            return
        today = self.session.today

        def sheet(store: "Store", task: Any) -> "Summary":
            from funneldesk.operations.summary import summary_of

            return summary_of(store, today, task)

        def sides(store: "Store", _task: Any) -> "Boards":
            from funneldesk.operations.boards import boards_of

            return boards_of(store, today)

        if (self.summary if on_sheet else self.boards) is None:
            self.bar.setRange(0, 0)
            self.stack.setCurrentIndex(0)
        work, show = (sheet, self._show) if on_sheet else (sides, self._show_boards)
        # No other page waits behind it.
        self._asked = self.session.search(work, show, self._fail, self._progress)

    def _progress(self, done: int, total: int | None) -> None:
        self.bar.setRange(0, total or 0)
        self.bar.setValue(done)

    def _fail(self, error: Exception) -> None:
        self._asked = None
        self.show_error(error)
        if isinstance(error, UserError) and self.stack.currentIndex() == 0:
            self.offer_again()

    def _show(self, summary: "Summary") -> None:
        from funneldesk.domain.summary.summary_sentences import headline

        self._asked, self.summary = None, summary
        if summary.is_empty:
            self._show_empty()
            return
        self.set_empty(None)
        # The sheet itself says what it is about, and since when.
        self.subtitle.setText("")
        self.banner.say("")
        self._draw()
        self.stack.setCurrentIndex(1)
        self.sheet.setAccessibleDescription(headline(summary))

    def _draw(self) -> None:
        page = self.page_to_give()
        if page is None:
            return

        def draw(_size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.summary import summary_sheet

            return summary_sheet(page, colours)

        self.sheet.show_figure(draw, _("The page for the manager"))

    def page_to_give(self) -> "Summary | None":
        """Return the sheet as it leaves the program: with or without names."""
        if self.summary is None or self.names.isChecked():
            return self.summary
        return self.summary.without_names()

    def _choose_names(self, checked: bool) -> None:
        self.session.settings.setValue(_NAMES, "true" if checked else "false")
        self._draw()

    def _show_boards(self, boards: "Boards") -> None:
        self._asked, self.boards = None, boards
        if boards.is_empty:
            self._show_empty()
            return
        self.set_empty(None)
        days = {"from": day(boards.period.from_day), "to": day(boards.period.to_day)}
        self.subtitle.setText(_("%(from)s – %(to)s") % days)
        self.banner.say(_("Both sides see both: the same numbers, each in the order of who works with them."))
        self.board.show_side(boards, cast("Side", self.shown.value))
        self.stack.setCurrentIndex(2)

    def _show_empty(self) -> None:
        self.banner.say("")
        state = EmptyState(
            _("The one-page summary appears here"),
            _("Import a list of leads first; with the deals of your SFA the page says most."),
        )
        state.add_button(
            _("Import my own Excel list"), lambda: self.navigate("import", choose=True), primary=True
        )
        state.add_button(_("Look at the sample company"), lambda: self.navigate("welcome"))
        self.set_empty(state)

    def _open_key(self, key: str) -> None:
        """Open what was clicked on the sheet."""
        from funneldesk.domain.summary.summary_sentences import target_title

        kind, _colon, what = key.partition(":")
        summary = self.summary
        if summary is None:
            return
        if kind == "lead":
            self.navigate("lead", lead=int(what))
        elif kind == "funnel":
            stage, _second, part = what.partition(":")
            self.people.open(summary.funnel, summary.labels, stage, cast("Part", part))
        else:
            self._find(key, target_title(summary, key), summary.period)

    def _open_number(self, key: str, name: str) -> None:
        """Open what was clicked on a board."""
        if key == "number:lists":
            self.navigate("import")
        elif self.boards is not None:
            self._find(key, name, self.boards.period)

    def _find(self, key: str, title: str, period: Any) -> None:
        today = self.session.today

        def people(store: "Store", _task: Any) -> tuple[int, ...]:
            from funneldesk.operations.summary_people import people_behind

            return people_behind(store, today, period, key)

        def show(ids: tuple[int, ...]) -> None:
            if ids:
                self.navigate("leads", ids=ids, title=title)
            else:
                self.banner.say(_("%(name)s: nobody") % {"name": title})

        self.load(people, show, slow=True)

    def _choose_pdf(self) -> None:
        path, _kind = file_to_save(self, _("Save as PDF"), _("summary") + ".pdf", _("PDF (*.pdf)"))
        if path:
            self.save(path)

    def save(self, path: Path) -> None:
        """Write the sheet as a file, in the format its name ends with."""
        page = self.page_to_give()
        if page is None:
            return

        def write(store: "Store", _task: Any) -> Path:
            from funneldesk.operations.summary import write_summary

            return write_summary(store, page, path)

        self.session.search(write, lambda written: say_saved(self.banner, written), self.show_error)

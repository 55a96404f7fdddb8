"""定義書／版と合意: a draft tried on some leads first; which pilot runs, and both books' results side by side."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from funneldesk.domain.book.pilot_checks import is_over, pilot_there, resumable
from funneldesk.domain.formats import sentences
from funneldesk.domain.words import side_label
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.ui.pages.book_pilot_adoption import AdoptionQuestion
from funneldesk.ui.widgets.asking import ask
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.reading_table import ReadingTable
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel
from funneldesk.ui.widgets.text import Label, plain_tip

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book, BookVersion
    from funneldesk.operations.book_view import BookView
    from funneldesk.operations.pilots import PilotChanging, PilotComparison
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

MOST_HEIGHT = 320


class PilotCard(Card):
    """Shows the pilot there is; what it counts is computed in the background.

    `scope` stands where a draft is agreed on: it says for whom, and is there while no pilot runs.
    """

    #: Somebody wants to change for whom the draft is.
    scope_wanted = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__(_("Pilot"))
        self._session = session
        self._view: BookView | None = None
        self._counted: BookView | None = None
        self._is_wanted = False
        self.title = Label("", "heading", wrap=True)
        self.about = Label("", "secondary", wrap=True)
        self.body.addWidget(self.title)
        self.body.addWidget(self.about)
        self._add_scope()
        self._add_figures()

    def _add_scope(self) -> None:
        self.scope = QWidget()
        across = QHBoxLayout(self.scope)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        self.segment = Label("", wrap=True)
        self.change_scope = QPushButton(_("Change for whom…"))
        self.change_scope.setProperty("link", "true")
        self.change_scope.clicked.connect(self.scope_wanted)
        across.addWidget(self.segment, 1)
        across.addWidget(self.change_scope)

    def _add_figures(self) -> None:
        self.numbers: RowsModel[tuple[str, str, str]] = RowsModel(_number_columns("", ""))
        self.people: RowsModel[PilotChanging] = RowsModel(_people_columns(0, 0))
        self.changing = Label("", wrap=True)
        self.notes = Label("", "secondary", wrap=True)
        self._tables = {model: ReadingTable(model, most=MOST_HEIGHT) for model in (self.numbers, self.people)}
        self.adopt = QPushButton(_("Adopt for everybody…"))
        self.adopt.clicked.connect(lambda: self._ask_adoption())
        self.end = QPushButton(_("End the pilot…"))
        self.end.clicked.connect(lambda: self._ask_end())
        self.resume = QPushButton(_("Let it run on"))
        self.resume.setToolTip(plain_tip(_("Takes the end of the pilot back.")))
        self.resume.clicked.connect(lambda: self.resume_now())
        self.buttons = QWidget()
        across = QHBoxLayout(self.buttons)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(self.adopt)
        across.addWidget(self.end)
        across.addWidget(self.resume)
        across.addStretch(1)
        for widget in (
            self._tables[self.numbers],
            self.notes,
            self.buttons,
            self.changing,
            self._tables[self.people],
        ):
            widget.hide()
            self.body.addWidget(widget)

    def show_versions(self, view: "BookView", book: "Book", *, changed: bool) -> None:
        """Show the pilot of `view`; without one, and with a draft that changes something, for whom that would be."""
        self._view = view
        pilot, back = self.pilot, resumable(view.versions, view.today)
        runs = pilot is not None and not is_over(pilot, view.today)
        self.scope.setVisible(changed and not runs)
        self._is_wanted = runs or not changed or back is not None
        self.setVisible(self._is_wanted)
        for button in (self.adopt, self.end):
            button.setVisible(runs and pilot is not None and pilot.until_day is None)
        self.resume.setVisible(back is not None)
        self.buttons.setVisible(not self.adopt.isHidden() or back is not None)
        if changed and not runs:
            self._show_scope(book)
        if runs or back is not None or (pilot is not None and not changed):
            self._show_pilot(pilot, view.today)
        else:
            self._show_no_pilot()
        self._count()

    def showEvent(self, event: QShowEvent) -> None:
        """Count once somebody looks."""
        super().showEvent(event)
        self._count()

    @property
    def pilot(self) -> "BookVersion | None":
        """Return the pilot on show."""
        view = self._view
        if view is None:
            return None
        return resumable(view.versions, view.today) or pilot_there(view.versions, view.today)

    def _show_pilot(self, pilot: "BookVersion | None", today: int) -> None:
        from funneldesk.operations.pilot_words import for_whom, how_it_runs, pilot_title

        if pilot is None:
            return
        self.title.show()
        self.title.setText(pilot_title(pilot, today))
        segment = _("For whom: %(segment)s") % {"segment": for_whom(pilot.book)}
        became = (
            "" if pilot.adopted_as is None else _("It became v%(number)s.") % {"number": pilot.adopted_as}
        )
        self.about.setText(sentences(segment, how_it_runs(pilot, today), became))

    def _show_no_pilot(self) -> None:
        self.title.hide()
        self.about.setText(
            _(
                "No pilot runs. A draft can be tried on some leads first: change something, then choose for whom."
            )
        )

    def _show_scope(self, book: "Book") -> None:
        from funneldesk.operations.pilot_words import for_whom

        words = _("Agree on the draft for: %(segment)s") % {"segment": for_whom(book)}
        only = _("As a shadow: it is only computed, and nobody's work changes.")
        self.segment.setText(sentences(words, only if book.scope.shadow else ""))

    def _count(self) -> None:
        view, pilot = self._view, self.pilot
        shown = pilot is not None and view is not None and pilot.ran_until(view.today)
        if not self._is_wanted or not shown or pilot is None:
            self._counted = None
            for widget in (*self._tables.values(), self.notes, self.changing):
                widget.hide()
            return
        if self._counted is view or not self.isVisible():
            return
        self._counted = view
        today, version = self._session.today, pilot.number

        def work(store: "Store", task: Any) -> "PilotComparison":
            from funneldesk.operations.pilots import compare_pilot

            return compare_pilot(store, today, version, task)

        if not self.numbers.rows:
            self.notes.setText(_("Computing…"))
            self.notes.show()
        self._session.search(work, self._show_figures, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.notes.setText(sentences(error.message, error.next_step))
        else:
            self.notes.hide()
            self._session.failed.emit(error)

    def _show_figures(self, found: "PilotComparison") -> None:
        from funneldesk.operations.pilot_words import changing_words, pilot_notes, pilot_rows, side_names

        names = side_names(found)
        self.numbers.columns = _number_columns(*names)
        self.people.columns = _people_columns(found.everybody.number, found.version.number)
        self._fill(self.numbers, pilot_rows(found, found.everybody.book.stage_labels))
        self.notes.setText(pilot_notes())
        self.changing.setText(changing_words(found))
        self.notes.show()
        self.changing.show()
        self._fill(self.people, found.named)

    def _fill(self, model: RowsModel[Any], rows: Any) -> None:
        table = self._tables[model]
        model.show_rows(rows)
        table.size_columns(model.columns)
        table.setVisible(bool(rows))

    def _ask_end(self) -> None:
        text = _(
            "From today on the version for everybody decides about these leads again. What was decided and recorded "
            "stays. Until midnight this can be taken back here."
        )
        ask(self, _("End the pilot?"), text, _("End the pilot"), self.end_now, lasting=True)

    def end_now(self) -> None:
        """End the pilot from today on."""
        today = self._session.today

        def write(store: "Store", _task: Any) -> "BookVersion":
            from funneldesk.operations.pilots import end_pilot

            return end_pilot(store, today)

        self._session.write(write, lambda _ended: None)

    def resume_now(self) -> None:
        """Take the end of the pilot back."""

        def write(store: "Store", _task: Any) -> "BookVersion":
            from funneldesk.operations.pilots import resume_pilot

            return resume_pilot(store)

        self._session.write(write, lambda _pilot: None)

    def _ask_adoption(self) -> None:
        if self._view is not None and self.pilot is not None:
            sides = self.pilot.book.signatures_required
            question = AdoptionQuestion(self, {side: side_label(side) for side in sides}, self._session.today)
            question.agreed.connect(self.adopt_now)
            question.open()

    def adopt_now(self, names: "dict[str, str]", from_day: int) -> None:
        """Make the pilot's book the version for everybody, signed by `names` (side → name)."""

        def write(store: "Store", _task: Any) -> "BookVersion":
            from funneldesk.domain.book.book import Signature
            from funneldesk.domain.moment import instant_text
            from funneldesk.operations.pilots import adopt_pilot

            now = datetime.now(UTC)
            signed = [Signature(side, name, instant_text(now)) for side, name in names.items()]
            return adopt_pilot(store, signed, from_day, now=now)

        self._session.write(write, lambda _version: None)


def _number_columns(everybody: str, pilot: str) -> "list[RowsColumn[tuple[str, str, str]]]":
    return [
        RowsColumn(_("Inside the pilot"), lambda row: row[0], width=260, bold=True),
        RowsColumn(everybody, lambda row: row[1], width=200, stretch=True),
        RowsColumn(pilot, lambda row: row[2], width=200, stretch=True),
    ]


def _people_columns(everybody: int, pilot: int) -> "list[RowsColumn[PilotChanging]]":
    only = _("v%(number)s only")

    def under(one: "PilotChanging") -> str:
        return only % {"number": pilot if one.enters else everybody}

    return [
        RowsColumn(_("SAL candidate under"), under, width=200),
        RowsColumn(_("Name"), lambda p: p.name, width=160, bold=True),
        RowsColumn(_("Company"), lambda p: p.company, width=200, stretch=True),
    ]

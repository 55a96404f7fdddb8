"""リード: everybody in one table of any size, one person in detail beside it; and how good their data is."""

from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from funneldesk.domain.formats import number
from funneldesk.domain.leads.lead_columns import column_kind
from funneldesk.i18n import _
from funneldesk.ui.page import GUTTER, Page, row
from funneldesk.ui.pages.leads_chosen import ChosenBar
from funneldesk.ui.pages.leads_columns import LeadColumns
from funneldesk.ui.pages.leads_copying import copy_cells
from funneldesk.ui.pages.leads_detail import AskingDetail, LeadDetailView
from funneldesk.ui.pages.leads_editing import LeadEditing
from funneldesk.ui.pages.leads_exporting import save_leads
from funneldesk.ui.pages.leads_filters import LeadFilters
from funneldesk.ui.pages.leads_menu import CellMenu
from funneldesk.ui.pages.leads_model import BLOCK, LeadsModel, RowsNear
from funneldesk.ui.pages.leads_quality import AskingQuality
from funneldesk.ui.pages.leads_search import LeadSearch
from funneldesk.ui.pages.leads_standing import conditions
from funneldesk.ui.pages.leads_steps import LeadSteps
from funneldesk.ui.pages.leads_table import LeadsTable
from funneldesk.ui.pages.leads_views import SavedViews
from funneldesk.ui.pages.leads_words import counts, nobody_yet, shows
from funneldesk.ui.widgets.arranging import arranged_once
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Card, framed
from funneldesk.ui.widgets.keys import shortcut
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.splitting import SideBySide
from funneldesk.ui.widgets.standing import StandingConditions
from funneldesk.ui.widgets.text import Label, plain_tip

if TYPE_CHECKING:
    from funneldesk.operations.lead_filters import ColumnFilter
    from funneldesk.operations.lead_views import LeadView
    from funneldesk.operations.leads import LeadList, LeadQuery, LeadRow
    from funneldesk.ui.pages.handovers import HandoversView
    from funneldesk.ui.pages.nurture import NurtureView
    from funneldesk.ui.pages.quality import QualityView
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

EVERYBODY, HANDOVERS, NURTURE, QUALITY = range(4)
#: A first look at the newest leads is shown where computing all takes a while.
FIRST_LOOK, MANY = 500, 20_000


class LeadsPage(Page):
    """Shows a `LeadList` and one `LeadDetail`."""

    #: The parts behind its other tabs ask by themselves.
    hides_hollow = False

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self._query: LeadQuery | None = None
        self._wanted: int | None = None
        #: The query whose lines stay where they are, and an answer that waits for a cell to be closed.
        self._standing: LeadQuery | None = None
        self._later: tuple[LeadList, Mapping[str, str], RowsNear] | None = None
        self.steps = LeadSteps(self)
        self.search = LeadSearch()
        self.search.wanted.connect(self._search)
        self.show_choice = Choice(shows({}))
        self.show_choice.setAccessibleName(_("Which leads"))
        self.show_choice.chosen.connect(lambda show: self._ask(show=show))
        self.saved = SavedViews(self)
        self.add_control(self.show_choice)
        self.add_control(self.search)
        self.only = QPushButton()
        self.only.setProperty("filter", "true")
        self.only.clicked.connect(lambda: self._ask(only=None))
        self.only.setVisible(False)
        self._everybody = QWidget()
        column = QVBoxLayout(self._everybody)
        column.setContentsMargins(0, 0, GUTTER, 0)
        column.setSpacing(16)
        column.addLayout(row(self.only, 1))
        splitter = self._splitter()
        self.standing = StandingConditions(self.show_all, self.table)
        column.addWidget(self.standing)
        column.addWidget(splitter, 1)
        self.views = QStackedWidget()
        self.views.addWidget(self._everybody)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.views)
        self.handovers: HandoversView | None = None
        self.nurture: NurtureView | None = None
        self.quality: QualityView | None = None
        self._asking_quality = AskingQuality(self)
        for text in (_("All leads"), _("Hand-overs"), _("Nurturing"), _("Data quality")):
            self.tabs.addTab(text)
        self.tabs.setVisible(True)
        self.tabs.currentChanged.connect(self._show_tab)
        words = _("Go to the line to filter by; from there, hide it")
        shortcut(self, "Ctrl+Shift+L", words, self.filters.toggle)

    def _splitter(self) -> SideBySide:
        self.model = LeadsModel(self._fetch_rows)
        self.table = LeadsTable(self.model)
        self.model.sort_wanted.connect(self._sort)
        self.table.copy_wanted.connect(lambda: copy_cells(self))
        self.table.opened.connect(lambda _place: self.open_chosen())
        self.table.show_order("score", descending=True)
        self.search.left.connect(lambda: self.table.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.editing = LeadEditing(self)
        self.editing.delegate.ended.connect(self._show_later)
        self.filters = LeadFilters(self)
        self.columns = LeadColumns(self)
        self.columns.show_now()
        self.filters.offer()
        self.nothing = Label(_("Nobody fits."), "field")
        self.nothing.setContentsMargins(16, 16, 16, 16)
        self.nothing.setVisible(False)
        card = Card(margin=0, spacing=0)
        card.body.addWidget(self.nothing)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(LeftOut(self.table))
        self.chosen = ChosenBar(self)
        self.menu = CellMenu(self)
        card.body.addWidget(self.chosen)
        self.detail = LeadDetailView(self.session)
        self._asking_detail = AskingDetail(self)
        self.table.moved.connect(lambda _place: self._asking_detail.ask())
        self.detail.page_wanted.connect(self._open_page)
        self.detail.company_wanted.connect(lambda lead: self.navigate("company", lead=lead))
        self._beside = framed(self.detail)
        self.splitter = SideBySide(self.session.settings, "leads", framed(card), self._beside)
        self.splitter.divide((3, 1), (760, 400))
        return self.splitter

    @property
    def query(self) -> "LeadQuery":
        """Return what the table is asked to show."""
        if self._query is None:
            from funneldesk.operations.leads import LeadQuery

            self._query = LeadQuery()
        return self._query

    def open(self, **what: Any) -> None:
        """Show `ids` under their `title`, one `lead`, the `candidates`, who fits a `text`; go to the search; a tab."""
        wanted = {"handovers": HANDOVERS, "nurture": NURTURE, "quality": QUALITY}
        tab = next((place for name, place in wanted.items() if what.get(name)), EVERYBODY)
        self.tabs.setCurrentIndex(tab)
        if what.get("ids") is not None:
            ids = tuple(what["ids"])
            self.search.show_text("")
            self._name_choice(what.get("title") or _("{count} leads").format(count=number(len(ids))))
            self._ask(only=ids, show="all", text="", filters=())
        elif what.get("lead") is not None:
            self._wanted = int(what["lead"])
            self.show_all()
        elif what.get("candidates"):
            self.show_all(show="candidates")
        elif what.get("text") is not None:
            self.show_all()
            self.search.show_text(what["text"])
            self._search()
        if what.get("columns"):
            self.columns.open_dialog()
        if what.get("export") and self.empty is None:
            save_leads(self)
        if what.get("find"):
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def show_all(self, *, show: str = "all") -> None:
        """Take every filter away."""
        self.search.show_text("")
        self._ask(only=None, show=show, text="", filters=())

    def filter_by(self, filters: "tuple[ColumnFilter, ...]") -> None:
        """Show whom the line under the headings lets pass."""
        self._ask(filters=filters)

    def change(self, **changes: Any) -> None:
        """Ask for the list with another part of its query."""
        self._ask(**changes)

    def sort_by(self, field: str, *, descending: bool) -> None:
        """Show the lines in the order of a column."""
        self._ask(sort=field, descending=descending)

    def show_view(self, view: "LeadView") -> None:
        """Show what a saved view shows, in its columns."""
        self.search.show_text(view.query.text)
        self._query = view.query
        if view.columns:
            self.columns.choose(view.columns)
        if view.widths:
            self.columns.widen(view.widths)
        self._ask()

    def refresh(self) -> None:
        """Ask for the list again; the chosen lead stays chosen."""
        if not self.session.has_store:
            self._show_empty()
            return
        self._ask_tab()
        self.steps.refresh()
        if self._standing is not None or self.editing.is_open:
            self.model.renew_rows()
        else:
            self.model.forget_rows()
        self.saved.refresh()
        self.columns.refresh()
        if self.model.leads is None:
            self._first_look()
        self._ask()
        if self.detail.lead:
            self._asking_detail.ask()

    def _show_tab(self, tab: int) -> None:
        if tab == QUALITY and self.quality is None:
            self.quality = self._asking_quality.make_view()
            self.views.addWidget(self.quality)
        if tab == HANDOVERS and self.handovers is None:
            from funneldesk.ui.pages.handovers import HandoversView

            self.handovers = HandoversView(self)
            self.views.addWidget(self.handovers)
        if tab == NURTURE and self.nurture is None:
            from funneldesk.ui.pages.nurture import NurtureView

            self.nurture = NurtureView(self)
            self.nurture.people_wanted.connect(lambda ids, title: self.open(ids=ids, title=title))
            self.views.addWidget(self.nurture)
        shown = {HANDOVERS: self.handovers, NURTURE: self.nurture, QUALITY: self.quality}.get(tab)
        with arranged_once(self):
            for control in (self.saved.button, self.show_choice, self.search, self.subtitle):
                control.setVisible(tab == EVERYBODY)
            self.views.setCurrentWidget(shown or self._everybody)
        self._ask_tab()
        self.steps_changed.emit()

    def _ask_tab(self) -> None:
        """Ask for the data of the tab that is on screen."""
        tab = self.tabs.currentIndex()
        if tab == QUALITY:
            self._asking_quality.ask()
        for place, view in ((HANDOVERS, self.handovers), (NURTURE, self.nurture)):
            if view is not None and tab == place and self.session.has_store:
                view.refresh()

    @property
    def is_loading(self) -> bool:
        """Whether an answer is still on its way, those of the other tabs included."""
        others = any(view is not None and view.is_loading for view in (self.handovers, self.nurture))
        return super().is_loading or self._asking_quality.is_loading or others

    def _first_look(self) -> None:
        from funneldesk.operations.leads import first_leads

        def show(leads: "LeadList") -> None:
            if self.model.leads is None and leads.total > MANY:
                self.model.show_leads(leads)

        self.session.fetch(lambda store, _job: first_leads(store, FIRST_LOOK), show)

    def undo(self) -> None:
        """Take back what was changed last."""
        self.steps.step(back=True)

    def redo(self) -> None:
        """Change again what was taken back."""
        self.steps.step(back=False)

    @property
    def cell_acts(self) -> Container[str]:
        """Return what can be done with the chosen cells of the table, while it is on show."""
        there = self.tabs.currentIndex() == EVERYBODY and self.empty is None
        return self.editing.acts if there and self.table.currentIndex().isValid() else ()

    def act_on_cells(self, act: str) -> None:
        """Do it; what is being typed is taken first, and where it cannot be, nothing is done."""
        self.editing.keep()
        if act in self.cell_acts and not self.editing.is_open:
            self.editing.acts[act]()

    def keep_now(self) -> None:
        """Keep what is being typed into a cell: the window closes."""
        self.editing.keep()

    def keep_order(self) -> None:
        """Leave the lines where they are until somebody sorts or filters: what was changed moves nobody away."""
        self._standing = self.query

    def _ask(self, **changes: Any) -> None:
        self._query = replace(self.query, **changes)
        if self._query.only is None:
            self._name_choice("")
        if self._standing != self._query:
            self._standing = None
        shown = self.model.leads
        before = shown.ids if shown is not None and self._standing is not None else None
        self.show_choice.set_value(self._query.show)
        self.saved.show_current()
        self.filters.show_current()
        self.standing.show_conditions(conditions(self), beside=self._query.only is not None)
        if not self.session.has_store:
            return
        query, as_of = self._query, self.session.today
        chosen = self._wanted or self.model.lead_kept(self.table.currentIndex().row(), query)
        fields, generation = self.model.names, self.model.generation

        def work(store: Any, job: "Job") -> "tuple[LeadList, Mapping[str, str], RowsNear]":
            from funneldesk.operations.book import book_in_force
            from funneldesk.operations.leads import leads_of, rows_near

            found = leads_of(store, query, as_of, job, before)
            near = RowsNear(generation, *rows_near(store, found, chosen, fields, BLOCK))
            return found, book_in_force(store, as_of).book.stage_labels, near

        self.load(work, lambda found: self._show(*found))

    def _show(self, leads: "LeadList", labels: "Mapping[str, str]", near: "RowsNear") -> None:
        if not leads.total:
            self._show_empty()
            return
        if self.editing.is_open and not self.model.has_lines_of(leads):
            self._later = leads, labels, near
            return
        self.set_empty(None)
        at = self.table.currentIndex()
        chosen = self._wanted or self.model.lead_kept(at.row(), leads.query)
        if labels != self.model.labels:
            self.model.labels = labels
            self.show_choice.offer(shows(labels))
            self.show_choice.set_value(leads.query.show)
        self.model.quiet = QColor(self.session.colours.secondary)
        are_others = self.model.show_leads(leads, near)
        self.table.show_order(leads.query.sort, descending=leads.query.descending)
        self.subtitle.setText(counts(leads))
        self.nothing.setVisible(not len(leads.ids))
        place = self.model.place_of(chosen) if chosen is not None else None
        if place is None and len(leads.ids):
            place = 0
        if place is not None and (are_others or self._wanted):
            self.table.stay_at(place, max(at.column(), 0))
            if self._wanted:
                self.table.scrollTo(self.model.index(place, 0), LeadsTable.ScrollHint.PositionAtCenter)
        self._wanted = None
        self._beside.setVisible(place is not None)
        self.steps_changed.emit()

    def _show_later(self) -> None:
        """Show what arrived while a cell was being edited."""
        later, self._later = self._later, None
        if later is not None:
            self._show(*later)

    def open_chosen(self) -> None:
        """Go to the page of the lead in the current line."""
        self._open_page(self.model.lead_at(self.table.currentIndex().row()))

    def _open_page(self, lead: int | None) -> None:
        if lead is not None:
            self.navigate("lead", lead=lead)

    def _sort(self, field: str, descending: bool) -> None:
        # People want the greatest first of what is no text.
        if field != self.query.sort and column_kind(field) != "text":
            descending = True
            self.table.show_order(field, descending=True)
        self._ask(sort=field, descending=descending)

    def _search(self) -> None:
        if self.search.text().strip() != self.query.text.strip():
            self._ask(text=self.search.text())

    def _name_choice(self, title: str) -> None:
        self.only.setText(f"{title}　✕" if title else "")
        self.only.setToolTip(plain_tip(title))
        self.only.setAccessibleName(_("Take off: %(filter)s") % {"filter": title})
        self.only.setVisible(bool(title))

    def _fetch_rows(self, ids: list[int], done: "Callable[[Mapping[int, LeadRow]], None]") -> None:
        from funneldesk.operations.leads import rows_of

        fields = self.model.names
        self.session.fetch(lambda store, _job: rows_of(store, ids, fields), done)

    def _show_empty(self) -> None:
        self.subtitle.setText("")
        self.set_empty(nobody_yet(self.navigate))
        self.steps_changed.emit()

"""リード: everybody in the publication, as far as she is published; search as you type, sort, filter."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout

from funneldesk.domain.fields import STAGES
from funneldesk.domain.formats import number
from funneldesk.domain.team.publication import table_named
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.member.leads_columns import MemberColumns
from funneldesk.ui.member.leads_exporting import save_leads
from funneldesk.ui.member.leads_filters import MemberFilters
from funneldesk.ui.member.leads_model import LeadsModel
from funneldesk.ui.member.page import MemberPage
from funneldesk.ui.page import GUTTER
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.filter_header import FilterHeader
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.keys import shortcut
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import Table
from funneldesk.ui.widgets.standing import Condition, StandingConditions, condition_words
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.team.team_views import SharedView
    from funneldesk.operations.lead_filters import ColumnFilter
    from funneldesk.operations.team_view import LeadQuery, PublishedLead, TeamView
    from funneldesk.ui.member.session import MemberSession
    from funneldesk.ui.tasks import Job

    Found = tuple[LeadQuery, int, Sequence[PublishedLead], Sequence[str], Sequence[SharedView]]

#: Who types asks once she stops, not at each letter.
TYPING_MS = 150
SEARCH_WIDTH = 200
OWNER_WIDTH = 160


class LeadsPage(MemberPage):
    """A table that reads what comes into view only: a hundred thousand leads open as quickly as ten."""

    tells_of_people = True

    def __init__(self, session: "MemberSession", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self._sort, self._descending = "score", True
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search"))
        self.search.setAccessibleName(_("Search leads"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(SEARCH_WIDTH)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.ask)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        stages = [stage for stage in STAGES if stage != "lost"]
        self.stage = Choice([("", _("All stages")), *((one, stage_label(one)) for one in stages)])
        self.owner = Choice([("", _("Everybody"))])
        self.owner.setFixedWidth(OWNER_WIDTH)
        self.owner.setAccessibleName(_("Person in charge"))
        self.candidates = QCheckBox(_("SAL candidates only"))
        self._filters: tuple[ColumnFilter, ...] = ()
        self._views: Sequence[SharedView] = ()
        self.views = Choice([(None, _("No saved view"))])
        self.views.setFixedWidth(OWNER_WIDTH)
        self.views.setAccessibleName(_("Saved views"))
        self.views.chosen.connect(self._show_view)
        self.views.hide()
        for choice in (self.stage, self.owner):
            choice.chosen.connect(lambda _value: self.ask())
        self.candidates.toggled.connect(lambda _on: self.ask())
        for control in (self.views, self.search, self.stage, self.owner, self.candidates):
            self.add_control(control)
        self.model = LeadsModel(self._fetch)
        self.model.sort_wanted.connect(self._order)
        header = FilterHeader()
        self.table = Table(self.model, header=header)
        self.table.setAccessibleName(title)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.columns = MemberColumns(self)
        self.filters = MemberFilters(self, header)
        words = _("Go to the line to filter by; from there, hide it")
        shortcut(self, "Ctrl+Shift+L", words, self.filters.toggle)
        self.standing = StandingConditions(lambda: self.filter_by(()), self.table)
        self.count = Label("", "secondary")
        self.none = Label(_("Nobody fits."), "field")
        self.none.hide()
        card = Card(margin=1, spacing=0)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(LeftOut(self.table))
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, GUTTER, 0)
        column.setSpacing(8)
        for widget in (self.standing, self.count, self.none):
            column.addWidget(widget)
        column.addWidget(card, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(column, 1)

    def open(self, **what: Any) -> None:
        """Come here to `find` somebody, perhaps by a `text`; to choose the `columns`, to `export` what is seen."""
        if what.get("columns") and self.model.names:
            self.columns.open_dialog()
        if what.get("export") and self.model.query is not None and self.empty is None:
            save_leads(self)
        if what.get("text") is not None:
            self.search.setText(what["text"])
        if what.get("find"):
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def take_keyboard(self) -> None:
        """Let the keys of the list work at once."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def query(self) -> "LeadQuery":
        """Return what was chosen and typed."""
        from funneldesk.operations.team_view import LeadQuery

        return LeadQuery(
            self.search.text().strip(),
            str(self.stage.value or ""),
            str(self.owner.value or ""),
            self.candidates.isChecked(),
            self._sort,
            self._descending,
            self._filters,
        )

    def filter_by(self, filters: "tuple[ColumnFilter, ...]") -> None:
        """Show whom the line under the headings lets pass."""
        self._filters = filters
        self.ask()

    def ask(self) -> None:
        """Ask how many fit what was chosen and typed, and for the first of them."""
        from funneldesk.operations.team_view import PAGE

        query = self.query
        self.standing.show_conditions(self._conditions())
        self.filters.show_current()

        def work(view: "TeamView", _task: Any) -> "Found":
            return query, view.count_leads(query), view.leads(query, 0, PAGE), view.owners(), view.views()

        self.load(work, self._show)

    def _show(self, found: "Found") -> None:
        from funneldesk.operations.team_sentences import hidden_words

        query, count, first, owners, views = found
        if not count and not any(
            (query.search, query.stage, query.owner, query.only_candidates, query.filters)
        ):
            self.banner.say("")
            self.set_empty(self._nobody())
            return
        self._offer_views(views)
        manifest = self.manifest
        level = manifest.level if manifest else "masked"
        self.banner.say(hidden_words(level))
        names = [str(self.owner.itemData(place)) for place in range(1, self.owner.count())]
        if names != list(owners):
            self.owner.offer([("", _("Everybody")), *((name, name) for name in owners)])
            self.owner.set_value(query.owner)
        top, chosen = self.table.verticalScrollBar().value(), self.table.currentIndex().row()
        is_same = query == self.model.query
        before, widths = self.model.names, [column.width for column in self.model.columns]
        self.model.show_leads(query, count, first, with_contact=level == "contact")
        if (self.model.names, [column.width for column in self.model.columns]) != (before, widths):
            self.table.size_columns(self.model.columns)
            self.filters.offer()
        said = ngettext("%(count)s lead", "%(count)s leads", count) % {"count": number(count)}
        self.count.setText(said)
        self.none.setVisible(count == 0)
        # The line under the headings stays where it is what leaves nobody.
        self.table.setVisible(count > 0 or bool(query.filters))
        if is_same:
            self.table.verticalScrollBar().setValue(top)
            if 0 <= chosen < count:
                self.table.selectRow(chosen)

    @staticmethod
    def _nobody() -> EmptyState:
        return EmptyState(
            _("Nobody is published yet"),
            _("As soon as marketing imports leads and publishes, they stand here."),
        )

    def _offer_views(self, views: "Sequence[SharedView]") -> None:
        if self._views != views:
            before, shown = self.views.value, self.views.currentText()
            self._views = views
            self.views.offer([(None, _("No saved view")), *((one, one.name) for one in views)])
            self.views.setCurrentIndex(max(self.views.findText(shown), 0))
            if before is not None and self.views.value != before:
                # A newer publication says something else under this name, or nothing any more.
                self._show_view(self.views.value)
        self.views.setVisible(bool(views))

    def _show_view(self, chosen: object) -> None:
        """Choose as a saved view does; None: everybody, as when the page was opened."""
        view = cast("SharedView | None", chosen)
        show = view.show if view else "all"
        self.stage.set_value(show if show in STAGES else "")
        blocked = self.candidates.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.candidates.setChecked(show == "candidates")
        self.candidates.blockSignals(blocked)
        self.owner.set_value("")
        self._sort, self._descending = (view.sort, view.descending) if view else ("score", True)
        from funneldesk.operations.lead_filters import ColumnFilter

        chosen = [ColumnFilter(column, values=some) for column, some in view.values.items()] if view else []
        ranges = [ColumnFilter(column, text) for column, text in view.ranges.items()] if view else []
        self._filters = tuple(sorted([*chosen, *ranges], key=lambda one: one.field))
        self.columns.show_view(view)
        self.search.setText("")
        self._typing.stop()
        self.ask()

    def _conditions(self) -> "Iterator[Condition]":
        headings = {column.name: _(column.heading) for column in table_named("leads").columns}
        for one in self._filters:
            say = partial(self.filters.words, one.field)
            yield condition_words(one, headings[one.field], say), partial(self.filters.take_off, one.field)

    def _order(self, name: str, descending: bool) -> None:
        if (name, descending) != (self._sort, self._descending):
            self._sort, self._descending = name, descending
            self.ask()

    def _fetch(
        self, query: "LeadQuery", first: int, done: "Callable[[Sequence[PublishedLead]], None]"
    ) -> "Job":
        from funneldesk.operations.team_view import PAGE

        return self.session.search(lambda view, _task: view.leads(query, first, PAGE), done, self.show_error)

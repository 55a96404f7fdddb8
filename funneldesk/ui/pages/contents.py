"""コンテンツ別商談率: which article, white paper or seminar the people who came to deals had touched."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from funneldesk.colours import LIGHT
from funneldesk.domain.contents.content_sentences import headline
from funneldesk.domain.contents.contents import DEFAULT_WINDOW_DAYS, NO_CONTENT, ContentResult, Contents
from funneldesk.domain.contents.credit_words import model_name, sequence_label, set_label
from funneldesk.domain.formats import day
from funneldesk.i18n import _
from funneldesk.operations.ranges import RangeChoice
from funneldesk.ui.page import Page, scrolled
from funneldesk.ui.pages.contents_credit import ContentCredit
from funneldesk.ui.pages.contents_filter import ContentFilter
from funneldesk.ui.pages.contents_sequences import ContentSequences
from funneldesk.ui.pages.contents_sets import ContentSets
from funneldesk.ui.pages.contents_tables import content_columns, part_at, people_words
from funneldesk.ui.pages.pictures import choose_picture, save_drawn
from funneldesk.ui.pages.ranges import RangeBox
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.folding import Folded
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsModel, Table
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.contents.content_rates import Part
    from funneldesk.domain.contents.sequences import Sequence, SequencePart
    from funneldesk.operations.contents import ContentsView
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

#: The picture shows the first contents; the table below has all.
SHOWN = 12
ROW_PIXELS = 44
EDGE_PIXELS = 100
WINDOWS = (DEFAULT_WINDOW_DAYS, 90, 365, 0)
TABLE_ROWS = 16


class ContentsPage(Page):
    """Shows one `Contents`; a click on a bar or a row shows who touched it."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.view: ContentsView | None = None
        self.range = RangeBox(session)
        # Money cannot be split by range, and few contents have many people in one year: everything comes first.
        self.range.choice = RangeChoice("all")
        self.range.setCurrentIndex(self.range.findData("all"))
        self.range.chosen.connect(self.refresh)
        self.window_days = Choice()
        for days in WINDOWS:
            text = _("Deal within %(days)s days") % {"days": days} if days else _("Deal at any time later")
            self.window_days.addItem(text, days)
        self.window_days.activated.connect(lambda: self.refresh())
        self.save = QPushButton(_("Save picture…"))
        self.save.clicked.connect(lambda: choose_picture(self, _("contents") + ".png", self.save_picture))
        for control in (self.range, self.window_days, self.save):
            self.add_control(control)
        self.filter = ContentFilter()
        self.filter.changed.connect(lambda: self._show_selected())
        self.nothing = Label(_("No content fits."), "field")
        self.nothing.hide()
        self.picture = FigureView(session, QSize(640, 300))
        self.picture.clicked.connect(lambda content: self._open_people(content, "touched"))
        self.model: RowsModel[ContentResult] = RowsModel(content_columns())
        self.table = Table(self.model)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.size_columns(self.model.columns)
        self.table.opened.connect(self._open_cell)
        self.sets = ContentSets(session)
        self.sets.chosen.connect(lambda: self._load_sets())
        self.sets.opened.connect(self._open_set)
        self.more = Folded(_("In detail"))
        self.more.toggled.connect(lambda is_open: self._show_detail() if is_open else None)
        self._build()

    @cached_property
    def sequences(self) -> ContentSequences:
        """Which contents come one after the other; made when it is first asked for."""
        sequences = ContentSequences(self._open_sequence)
        sequences.chosen.connect(lambda: self._load_sequences())
        self.more.body.insertWidget(0, sequences)
        return sequences

    @cached_property
    def credit(self) -> ContentCredit:
        """What each content has its share in; made when it is first asked for."""
        credit = ContentCredit(self._open_credit)
        self.more.body.addWidget(credit)
        return credit

    def first_parts(self) -> tuple[Callable[[], object], ...]:
        """Return the building of what is folded."""
        return (lambda: self.sequences, lambda: self.credit)

    @property
    def result(self) -> Contents | None:
        """Return the contents on show, filtered or not."""
        return self.view.contents if self.view else None

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(16)
        self.card = Card(margin=1)
        self.card.body.addWidget(self.picture)
        self.table_card = Card(margin=1)
        self.table_card.body.addWidget(self.table)
        self.table_card.body.addWidget(LeftOut(self.table))
        for widget in (self.filter, self.nothing, self.card, self.table_card, self.sets, self.more):
            column.addWidget(widget)
        column.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(scrolled(column))

    def open(self, **what: Any) -> None:
        """Show the contents whose names hold a `text`."""
        if "text" in what:
            self.filter.search.setText(what["text"])
            self.filter.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Ask for the content rates of the chosen range and window."""
        if not self.session.has_store:
            self._show_empty()
            return
        today, days, choice = self.session.today, int(self.window_days.currentData()), self.range.choice

        def work(store: "Store", _task: Any) -> "ContentsView":
            from funneldesk.operations.contents import contents_view

            return contents_view(store, today, choice, window_days=days)

        self.load(work, self._show)

    def _show(self, view: "ContentsView") -> None:
        self.view = view
        result = view.contents
        if not result.contents:
            self._show_empty()
            return
        self.set_empty(None)
        self.subtitle.setText(_("as of %(day)s") % {"day": day(result.as_of)})
        self.range.show_days(result.from_day, result.to_day, fallback=view.fallback)
        self.range.setToolTip(_range_tip(result))
        self.banner.say(headline(result), "blue")
        self.filter.offer(result.contents)
        self._show_selected()
        self._load_sets()
        if self.more.is_open:
            self._show_detail()

    def selected(self) -> Contents | None:
        """Return the contents that fit the choices and what was typed."""
        result = self.result
        return None if result is None else replace(result, contents=self.filter.chosen(result.contents))

    def _show_selected(self) -> None:
        shown, view = self.selected(), self.view
        if shown is None or view is None:
            return
        rows = min(len(shown.contents), SHOWN)
        for widget in (self.card, self.table_card):
            widget.setVisible(rows > 0)
        self.nothing.setVisible(rows == 0)
        self.picture.keep_height(EDGE_PIXELS + ROW_PIXELS * max(rows, 1))

        def bars(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.contents import contents_figure

            return contents_figure(shown, colours, size, currency=view.currency, limit=SHOWN)

        self.picture.show_figure(bars, _("Content rates as bars"))
        self.model.show_rows(shown.contents)
        self.table.fit_rows(TABLE_ROWS)
        if self.more.is_open:
            self.credit.show_contents(shown, shown.contents)

    def _show_detail(self) -> None:
        shown = self.selected()
        if shown is not None:
            self.credit.show_contents(shown, shown.contents)
            self._load_sequences()

    def _load_sets(self) -> None:
        """Ask for the rates of whole phases, types or themes: shown when they are there, nobody waits."""
        view, by, today = self.view, self.sets.by, self.session.today
        if view is None:
            return

        def work(store: "Store", _task: Any) -> tuple[ContentResult, ...]:
            from funneldesk.operations.contents import content_groups_of

            return content_groups_of(store, today, by=by, window_days=view.window_days, period=view.period)

        def show(found: tuple[ContentResult, ...]) -> None:
            if self.view is view and self.sets.by == by:
                self.sets.show_sets(view.contents, found, view.currency)

        self.session.search(work, show, self.show_error)

    def _load_sequences(self) -> None:
        view, within, today = self.view, self.sequences.within_days, self.session.today
        if view is None:
            return

        def work(store: "Store", _task: Any) -> Any:
            from funneldesk.operations.contents import sequences_of

            return sequences_of(
                store, today, window_days=view.window_days, within_days=within, period=view.period
            )

        self.sequences.show_waiting()

        def show(found: Any) -> None:
            if self.view is view and self.sequences.within_days == within:
                self.sequences.show_sequences(found)

        self.session.search(work, show, self.show_error)

    def _show_empty(self) -> None:
        self.banner.say("")
        self.subtitle.setText("")
        state = EmptyState(
            _("Content rates appear here"),
            _("Import the activities of your MA tool, or a lead list that says which content came first."),
        )
        state.add_button(
            _("Import an activity list"), lambda: self.navigate("import", choose=True), primary=True
        )
        self.set_empty(state)

    def _open(self, title: str, people: Callable[..., tuple[int, ...]]) -> None:
        """Show the people `people(store)` returns."""
        self.load(
            lambda store, _task: people(store), lambda ids: self.navigate("leads", ids=ids, title=title)
        )

    def _open_cell(self, place: int) -> None:
        """Show the people behind the number the keyboard or the mouse is on."""
        part = part_at(self.model.columns, self.table.currentIndex().column())
        self._open_people(self.model.rows[place].content, part)

    def _open_people(self, content: str, part: "Part") -> None:
        """Show who is behind one number of a content, in the range and the window on show."""
        view, today = self.view, self.session.today
        if view is None:
            return
        from funneldesk.operations.contents import content_members

        self._open(
            people_words(self._title(content), part),
            lambda store: content_members(
                store, content, today, window_days=view.window_days, period=view.period, part=part
            ),
        )

    def _open_set(self, value: str, part: "Part") -> None:
        view, by, today = self.view, self.sets.by, self.session.today
        if view is None:
            return
        from funneldesk.operations.contents import content_group_members

        self._open(
            people_words(set_label(by, value), part),
            lambda store: content_group_members(
                store, value, today, by=by, window_days=view.window_days, period=view.period, part=part
            ),
        )

    def _open_credit(self, content: str, model: str) -> None:
        view, today = self.view, self.session.today
        if view is None:
            return
        from funneldesk.operations.contents import credit_members

        words = {"model": model_name(model), "title": self._title(content)}
        self._open(
            _("Deals credited to %(title)s (%(model)s)") % words,
            lambda store: credit_members(store, content, today, model=model, window_days=view.window_days),
        )

    def _open_sequence(self, found: "Sequence", part: "SequencePart") -> None:
        view, within, today = self.view, self.sequences.within_days, self.session.today
        if view is None:
            return
        from funneldesk.operations.contents import sequence_people

        self._open(
            sequence_label(found),
            lambda store: sequence_people(
                store,
                (found.first, found.second),
                today,
                part=part,
                window_days=view.window_days,
                within_days=within,
                period=view.period,
            ),
        )

    def _title(self, content: str) -> str:
        if content == NO_CONTENT:
            return _("(none)")
        known = self.result.contents if self.result else ()
        return next((c.title for c in known if c.content == content and c.title), content)

    def save_picture(self, path: Path) -> None:
        """Write the contents on screen as a picture, in the format its name ends with."""
        shown, view = self.selected(), self.view
        if shown is None or view is None:
            return

        def draw() -> Any:
            from funneldesk.charts.sheets import contents_sheet

            return contents_sheet(shown, LIGHT, currency=view.currency)

        save_drawn(self, draw, path)


def _range_tip(result: Contents) -> str:
    """Say what a range is of, and what it is not of."""
    if result.from_day is None and result.to_day is None:
        return _("Everybody, whenever they first touched a content")
    words = {"from": day(result.from_day), "to": day(result.to_day)}
    return (
        _("People who first touched the content %(from)s–%(to)s; others by the day they became a lead.")
        % words
        + "\n"
        + _("Credit, cost and ROI are of all deals: a cost has no date.")
    )

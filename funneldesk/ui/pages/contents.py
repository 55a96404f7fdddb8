"""コンテンツ別商談率: which article, white paper or seminar the people who came to deals had touched."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from funneldesk.colours import LIGHT
from funneldesk.domain.contents.content_sentences import headline
from funneldesk.domain.contents.contents import DEFAULT_WINDOW_DAYS, ContentResult, Contents
from funneldesk.domain.fields import CONTENT_TYPES
from funneldesk.domain.formats import day, money, number, percent, percent_range
from funneldesk.domain.words import content_type_label, phase_label
from funneldesk.i18n import _
from funneldesk.ui.page import Page, scrolled
from funneldesk.ui.pages.pictures import choose_picture, save_drawn
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.rows import ROW_HEIGHT, SCROLL_BAR, LeftOut, RowsColumn, RowsModel, Table

if TYPE_CHECKING:
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

#: The picture shows the first contents; the table below has all.
SHOWN = 10
ROW_PIXELS = 48
EDGE_PIXELS = 100
WINDOWS = (DEFAULT_WINDOW_DAYS, 90, 365, 0)
TABLE_ROWS = 16


class ContentsPage(Page):
    """Shows one `Contents`; a click on a bar or a row shows who touched it."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.result: Contents | None = None
        self.window_days = Choice()
        for days in WINDOWS:
            text = _("Deal within %(days)s days") % {"days": days} if days else _("Deal at any time later")
            self.window_days.addItem(text, days)
        self.window_days.activated.connect(lambda: self.refresh())
        self.type = Choice()
        self.type.addItem(_("All types"), "")
        for code in CONTENT_TYPES:
            self.type.addItem(content_type_label(code), code)
        self.type.activated.connect(lambda: self._show_selected())
        self.save = QPushButton(_("Save picture…"))
        self.save.clicked.connect(lambda: choose_picture(self, "contents.png", self.save_picture))
        for control in (self.window_days, self.type, self.save):
            self.add_control(control)
        column = QVBoxLayout()
        column.setSpacing(16)
        self.picture = FigureView(session, QSize(700, 300))
        self.picture.clicked.connect(self._open_people)
        card = Card(margin=1)
        card.body.addWidget(self.picture)
        column.addWidget(card)
        self.model = RowsModel(_columns())
        self.table = Table(self.model)
        self.table.size_columns(self.model.columns)
        self.table.opened.connect(lambda place: self._open_people(self.model.rows[place].content))
        table_card = Card(margin=1)
        table_card.body.addWidget(LeftOut(self.table))
        table_card.body.addWidget(self.table)
        column.addWidget(table_card)
        column.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(scrolled(column))

    def refresh(self) -> None:
        """Ask for the content rates of the chosen window."""
        if not self.session.has_store:
            self._show_empty()
            return
        today, days = self.session.today, int(self.window_days.currentData())

        def work(store: "Store", _task: Any) -> Contents:
            from funneldesk.operations.contents import contents_of

            return contents_of(store, today, window_days=days)

        self.load(work, self._show)

    def _show(self, result: Contents) -> None:
        self.result = result
        if not result.contents:
            self._show_empty()
            return
        self.set_empty(None)
        self.subtitle.setText(_("as of %(day)s") % {"day": day(result.as_of)})
        self._show_selected()

    def selected(self) -> Contents | None:
        """Return the contents of the chosen type."""
        if self.result is None:
            return None
        kind = self.type.currentData()
        rows = tuple(c for c in self.result.contents if not kind or c.type == kind)
        return Contents(self.result.as_of, self.result.window_days, self.result.maturity_days, rows)

    def _show_selected(self) -> None:
        shown = self.selected()
        if shown is None:
            return
        self.banner.say(headline(shown), "blue")
        self.picture.setFixedHeight(EDGE_PIXELS + ROW_PIXELS * max(min(len(shown.contents), SHOWN), 1))

        def bars(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.contents import contents_figure

            return contents_figure(shown, colours, size)

        self.picture.show_figure(bars, _("Content rates as bars"))
        self.model.show_rows(shown.contents)
        self.table.setFixedHeight(ROW_HEIGHT * (min(len(shown.contents), TABLE_ROWS) + 1) + SCROLL_BAR)

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

    def _open_people(self, content: str) -> None:
        result = self.result
        if result is None:
            return
        from funneldesk.operations.contents import content_members

        found = next(c for c in result.contents if c.content == content)
        title = _("Touched %(title)s") % {"title": found.title or content}
        today = self.session.today
        self.load(
            lambda store, _task: content_members(store, content, today),
            lambda ids: self.navigate("leads", ids=ids, title=title),
        )

    def save_picture(self, path: Path) -> None:
        """Write the contents on screen as a picture, in the format its name ends with."""
        shown = self.selected()
        if shown is None:
            return

        def draw() -> Any:
            from funneldesk.charts.sheets import contents_sheet

            return contents_sheet(shown, LIGHT)

        save_drawn(self, draw, path)


def _columns() -> list[RowsColumn[ContentResult]]:
    column = RowsColumn[ContentResult]
    return [
        column(_("Content"), lambda c: c.title or c.content, width=208, stretch=True, bold=True),
        column(_("Type"), lambda c: content_type_label(c.type) if c.type else "", width=120, gives_way=3),
        column(_("Phase"), lambda c: phase_label(c.phase) if c.phase else "", width=84, gives_way=3),
        column(
            _("Touched"),
            lambda c: number(c.touched_all),
            lambda c: c.touched_all,
            width=72,
            right=True,
            gives_way=1,
        ),
        column(_("Judged (n)"), lambda c: number(c.touched), lambda c: c.touched, width=84, right=True),
        column(_("Deals (k)"), lambda c: number(c.deals), lambda c: c.deals, width=80, right=True),
        column(_("Deal rate"), lambda c: percent(c.rate), lambda c: c.rate, width=104, right=True),
        column(_("95 % interval"), _interval, lambda c: c.low, width=116, right=True),
        column(
            _("Others"),
            lambda c: percent(c.baseline),
            lambda c: c.baseline,
            width=104,
            right=True,
            gives_way=1,
        ),
        column(_("Won"), lambda c: number(c.won), lambda c: c.won, width=56, right=True, gives_way=2),
        column(
            _("Amount won"), lambda c: money(c.amount), lambda c: c.amount, width=96, right=True, gives_way=1
        ),
        column(_("Cost"), _cost, lambda c: c.cost, width=84, right=True, gives_way=2),
        column("ROI", _roi, lambda c: c.roi, width=84, right=True),
        column("", lambda c: "" if c.enough else _("too few"), width=68),
    ]


def _interval(content: ContentResult) -> str:
    if content.low is None or content.high is None:
        return ""
    return percent_range(content.low, content.high)


def _cost(content: ContentResult) -> str:
    return "" if content.cost is None else money(content.cost)


def _roi(content: ContentResult) -> str:
    return "" if content.roi is None else f"{content.roi * 100:+,.0f} %".replace("-", "−")

"""施策ROI: what each source or campaign cost and brought, and what a deal of it costs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from funneldesk.colours import LIGHT
from funneldesk.domain.campaigns.campaign_sentences import headline, months_with_costs, notes
from funneldesk.domain.campaigns.campaign_words import each_name, row_name
from funneldesk.domain.campaigns.campaigns import FIELDS
from funneldesk.domain.formats import day, sentences
from funneldesk.domain.funnel.funnel_sentences import fallback_words
from funneldesk.domain.words import field_words, stage_label
from funneldesk.i18n import _
from funneldesk.ui.page import Page, scrolled
from funneldesk.ui.pages.campaigns_table import Line, LinesModel, columns, lines
from funneldesk.ui.pages.pictures import choose_picture, save_drawn
from funneldesk.ui.pages.ranges import RangeBox
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import Table
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.charts.campaigns import Measure
    from funneldesk.domain.campaigns.campaign_counting import Part
    from funneldesk.domain.campaigns.campaign_sentences import Said
    from funneldesk.operations.campaigns import CampaignsView
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

#: The picture shows the first rows; the table below has all.
SHOWN = 8
ROW_PIXELS = 48
EDGE_PIXELS = 100
TABLE_ROWS = 16


class CampaignsPage(Page):
    """Shows one `CampaignsView`; a click on a bar or a number shows the people behind it."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.view: CampaignsView | None = None
        self._parts: list[Part] = []
        self.by = Choice([(by, _("By %(field)s") % {"field": field_words(by)}) for by in FIELDS])
        self.range = RangeBox(session)
        costs: tuple[Any, ...] = ("deal", "lead", "sal", "won")
        self.measure = Choice([*((stage, each_name(stage)) for stage in costs), ("roi", "ROI")])
        self.save = QPushButton(_("Save picture…"))
        self.save.clicked.connect(lambda: choose_picture(self, _("campaign ROI") + ".png", self.save_picture))
        for control in (self.by, self.range, self.measure, self.save):
            self.add_control(control)
        self.by.activated.connect(lambda: self.refresh())
        self.measure.activated.connect(lambda: self._draw())
        self.range.chosen.connect(self.refresh)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(16)
        self.picture = FigureView(self.session, QSize(640, 300))
        self.picture.clicked.connect(self._open_bar)
        card = Card(margin=1)
        card.body.addWidget(self.picture)
        column.addWidget(card)
        self.model = LinesModel([])
        self.table = Table(self.model)
        self.table.opened.connect(self._open_cell)
        table_card = Card(margin=1)
        table_card.body.addWidget(self.table)
        table_card.body.addWidget(LeftOut(self.table))
        self.notes = Label("", "secondary", wrap=True)
        self.notes.setContentsMargins(12, 8, 12, 12)
        table_card.body.addWidget(self.notes)
        column.addWidget(table_card)
        column.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(scrolled(column))

    def refresh(self) -> None:
        """Ask for the sources or campaigns of the controls."""
        if not self.session.has_store:
            self._show_empty()
            return
        today, choice, by = self.session.today, self.range.choice, self.by.currentData()

        def work(store: "Store", _task: Any) -> "tuple[CampaignsView, Said]":
            from funneldesk.operations.campaigns import campaigns_view

            view = campaigns_view(store, today, choice, by)
            # The sentence rests on a test whose library takes its time to load.
            return view, headline(view.campaigns)

        self.load(work, self._show)

    def _show(self, answer: "tuple[CampaignsView, Said]") -> None:
        view, said = answer
        self.view, found = view, view.campaigns
        if not found.months.are_known:
            self._show_empty()
            return
        self.set_empty(None)
        self.range.show_days(found.from_day, found.to_day, fallback=view.fallback)
        self.subtitle.setText(_("as of %(day)s") % {"day": day(found.as_of)})
        self._say(said)
        self._draw()
        self._fill()
        self.notes.setText("\n".join(notes(found)))

    def _say(self, said: "Said") -> None:
        text = said.text
        if self.view is not None and self.view.fallback:
            text = sentences(fallback_words(self.view.campaigns.from_day), text)
        link = {"months": _("Show these months"), "everything": _("Show everything")}.get(said.step, "")
        self.banner.say(text, said.tone, link, lambda: self._go(said.step))

    def _go(self, step: str) -> None:
        """Change the range to one that has costs."""
        if self.view is None:
            return
        if step == "everything":
            self.range.choose("all")
            return
        period = months_with_costs(self.view.campaigns)
        if period and period.from_day is not None and period.to_day is not None:
            self.range.set_days(period.from_day, period.to_day)

    def _draw(self) -> None:
        if self.view is None:
            return
        found, measure = self.view.campaigns, cast("Measure", self.measure.currentData())
        self.picture.keep_height(EDGE_PIXELS + ROW_PIXELS * max(min(len(found.rows), SHOWN), 1))

        def bars(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.campaigns import campaigns_figure

            return campaigns_figure(found, colours, size, measure)

        self.picture.show_figure(bars, _("%(name)s as bars") % {"name": self.measure.currentText()})

    def _fill(self) -> None:
        if self.view is None:
            return
        told, rows = columns(self.view.campaigns, {}), lines(self.view.campaigns)
        self._parts = [part for _column, part in told]
        self.model.show([column for column, _part in told], rows)
        self.table.size_columns(self.model.columns)
        self.table.fit_rows(TABLE_ROWS)

    def _show_empty(self) -> None:
        self.banner.say("")
        self.subtitle.setText("")
        state = EmptyState(
            _("What a deal costs appears here"),
            _(
                "Import a list of costs with the columns month, source (or campaign) and amount, one line each: "
                "2026/04, web ads, 420,000. The exports of advertising tools are read as they are."
            ),
        )
        state.add_button(
            _("Import a list of costs"), lambda: self.navigate("import", choose=True), primary=True
        )
        self.set_empty(state)

    def _open_bar(self, place: str) -> None:
        if self.view is not None:
            row = self.view.campaigns.rows[int(place)]
            stage = self.measure.currentData()
            part = cast("Part", "won" if stage == "roi" else stage)
            self._open_people(Line(row_name(row), row.cost, row), part)

    def _open_cell(self, place: int) -> None:
        """Show the people behind the number the keyboard or the mouse is on."""
        column = self.table.currentIndex().column()
        self._open_people(self.model.rows[place], self._parts[column] if column >= 0 else "lead")

    def _open_people(self, line: Line, part: "Part") -> None:
        view, values, today = self.view, line.values, self.session.today
        if view is None or values == ():
            return
        found = view.campaigns

        def people(store: "Store", _task: Any) -> tuple[int, ...]:
            from funneldesk.domain.funnel.periods import Period
            from funneldesk.operations.campaigns import campaign_members

            period = Period(found.from_day, found.to_day)
            return campaign_members(store, today, found.by, period, part=part, values=values)

        name = _("old enough to judge") if part in {"to_deal", "to_won"} else stage_label(part)
        title = _("%(name)s: %(stage)s") % {"name": line.name, "stage": name}
        self.load(people, lambda ids: self.navigate("leads", ids=ids, title=title))

    def save_picture(self, path: Path) -> None:
        """Write the rows on screen as a picture, in the format its name ends with."""
        if self.view is None:
            return
        found, measure = self.view.campaigns, cast("Measure", self.measure.currentData())

        def draw() -> Any:
            from funneldesk.charts.sheets import campaigns_sheet

            return campaigns_sheet(found, LIGHT, measure)

        save_drawn(self, draw, path)

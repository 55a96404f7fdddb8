"""The funnel both sides look at: one sentence, the picture, the rates against their bands, the table."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from funneldesk.colours import LIGHT
from funneldesk.domain.formats import day, sentences
from funneldesk.domain.funnel.funnel_sentences import acceptance_sentence, headline
from funneldesk.domain.words import field_label, rate_label, stage_label
from funneldesk.i18n import _
from funneldesk.ui.page import Page, scrolled
from funneldesk.ui.pages.funnel_tables import GroupTable, StageTable
from funneldesk.ui.pages.pictures import choose_picture, save_drawn
from funneldesk.ui.pages.ranges import RangeBox
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.funnel.funnel import Group, StageResult
    from funneldesk.operations.funnel_view import FunnelView
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

BREAKDOWNS = (
    "",
    "month",
    "quarter",
    "source",
    "industry",
    "size",
    "prefecture",
    "first_content",
    "score_band",
)
FIGURE_HEIGHT = 420
TREND_HEIGHT = 148


class FunnelPage(Page):
    """Shows one `FunnelView`; a click on a bar, a rate or a row shows the people behind it."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.view: FunnelView | None = None
        self.mode = Choice([("cohort", _("By month acquired")), ("period", _("By period"))])
        # Both explained at once: the choice is easier with its counterpart.
        self.mode.setToolTip(
            _("By month acquired: how far the leads of the range got. By period: who reached what in it.")
        )
        self.range = RangeBox(session)
        self.by = Choice([(b, _("Split by: %(field)s") % {"field": _breakdown(b)}) for b in BREAKDOWNS])
        self.save = QPushButton(_("Save picture…"))
        self.save.clicked.connect(lambda: choose_picture(self, "funnel.png", self.save_picture))
        for control in (self.mode, self.range, self.by, self.save):
            self.add_control(control)
        self.mode.activated.connect(lambda: self.refresh())
        self.by.activated.connect(lambda: self.refresh())
        self.range.chosen.connect(self.refresh)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(16)
        self.picture = FigureView(self.session, QSize(430, FIGURE_HEIGHT))
        self.rates = FigureView(self.session, QSize(350, FIGURE_HEIGHT))
        across = QHBoxLayout()
        across.setSpacing(16)
        for view, share in ((self.picture, 8), (self.rates, 5)):
            card = Card(margin=1)
            card.body.addWidget(view)
            across.addWidget(card, share)
            view.clicked.connect(self._open_people)
        column.addLayout(across)
        self.trend = FigureView(self.session, QSize(640, TREND_HEIGHT))
        self.trend.setFixedHeight(TREND_HEIGHT)
        self.trend_card = Card(margin=1)
        self.trend_card.body.addWidget(self.trend)
        column.addWidget(self.trend_card)
        self.stages = StageTable()
        self.stages.opened_stage.connect(self._open_people)
        self.stages.opened_leg.connect(self._open_leg)
        self.groups = GroupTable()
        self.groups.opened_group.connect(self._open_group)
        self.table_card = Card(margin=1)
        self.table_card.body.addWidget(self.stages)
        self.legs = Label("", "secondary", wrap=True)
        self.legs.setContentsMargins(16, 8, 16, 12)
        self.table_card.body.addWidget(self.groups)
        self.table_card.body.addWidget(self.legs)
        column.addWidget(self.table_card)
        column.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(scrolled(column))

    def refresh(self) -> None:
        """Ask for the funnel of the controls."""
        if not self.session.has_store:
            self._show_empty()
            return
        today, choice = self.session.today, self.range.choice
        mode, by = self.mode.currentData(), self.by.currentData() or None

        def work(store: "Store", _task: Any) -> "FunnelView":
            from funneldesk.operations.funnel_view import funnel_view

            return funnel_view(store, today, choice, mode=mode, by=by)

        self.load(work, self._show)

    def _show(self, view: "FunnelView") -> None:
        self.view = view
        if view.is_empty:
            self._show_empty()
            return
        self.set_empty(None)
        self.range.show_days(view.funnel.from_day, view.funnel.to_day, fallback=view.fallback)
        self._show_headline(view)
        self.subtitle.setText(_("as of %(day)s") % {"day": day(view.funnel.as_of)})
        self._draw(view)
        self.stages.show_funnel(view.funnel, view.labels, self.session.colours)
        self.groups.show_funnel(view.funnel, view.labels)
        self.trend_card.setVisible(any(s.recorded and s.band for s in view.trend.stages))
        self._load_legs(view)
        self.stages.setVisible(not view.funnel.groups)
        self.groups.setVisible(bool(view.funnel.groups))

    def _load_legs(self, view: "FunnelView") -> None:
        """Ask for the legs of the acceptance rate: they take longer than the rest and are shown when they are there."""
        found, today = view.funnel, self.session.today

        def work(store: "Store", _task: Any) -> "tuple[StageResult, ...]":
            from funneldesk.operations.funnel import acceptance_of

            return acceptance_of(store, today, mode=found.mode, from_day=found.from_day, to_day=found.to_day)

        def show(legs: "tuple[StageResult, ...]") -> None:
            if self.view is view:
                self.stages.show_legs(legs, view.labels)
                self.legs.setText(acceptance_sentence(legs, view.labels))

        self.legs.setText("")
        # No page waits behind it.
        self.session.search(work, show, self.show_error)

    def _show_headline(self, view: "FunnelView") -> None:
        said = headline(view.funnel, view.labels)
        link = _("Import a list") if said.next_page else ""
        text = said.text
        if view.fallback:
            note = _(
                "Nobody was acquired in the last 12 months; shown are the last 12 months that have leads."
            )
            text = sentences(note, text)
        self.banner.say(text, said.tone, link, lambda: self.navigate(said.next_page, choose=True))

    def _draw(self, view: "FunnelView") -> None:
        def bars(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.funnel import funnel_figure

            return funnel_figure(view.funnel, colours, size, view.labels)

        def rates(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.rates import rates_figure

            return rates_figure(view.funnel, colours, size, view.labels)

        def months(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.trend import trend_figure

            return trend_figure(view.trend, colours, size, view.labels)

        self.picture.show_figure(bars, _("The funnel as bars"))
        self.trend.show_figure(months, _("The rates month by month"))
        self.rates.show_figure(rates, _("The rates and their bands"))

    def _show_empty(self) -> None:
        self.banner.say("")
        self.subtitle.setText("")
        state = EmptyState(
            _("The funnel appears here"),
            _("Import a list of leads, and you see how many became MQL, SAL and deals, and where they stop."),
        )
        state.add_button(
            _("Import my own Excel list"), lambda: self.navigate("import", choose=True), primary=True
        )
        state.add_button(_("Look at the sample company"), lambda: self.navigate("welcome"))
        self.set_empty(state)

    def _open_people(self, stage: str) -> None:
        if self.view is not None:
            name = stage_label(stage, self.view.labels)
            self._open_members(stage, _("This funnel: %(stage)s") % {"stage": name})

    def _open_leg(self, stage: str) -> None:
        """Show who made it through a leg of the acceptance rate."""
        view, today = self.view, self.session.today
        if view is None:
            return
        found = view.funnel

        def people(store: "Store", _task: Any) -> tuple[int, ...]:
            from funneldesk.operations.funnel import acceptance_members

            return acceptance_members(
                store, today, stage, mode=found.mode, from_day=found.from_day, to_day=found.to_day
            )

        name = rate_label("mql" if stage == "candidate" else "candidate", stage, view.labels)
        title = _("This funnel: %(stage)s") % {"stage": name}
        self.load(people, lambda ids: self.navigate("leads", ids=ids, title=title))

    def _open_group(self, group: "Group") -> None:
        """Show everybody of one row of the table by groups."""
        self._open_members("lead", group.value or _("(none)"), by=group.by, value=group.value)

    def _open_members(self, stage: str, title: str, by: str | None = None, value: str | None = None) -> None:
        view = self.view
        if view is None:
            return
        found, today = view.funnel, self.session.today

        def people(store: "Store", _task: Any) -> tuple[int, ...]:
            from funneldesk.operations.funnel import funnel_members

            return funnel_members(
                store, today, stage, mode=found.mode, from_day=found.from_day, to_day=found.to_day,
                by=by, value=value,
            )  # fmt: skip

        self.load(people, lambda ids: self.navigate("leads", ids=ids, title=title))

    def save_picture(self, path: Path) -> None:
        """Write the funnel as a picture, in the format its name ends with."""
        view = self.view
        if view is None:
            return

        def draw() -> Any:
            from funneldesk.charts.sheets import funnel_sheet

            return funnel_sheet(view.funnel, LIGHT, view.labels)

        save_drawn(self, draw, path)


def _breakdown(field: str) -> str:
    return field_label(field) if field else _("nothing")

"""The funnel both sides look at: one sentence, the picture, the rates against their bands, the month, the table."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from funneldesk.colours import LIGHT
from funneldesk.domain.formats import sentences
from funneldesk.domain.funnel.forecast_sentences import month_sentence, month_words
from funneldesk.domain.funnel.funnel_sentences import (
    acceptance_sentence,
    fallback_words,
    headline,
    range_words,
    undated_words,
)
from funneldesk.i18n import _
from funneldesk.ui.navigation import TABS
from funneldesk.ui.page import Page, scrolled
from funneldesk.ui.pages.funnel_groups import GroupPictures
from funneldesk.ui.pages.funnel_people import FunnelPeople
from funneldesk.ui.pages.funnel_tables import GroupTable, StageTable
from funneldesk.ui.pages.pictures import choose_picture, save_drawn
from funneldesk.ui.pages.ranges import RangeBox
from funneldesk.ui.pages.splits import SplitBox
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.funnel.funnel import Group, StageResult
    from funneldesk.operations.funnel import Part
    from funneldesk.operations.funnel_view import FunnelView
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

BREAKDOWNS = (
    "month",
    "quarter",
    "half",
    "fiscal_year",
    "source",
    "industry",
    "size",
    "prefecture",
    "first_content",
    "score_band",
)
FIGURE_HEIGHT = 420
TREND_HEIGHT = 148
MONTH_HEIGHT = 92
#: The page that says why a number moved.
WHY = "why"


class FunnelPage(Page):
    """Shows one `FunnelView`; a click on a bar, a rate or a number of the tables shows the people behind it."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        # Part of its days are other days.
        self.subtitle.least = None
        self.view: FunnelView | None = None
        self.people = FunnelPeople(self)
        self.mode = Choice([("cohort", _("By month acquired")), ("period", _("By period"))])
        # Both explained at once: the choice is easier with its counterpart.
        self.mode.setToolTip(
            _("By month acquired: how far the leads of the range got. By period: who reached what in it.")
        )
        self.range = RangeBox(session)
        self.by = SplitBox(session, BREAKDOWNS)
        self.save = QPushButton(_("Save picture…"))
        self.save.clicked.connect(lambda: choose_picture(self, _("funnel") + ".png", self.save_picture))
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
            across.addWidget(_carded(view), share)
            view.clicked.connect(self._open_key)
        column.addLayout(across)
        self.pictures = GroupPictures(self.session)
        self.pictures.opened_group.connect(self._open_group)
        self.pictures_card = _carded(self.pictures)
        self.pictures_card.hide()
        column.addWidget(self.pictures_card)
        column.addWidget(self._month_card())
        self.trend = FigureView(self.session, QSize(640, TREND_HEIGHT))
        self.trend.keep_height(TREND_HEIGHT)
        self.trend.clicked.connect(self._open_month)
        self.trend_card = _carded(self.trend)
        column.addWidget(self.trend_card)
        column.addWidget(self._table_card())
        column.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(scrolled(column))

    def _month_card(self) -> Card:
        self.month = FigureView(self.session, QSize(640, MONTH_HEIGHT))
        self.month.keep_height(MONTH_HEIGHT)
        self.month.clicked.connect(self._open_of_month)
        self.month_said = Label("", wrap=True)
        self.month_said.setContentsMargins(16, 12, 16, 0)
        self.month_card = Card(margin=1)
        self.month_card.body.addWidget(self.month_said)
        self.month_card.body.addWidget(self.month)
        return self.month_card

    def _table_card(self) -> Card:
        self.stages = StageTable()
        self.stages.opened_stage.connect(self._open_stage)
        self.stages.opened_leg.connect(self._open_leg)
        self.groups = GroupTable()
        self.groups.opened_group.connect(self._open_group)
        self.table_card = Card(margin=1)
        self.legs = Label("", "secondary", wrap=True)
        self.legs.setContentsMargins(12, 8, 12, 12)
        for widget in (self.stages, self.groups, self.legs):
            self.table_card.body.addWidget(widget)
        return self.table_card

    def open(self, **what: Any) -> None:
        """Come to see two `days` in a `mode`."""
        if "days" in what:
            self.mode.set_value(what.get("mode", "cohort"))
            self.range.set_days(*what["days"])

    def refresh(self) -> None:
        """Ask for the funnel of the controls."""
        if not self.session.has_store:
            self._show_empty()
            return
        if self.view is not None:
            # Before it is asked: what is no longer offered is not split by.
            self.by.offer_fields(self.view.own_fields)
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
        self.by.offer_fields(view.own_fields)
        self.range.show_days(view.funnel.from_day, view.funnel.to_day, fallback=view.fallback)
        self._show_headline(view)
        self.subtitle.setText(range_words(view.funnel))
        self.stages.show_funnel(view.funnel, view.labels, self.session.colours)
        self.groups.show_funnel(view.funnel, view.labels, view.names)
        self.month_said.setText(month_sentence(view.month, view.labels))
        split = bool(view.funnel.groups)
        self.pictures_card.setVisible(split)
        self.stages.setVisible(not split)
        self.groups.setVisible(split)
        self._draw(view)
        self._load_legs(view)

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
        text = said.text
        if view.fallback:
            text = sentences(fallback_words(view.funnel.from_day), text)
        text = sentences(text, undated_words(view.undated))
        if said.next_page:
            self.banner.say(
                text, said.tone, _("Import a list"), lambda: self.navigate(said.next_page, choose=True)
            )
        elif view.funnel.bottleneck and any(entry.id == WHY for entry in TABS):
            self.banner.say(text, said.tone, _("See the causes →"), lambda: self.navigate(WHY))
        else:
            self.banner.say(text, said.tone)

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

        def month(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.month import month_figure

            return month_figure(view.month, colours, size, view.labels)

        self.picture.show_figure(bars, _("The funnel as bars"))
        self.rates.show_figure(rates, _("The rates and their bands"))
        self.month.show_figure(month, _("This month and what it will come to"))
        self.trend.show_figure(months, _("The rates month by month"))
        self.pictures.show_groups(view)

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

    def _open_key(self, key: str) -> None:
        """Open what a target of a picture stands for: "STAGE:PART"."""
        stage, _colon, part = key.partition(":")
        self._open_stage(stage, part)

    def _open_stage(self, stage: str, part: str) -> None:
        if self.view is not None:
            self.people.open(self.view.funnel, self.view.labels, stage, cast("Part", part))

    def _open_leg(self, stage: str) -> None:
        """Show who made it through a leg of the acceptance rate."""
        if self.view is not None:
            self.people.open_leg(self.view.funnel, self.view.labels, stage)

    def _open_group(self, group: "Group", stage: str, part: str) -> None:
        view = self.view
        if view is not None:
            self.people.open(
                view.funnel, view.labels, stage, cast("Part", part), group=group, names=view.names
            )

    def _open_month(self, key: str) -> None:
        """Show who made a step, of those acquired in a month: "STAGE:YYYY-MM"."""
        stage, _colon, month = key.partition(":")
        view = self.view
        group = next((g for g in view.trend.groups if g.value == month), None) if view else None
        if view is not None and group is not None:
            self.people.open(view.trend, view.labels, stage, "k", group=group)

    def _open_of_month(self, stage: str) -> None:
        """Show who reached a stage in the current month."""
        view = self.view
        if view is not None:
            month = view.month
            self.people.open_days(stage, view.labels, month.first_day, month.as_of, month_words(month))

    def save_picture(self, path: Path) -> None:
        """Write the funnel as a picture, in the format its name ends with."""
        view = self.view
        if view is None:
            return

        def draw() -> Any:
            from funneldesk.charts.sheets import funnel_sheet

            return funnel_sheet(view.funnel, LIGHT, view.labels, view.names)

        save_drawn(self, draw, path)


def _carded(view: FigureView) -> Card:
    card = Card(margin=1)
    card.body.addWidget(view)
    return card

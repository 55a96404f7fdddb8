"""ファネル: the published funnel as picture and table, with its rates, bands and groups."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from funneldesk.domain.formats import band_range, number, percent, percent_range, tenths
from funneldesk.domain.funnel.funnel_sentences import range_words
from funneldesk.domain.team.publication_words import vocabulary
from funneldesk.domain.words import rate_label, stage_label, verdict_label
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.ui.member.page import MemberPage
from funneldesk.ui.page import scrolled
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table

if TYPE_CHECKING:
    from funneldesk.operations.team_view import PublishedFunnel, PublishedStage, TeamView
    from funneldesk.ui.member.session import MemberSession

FIGURE_HEIGHT = 420
TABLE_ROWS = 24


class FunnelPage(MemberPage):
    """Pictures of the whole funnel; the table shows it, or the groups it is broken down into."""

    def __init__(self, session: "MemberSession", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self._funnels: Sequence[PublishedFunnel] = ()
        self._as_of = 0
        self.range = Choice(vocabulary("range").items())
        self.range.setAccessibleName(_("Range"))
        self.by = Choice([("", _("Not broken down"))])
        self.by.setAccessibleName(_("Broken down by"))
        for choice in (self.range, self.by):
            choice.chosen.connect(lambda _value: self._show_chosen())
            self.add_control(choice)
        self.picture = FigureView(session, QSize(430, FIGURE_HEIGHT))
        self.rates = FigureView(session, QSize(350, FIGURE_HEIGHT))
        self.model: RowsModel[PublishedStage] = RowsModel([])
        self.table = Table(self.model, sortable=False)
        self.table.setAccessibleName(title)
        across = QHBoxLayout()
        across.setSpacing(16)
        for figure, share in ((self.picture, 8), (self.rates, 5)):
            card = Card(margin=1)
            card.body.addWidget(figure)
            across.addWidget(card, share)
        below = Card(margin=1)
        below.body.addWidget(self.table)
        below.body.addWidget(LeftOut(self.table))
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addLayout(across)
        column.addWidget(below)
        column.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(scrolled(column))

    def ask(self) -> None:
        """Ask for the funnels."""

        def work(view: "TeamView", _task: Any) -> "tuple[Sequence[PublishedFunnel], int]":
            from funneldesk.operations import team_figures  # noqa: F401 - what shows the answer

            return view.funnels(), view.as_of

        def show(found: "tuple[Sequence[PublishedFunnel], int]") -> None:
            self._funnels, self._as_of = found
            by = dict.fromkeys(one.by for one in self._funnels if one.by)
            words = vocabulary("by")
            chosen = self.by.value
            self.by.offer([("", _("Not broken down")), *((one, words.get(one, one)) for one in by)])
            self.by.set_value(chosen)
            self._show_chosen()

        self.load(work, show)

    def _chosen(self, by: str) -> "PublishedFunnel | None":
        fitting = [one for one in self._funnels if one.range == self.range.value and one.by == by]
        return next(iter(fitting), None)

    def _show_chosen(self) -> None:
        from funneldesk.operations.team_figures import funnel_result, labels_of, untold, untold_rates
        from funneldesk.operations.team_sentences import small_numbers

        whole, split = self._chosen(""), self._chosen(str(self.by.value or ""))
        if whole is None:
            return
        try:
            result = funnel_result(whole, self._as_of)
        except UserError as error:
            self.show_error(error)
            return
        labels, hidden, rates_hidden = labels_of(whole), untold(whole), untold_rates(whole)
        words = [range_words(result)]
        if hidden or rates_hidden:
            words.append(small_numbers())
        self.banner.say("　".join(words))

        def bars(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.funnel import funnel_figure

            return funnel_figure(result, colours, size, labels, hidden, untold_rates=rates_hidden)

        def rates(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.rates import rates_figure

            return rates_figure(result, colours, size, labels, rates_hidden)

        self.picture.show_figure(bars, _("The funnel as bars"))
        self.rates.show_figure(rates, _("The rates and their bands"))
        shown = split or whole
        self.model.show(_columns(shown.by), [one for one in shown.stages if one.recorded])
        self.table.size_columns(self.model.columns)
        self.table.fit_rows(TABLE_ROWS)


def _columns(by: str) -> "list[RowsColumn[PublishedStage]]":
    def column(*given: Any, **more: Any) -> "RowsColumn[PublishedStage]":
        return RowsColumn(*given, **more)

    group = (
        [column(vocabulary("by").get(by, by), lambda s: s.value or "–", width=150, bold=True)] if by else []
    )
    return [
        *group,
        column(_("Stage"), lambda s: s.stage_name or stage_label(s.stage), width=96, bold=True),
        column(_("Count"), _people, width=84, right=True),
        column(_("Rate"), _rate_name, width=150),
        column("%", _percent, width=84, right=True),
        column(_("k of n"), _counted, width=124, right=True),
        column(_("95 % interval"), _interval, width=120, right=True, gives_way=1),
        column(_("Band"), _band, width=90, right=True),
        column(_("Verdict"), _verdict, width=140, stretch=True),
        column(
            _("Median days"),
            lambda s: "" if s.median_days is None else tenths(s.median_days),
            width=96,
            right=True,
            gives_way=2,
        ),
    ]


def _people(stage: "PublishedStage") -> str:
    from funneldesk.operations.team_sentences import not_told

    return not_told() if stage.count is None else number(stage.count)


def _rate_name(stage: "PublishedStage") -> str:
    return rate_label(stage.previous, stage.stage) if stage.previous else ""


def _percent(stage: "PublishedStage") -> str:
    from funneldesk.operations.team_figures import rate_is_untold
    from funneldesk.operations.team_sentences import not_told

    if stage.rate is None:
        return not_told() if rate_is_untold(stage) else ""
    return percent(stage.rate)


def _counted(stage: "PublishedStage") -> str:
    return f"{number(stage.k)} / {number(stage.n)}" if stage.n and stage.k is not None else ""


def _interval(stage: "PublishedStage") -> str:
    return "" if stage.low is None or stage.high is None else percent_range(stage.low, stage.high)


def _band(stage: "PublishedStage") -> str:
    if stage.band_low is None or stage.band_high is None:
        return ""
    return band_range((stage.band_low, stage.band_high))


def _verdict(stage: "PublishedStage") -> str:
    return verdict_label(stage.verdict) if stage.verdict else ""

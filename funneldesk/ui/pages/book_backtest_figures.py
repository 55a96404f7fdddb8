"""The figures of a backtest: rates by score as a picture and a table, and what other thresholds would mean."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.domain.backtest.backtest_sentences import band_words, caveats, how_counted
from funneldesk.domain.formats import day, number, percent, percent_range, sentences
from funneldesk.domain.words import heading
from funneldesk.i18n import _
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.reading_table import ReadingTable
from funneldesk.ui.widgets.rows import EVERYTHING, RowsColumn, RowsModel
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.backtest.measures import BandShare, CurvePoint, Measures
    from funneldesk.domain.funnel.shares import Share
    from funneldesk.operations.backtest import BacktestView
    from funneldesk.ui.session import Session


DRAFT_COLUMN, SEGMENT_COLUMN = 2, 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the comparison: what it is, and its value under each book."""

    name: str
    current: str
    draft: str
    segment: str
    hint: str


@dataclass(frozen=True, slots=True)
class BandRow:
    """One band of points under one book."""

    book: str
    band: "BandShare"


class BacktestFigures(QWidget):
    """Shows one `BacktestView` in figures."""

    def __init__(self, session: "Session") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        about = Card()
        self.about = Label("", "secondary", wrap=True)
        self.left_out = Label("", "secondary", wrap=True)
        about.body.addWidget(self.about)
        about.body.addWidget(self.left_out)
        column.addWidget(about)
        self.picture = FigureView(session, QSize(400, 280))
        self.picture.keep_height(300)
        picture = Card(_("Deal rate by score"))
        picture.body.addWidget(self.picture)
        column.addWidget(picture)
        self.comparison = RowsModel(_comparison_columns())
        self._beside = _TableCard(self.comparison)
        column.addWidget(self._beside)
        self.bands = RowsModel(_band_columns())
        bands = _TableCard(self.bands)
        column.addWidget(bands)
        self.curve = RowsModel(_curve_columns())
        self.curve_card = _TableCard(self.curve, _("What other thresholds would have meant (book in force)"))
        column.addWidget(self.curve_card)
        self._cards = (picture, self._beside, bands, self.curve_card)

    def show_view(self, view: "BacktestView") -> None:
        """Show the figures of the book in force, and of the draft beside them."""
        current, draft = view.current, view.draft
        found = current.figures
        self.about.setText(how_counted())
        span = ""
        if current.months:
            span = _("Month-ends %(first)s to %(last)s, %(leads)s leads.") % {
                "first": day(current.months[0]), "last": day(current.months[-1]), "leads": number(found.leads),
            }  # fmt: skip
        self.left_out.setText(sentences(span, *caveats(current)))
        for card in self._cards:
            card.setVisible(bool(found.bands))
        other = draft.figures if draft else None
        pilot = (draft or current).segment
        self.comparison.show_rows(_comparison(found, other, pilot))
        self._beside.hide_columns({DRAFT_COLUMN: other is None, SEGMENT_COLUMN: pilot is None})
        rows = [BandRow(_("In force"), band) for band in found.bands]
        rows += [BandRow(_("Draft"), band) for band in other.bands] if other else []
        self.bands.show_rows(rows)
        self.curve.show_rows(found.curve)

        def draw(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.backtest import backtest_figure

            return backtest_figure(found, other, colours, size)

        self.picture.show_figure(draw, _("Deal rate by score"))


class _TableCard(Card):
    """A card that is as high as its table."""

    def __init__(self, model: "RowsModel[Any]", heading: str = "") -> None:
        super().__init__(heading, margin=16 if heading else 1)
        self._table = ReadingTable(model, most=EVERYTHING)
        self._table.size_columns(model.columns)
        self.body.addWidget(self._table)

    def hide_columns(self, hidden: "dict[int, bool]") -> None:
        """Hide the columns there is nothing to say in."""
        for column, is_hidden in hidden.items():
            self._table.setColumnHidden(column, is_hidden)


def _comparison(
    current: "Measures", draft: "Measures | None", segment: "Measures | None"
) -> tuple[Figure, ...]:
    every = (current, draft, segment)

    def line(name: str, hint: str, value: Any) -> Figure:
        values = ["" if found is None else str(value(found)) for found in every]
        return Figure(name, values[0], values[1], values[2], heading(hint))

    return (
        line(_("Leads"), _("distinct leads judged"), lambda m: number(m.leads)),
        line(_("At the threshold or above"), _("deal rate, k of n"), lambda m: _rate(m.above)),
        line(_("Below it"), _("deal rate, k of n"), lambda m: _rate(m.below)),
        line(
            _("Recall"),
            _("share of leads with a deal that stood at the threshold in the 90 days before"),
            lambda m: percent(m.at.recall),
        ),
        line(
            _("Lift"), _("deal rate at the threshold ÷ that of everybody"), lambda m: _decimal(m.at.lift, 1)
        ),
        line(
            _("AUC"),
            _("chance that a lead with a deal has more points than one without; 0.50 is a coin"),
            lambda m: _decimal(m.auc, 2),
        ),
        line(
            _("IS calls per week"),
            _("leads newly at the threshold at a month-end, by week"),
            lambda m: _decimal(m.at.calls_per_week, 1),
        ),
    )


def _decimal(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _rate(share: "Share") -> str:
    if share.interval is None:
        return "–"
    words = _("%(rate)s (%(range)s), %(deals)s of %(leads)s")
    return words % {
        "rate": percent(share.rate), "range": percent_range(*share.interval), "deals": number(share.k),
        "leads": number(share.n),
    }  # fmt: skip


def _comparison_columns() -> "list[RowsColumn[Figure]]":
    return [
        RowsColumn("", lambda f: f.name, width=150, bold=True, tip=lambda f: f.hint),
        RowsColumn(_("In force"), lambda f: f.current, width=190),
        RowsColumn(_("Draft"), lambda f: f.draft, width=190),
        RowsColumn(_("Pilot segment"), lambda f: f.segment, width=190),
        RowsColumn(_("What it is"), lambda f: f.hint, width=200, stretch=True, tip=lambda f: f.hint),
    ]


def _band_columns() -> "list[RowsColumn[BandRow]]":
    return [
        RowsColumn(_("Book"), lambda r: r.book, width=100),
        RowsColumn(_("Score"), lambda r: band_words(r.band.low, r.band.high - 1), width=110, right=True),
        RowsColumn(_("Leads"), lambda r: number(r.band.share.n), width=90, right=True),
        RowsColumn(_("Deals (k)"), lambda r: number(r.band.share.k), width=90, right=True),
        RowsColumn(_("Deal rate"), lambda r: percent(r.band.share.rate), width=100, right=True),
        RowsColumn(_("95 % interval"), lambda r: _interval(r.band.share), width=130, right=True),
        RowsColumn(
            "", lambda r: "" if r.band.share.enough else heading(_("too few")), width=90, stretch=True
        ),
    ]


def _interval(share: "Share") -> str:
    return percent_range(*share.interval) if share.interval else ""


def _curve_columns() -> "list[RowsColumn[CurvePoint]]":
    return [
        RowsColumn(_("Threshold"), lambda p: f"{p.points:g}", width=100, right=True),
        RowsColumn(_("Leads"), lambda p: number(p.above.n), width=90, right=True),
        RowsColumn(_("Precision"), lambda p: percent(p.above.rate), width=110, right=True),
        RowsColumn(_("Recall"), lambda p: percent(p.recall), width=110, right=True),
        RowsColumn(_("Lift"), lambda p: _decimal(p.lift, 1), width=90, right=True),
        RowsColumn(_("IS calls per week"), lambda p: _decimal(p.calls_per_week, 1), width=150, right=True),
        RowsColumn("", lambda _p: "", width=20, stretch=True),
    ]

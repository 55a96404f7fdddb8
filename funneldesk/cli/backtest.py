"""The command of the backtest: what the book would have found in the past."""

from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.backtest_advice import Advice, advice_data, advice_text
from funneldesk.cli.options import Command
from funneldesk.cli.output import json_day, share_data, show
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.cli.tables import table
from funneldesk.domain.backtest.backtest_sentences import caveats, how_counted, sentence, sentence_of
from funneldesk.domain.backtest.panel import HORIZON_DAYS
from funneldesk.domain.formats import day, number, percent, percent_range
from funneldesk.i18n import _
from funneldesk.operations import backtest as operation
from funneldesk.operations.drift import drift_of, rejections_of
from funneldesk.operations.suggesting import suggest_weights

if TYPE_CHECKING:
    from funneldesk.domain.backtest.backtest import Backtest
    from funneldesk.domain.backtest.measures import CurvePoint, Measures
    from funneldesk.domain.funnel.shares import Share
    from funneldesk.operations.backtest import BacktestView


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command("backtest", cls=Command, help=_("Judge the book by what became of leads in the past."))
    @click.option(
        "--book",
        metavar="DRAFT.xlsx",
        help=_("Beside the book in force: an edited workbook, “draft”, “draft:NAME” or “pilot”."),
    )
    @click.option("--suggest", is_flag=True, help=_("Suggest weights as well, learned from the past."))
    @click.pass_obj
    def backtest(session: Session, book: str | None, suggest: bool) -> None:
        with session.reader() as store, TerminalTask() as task:
            day_ = session.day_in(store)
            draft = None if book is None else operation.named_book(store, book, day_)
            found = operation.backtest_of(store, day_, draft, task)
            judged = draft or found.version.book
            advice = Advice(
                drift_of(store, day_),
                rejections_of(store, judged, day_),
                suggest_weights(store, judged, day_, task) if suggest else None,
            )
        show(
            session,
            {**view_data(found), **advice_data(advice)},
            lambda: f"{_text(found)}\n\n{advice_text(advice)}",
        )

    return [backtest]


def view_data(view: "BacktestView") -> dict[str, Any]:
    """Return the backtest as JSON has it."""
    current = view.current
    return {
        "as_of": json_day(current.as_of),
        "book": view.version.number,
        "horizon_days": HORIZON_DAYS,
        "months": [json_day(month) for month in current.months],
        **_book_data(current),
        "draft": None if view.draft is None else _book_data(view.draft),
    }


def _book_data(found: "Backtest") -> dict[str, Any]:
    segment = found.segment
    return {
        "threshold": found.threshold,
        "operator": found.operator,
        "sentence": sentence(found),
        **_measures_data(found.figures),
        "left_out_values": found.left_out_values,
        "undated_deals": found.undated_deals,
        "segment": None
        if segment is None
        else {"sentence": sentence_of(found, segment), **_measures_data(segment)},
    }


def _measures_data(found: "Measures") -> dict[str, Any]:
    return {
        "leads": found.leads,
        "deals": found.deals,
        "everybody": share_data(found.everybody),
        "above": share_data(found.above),
        "below": share_data(found.below),
        "bands": [{"from": b.low, "to": b.high, **share_data(b.share)} for b in found.bands],
        "auc": found.auc,
        **{k: v for k, v in _point_data(found.at).items() if k in _AT_THRESHOLD},
        "curve": [_point_data(point) for point in found.curve],
    }


_AT_THRESHOLD = ("precision", "recall", "lift", "calls_per_week")


def _point_data(point: "CurvePoint") -> dict[str, Any]:
    return {
        "points": point.points, "n": point.above.n, "k": point.above.k, "precision": point.above.rate,
        "recall": point.recall, "lift": point.lift, "calls_per_week": point.calls_per_week,
    }  # fmt: skip


def _text(view: "BacktestView") -> str:
    parts = [sentence(view.current), *_details(view.current)]
    if view.draft is not None:
        parts += [_("The draft:") + " " + sentence(view.draft), *_details(view.draft)]
    return "\n\n".join([*parts, how_counted()])


def _details(found: "Backtest") -> list[str]:
    if not found.months:
        return []
    figures = found.figures
    at = figures.at
    first = _("Month-ends %(first)s to %(last)s, %(leads)s leads.") % {
        "first": day(found.months[0]),
        "last": day(found.months[-1]),
        "leads": number(figures.leads),
    }
    lines = [
        _("Precision %(value)s") % {"value": percent(at.above.rate)},
        _("recall %(value)s") % {"value": percent(at.recall)},
        _("lift %(value)s") % {"value": "–" if at.lift is None else f"{at.lift:.1f}"},
        _("AUC %(value)s") % {"value": "–" if figures.auc is None else f"{figures.auc:.2f}"},
        _("%(value)s IS calls per week") % {"value": f"{at.calls_per_week:.1f}"},
    ]
    rows = [
        [
            f"{b.low} – {b.high - 1}",
            number(b.share.n),
            number(b.share.k),
            percent(b.share.rate),
            _range(b.share),
        ]
        for b in figures.bands
    ]
    headings = [_("Score"), _("Leads"), _("Deals"), _("Deal rate"), _("95 % interval")]
    said = [first, _(", ").join(lines), table(headings, rows, right="rrrrr")]
    if found.segment is not None:
        said.append(_("The pilot segment alone:") + " " + sentence_of(found, found.segment))
    return [*said, *caveats(found)]


def _range(share: "Share") -> str:
    return percent_range(*share.interval) if share.interval else ""

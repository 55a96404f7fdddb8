"""The command `report`: the monthly report as a workbook or a PDF, for a director and for a scheduled job."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.campaigns import campaigns_data
from funneldesk.cli.contents import contents_data
from funneldesk.cli.funnel import funnel_data, month_data
from funneldesk.cli.options import FILE, Command
from funneldesk.cli.output import json_day, show
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.reviews import decision_data, judgement_data
from funneldesk.cli.session import Session
from funneldesk.cli.why import why_data
from funneldesk.domain.formats import month_name
from funneldesk.domain.report.report_sentences import standing, summary
from funneldesk.i18n import _

if TYPE_CHECKING:
    from funneldesk.domain.report.movements import Movement
    from funneldesk.domain.report.report import Promise, Report

_FIRST_YEAR = 1900
_MONTH = re.compile(r"(\d{4})[-/.]?(\d{1,2})")


class Month(click.ParamType[int]):
    """A month on the command line, as the ordinal of its first day: 2026-10, 2026/10 or 202610."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the first day, or fail with what a month looks like."""
        if isinstance(value, int):
            return value
        found = _MONTH.fullmatch(str(value).strip())
        try:
            # Nobody has records of the century before, and the months before it have to have a number, too.
            if found and int(found[1]) >= _FIRST_YEAR:
                return date(int(found[1]), int(found[2]), 1).toordinal()
        except ValueError:
            pass
        words = _("“%(value)s” is no month; write it like 2026-10.") % {"value": value}
        raise click.BadParameter(words, ctx, param)


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command(
        "report",
        cls=Command,
        help=_("Write the monthly report: FILE.xlsx with all formulas, or FILE.pdf to print."),
    )
    @click.argument("path", type=FILE, metavar="FILE.xlsx|FILE.pdf")
    @click.option(
        "--month",
        type=Month(),
        metavar="YYYY-MM",
        help=_(
            "Which month (default: the last that is over by --as-of; on the last day of a month, that month)."
        ),
    )
    @click.pass_obj
    def report(session: Session, path: Path, month: int | None) -> None:
        from funneldesk.operations.report import write_report

        with session.reader() as store, TerminalTask() as task:
            written = write_report(store, path, session.day_in(store), month, task)
        data = report_data(written.report) | {"file": str(path)}
        show(session, data, lambda: _text(written.report, path))

    return [report]


def report_data(report: "Report") -> dict[str, Any]:
    """Return the report as JSON has it; its parts in the form of the commands that show them alone."""
    return {
        "month": (json_day(report.first_day) or "")[:7],
        "from": json_day(report.first_day),
        "as_of": json_day(report.as_of),
        "asked_on": json_day(report.asked_on),
        "running": report.is_running,
        "book": report.version.number,
        "signed": bool(report.version.signatures),
        "sentences": list(summary(report)),
        "months": [{"month": (json_day(one.first_day) or "")[:7], **one.counts} for one in report.months],
        "targets": dict(report.targets),
        "funnel": funnel_data(report.cohort),
        "period": funnel_data(report.period),
        "outlook": None if report.outlook is None else month_data(report.outlook),
        "movements": [_movement_data(one) for one in report.movements],
        "contents": contents_data(report.contents),
        "campaigns": campaigns_data(report.campaigns),
        "promises": [_promise_data(one) for one in report.promises],
        "reviews": report.reviews,
        "decisions": [{"review": one.review} | decision_data(one) for one in report.decisions],
        "expected": [judgement_data(one) for one in report.judged],
    }


def _movement_data(one: "Movement") -> dict[str, Any]:
    sides = one.sides
    return {
        "months": one.months,
        "chance": one.chance,
        "compared": one.compared,
        "within_chance": one.within_chance,
        "ranges": {
            name: {"from": json_day(period.from_day), "to": json_day(period.to_day), "as_of": json_day(day)}
            for name, period, day in (
                ("before", sides.before, sides.before_as_of),
                ("after", sides.after, sides.after_as_of),
            )
        },
        "why": why_data(one.why),
    }


def _promise_data(one: "Promise") -> dict[str, Any]:
    low, high = one.interval or (None, None)
    return {
        "promise": one.code,
        "side": one.side,
        "recorded": one.recorded,
        "k": one.k if one.recorded else None,
        "n": one.n if one.recorded else None,
        "rate": one.rate,
        "low": low,
        "high": high,
        "goal": one.goal,
        "verdict": one.verdict,
    }


def _text(report: "Report", path: Path) -> str:
    lines = [month_name(report.first_day) + "  " + standing(report), *(f"- {one}" for one in summary(report))]
    return "\n".join([*lines, _("Saved: %(file)s") % {"file": path}])

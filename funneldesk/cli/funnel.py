"""The command `funnel`: who got how far, honest rates, the bottleneck."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from funneldesk.cli.options import DAY, FILE, Command
from funneldesk.cli.output import json_day, show
from funneldesk.cli.pictures import save_funnel
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, table
from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.formats import band_range, number, percent
from funneldesk.domain.funnel.forecast_sentences import month_sentence
from funneldesk.domain.funnel.funnel_sentences import (
    acceptance_sentence,
    headline,
    interval_words,
    range_words,
    verdict_sentence,
)
from funneldesk.domain.words import field_label, rate_label, stage_label
from funneldesk.i18n import _, ngettext
from funneldesk.operations import funnel as operation
from funneldesk.operations.facts import versions_of
from funneldesk.operations.kpis import month_of

if TYPE_CHECKING:
    from funneldesk.domain.funnel.forecast import Month, Outlook
    from funneldesk.domain.funnel.funnel import Funnel, Group, Mode, MqlDifference, StageResult, WholeWay

MODES = ("cohort", "period")


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command("funnel", cls=Command, help=_("Show how many leads reached each stage, and the rates."))
    @click.option("--from", "from_day", type=DAY, metavar="DATE", help=_("The first day of the range."))
    @click.option("--to", "to_day", type=DAY, metavar="DATE", help=_("The last day of the range."))
    @click.option(
        "--mode",
        type=click.Choice(MODES),
        default="cohort",
        help=_("cohort: leads acquired in the range; period: what happened in the range."),
    )
    @click.option(
        "--by",
        metavar="FIELD",
        help=_(
            "Break down by month, quarter, half, fiscal_year, source, industry, size, prefecture, first_content, "
            "score_band, owner or x.NAME."
        ),
    )
    @click.option(
        "--legs",
        is_flag=True,
        help=_("Also split the acceptance rate: handed over of MQL, and taken up by sales of these."),
    )
    @click.option("--png", type=FILE, metavar="FILE", help=_("Also draw it: .png, .svg or .pdf."))
    @click.pass_obj
    def funnel(session: Session, /, png: Path | None, mode: str, *, legs: bool, **options: Any) -> None:
        from_day, to_day = options["from_day"], options["to_day"]
        if from_day is not None and to_day is not None and from_day > to_day:
            raise click.UsageError(_("--from is later than --to."), click.get_current_context())
        with session.reader() as store:
            as_of = session.day_in(store)
            result = operation.funnel_of(store, as_of, mode=cast("Mode", mode), **options)
            labels = version_in_force(versions_of(store), as_of).book.stage_labels
            dates = {"from_day": from_day, "to_day": to_day}
            split = operation.acceptance_of(store, as_of, mode=cast("Mode", mode), **dates) if legs else ()
            differences = operation.mql_differences(store, as_of)
            month = month_of(store, as_of)
        if png:
            save_funnel(result, labels, png)
        data = funnel_data(result) | {"mql_differences": [_difference_data(one) for one in differences]}
        data |= {"month": month_data(month)}
        data |= {"acceptance": [_stage_data(leg) for leg in split]} if legs else {}
        data |= {"file": str(png)} if png else {}
        show(session, data, lambda: _text(result, labels, png, split, month))

    return [funnel]


def funnel_data(funnel: "Funnel") -> dict[str, Any]:
    """Return the funnel as JSON has it (DESIGN 7)."""
    lost = funnel.bottleneck
    return {
        "mode": funnel.mode,
        "from": json_day(funnel.from_day),
        "to": json_day(funnel.to_day),
        "as_of": json_day(funnel.as_of),
        "stages": [_stage_data(stage) for stage in funnel.stages],
        "bottleneck": None if lost is None else {
            "stage": lost.stage, "previous": lost.previous, "rate": lost.rate, "target": lost.target,
            "gain": lost.gain, "gain_low": lost.gain_low, "gain_high": lost.gain_high, "deals": lost.deals,
        },
        "groups": [
            {"by": group.by, "value": group.value, "stages": [_stage_data(stage) for stage in group.stages]}
            for group in funnel.groups
        ],
        "unattached_deals": funnel.unattached_deals,
    }  # fmt: skip


def month_data(month: "Month") -> dict[str, Any]:
    """Return the current month: `expected`, `low` and `high` are null where nothing can be said."""
    return {
        "from": json_day(month.first_day),
        "days_left": month.days_left,
        "stages": [_outlook_data(outlook) for outlook in month.outlooks],
    }


def _outlook_data(outlook: "Outlook") -> dict[str, Any]:
    low, high = outlook.interval or (None, None)
    return {
        "stage": outlook.stage,
        "count": outlook.count,
        "target": outlook.target,
        "expected": outlook.expected,
        "low": low,
        "high": high,
        "chance": outlook.chance if outlook.enough else None,
        "months": len(outlook.rests),
        "reaching": outlook.reaching,
    }


def _way_data(way: "WholeWay | None") -> dict[str, Any] | None:
    if way is None:
        return None
    return {
        "n": way.n,
        "k": way.k,
        "rate": way.rate,
        "low": way.low,
        "high": way.high,
        "immature": way.immature,
        "maturity_days": way.maturity_days,
    }


def _difference_data(one: "MqlDifference") -> dict[str, Any]:
    return {"lead": one.lead, "book": json_day(one.book_day), "list": json_day(one.listed_day)}


def _stage_data(stage: "StageResult") -> dict[str, Any]:
    return {
        "stage": stage.stage,
        "count": stage.count,
        "recorded": stage.recorded,
        "skipped": stage.skipped,
        "undated": stage.undated,
        "previous": stage.previous,
        "n": stage.n,
        "k": stage.k,
        "rate": stage.rate,
        "low": stage.low,
        "high": stage.high,
        "band": list(stage.band) if stage.band else None,
        "verdict": stage.verdict,
        "sure": stage.sure,
        "needed": stage.needed,
        "mature": stage.mature,
        "immature": stage.immature,
        "maturity_days": stage.maturity_days,
        "median_days": stage.median_days,
        "quartile_days": list(stage.quartile_days) if stage.quartile_days else None,
        "from_lead": _way_data(stage.whole_way),
    }


def _text(
    funnel: "Funnel",
    labels: Mapping[str, str],
    png: Path | None,
    split: "tuple[StageResult, ...]",
    month: "Month",
) -> str:
    parts = [range_words(funnel) + "\n" + headline(funnel, labels).text, _stage_table(funnel, labels)]
    if split:
        parts.append(acceptance_sentence(split, labels))
    parts.append(month_sentence(month, labels))
    notes = _notes(funnel, labels)
    if notes:
        parts.append("\n".join(notes))
    if funnel.groups:
        parts.append(_group_table(funnel, labels))
    if png:
        parts.append(_("Drawn: %(path)s") % {"path": png})
    return "\n\n".join(parts)


def _stage_table(funnel: "Funnel", labels: Mapping[str, str]) -> str:
    headings = [
        _("Stage"), _("Count"), _("Step"), _("Rate"), _("k / n"), _("95% interval"), _("Band"), _("Verdict"),
        _("Of all leads"), _("Median days"), _("Under observation"),
    ]  # fmt: skip
    rows = [_stage_row(stage, labels) for stage in funnel.stages]
    return table(headings, rows, right=" r rrrr rrr")


def _stage_row(stage: "StageResult", labels: Mapping[str, str]) -> list[str]:
    name = stage_label(stage.stage, labels)
    if not stage.recorded:
        return [name, MISSING, _("not recorded"), *[""] * 8]
    return [
        name,
        number(stage.count),
        rate_label(stage.previous, stage.stage, labels) if stage.previous else "",
        percent(stage.rate) if stage.previous else "",
        "" if stage.n is None or stage.k is None else f"{number(stage.k)} / {number(stage.n)}",
        interval_words(stage),
        band_range(stage.band) if stage.band else "",
        verdict_sentence(stage),
        percent(stage.whole_way.rate) if stage.whole_way else "",
        "" if stage.median_days is None else f"{stage.median_days:,.1f}",
        number(stage.immature) if stage.immature else "",
    ]


def _notes(funnel: "Funnel", labels: Mapping[str, str]) -> list[str]:
    notes = []
    for stage in funnel.stages:
        name = stage_label(stage.stage, labels)
        if stage.skipped and stage.recorded:
            text = _("%(stage)s: %(count)s got further without a record of this stage.")
            notes.append(text % {"stage": name, "count": number(stage.skipped)})
        if stage.undated:
            text = _("%(stage)s: %(count)s without a date.")
            notes.append(text % {"stage": name, "count": number(stage.undated)})
    if funnel.unattached_deals:
        text = ngettext(
            "%(count)s deal belongs to no lead and no company.",
            "%(count)s deals belong to no lead and no company.",
            funnel.unattached_deals,
        )
        notes.append(text % {"count": number(funnel.unattached_deals)})
    if funnel.mql_differences:
        text = ngettext(
            "%(count)s lead became MQL on another day by a list than by the definition book; the book counts.",
            "%(count)s leads became MQL on another day by a list than by the definition book; the book counts.",
            funnel.mql_differences,
        )
        notes.append(text % {"count": number(funnel.mql_differences)})
    return notes


def _group_table(funnel: "Funnel", labels: Mapping[str, str]) -> str:
    recorded = [s.stage for s in funnel.stages if s.recorded]
    headings = [field_label(funnel.groups[0].by)]
    for stage in funnel.stages:
        if stage.recorded:
            headings.append(stage_label(stage.stage, labels))
            if stage.previous:
                headings.append(rate_label(stage.previous, stage.stage, labels))
    rows = [_group_row(group, recorded) for group in funnel.groups]
    return table(headings, rows, right=" " + "r" * len(headings))


def _group_row(group: "Group", recorded: list[str]) -> list[str]:
    row = [group.value if group.value is not None else _("(no value)")]
    for stage in group.stages:
        if stage.stage in recorded:
            row.append(number(stage.count))
            if stage.previous:
                row.append(percent(stage.rate))
    return row

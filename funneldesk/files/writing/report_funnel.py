"""The funnel of the report's workbook: the leads of twelve months and what happened in the month, rates as formulas."""

from collections.abc import Sequence

from openpyxl import Workbook

from funneldesk.domain.formats import band_range, day, number
from funneldesk.domain.funnel.funnel import Funnel, StageResult
from funneldesk.domain.funnel.funnel_sentences import headline, range_words, verdict_sentence
from funneldesk.domain.report.report import Report
from funneldesk.domain.words import rate_label, stage_label, unrecorded_label
from funneldesk.files.writing.book_funnel import draw_funnel, notes, still_open
from funneldesk.files.writing.book_page import Column, Page, Value
from funneldesk.files.writing.formulas import Formula
from funneldesk.files.writing.report_figures import COUNT, PERCENT
from funneldesk.i18n import _

#: Beside the printed page: the labels and numbers the chart is drawn from.
_CHART_COLUMN = 13


def funnel_sheet(workbook: Workbook, report: Report) -> Page:
    """Write the funnel of twelve months with its chart, and below it the month by itself."""
    page = Page(workbook, _("Funnel"), (16, 10, 20, 9, 9, 10, 10, 10, 13, 30, 11, 40), beside=(24, 12, 12))
    page.title(_("Funnel of twelve months"), range_words(report.cohort))
    page.paragraph(headline(report.cohort, report.labels).text, boxed=True)
    page.gap()
    stages = report.cohort.stages
    first = page.table(_columns(), [_row(stage, report.cohort, report) for stage in stages], freeze=True)
    if stages[0].count:
        page.gap()
        draw_funnel(page, first, len(stages), _CHART_COLUMN)
    for note in notes(report.cohort, report.labels):
        page.paragraph(note, quiet=True)
    page.section(_("What happened in the month"))
    page.paragraph(range_words(report.period), quiet=True)
    page.table(_columns()[:12], [_row(stage, report.period, report)[:12] for stage in report.period.stages])
    text = _(
        "Rates of the month: of those who reached the stage before in it, how many were here by %(day)s."
    )
    page.paragraph(text % {"day": day(report.as_of)}, quiet=True)
    return page


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Stage"), bold=True), Column(_("Count"), "right", COUNT), Column(_("Name of the rate")),
        Column("n", "right", COUNT), Column("k", "right", COUNT), Column(_("Rate"), "right", PERCENT, bold=True),
        Column(_("95 % from"), "right", PERCENT), Column(_("95 % to"), "right", PERCENT),
        Column(_("Band"), "center"), Column(_("Verdict")), Column(_("Still open"), "right", COUNT),
        Column(_("How it is computed"), quiet=True), Column(_("Stage"), printed=False),
        Column(_("Settled"), "right", COUNT, printed=False),
        Column(_("Still open"), "right", COUNT, printed=False),
    )  # fmt: skip


def _row(stage: StageResult, funnel: Funnel, report: Report) -> Sequence[Value]:
    name = stage_label(stage.stage, report.labels)
    if not stage.recorded:
        return (name, *[None] * 8, unrecorded_label(stage.stage), None, None, name, None, None)
    waiting = still_open(stage, funnel)
    drawn = (f"{name}  {number(stage.count)}", Formula(f"B{{row}}-{waiting}", stage.count - waiting), waiting)
    if stage.previous is None:
        return (name, stage.count, *[None] * 9, None, *drawn)
    how = _("Rate = k ÷ n: those who became %(stage)s ÷ %(previous)s that had time enough")
    how %= {"stage": name, "previous": stage_label(stage.previous, report.labels)}
    rate = Formula("E{row}/D{row}", stage.rate) if stage.rate is not None else None
    return (
        name, stage.count, rate_label(stage.previous, stage.stage, report.labels), stage.n, stage.k, rate,
        stage.low, stage.high, band_range(stage.band) if stage.band else None, verdict_sentence(stage),
        stage.immature, how, *drawn,
    )  # fmt: skip

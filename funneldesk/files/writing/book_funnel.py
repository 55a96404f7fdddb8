"""The funnel sheet of the book workbook: the figures as they stood, and a chart Excel draws itself."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties

from funneldesk.colours import LIGHT
from funneldesk.domain.book.sentences import band_words
from funneldesk.domain.formats import day as day_words
from funneldesk.domain.formats import number
from funneldesk.domain.funnel.funnel import Funnel, StageResult
from funneldesk.domain.funnel.funnel_sentences import headline, verdict_sentence
from funneldesk.domain.words import rate_label, stage_label, unrecorded_label
from funneldesk.files.writing.book_page import Column, Page, Value
from funneldesk.i18n import _

_PERCENT = "0.0%"
_CHART_CM = (27.0, 9.0)
#: Beside the printed page: the labels and numbers the chart is drawn from.
_CHART_COLUMN = 13


def funnel_sheet(workbook: Workbook, funnel: Funnel, labels: dict[str, str]) -> Page:
    """Write the funnel as of its day: one sentence, the figures, the chart, what the words mean."""
    page = Page(workbook, _("Funnel"), (16, 11, 22, 9, 9, 10, 10, 10, 14, 32, 13, 16), beside=(20, 12, 12))
    page.title(_("Funnel as of %(day)s") % {"day": day_words(funnel.as_of)}, _range_words(funnel))
    page.paragraph(headline(funnel, labels).text, boxed=True)
    page.gap()
    first = page.table(_columns(), [_row(stage, funnel, labels) for stage in funnel.stages], freeze=True)
    page.gap()
    if funnel.stages and funnel.stages[0].count:
        draw_funnel(page, first, len(funnel.stages), _CHART_COLUMN)
    for note in notes(funnel, labels):
        page.paragraph(note, quiet=True)
    return page


def _range_words(funnel: Funnel) -> str:
    whom = _("Leads by the month they were acquired: how far each got")
    if funnel.mode == "period":
        whom = _("How many reached each stage in the period")
    if funnel.from_day is None and funnel.to_day is None:
        return _("%(whom)s (all leads).") % {"whom": whom}
    ends = {"whom": whom, "from": day_words(funnel.from_day), "to": day_words(funnel.to_day)}
    return _("%(whom)s (%(from)s – %(to)s).") % ends


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Stage"), bold=True), Column(_("Count"), "right", "#,##0"), Column(_("Name of the rate")),
        Column("n", "right", "#,##0"), Column("k", "right", "#,##0"),
        Column(_("Rate"), "right", _PERCENT, bold=True),
        Column(_("95 % from"), "right", _PERCENT), Column(_("95 % to"), "right", _PERCENT),
        Column(_("Band"), "center"), Column(_("Verdict")), Column(_("Still open"), "right", "#,##0"),
        Column(_("Median days"), "right", "0"), Column(_("Stage"), printed=False),
        Column(_("Settled"), "right", "#,##0", printed=False),
        Column(_("Still open"), "right", "#,##0", printed=False),
    )  # fmt: skip


def _row(stage: StageResult, funnel: Funnel, labels: dict[str, str]) -> Sequence[Value]:
    name = stage_label(stage.stage, labels)
    if not stage.recorded:
        return (name, *[None] * 8, unrecorded_label(stage.stage), None, None, name, None, None)
    step = rate_label(stage.previous, stage.stage, labels) if stage.previous else ""
    low, high = stage.band or (0, 1)
    band = band_words(low or None, high if high < 1 else None)
    return (
        name, stage.count, step, stage.n, stage.k, stage.rate, stage.low, stage.high, band,
        verdict_sentence(stage), stage.immature if stage.previous else None, stage.median_days,
        f"{name}  {number(stage.count)}", stage.count - still_open(stage, funnel), still_open(stage, funnel),
    )  # fmt: skip


def still_open(stage: StageResult, funnel: Funnel) -> int:
    """Return how many at a stage are too recent to be judged for the next recorded one."""
    following = (s.immature for s in funnel.stages if s.recorded and s.previous == stage.stage)
    return min(next(following, 0), stage.count)


def draw_funnel(page: Page, first: int, count: int, labels: int) -> None:
    """Put the chart below what is written: of `count` rows, `labels` the column of names, two of numbers behind."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth, chart.style = "bar", "stacked", 100, 45, 2
    chart.width, chart.height = _CHART_CM
    last = first + count - 1
    for column in (labels + 1, labels + 2):
        numbers = Reference(page.sheet, min_col=column, min_row=first - 1, max_row=last)
        chart.add_data(numbers, titles_from_data=True)
    chart.set_categories(Reference(page.sheet, min_col=labels, min_row=first, max_row=last))
    settled, still_open = chart.series
    bar = LIGHT.bar.removeprefix("#")
    settled.graphicalProperties = GraphicalProperties(solidFill=bar)
    hatch = PatternFillProperties(prst="wdUpDiag")
    hatch.foreground, hatch.background = ColorChoice(srgbClr=bar), ColorChoice(srgbClr="FFFFFF")
    still_open.graphicalProperties = GraphicalProperties(pattFill=hatch, ln=LineProperties(solidFill=bar))
    chart.legend = Legend()
    chart.legend.position = "b"
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    # The first stage stands on top, as a funnel is read.
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete = False, True
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    chart.layout = Layout(ManualLayout(x=0.16, y=0.04, w=0.78, h=0.82, xMode="edge", yMode="edge"))
    page.sheet.add_chart(chart, f"A{page.row}")
    # Room for the picture: rows of a known height, so that the notes begin below it.
    for _line in range(round(_CHART_CM[1] / 0.53) + 1):
        page.gap(15)


def notes(funnel: Funnel, labels: Mapping[str, str]) -> list[str]:
    """Return what the words of the funnel mean, and who is missing from it."""
    said = [
        _("n: leads of the stage before that had time enough; k: those of them that got here; rate = k ÷ n."
          " The 95 % interval says how far chance alone could move the rate."),
        _("Still open: leads that reached the stage before only recently; they are not judged yet."
          " In the chart they are the hatched end of the bar of the stage they are at."),
    ]  # fmt: skip
    skipped = [s for s in funnel.stages if s.skipped]
    if skipped:
        words = [f"{stage_label(s.stage, labels)} {number(s.skipped)}" for s in skipped]
        said.append(
            _("Got further without a record of the stage: %(stages)s.") % {"stages": _(", ").join(words)}
        )
    undated = [s for s in funnel.stages if s.undated]
    if undated:
        words = [f"{stage_label(s.stage, labels)} {number(s.undated)}" for s in undated]
        said.append(_("Without a date: %(stages)s.") % {"stages": _(", ").join(words)})
    return said

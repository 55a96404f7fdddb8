"""The first sheets of the report's workbook: what it says in sentences, its key figures, the months side by side."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from funneldesk.domain.formats import band_range, colon, month_name, number
from funneldesk.domain.funnel.funnel import StageResult
from funneldesk.domain.funnel.funnel_sentences import verdict_sentence
from funneldesk.domain.report import report_sentences as words
from funneldesk.domain.report.report import Report
from funneldesk.domain.words import rate_label, stage_label, unrecorded_label
from funneldesk.files.writing.book_page import Column, Page, Value
from funneldesk.files.writing.formulas import Formula
from funneldesk.files.writing.native_charts import Cells, lines, room
from funneldesk.i18n import _

PERCENT, COUNT = "0.0%", "#,##0"
_SIGNED = '+#,##0;"−"#,##0;"±"0'
#: Where the key figures have their value.
_VALUE = "B"


def figures_sheet(workbook: Workbook, report: Report) -> Page:
    """Write the sentences of the report and its key figures."""
    page = Page(workbook, _("Summary"), (30, 12, 10, 10, 11, 11, 18, 28, 46))
    page.title(f"{words.title()}　{month_name(report.first_day)}", words.standing(report))
    for sentence in words.summary(report):
        page.paragraph(sentence, boxed=True)
    page.section(_("Key figures"))
    columns = (
        Column(_("Figure"), bold=True), Column(_("Value"), "right", bold=True), Column("k", "right", COUNT),
        Column("n", "right", COUNT), Column(_("95 % from"), "right", PERCENT),
        Column(_("95 % to"), "right", PERCENT), Column(_("Target or band"), "center"), Column(_("Verdict")),
        Column(_("How it is computed"), quiet=True),
    )  # fmt: skip
    rows, forms = _figures(report)
    first = page.table(columns, rows)
    for row, form in enumerate(forms, start=first):
        page.sheet[f"{_VALUE}{row}"].number_format = form
    _overall(page, report, first, rows)
    return page


def _figures(report: Report) -> tuple[list[Sequence[Value]], list[str]]:
    """Return the rows of the key figures, and how the value of each is shown."""
    rows: list[Sequence[Value]] = []
    forms: list[str] = []
    for stage, target in report.targets.items():
        count, name = report.count(stage), stage_label(stage, report.labels)
        how = _("Leads that reached it in the month")
        said = unrecorded_label(stage) if count is None else ""
        rows.append((name, count, *[None] * 4, number(target), said, how))
        forms.append(COUNT)
        if count is not None and target:
            share = Formula("C{row}/D{row}", count / target)
            rows.append(
                (
                    _("%(stage)s: share of the target") % {"stage": name}, share, count, target, None, None,
                    None, None, _("k ÷ n: reached ÷ target"),
                )
            )  # fmt: skip
            forms.append(PERCENT)
    for step in report.rates:
        rows.append(_rate_row(report, step))
        forms.append(PERCENT)
    return rows, forms


def _rate_row(report: Report, step: StageResult) -> Sequence[Value]:
    labels, previous = report.labels, step.previous or "lead"
    how = _("k ÷ n: those who became %(stage)s ÷ %(previous)s that had time enough")
    return (
        rate_label(previous, step.stage, labels),
        Formula("C{row}/D{row}", step.rate) if step.rate is not None else None,
        step.k, step.n, step.low, step.high, band_range(step.band) if step.band else None,
        verdict_sentence(step) if step.rate is not None else _("Nobody to judge yet"),
        how % {"stage": stage_label(step.stage, labels), "previous": stage_label(previous, labels)},
    )  # fmt: skip


def _overall(page: Page, report: Report, first: int, rows: Sequence[Sequence[Value]]) -> None:
    """Write the rate from MQL to deal below the others: the product of two cells above."""
    if report.overall is None:
        return
    names = [row[0] for row in rows]
    steps = [rate_label(step.previous or "", step.stage, report.labels) for step in report.overall]
    places = [first + names.index(name) for name in steps]
    value = (report.overall[0].rate or 0.0) * (report.overall[1].rate or 0.0)
    band = words.overall_band(report)
    name, how = words.overall_name(report.labels), _(" × ").join(steps)
    row: Sequence[Value] = (
        name, Formula("*".join(f"{_VALUE}{place}" for place in places), value), *[None] * 4,
        band_range(band) if band else None, None, how,
    )  # fmt: skip
    columns = [
        Column("", bold=True), Column("", "right", PERCENT, bold=True), *[Column("", "right")] * 4,
        Column("", "center"), Column(""), Column("", quiet=True),
    ]  # fmt: skip
    page.more(columns, [row])


def months_sheet(workbook: Workbook, report: Report) -> Page:
    """Write what was reached in each of thirteen months, with differences, means and a chart of lines."""
    stages = report.period.stages
    page = Page(workbook, _("Months"), (32, *[14] * len(stages), 46))
    page.title(_("What was reached in each month"), words.standing(report))
    columns = (
        Column(_("Month"), bold=True),
        *(Column(stage_label(stage.stage, report.labels), "right", COUNT) for stage in stages),
        Column(_("How it is computed"), quiet=True),
    )
    how = _("Leads that reached the stage in the month")
    rows: list[Sequence[Value]] = [
        (
            words.month_of_counts(report, len(report.months) - 1 - place),
            *(month.counts.get(stage.stage) for stage in stages),
            how,
        )
        for place, month in enumerate(report.months)
    ]
    first = page.table(columns, rows, freeze=True)
    last = first + len(rows) - 1
    _differences(page, report, columns, (first, last))
    for stage in stages:
        if not stage.recorded:
            page.paragraph(
                f"{stage_label(stage.stage, report.labels)}{colon()}{unrecorded_label(stage.stage)}",
                quiet=True,
            )
    # Leads are many times as many as all others: in one chart with them these would lie on the ground.
    drawn = [
        column for column, stage in enumerate(stages, start=2) if stage.recorded and stage.stage != "lead"
    ]
    lines(page, room(page, 9.0), _("Reached in each month"), Cells(first, last, 1, drawn or [2]))
    return page


def _differences(page: Page, report: Report, columns: Sequence[Column], rows: tuple[int, int]) -> None:
    first, last = rows
    counts = [(stage.stage, get_column_letter(at)) for at, stage in enumerate(report.period.stages, start=2)]
    known = {
        stage: [month.counts[stage] for month in report.months]
        for stage, _at in counts
        if stage in report.months[-1].counts
    }

    def formulas(text: str, value: "dict[str, float]") -> list[Value]:
        return [
            Formula(text.format(at=at, first=first, before=last - 1, last=last), value[stage])
            if stage in value
            else None
            for stage, at in counts
        ]

    change = {stage: float(found[-1] - found[-2]) for stage, found in known.items()}
    mean = {stage: sum(found[:-1]) / (len(found) - 1) for stage, found in known.items()}
    told = [
        (
            _("Difference to the month before"), formulas("{at}{last}-{at}{before}", change), _SIGNED,
            _("Last month − the one before"),
        ),
        (
            _("Mean of the 12 months before"), formulas("AVERAGE({at}{first}:{at}{before})", mean), "#,##0.0",
            _("Sum of the 12 months before ÷ 12"),
        ),
    ]  # fmt: skip
    # A month that is not over would seem to fall behind the whole one before it.
    for name, cells, form, how in told[report.is_running :]:
        looks = [columns[0], *(Column("", "right", form) for _stage in counts), columns[-1]]
        page.more(looks, [(name, *cells, how)])

"""The last sheets of the report's workbook: promises kept, decisions with what became of them, how all is counted."""

from collections.abc import Sequence

from openpyxl import Workbook

from funneldesk.domain.formats import day, month_name
from funneldesk.domain.report import report_sentences as words
from funneldesk.domain.report.report import Promise, Report
from funneldesk.domain.words import side_label
from funneldesk.files.writing.book_page import Column, Page, Value
from funneldesk.files.writing.formulas import Formula
from funneldesk.files.writing.native_charts import Cells, bars, room
from funneldesk.files.writing.report_figures import COUNT, PERCENT
from funneldesk.i18n import _

_APART = '+0.0%;"−"0.0%;0%'


def promises_sheet(workbook: Workbook, report: Report) -> Page:
    """Write what both sides promised and kept, the gap to a goal as a formula, and a chart of the shares."""
    page = Page(workbook, _("Promises"), (16, 30, 10, 10, 10, 10, 10, 10, 12, 26, 44))
    page.title(_("What both sides promised each other"), words.standing(report))
    if said := words.promises_sentence(report):
        page.paragraph(said, boxed=True)
        page.gap()
    columns = (
        Column(_("Side")), Column(_("Promise"), bold=True), Column("k", "right", COUNT),
        Column("n", "right", COUNT), Column(_("Kept"), "right", PERCENT, bold=True),
        Column(_("95 % from"), "right", PERCENT), Column(_("95 % to"), "right", PERCENT),
        Column(_("Goal"), "right", "0%"), Column(_("Kept − goal"), "right", _APART), Column(_("Verdict")),
        Column(_("How it is computed"), quiet=True),
    )  # fmt: skip
    first = page.table(columns, [_promise_row(one) for one in report.promises])
    if any(one.rate is not None for one in report.promises):
        last = first + len(report.promises) - 1
        bars(page, room(page, 6.0), _("Share kept"), Cells(first, last, 2, [5]), "0%")
    return page


def _promise_row(one: Promise) -> Sequence[Value]:
    low, high = one.interval or (None, None)
    if one.rate is None:
        counted: tuple[int | None, int | None] = (one.k, one.n) if one.recorded else (None, None)
        said = " ".join(filter(None, (words.promise_figure(one), one.remark)))
        return (side_label(one.side), one.name, *counted, None, None, None, one.goal, None, said, one.formula)
    gap = None if one.goal is None else Formula("E{row}-H{row}", one.rate - one.goal)
    return (
        side_label(one.side), one.name, one.k, one.n, Formula("C{row}/D{row}", one.rate), low, high, one.goal, gap,
        words.promise_verdict(one), one.formula,
    )  # fmt: skip


def decisions_sheet(workbook: Workbook, report: Report) -> Page:
    """Write what the month's reviews decided, and what they expected with the number it stands at."""
    page = Page(workbook, _("Decisions"), (60, 20, 16, 44, 44))
    page.title(_("What was decided"), month_name(report.first_day))
    if not report.decisions and not report.judged:
        page.paragraph(words.minutes_missing(report), boxed=True)
    if report.decisions:
        columns = (
            Column(_("What was decided"), bold=True),
            Column(_("Who")),
            Column(_("Until")),
            Column(_("State")),
        )
        rows = [
            (one.text, one.who, day(one.until), words.decision_state(one, report.asked_on))
            for one in report.decisions
        ]
        page.table(columns, rows)
    if report.judged:
        page.section(_("What was expected"))
        expected = (
            Column(_("Expected"), bold=True), Column("k", "right", COUNT), Column("n", "right", COUNT),
            Column(_("What became of it")), Column(_("Number"), quiet=True),
        )  # fmt: skip
        lines = [
            (
                one.hypothesis.text, one.measured.k if one.measured.recorded else None, one.measured.n,
                words.outcome(report, one), words.expectation(report, one),
            )
            for one in report.judged
        ]  # fmt: skip
        page.table(expected, lines)
        text = _("Measured on %(day)s by the same question that was asked when it was written down.")
        page.paragraph(text % {"day": day(report.asked_on)}, quiet=True)
    return page


def method_sheet(workbook: Workbook, report: Report) -> Page:
    """Write how everything is counted."""
    page = Page(workbook, _("How it is counted"), (110,))
    page.title(_("How it is counted"), words.standing(report))
    for sentence in words.method(report):
        page.paragraph(sentence)
    page.gap()
    page.paragraph(
        _(
            "Where a figure comes from other cells of its sheet, the cell holds the formula and the value"
            " that the program itself shows. The intervals are Wilson's, of the k and n in the same row."
        ),
        quiet=True,
    )
    return page

"""The monthly report as a workbook: every figure with its formula, in words and, from cells, in Excel's own."""

from pathlib import Path

from openpyxl import Workbook

from funneldesk.domain.formats import day, month_name
from funneldesk.domain.report.report import Report
from funneldesk.domain.report.report_sentences import book_words, title
from funneldesk.files.writing.formulas import save_with_results
from funneldesk.files.writing.report_contents import contents_sheet, sources_sheet
from funneldesk.files.writing.report_figures import figures_sheet, months_sheet
from funneldesk.files.writing.report_funnel import funnel_sheet
from funneldesk.files.writing.report_movements import movements_sheet
from funneldesk.files.writing.report_promises import decisions_sheet, method_sheet, promises_sheet
from funneldesk.files.writing.saving import save_whole
from funneldesk.i18n import _

_SHEETS = (
    figures_sheet,
    months_sheet,
    funnel_sheet,
    movements_sheet,
    contents_sheet,
    sources_sheet,
    promises_sheet,
    decisions_sheet,
    method_sheet,
)


def write_report_workbook(report: Report, path: Path) -> None:
    """Write the report to `path` (.xlsx) in the language in use. Raises UserError where it cannot be written."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    pages = [write(workbook, report) for write in _SHEETS]
    # A chart that is printed half on one page and half on the next is none.
    whole = {_("Summary"), _("Months"), _("Funnel"), _("Promises")}
    name = f"{title()} {month_name(report.first_day)}"
    for page in pages:
        page.finish(f"{name} ({day(report.as_of)})", f"FunnelDesk   {book_words(report)}")
        page.sheet.sheet_view.tabSelected = page is pages[0]
        if page.sheet.title in whole:
            page.sheet.page_setup.fitToHeight = 1
    workbook.active = 0
    workbook.properties.title = name
    workbook.properties.creator = "FunnelDesk"
    results = {page.sheet.title: page.results for page in pages}
    save_whole(path, lambda at: save_with_results(workbook, results, at))

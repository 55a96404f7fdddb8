"""The monthly report as a PDF of two to four A4 pages: vector charts, embedded fonts, the same bytes each time."""

from pathlib import Path

from matplotlib.figure import Figure

from funneldesk.charts.exporting import save_pages
from funneldesk.charts.report_page import arranged, drawn
from funneldesk.charts.report_parts import Room, report_blocks
from funneldesk.colours import LIGHT, Colours
from funneldesk.domain.formats import day, month_name
from funneldesk.domain.report.report import Report
from funneldesk.domain.report.report_sentences import title
from funneldesk.i18n import _

#: Nobody reads more of a report.
MOST_PAGES = 4


def report_pages(report: Report, colours: Colours = LIGHT) -> list[Figure]:
    """Return the pages of a report: two at least, four at most; tables give way, the longest first."""
    header = (f"{title()}　{month_name(report.first_day)}", _("as of %(day)s") % {"day": day(report.as_of)})
    footer = _("FunnelDesk · all figures and formulas stand in the workbook of the same month")
    room = Room()
    found = arranged(report_blocks(report, room))
    while len(found) > MOST_PAGES and not room.is_least:
        room = room.less()
        found = arranged(report_blocks(report, room))
    return drawn(found, colours, header, footer)


def save_report_pdf(report: Report, path: Path) -> None:
    """Write the report to `path`, whole or not at all. Raises UserError where it cannot be written."""
    save_pages(report_pages(report), path, f"{title()} {month_name(report.first_day)}")

"""The monthly report as a PDF of two to four A4 pages: vector charts, embedded fonts, the same bytes each time."""

import os
from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from funneldesk.charts.exporting import not_written
from funneldesk.charts.report_page import arranged, drawn
from funneldesk.charts.report_parts import Room, report_blocks
from funneldesk.charts.style import font_type
from funneldesk.colours import LIGHT, Colours
from funneldesk.domain.formats import day
from funneldesk.domain.report.report import Report
from funneldesk.domain.report.report_sentences import month_name, title
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


def save_pages(figures: Sequence[Figure], path: Path, name: str) -> None:
    """Write figures as the pages of one PDF called `name`; nothing in it changes from run to run."""
    unfinished = path.with_name(f".{path.stem}.{os.getpid()}.tmp.pdf")
    about = {"CreationDate": None, "Creator": "FunnelDesk", "Title": name}
    try:
        with (
            mpl.rc_context({"pdf.fonttype": font_type(), "pdf.compression": 6}),
            PdfPages(unfinished, metadata=about) as pdf,
        ):
            for figure in figures:
                pdf.savefig(figure)
        unfinished.replace(path)
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        unfinished.unlink(missing_ok=True)

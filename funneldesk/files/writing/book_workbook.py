"""The definition book as an Excel workbook that can be handed to a sales manager as it is.

Cover with the lines to sign, one sheet for each part, change history, and the funnel as it stood with a
native chart. Written in the book's own language, whatever the window speaks.
"""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.book.book_carried import SHEET, carried_lines
from funneldesk.domain.formats import day as day_words
from funneldesk.domain.funnel.funnel import Funnel
from funneldesk.domain.moment import DEFAULT_ZONE
from funneldesk.files.writing.book_cover import cover_sheet, from_words, history_sheet, version_words
from funneldesk.files.writing.book_funnel import funnel_sheet
from funneldesk.files.writing.book_page import write_value
from funneldesk.files.writing.book_picks import Picks
from funneldesk.files.writing.book_sheets import part_sheets
from funneldesk.files.writing.saving import save_whole
from funneldesk.i18n import _, speaking


def write_book(
    path: Path,
    version: BookVersion,
    history: Sequence[BookVersion],
    funnel: Funnel | None,
    as_of: int,
    *,
    zone: str = DEFAULT_ZONE,
) -> None:
    """Write `version`, or a draft, to `path` (.xlsx), with the changes of `history` up to it and `funnel` as of a day.

    Dates of signatures are days of `zone`. Raises UserError where the file cannot be written.
    """
    with speaking(version.book.language):
        workbook = _workbook(version, history, funnel, as_of, zone)
        save_whole(path, workbook.save)


def _workbook(
    version: BookVersion, history: Sequence[BookVersion], funnel: Funnel | None, as_of: int, zone: str
) -> Workbook:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    picks = Picks(workbook)
    book = version.book
    pages = part_sheets(workbook, book, picks)
    until = [v for v in history if v.number <= version.number]
    pages.append(history_sheet(workbook, [*until, version] if version.is_draft else until, zone))
    if funnel is not None:
        pages.append(funnel_sheet(workbook, funnel, dict(book.stage_labels)))
    cover = cover_sheet(workbook, version, pages, zone)
    # The cover is written last, because it lists the others, and stands first; the pick-lists stand last.
    workbook.move_sheet(cover.sheet, 1 - len(workbook.sheetnames))
    workbook.move_sheet(picks.sheet, len(workbook.sheetnames) - 2)
    _carry(workbook, version)
    workbook.active = 0
    header = _("Definition book %(version)s") % {"version": version_words(version)}
    footer = _("In force from: %(from)s   Printed state: %(day)s") % {
        "from": from_words(version),
        "day": day_words(as_of),
    }
    for page in (cover, *pages):
        page.finish(header, footer)
    for sheet in workbook.worksheets:
        sheet.sheet_view.tabSelected = sheet is cover.sheet
    workbook.properties.title = header
    workbook.properties.creator = "FunnelDesk"
    workbook.properties.identifier = version.sha256
    workbook.properties.version = str(version.number)
    return workbook


def _carry(workbook: Workbook, version: BookVersion) -> None:
    """Add the hidden copy of the book that tells later what was edited."""
    sheet = workbook.create_sheet(SHEET)
    sheet.sheet_state = "hidden"
    sheet.protection.enable()
    for row, line in enumerate(carried_lines(version), start=1):
        write_value(sheet.cell(row, 1), line)

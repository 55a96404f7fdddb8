"""The sheets of the book workbook, one for each part of the definition book: its tables, dressed for print."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook

from funneldesk.domain.book import book_parts_agreed as agreed
from funneldesk.domain.book import book_parts_nurture as nurture
from funneldesk.domain.book import book_parts_operating as operating
from funneldesk.domain.book import book_settings as settings
from funneldesk.domain.book import book_tables as tables
from funneldesk.domain.book.book import Book
from funneldesk.domain.book.sentences import threshold_sentence
from funneldesk.domain.words import part_label
from funneldesk.files.writing.book_page import Column, Page
from funneldesk.files.writing.book_picks import Picks
from funneldesk.i18n import N_, _

#: The id of a line stands hidden beside the printed page: it tells which line was edited.
_ID_WIDTH = 16
_FORMS = {"number": "General", "whole": "0", "share": "0.0%"}
#: Rows left free below the lines of a table that may grow.
_FREE_ROWS = 2
_CENTRED = frozenset({"pick"})


@dataclass(frozen=True, slots=True)
class _Section:
    """A table of a sheet, with its heading and a remark (msgids); `below`: the columns share the page's width."""

    table: tables.Table
    title: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A part's sheet: title and subtitle are msgids, `widths` those of its printed columns."""

    part: str
    title: str
    subtitle: str
    widths: tuple[float, ...]
    sections: tuple[_Section, ...]
    landscape: bool = True


_STILL_OPEN = N_(
    "A lead that reached the stage before only recently is still open; it is judged after these"
    " days. From 30 results on, the days are taken from what really happened."
)
_SHEETS = (
    _Sheet(
        "purpose", N_("0. Purpose"), N_("Why the book is there, who has read it, and what it is called."),
        (30, 50, 16),
        (
            _Section(settings.BASICS),
            _Section(agreed.READERS, N_("Read by")),
            _Section(agreed.STAGE_LABELS, N_("Names of the stages")),
        ),
        landscape=False,
    ),
    _Sheet(
        "terms", N_("1. Terms"), N_("What both sides mean by each word, and who is responsible for it."),
        (14, 36, 26, 14, 30, 28, 11), (_Section(agreed.TERMS),),
    ),
    _Sheet(
        "criteria", N_("2. Criteria"),
        N_("When a lead counts as what. FunnelDesk judges by these very sentences."),
        (18, 58, 24, 36, 14, 11),
        (_Section(agreed.CRITERIA), _Section(agreed.THRESHOLD, N_("Points of the SAL candidate"))),
    ),
    _Sheet(
        "signals", N_("3. Scoring"),
        N_("The score is the sum of the three components; each is held between its floor and its cap."),
        (17, 22, 54, 8, 8, 10, 10, 32, 11),
        (_Section(agreed.SIGNALS), _Section(agreed.COMPONENTS_TABLE, N_("Floors and caps"))),
    ),
    _Sheet(
        "rules", N_("4. Operating rules"),
        N_("Who does what, when, and until when, so that nothing depends on memory."),
        (5, 17, 28, 18, 12, 26, 15, 19, 20, 28, 10), (_Section(operating.RULES),),
    ),
    _Sheet(
        "kpis", N_("5. KPIs"), N_("The numbers both sides look at, how they are computed, and what is normal."),
        (20, 46, 34, 10, 10, 12, 18, 10, 11),
        (_Section(operating.KPIS),
         _Section(operating.MATURITY, N_("Days until a step can be judged"), _STILL_OPEN)),
    ),
    _Sheet(
        "data_rules", N_("6. Data rules"), N_("What must be filled in, and how often lists come in."),
        (34, 40, 28, 18),
        (
            _Section(settings.DATA_WHY),
            _Section(operating.REQUIRED, N_("Required fields")),
            _Section(operating.ALLOWED, N_("Allowed values")),
            _Section(operating.COMMENT, N_("Hand-over comment")),
            _Section(operating.SCHEDULES, N_("Lists and entries")),
        ),
        landscape=False,
    ),
    _Sheet(
        "phases", N_("7. Nurture design"), N_("Which content fits whom, by how far they have come."),
        (26, 44, 44, 30, 11),
        (
            _Section(nurture.NURTURE),
            _Section(nurture.SCENARIOS, N_("Scenarios")),
            _Section(nurture.STEPS, N_("Steps of the scenarios")),
        ),
    ),
    _Sheet(
        "reasons", N_("8. Reasons"),
        N_("Why leads are turned down, and what follows from it. One of these is chosen."),
        (22, 32, 56, 11), (_Section(operating.REASONS),), landscape=False,
    ),
    _Sheet(
        "scope", N_("9. Scope"), N_("For whom this version holds."), (24, 72), (_Section(settings.SCOPE),),
        landscape=False,
    ),
)  # fmt: skip


def part_sheets(workbook: Workbook, book: Book, picks: Picks) -> list[Page]:
    """Write the sheet of every part, in the order of the book."""
    return [_write(workbook, sheet, book, picks) for sheet in _SHEETS]


def _write(workbook: Workbook, sheet: _Sheet, book: Book, picks: Picks) -> Page:
    name = part_label(sheet.part)
    page = Page(workbook, name, sheet.widths, beside=(_ID_WIDTH,), landscape=sheet.landscape)
    page.title(_(sheet.title), _(sheet.subtitle))
    for number, section in enumerate(sheet.sections):
        if section.title:
            page.section(_(section.title))
        if section.remark:
            page.paragraph(_(section.remark), quiet=True)
        if section.table is agreed.THRESHOLD:
            page.paragraph(threshold_sentence(book.threshold, book.stage_labels), boxed=True)
        table = section.table
        page.fillable(
            table.name,
            _columns(table, book, picks),
            list(tables.cells_of(table, book)),
            free=_FREE_ROWS if table.new else 0,
            freeze=not number,
        )
    page.protect()
    return page


def _columns(table: tables.Table, book: Book, picks: Picks) -> Sequence[Column]:
    found = []
    for number, column in enumerate(table.columns):
        numeric = column.form in _FORMS
        align = "right" if numeric else "center" if column.form in _CENTRED and number else "left"
        found.append(
            Column(
                _(column.heading),
                align,
                _FORMS.get(column.form, "@"),
                picks.offer(column.picks(book)) if column.picks else "",
                bold=number == 0,
                explain=_(column.explain) if column.explain else "",
                locked=column.read is None,
            )
        )
    return found

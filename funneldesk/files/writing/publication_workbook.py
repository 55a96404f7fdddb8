"""A publication as a workbook, for those who have nothing but Excel: today, hand-overs, funnel, contents, book."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from funneldesk.colours import LIGHT
from funneldesk.domain.formats import day as day_words
from funneldesk.domain.formats import number
from funneldesk.domain.team.publication import Column as Told
from funneldesk.domain.team.publication import Publication, table_named
from funneldesk.domain.team.publication import Value as Cell
from funneldesk.domain.team.publication_words import vocabulary
from funneldesk.files.writing.book_page import Column, Page, Value, font
from funneldesk.files.writing.publication_numbers import contents_sheet, funnel_sheet, records
from funneldesk.files.writing.saving import save_whole
from funneldesk.i18n import _, speaking

#: Rows of a sheet: who has more of them to look at has the program, or looks into the .sqlite file.
MOST_ROWS = 500
_DAY, _POINTS = "yyyy/mm/dd", "0"
#: What stands in a sheet of people, in order, with the width of its column.
_TODAY = {
    "side": 14, "action": 30, "person": 16, "phone": 16, "email": 26, "company": 26, "title": 14, "owner": 12,
    "due": 12, "days_late": 10, "score": 8, "why": 44, "rule": 36, "lead": 10,
}  # fmt: skip
_HANDOVERS = {
    "state": 13, "person": 16, "phone": 16, "email": 26, "company": 26, "title": 14, "side": 14, "owner": 12,
    "handed_on": 12, "due": 12, "is_late": 8, "reason": 20, "decided_on": 12, "contacted_on": 12, "recheck_on": 12,
    "comment": 36, "score": 8, "why": 44, "lead": 10, "handover": 20,
}  # fmt: skip
#: The widths of the sheets of people.
_WIDTHS = {"today": _TODAY, "handovers": _HANDOVERS}
_BOOK = {"part": 20, "item": 28, "aspect": 22, "said": 90}
#: Columns that are left out where they say nothing of anybody.
_CONTACT = ("person", "phone", "email", "comment")


def write_publication_workbook(path: Path, publication: Publication) -> None:
    """Write the publication to `path` (.xlsx), in its language, at its level.

    Raises UserError where the file cannot be written.
    """
    with speaking(publication.language):
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        sheets: tuple[Callable[[Workbook, Publication], Page], ...] = (
            _today, _handovers, funnel_sheet, contents_sheet, _book, _about,
        )  # fmt: skip
        if publication.level == "aggregate":
            sheets = sheets[2:]
        pages = [write(workbook, publication) for write in sheets]
        header = _("FunnelDesk: published figures as of %(day)s") % {"day": day_words(publication.as_of)}
        for page in pages:
            page.finish(header, "FunnelDesk")
            page.sheet.sheet_view.tabSelected = page is pages[0]
        workbook.active = 0
        workbook.properties.title = header
        workbook.properties.creator = "FunnelDesk"
        save_whole(path, workbook.save)


def _today(workbook: Workbook, publication: Publication) -> Page:
    rows = records(publication, "today")
    recent = [row for row in rows if not row["is_long_ago"]]
    late = sum(bool(row["days_late"]) for row in recent)
    words = _("%(count)s to do, %(late)s of them late.") % {
        "count": number(len(recent)),
        "late": number(late),
    }
    old = len(rows) - len(recent)
    if old:
        words += _(" %(count)s that have been late for long stand at the end.") % {"count": number(old)}
    page = _people_sheet(workbook, publication, "today", rows, words)
    _red(page, list(_shown("today", publication)), rows, "days_late", "due")
    return page


def _handovers(workbook: Workbook, publication: Publication) -> Page:
    rows = records(publication, "handovers")
    waiting = [row for row in rows if row["state"] in ("open", "conflict")]
    late = sum(bool(row["is_late"]) for row in waiting)
    words = _("%(count)s hand-overs, %(open)s of them wait for an answer, %(late)s late.") % {
        "count": number(len(rows)), "open": number(len(waiting)), "late": number(late)
    }  # fmt: skip
    page = _people_sheet(workbook, publication, "handovers", rows, words)
    _red(page, list(_shown("handovers", publication)), rows, "is_late", "due")
    return page


def _people_sheet(
    workbook: Workbook,
    publication: Publication,
    table: str,
    rows: Sequence[Mapping[str, Cell]],
    words: str,
) -> Page:
    columns, title = _shown(table, publication), _(table_named(table).view)
    page = Page(workbook, title, [_WIDTHS[table][name] for name in columns])
    page.title(_("%(title)s as of %(day)s") % {"title": title, "day": day_words(publication.as_of)}, words)
    if len(rows) > MOST_ROWS:
        left_out = _(
            "These are the first %(first)s of %(count)s; all of them are in the .sqlite file beside this one."
        )
        page.paragraph(left_out % {"first": number(MOST_ROWS), "count": number(len(rows))}, quiet=True)
    heads = [_column(told) for told in columns.values()]
    _filtered(page, heads, _in_words(rows[:MOST_ROWS], columns))
    return page


def _shown(table: str, publication: Publication) -> dict[str, Told]:
    told = {column.name: column for column in table_named(table).columns}
    hidden = _CONTACT if publication.level != "contact" else ()
    return {name: told[name] for name in _WIDTHS[table] if name not in hidden}


def _filtered(page: Page, heads: Sequence[Column], cells: Sequence[Sequence[Value]]) -> None:
    """Write a table that stays in sight and can be filtered."""
    first = page.table(heads, cells, freeze=True)
    page.sheet.auto_filter.ref = f"A{first - 1}:{get_column_letter(len(heads))}{max(page.row - 1, first)}"


def _column(told: Told) -> Column:
    align = {"whole": "right", "real": "right", "day": "center", "flag": "center"}.get(told.type, "left")
    form = {"day": _DAY, "real": _POINTS, "whole": "#,##0"}.get(told.type, "@")
    form = "0" if told.name == "lead" else form
    return Column(_(told.heading), align, form, bold=told.name in ("person", "action", "state"))


def _in_words(rows: Sequence[Mapping[str, Cell]], columns: Mapping[str, Told]) -> list[list[Value]]:
    """Return the cells of these columns as Excel shows them."""
    words = [(name, told, vocabulary(told.codes)) for name, told in columns.items()]
    return [[_cell_value(row[name], told, said) for name, told, said in words] for row in rows]


def _cell_value(value: Cell, told: Told, words: Mapping[str, str]) -> Value:
    """Return a published cell as Excel shows it: days as dates, codes and yes or no in words."""
    if value is None:
        return None
    if told.type == "day":
        return date.fromisoformat(str(value))
    if told.type == "flag":
        return _("yes") if value else None
    return words.get(str(value), value)


def _red(page: Page, names: Sequence[str], rows: Sequence[Mapping[str, Cell]], late: str, where: str) -> None:
    """Show in red until when what is late should have been done."""
    first, place = page.row - min(len(rows), MOST_ROWS), names.index(where) + 1
    for at, row in enumerate(rows[:MOST_ROWS], start=first):
        if row[late]:
            page.sheet.cell(at, place).font = font(bold=True, colour=LIGHT.red)


def _book(workbook: Workbook, publication: Publication) -> Page:
    told = {column.name: column for column in table_named("book").columns}
    page = Page(workbook, _("Definition book"), list(_BOOK.values()))
    page.title(_("Definition book"), _("What marketing and sales agreed on, part by part."))
    heads = [Column(_(told[name].heading), bold=name == "item") for name in _BOOK]
    columns = {name: told[name] for name in _BOOK}
    _filtered(page, heads, _in_words(records(publication, "book"), columns))
    return page


def _about(workbook: Workbook, publication: Publication) -> Page:
    page = Page(workbook, _("About this file"), (34, 80), landscape=False)
    page.title(_("About this file"), _("What it holds, as of when, and what was left out on purpose."))
    rows = records(publication, "about")
    told = [[row["item"], row["said"]] for row in rows]
    page.table((Column(_("Item"), bold=True), Column(_("In words"))), told)
    page.gap()
    page.paragraph(_("This workbook is for reading: changing it changes nothing for anybody else."))
    return page

"""The work list for sales as a workbook: a sheet for each person in charge, and how to fill it in.

Only the cells that sales fills in are open; what they are about is carried in a hidden column (`worklist_ids`).
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from funneldesk.colours import LIGHT
from funneldesk.domain.formats import day as day_words
from funneldesk.domain.formats import number
from funneldesk.domain.moment import NEVER
from funneldesk.domain.words import side_label
from funneldesk.domain.worklist.worklist_columns import (
    FILLED,
    MARK,
    READ,
    RESULTS,
    ColumnCode,
    column_heading,
    result_words,
)
from funneldesk.files.writing.book_page import Column, Page, Value, font
from funneldesk.files.writing.book_picks import Picks
from funneldesk.files.writing.saving import save_whole
from funneldesk.i18n import _, ngettext, speaking

if TYPE_CHECKING:
    from funneldesk.domain.worklist.worklist_sheets import SheetRows, WorkList, WorkRow

_WIDTHS = (16, 10.5, 10, 14, 9, 13.5, 19, 23, 31, 17, 13, 12, 11, 24, 11)
_DAY = "yyyy/mm/dd"
_FROZEN = 3
#: The ground of the cells to fill in.
_OPEN = "#FFF8E1"
#: How long the name of a sheet may be, and what it may not hold.
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FIRST_DAY, _LAST_DAY = "DATE(2000,1,1)", "DATE(2099,12,31)"


def write_worklist_workbook(path: Path, found: "WorkList") -> None:
    """Write the list whole or not at all, in the language of the book; UserError where that cannot be done."""
    with speaking(found.language):
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        picks = Picks(workbook)
        names: set[str] = {picks.sheet.title.casefold()}
        for rows in found.sheets():
            _sheet(workbook, found, rows, picks, _sheet_name(_owner_words(rows), names))
        _manual(workbook, found)
        workbook.move_sheet(picks.sheet, len(workbook.sheetnames) - 1)
        workbook.active = 0
        for sheet in workbook.worksheets:
            sheet.sheet_view.tabSelected = sheet is workbook.worksheets[0]
        workbook.properties.title = _("Work list for sales")
        workbook.properties.creator = "FunnelDesk"
        save_whole(path, workbook.save)


def _owner_words(rows: "SheetRows") -> str:
    return rows.owner or _("Nobody yet ({side})").format(side=side_label(rows.side))


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name Excel takes, unlike all others of the workbook."""
    plain = _NOT_IN_NAMES.sub(" ", wanted).strip(" '") or "-"
    name, count = plain[:_LONGEST_NAME], 1
    while name.casefold() in taken or name.casefold() == "history":
        count += 1
        tail = f" ({count})"
        name = plain[: _LONGEST_NAME - len(tail)] + tail
    taken.add(name.casefold())
    return name


def _sheet(workbook: Workbook, found: "WorkList", rows: "SheetRows", picks: Picks, name: str) -> None:
    page = Page(workbook, name, _WIDTHS)
    late = sum(row.is_late for row in rows.rows)
    words = ngettext(
        "%(count)s person, %(late)s overdue", "%(count)s people, %(late)s overdue", len(rows.rows)
    )
    counted = words % {"count": number(len(rows.rows)), "late": number(late)}
    page.title(
        _("Work list: {owner}").format(owner=_owner_words(rows)),
        _(
            "{counted}, as of {day}, the most urgent first. Fill in the yellow cells and send the file back."
        ).format(counted=counted, day=day_words(found.made)),
    )
    head = page.row
    columns = _columns(found, picks)
    page.fillable(MARK.removeprefix("fd:"), columns, [_line(row, found) for row in rows.rows], freeze=True)
    page.sheet.freeze_panes = f"{get_column_letter(_FROZEN + 1)}{head + 1}"
    first, last = head + 1, head + len(rows.rows)
    for place, row in enumerate(rows.rows, start=first):
        if row.is_late:
            cell = page.sheet.cell(place, READ.index("until") + 1)
            cell.font = font(bold=True, colour=LIGHT.red)
    _checks(page, first, last)
    page.sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(columns))}{last}"
    page.protect()
    page.sheet.protection.autoFilter = page.sheet.protection.sort = False
    page.finish(_("Work list: {owner}").format(owner=_owner_words(rows)), day_words(found.made))


def _columns(found: "WorkList", picks: Picks) -> list[Column]:
    offered: dict[ColumnCode, str] = {
        "result": picks.offer([result_words(result) for result in RESULTS]),
        "reason": picks.offer(found.reasons),
    }
    days = {"until", "day", "recheck_at"}
    centred = {*days, "result", "reason"}
    return [
        Column(
            column_heading(code),
            "center" if code in centred else "left",
            _DAY if code in days else "@" if code in {"comment", "phone"} else "General",
            offered.get(code, ""),
            bold=code in {"what", "name"},
            quiet=code in {"touches", "handed"},
            explain=_explained(code),
            locked=code in READ,
            ground="" if code in READ else _OPEN,
        )
        for code in (*READ, *FILLED)
    ]


def _explained(code: ColumnCode) -> str:
    explained: dict[ColumnCode, str] = {
        "result": _("What came of it. A comment alone needs no result."),
        "reason": _("For “{result}” only, and needed there.").format(result=result_words("rejected")),
        "day": _("The day on which it happened."),
        "recheck_at": _("For “{result}”: when to look again. Empty: as the reason says.").format(
            result=result_words("rejected")
        ),
    }
    return explained.get(code, "")


def _line(row: "WorkRow", found: "WorkList") -> tuple[str, Sequence[Value]]:
    due = date.fromordinal(row.due) if row.due != NEVER else None
    score = f"{row.score}\n{row.why}" if row.why else str(row.score)
    return row.ids.text(), (
        "\n".join(row.actions), due, row.name, row.company, row.title, row.phone, row.email, score,
        "\n".join(row.touches), row.handed, None, None, None, _template(found) or None, None,
    )  # fmt: skip


def _template(found: "WorkList") -> str:
    """Return the comment as it stands in each row, to be filled in; left as it is it says nothing."""
    return "\n".join(_("{heading}: ").format(heading=line).rstrip() for line in found.template)


def _checks(page: Page, first: int, last: int) -> None:
    """Ask for dates where dates belong."""
    for code in ("day", "recheck_at"):
        check = DataValidation(
            "date", operator="between", formula1=_FIRST_DAY, formula2=_LAST_DAY, allow_blank=True
        )
        check.errorStyle = "warning"
        check.errorTitle, check.error = _("Not a date"), _("Please write a date, such as 2026/04/03.")
        _place(page, check, FILLED.index(code), first, last)


def _place(page: Page, check: DataValidation, position: int, first: int, last: int) -> None:
    letter = get_column_letter(len(READ) + 1 + position)
    check.add(f"{letter}{first}:{letter}{last}")
    page.sheet.add_data_validation(check)


def _manual(workbook: Workbook, found: "WorkList") -> None:
    page = Page(workbook, _("How to use"), (28, 62), landscape=False)
    page.title(_("How to use this list"), _("Five cells a row, all yellow; everything else is for reading."))
    page.section(_("The results"))
    rows: list[Sequence[Value]] = [(result_words(result), _meaning(result)) for result in RESULTS]
    page.table((Column(column_heading("result"), bold=True), Column(_("When to choose it"))), rows)
    page.section(_("Good to know"))
    for words in _notes():
        page.paragraph(words)
    page.protect()
    page.finish(_("Work list for sales"), day_words(found.made))


def _meaning(result: str) -> str:
    return {
        "accepted": _("Sales takes over the lead that was handed over."),
        "rejected": _("Sales does not take it over, or inside sales gives up. A reason is needed."),
        "reached": _("A call in which you spoke to the person."),
        "unreached": _("A call that nobody answered."),
        "contacted": _("The first contact after the hand-over, by whatever way."),
        "handed": _("Inside sales hands the lead over to sales."),
        "done": _("What was asked for is done, and none of the others fits."),
    }[result]


def _notes() -> tuple[str, ...]:
    return (
        _(
            "The comment has headings to write behind. Those you leave empty are dropped; all empty, it is no comment."
        ),
        _("A result needs its date. What is not filled in stays open; nothing is assumed."),
        _(
            "Filter as you like. To sort rows or delete some, lift the protection of the sheet first (no password); "
            "leave the hidden last column where it is."
        ),
        _("The file may be filled in with Excel, LibreOffice, Google Sheets or Numbers."),
        _("Sending it back twice does no harm: what is known already is not recorded again."),
        _("If somebody decided otherwise meanwhile, both decisions are shown and one is chosen."),
    )

"""The lists of a workbook: every sheet that looks like one, and why the others do not."""

from collections.abc import Iterator
from dataclasses import dataclass

from funneldesk.domain.lists.mapping import ListPreview
from funneldesk.errors import UserError
from funneldesk.files.reading.lists import OpenedList, Progress, Remembered
from funneldesk.i18n import _

#: More sheets than this are no lists somebody keeps, but a year of reports.
_SHEETS_LOOKED_INTO = 24


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A sheet that is not imported; `reason` is a sentence."""

    sheet: str
    reason: str


@dataclass(frozen=True, slots=True)
class FoundLists:
    """The lists of one file, the likeliest first, and the sheets that hold none."""

    lists: tuple[ListPreview, ...]
    passed_over: tuple[PassedOver, ...] = ()


def find_lists(
    first: OpenedList, *, remembered: Remembered | None = None, task: Progress | None = None
) -> FoundLists:
    """Look into every sheet of a file of which `first` is the sheet that looks most like a list.

    Hidden sheets stay out: old versions and pick-lists are kept there. A file of one sheet, or in which no sheet is
    clearly a list, is one list: `first`.
    """
    main = first.preview_whole()
    found, passed_over = [main], []
    passed_over += [
        PassedOver(
            sheet,
            _("It is hidden. To import it, show it in Excel first, or choose it as the sheet."),
        )
        for sheet in main.hidden_sheets
        if sheet != main.sheet
    ]
    for sheet in _others(main):
        try:
            with OpenedList(first.path, sheet=sheet, remembered=remembered, task=task) as opened:
                preview = opened.preview_whole()
        except UserError as error:
            passed_over.append(PassedOver(sheet, error.message))
            continue
        reason = _why_no_list(preview)
        if reason:
            passed_over.append(PassedOver(sheet, reason))
        else:
            found.append(preview)
    passed_over += [
        PassedOver(sheet, _("The workbook has too many sheets to look into this one."))
        for sheet in main.sheets[_SHEETS_LOOKED_INTO:]
        if sheet != main.sheet and sheet not in main.hidden_sheets
    ]
    reason = _why_no_list(main) if len(found) > 1 else ""
    if reason:
        found.remove(main)
        passed_over.insert(0, PassedOver(main.sheet or "", reason))
    return FoundLists(tuple(found), tuple(passed_over))


def _others(main: ListPreview) -> Iterator[str]:
    left_out = {main.sheet, *main.hidden_sheets}
    return (sheet for sheet in main.sheets[:_SHEETS_LOOKED_INTO] if sheet not in left_out)


def _why_no_list(preview: ListPreview) -> str:
    """Return why a sheet is no list worth importing beside others, "" if it is one."""
    if not preview.rows:
        return _("It has no rows below its headings.")
    if not preview.is_list:
        return _("Its columns are none of a list of leads, activities, deals, hand-overs, contents or costs.")
    return ""

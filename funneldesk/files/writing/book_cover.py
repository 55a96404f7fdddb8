"""The cover of the book workbook, with the lines to sign, and its change history."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from funneldesk.colours import LIGHT
from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.book.book_diff import differences
from funneldesk.domain.book.signing import is_one_person
from funneldesk.domain.formats import day as day_words
from funneldesk.domain.moment import moment_of
from funneldesk.domain.words import part_label, side_label
from funneldesk.files.writing.book_page import Column, Page, Value, font
from funneldesk.i18n import _

#: Empty lines for those who have read the book and sign on paper.
_READER_LINES = 6
_SIGNING_POINTS = 30.0


def cover_sheet(workbook: Workbook, version: BookVersion, parts: Sequence[Page], zone: str) -> Page:
    """Write what the book is for, its version, the lines to sign, its contents and who has read it."""
    page = Page(workbook, _("Cover"), (26, 30, 24, 36), landscape=False)
    page.gap(28)
    page.title(
        _("Definition book of sales and marketing"),
        _("One agreement of marketing and sales on words, numbers and duties"),
        size=22,
    )
    _standing(page, version)
    page.section(_("Why we need it"))
    page.paragraph(version.book.purpose.text, boxed=True)
    _signatures(page, version, zone)
    _contents(page, parts)
    _readers(page, version)
    page.gap()
    page.paragraph(_("Check mark of this version: %(mark)s") % {"mark": version.sha256[:16]}, quiet=True)
    return page


def version_words(version: BookVersion) -> str:
    """Return "Version 2", or that it is the unsigned example, a pilot, or a draft."""
    if version.is_draft:
        return _("Draft made from version %(number)s, not agreed yet") % {"number": version.number}
    words = _("Version %(number)s") % {"number": version.number}
    if version.is_pilot:
        words = _("%(version)s (pilot)") % {"version": words}
    return words if version.signatures else _("%(version)s (unsigned example)") % {"version": words}


def from_words(version: BookVersion) -> str:
    """Return from when a version is in force."""
    if version.is_draft:
        return _("once it is agreed")
    return day_words(version.from_day) or _("the beginning of all records")


def history_sheet(workbook: Workbook, history: Sequence[BookVersion], zone: str) -> Page:
    """Write what each version changed in the one for everybody before, and who signed it, newest first."""
    page = Page(workbook, _("Change history"), (18, 38, 48, 48))
    page.title(_("Change history"), _("What each version changed, and who agreed to it."))
    rows: list[Sequence[Value]] = []
    oldest_first = sorted(history, key=lambda version: (version.number, version.is_draft))
    for position in range(len(oldest_first) - 1, -1, -1):
        version = oldest_first[position]
        rows.append((_history_heading(version, zone),))
        if not position:
            rows.append((_("First version"), "", "", _("Nothing to compare with.")))
            continue
        before = next(v for v in reversed(oldest_first[:position]) if not v.is_pilot)
        found = differences(before.book, version.book)
        rows += [(part_label(d.part), d.where, d.before or "–", d.after or "–") for d in found]
        if not found:
            rows.append((_("No change"), "", "", _("The same words, now signed.")))
    page.table(
        (Column(_("Part")), Column(_("Line")), Column(_("Before")), Column(_("After"), bold=True)),
        rows,
        freeze=True,
    )
    return page


def _standing(page: Page, version: BookVersion) -> None:
    rows: list[tuple[str, str]] = [
        (_("Version"), version_words(version)),
        (_("In force from"), from_words(version)),
        (_("Note"), version.note),
    ]
    for name, words in rows:
        if not words:
            continue
        page.put(page.row, 1, name, font=font(colour=LIGHT.secondary))
        page.put(page.row, 2, words, font=font(bold=True))
        page.sheet.merge_cells(start_row=page.row, start_column=2, end_row=page.row, end_column=4)
        page.sheet.row_dimensions[page.row].height = 21
        page.row += 1


def _signatures(page: Page, version: BookVersion, zone: str) -> None:
    page.section(_("Agreement"))
    signed = {signature.side: signature for signature in version.signatures}
    sides = [
        *version.book.signatures_required,
        *(s for s in signed if s not in version.book.signatures_required),
    ]
    rows: list[Sequence[Value]] = []
    for side in sides:
        given = signed.get(side)
        day = day_words(moment_of(given.signed_at, zone).day) if given else ""
        rows.append((side_label(side), given.name if given else "", day, ""))
    page.table(
        (
            Column(_("Side"), bold=True),
            Column(_("Name")),
            Column(_("Date"), "center"),
            Column(_("Signature")),
        ),
        rows,
        points=_SIGNING_POINTS,
    )
    if version.is_draft:
        page.paragraph(_("This is a draft: it counts once both sides have agreed to it."), quiet=True)
    elif not version.signatures:
        page.paragraph(_("Nobody has signed this version yet. It is an example to begin with."), quiet=True)
    elif is_one_person(version):
        name = version.signatures[0].name
        page.paragraph(_("%(name)s signed for both sides.") % {"name": name}, quiet=True)


def _contents(page: Page, parts: Sequence[Page]) -> None:
    page.section(_("What is inside"))
    for part in parts:
        cell = page.put(page.row, 1, part.sheet.title, font=font(colour=LIGHT.accent))
        cell.hyperlink = Hyperlink(cell.coordinate, location=f"{quote_sheetname(part.sheet.title)}!A1")
        subtitle = part.sheet["A2"].value
        page.put(page.row, 2, str(subtitle or ""), font=font(colour=LIGHT.secondary))
        page.sheet.merge_cells(start_row=page.row, start_column=2, end_row=page.row, end_column=4)
        page.fit(page.row, [(str(subtitle or ""), sum(page.widths[1:4]))])
        page.row += 1


def _readers(page: Page, version: BookVersion) -> None:
    page.section(_("Read by"))
    readers = version.book.purpose.readers
    rows: list[Sequence[Value]] = [(r.name, side_label(r.side), r.day.replace("-", "/"), "") for r in readers]
    rows += [("", "", "", "")] * max(_READER_LINES - len(rows), 0)
    page.table(
        (Column(_("Name")), Column(_("Side")), Column(_("Date"), "center"), Column(_("Signature"))),
        rows,
        points=24,
    )


def _history_heading(version: BookVersion, zone: str) -> str:
    words = _("%(version)s, in force from %(day)s") % {
        "version": version_words(version),
        "day": from_words(version),
    }
    signed = [
        f"{side_label(s.side)} {s.name} ({day_words(moment_of(s.signed_at, zone).day)})"
        for s in version.signatures
    ]
    if signed:
        words = _("%(words)s. Signed by: %(names)s") % {"words": words, "names": " / ".join(signed)}
    return f"{words}\n{version.note}" if version.note else words

"""The people to phone, as a table of the one page: who, where, the points and why, the number to dial."""

from collections.abc import Sequence
from dataclasses import dataclass

from funneldesk.charts.page import Box, Sheet
from funneldesk.charts.style import drawable, shortened, shortened_within
from funneldesk.charts.summary_rows import FINE
from funneldesk.domain.formats import number
from funneldesk.domain.summary.summary import Call, Summary
from funneldesk.i18n import _, ngettext

CALL_ROW = 21
_GAP = 10


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its heading, its share of the width, whether it holds numbers, or names cut in their middle."""

    heading: str
    share: float
    right: bool = False
    ends_differ: bool = False


def calls_height(summary: Summary) -> float:
    """Return how many pixels tall the table is."""
    return CALL_ROW * (len(summary.calls) + 1) if summary.calls else 0.0


def draw_calls(sheet: Sheet, summary: Summary, box: Box) -> None:
    """Draw the table; a row is a target "lead:ID"."""
    left, top, right, _bottom = box
    columns = _columns(summary)
    if not summary.calls:
        return
    _draw_line(
        sheet, columns, [column.heading for column in columns], (left, top, right), "calls", quiet=True
    )
    for place, call in enumerate(summary.calls):
        y = top + CALL_ROW * (place + 1)
        sheet.line([left, right], [y, y], sheet.colours.line, width=1)
        key = f"lead:{call.lead}"
        cells = _cells(call, place + 1, named=summary.has_names)
        _draw_line(sheet, columns, cells, (left, y, right), key)
        sheet.target((left, y, right, y + CALL_ROW), key, _tip(call))


def _columns(summary: Summary) -> list[_Column]:
    points, why = _Column(_("Points"), 0.06, right=True), _("Why")
    first, company, late = (
        _Column("", 0.03, right=True),
        _Column(_("Company"), 0.19, ends_differ=True),
        _Column(_("Due"), 0.115),
    )
    if not summary.has_names:
        return [first, company, _Column(_("Job title"), 0.13), points, _Column(why, 0.475), late]
    name, phone = _Column(_("Name"), 0.13, ends_differ=True), _Column(_("Phone"), 0.135)
    return [first, name, company, points, _Column(why, 0.34), phone, late]


def _cells(call: Call, place: int, *, named: bool) -> list[str]:
    points = number(call.score)
    if not named:
        return [str(place), call.company, call.title, points, call.why, _late(call)]
    return [str(place), call.name, call.company, points, call.why, call.phone, _late(call)]


def _late(call: Call) -> str:
    if not call.days_late:
        return _("in time")
    words = ngettext("%(days)s day late", "%(days)s days late", call.days_late)
    return words % {"days": number(call.days_late)}


def _draw_line(
    sheet: Sheet,
    columns: Sequence[_Column],
    cells: Sequence[str],
    at: tuple[float, float, float],
    key: str,
    *,
    quiet: bool = False,
) -> None:
    left, top, right = at
    middle, colour = top + CALL_ROW / 2, sheet.colours.secondary if quiet else ""
    x, whole = left, right - left - _GAP * (len(columns) - 1)
    for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        width = whole * column.share
        # Names that begin alike often differ at their ends; of reasons and numbers to dial the beginning counts.
        cut = shortened_within if column.ends_differ else shortened
        text = cut(drawable(cell), width, FINE)
        end, align = (x + width, "right") if column.right else (x, "left")
        sheet.text(
            end, middle, text, size=FINE, colour=colour, align=align, width=width, gid=f"cell:{key}:{place}"
        )
        x += width + _GAP


def _tip(call: Call) -> str:
    who = " ".join(part for part in (call.company, call.title, call.name) if part)
    lines = [who, _("%(points)s points: %(reasons)s") % {"points": number(call.score), "reasons": call.why}]
    if call.owner:
        lines.append(_("In charge: %(name)s") % {"name": call.owner})
    return "\n".join(lines)

"""The current month: what is there, what it will come to with its range, and what the book wants."""

from collections.abc import Mapping

from matplotlib.figure import Figure

from funneldesk.charts.page import BODY, SMALL, Box, Sheet
from funneldesk.charts.style import text_width
from funneldesk.colours import Colours
from funneldesk.domain.formats import number, tenths
from funneldesk.domain.funnel.forecast import Month, Outlook
from funneldesk.domain.funnel.forecast_sentences import method_words, month_words, range_words
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _

MARGIN, _COLUMN_GAP = 16, 24
_BAR, _TARGET = 12, 22


def month_figure(
    month: Month,
    colours: Colours,
    size: tuple[float, float] = (11.9, 1.0),
    labels: Mapping[str, str] | None = None,
) -> Figure:
    """Return the recorded stages side by side; `size` in inches, `labels` stage → the book's label.

    Artists carry gids: "bar:STAGE", "rest:STAGE", "interval:STAGE", "target:STAGE"; the targets' keys are stages.
    """
    sheet = Sheet(colours, size)
    count = len(month.outlooks)
    width = (sheet.width - 2 * MARGIN - _COLUMN_GAP * (count - 1)) / count
    for column, outlook in enumerate(month.outlooks):
        left = MARGIN + column * (width + _COLUMN_GAP)
        _draw(sheet, month, outlook, labels or {}, (left, 12, left + width, sheet.height - 12))
    return sheet.figure


def _draw(sheet: Sheet, month: Month, outlook: Outlook, labels: Mapping[str, str], box: Box) -> None:
    left, top, right, bottom = box
    colours, stage, width = sheet.colours, outlook.stage, right - left
    name = stage_label(stage, labels)
    aim = "" if outlook.target is None else _("Target %(count)s") % {"count": number(outlook.target)}
    aim_room = text_width(aim, SMALL) + 8 if aim else 0.0
    sheet.text(left, top + 8, name, size=BODY, strong=True, width=width - aim_room, gid=f"title:{stage}")
    sheet.text(right, top + 8, aim, size=SMALL, colour=colours.secondary, align="right", gid=f"aim:{stage}")
    most = max(outlook.count, outlook.target or 0, *(outlook.interval or (1, 1)), 1)
    middle, scale = (top + bottom) / 2 + 1, width / most
    sheet.bar(left, middle - 2, width, 4, colours.line, f"track:{stage}")
    if outlook.expected is not None and outlook.interval is not None:
        rest = (outlook.expected - outlook.count) * scale
        sheet.bar(
            left + outlook.count * scale, middle - _BAR / 2, rest, _BAR, colours.pale_bar, f"rest:{stage}"
        )
    sheet.bar(left, middle - _BAR / 2, outlook.count * scale, _BAR, colours.bar, f"bar:{stage}")
    if outlook.interval is not None and month.days_left:
        ends = [left + end * scale for end in outlook.interval]
        sheet.line(ends, [middle, middle], colours.text, width=2, gid=f"interval:{stage}")
    if outlook.target is not None:
        at = left + outlook.target * scale
        sheet.line(
            [at, at], [middle - _TARGET / 2, middle + _TARGET / 2], colours.text, width=2, dotted=True,
            gid=f"target:{stage}",
        )  # fmt: skip
    words = _words(month, outlook)
    sheet.text(
        left, bottom - 8, words, size=SMALL, colour=colours.secondary, width=width, gid=f"words:{stage}"
    )
    sheet.target((left, top, right, bottom), stage, _tip(month, outlook, name))


def _words(month: Month, outlook: Outlook) -> str:
    words = {"count": number(outlook.count)}
    if not month.days_left:
        return _("%(count)s this month") % words
    if outlook.expected is None:
        return _("%(count)s so far, then: cannot say") % words
    words |= {"expected": tenths(outlook.expected), "range": range_words(outlook)}
    return _("%(count)s so far → %(expected)s (%(range)s)") % words


def _tip(month: Month, outlook: Outlook, name: str) -> str:
    lines = [
        _("%(stage)s: those who reached it in %(month)s, %(count)s so far.")
        % {"stage": name, "month": month_words(month), "count": number(outlook.count)}
    ]
    if month.days_left:
        lines.append(method_words(month, outlook))
    return "\n".join(lines)

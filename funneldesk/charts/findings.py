"""A finding as a picture: the rate of those with it beside that of the others, each with its interval."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from funneldesk.charts.page import BODY, SMALL, Box, Sheet
from funneldesk.charts.style import text_width
from funneldesk.colours import Colours
from funneldesk.domain.findings.findings import Finding
from funneldesk.domain.formats import number, percent, percent_range
from funneldesk.domain.funnel.shares import Share
from funneldesk.i18n import _

#: Logical pixels: a row of the picture, its bar, and the room for rate and counts behind the bars.
ROW, _BAR, _EDGE = 30, 14, 4
_WORDS, _INTERVAL = 190, 110
#: Narrower than this the interval is drawn and told on hover only.
_WIDE = 560
_MOST_LABEL = 0.3


def findings_height() -> int:
    """Return the height in logical pixels at which the two rows stand comfortably."""
    return 2 * ROW + 2 * _EDGE


def finding_figure(found: Finding, colours: Colours, size: tuple[float, float] = (6.0, 0.72)) -> Figure:
    """Return the two rates on one scale; `size` in inches.

    Artists carry gids: "bar:SIDE", "interval:SIDE", "rate:SIDE"; SIDE is also the key of the targets.
    """
    sheet = Sheet(colours, size)
    draw_finding(sheet, found, (0, 0, sheet.width, sheet.height))
    return sheet.figure


def draw_finding(sheet: Sheet, found: Finding, box: Box) -> None:
    """Draw the two rates inside `box` of a sheet, from its top."""
    rows = (("inside", _("These people"), found.inside), ("outside", _("The others"), found.outside))
    draw_shares(sheet, rows, box)


def draw_shares(sheet: Sheet, rows: Sequence[tuple[str, str, Share]], box: Box) -> None:
    """Draw shares on one scale below each other, each (key, words, share); a key ends with the side it is of."""
    left, top, right, _bottom = box
    width = right - left
    label = min(max(text_width(words, BODY) for _s, words, _h in rows) + 16, width * _MOST_LABEL)
    is_wide = width > _WIDE
    room = max(width - label - _WORDS - (_INTERVAL if is_wide else 0), 60)
    scale = max((share.interval or (0.0, 1.0))[1] for _s, _w, share in rows) or 1.0
    for place, (side, words, share) in enumerate(rows):
        middle = top + _EDGE + ROW * (place + 0.5)
        sheet.text(left, middle, words, width=label - 8, gid=f"label:{side}")
        _draw_share(sheet, side, share, (left + label, middle, room / scale), is_wide=is_wide)
        sheet.target((left, middle - ROW / 2, right, middle + ROW / 2), side, _tip(share))


def _draw_share(
    sheet: Sheet, side: str, share: Share, at: tuple[float, float, float], *, is_wide: bool
) -> None:
    left, middle, pixels = at
    colours = sheet.colours
    rate, (low, high) = share.rate or 0.0, share.interval or (0.0, 1.0)
    colour = colours.bar if side.endswith("inside") else colours.pale_bar
    sheet.bar(left, middle - _BAR / 2, max(rate * pixels, 1.5), _BAR, colour, f"bar:{side}")
    sheet.line(
        [left + low * pixels, left + high * pixels], [middle, middle], colours.text, gid=f"interval:{side}"
    )
    x = left + high * pixels + 10
    words = percent(share.rate)
    sheet.text(x, middle, words, strong=True, gid=f"rate:{side}")
    people = _("%(k)s of %(n)s people") % {"k": number(share.k), "n": number(share.n)}
    if is_wide:
        people += f" ({percent_range(low, high)})"
    x += text_width(words, BODY, strong=True) + 10
    sheet.text(x, middle, people, size=SMALL, colour=colours.secondary, gid=f"people:{side}")


def _tip(share: Share) -> str:
    low, high = share.interval or (0.0, 1.0)
    words = {
        "k": number(share.k),
        "n": number(share.n),
        "rate": percent(share.rate),
        "range": percent_range(low, high),
    }
    return _("%(k)s who got there ÷ %(n)s people = %(rate)s, 95 %% interval %(range)s") % words

"""The deal rate by score: a bar for each band, its interval through the end, a draft's beside."""

from matplotlib.figure import Figure

from funneldesk.charts.page import SMALL, Sheet
from funneldesk.charts.style import text_width, wrapped
from funneldesk.colours import Colours
from funneldesk.domain.backtest.backtest_sentences import band_words
from funneldesk.domain.backtest.measures import BandShare, Measures
from funneldesk.domain.formats import number, percent, percent_range
from funneldesk.i18n import _

MARGIN, _TOP, _FOOT, _LINE = 16, 30, 44, 18
_GAP = 10
#: Free pixels between the rates of two bars beside each other.
_BETWEEN = 4
#: A single bar is no wider than this.
_WIDEST = 64.0


def backtest_figure(
    current: Measures,
    draft: Measures | None,
    colours: Colours,
    size: tuple[float, float] = (6.1, 2.8),
) -> Figure:
    """Return the rates by band of points; `size` in inches. Bars of few leads are pale.

    Artists carry gids "bar:BAND", "interval:BAND", of the draft "draft:BAND", "draft-interval:BAND".
    """
    sheet = Sheet(colours, size)
    books = [current, *([draft] if draft else [])]
    shares = [{band.low: band for band in found.bands} for found in books]
    lows = sorted(set().union(*shares))
    if not lows:
        return sheet.figure
    note = _("The line is the 95 % interval, the number below is leads (n). Pale: too few leads to say.")
    if draft is not None:
        note += " " + _("On the left the book in force, on the right the draft.")
    notes = wrapped(note, sheet.width - 2 * MARGIN, SMALL)
    bottom = sheet.height - _FOOT - len(notes) * _LINE
    highest = max(s.interval[1] for by_low in shares for b in by_low.values() if (s := b.share).interval)
    pitch = (sheet.width - 2 * MARGIN) / len(lows)
    room = (pitch - _GAP) / len(books)
    for place, low in enumerate(lows):
        left = MARGIN + place * pitch
        for book, by_low in enumerate(shares):
            if low in by_low:
                width = min(room - 2, _WIDEST)
                middle = left + _GAP / 2 + room * (book + 0.5)
                _bar(
                    sheet,
                    by_low[low],
                    (middle, width, _TOP, bottom),
                    highest,
                    room - _BETWEEN,
                    draft=bool(book),
                )
        words = band_words(low, low + 9)
        sheet.text(left + pitch / 2, bottom + 12, words, size=SMALL, align="center", gid=f"band:{low}")
        found = [number(by_low[low].share.n) if low in by_low else "–" for by_low in shares]
        counts = " / ".join(dict.fromkeys(found))
        sheet.text(
            left + pitch / 2, bottom + 30, counts, size=SMALL, colour=colours.secondary, align="center",
            width=pitch - 2,
        )  # fmt: skip
    for line, words in enumerate(notes):
        y = sheet.height - (len(notes) - line - 0.5) * _LINE - 2
        sheet.text(MARGIN, y, words, size=SMALL, colour=colours.secondary, gid="note")
    return sheet.figure


def _bar(
    sheet: Sheet,
    band: BandShare,
    at: tuple[float, float, float, float],
    highest: float,
    apart: float,
    *,
    draft: bool,
) -> None:
    share, colours = band.share, sheet.colours
    middle, width, top, bottom = at
    if share.rate is None or share.interval is None:
        return
    scale = (bottom - top) / max(highest, 0.01)
    height = scale * share.rate
    name = "draft" if draft else "bar"
    full = colours.accent if draft else colours.bar
    colour = full if share.enough else colours.pale_bar
    sheet.bar(middle - width / 2, bottom - height, width, height or 0.01, colour, f"{name}:{band.low}")
    ends = [bottom - scale * end for end in share.interval]
    gid = f"draft-interval:{band.low}" if draft else f"interval:{band.low}"
    sheet.line([middle, middle], ends, colours.text, gid=gid)
    words = percent(share.rate, 0)
    # Where two books stand side by side in a narrow picture, all bars go without the sign.
    if text_width(percent(1, 0), SMALL) > apart:
        words = number(share.rate * 100)
    if text_width(words, SMALL) <= apart:
        sheet.text(middle, ends[1] - 10, words, size=SMALL, align="center")
    tip = _("%(low)s to below %(high)s points: %(deals)s of %(leads)s leads had a deal, %(rate)s (%(range)s)") % {
        "low": band.low, "high": band.high, "deals": number(share.k), "leads": number(share.n),
        "rate": percent(share.rate), "range": percent_range(*share.interval),
    }  # fmt: skip
    sheet.target((middle - width / 2, top, middle + width / 2, bottom), f"{name}:{band.low}", tip)

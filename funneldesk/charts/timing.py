"""Speed to contact as bars: what became of those contacted soon and late, each with its interval and people."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from funneldesk.charts.page import BODY, SMALL, TITLE, Box, Sheet
from funneldesk.charts.rate_words import draw_rate_words
from funneldesk.charts.style import PIXELS_PER_INCH, text_width, wrapped
from funneldesk.charts.waiting import draw_waits, waits_height
from funneldesk.colours import Colours
from funneldesk.domain.formats import day, number, percent, sentences
from funneldesk.domain.funnel.contact_speed import SpeedBucket
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.timing import Timing
from funneldesk.domain.funnel.timing_sentences import (
    bucket_formula,
    bucket_label,
    definition,
    headline,
    is_too_few,
    left_out_sentence,
    method_sentence,
)
from funneldesk.domain.words import stage_words
from funneldesk.i18n import _

MARGIN, ROW = 16, 40
_LINE, _FOOT, _GAP = 20, 24, 10
_MIN_BARS, _WIDTH = 80, 12.0


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where labels and bars stand; `scale`: the rate at `right`."""

    left: float
    bars_left: float
    right: float
    scale: float

    def x(self, rate: float) -> float:
        return self.bars_left + (self.right - self.bars_left) * rate / self.scale


def speed_height(timing: Timing, width: float) -> float:
    """Return how many pixels tall the bars comfortably are at a width in pixels."""
    return 2 * MARGIN + _LINE * len(_head(timing, width)) + _GAP + ROW * len(timing.buckets) + _FOOT


def speed_figure(timing: Timing, colours: Colours, size: tuple[float, float] = (11.9, 3.2)) -> Figure:
    """Return the buckets from the quickest contact to none; `size` in inches.

    Artists carry gids: "bar:PLACE", "interval:PLACE", "rate:PLACE", "people:PLACE", "few:PLACE", "all"; the targets'
    keys are the places of the buckets.
    """
    sheet = Sheet(colours, size)
    draw_speed(sheet, timing, (0, 0, sheet.width, sheet.height))
    return sheet.figure


def draw_speed(sheet: Sheet, timing: Timing, box: Box) -> None:
    """Draw the buckets inside `box` (left, top, right, bottom) of a sheet."""
    left, top, right, bottom = (box[0] + MARGIN, box[1] + MARGIN, box[2] - MARGIN, box[3] - MARGIN)
    for line in _head(timing, box[2] - box[0]):
        sheet.text(left, top + _LINE / 2, line, colour=sheet.colours.secondary, gid="definition")
        top += _LINE
    top += _GAP
    columns = _columns(timing, left, right)
    pitch = max(min(ROW, (bottom - _FOOT - top) / len(timing.buckets)), 1)
    _draw_all(sheet, timing, columns, (top, top + pitch * len(timing.buckets)))
    for place, bucket in enumerate(timing.buckets):
        y = top + place * pitch
        _draw_bucket(sheet, timing, place, columns, (y + pitch / 2, pitch))
        sheet.target((left, y, right, y + pitch - 4), str(place), bucket_formula(bucket, timing))


def timing_sheet(timing: Timing, colours: Colours) -> Figure:
    """Return everything as one picture that stands alone: the sentence, the bars, the waits."""
    width = _WIDTH * PIXELS_PER_INCH
    sentence = wrapped(headline(timing).text, width - 2 * MARGIN, BODY)
    top = MARGIN + 34 + 22 * len(sentence) + 8
    bars = speed_height(timing, width) if timing.triggers and timing.contacts_recorded else 0
    waits = waits_height(timing)
    sheet = Sheet(colours, (_WIDTH, (top + bars + waits) / PIXELS_PER_INCH))
    title = _("Speed of contact")
    sheet.text(MARGIN, MARGIN + 12, title, size=TITLE, strong=True, gid="title")
    beside = _("as of %(day)s") % {"day": day(timing.as_of)}
    sheet.text(width - MARGIN, MARGIN + 13, beside, size=SMALL, colour=colours.secondary, align="right")
    for row, line in enumerate(sentence):
        sheet.text(MARGIN, MARGIN + 40 + row * 22, line, gid="headline")
    if bars:
        draw_speed(sheet, timing, (0, top, width, top + bars))
    draw_waits(sheet, timing, (0, top + bars, width, top + bars + waits))
    return sheet.figure


def _head(timing: Timing, width: float) -> list[str]:
    words = [definition(), left_out_sentence(timing), method_sentence(timing)]
    if not timing.deals_recorded:
        count = number(sum(bucket.deals.n for bucket in timing.buckets))
        words.append(_("The bars: how many of all %(count)s people.") % {"count": count})
    return wrapped(sentences(*words), width - 2 * MARGIN, BODY)


def _shown(bucket: SpeedBucket, timing: Timing) -> Share:
    """Return the rate of deals; where no record of deals exists, the bucket's share of all people."""
    if timing.deals_recorded:
        return bucket.deals
    return Share(sum(one.deals.n for one in timing.buckets), bucket.deals.n)


def _columns(timing: Timing, left: float, right: float) -> _Columns:
    shown = [_shown(bucket, timing) for bucket in timing.buckets]
    label = max(text_width(bucket_label(bucket), BODY, strong=True) for bucket in timing.buckets)
    bars_left = left + min(label, (right - left) * 0.3) + 20
    words = max(
        text_width(percent(share.rate, 0), BODY, strong=True) + text_width(_people(bucket, timing), SMALL)
        for share, bucket in zip(shown, timing.buckets, strict=True)
    )
    words += 30 + text_width(_("too few"), SMALL) + 10
    highest = max((share.interval[1] for share in shown if share.interval), default=1.0)
    return _Columns(left, bars_left, max(right - words, bars_left + _MIN_BARS), max(highest, 0.01))


def _people(bucket: SpeedBucket, timing: Timing) -> str:
    if not timing.deals_recorded or not bucket.deals.n:
        return _("%(n)s people") % {"n": number(bucket.deals.n)}
    return _("%(deals)s of %(n)s people") % {"deals": number(bucket.deals.k), "n": number(bucket.deals.n)}


def _draw_all(sheet: Sheet, timing: Timing, columns: _Columns, rows: tuple[float, float]) -> None:
    """Draw the rate of everybody as a dotted line with its name."""
    n = sum(bucket.deals.n for bucket in timing.buckets)
    if not timing.deals_recorded or not n:
        return
    rate = sum(bucket.deals.k for bucket in timing.buckets) / n
    x = columns.x(rate)
    colour = sheet.colours.secondary
    sheet.line([x, x], list(rows), colour, width=1.5, dotted=True, gid="all")
    name = _("everybody: %(rate)s came to a %(stage)s") % {
        "rate": percent(rate, 0),
        "stage": stage_words("deal", timing.labels),
    }
    sheet.text(x + 4, rows[1] + 10, name, size=SMALL, colour=colour, gid="all-name")


def _draw_bucket(
    sheet: Sheet, timing: Timing, place: int, columns: _Columns, row: tuple[float, float]
) -> None:
    middle, pitch = row
    bucket, colours = timing.buckets[place], sheet.colours
    share = _shown(bucket, timing)
    width = columns.bars_left - columns.left - 20
    sheet.text(columns.left, middle, bucket_label(bucket), strong=True, width=width, gid=f"label:{place}")
    end = columns.bars_left
    if bucket.deals.n and share.rate is not None:
        colour = colours.pale_bar if is_too_few(bucket, timing) else colours.bar
        end = columns.x(share.rate)
        height = pitch / 2
        sheet.bar(
            columns.bars_left,
            middle - height / 2,
            max(end - columns.bars_left, 1.5),
            height,
            colour,
            f"bar:{place}",
        )
        if share.interval and timing.deals_recorded:
            xs = [columns.x(edge) for edge in share.interval]
            sheet.line(xs, [middle, middle], colours.text, gid=f"interval:{place}")
            end = max(end, xs[1])
    rate = share.rate if bucket.deals.n else None
    few = is_too_few(bucket, timing)
    draw_rate_words(sheet, (end + 10, middle), rate, _people(bucket, timing), few=few, key=str(place))

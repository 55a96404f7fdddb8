"""How long leads wait, as curves: the share that had it by each day, its band, the median, who still waits."""

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from funneldesk.charts.page import BODY, SMALL, Box, Sheet
from funneldesk.charts.style import text_width, wrapped
from funneldesk.colours import Colours
from funneldesk.domain.formats import number, percent
from funneldesk.domain.funnel.timing import Timing
from funneldesk.domain.funnel.timing_sentences import median_sentence, wait_left_out, wait_title
from funneldesk.domain.funnel.waiting import Waiting
from funneldesk.i18n import _

MARGIN, COLUMNS, ROW = 16, 2, 232
_COLUMN_GAP, _LINE = 40, 18
#: Where fewer still wait a curve jumps with every single lead, so it ends there.
LEAST = 10
#: So much longer than the last arrival, or than a fortnight, the line goes on: nobody came.
_BEYOND, SHORTEST = 1.25, 14
#: Longer than a year is drawn only where half of them took longer.
LONGEST = 365
_TICKS = (1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 730, 1825)
_TOPS = (0.1, 0.25, 0.5, 1.0)


def waits_height(timing: Timing) -> float:
    """Return how many pixels tall the curves comfortably are."""
    return -(-len(_waits(timing)) // COLUMNS) * ROW + 3 * _LINE + MARGIN


def waits_figure(timing: Timing, colours: Colours, size: tuple[float, float] = (11.9, 7.4)) -> Figure:
    """Return a curve for each step, the wait for the contact first; `size` in inches.

    Artists carry gids: "curve:KEY", "band:KEY", "median:KEY", "risk:KEY"; KEY, also of the targets, is "contact" or
    "PREVIOUS>STAGE".
    """
    sheet = Sheet(colours, size)
    draw_waits(sheet, timing, (0, 0, sheet.width, sheet.height))
    return sheet.figure


def draw_waits(sheet: Sheet, timing: Timing, box: Box) -> None:
    """Draw the curves inside `box` (left, top, right, bottom) of a sheet."""
    left, top, right, bottom = (box[0] + MARGIN, box[1] + MARGIN / 2, box[2] - MARGIN, box[3] - MARGIN / 2)
    waits = _waits(timing)
    width = (right - left - _COLUMN_GAP * (COLUMNS - 1)) / COLUMNS
    note = _(
        "Each curve: the share that had it by that day, everybody counted who still waits (Kaplan–Meier); the band"
        " is its 95 %% interval (Greenwood). Drawn as long as %(least)s or more wait. Below: who still waits."
    ) % {"least": LEAST}
    lines = wrapped(note, right - left, SMALL)
    rows = -(-len(waits) // COLUMNS)
    pitch = min(ROW, (bottom - _LINE * len(lines) - top) / max(rows, 1))
    for place, (key, title, wait) in enumerate(waits):
        x = left + (place % COLUMNS) * (width + _COLUMN_GAP)
        y = top + (place // COLUMNS) * pitch
        panel = (x, y, x + width, y + pitch - 12)
        _draw_wait(sheet, key, title, wait, panel)
        sheet.target(panel, key, _tip(title, wait))
    for row, line in enumerate(lines):
        y = bottom - (len(lines) - row - 0.5) * _LINE
        sheet.text(left, y, line, size=SMALL, colour=sheet.colours.secondary, gid="note")


def _waits(timing: Timing) -> list[tuple[str, str, Waiting]]:
    contact = [("contact", _("Until the first contact"), timing.contact)]
    shown = contact if timing.contacts_recorded and timing.triggers else []
    return shown + [
        (f"{one.previous}>{one.stage}", wait_title(one, timing), one.wait) for one in timing.waits
    ]


def horizon(wait: Waiting) -> int:
    """Return the last day worth drawing: LEAST still wait, not far beyond the last arrival, within a year.

    Where half of them took longer than a year, until then.
    """
    enough = int(np.count_nonzero(wait.remaining >= min(LEAST, wait.entrants))) - 1
    last = int(wait.days[wait.days <= enough].max(initial=SHORTEST) * _BEYOND)
    return max(min(enough, last, max(LONGEST, wait.day_of(0.5) or 0)), 1)


def _draw_wait(sheet: Sheet, key: str, title: str, wait: Waiting, box: Box) -> None:
    left, top, right, bottom = box
    colours = sheet.colours
    sheet.text(left, top + 8, title, strong=True, width=right - left, gid=f"title:{key}")
    median = median_sentence(wait)
    counted = _("%(k)s of %(n)s so far") % {"k": number(wait.reached), "n": number(wait.entrants)}
    beside = left + text_width(title, BODY, strong=True) + 12
    words = f"{median}　{counted}" if median else counted
    if text_width(words, SMALL) > right - beside:
        words = median or counted
    if text_width(words, SMALL) <= right - beside:
        sheet.text(beside, top + 8, words, size=SMALL, colour=colours.secondary, gid=f"words:{key}")
    if not wait.reached:
        none = _("Nobody got there yet.") if wait.entrants else wait_left_out(wait)
        none = none or _("Nobody waits for it.")
        sheet.text(left, (top + bottom) / 2, none, size=SMALL, colour=colours.secondary, gid=f"none:{key}")
        return
    last = horizon(wait)
    drawn = wait.days <= last
    highest = float(max(wait.share[drawn].max(initial=0), wait.high[drawn & (wait.share < 1)].max(initial=0)))
    scale = next((one for one in _TOPS if highest <= one), 1.0)
    plot = (left + 40, top + 26, right - 8, bottom - 44)
    _draw_axes(sheet, wait, key, (last, scale), plot)
    _draw_curve(sheet, wait, key, (last, scale), plot)
    _draw_median(sheet, wait, key, (last, scale), plot)


def _draw_axes(sheet: Sheet, wait: Waiting, key: str, scale: tuple[int, float], plot: Box) -> None:
    left, top, right, bottom = plot
    colours, (last, highest) = sheet.colours, scale
    for part in (0.0, 0.5, 1.0):
        y = bottom - (bottom - top) * part
        sheet.line([left, right], [y, y], colours.line, width=1)
        digits = 0 if round(highest * part * 100, 6) % 1 == 0 else 1
        words = percent(highest * part, digits)
        sheet.text(left - 6, y, words, size=SMALL, colour=colours.secondary, align="right")
    days = _tick_days(last, right - left)
    for place in days:
        x = left + (right - left) * place / last
        sheet.line([x, x], [bottom, bottom + 4], colours.secondary, width=1)
        label = _("%(days)s days") % {"days": place} if place == days[-1] else str(place)
        sheet.text(x, bottom + 14, label, size=SMALL, colour=colours.secondary, align="center")
        count = number(wait.waiting_on(place))
        sheet.text(x, bottom + 32, count, size=SMALL, colour=colours.text, align="center", gid=f"risk:{key}")


def _tick_days(last: int, width: float) -> list[int]:
    """Return days to name on the axis: 0 and even steps, as many as have room."""
    most = max(int(width / 100), 1)
    step = next((one for one in _TICKS if last / one <= most), last)
    return list(range(0, last + 1, step))


def _draw_curve(sheet: Sheet, wait: Waiting, key: str, scale: tuple[int, float], plot: Box) -> None:
    places = [i for i, day in enumerate(wait.days.tolist()) if day <= scale[0]]
    days = [int(wait.days[i]) for i in places]

    def steps(values: Sequence[float]) -> list[tuple[float, float]]:
        points, height = [(0.0, 0.0)], 0.0
        for day, value in zip(days, values, strict=True):
            points += [(day, height), (day, value)]
            height = value
        return [
            _point(day, min(value, scale[1]), scale, plot) for day, value in [*points, (scale[0], height)]
        ]

    low, high = (steps([float(edge[i]) for i in places]) for edge in (wait.low, wait.high))
    band = Polygon([*low, *reversed(high)], closed=True, facecolor=sheet.colours.band, gid=f"band:{key}")
    band.set_edgecolor("none")
    sheet.axes.add_artist(band)
    curve = steps([float(wait.share[i]) for i in places])
    xs, ys = zip(*curve, strict=True)
    sheet.line(xs, ys, sheet.colours.accent, width=2, gid=f"curve:{key}")


def _draw_median(sheet: Sheet, wait: Waiting, key: str, scale: tuple[int, float], plot: Box) -> None:
    median = wait.day_of(0.5)
    if median is None or median > scale[0]:
        return
    x, y = _point(median, 0.5, scale, plot)
    colour = sheet.colours.secondary
    sheet.line([plot[0], x, x], [y, y, plot[3]], colour, width=1.5, dotted=True, gid=f"median:{key}")


def _point(day: float, share: float, scale: tuple[int, float], plot: Box) -> tuple[float, float]:
    left, top, right, bottom = plot
    return left + (right - left) * day / scale[0], bottom - (bottom - top) * share / scale[1]


def _tip(title: str, wait: Waiting) -> str:
    words = {
        "k": number(wait.reached),
        "n": number(wait.entrants),
        "open": number(wait.entrants - wait.reached),
    }
    lines = [title, _("%(k)s of %(n)s got there, %(open)s still wait: click to see them.") % words]
    lines += filter(None, [median_sentence(wait)])
    for days in (7, 30, 90, 180):
        share = wait.within(days)
        if share is not None:
            text = _("Within %(days)s days: %(share)s")
            lines.append(text % {"days": days, "share": percent(share)})
    lines += filter(None, [wait_left_out(wait)])
    return "\n".join(lines)

"""Rates between stages against what was agreed: band behind, interval through, point, verdict in words."""

from collections.abc import Mapping

from matplotlib.figure import Figure

from funneldesk.charts.page import BODY, SMALL, Box, Sheet
from funneldesk.charts.stages import band_words, counted, step_name, step_tip, step_title
from funneldesk.charts.style import text_width, wrapped
from funneldesk.colours import Colours
from funneldesk.domain.formats import colon, percent, percent_range
from funneldesk.domain.funnel.funnel import Funnel, StageResult
from funneldesk.domain.funnel.funnel_sentences import verdict_sentence
from funneldesk.domain.words import unrecorded_label, verdict_label
from funneldesk.i18n import _

MARGIN = 16
_ROW, _NOTE_LINE = 84, 18
_TRACK, _BAND = 6, 20
#: How much of its row a step takes at most: its numbers stand nearer to its own name than to the next.
_OWN_SHARE = 0.9
_EVERYTHING_TOLD: Mapping[str, str] = {}


def rates_figure(
    funnel: Funnel,
    colours: Colours,
    size: tuple[float, float] = (4.55, 4.25),
    labels: Mapping[str, str] | None = None,
    untold: Mapping[str, str] | None = None,
) -> Figure:
    """Return the steps' rates on a line from 0 to 100 %; `size` in inches, `labels` stage → the book's label.

    `untold`: words in place of the verdict on a step whose rate is not told, by the stage it leads to.

    Artists carry gids: "band:STAGE", "interval:STAGE", "point:STAGE", "verdict:STAGE"; the targets'
    keys are "STAGE:k": those of the step that leads to the stage who got there.
    """
    sheet = Sheet(colours, size)
    draw_rates(sheet, funnel, labels or {}, (0, 0, sheet.width, sheet.height), untold or {})
    return sheet.figure


def draw_rates(
    sheet: Sheet,
    funnel: Funnel,
    labels: Mapping[str, str],
    box: Box,
    untold: Mapping[str, str] = _EVERYTHING_TOLD,
) -> None:
    """Draw the rates inside `box` (left, top, right, bottom) of a sheet."""
    left, top, right, bottom = (box[0] + MARGIN, box[1] + MARGIN - 4, box[2] - MARGIN, box[3] - MARGIN)
    note = _(
        "The point is the rate, the line its 95 % interval, the block the agreed band. Scale: 0 to 100 %."
    )
    notes = wrapped(note, right - left, SMALL)
    steps = funnel.stages[1:]
    pitch = min(_ROW, (bottom - len(notes) * _NOTE_LINE - top) / max(len(steps), 1))
    for row, step in enumerate(steps):
        y = top + row * pitch
        ends = step_title(step.previous or funnel.stages[row].stage, step.stage, labels)
        name = step_name(step, labels) if step.recorded else ""
        words = untold.get(step.stage, "")
        verdict = (words, sheet.colours.secondary) if words else verdict_words(step, sheet.colours)
        _draw_step(sheet, step, (ends, name), (left, y, right, min(pitch * _OWN_SHARE, 76)), verdict)
        tip = f"{name}{colon()}{words}" if words else step_tip(step, labels)
        sheet.target((left, y, right, y + pitch - 6), f"{step.stage}:k", tip)
    for row, line in enumerate(notes):
        y = bottom - (len(notes) - row - 0.5) * _NOTE_LINE
        sheet.text(left, y, line, size=SMALL, colour=sheet.colours.secondary, gid="note")


def _draw_step(
    sheet: Sheet, step: StageResult, title: tuple[str, str], at: Box, judged: tuple[str, str]
) -> None:
    left, top, right, height = at
    colours = sheet.colours
    heading, track, below = top + height * 0.16, top + height * 0.48, top + height * 0.82
    ends, name = title
    verdict, verdict_colour = judged
    if step.verdict and text_width(f"{name}{verdict}", BODY, strong=True) + 12 > right - left:
        # Where it is narrow the verdict stands alone; how many it takes to be sure is in the hint and the table.
        verdict = verdict_label(step.verdict)
    room = right - left - text_width(verdict, SMALL) - 12
    heading_words = sheet.text(
        left, heading, name or ends, strong=True, width=room, gid=f"title:{step.stage}"
    )
    beside = text_width(heading_words.get_text(), BODY, strong=True) + 12
    # The name says more than the ends of the step: these only where there is room.
    if name not in ("", ends) and beside + text_width(ends, SMALL) <= room:
        sheet.text(left + beside, heading, ends, size=SMALL, colour=colours.secondary)
    sheet.text(
        right, heading, verdict, size=SMALL, colour=verdict_colour, align="right", gid=f"verdict:{step.stage}"
    )
    sheet.bar(left, track - _TRACK / 2, right - left, _TRACK, colours.line, f"track:{step.stage}")
    if not step.recorded or step.rate is None or step.low is None or step.high is None:
        return
    scale = right - left
    if step.band:
        low, high = (left + scale * edge for edge in step.band)
        tall = min(_BAND, height * 0.32)  # it keeps clear of the words above
        sheet.bar(low, track - tall / 2, high - low, tall, colours.band, f"band:{step.stage}")
        sheet.text(right, below, band_words(step.band), size=SMALL, colour=colours.secondary, align="right")
    sheet.line(
        [left + scale * step.low, left + scale * step.high], [track, track], colours.text, width=2,
        gid=f"interval:{step.stage}",
    )  # fmt: skip
    sheet.dot(left + scale * step.rate, track, colours.accent, gid=f"point:{step.stage}")
    rate = sheet.text(left, below, percent(step.rate), strong=True, gid=f"rate:{step.stage}")
    beside = left + text_width(rate.get_text(), BODY, strong=True) + 8
    taken = text_width(band_words(step.band), SMALL) + 12 if step.band else 0.0
    # A wide font in a narrow picture: k of n stands in the table as well, the interval is drawn and in the hint.
    details = [
        _("(%(range)s) %(counted)s") % {"range": percent_range(step.low, step.high), "counted": words}
        for words in (counted(step), "")
    ]
    fitting = (words for words in details if text_width(words, SMALL) <= right - taken - beside)
    detail = next(fitting, "")
    sheet.text(beside, below, detail, size=SMALL, colour=colours.secondary, gid=f"detail:{step.stage}")


def verdict_words(step: StageResult, colours: Colours) -> tuple[str, str]:
    """Return the verdict on a step in words, and its colour (which never stands alone)."""
    if not step.recorded:
        return unrecorded_label(step.stage), colours.secondary
    if step.rate is None:
        return _("Nobody to judge yet"), colours.secondary
    if step.band is None or step.verdict is None:
        return verdict_label(None), colours.secondary
    return verdict_sentence(step), colours.amber if step.verdict == "below" else colours.green

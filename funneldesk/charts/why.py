"""Why a number moved, as pictures: from the one side over its factors to the other, and what each segment did.

Up is a full bar with ▲, down a striped one with ▼: both can be told apart in black and white.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from funneldesk.charts.page import BODY, SMALL, Box, Sheet
from funneldesk.charts.style import PIXELS_PER_INCH, text_width, wrapped
from funneldesk.colours import Colours
from funneldesk.domain.formats import colon
from funneldesk.domain.funnel.why import Segment, Why
from funneldesk.domain.funnel.why_sentences import (
    change_words,
    factor_detail,
    factor_tip,
    part_label,
    segment_detail,
    segment_label,
    segment_tip,
    shown,
    target_label,
    value_words,
)
from funneldesk.i18n import _

MARGIN, ROW, _BAR, _FOOT_LINE, _GAP = 16, 44, 22, 18, 10
#: Labels take at most this share of the width.
_LABELS = 0.42
#: Segments a picture shows; the table has all.
MOST_SEGMENTS = 8
_LINE, _MIN_LABEL = 1.0, 120.0


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar from `start` to `end`, in units of the target, and its words."""

    key: str
    label: str
    detail: str
    start: float
    end: float
    value: str
    tip: str
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where values stand across the picture."""

    left: float
    right: float
    least: float
    most: float

    def x(self, value: float) -> float:
        span = self.most - self.least
        return self.left + (self.right - self.left) * ((value - self.least) / span if span else 0.0)


def why_height(why: Why) -> float:
    """Return the height in inches at which a difference and its factors stand comfortably."""
    return (2 * MARGIN + ROW * (len(why.parts) + 2) + 2 * _FOOT_LINE) / PIXELS_PER_INCH


def segments_height(count: int) -> float:
    """Return the height in inches at which that many segments stand comfortably."""
    return (2 * MARGIN + ROW * max(min(count, MOST_SEGMENTS), 1) + 2 * _FOOT_LINE) / PIXELS_PER_INCH


def why_figure(
    why: Why,
    colours: Colours,
    size: tuple[float, float] = (8.5, 4.2),
    labels: Mapping[str, str] | None = None,
) -> Figure:
    """Return the way from one side to the other; `size` in inches, `labels` stage → the book's label.

    Artists carry gids: "bar:KEY", "stripes:KEY" (down), "label:KEY", "value:KEY"; the keys, which the targets have
    as well, are "before", the names of the parts, "after".
    """
    sheet = Sheet(colours, size)
    draw_why(sheet, why, labels or {}, (0, 0, sheet.width, sheet.height))
    return sheet.figure


def draw_why(sheet: Sheet, why: Why, labels: Mapping[str, str], box: Box, *, explained: bool = True) -> None:
    """Draw the way from one side to the other inside `box` of a sheet; `explained`: with what the marks mean."""
    _draw(sheet, _way(why, labels), marks_words() if explained else "", box, joined=True)


def marks_words() -> str:
    """Return what the marks of the way from one side to the other mean."""
    return _(
        "Full bars with ▲ raised the number, striped ones with ▼ lowered it; together they are the difference."
    )


def segments_figure(
    why: Why,
    by: str,
    colours: Colours,
    size: tuple[float, float] = (8.5, 4.2),
    labels: Mapping[str, str] | None = None,
) -> Figure:
    """Return what each value of the field `by` did, the greatest first; the targets' keys are "0", "1", ..."""
    sheet = Sheet(colours, size)
    draw_segments(sheet, why, by, labels or {}, (0, 0, sheet.width, sheet.height))
    return sheet.figure


def draw_segments(sheet: Sheet, why: Why, by: str, labels: Mapping[str, str], box: Box) -> None:
    """Draw the greatest segments of a field inside `box` of a sheet; a note says how many more there are."""
    found = [segment for segment in why.segments if segment.by == by]
    room = int((box[3] - box[1] - 2 * MARGIN - _FOOT_LINE) / ROW)
    drawn = found[: max(min(room, MOST_SEGMENTS), 1)]
    if not drawn:
        text = _("Nobody in either range.")
        sheet.text(box[0] + MARGIN, (box[1] + box[3]) / 2, text, colour=sheet.colours.secondary, gid="empty")
        return
    note = _("Each bar is by how much the number of this segment itself went up or down.")
    if len(found) > len(drawn):
        note = _(
            "Each bar is by how much the number of this segment itself went up or down; %(rest)s more in the table."
        )
        note %= {"rest": len(found) - len(drawn)}
    _draw(sheet, _each(why, drawn, labels), note, box, joined=False)


def _way(why: Why, labels: Mapping[str, str]) -> list[_Row]:
    """Return the side before, a bar for each factor where the one above ended, and the side after."""
    names = [part.name for part in why.parts]
    figures, target = shown(why), target_label(why.target, labels)
    rows = [_total(why, "before", _("The range before"), figures.before, target)]
    at = figures.before
    digits = 1 if len(names) > 1 else 0
    for part, value in zip(why.parts, figures.parts, strict=True):
        rows.append(
            _Row(
                part.name, part_label(part, names, labels), factor_detail(part), at, at + value,
                _marked(value, change_words(why.target, value, digits)), factor_tip(why, part, labels),
            )
        )  # fmt: skip
        at += value
    return [*rows, _total(why, "after", _("The later range"), figures.after, target)]


def _total(why: Why, key: str, label: str, value: float, target: str) -> _Row:
    words = value_words(why.target, value)
    return _Row(key, label, target, 0.0, value, words, f"{label}{colon()}{target} {words}", is_total=True)


def _each(why: Why, segments: Sequence[Segment], labels: Mapping[str, str]) -> list[_Row]:
    return [
        _Row(
            str(place), segment_label(segment), segment_detail(segment, labels), 0.0, segment.total,
            _marked(segment.total, change_words(why.target, segment.total, 0)), segment_tip(why, segment, labels),
        )
        for place, segment in enumerate(segments)
    ]  # fmt: skip


def _marked(value: float, words: str) -> str:
    return words if not value else f"{'▲' if value > 0 else '▼'} {words}"


def _draw(sheet: Sheet, rows: Sequence[_Row], note: str, box: Box, *, joined: bool) -> None:
    left, top, right, bottom = (box[0] + MARGIN, box[1] + MARGIN, box[2] - MARGIN, box[3] - MARGIN)
    notes = wrapped(note, right - left, SMALL)
    pitch = min(ROW, (bottom - top - len(notes) * _FOOT_LINE) / len(rows))
    widest = max(
        _MIN_LABEL,
        *(max(text_width(row.label, BODY, strong=True), text_width(row.detail, SMALL)) for row in rows),
    )
    labels = min(widest, (right - left) * _LABELS)
    values = max(text_width(row.value, BODY, strong=True) for row in rows) + _GAP
    ends = [0.0, *(end for row in rows for end in (row.start, row.end))]
    # A value stands at the outer end of its bar: also to the left, where a bar goes down from zero.
    before = values if not joined and min(ends) < 0 else 0.0
    scale = _Scale(left + labels + _GAP + before, right - values, min(ends), max(ends))
    for place, row in enumerate(rows):
        _draw_row(sheet, row, scale, (left, top + place * pitch, right, top + (place + 1) * pitch), labels)
        if joined and place + 1 < len(rows):
            x = scale.x(row.end)
            y = top + (place + 0.5) * pitch
            sheet.line([x, x], [y + _BAR / 2, y + pitch - _BAR / 2], sheet.colours.secondary, width=_LINE)
    if not joined:
        zero = scale.x(0)
        sheet.line([zero, zero], [top, top + len(rows) * pitch], sheet.colours.line, width=_LINE, gid="zero")
    for place, line in enumerate(notes):
        y = bottom - (len(notes) - place - 0.5) * _FOOT_LINE
        sheet.text(left, y, line, size=SMALL, colour=sheet.colours.secondary, gid="note")


def _draw_row(sheet: Sheet, row: _Row, scale: _Scale, at: Box, labels: float) -> None:
    left, top, right, bottom = at
    colours, middle = sheet.colours, (top + bottom) / 2
    sheet.text(left, middle - 8, row.label, strong=True, width=labels, gid=f"label:{row.key}")
    sheet.text(
        left, middle + 9, row.detail, size=SMALL, colour=colours.secondary, width=labels,
        gid=f"detail:{row.key}",
    )  # fmt: skip
    begin, end = sorted((scale.x(row.start), scale.x(row.end)))
    width = max(end - begin, 2.0) if row.start != row.end else 0.0
    falls = row.end < row.start and not row.is_total
    colour = colours.bar if row.is_total else (colours.amber if falls else colours.green)
    sheet.bar(begin, middle - _BAR / 2, width, _BAR, colour, f"bar:{row.key}")
    if falls:
        sheet.hatch(begin, middle - _BAR / 2, width, _BAR, f"stripes:{row.key}")
    outside = falls and not row.start
    x = begin - _GAP / 2 if outside else begin + width + _GAP / 2
    align = "right" if outside else "left"
    sheet.text(x, middle, row.value, strong=True, align=align, gid=f"value:{row.key}")
    sheet.target((left, top, right, bottom), row.key, row.tip)

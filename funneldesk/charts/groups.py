"""A funnel broken down, as small multiples: one little funnel a group, with its rates against their bands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from funneldesk.charts.page import BODY, SMALL, STRIPE, Box, Segment, Sheet, stripes
from funneldesk.charts.small_multiples import (
    GAP,
    MARGIN,
    NOTE_LINE,
    NOTES,
    ROW,
    TITLE,
    columns,
    drawn,
    panel_height,
)
from funneldesk.charts.stages import counted, observed_in, step_tip
from funneldesk.charts.style import shortened, shortened_within, text_width, wrapped
from funneldesk.colours import Colours
from funneldesk.domain.formats import colon, number, percent, sentences
from funneldesk.domain.funnel.funnel import Funnel, Group, StageResult
from funneldesk.domain.funnel.group_words import group_words
from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.domain.words import stage_label, unrecorded_label
from funneldesk.i18n import _

_BAR = 14
#: Names of groups that are not drawn, before they are only counted.
_NAMED, _NAME_WIDTH = 8, 140
_TINY = 11
#: What all panels have alike, in the order it is drawn: colour and width.
_STROKES = {
    "rules": ("line", 1.0), "tracks": ("line", 4.0), "bands": ("band", 14.0), "bars": ("bar", 14.0),
    "hatch": ("surface", STRIPE), "intervals": ("text", 1.5), "wide": ("secondary", 1.5),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the columns of a panel stand, from its left edge."""

    label: float
    bar: float
    bar_end: float
    rate: float
    counted: float
    track: float
    right: float


def groups_figure(
    funnel: Funnel,
    colours: Colours,
    size: tuple[float, float] = (11.9, 8.0),
    labels: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> Figure:
    """Return the groups of a funnel; `labels` stage → the book's label, `names` the titles of contents.

    Artists carry gids "title:PLACE", "value:…", "rate:…", "counted:…"; of all panels together "bars", "hatch",
    "tracks", "bands", "intervals" and "points", of rates of fewer than ENOUGH people "wide" and "few". The targets'
    keys are "PLACE:STAGE:PART", PART as `operations.funnel.Part` has it.
    """
    sheet = Sheet(colours, size)
    draw_groups(sheet, funnel, labels or {}, (0, 0, sheet.width, sheet.height), names)
    return sheet.figure


def draw_groups(
    sheet: Sheet, funnel: Funnel, labels: Mapping[str, str], box: Box, names: Mapping[str, str] | None = None
) -> None:
    """Draw the groups inside `box` (left, top, right, bottom) of a sheet."""
    left, top, right, bottom = (box[0] + MARGIN, box[1] + MARGIN, box[2] - MARGIN, box[3] - MARGIN)
    across = columns(box[2] - box[0])
    width = (right - left - GAP * (across - 1)) / across
    shown = drawn(funnel)
    panels = _Panels(sheet, funnel, labels, _places(funnel, labels, width))
    for nth, place in enumerate(shown):
        x, y = left + nth % across * (width + GAP), top + nth // across * (panel_height(funnel) + GAP)
        group = funnel.groups[place]
        panels.draw(place, group_words(group.by, group.value, names), x, y)
    panels.finish()
    notes = [line for note in _notes(funnel, shown, names) for line in wrapped(note, right - left, SMALL)]
    for row, line in enumerate(notes[:NOTES]):
        y = bottom - (min(len(notes), NOTES) - row - 0.5) * NOTE_LINE
        sheet.text(left, y, line, size=SMALL, colour=sheet.colours.secondary, gid="note", width=right - left)


def _places(funnel: Funnel, labels: Mapping[str, str], width: float) -> _Places:
    """Share the width: words and numbers get what the widest needs, bars and tracks the rest."""
    names = [stage_label(stage.stage, labels) for stage in funnel.stages]
    label = min(max(text_width(name, SMALL) for name in names) + 8, width * 0.24)
    count = max(text_width(number(s.count), SMALL, strong=True) for s in funnel.stages) + 14
    beside = max(text_width(counted(s), _TINY) for s in funnel.stages) + 10
    rate = text_width(percent(1), SMALL) + 8
    bar = max(width - label - count - rate - beside, 80) * 0.48
    at = label + bar + count
    return _Places(0, label, label + bar, at, at + rate, at + rate + beside, width)


class _Panels:
    """Draws one little funnel after the other; what all have alike is gathered and drawn at once."""

    def __init__(self, sheet: Sheet, funnel: Funnel, labels: Mapping[str, str], places: _Places) -> None:
        self._sheet, self._funnel, self._labels, self._places = sheet, funnel, labels, places
        self._strokes: dict[str, list[Segment]] = {gid: [] for gid in _STROKES}
        self._points: dict[bool, list[tuple[float, float]]] = {True: [], False: []}

    def draw(self, place: int, title: str, x: float, y: float) -> None:
        """Draw the group at `place` with its top left corner at a point."""
        sheet, stages, right = self._sheet, self._funnel.groups[place].stages, x + self._places.right
        name = shortened_within(title, self._places.right, BODY, strong=True)
        sheet.text(x, y + 8, name, size=BODY, strong=True, width=self._places.right, gid=f"title:{place}")
        below = y + TITLE - 6
        sheet.target((x, y, right, below), f"{place}:{stages[0].stage}:count", title)
        self._strokes["rules"].append(((x, below), (right, below)))
        for row, stage in enumerate(stages):
            middle, key = y + TITLE + (row + 0.5) * ROW, f"{place}:{stage.stage}"
            name = stage_label(stage.stage, self._labels)
            sheet.text(
                x, middle, name, size=SMALL, colour=sheet.colours.secondary, width=self._places.bar - 6
            )
            self._draw_count(stages, stage, key, (x, middle))
            tip = (
                f"{title}\n{name}{colon()}{number(stage.count)}"
                if stage.recorded
                else unrecorded_label(stage.stage)
            )
            ends = (middle - ROW / 2, middle + ROW / 2)
            sheet.target((x, ends[0], x + self._places.rate - 4, ends[1]), f"{key}:count", tip)
            if stage.recorded and stage.n is not None:
                self._draw_rate(stage, key, (x, middle))
                tip = f"{title}\n{step_tip(stage, self._labels)}"
                sheet.target((x + self._places.rate, ends[0], right, ends[1]), f"{key}:k", tip)

    def finish(self) -> None:
        """Draw what was gathered."""
        colours = self._sheet.colours
        for gid, (colour, width) in _STROKES.items():
            self._sheet.strokes(self._strokes[gid], getattr(colours, colour), width=width, gid=gid)
        for enough, gid in ((True, "points"), (False, "few")):
            colour = colours.accent if enough else colours.secondary
            self._sheet.dots(self._points[enough], colour, diameter=7, gid=gid)

    def _draw_count(
        self, stages: Sequence[StageResult], stage: StageResult, key: str, at: tuple[float, float]
    ) -> None:
        sheet, places = self._sheet, self._places
        left, y = at[0] + places.bar, at[1]
        if not stage.recorded:
            words = shortened(unrecorded_label(stage.stage), places.right - places.bar, _TINY)
            sheet.text(left, y, words, size=_TINY, colour=sheet.colours.secondary, gid=f"value:{key}")
            return
        room, most = places.bar_end - places.bar, max(*(one.count for one in stages), 1)
        width = max(room * stage.count / most, 2.0) if stage.count else 0.0
        self._strokes["bars"].append(((left, y), (left + width, y)))
        if waiting := min(observed_in(stages, stage.stage), stage.count):
            part = width * waiting / stage.count
            self._strokes["hatch"] += stripes(left + width - part, y - _BAR / 2, part, _BAR)
        sheet.text(left + width + 6, y, number(stage.count), size=SMALL, strong=True, gid=f"value:{key}")

    def _draw_rate(self, stage: StageResult, key: str, at: tuple[float, float]) -> None:
        sheet, places, colours = self._sheet, self._places, self._sheet.colours
        x, y = at
        enough = (stage.n or 0) >= ENOUGH
        colour = colours.text if enough else colours.secondary
        rate, tested = percent(stage.rate), counted(stage)
        sheet.text(
            x + places.counted - 8, y, rate, size=SMALL, colour=colour, align="right", gid=f"rate:{key}"
        )
        sheet.text(x + places.counted, y, tested, size=_TINY, colour=colours.secondary, gid=f"counted:{key}")
        left, scale = x + places.track, places.right - places.track
        self._strokes["tracks"].append(((left, y), (left + scale, y)))
        if stage.rate is None or stage.low is None or stage.high is None:
            return
        if stage.band:
            low, high = (left + scale * edge for edge in stage.band)
            self._strokes["bands"].append(((low, y), (high, y)))
        ends = ((left + scale * stage.low, y), (left + scale * stage.high, y))
        self._strokes["intervals" if enough else "wide"].append(ends)
        self._points[enough].append((left + scale * stage.rate, y))


def _notes(funnel: Funnel, shown: Sequence[int], names: Mapping[str, str] | None) -> list[str]:
    notes = [
        _(
            "Bars: each group against its own largest stage. Point: rate from the stage before (0 to 100 %%), line:"
            " 95 %% interval, block: agreed band; grey: fewer than %(enough)s people."
        )
        % {"enough": ENOUGH}
    ]
    if any(observed_in(funnel.groups[place].stages, s.stage) for place in shown for s in funnel.stages):
        notes.append(_("Hatched: too recent to judge, not counted in the rates."))
    rest = [group for place, group in enumerate(funnel.groups) if place not in set(shown)]
    first = [sentences(*notes)]
    return [*first, _rest(rest, names)] if rest else first


def _rest(rest: Sequence[Group], names: Mapping[str, str] | None) -> str:
    """Name the groups that are not drawn, the first of many."""
    named = [shortened(group_words(g.by, g.value, names), _NAME_WIDTH, SMALL) for g in rest[:_NAMED]]
    words = {"names": _(", ").join(named), "count": number(len(rest) - _NAMED)}
    if len(rest) > _NAMED:
        return _("Not drawn, but in the table: %(names)s and %(count)s more.") % words
    return _("Not drawn, but in the table: %(names)s.") % words

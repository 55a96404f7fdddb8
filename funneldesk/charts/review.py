"""The numbers of a review: how many reached each stage in its range and in the one before, and the month's target."""

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.figure import Figure

from funneldesk.charts.page import BODY, SMALL, Box, Sheet
from funneldesk.charts.style import text_width, wrapped
from funneldesk.colours import Colours
from funneldesk.domain.formats import change, number
from funneldesk.domain.funnel.funnel import StageResult
from funneldesk.domain.reviews.review_headline import count_sentence, targets_of
from funneldesk.domain.reviews.reviews import Numbers
from funneldesk.domain.words import stage_label, unrecorded_label
from funneldesk.i18n import _

MARGIN, ROW = 16, 58
_NOW, _BEFORE, _GAP, _NOTE_LINE, _LABEL_GAP = 20, 8, 10, 18, 20
_MOST_LABEL = 0.3


@dataclass(frozen=True, slots=True)
class _Row:
    """A stage in both ranges; `change` in words."""

    before: StageResult
    after: StageResult
    label: str
    change: str
    target: int | None
    tip: str


def reached_figure(numbers: Numbers, colours: Colours, size: tuple[float, float] = (6.4, 3.6)) -> Figure:
    """Return both ranges as bars, stage by stage; `size` in inches.

    Artists carry gids: "now:STAGE", "before:STAGE", "target:STAGE", "value:STAGE", "missing:STAGE"; the targets' keys
    are the stages.
    """
    sheet = Sheet(colours, size)
    draw_reached(sheet, numbers, (0, 0, sheet.width, sheet.height))
    return sheet.figure


def draw_reached(sheet: Sheet, numbers: Numbers, box: Box) -> None:
    """Draw both ranges inside `box` of a sheet."""
    left, top, right, bottom = (box[0] + MARGIN, box[1] + MARGIN, box[2] - MARGIN, box[3] - MARGIN)
    rows = _rows(numbers, numbers.labels)
    notes = wrapped(_note(rows), right - left, SMALL)
    pitch = min(ROW, (bottom - top - len(notes) * _NOTE_LINE) / len(rows))
    widest = max(text_width(row.label, BODY, strong=True) for row in rows) + _LABEL_GAP
    bars = left + min(widest, (right - left) * _MOST_LABEL)
    words = max(text_width(_value_words(row), BODY, strong=True) for row in rows) + _GAP
    most = max(1, *(max(r.before.count, r.after.count, r.target or 0) for r in rows))
    scale = max(right - bars - words, 1.0) / most
    for place, row in enumerate(rows):
        y = top + place * pitch
        sheet.text(
            left, y + _NOW / 2, row.label, strong=True, width=bars - left - 8, gid=f"label:{row.after.stage}"
        )
        sheet.target((left, y - 6, right, y + pitch - 6), row.after.stage, row.tip)
        _draw_row(sheet, row, (bars, y, right), scale)
    for place, line in enumerate(notes):
        y = bottom - (len(notes) - place - 0.5) * _NOTE_LINE
        sheet.text(left, y, line, size=SMALL, colour=sheet.colours.secondary, gid="note")


def _draw_row(sheet: Sheet, row: _Row, at: tuple[float, float, float], scale: float) -> None:
    left, top, right = at
    stage, colours = row.after.stage, sheet.colours
    if not row.after.recorded:
        text = unrecorded_label(stage)
        wide = min(text_width(text, SMALL) + 28, right - left)
        sheet.dashed_box(left, top, wide, _NOW, f"missing:{stage}")
        sheet.text(
            left + 14, top + _NOW / 2, text, size=SMALL, colour=colours.secondary, width=wide - 20,
            gid=f"value:{stage}",
        )  # fmt: skip
        return
    now, before = (max(scale * one.count, 2.0) if one.count else 0.0 for one in (row.after, row.before))
    sheet.bar(left, top, now, _NOW, colours.bar, f"now:{stage}")
    sheet.bar(left, top + _NOW + 3, before, _BEFORE, colours.pale_bar, f"before:{stage}")
    end = max(now, before)
    if row.target is not None:
        x = left + scale * row.target
        sheet.line([x, x], [top - 4, top + _NOW + _BEFORE + 7], colours.text, width=2, gid=f"target:{stage}")
        end = max(end, x - left + 2)
    sheet.text(
        left + end + _GAP, top + _NOW / 2, number(row.after.count), strong=True, size=15, gid=f"value:{stage}"
    )
    beside = left + end + _GAP + text_width(number(row.after.count), 15, strong=True) + 8
    sheet.text(
        beside, top + _NOW / 2, row.change, size=SMALL, colour=colours.secondary, gid=f"change:{stage}"
    )


def _rows(numbers: Numbers, labels: Mapping[str, str]) -> list[_Row]:
    return [
        _Row(
            before,
            after,
            stage_label(after.stage, labels),
            _change(before, after, targets_of(numbers).get(after.stage)),
            targets_of(numbers).get(after.stage) if after.recorded else None,
            count_sentence(before, after, numbers) if after.recorded else unrecorded_label(after.stage),
        )
        for before, after in zip(numbers.before.stages, numbers.funnel.stages, strict=True)
    ]


def _change(before: StageResult, after: StageResult, target: int | None) -> str:
    words = {
        "before": number(before.count),
        "change": change(after.count - before.count),
        "target": number(target or 0),
    }
    if target is not None:
        return _("before %(before)s (%(change)s), target %(target)s") % words
    return _("before %(before)s (%(change)s)") % words


def _value_words(row: _Row) -> str:
    return f"{number(row.after.count)}　{row.change}" if row.after.recorded else ""


def _note(rows: list[_Row]) -> str:
    if any(row.target is not None for row in rows):
        return _("The thin bar is the range before, the upright line the target of a month.")
    return _("The thin bar is the range before.")

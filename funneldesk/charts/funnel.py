"""The funnel as a picture: a bar a stage, the share between two stages, what is still too recent hatched."""

from collections.abc import Mapping

from matplotlib.figure import Figure

from funneldesk.charts.page import SMALL, Box, Sheet
from funneldesk.charts.stages import counted, formula, observed, step_name, step_tip, way_formula
from funneldesk.charts.style import text_width, wrapped
from funneldesk.colours import Colours
from funneldesk.domain.formats import colon, number, percent, sentences, tenths
from funneldesk.domain.funnel.funnel import Funnel, StageResult
from funneldesk.domain.words import stage_label, unrecorded_label
from funneldesk.i18n import _

MARGIN = 16
_BAR, _LABEL_GAP, _VALUE_GAP, _NOTE_LINE = 34, 24, 10, 18
_MAX_PITCH = 84
#: A narrower part can hardly be pointed at.
_LEAST_TARGET = 8
_EVERYTHING_TOLD: Mapping[str, str] = {}


def funnel_figure(
    funnel: Funnel,
    colours: Colours,
    size: tuple[float, float] = (7.2, 4.25),
    labels: Mapping[str, str] | None = None,
    untold: Mapping[str, str] | None = None,
    *,
    untold_rates: Mapping[str, str] | None = None,
) -> Figure:
    """Return the funnel as bars; `size` in inches, `labels` stage → the book's label.

    `untold`: words in place of the number of a stage that is not told, because it is too small or could give a small
    one away; `untold_rates`: the same of the rate of the step that leads to a stage.

    Artists carry gids: "bar:STAGE", "hatch:STAGE", "missing:STAGE", "value:STAGE", "rate:STAGE"; the
    targets' keys are "STAGE:PART", PART as `operations.funnel.Part` has it.
    """
    sheet = Sheet(colours, size)
    box = (0, 0, sheet.width, sheet.height)
    draw_funnel(sheet, funnel, labels or {}, box, untold or {}, untold_rates=untold_rates or {})
    return sheet.figure


def draw_funnel(
    sheet: Sheet,
    funnel: Funnel,
    labels: Mapping[str, str],
    box: Box,
    untold: Mapping[str, str] = _EVERYTHING_TOLD,
    *,
    untold_rates: Mapping[str, str] = _EVERYTHING_TOLD,
) -> None:
    """Draw the funnel inside `box` (left, top, right, bottom) of a sheet."""
    left, top, right, bottom = (box[0] + MARGIN, box[1] + MARGIN, box[2] - MARGIN, box[3] - MARGIN)
    notes = [line for note in _notes(funnel, labels) for line in wrapped(note, right - left, SMALL)]
    notes_top = bottom - len(notes) * _NOTE_LINE
    names = [stage_label(stage.stage, labels) for stage in funnel.stages]
    bars_left = left + min(
        max(text_width(n, 13, strong=True) for n in names) + _LABEL_GAP, (right - left) * 0.35
    )
    counts = [_counted_words(stage, untold) for stage in funnel.stages]
    room = right - bars_left - max(text_width(c, 15, strong=True) for c in counts) - _VALUE_GAP
    most = max(1, *(stage.count for stage in funnel.stages))
    pitch = min((notes_top - top + 22) / len(funnel.stages), _MAX_PITCH)
    bar_height = min(_BAR, pitch - 26)
    for row, (stage, name) in enumerate(zip(funnel.stages, names, strict=True)):
        y = top + row * pitch
        sheet.text(
            left,
            y + bar_height / 2,
            name,
            strong=True,
            width=bars_left - left - 8,
            gid=f"label:{stage.stage}",
        )
        width = room * stage.count / most
        # The whole row first: what is drawn on it is pointed at before it.
        hint = _hint(funnel, stage, labels, untold)
        sheet.target((left, y - 4, right, y + bar_height + 4), f"{stage.stage}:count", hint)
        end = _draw_stage(sheet, funnel, stage, (bars_left, y, width, bar_height), room, count=counts[row])
        if row > 1 and stage.recorded:
            _draw_way(sheet, stage, labels, (end, right), y + bar_height / 2)
        if row:
            words = untold_rates.get(stage.stage, "")
            between = y - (pitch - bar_height) / 2
            _draw_rate(sheet, stage, labels, (bars_left, right), between, untold=words)
    for row, note in enumerate(notes):
        y = notes_top + (row + 0.5) * _NOTE_LINE
        sheet.text(left, y, note, size=SMALL, colour=sheet.colours.secondary, gid="note")


def _counted_words(stage: StageResult, untold: Mapping[str, str]) -> str:
    return untold.get(stage.stage, number(stage.count))


def _draw_stage(
    sheet: Sheet, funnel: Funnel, stage: StageResult, at: Box, room: float, *, count: str
) -> float:
    """Draw the bar of a stage, return where its number ends."""
    left, top, width, height = at
    if not stage.recorded:
        text = unrecorded_label(stage.stage)
        wide = min(text_width(text, SMALL) + 28, room)
        sheet.dashed_box(left, top, wide, height, f"missing:{stage.stage}")
        sheet.text(
            left + 14, top + height / 2, text, size=SMALL, colour=sheet.colours.secondary, width=wide - 20,
            gid=f"value:{stage.stage}",
        )  # fmt: skip
        return left + wide
    # A stage with people in it stays visible beside one a thousand times as large.
    drawn = max(width, 2.0) if stage.count else 0.0
    sheet.bar(left, top, drawn, height, sheet.colours.bar, f"bar:{stage.stage}")
    if waiting := min(observed(funnel, stage.stage), stage.count):
        part = drawn * waiting / stage.count
        sheet.hatch(left + drawn - part, top, part, height, f"hatch:{stage.stage}")
        after = next(s.stage for s in funnel.stages if s.recorded and s.previous == stage.stage)
        tip = _("Too recent to judge: %(count)s") % {"count": number(waiting)}
        edge = left + drawn - max(part, _LEAST_TARGET)
        sheet.target((edge, top, left + drawn, top + height), f"{after}:immature", tip)
    sheet.text(
        left + drawn + _VALUE_GAP, top + height / 2, count, size=15, strong=True,
        gid=f"value:{stage.stage}",
    )  # fmt: skip
    return left + drawn + _VALUE_GAP + text_width(count, 15, strong=True)


def _draw_way(
    sheet: Sheet, stage: StageResult, labels: Mapping[str, str], across: tuple[float, float], y: float
) -> None:
    """Write the rate from the first stage beside the number of a stage, where there is room."""
    way = stage.whole_way
    if way is None or way.rate is None or stage.previous == "lead":
        return
    words = {
        "first": stage_label("lead", labels),
        "rate": percent(way.rate),
        "k": number(way.k),
        "n": number(way.n),
    }
    text = _("%(rate)s of %(first)s (%(k)s of %(n)s)") % words
    left, right = across[0] + 16, across[1]
    if left + text_width(text, SMALL) > right:
        return
    sheet.text(left, y, text, size=SMALL, colour=sheet.colours.secondary, gid=f"way:{stage.stage}")
    end = left + text_width(text, SMALL)
    sheet.target((left, y - 10, end, y + 10), f"{stage.stage}:way_k", way_formula(stage, labels))


def _draw_rate(
    sheet: Sheet,
    stage: StageResult,
    labels: Mapping[str, str],
    across: tuple[float, float],
    y: float,
    *,
    untold: str,
) -> None:
    x, right = across
    if not stage.recorded or (stage.n is None and not untold):
        return
    rate = untold or ("–" if stage.rate is None else percent(stage.rate))
    text = f"↓ {step_name(stage, labels)} {rate}"
    colours = sheet.colours
    sheet.text(x + 1, y, text, size=SMALL, colour=colours.secondary, gid=f"rate:{stage.stage}")
    if untold:
        return
    beside = x + 1 + text_width(text, SMALL) + 12
    if stage.n:
        sheet.text(beside, y, counted(stage), size=11, colour=colours.secondary, gid=f"counted:{stage.stage}")
    end = beside + text_width(counted(stage), 11)
    sheet.target((x, y - 10, end, y + 10), f"{stage.stage}:k", step_tip(stage, labels))
    if days := _days(stage):
        more = sheet.text(
            end + 12, y, days, size=11, colour=colours.secondary, width=max(right - end - 12, 0)
        )
        # Cut days would be read as other ones.
        more.set_visible(more.get_text() == days)


def _days(stage: StageResult) -> str:
    """Return how many days the step took, shortly: 「中央値10日（4〜21日）」."""
    if stage.median_days is None or stage.quartile_days is None:
        return ""
    low, high = stage.quartile_days
    words = {"days": tenths(stage.median_days), "low": tenths(low), "high": tenths(high)}
    return _("median %(days)s days (%(low)s–%(high)s)") % words


def _hint(funnel: Funnel, stage: StageResult, labels: Mapping[str, str], untold: Mapping[str, str]) -> str:
    name = stage_label(stage.stage, labels)
    lines = [f"{name}{colon()}{_counted_words(stage, untold)}"]
    if not stage.recorded:
        lines = [f"{name}{colon()}{unrecorded_label(stage.stage)}"]
    elif stage.n is not None:
        lines.append(formula(stage, labels))
        if stage.previous != funnel.stages[0].stage:
            lines.append(way_formula(stage, labels))
    if waiting := observed(funnel, stage.stage):
        lines.append(_("Too recent to judge: %(count)s") % {"count": number(waiting)})
    return "\n".join(lines)


def _notes(funnel: Funnel, labels: Mapping[str, str]) -> list[str]:
    notes = []
    if any(observed(funnel, stage.stage) for stage in funnel.stages):
        notes.append(_("Hatched: too recent to judge, not counted in the rates."))
    skipped = [s for s in funnel.stages if s.recorded and s.skipped]
    if skipped:
        counts = [f"{stage_label(s.stage, labels)} {number(s.skipped)}" for s in skipped]
        notes.append(
            _("Stages passed without a record of their own: %(counts)s.") % {"counts": _(", ").join(counts)}
        )
    undated = max((s.undated for s in funnel.stages), default=0)
    if undated:
        notes.append(_("Without a date: %(count)s.") % {"count": number(undated)})
    return [sentences(*notes)] if notes else []

"""The rates by month of acquisition: one small line a step, its band behind, months too recent dotted."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from matplotlib.figure import Figure

from funneldesk.charts.page import BODY, SMALL, Box, Sheet
from funneldesk.charts.stages import band_words, counted, step_name
from funneldesk.charts.style import text_width
from funneldesk.colours import Colours
from funneldesk.domain.formats import colon, percent, stored_month
from funneldesk.domain.funnel.funnel import Funnel, Group, StageResult
from funneldesk.domain.funnel.funnel_sentences import interval_words
from funneldesk.i18n import _

MARGIN, _COLUMN_GAP = 16, 32
#: A month of which fewer than this share can be judged, or fewer than so many people, is drawn dotted.
MATURE_SHARE, ENOUGH = 0.8, 10


def trend_figure(
    funnel: Funnel,
    colours: Colours,
    size: tuple[float, float] = (11.9, 1.5),
    labels: Mapping[str, str] | None = None,
) -> Figure:
    """Return the recorded steps of a funnel broken down by month (`groups` with by="month"), side by side.

    Artists carry gids: "band:STAGE", "line:STAGE", "recent:STAGE"; the targets' keys are "STAGE:YYYY-MM".
    """
    sheet = Sheet(colours, size)
    months = sorted((g for g in funnel.groups if g.by == "month" and g.value), key=lambda g: g.value or "")
    steps = [stage for stage in funnel.stages if stage.recorded and stage.previous] if months else []
    width = (sheet.width - 2 * MARGIN - _COLUMN_GAP * (len(steps) - 1)) / max(len(steps), 1)
    for column, step in enumerate(steps):
        left = MARGIN + column * (width + _COLUMN_GAP)
        _draw_step(sheet, step, months, labels or {}, (left, MARGIN, left + width, sheet.height - MARGIN))
    if not steps:
        text = _("Nothing to follow month by month yet.")
        sheet.text(MARGIN, sheet.height / 2, text, colour=colours.secondary, gid="empty")
    return sheet.figure


def _draw_step(
    sheet: Sheet, step: StageResult, months: Sequence[Group], labels: Mapping[str, str], box: Box
) -> None:
    left, top, right, bottom = box
    colours = sheet.colours
    name = step_name(step, labels)
    title = sheet.text(left, top + 4, name, strong=True, width=right - left, gid=f"title:{step.stage}")
    if step.band:
        beside = left + text_width(title.get_text(), BODY, strong=True) + 10
        words = band_words(step.band)
        if beside + text_width(words, SMALL) <= right + _COLUMN_GAP / 2:
            sheet.text(beside, top + 4, words, size=SMALL, colour=colours.secondary)
    found = [_of(month, step.stage) for month in months]
    rates = [result.rate for result in found if result and result.rate is not None]
    if not rates:
        return
    plot_top, plot_bottom = top + 24, bottom - 22
    highest = max(1.15 * min(step.band[1], 1 / 1.15) if step.band else 0.0, *rates, 0.01)
    xs = [left + (right - left) * (i + 0.5) / len(months) for i in range(len(months))]
    ys = [
        None if r is None or r.rate is None else plot_bottom - (plot_bottom - plot_top) * r.rate / highest
        for r in found
    ]
    if step.band:
        low, high = (plot_bottom - (plot_bottom - plot_top) * edge / highest for edge in step.band)
        sheet.bar(left, high, right - left, low - high, colours.band, f"band:{step.stage}")
    _draw_lines(sheet, step.stage, xs, ys, [_is_firm(result) for result in found])
    for i, align in ((0, "left"), (len(months) - 1, "right")):
        text = stored_month(months[i].value)
        sheet.text(
            left if align == "left" else right,
            bottom - 6,
            text,
            size=SMALL,
            colour=colours.secondary,
            align=align,
        )
    half = (right - left) / len(months) / 2
    for month, result, x in zip(months, found, xs, strict=True):
        box = (x - half, plot_top, x + half, plot_bottom)
        sheet.target(box, f"{step.stage}:{month.value}", _tip(month, result, name))


def _is_firm(result: StageResult | None) -> bool:
    return bool(result and (result.mature or 0) >= MATURE_SHARE and (result.n or 0) >= ENOUGH)


def _of(month: Group, stage: str) -> StageResult | None:
    return next((s for s in month.stages if s.stage == stage and s.recorded), None)


def _draw_lines(
    sheet: Sheet, stage: str, xs: Sequence[float], ys: Sequence[float | None], mature: Sequence[bool]
) -> None:
    """Join neighbouring months: dotted where one is too recent or has too few people; gaps stay gaps."""
    runs: list[tuple[bool, list[int]]] = []
    for i, (here, there) in enumerate(pairwise(ys)):
        if here is None or there is None:
            continue
        sure = mature[i] and mature[i + 1]
        if runs and runs[-1][0] == sure and runs[-1][1][-1] == i:
            runs[-1][1].append(i + 1)
        else:
            runs.append((sure, [i, i + 1]))
    for sure, places in runs:
        heights = [y for place in places if (y := ys[place]) is not None]
        gid = f"{'line' if sure else 'recent'}:{stage}"
        across = [xs[place] for place in places]
        sheet.line(across, heights, sheet.colours.accent, width=2, dotted=not sure, gid=gid)
    for i, y in enumerate(ys):
        alone = (i == 0 or ys[i - 1] is None) and (i + 1 == len(ys) or ys[i + 1] is None)
        if y is not None and alone:
            sheet.dot(xs[i], y, sheet.colours.accent, diameter=5, gid=f"line:{stage}")


def _tip(month: Group, result: StageResult | None, name: str) -> str:
    value = stored_month(month.value)
    if result is None or result.rate is None:
        return f"{value} {name}: " + _("Nobody to judge yet")
    said = f"{value} {name}{colon()}{percent(result.rate)} ({counted(result)})"
    return f"{said}\n" + _("95 %% interval: %(range)s") % {"range": interval_words(result)}

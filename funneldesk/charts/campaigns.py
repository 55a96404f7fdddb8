"""What each source or campaign cost for one deal (or lead, SAL, win), or its ROI: a bar each, dotted: all together."""

from dataclasses import dataclass
from typing import Literal, cast

from matplotlib.figure import Figure

from funneldesk.charts.page import BODY, SMALL, Box, Sheet
from funneldesk.charts.style import text_width, wrapped
from funneldesk.colours import Colours
from funneldesk.domain.campaigns.campaign_words import (
    cost_formula,
    cost_tip,
    each_name,
    remark,
    roi_formula,
    roi_words,
    row_name,
)
from funneldesk.domain.campaigns.campaigns import CampaignResult, Campaigns, Each
from funneldesk.domain.formats import money_in, number, sentences
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _

#: What a bar shows: the cost of one of these, or the return on investment.
Measure = Literal["deal", "lead", "sal", "won", "roi"]
MARGIN, ROW, _FOOT, _HEAD = 16, 48, 30, 34
_MIN_ROW, _MAX_LABEL, _WORDS, _GAP = 40, 300, 300, 20


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where the bars stand: from `zero`, `pixels` for one unit, not beyond `right`."""

    left: float
    zero: float
    right: float
    pixels: float

    def x(self, value: float) -> float:
        return min(self.zero + value * self.pixels, self.right)


def campaigns_height(count: int) -> float:
    """Return the height in inches at which `count` rows stand comfortably."""
    return (2 * MARGIN + _HEAD + _FOOT + ROW * max(count, 1)) / 96


def campaigns_figure(
    found: Campaigns, colours: Colours, size: tuple[float, float] = (11.9, 6.0), measure: Measure = "deal"
) -> Figure:
    """Return as many rows as `size` (inches) has room for, in the order given; a note says how many more.

    Artists carry gids: "bar:PLACE", "interval:PLACE", "value:PLACE"; the targets' keys are places in `found.rows`.
    """
    sheet = Sheet(colours, size)
    draw_campaigns(sheet, found, (0, 0, sheet.width, sheet.height), measure)
    return sheet.figure


def draw_campaigns(
    sheet: Sheet, found: Campaigns, box: Box, measure: Measure = "deal", *, limit: int | None = None
) -> None:
    """Draw the rows inside `box` of a sheet: at most `limit`, and as many as have room."""
    left, top, right, bottom = (box[0] + MARGIN, box[1] + MARGIN, box[2] - MARGIN, box[3] - MARGIN)
    secondary = sheet.colours.secondary
    for line in wrapped(_definition(measure), right - left, BODY)[:1]:
        sheet.text(left, top + 6, line, colour=secondary, width=right - left, gid="definition")
    rows_top = top + _HEAD
    room = bottom - _FOOT - rows_top
    shown = found.rows[: max(int(room / _MIN_ROW), 1)][:limit]
    if not shown:
        sheet.text(
            left,
            rows_top + 20,
            _("No leads and no costs fall into this range."),
            colour=secondary,
            gid="empty",
        )
        return
    pitch = min(room / len(shown), ROW + 6)
    drawing = _Drawing(sheet, found, measure, _scale(found, shown, measure, (left, right)))
    drawing.total((rows_top, rows_top + len(shown) * pitch))
    for place, row in enumerate(shown):
        y = rows_top + place * pitch
        drawing.row(place, (left, y, pitch))
        sheet.target((left, y, right, y + pitch - 4), str(place), _tip(row, measure, found.currency))
    drawing.foot(len(shown), rows_top + len(shown) * pitch + 8, right)


def _definition(measure: Measure) -> str:
    if measure == "roi":
        return _("ROI = (amount won − cost) ÷ cost. The amount is that of all deals of these leads.")
    text = _("%(name)s = cost of the range ÷ its leads that reached “%(stage)s”.")
    text %= {"name": each_name(measure), "stage": stage_label(measure)}
    return text if measure == "lead" else sentences(text, _("The line is the 95 % interval."))


def _value(row: CampaignResult, measure: Measure) -> float | None:
    return row.roi if measure == "roi" else row.cost_per(measure)


def _below(row: CampaignResult, currency: str) -> str:
    leads = _("%(count)s leads") % {"count": number(row.leads)}
    if row.cost is None:
        return leads
    return _("cost %(money)s") % {"money": money_in(row.cost, currency)} + " · " + leads


def _scale(
    found: Campaigns, shown: tuple[CampaignResult, ...], measure: Measure, ends: tuple[float, float]
) -> _Scale:
    left, right = ends
    names = (text_width(row_name(row), BODY, strong=True) for row in shown)
    label = max(*names, *(text_width(_below(row, found.currency), SMALL) for row in shown))
    label = min(label, _MAX_LABEL, (right - left) * 0.34)
    bars_left = left + label + _GAP
    bars_right = max(right - _WORDS, bars_left + 80)
    values = [value for row in (*shown, found.total) if (value := _value(row, measure)) is not None]
    least, most = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    pixels = (bars_right - bars_left) / ((most - least) or 1.0)
    return _Scale(bars_left, bars_left - least * pixels, bars_right, pixels)


@dataclass(frozen=True, slots=True)
class _Drawing:
    sheet: Sheet
    found: Campaigns
    measure: Measure
    scale: _Scale

    def row(self, place: int, at: tuple[float, float, float]) -> None:
        """Draw a row at (left, top, height): its name, its bar with the interval, its words."""
        left, top, pitch = at
        row, sheet, scale, middle = self.found.rows[place], self.sheet, self.scale, top + pitch * 0.42
        self._name(place, left, middle)
        value = _value(row, self.measure)
        if value is None:
            why = _nothing(row, self.measure)
            colour = sheet.colours.secondary
            sheet.text(
                scale.zero, middle, why, size=SMALL, colour=colour, on_ground=True, gid=f"none:{place}"
            )
            return
        stage = _stage(self.measure)
        colour = sheet.colours.bar if row.enough(stage) and not row.young(stage) else sheet.colours.pale_bar
        start, end = sorted((scale.zero, scale.x(value)))
        sheet.bar(start, middle - 9, max(end - start, 1.5), 18, colour, f"bar:{place}")
        if (between := _interval(row, self.measure)) is not None:
            xs = [scale.x(end) for end in between]
            colour = sheet.colours.text
            sheet.line(xs, [middle, middle], colour, gid=f"interval:{place}")
            if scale.zero + between[1] * scale.pixels > scale.right:
                # It goes on: an interval of few deals would press all other bars together.
                tip = scale.right
                sheet.line(
                    [tip - 5, tip, tip - 5], [middle - 4, middle, middle + 4], colour, gid=f"on:{place}"
                )
            end = max(end, xs[1])
        self._words(place, value, end + 10, middle)

    def _name(self, place: int, left: float, middle: float) -> None:
        row, sheet = self.found.rows[place], self.sheet
        width = self.scale.left - left - _GAP
        below, colour = _below(row, self.found.currency), sheet.colours.secondary
        sheet.text(left, middle - 8, row_name(row), strong=True, width=width, gid=f"label:{place}")
        sheet.text(left, middle + 10, below, size=SMALL, colour=colour, width=width, gid=f"below:{place}")

    def _words(self, place: int, value: float, x: float, y: float) -> None:
        row, sheet, measure = self.found.rows[place], self.sheet, self.measure
        said = _said(value, row, measure, self.found.currency)
        stage = _stage(measure)
        beside = [] if measure == "lead" else [f"{stage_label(stage)} {number(row.count(stage) or 0)}"]
        words = " · ".join([*beside, *filter(None, [remark(row, stage)])])
        wide = text_width(said, BODY, strong=True) + 10
        x = self._beside_line(x, wide + text_width(words, SMALL))
        sheet.text(x, y, said, strong=True, on_ground=True, gid=f"value:{place}")
        colour = sheet.colours.secondary
        sheet.text(x + wide, y, words, size=SMALL, colour=colour, on_ground=True, gid=f"beside:{place}")

    def _beside_line(self, x: float, wide: float) -> float:
        """Return where words begin: right of the line of all together if it would go through them."""
        total = _value(self.found.total, self.measure)
        if total is None:
            return x
        line = self.scale.x(total)
        return line + _GAP / 2 if x - _GAP / 2 < line < x + wide else x

    def total(self, rows: tuple[float, float]) -> None:
        """Draw the line of all together through the rows (top, bottom)."""
        total = _value(self.found.total, self.measure)
        if total is not None:
            xs, colour = [self.scale.x(total)] * 2, self.sheet.colours.secondary
            self.sheet.line(xs, list(rows), colour, width=1.5, dotted=True, gid="total")

    def foot(self, shown: int, y: float, right: float) -> None:
        """Say what the line of all together is, and how many rows are left out."""
        sheet, colour, end = self.sheet, self.sheet.colours.secondary, right
        if rest := len(self.found.rows) - shown:
            more = _("%(count)s more in the table") % {"count": number(rest)}
            sheet.text(right, y, more, size=SMALL, colour=colour, align="right", gid="more")
            end -= text_width(more, SMALL) + 16
        total = _value(self.found.total, self.measure)
        if total is not None:
            said = _said(total, self.found.total, self.measure, self.found.currency)
            name = _("all together: %(value)s") % {"value": said}
            x = min(self.scale.x(total) + 4, end - text_width(name, SMALL))
            sheet.text(x, y, name, size=SMALL, colour=colour, gid="total name")


def _interval(row: CampaignResult, measure: Measure) -> tuple[float, float] | None:
    """Return the interval of a cost that rests on a rate; a lead's does not, and an ROI is none."""
    return None if measure in {"lead", "roi"} else row.cost_range(cast("Each", measure))


def _stage(measure: Measure) -> Each:
    """Return the stage a measure rests on."""
    return "won" if measure == "roi" else measure


def _said(value: float, row: CampaignResult, measure: Measure, currency: str) -> str:
    return roi_words(row) if measure == "roi" else money_in(round(value), currency, computed=True)


def _nothing(row: CampaignResult, measure: Measure) -> str:
    """Return in a few words why there is no bar."""
    if row.cost is None:
        return _("no costs")
    if not row.leads:
        return _("no leads")
    if measure == "roi":
        return _("no amounts")
    words = {"stage": stage_label(measure)}
    return (
        _("%(stage)s: not recorded") % words
        if row.count(measure) is None
        else _("%(stage)s: none yet") % words
    )


def _tip(row: CampaignResult, measure: Measure, currency: str) -> str:
    formula = roi_formula(row, currency) if measure == "roi" else cost_formula(row, measure, currency)
    lines = [row_name(row), formula, *([] if row.cost is None else [cost_tip(row, currency)])]
    if row.spellings:
        lines.append(_("Also written: %(names)s") % {"names": _(", ").join(row.spellings)})
    return "\n".join(lines)

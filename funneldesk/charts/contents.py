"""Content rate as a picture: a bar a content, its interval, k of n; dotted: the rate without it."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from funneldesk.charts.page import BODY, SMALL, Box, Sheet
from funneldesk.charts.rate_words import draw_rate_words
from funneldesk.charts.style import drawable, shortened_within, text_width, wrapped
from funneldesk.colours import Colours
from funneldesk.domain import formats
from funneldesk.domain.contents.contents import ContentResult, Contents
from funneldesk.domain.contents.credit_words import cost_words, roi_words
from funneldesk.domain.formats import day, number, percent, percent_range
from funneldesk.domain.words import content_type_label, phase_label
from funneldesk.i18n import _

MARGIN, ROW, _FOOT, _HEAD = 16, 48, 30, 34
_MIN_ROW, _MAX_LABEL, _WORDS, _COST = 40, 300, 190, 150
#: Narrower than this there is no column of costs.
_WIDE = 900


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the parts of a row stand: labels, bars up to `bars_right` (at the rate `scale`), words, cost."""

    left: float
    bars_left: float
    bars_right: float
    right: float
    scale: float

    def x(self, rate: float) -> float:
        return self.bars_left + (self.bars_right - self.bars_left) * rate / self.scale


def contents_height(count: int) -> float:
    """Return the height in inches at which `count` contents stand comfortably."""
    return (2 * MARGIN + _HEAD + _FOOT + ROW * max(count, 1)) / 96


def contents_figure(
    contents: Contents,
    colours: Colours,
    size: tuple[float, float] = (11.9, 7.0),
    *,
    currency: str = "JPY",
    limit: int | None = None,
) -> Figure:
    """Return as many contents as `size` (inches) has room for (at most `limit`), in the order given.

    A note says how many more there are.

    Artists carry gids: "bar:CONTENT", "interval:CONTENT", "rate:CONTENT"; the targets' keys are contents.
    """
    sheet = Sheet(colours, size)
    draw_contents(sheet, contents, (0, 0, sheet.width, sheet.height), currency=currency, limit=limit)
    return sheet.figure


def draw_contents(
    sheet: Sheet, contents: Contents, box: Box, *, currency: str = "JPY", limit: int | None = None
) -> None:
    """Draw the contents inside `box` of a sheet: at most `limit`, and as many as have room."""
    left, top, right, bottom = (box[0] + MARGIN, box[1] + MARGIN, box[2] - MARGIN, box[3] - MARGIN)
    sheet.text(
        left,
        top + 6,
        _definition(contents),
        colour=sheet.colours.secondary,
        width=right - left,
        gid="definition",
    )
    rows_top = top + _HEAD
    room = bottom - _FOOT - rows_top
    shown = contents.contents[: max(int(room / _MIN_ROW), 1)][:limit]
    if not shown:
        empty = _("No content has been touched yet. Import activities or a list with first contents.")
        for row, line in enumerate(wrapped(empty, right - left, BODY)):
            sheet.text(left, rows_top + 20 * (row + 1), line, colour=sheet.colours.secondary, gid="empty")
        return
    pitch = min(room / len(shown), ROW + 6)
    columns = _columns(shown, left, right)
    for row, content in enumerate(shown):
        y = rows_top + row * pitch
        _draw_content(sheet, content, columns, (y, pitch), currency)
        sheet.target((left, y, right, y + pitch - 4), content.content, _tip(content, contents, currency))
    _draw_foot(sheet, contents, len(shown), columns, rows_top + len(shown) * pitch + 8)


def _definition(contents: Contents) -> str:
    if contents.window_days:
        text = _(
            "Content rate = share with a deal within %(days)s days, of those who touched it before a deal."
        )
        text %= {"days": contents.window_days}
    else:
        text = _("Content rate = share with a deal, of those who touched it before a deal.")
    if contents.from_day is not None or contents.to_day is not None:
        days = {"from": day(contents.from_day), "to": day(contents.to_day)}
        text = formats.sentences(text, _("First touched %(from)s–%(to)s.") % days)
    return formats.sentences(text, _("The line is the 95 % interval."))


def _columns(shown: tuple[ContentResult, ...], left: float, right: float) -> _Columns:
    label = max(120.0, *(text_width(c.title or c.content, BODY, strong=True) for c in shown))
    label = min(label, _MAX_LABEL, (right - left) * 0.34)
    cost = _COST if any(c.cost_per_deal for c in shown) and right - left > _WIDE else 0
    bars_left = left + label + 20
    bars_right = max(right - cost - _WORDS, bars_left + 80)
    highest = max((c.high or c.rate or 0.0) for c in shown)
    baselines = max((c.baseline or 0.0) for c in shown)
    return _Columns(left, bars_left, bars_right, right, max(highest, baselines, 0.01))


def _draw_content(
    sheet: Sheet, content: ContentResult, columns: _Columns, row: tuple[float, float], currency: str
) -> None:
    top, pitch = row
    colours, key = sheet.colours, content.content
    label_width = columns.bars_left - columns.left - 20
    middle = top + pitch * 0.42
    kind = " · ".join(w for w in (_kind(content), _phase(content)) if w)
    title_y = middle - 8 if kind else middle
    title = shortened_within(drawable(content.title or key), label_width, BODY, strong=True)
    sheet.text(columns.left, title_y, title, strong=True, width=label_width, gid=f"label:{key}")
    sheet.text(columns.left, middle + 10, kind, size=SMALL, colour=colours.secondary, width=label_width)
    if content.baseline is not None:
        x = columns.x(content.baseline)
        sheet.line(
            [x, x], [top, top + pitch], colours.secondary, width=1.5, dotted=True, gid=f"baseline:{key}"
        )
    end = columns.bars_left
    if content.rate is not None:
        colour = colours.bar if content.enough else colours.pale_bar
        width = columns.x(content.rate) - columns.bars_left
        sheet.bar(columns.bars_left, middle - 9, max(width, 1.5), 18, colour, f"bar:{key}")
        end += width
    if content.low is not None and content.high is not None:
        xs = [columns.x(content.low), columns.x(content.high)]
        sheet.line(xs, [middle, middle], colours.text, gid=f"interval:{key}")
        end = xs[1]
    people = _("%(deals)s of %(touched)s") % {
        "deals": number(content.deals),
        "touched": number(content.touched),
    }
    draw_rate_words(sheet, (end + 10, middle), content.rate, people, few=not content.enough, key=key)
    if content.cost_per_deal and columns.right - columns.bars_right > _WORDS:
        each = _("%(money)s a deal") % {
            "money": formats.money_in(round(content.cost_per_deal), currency, computed=True)
        }
        sheet.text(columns.right, middle, each, size=SMALL, align="right", gid=f"cost:{key}")


def _draw_foot(sheet: Sheet, contents: Contents, shown: int, columns: _Columns, y: float) -> None:
    baselines = [c.baseline for c in contents.contents[:shown] if c.baseline is not None]
    colour = sheet.colours.secondary
    if baselines:
        low, high = min(baselines), max(baselines)
        alike = percent(low, 0) == percent(high, 0)
        name = _("without it: %(rate)s") % {"rate": percent(low, 0) if alike else percent_range(low, high, 0)}
        sheet.text(columns.x(min(baselines)) + 4, y, name, size=SMALL, colour=colour, gid="baseline")
    if rest := len(contents.contents) - shown:
        more = _("%(count)s more in the table") % {"count": number(rest)}
        sheet.text(columns.right, y, more, size=SMALL, colour=colour, align="right", gid="more")


def _kind(content: ContentResult) -> str:
    return content_type_label(content.type) if content.type else ""


def _phase(content: ContentResult) -> str:
    return phase_label(content.phase) if content.phase else ""


def _tip(content: ContentResult, contents: Contents, currency: str) -> str:
    words = {
        "title": content.title or content.content,
        "touched": number(content.touched),
        "deals": number(content.deals),
        "all": number(content.touched_all),
    }
    lines = [words["title"], _("%(deals)s with a deal ÷ %(touched)s people who touched it") % words]
    if content.rate is not None:
        lines[-1] += f" = {percent(content.rate)}"
    if contents.maturity_days and content.touched_all > content.touched:
        text = _("Touched by %(all)s; counted are those of at least %(days)s days ago.")
        lines.append(text % {**words, "days": contents.maturity_days})
    if content.baseline is not None:
        lines.append(_("%(rate)s of all others came to a deal") % {"rate": percent(content.baseline)})
    if content.cost:
        lines.append(cost_words(content, formats.exact_money_in(content.cost, currency)))
    if content.roi is not None:
        lines.append(roi_words(content))
    return "\n".join(filter(None, lines))

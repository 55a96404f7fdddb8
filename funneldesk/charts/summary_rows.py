"""Rows of the one page: a name above its bar, the interval through its end, the rate with k of n beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from funneldesk.charts.page import Box, Sheet
from funneldesk.charts.rate_words import draw_rate_words
from funneldesk.charts.style import drawable, shortened_within, text_width, wrapped
from funneldesk.domain.formats import colon, k_of_n, number, percent, percent_range
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.handovers.rejection_reasons import ReasonCount
from funneldesk.domain.summary.summary import REASONS, Summary
from funneldesk.domain.summary.summary_sentences import (
    reason_words,
    rejections_sentence,
    share_tip,
    undecided_sentence,
)
from funneldesk.i18n import _

#: Small print of a page that is held in the hand.
FINE = 11.0
LINE = 14.5
ROW = 33
HEADING = 24
_BAR, _WORDS_ROOM = 12, 150
#: So far the line of all others stands out of a bar; further, and it would strike out the name above.
_REACH = _BAR / 2 + 1
#: A reason: its name with its bar, and up to two lines of what follows.
REASON_ROW = 47


@dataclass(frozen=True, slots=True)
class RateRow:
    """One rate; `key` says what a click means, `other`: the rate of all others, where it is known.

    `of_people`: each of those counted is a person of her own; at month-ends one may be counted several times.
    """

    key: str
    name: str
    share: Share
    other: float | None = None
    of_people: bool = True


def draw_heading(sheet: Sheet, words: str, at: tuple[float, float], width: float, gid: str) -> float:
    """Draw the heading of a part over a hairline, return where its content begins."""
    left, top = at
    sheet.text(left, top + 9, words, strong=True, width=width, gid=f"heading:{gid}")
    sheet.line([left, left + width], [top + 20, top + 20], sheet.colours.line, width=1)
    return top + HEADING + 2


def draw_fine(
    sheet: Sheet, words: str, at: tuple[float, float], *, width: float, most: int, gid: str
) -> float:
    """Write small print in at most so many lines (the last one is cut), return where it ends."""
    left, top = at
    shown = wrapped(drawable(words), width, FINE, most)
    for place, line in enumerate(shown):
        sheet.text(
            left, top + LINE * (place + 0.5), line, size=FINE, colour=sheet.colours.secondary, width=width, gid=gid
        )  # fmt: skip
    return top + LINE * len(shown)


def draw_rates(sheet: Sheet, rows: Sequence[RateRow], box: Box) -> float:
    """Draw rates below each other on one scale, return where they end."""
    left, top, right, _bottom = box
    known = [row.share for row in rows if row.share.interval is not None]
    highest = max((share.interval[1] for share in known if share.interval), default=1.0)
    highest = max(highest, *(row.other or 0.0 for row in rows), 0.01)
    scale = (right - left - _WORDS_ROOM) / highest
    for place, row in enumerate(rows):
        y = top + place * ROW
        _draw_rate(sheet, row, (left, y, right), scale)
        sheet.target((left, y, right, y + ROW - 2), row.key, share_tip(row.name, row.share))
    return top + ROW * len(rows)


def _draw_rate(sheet: Sheet, row: RateRow, at: tuple[float, float, float], scale: float) -> None:
    left, top, right = at
    colours, share, middle = sheet.colours, row.share, top + 22
    name = shortened_within(drawable(row.name), right - left, FINE)
    sheet.text(left, top + 7, name, size=FINE, width=right - left, gid=f"label:{row.key}")
    end = left
    if row.other is not None:
        x = left + scale * row.other
        sheet.line(
            [x, x], [middle - _REACH, middle + _REACH], colours.secondary, dotted=True, gid=f"other:{row.key}"
        )
    if share.rate is not None and share.interval is not None:
        colour = colours.bar if share.enough else colours.pale_bar
        sheet.bar(left, middle - _BAR / 2, max(scale * share.rate, 1.5), _BAR, colour, f"bar:{row.key}")
        xs = [left + scale * edge for edge in share.interval]
        sheet.line(xs, [middle, middle], colours.text, gid=f"interval:{row.key}")
        end = max(xs[1], left + scale * (row.other or 0.0))
    people = k_of_n(share.k, share.n)
    if row.of_people:
        people = _("%(deals)s of %(touched)s") % {"deals": number(share.k), "touched": number(share.n)}
    few = share.n > 0 and not share.enough
    draw_rate_words(sheet, (end + 8, middle), share.rate, people, few=few, key=row.key)


def draw_reasons(sheet: Sheet, summary: Summary, box: Box) -> float:
    """Draw why sales declines: the sentence, the most frequent reasons, what is to change; return where it ends."""
    left, top, right, _bottom = box
    width = right - left
    top = (
        draw_fine(sheet, rejections_sentence(summary), (left, top), width=width, most=2, gid="rejections") + 4
    )
    shown = summary.rejections.reasons[:REASONS]
    most = max((one.count for one in shown), default=1)
    for one in shown:
        _draw_reason(sheet, summary, one, (left, top, right, top + REASON_ROW), most)
        top += REASON_ROW
    return draw_fine(
        sheet, undecided_sentence(summary), (left, top + 2), width=width, most=2, gid="undecided"
    )


def _draw_reason(sheet: Sheet, summary: Summary, one: ReasonCount, box: Box, most: int) -> None:
    left, top, right, bottom = box
    width = right - left
    share = Share(summary.rejections.rejected, one.count)
    key = f"reason:{one.name}"
    said = _("%(k)s of %(n)s, %(rate)s") % {
        "k": number(share.k), "n": number(share.n), "rate": percent(share.rate, 0)
    }  # fmt: skip
    words_left = right - text_width(said, FINE)
    bar_left = left + width * 0.42
    name = shortened_within(drawable(one.name), bar_left - left - 8, FINE)
    sheet.text(left, top + 9, name, size=FINE, strong=True, width=bar_left - left - 8, gid=f"label:{key}")
    room = max(words_left - 10 - bar_left, 10)
    sheet.bar(bar_left, top + 9 - _BAR / 2, room * one.count / most, _BAR, sheet.colours.bar, f"bar:{key}")
    sheet.text(right, top + 9, said, size=FINE, align="right", gid=f"count:{key}")
    follows = drawable("→ " + reason_words(summary, one))
    draw_fine(sheet, follows, (left, top + 17), width=width, most=2, gid=f"follows:{key}")
    tip = f"{one.name}{colon()}{said}"
    if share.interval is not None:
        tip += "\n" + _("95 %% interval: %(range)s") % {"range": percent_range(*share.interval)}
    sheet.target((left, top, right, bottom - 2), key, tip)

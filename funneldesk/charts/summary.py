"""The one page for the manager: A4, upright, to print or to show; grey print loses nothing."""

from matplotlib.figure import Figure

from funneldesk.charts.funnel import draw_funnel
from funneldesk.charts.page import A4, BODY, SMALL, TITLE, Box, Sheet
from funneldesk.charts.rates import draw_rates as draw_steps
from funneldesk.charts.style import PIXELS_PER_INCH, wrapped
from funneldesk.charts.summary_calls import calls_height, draw_calls
from funneldesk.charts.summary_rows import (
    LINE,
    RateRow,
    draw_fine,
    draw_heading,
    draw_rates,
    draw_reasons,
)
from funneldesk.colours import Colours
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.summary import summary_sentences as said
from funneldesk.domain.summary.summary import CONTENTS, Summary
from funneldesk.i18n import _

#: Printers leave some millimetres blank; a hole punch needs ten.
_MARGIN, _GAP, _LINE = 36, 26, 19
_MOST_LINES = 3
_RATES_SHARE = 0.46
#: How many lines of small print a part has.
_FINE_LINES = 3


def summary_sheet(summary: Summary, colours: Colours) -> Figure:
    """Return the page.

    Targets: "funnel:STAGE:PART", "score:above", "score:below", "week:soon|late|none", "reason:NAME", "content:KEY",
    "lead:ID". What has no room gives way to the people to phone: the funnel is as tall as the rest leaves it.
    """
    sheet = Sheet(colours, A4)
    top = _draw_head(sheet, summary)
    left, right, bottom = _MARGIN, sheet.width - _MARGIN, sheet.height - _MARGIN
    middle = min(bottom - _people_height(summary) - _GAP / 2 - _MIDDLE, top + _TALLEST)
    people = middle + _MIDDLE + _GAP / 2
    _draw_funnel(sheet, summary, (left, top, right, middle - _GAP / 2))
    half = (right - left - _GAP) / 2
    _draw_scores(sheet, summary, (left, middle, left + half, 0))
    _draw_week(sheet, summary, (right - half, middle, right, 0))
    below = middle + _SPLIT
    _draw_reasons(sheet, summary, (left, below, left + half, 0))
    _draw_contents(sheet, summary, (right - half, below, right, 0))
    _draw_people(sheet, summary, (left, people, right, bottom))
    return sheet.figure


#: A funnel of nobody, or beside nobody to phone, needs no more than that.
_TALLEST = 330
#: Heights of the two rows of parts between the funnel and the people.
_SPLIT, _MIDDLE = 184, 416


def _draw_head(sheet: Sheet, summary: Summary) -> float:
    width = sheet.width - 2 * _MARGIN
    sheet.text(
        _MARGIN, _MARGIN + 10, _("Marketing and sales on one page"), size=TITLE, strong=True, gid="title"
    )
    words = said.range_words(summary)
    sheet.text(
        _MARGIN, _MARGIN + 34, words, size=SMALL, colour=sheet.colours.secondary, width=width, gid="range"
    )
    shown = wrapped(said.headline(summary), width, BODY, _MOST_LINES)
    for place, line in enumerate(shown):
        y = _MARGIN + 58 + place * _LINE
        sheet.text(_MARGIN, y, line, width=width, gid="headline")
    return _MARGIN + 58 + len(shown) * _LINE - 4


def _draw_funnel(sheet: Sheet, summary: Summary, box: Box) -> None:
    left, top, right, bottom = box
    split = right - (right - left) * _RATES_SHARE
    # The pieces have margins of their own.
    inset = 16
    before = len(sheet.targets)
    draw_funnel(sheet, summary.funnel, summary.labels, (left - inset, top, split, bottom))
    draw_steps(sheet, summary.funnel, summary.labels, (split, top - 4, right + inset, bottom + inset))
    for place, target in enumerate(sheet.targets[before:], before):
        sheet.targets[place] = type(target)(target.box, f"funnel:{target.key}", target.tip)


def _draw_scores(sheet: Sheet, summary: Summary, box: Box) -> None:
    left, top, right, _bottom = box
    width = right - left
    top = draw_heading(sheet, said.score_heading(summary), (left, top), width, "score")
    found = summary.backtest
    if found.months and summary.deals_recorded:
        rows = [
            RateRow(
                "score:above", said.score_label(summary, above=True), found.figures.above, of_people=False
            ),
            RateRow(
                "score:below", said.score_label(summary, above=False), found.figures.below, of_people=False
            ),
        ]
        top = draw_rates(sheet, rows, (left, top, right, 0)) + 2
    top = draw_fine(
        sheet, said.score_sentence(summary), (left, top), width=width, most=_FINE_LINES, gid="score"
    )
    if found.months and summary.deals_recorded:
        draw_fine(sheet, said.score_note(), (left, top), width=width, most=_FINE_LINES, gid="score-note")


def _draw_week(sheet: Sheet, summary: Summary, box: Box) -> None:
    left, top, right, _bottom = box
    width = right - left
    top = draw_heading(sheet, said.week_heading(), (left, top), width, "week")
    timing = summary.timing
    if timing.triggers and timing.contacts_recorded and summary.deals_recorded:
        shares = {"soon": summary.week.soon, "late": summary.week.late, "none": summary.uncontacted}
        rows = [RateRow(f"week:{part}", said.week_label(part), share) for part, share in shares.items()]
        top = draw_rates(sheet, rows, (left, top, right, 0)) + 2
    draw_fine(sheet, said.week_sentence(summary), (left, top), width=width, most=_FINE_LINES, gid="week")


def _draw_reasons(sheet: Sheet, summary: Summary, box: Box) -> None:
    left, top, right, _bottom = box
    top = draw_heading(sheet, said.rejections_heading(), (left, top), right - left, "reasons")
    draw_reasons(sheet, summary, (left, top, right, 0))


def _draw_contents(sheet: Sheet, summary: Summary, box: Box) -> None:
    left, top, right, _bottom = box
    width = right - left
    top = draw_heading(sheet, said.contents_heading(summary), (left, top), width, "contents")
    rows = [
        RateRow(
            f"content:{one.content}", one.title or one.content, Share(one.touched, one.deals), one.baseline
        )
        for one in summary.contents.contents[:CONTENTS]
        if summary.deals_recorded
    ]
    if rows:
        top = draw_rates(sheet, rows, (left, top, right, 0))
    draw_fine(
        sheet, said.contents_sentence(summary), (left, top + 2), width=width, most=_FINE_LINES, gid="contents"
    )


def _people_height(summary: Summary) -> float:
    return 28 + (calls_height(summary) or LINE)


def _draw_people(sheet: Sheet, summary: Summary, box: Box) -> None:
    left, top, right, bottom = box
    top = draw_heading(sheet, said.calls_heading(summary), (left, top), right - left, "calls")
    draw_calls(sheet, summary, (left, top - 4, right, bottom))
    draw_fine(sheet, said.calls_sentence(summary), (left, top), width=right - left, most=1, gid="nobody")


def page_size() -> tuple[int, int]:
    """Return the size of the page in logical pixels at its own scale."""
    return round(A4[0] * PIXELS_PER_INCH), round(A4[1] * PIXELS_PER_INCH)

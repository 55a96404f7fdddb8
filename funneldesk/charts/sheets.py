"""Pictures that stand alone, in a mail or on a slide: what it is, the one sentence, the chart, as of when."""

from collections.abc import Mapping

from matplotlib.figure import Figure

from funneldesk.charts.campaigns import Measure, campaigns_height, draw_campaigns
from funneldesk.charts.contents import contents_height, draw_contents
from funneldesk.charts.findings import draw_finding, findings_height
from funneldesk.charts.funnel import draw_funnel
from funneldesk.charts.groups import draw_groups
from funneldesk.charts.page import BODY, SMALL, TITLE, Sheet
from funneldesk.charts.rates import draw_rates
from funneldesk.charts.small_multiples import groups_height
from funneldesk.charts.style import PIXELS_PER_INCH, wrapped
from funneldesk.colours import Colours
from funneldesk.domain.campaigns import campaign_sentences
from funneldesk.domain.campaigns.campaigns import Campaigns
from funneldesk.domain.contents import content_sentences
from funneldesk.domain.contents.contents import Contents
from funneldesk.domain.findings import finding_sentences
from funneldesk.domain.findings.finding_sentences import Names
from funneldesk.domain.findings.findings import Findings
from funneldesk.domain.formats import day
from funneldesk.domain.funnel import funnel_sentences
from funneldesk.domain.funnel.funnel import Funnel
from funneldesk.i18n import _

WIDTH = 12.0
_MARGIN, _LINE, _FUNNEL_HEIGHT = 16, 22, 420
#: A picture of more contents than that fits no slide and no page.
MOST = 50
#: The funnel takes this share of the width, the rates the rest.
_SHARE = 0.6
#: A picture of more rows is no picture any more; a note says how many the table has.
_MOST_CAMPAIGNS = 40


def funnel_sheet(
    funnel: Funnel,
    colours: Colours,
    labels: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> Figure:
    """Return the funnel beside its rates, under its headline, above its groups.

    `labels` stage → the book's label, `names` the titles of contents.
    """
    labels = labels or {}
    width = WIDTH * PIXELS_PER_INCH
    sentence = wrapped(funnel_sentences.headline(funnel, labels).text, width - 2 * _MARGIN, BODY)
    top = head_height(sentence)
    below = groups_height(funnel, width) if funnel.groups else 0
    sheet = Sheet(colours, (WIDTH, (top + _FUNNEL_HEIGHT + below + 12) / PIXELS_PER_INCH))
    draw_head(sheet, _("Funnel"), funnel_sentences.range_words(funnel), sentence)
    middle = width * _SHARE
    draw_funnel(sheet, funnel, labels, (0, top, middle, top + _FUNNEL_HEIGHT))
    draw_rates(sheet, funnel, labels, (middle, top, width, top + _FUNNEL_HEIGHT))
    if funnel.groups:
        draw_groups(sheet, funnel, labels, (0, top + _FUNNEL_HEIGHT, width, sheet.height - 12), names)
    return sheet.figure


def contents_sheet(
    contents: Contents, colours: Colours, *, currency: str = "JPY", limit: int | None = None
) -> Figure:
    """Return the content rates under their headline: the first `limit` contents (at most MOST) and a note."""
    width = WIDTH * PIXELS_PER_INCH
    sentence = wrapped(content_sentences.headline(contents), width - 2 * _MARGIN, BODY)
    top = head_height(sentence)
    shown = min(limit or MOST, MOST, len(contents.contents))
    height = contents_height(shown) * PIXELS_PER_INCH
    sheet = Sheet(colours, (WIDTH, (top + height) / PIXELS_PER_INCH))
    draw_head(sheet, _("Content rate"), _("as of %(day)s") % {"day": day(contents.as_of)}, sentence)
    draw_contents(sheet, contents, (0, top, sheet.width, sheet.height), currency=currency, limit=shown)
    return sheet.figure


def campaigns_sheet(found: Campaigns, colours: Colours, measure: Measure = "deal") -> Figure:
    """Return what each source or campaign cost or returned, under the headline: all of them."""
    width = WIDTH * PIXELS_PER_INCH
    sentence = wrapped(campaign_sentences.headline(found).text, width - 2 * _MARGIN, BODY)
    top = head_height(sentence)
    height = campaigns_height(min(len(found.rows), _MOST_CAMPAIGNS)) * PIXELS_PER_INCH
    sheet = Sheet(colours, (WIDTH, (top + height) / PIXELS_PER_INCH))
    draw_head(sheet, _("Campaign ROI"), _acquired(found), sentence)
    draw_campaigns(sheet, found, (0, top, sheet.width, sheet.height), measure, limit=_MOST_CAMPAIGNS)
    return sheet.figure


def findings_sheet(found: Findings, names: Names, colours: Colours) -> Figure:
    """Return all findings under their headline, the surest first."""
    width = WIDTH * PIXELS_PER_INCH
    sentence = wrapped(finding_sentences.headline(found, names), width - 2 * _MARGIN, BODY)
    titles = [
        wrapped(finding_sentences.finding_title(one, names), width - 2 * _MARGIN, BODY)
        for one in found.findings
    ]
    heights = [_LINE * len(title) + findings_height() + _MARGIN for title in titles]
    top = head_height(sentence)
    sheet = Sheet(colours, (WIDTH, (top + sum(heights) + _MARGIN) / PIXELS_PER_INCH))
    draw_head(sheet, _("Findings"), _("as of %(day)s") % {"day": day(found.as_of)}, sentence)
    for one, title, height in zip(found.findings, titles, heights, strict=True):
        for row, line in enumerate(title):
            sheet.text(_MARGIN, top + _LINE * (row + 0.5), line, strong=True, gid="finding")
        draw_finding(sheet, one, (_MARGIN, top + _LINE * len(title), sheet.width - _MARGIN, top + height))
        top += height
    return sheet.figure


def head_height(sentence: list[str]) -> float:
    """Return the room the head of a sheet takes, in logical pixels."""
    return _MARGIN + 34 + _LINE * len(sentence) + 8


def draw_head(sheet: Sheet, title: str, beside: str, sentence: list[str]) -> None:
    """Draw what a sheet is about: its title, the range at the right, the lines of its sentence."""
    sheet.text(_MARGIN, _MARGIN + 12, title, size=TITLE, strong=True, gid="title")
    right = sheet.width - _MARGIN
    sheet.text(
        right, _MARGIN + 13, beside, size=SMALL, colour=sheet.colours.secondary, align="right", gid="range"
    )
    for row, line in enumerate(sentence):
        sheet.text(_MARGIN, _MARGIN + 40 + row * _LINE, line, gid="headline")


def _acquired(found: Campaigns) -> str:
    if found.from_day is None and found.to_day is None:
        return _("All leads, as of %(day)s") % {"day": day(found.as_of)}
    words = {"from": day(found.from_day), "to": day(found.to_day), "day": day(found.as_of)}
    return _("Acquired %(from)s–%(to)s, as of %(day)s") % words

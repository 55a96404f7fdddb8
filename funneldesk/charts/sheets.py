"""Pictures that stand alone, in a mail or on a slide: what it is, the one sentence, the chart, as of when."""

from collections.abc import Mapping

from matplotlib.figure import Figure

from funneldesk.charts.contents import contents_height, draw_contents
from funneldesk.charts.funnel import draw_funnel
from funneldesk.charts.page import BODY, SMALL, TITLE, Sheet
from funneldesk.charts.rates import draw_rates
from funneldesk.charts.style import PIXELS_PER_INCH, wrapped
from funneldesk.colours import Colours
from funneldesk.domain.contents import content_sentences
from funneldesk.domain.contents.contents import Contents
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


def funnel_sheet(funnel: Funnel, colours: Colours, labels: Mapping[str, str] | None = None) -> Figure:
    """Return the funnel beside its rates, under its headline; `labels` stage → the book's label."""
    labels = labels or {}
    width = WIDTH * PIXELS_PER_INCH
    sentence = wrapped(funnel_sentences.headline(funnel, labels).text, width - 2 * _MARGIN, BODY)
    top = head_height(sentence)
    sheet = Sheet(colours, (WIDTH, (top + _FUNNEL_HEIGHT + 12) / PIXELS_PER_INCH))
    draw_head(sheet, _("Funnel"), _range(funnel), sentence)
    middle = width * _SHARE
    draw_funnel(sheet, funnel, labels, (0, top, middle, top + _FUNNEL_HEIGHT))
    draw_rates(sheet, funnel, labels, (middle, top, width, top + _FUNNEL_HEIGHT))
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


def _range(funnel: Funnel) -> str:
    if funnel.from_day is None and funnel.to_day is None:
        text = (
            _("All leads, as of %(day)s") if funnel.mode == "cohort" else _("The whole time, as of %(day)s")
        )
    elif funnel.mode == "cohort":
        text = _("Acquired %(from)s–%(to)s, as of %(day)s")
    else:
        text = _("Reached %(from)s–%(to)s, as of %(day)s")
    return text % {"from": day(funnel.from_day), "to": day(funnel.to_day), "day": day(funnel.as_of)}

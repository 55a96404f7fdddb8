"""Why a number moved, as a picture that stands alone: the sentence, the factors, the segments of one field."""

from collections.abc import Mapping

from matplotlib.figure import Figure

from funneldesk.charts.page import BODY, Sheet
from funneldesk.charts.sheets import WIDTH, draw_head, head_height
from funneldesk.charts.style import PIXELS_PER_INCH, wrapped
from funneldesk.charts.why import draw_segments, draw_why, segments_height, why_height
from funneldesk.colours import Colours
from funneldesk.domain.funnel.why import Why
from funneldesk.domain.funnel.why_sentences import headline, target_label
from funneldesk.domain.words import field_words
from funneldesk.i18n import _

_MARGIN, _HEADING = 16, 28


def why_sheet(
    why: Why, by: str, colours: Colours, ranges: str, labels: Mapping[str, str] | None = None
) -> Figure:
    """Return a difference with its factors, below them the segments of the field `by`; `ranges` in words."""
    labels = labels or {}
    width = WIDTH * PIXELS_PER_INCH
    sentence = wrapped(headline(why, labels), width - 2 * _MARGIN, BODY)
    count = sum(segment.by == by for segment in why.segments)
    way, segments = (height * PIXELS_PER_INCH for height in (why_height(why), segments_height(count)))
    top = head_height(sentence)
    sheet = Sheet(colours, (WIDTH, (top + way + _HEADING + segments) / PIXELS_PER_INCH))
    title = _("Why it moved: %(name)s") % {"name": target_label(why.target, labels)}
    draw_head(sheet, title, ranges, sentence)
    draw_why(sheet, why, labels, (0, top, width, top + way))
    heading = _("By %(field)s") % {"field": field_words(by)}
    sheet.text(_MARGIN, top + way + _HEADING / 2, heading, strong=True, gid="heading")
    draw_segments(sheet, why, by, labels, (0, top + way + _HEADING, width, top + way + _HEADING + segments))
    return sheet.figure

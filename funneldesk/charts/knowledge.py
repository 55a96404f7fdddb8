"""The evidence of a knowledge card as a picture: both sides when it was made, and of those who came since."""

from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from funneldesk.charts.findings import draw_shares
from funneldesk.charts.page import Sheet
from funneldesk.colours import Colours
from funneldesk.domain.knowledge.cards import Evidence
from funneldesk.domain.knowledge.verdicts import Retest
from funneldesk.i18n import _

if TYPE_CHECKING:
    from funneldesk.domain.funnel.shares import Share


def evidence_figure(
    evidence: Evidence, retest: Retest | None, colours: Colours, size: tuple[float, float] = (6.0, 1.4)
) -> Figure:
    """Return both sides on one scale, then and since; `size` in inches.

    Artists carry gids as those of findings do: "bar:then:inside", "rate:new:outside" ...
    """
    sheet = Sheet(colours, size)
    rows: list[tuple[str, str, Share]] = [
        ("then:inside", _("When made: these"), evidence.inside),
        ("then:outside", _("the others"), evidence.outside),
    ]
    if retest is not None and retest.seen.has_new:
        inside, outside = retest.seen.new
        rows += [("new:inside", _("Since then: these"), inside), ("new:outside", _("the others"), outside)]
    draw_shares(sheet, rows, (0, 0, sheet.width, sheet.height))
    return sheet.figure

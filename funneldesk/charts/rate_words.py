"""What stands at the end of a bar of a rate: the rate, of how many, and whether they are too few."""

from funneldesk.charts.page import BODY, SMALL, Sheet
from funneldesk.charts.style import text_width
from funneldesk.domain.formats import percent
from funneldesk.i18n import _

_GAP = 10


def draw_rate_words(
    sheet: Sheet, at: tuple[float, float], rate: float | None, people: str, *, few: bool, key: str
) -> None:
    """Write the words from `at` on; gids "rate:KEY", "people:KEY", "few:KEY"."""
    (x, y), quiet = at, sheet.colours.secondary
    said = percent(rate, 0) if rate is not None else "–"
    sheet.text(x, y, said, strong=True, on_ground=True, gid=f"rate:{key}")
    x += text_width(said, BODY, strong=True) + _GAP
    sheet.text(x, y, people, size=SMALL, colour=quiet, on_ground=True, gid=f"people:{key}")
    if few:
        x += text_width(people, SMALL) + _GAP
        sheet.text(x, y, _("too few"), size=SMALL, colour=quiet, on_ground=True, gid=f"few:{key}")

"""Whether a pilot may begin: one runs at a time, so that everybody knows which book a lead comes under."""

from collections.abc import Sequence

from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.moment import day_text
from funneldesk.errors import UserError
from funneldesk.i18n import _


def require_room(versions: Sequence[BookVersion], pilot: BookVersion) -> None:
    """Raise UserError if another pilot is still there on the first day of `pilot`."""
    for other in versions:
        if other.is_pilot and (other.until_day is None or other.until_day >= pilot.from_day):
            words = _("Version %(number)s is a pilot that runs from %(day)s.")
            raise UserError(
                "pilot_runs",
                words % {"number": other.number, "day": day_text(other.from_day)},
                _("End it or adopt it first: one pilot runs at a time."),
            )

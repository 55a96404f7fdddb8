"""Which pilot there is, and whether another may begin: one runs at a time, so that it is plain who comes under what."""

from collections.abc import Sequence

from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.moment import day_text
from funneldesk.errors import UserError
from funneldesk.i18n import _


def pilot_there(versions: Sequence[BookVersion], day: int) -> BookVersion | None:
    """Return the pilot to speak of on `day`: one that runs or is to begin, else the last that ran; None for none."""
    pilots = [v for v in versions if v.is_pilot]
    there = [v for v in pilots if v.until_day is None or v.until_day >= day]
    ran = [v for v in pilots if v.until_day is not None and v.until_day >= v.from_day]
    return next(iter(there), None) or (ran[-1] if ran else None)


def is_over(pilot: BookVersion, day: int) -> bool:
    """Whether a pilot was ended before `day`."""
    return pilot.until_day is not None and pilot.until_day < day


def resumable(versions: Sequence[BookVersion], day: int) -> BookVersion | None:
    """Return the pilot whose end can be taken back on `day`: the newest one, if no day without it has passed."""
    newest = max((v for v in versions if v.is_pilot), key=lambda v: v.number, default=None)
    if newest is None or newest.until_day is None or newest.adopted_as is not None:
        return None
    return newest if newest.until_day >= day - 1 else None


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

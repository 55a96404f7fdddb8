"""Which day "today" is: the calendar's, but for the sample company never before its lists were exported.

On a machine whose clock stands before that day the sample would be cut in half.
"""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.moment import DEFAULT_ZONE, zone_of
from funneldesk.errors import UserError
from funneldesk.store.opening import open_for_reading

if TYPE_CHECKING:
    from funneldesk.store.store import Store

#: The entry of `meta` that only the sample company's store has: the day of its lists.
SAMPLE_DAY_SETTING = "sample_day"


def business_day(store: "Store") -> int:
    """Return today's business day in the store's time zone, as an ordinal."""
    return _no_earlier(store.setting(SAMPLE_DAY_SETTING), store.zone)


def business_day_at(path: Path) -> int:
    """Return the same for the store at `path`, the calendar's day where none can be read."""
    try:
        with open_for_reading(path) as store:
            return business_day(store)
    except UserError:
        return _no_earlier(None, DEFAULT_ZONE)


def _no_earlier(sample_day: str | None, zone: str) -> int:
    today = datetime.now(zone_of(zone)).date()
    return max(today, date.fromisoformat(sample_day or "0001-01-01")).toordinal()

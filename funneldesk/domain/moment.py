"""Moments: a business day, or an instant in UTC, and how the two compare (DESIGN 5, Time).

A moment is text: "YYYY-MM-DD" for a day, "YYYY-MM-DDTHH:MM:SSZ" for an instant. In columns it is two numbers:
the business day as a proleptic ordinal (`date.toordinal()`), and the instant in whole seconds since
1970-01-01T00:00:00Z. Either may be missing.
"""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Asia/Tokyo"
#: No day, in an int32 column of ordinals. The greatest value, so that `min` of claims just works.
NEVER = 2**31 - 1
#: No instant, in an int64 column of seconds.
NO_INSTANT = -(2**62)


class Moment(NamedTuple):
    """One moment in column form: `day` (ordinal or NEVER) and `instant` (seconds or NO_INSTANT)."""

    day: int
    instant: int = NO_INSTANT

    def is_after(self, other: "Moment") -> bool:
        """Whether this comes after `other`: by instant where both have one, else by day."""
        if NO_INSTANT not in (self.instant, other.instant):
            return self.instant > other.instant
        return self.day > other.day


NO_MOMENT = Moment(NEVER)


@lru_cache(maxsize=8)
def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of that IANA name."""
    return ZoneInfo(name)


@lru_cache(maxsize=65536)
def moment_of(text: str | None, zone: str = DEFAULT_ZONE) -> Moment:
    """Return the column form of a stored moment; empty text or None is NO_MOMENT, other text raises ValueError."""
    if not text:
        return NO_MOMENT
    if len(text) == len("YYYY-MM-DD"):
        return Moment(date.fromisoformat(text).toordinal())
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return Moment(at.astimezone(zone_of(zone)).date().toordinal(), int(at.timestamp()))


def day_text(day: int) -> str | None:
    """Return an ordinal day as "YYYY-MM-DD", NEVER as None."""
    return None if day == NEVER else date.fromordinal(day).isoformat()


def instant_text(at: datetime) -> str:
    """Return an aware datetime as stored text in UTC, to the second; a naive one raises ValueError."""
    if at.tzinfo is None:
        raise ValueError(at)
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

"""Business days in Japan: weekends, public holidays (known offline) and the company's own days off.

Days are ordinals (`domain.moment`).
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.facts import Int32

#: The ordinal of 1970-01-01, where numpy's days begin.
_EPOCH = date(1970, 1, 1).toordinal()
_SEPARATORS = re.compile(r"[,、;；\n\r]+")
_ONE = r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?"
_SPAN = re.compile(rf"{_ONE}(?:\s*(?:\.\.|〜|～|~|–|-|から|to)\s*{_ONE})?")  # as people type it
_LEAP = 2000
_Days = NDArray[np.datetime64]


@lru_cache(maxsize=2048)
def public_holidays(year: int, month: int) -> tuple[int, ...]:
    """Return the public holidays of a month as ordinals; substitute and citizens' holidays included.

    Of a month, because to find those of a year takes a tenth of a second.
    """
    # Imported when asked for: it is needed by few pages.
    import jpholiday

    return tuple(sorted(day.toordinal() for day, _name in jpholiday.month_holidays(year, month)))


def _month(day: date) -> int:
    """Return how many months lie before that of a day."""
    return day.year * 12 + day.month - 1


class DayOff:
    """One entry of the company's days off: from `first` to `last`, each year where `year` is None."""

    __slots__ = ("first", "last")

    def __init__(self, first: tuple[int | None, int, int], last: tuple[int | None, int, int]) -> None:
        self.first, self.last = first, last

    def days(self, year: int) -> range:
        """Return the ordinals that begin in `year`; a span may reach into the next."""
        own, month, day = self.first
        if own is not None and own != year:
            return range(0)
        start = date(year, month, day).toordinal() if _exists(year, month, day) else None
        end_year, end_month, end_day = self.last
        if start is None:
            return range(0)
        end_in = end_year or (year + 1 if (end_month, end_day) < (month, day) else year)
        return range(start, date(end_in, end_month, end_day).toordinal() + 1)


def days_off(text: str) -> tuple[DayOff, ...]:
    """Read the company's days off: "12/29..1/3, 2026-08-12". ValueError with the part that is no day."""
    found = []
    for part in filter(None, (one.strip() for one in _SEPARATORS.split(unicodedata.normalize("NFKC", text)))):
        match = _SPAN.fullmatch(part)
        if match is None:
            raise ValueError(part)
        first = _read(match.group(1, 2, 3), part)
        last = _read(match.group(4, 5, 6), part) if match[5] else first
        if first[0] and not last[0]:
            later = (last[1], last[2]) < (first[1], first[2])
            last = (first[0] + int(later), last[1], last[2])
        if (first[0] is None) != (last[0] is None) or (last[0] and last < first):
            raise ValueError(part)
        found.append(DayOff(first, last))
    return tuple(found)


def _read(said: tuple[str | None, ...], part: str) -> tuple[int | None, int, int]:
    year, month, day = (int(number) if number else 0 for number in said)
    if not _exists(year or _LEAP, month, day):
        raise ValueError(part)
    return year or None, month, day


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


class Calendar:
    """Counts calendar and business days; `off`: the company's own days off."""

    def __init__(self, off: Iterable[DayOff] = ()) -> None:
        self._off = tuple(off)
        self._held: dict[tuple[int, int], _Days] = {}

    def holidays(self, first: int, last: int) -> _Days:
        """Return the days off of all months from that of `first` to that of `last`, weekends apart."""
        begin, end = (_month(date.fromordinal(max(day, 1))) for day in (first, last))
        if (begin, end) not in self._held:
            months = (divmod(month, 12) for month in range(begin, end + 1))
            days = {day for year, month in months for day in public_holidays(year, month + 1)}
            days |= {
                day
                for one in self._off
                for year in range(begin // 12 - 1, end // 12 + 1)
                for day in one.days(year)
            }
            self._held[begin, end] = _days(np.array(sorted(days), np.int64))
        return self._held[begin, end]

    def is_business_day(self, day: int) -> bool:
        """Whether people work on `day`."""
        return bool(np.is_busday(_days(np.array([day])), holidays=self.holidays(day, day))[0])

    def due(self, start: Int32, days: int, calendar: str) -> Int32:
        """Return the last day for what is owed `days` after each start, in calendar or business days.

        A business day limit of 0 is the day itself, or the next one on which people work; from a day off the next
        business day is the first one counted.
        """
        if calendar != "business" or not len(start):
            return (start + days).astype(np.int32)
        # Twice the days and three weeks reach beyond the longest run of days off.
        off = self.holidays(int(start.min()) - 21, int(start.max()) + 2 * days + 21)
        roll = "backward" if days else "forward"
        moved = np.busday_offset(_days(start), days, roll=roll, holidays=off)  # type: ignore[call-overload]
        ordinals: Int32 = (moved.astype(np.int64) + _EPOCH).astype(np.int32)
        return ordinals

    def last_business_day(self, first: int, last: int) -> int:
        """Return the last day from `first` to `last` on which people work, `last` if there is none."""
        for day in range(last, first - 1, -1):
            if self.is_business_day(day):
                return day
        return last

    def business_day_before(self, day: int) -> int:
        """Return the last business day before `day`."""
        off = self.holidays(day - 21, day)
        moved = np.busday_offset(_days(np.array([day - 1])), 0, roll="backward", holidays=off)
        return int(moved.astype(np.int64)[0]) + _EPOCH


def _days(ordinals: NDArray[Any]) -> _Days:
    result: _Days = (ordinals.astype(np.int64) - _EPOCH).astype("datetime64[D]")
    return result

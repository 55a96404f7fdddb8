"""Ranges of days people choose: trailing months, fiscal years from April, everything."""

from dataclasses import dataclass
from datetime import date

FISCAL_MONTH = 4
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Period:
    """Days `from_day` to `to_day`, both included (ordinals); None: open."""

    from_day: int | None
    to_day: int | None


def month_start(day: int, months_back: int = 0) -> int:
    """Return the first day of the month `months_back` months before the month of `day`."""
    at = date.fromordinal(day)
    months = at.year * 12 + at.month - 1 - months_back
    return date(months // 12, months % 12 + 1, 1).toordinal()


def month_end(day: int) -> int:
    """Return the last day of the month of `day`."""
    return month_start(day, -1) - 1


def trailing_year(as_of: int) -> Period:
    """Return the twelve months that end with the month of `as_of`."""
    return Period(month_start(as_of, MONTHS - 1), as_of)


def last_year_with(last_day: int) -> Period:
    """Return the twelve months that end with the month of the newest day anything happened."""
    return Period(month_start(last_day, MONTHS - 1), month_end(last_day))


def fiscal_year(as_of: int, years_back: int = 0) -> Period:
    """Return the fiscal year (from April) of `as_of`, or one before; never past `as_of`."""
    at = date.fromordinal(as_of)
    year = at.year - (at.month < FISCAL_MONTH) - years_back
    start = date(year, FISCAL_MONTH, 1).toordinal()
    return Period(start, min(date(year + 1, FISCAL_MONTH, 1).toordinal() - 1, as_of))


#: Everything, undated leads included.
EVERYTHING = Period(None, None)

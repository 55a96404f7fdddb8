"""Ranges of days people choose: trailing months, fiscal years from April, everything."""

from dataclasses import dataclass
from datetime import date

FISCAL_MONTH = 4
MONTHS, QUARTER_MONTHS = 12, 3


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


def last_whole_month(day: int) -> int:
    """Return the first day of the last month that is over on a day (on its last day it is)."""
    return month_start(day) if day == month_end(day) else month_start(day, 1)


def trailing_year(as_of: int) -> Period:
    """Return the twelve months that end with the month of `as_of`."""
    return Period(month_start(as_of, MONTHS - 1), as_of)


def last_year_with(last_day: int) -> Period:
    """Return the twelve months that end with the month of the newest day anything happened."""
    return Period(month_start(last_day, MONTHS - 1), month_end(last_day))


def fiscal_year(as_of: int, years_back: int = 0) -> Period:
    """Return the fiscal year (from April) of `as_of`, or one before; never past `as_of`."""
    year = fiscal_year_of(as_of) - years_back
    start = date(year, FISCAL_MONTH, 1).toordinal()
    return Period(start, min(date(year + 1, FISCAL_MONTH, 1).toordinal() - 1, as_of))


def fiscal_year_of(day: int) -> int:
    """Return the fiscal year (by the calendar year of its April) a day belongs to."""
    at = date.fromordinal(day)
    return at.year - (at.month < FISCAL_MONTH)


def quarter(as_of: int, quarters_back: int = 0) -> Period:
    """Return the quarter of `as_of`, or one before; never past `as_of`. Fiscal quarters are the same days."""
    months_in = (date.fromordinal(as_of).month - 1) % QUARTER_MONTHS
    start = month_start(as_of, months_in + quarters_back * QUARTER_MONTHS)
    return Period(start, min(month_start(start, -QUARTER_MONTHS) - 1, as_of))


def month(as_of: int, months_back: int = 0) -> Period:
    """Return the month of `as_of`, or one before; never past `as_of`."""
    start = month_start(as_of, months_back)
    return Period(start, min(month_end(start), as_of))


#: Everything, undated leads included.
EVERYTHING = Period(None, None)

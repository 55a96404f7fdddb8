"""Ranges of days people choose: trailing months, fiscal years (from April, if nobody says otherwise), everything."""

from dataclasses import dataclass
from datetime import date

#: The month fiscal years begin in, unless the company says otherwise.
FISCAL_MONTH = 4
MONTHS, HALF_MONTHS, QUARTER_MONTHS = 12, 6, 3


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


def fiscal_period(as_of: int, months: int, back: int = 0, first_month: int = FISCAL_MONTH) -> Period:
    """Return the part of a fiscal year that `as_of` is in, or one `back` before it; never past `as_of`.

    `months`: how long the parts are that a fiscal year from `first_month` is cut into (3: quarters, 12: all of it).
    """
    months_in = (date.fromordinal(as_of).month - first_month) % months
    start = month_start(as_of, months_in + back * months)
    return Period(start, min(month_start(start, -months) - 1, as_of))


def fiscal_year(as_of: int, years_back: int = 0, first_month: int = FISCAL_MONTH) -> Period:
    """Return the fiscal year of `as_of`, or one before; never past `as_of`."""
    return fiscal_period(as_of, MONTHS, years_back, first_month)


def half(as_of: int, halves_back: int = 0, first_month: int = FISCAL_MONTH) -> Period:
    """Return the half of a fiscal year `as_of` is in, or one before; never past `as_of`."""
    return fiscal_period(as_of, HALF_MONTHS, halves_back, first_month)


def quarter(as_of: int, quarters_back: int = 0, first_month: int = FISCAL_MONTH) -> Period:
    """Return the quarter of a fiscal year `as_of` is in, or one before; never past `as_of`."""
    return fiscal_period(as_of, QUARTER_MONTHS, quarters_back, first_month)


def fiscal_year_of(day: int, first_month: int = FISCAL_MONTH) -> int:
    """Return the fiscal year (by the calendar year it begins in) a day belongs to."""
    at = date.fromordinal(day)
    return at.year - (at.month < first_month)


def month(as_of: int, months_back: int = 0, _first_month: int = FISCAL_MONTH) -> Period:
    """Return the month of `as_of`, or one before; never past `as_of`. Months are the same in every fiscal year."""
    start = month_start(as_of, months_back)
    return Period(start, min(month_end(start), as_of))


#: Everything, undated leads included.
EVERYTHING = Period(None, None)

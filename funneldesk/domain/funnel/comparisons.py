"""Two ranges of days to set side by side: the last month, quarter or fiscal year against the one before it."""

from dataclasses import dataclass
from datetime import date

from funneldesk.domain.funnel.periods import Period, fiscal_year, month_start

QUARTER, YEAR = 3, 12
#: The comparisons that have a name; "custom" are two ranges of one's own.
COMPARISONS = ("month", "quarter", "month_of_year", "quarter_of_year", "fiscal", "last_fiscal", "custom")


@dataclass(frozen=True, slots=True)
class Sides:
    """The range before and the one after, and the day each is looked at."""

    before: Period
    after: Period
    before_as_of: int
    after_as_of: int

    @property
    def same_age(self) -> bool:
        """Whether the range before is looked at as it was when it was as old as the one after is now."""
        return self.before_as_of != self.after_as_of


def sides_of(before: Period, after: Period, as_of: int, *, same_age: bool = False) -> Sides:
    """Return two ranges as both stand on `as_of`; with `same_age`, the one before as long after its end as the other.

    Leads of an older range had more time for everything: at the same age neither has the advantage.
    """
    then = as_of
    if same_age and before.to_day is not None and after.to_day is not None:
        then = min(as_of, as_of - (after.to_day - before.to_day))
    return Sides(before, after, then, as_of)


def comparison(name: str, day: int) -> tuple[Period, Period]:
    """Return the range before and the one after of a named comparison, as it is meant on `day`.

    Months and quarters are the last complete ones; the fiscal year runs up to `day`, against the same days a year
    before. Quarters begin in January, April, July and October, as those of a fiscal year from April do.
    """
    if name == "fiscal":
        return _year_before(fiscal_year(day)), fiscal_year(day)
    if name == "last_fiscal":
        return fiscal_year(day, 2), fiscal_year(day, 1)
    months = QUARTER if name.startswith("quarter") else 1
    # Months and quarters run with the calendar: what is left of the one that `day` is in is not complete.
    begun = (date.fromordinal(day).month - 1) % months
    back = YEAR if name.endswith("_of_year") else months
    return _months(day, begun + months + back, months), _months(day, begun + months, months)


def _months(day: int, back: int, count: int) -> Period:
    """Return `count` months from the month that lies `back` months before that of `day`."""
    return Period(month_start(day, back), month_start(day, back - count) - 1)


def _year_before(period: Period) -> Period:
    return Period(*(None if end is None else _day_last_year(end) for end in (period.from_day, period.to_day)))


def _day_last_year(day: int) -> int:
    at = date.fromordinal(day)
    leap_day = (at.month, at.day) == (2, 29)
    return date(at.year - 1, at.month, at.day - leap_day).toordinal()

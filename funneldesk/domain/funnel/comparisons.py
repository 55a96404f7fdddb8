"""Two ranges of days to set side by side: the last month, quarter, half or fiscal year against the one before it."""

from dataclasses import dataclass
from datetime import date

from funneldesk.domain.funnel.periods import (
    FISCAL_MONTH,
    HALF_MONTHS,
    MONTHS,
    QUARTER_MONTHS,
    Period,
    fiscal_year,
    month_start,
)

#: The comparisons that have a name; "custom" are two ranges of one's own.
COMPARISONS = (
    "month",
    "quarter",
    "half",
    "month_of_year",
    "quarter_of_year",
    "half_of_year",
    "fiscal",
    "last_fiscal",
    "custom",
)
_LONG = {"month": 1, "quarter": QUARTER_MONTHS, "half": HALF_MONTHS}


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


def comparison(name: str, day: int, first_month: int = FISCAL_MONTH) -> tuple[Period, Period]:
    """Return the range before and the one after of a named comparison, as it is meant on `day`.

    Months, quarters and halves (of the fiscal year from `first_month`) are the last complete ones; the fiscal year
    runs up to `day`, against the same days a year before.
    """
    if name == "fiscal":
        now = fiscal_year(day, 0, first_month)
        return _year_before(now), now
    if name == "last_fiscal":
        return fiscal_year(day, 2, first_month), fiscal_year(day, 1, first_month)
    months = _LONG[name.removesuffix("_of_year")]
    # What is left of the one that `day` is in is not complete.
    begun = (date.fromordinal(day).month - first_month) % months
    back = MONTHS if name.endswith("_of_year") else months
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

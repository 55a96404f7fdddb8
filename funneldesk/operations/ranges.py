"""Named ranges of the window as days: months, parts of fiscal years, everything, days of one's own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.funnel.periods import (
    EVERYTHING,
    FISCAL_MONTH,
    Period,
    fiscal_year,
    half,
    last_year_with,
    month,
    quarter,
    trailing_year,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.domain.facts import Facts

CHOICES = (
    "trailing",
    "month",
    "last_month",
    "quarter",
    "last_quarter",
    "half",
    "last_half",
    "fiscal",
    "last_fiscal",
    "before_last_fiscal",
    "all",
    "custom",
)
#: Ranges of the calendar: what they are of, and how many before the current one.
_CALENDAR: "dict[str, tuple[Callable[[int, int, int], Period], int]]" = {
    "month": (month, 0),
    "last_month": (month, 1),
    "quarter": (quarter, 0),
    "last_quarter": (quarter, 1),
    "half": (half, 0),
    "last_half": (half, 1),
    "fiscal": (fiscal_year, 0),
    "last_fiscal": (fiscal_year, 1),
    "before_last_fiscal": (fiscal_year, 2),
}


@dataclass(frozen=True, slots=True)
class RangeChoice:
    """What was chosen: a name of CHOICES, and the days of "custom"."""

    name: str
    from_day: int | None = None
    to_day: int | None = None


def period_of(
    choice: RangeChoice, facts: "Facts", as_of: int, first_month: int = FISCAL_MONTH
) -> tuple[Period, bool]:
    """Return the days of `choice` where fiscal years begin in `first_month`, and whether it fell back.

    The trailing twelve months that hold no lead at all give way to the last twelve that do (DESIGN 6);
    with no dated lead at all, to everything.
    """
    if choice.name == "custom":
        return Period(choice.from_day, choice.to_day), False
    if choice.name == "all":
        return EVERYTHING, False
    if choice.name in _CALENDAR:
        days_of, back = _CALENDAR[choice.name]
        return days_of(as_of, back, first_month), False
    period = trailing_year(as_of)
    days = facts.acquired_day[facts.acquired_day <= as_of]
    if not len(days):
        return EVERYTHING, bool(facts.count)
    if days.max() < (period.from_day or 0):
        return last_year_with(int(days.max())), True
    return period, False

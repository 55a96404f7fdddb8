"""When a hypothesis can be judged: how many people its number will be about, and when they are old enough."""

from dataclasses import dataclass
from math import ceil

from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.domain.reviews.measures import Measured
from funneldesk.domain.reviews.reviews import Rhythm, period_end

#: A hypothesis nobody can judge within a year is none.
LONGEST_DAYS = 365
_LEAST_DAYS: dict[Rhythm, int] = {"weekly": 7, "monthly": 28}


@dataclass(frozen=True, slots=True)
class Prospect:
    """A measure before a hypothesis about it is made.

    `now`: in the review's range; `year`: in the twelve months up to its day; `maturity_days`: how old people must be to
    be judged; `suggested`: a day until which enough people should have come.
    """

    now: Measured
    year: Measured
    maturity_days: int
    suggested: int

    def judged_on(self, until: int) -> int:
        """Return the first day on which all people up to `until` are old enough."""
        return until + self.maturity_days

    def expected(self, days: int) -> int | None:
        """Return about how many people such a number of days will bring, by the last year; None for a count."""
        return None if self.year.n is None else round(_per_day(self.year) * days)


def suggested_day(year: Measured, as_of: int, rhythm: Rhythm) -> int:
    """Return the end of the first week or month by which at least 30 people should have come, a year at most.

    It is not before the next review: a count of two days says nothing.
    """
    needed = 0.0
    if year.n is not None:
        per_day = _per_day(year)
        needed = ENOUGH / per_day if per_day else LONGEST_DAYS
    return period_end(rhythm, as_of + min(max(ceil(needed), _LEAST_DAYS[rhythm]), LONGEST_DAYS))


def _per_day(year: Measured) -> float:
    people = (year.n or 0) + year.young
    days = (year.to_day or 0) - (year.from_day or 0) + 1
    return people / days

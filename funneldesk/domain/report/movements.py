"""The numbers that moved most against what chance would say, each over the shortest stretch that holds enough cases."""

from collections.abc import Sequence
from dataclasses import dataclass

from funneldesk.domain.funnel.comparisons import Sides, sides_of
from funneldesk.domain.funnel.periods import Period, month_end, month_start
from funneldesk.domain.funnel.why import LEVEL, Target, Why
from funneldesk.domain.significance import binomial_test

#: Months that are set against as many before; a number is asked about over the first of these with cases enough.
STRETCHES = (1, 3, 12)
ENOUGH = 10
#: So many movements a report tells.
TOLD = 3


@dataclass(frozen=True, slots=True)
class Change:
    """By how much a number of leads differs between two stretches, before anybody asks why."""

    target: Target
    sides: Sides
    months: int
    before: int
    after: int

    @property
    def chance(self) -> float:
        """Return how likely two counts at least so far apart are if nothing changed."""
        return count_chance(
            self.before, self.after, *(_days(p) for p in (self.sides.before, self.sides.after))
        )


@dataclass(frozen=True, slots=True)
class Movement:
    """A number that moved, and why. `chance`: how likely that is if nothing changed; `compared`: of how many numbers.

    `months`: how many are set against as many before.
    """

    why: Why
    sides: Sides
    months: int
    chance: float
    compared: int

    @property
    def within_chance(self) -> bool:
        """Whether chance alone explains it, all numbers that were looked at taken together."""
        return self.chance * self.compared >= LEVEL


def stretch(last_day: int, months: int) -> Sides:
    """Return the `months` months up to `last_day` and as many before, both seen on their last day: at the same age.

    Where the last month is not over, the one before it ends on the same day of the month.
    """
    after = Period(month_start(last_day, months - 1), last_day)
    first = month_start(last_day, 2 * months - 1)
    same_month = month_start(last_day, months)
    ends = month_end(same_month)
    if last_day != month_end(last_day):
        ends = min(same_month + last_day - month_start(last_day), ends)
    return sides_of(Period(first, ends), after, last_day, same_age=True)


def count_chance(before: int, after: int, days_before: int, days_after: int) -> float:
    """Return how likely two counts over these days are at least so far apart if both come equally often.

    The conditional test of two Poisson rates: J. Przyborowski and H. Wilenski, "Homogeneity of results in testing
    samples from Poisson series", Biometrika 31 (1940), 313-323.
    """
    if not before + after:
        return 1.0
    return binomial_test(after, before + after, days_after / (days_before + days_after))


def clearest(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes a report tells: those chance explains least, of equal ones the greater."""
    moved = [change for change in changes if change.before != change.after]
    return tuple(sorted(moved, key=lambda one: (one.chance, -abs(one.after - one.before)))[:TOLD])


def _days(period: Period) -> int:
    return (period.to_day or 0) - (period.from_day or 0) + 1

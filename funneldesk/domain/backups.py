"""Which dated copies are kept: one for each of the last days, weeks and months that have any."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime

DAILY, WEEKLY, MONTHLY = 7, 5, 12


def kept(copies: Iterable[datetime]) -> set[datetime]:
    """Return the copies to keep: the newest of the last 7 days, 5 weeks and 12 months in which one was made."""
    ordered = sorted(copies, reverse=True)
    periods: tuple[tuple[Callable[[date], Hashable], int], ...] = (
        (lambda day: day, DAILY),
        (lambda day: day.isocalendar()[:2], WEEKLY),
        (lambda day: (day.year, day.month), MONTHLY),
    )
    found: set[datetime] = set()
    for period, count in periods:
        newest: dict[Hashable, datetime] = {}
        for copy in ordered:
            newest.setdefault(period(copy.date()), copy)
        found.update(list(newest.values())[:count])
    return found

"""Duties that come back: the weekly and the monthly review, and lists that are due."""

from datetime import date, timedelta

import numpy as np

from funneldesk.domain.book.book import ListSchedule
from funneldesk.domain.calendar import Calendar

_WEEK = 7
#: How old a list may be that is imported by another rhythm.
_DAYS = {"week": 7, "month": 31}


def occurrence(event: str, as_of: int, calendar: Calendar) -> int:
    """Return the newest day, up to `as_of`, on which a weekly or monthly review was or is due."""
    day = date.fromordinal(as_of)
    first = day.replace(day=1) if event == "monthly" else day - timedelta(days=day.weekday())
    while True:
        following = (
            (first + timedelta(days=31)).replace(day=1) if event == "monthly" else first + timedelta(days=7)
        )
        last = calendar.last_business_day(first.toordinal(), following.toordinal() - 1)
        # Nobody meets in a week in which everybody is off.
        if last <= as_of and calendar.is_business_day(last):
            return last
        before = first - timedelta(days=1)
        first = before.replace(day=1) if event == "monthly" else first - timedelta(days=7)


def oldest_allowed(schedule: ListSchedule, as_of: int, calendar: Calendar) -> int:
    """Return the oldest day a list may have on `as_of`: it is due by the end of its day."""
    if schedule.every in ("business_day", "same_day"):
        return calendar.business_day_before(as_of)
    if schedule.every == "week" and schedule.weekday is not None:
        # Until the end of the day it is due on, the one of the week before will do; nobody brings it on a day off.
        named = as_of - 1 - (as_of - 1 + 6 - schedule.weekday) % _WEEK
        last = int(calendar.due(np.array([named], np.int32), 0, "business")[0])
        return named if last < as_of else named - _WEEK
    return as_of - _DAYS.get(schedule.every, _WEEK)


def due_after(schedule: ListSchedule, last: int, calendar: Calendar) -> int:
    """Return the last day by which the list after one of the day `last` is not late."""
    day = last + 1
    while oldest_allowed(schedule, day, calendar) <= last:
        day += 1
    return day - 1

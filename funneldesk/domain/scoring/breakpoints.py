"""The days on which a condition can begin to hold or a score can rise (DESIGN 6, Candidate).

Between two of them a score only falls, because decay and the end of a window only take points away. So it is
enough to test these days, instead of every day of every lead.
"""

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.book.conditions import (
    Activity,
    ActivityMatch,
    All,
    Any_,
    Attribute,
    Condition,
    DaysSince,
    Disqualified,
    Score,
)
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.evaluation import criteria_of
from funneldesk.domain.scoring.matching import matched_of
from funneldesk.domain.scoring.points import Points, distinct


class Breakpoints:
    """Collects the days on which conditions and scores of one book can rise, for some leads."""

    def __init__(self, facts: Facts, book: Book, leads: Bool) -> None:
        self.facts = facts
        self.book = book
        self._leads = leads
        chosen = np.flatnonzero(leads)
        self._span = (chosen[0], chosen[-1] + 1) if len(chosen) else (0, 0)
        self._lead: list[Int32] = []
        self._day: list[Int32] = []
        self._in_disqualified = False
        #: Whether something may begin on any day at all: a score falling below a limit.
        self.any_day = False

    def add(self, lead: Int32, day: Int32, days_later: int = 0) -> None:
        """Add days, so many days later; those of other leads and NEVER fall away."""
        chosen = np.flatnonzero(self._leads[lead] & (day != NEVER))
        days = day[chosen]
        if days_later:
            days = np.minimum(days.astype(np.int64) + days_later, NEVER - 1).astype(np.int32)
        self._lead.append(lead[chosen])
        self._day.append(days)

    def add_every(self, day: Int32, days_later: int = 0) -> None:
        """Add one day for each lead (n leads)."""
        self.add(np.arange(self.facts.count, dtype=np.int32), day, days_later)

    def add_range(self, start: Int32, stop: Int32 | int) -> None:
        """Add every day from each lead's `start` (n leads) to `stop` (of all, or n leads), both included."""
        lead = np.flatnonzero(self._leads & (start <= stop)).astype(np.int32)
        size = np.asarray(of_leads(stop, lead), np.int64) - start[lead] + 1
        offset = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
        self.add(np.repeat(lead, size), (np.repeat(start[lead], size) + offset).astype(np.int32))

    def points(self, from_day: Int32 | int, to_day: Int32 | int, exists_from: Int32) -> Points:
        """Return the days collected, from `from_day` to `to_day` (of all, or n leads), once the lead existed."""
        lead, day = np.concatenate(self._lead), np.concatenate(self._day)
        begins = np.maximum(exists_from[lead], of_leads(from_day, lead))
        chosen = (day >= begins) & (day <= of_leads(to_day, lead))
        return distinct(lead[chosen], day[chosen])

    def condition(self, condition: Condition, *, rising: bool = True) -> None:
        """Collect the days on which `condition` can begin (`rising`) or cease to hold."""
        match condition:
            case Attribute():
                self._field(condition.field)
            case Activity():
                self._activities(condition.match, 0 if rising else condition.within_days)
            case DaysSince():
                self._activities(condition.match, condition.days if rising else 0)
                if rising:
                    self.add_every(self.facts.acquired_day, condition.days)
            case Score():
                self.any_day |= not rising
                self.score(condition.component)
            case Disqualified():
                self._disqualified(rising=rising)
            case All() | Any_():
                for part in condition.parts:
                    self.condition(part, rising=rising)
            case _:
                self.condition(condition.part, rising=not rising)

    def score(self, component: str | None = None) -> None:
        """Collect the days on which the total, or one component, can rise."""
        for signal in self.book.signals:
            if component not in {None, signal.component}:
                continue
            if signal.counts is not None:
                # A negative activity signal gives its points back when its window ends.
                self._activities(signal.counts, 0 if signal.points >= 0 else signal.window_days)
            elif signal.test is not None:
                self.condition(signal.test, rising=signal.points >= 0)
            else:
                for field in signal.band_fields:
                    self._field(field)

    def _activities(self, match: ActivityMatch, days_later: int | None) -> None:
        if days_later is not None:
            # Only the stretch the leads asked about lie in is read: of all leads it would stay in memory.
            seen = matched_of(self.facts, match, *self._span)
            self.add(seen.lead, seen.day, days_later)

    def _field(self, field: str) -> None:
        if field == "opt_out":
            self.add_every(self.facts.opt_out_day)
        elif field in self.facts.columns:
            column = self.facts.columns[field]
            self.add(column.change_lead, column.change_day)

    def _disqualified(self, *, rising: bool) -> None:
        self.add_every(self.facts.disqualified_day)
        criterion = criteria_of(self.book, "disqualified")
        if criterion is not None and not self._in_disqualified:
            self._in_disqualified = True
            self.condition(criterion, rising=rising)
            self._in_disqualified = False


def of_leads(day: Int32 | int, lead: Int32) -> Int32 | int:
    """Return the day of each of these leads, out of one day for all or one for each (n leads)."""
    return day if isinstance(day, int) else day[lead]


def needs_activity(condition: Condition) -> bool:
    """Whether the condition can only hold for a lead that has an activity."""
    match condition:
        case Activity():
            return condition.at_least > 0
        case All():
            return any(needs_activity(part) for part in condition.parts)
        case Any_():
            return bool(condition.parts) and all(needs_activity(part) for part in condition.parts)
    return False


def exists_from(facts: Facts) -> Int32:
    """Return the first day anything is known of each lead (n leads), NEVER where nothing has a date."""
    first = facts.acquired_day.copy()
    # Sorted by lead and day: a lead's first row is its earliest, NEVER if it has only undated ones.
    begins = facts.events.begins(np.arange(facts.count + 1, dtype=np.int32))
    lead = np.flatnonzero(begins[1:] > begins[:-1])
    first[lead] = np.minimum(first[lead], facts.events.some("day", begins[lead]))
    np.minimum.at(first, facts.claims.lead, facts.claims.day)
    return first

"""A draft of the book tried on points in time: its scores follow a dragged weight one column at a time.

The points are all leads today, and days of the past on which a draft is judged: the eve of each first deal, and
the days on which somebody's score could rise. Nothing dated after a point has an influence on its score.
"""

from dataclasses import dataclass, replace

import numpy as np

from funneldesk.domain.amounts import signal_key
from funneldesk.domain.book.book import Book
from funneldesk.domain.book.conditions import All, Any_, Condition, Disqualified, Not, Score
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.breakpoints import Breakpoints, exists_from
from funneldesk.domain.scoring.evaluation import criteria_of
from funneldesk.domain.scoring.points import Points, distinct
from funneldesk.domain.scoring.scoring import (
    Features,
    Scores,
    Scoring,
    features,
    reaches,
    rescored,
    scores_of,
)


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """A book's scores at points; `eligible`: known by then, and what the threshold asks besides points holds."""

    book: Book
    features: Features
    scores: Scores
    eligible: Bool

    @property
    def reached(self) -> Bool:
        """Return at which points the threshold is reached."""
        threshold = self.book.threshold
        return reaches(self.scores.milli, threshold.points, threshold.operator) & self.eligible

    def can_follow(self, book: Book) -> bool:
        """Whether only weights, caps, bands and the threshold differ: the amounts of `book` are known.

        Where the threshold asks for points of a component besides, who is eligible moves with every weight.
        """
        old = self.book
        also = old.threshold.also
        asks_for_points = also is not None and _asks_for_points(also, old)
        return (
            (book.signals == old.signals or not asks_for_points)
            and [(s.id, s.component) for s in book.signals] == [(s.id, s.component) for s in old.signals]
            and book.components == old.components
            and book.threshold.also == old.threshold.also
            and criteria_of(book, "disqualified") == criteria_of(old, "disqualified")
            and all(signal_key(signal, book) in self.features.columns for signal in book.signals)
        )

    def follow(self, book: Book) -> "Tried":
        """Return the scores under a book for which `can_follow` holds; each changed signal costs one column."""
        found = self.scores
        for signal, old in zip(book.signals, self.book.signals, strict=True):
            if signal != old:
                found = rescored(found, self.features, book, signal.id)
        return replace(self, book=book, scores=found)


def _asks_for_points(condition: Condition, book: Book) -> bool:
    match condition:
        case Score():
            return True
        case All() | Any_():
            return any(_asks_for_points(part, book) for part in condition.parts)
        case Not():
            return _asks_for_points(condition.part, book)
        case Disqualified():
            criterion = criteria_of(book, "disqualified")
            # Of itself the criterion says what people and lists say, not what it says.
            return criterion is not None and _asks_for_points(criterion, replace(book, criteria=()))
    return False


def tried(
    facts: Facts, book: Book, day: int, points: Points | None = None, reuse: Features | None = None
) -> Tried:
    """Return a book tried on all leads on `day`, or at `points`; amounts that `reuse` has are not found again."""
    given = features(facts, book, day, reuse, points)
    at = given.at
    known = exists_from(facts)[at.lead]
    # Nothing of such a lead has a date: it is there today, and was not before.
    eligible = (known <= at.day) | ((known == NEVER) & (at.day == day))
    if book.threshold.also is not None:
        eligible &= Scoring(facts, book).conditions.holds(book.threshold.also, at)
    return Tried(book, given, scores_of(given, book), eligible)


def deal_eves(facts: Facts, from_day: int, to_day: int) -> Points:
    """Return the day before each lead's first deal, for first deals opened from `from_day` to `to_day`."""
    lead, day = facts.deals.lead, facts.deals.opened_day
    # Sorted by lead and day: a lead's first row is its first deal.
    first = np.concatenate([np.ones(min(len(lead), 1), np.bool_), lead[1:] != lead[:-1]])
    chosen = first & (lead >= 0) & (day >= from_day) & (day <= to_day)
    return Points(lead[chosen], (day[chosen] - 1).astype(np.int32))


def rising_days(facts: Facts, book: Book, before: int, to_day: int, every: int = 1) -> Points:
    """Return the days after `before`, until `to_day`, on which a lead (each `every`-th) can come to the threshold.

    The day `before` stands ahead of each lead's days: it tells who was there already.
    """
    chosen = np.zeros(facts.count, np.bool_)
    chosen[::every] = True
    found = Breakpoints(facts, book, chosen)
    found.add_every(facts.acquired_day)
    found.score()
    if book.threshold.also is not None:
        found.condition(book.threshold.also)
    days = found.points(before + 1, to_day, exists_from(facts))
    leads = _once(days.lead)
    start = np.full(len(leads), before, np.int32)
    return distinct(
        np.concatenate([days.lead, leads]).astype(np.int32),
        np.concatenate([days.day, start]).astype(np.int32),
    )


def rise_alike(one: Book, other: Book) -> bool:
    """Whether scores can rise on the same days under both books: `rising_days` would return the same."""
    return _rises(one) == _rises(other)


def _rises(book: Book) -> tuple[object, ...]:
    signals = {
        # A negative activity signal gives its points back when its window ends.
        (s.component, s.counts, s.test, s.band_fields, s.points >= 0, s.window_days if s.points < 0 else None)
        for s in book.signals
    }
    return signals, book.threshold.also, criteria_of(book, "disqualified")


def newcomers(found: Tried, before: int) -> Int32:
    """Return the leads of `rising_days` that came to the threshold and were not there `before`; each once."""
    at = found.features.at
    there = np.flatnonzero(found.reached)
    lead, late = at.lead[there], at.day[there] > before
    stayed, leads = lead[~late], lead[late]
    known = np.zeros(found.features.facts.count, np.bool_)
    known[stayed] = True
    return _once(leads[~known[leads]])


def _once(sorted_leads: Int32) -> Int32:
    other = sorted_leads[1:] != sorted_leads[:-1]
    found: Int32 = sorted_leads[np.concatenate([np.ones(min(len(sorted_leads), 1), np.bool_), other])]
    return found

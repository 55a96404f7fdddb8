"""Weights with a live preview: what a draft's points and threshold would do to the leads there are.

`preview_of` runs once in the background; `Preview.with_book` is quick enough for every step of a drag:
only the signal that changed is computed again (DESIGN 10).
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import Book, version_in_force
from funneldesk.domain.scoring.scoring import Features, Scores, features, rescored, scores_of
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from funneldesk.domain.facts import Bool, Facts, Int32
    from funneldesk.store.store import Store

BIN_POINTS = 5
LOW, HIGH = 0, 100
#: At most so many names are listed of those who enter or leave.
NAMES = 50


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody a draft brings to the threshold, or takes below it."""

    lead: int
    name: str
    company: str
    before: float
    after: float
    enters: bool


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """Scores of the draft on all leads, beside those of the book in force (`before`)."""

    facts: "Facts"
    features: Features
    book: Book
    scores: Scores
    before: Scores
    was: "Bool"  # reached the threshold under the book in force

    def with_book(self, book: Book) -> "Preview":
        """Return the preview of a changed draft; one changed signal costs one column."""
        changed = [s.id for s, old in zip(book.signals, self.book.signals, strict=False) if s != old]
        same_lines = [s.id for s in book.signals] == [s.id for s in self.book.signals]
        if book.components == self.book.components and same_lines and len(changed) <= 1:
            found = self.scores if not changed else rescored(self.scores, self.features, book, changed[0])
            return replace(self, book=book, scores=found)
        given = features(self.facts, book, self.features.day, self.features)
        return replace(self, book=book, features=given, scores=scores_of(given, book))

    @property
    def reached(self) -> "Bool":
        """Return who reaches the draft's threshold, by lead position."""
        return reached(self.scores, self.book)

    @property
    def entering(self) -> "Int32":
        """Return the positions of those who would come to the threshold, highest score first."""
        return self._by_score(self.reached & ~self.was)

    @property
    def leaving(self) -> "Int32":
        """Return the positions of those who would fall below it, highest score first."""
        return self._by_score(~self.reached & self.was)

    @property
    def scale(self) -> tuple[int, int]:
        """Return the points at the two ends of the histogram."""
        return LOW, HIGH

    def bins(self) -> list[int]:
        """Return how many leads have a score in each bin of BIN_POINTS; the ends take what is beyond."""
        places = np.clip(self.scores.milli // (BIN_POINTS * 1000), 0, (HIGH - LOW) // BIN_POINTS - 1)
        counts = np.bincount(places, minlength=(HIGH - LOW) // BIN_POINTS)
        return [int(count) for count in counts]

    def _by_score(self, who: "Bool") -> "Int32":
        places = np.flatnonzero(who)
        order = np.argsort(-self.scores.milli[places], kind="stable")
        return places[order].astype(np.int32)


def reached(found: Scores, book: Book) -> "Bool":
    """Return who has the points of the book's threshold (its other conditions left aside)."""
    milli = round(book.threshold.points * 1000)
    return found.milli >= milli if book.threshold.operator == "ge" else found.milli > milli


def preview_of(store: "Store", book: Book, as_of: int) -> Preview:
    """Return the preview of a draft as of a day."""
    facts = facts_of(store)
    current = version_in_force(versions_of(store), as_of).book
    given = features(facts, current, as_of)
    before = scores_of(given, current)
    own = features(facts, book, as_of, given)
    return Preview(facts, own, book, scores_of(own, book), before, reached(before, current))


def movers_of(store: "Store", preview: Preview) -> tuple[Mover, ...]:
    """Return who would enter and who would leave by name, at most NAMES of each."""
    places = [(int(p), True) for p in preview.entering[:NAMES]]
    places += [(int(p), False) for p in preview.leaving[:NAMES]]
    ids = [int(preview.facts.lead_ids[place]) for place, _enters in places]
    names = lead_names(store, ids)
    before, after = preview.before.total, preview.scores.total
    return tuple(
        Mover(id_, *names.get(id_, ("", "")), float(before[place]), float(after[place]), enters)
        for id_, (place, enters) in zip(ids, places, strict=True)
    )

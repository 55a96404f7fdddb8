"""Weights with a live preview: what a draft's points and threshold would do to the leads there are.

`preview_of` runs once in the background; `Preview.with_book` is quick enough for every step of a drag:
only the signal that changed is computed again (DESIGN 10).
"""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import Book, version_in_force
from funneldesk.domain.scoring.scoring import MILLI, Scores
from funneldesk.domain.scoring.trying import Tried, deal_eves, newcomers, rise_alike, rising_days, tried
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from funneldesk.domain.facts import Bool, Facts, Int32
    from funneldesk.store.store import Store

BIN_POINTS = 5
LOW, HIGH = 0, 100
#: At most so many names are listed of those who enter or leave.
NAMES = 50
#: First deals opened in these last days are looked up on their eve.
DEAL_DAYS = 365
#: Over so many last weeks new candidates are counted.
WEEKS = 4
#: In a store of more leads the last weeks of so many of them, evenly spread, stand for all.
WEEKLY_LEADS = 100_000
_DAYS = 7


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody a draft brings to the threshold, or takes below it."""

    lead: int
    name: str
    company: str
    before: float
    after: float
    enters: bool


@dataclass(frozen=True, slots=True)
class DealsSeen:
    """First deals of the last DEAL_DAYS, and how many of these leads stood at the threshold on the day before.

    `caught` under the draft, `caught_before` under the book in force; `gained` and `lost` are those in which
    the two differ.
    """

    deals: int
    caught: int
    caught_before: int
    gained: int
    lost: int


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """A draft tried on all leads today, on the eves of deals and on the last weeks, beside the book in force."""

    facts: "Facts"
    in_force: Book
    today: Tried
    eves: Tried
    weeks: Tried
    before: Scores
    was: "Bool"  # reached the threshold under the book in force
    caught_before: "Bool"
    weekly_before: float
    #: Who reaches the draft's threshold, by lead position.
    reached: "Bool" = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reached", self.today.reached)

    @property
    def book(self) -> Book:
        """Return the draft."""
        return self.today.book

    @property
    def scores(self) -> Scores:
        """Return everybody's score under the draft."""
        return self.today.scores

    def can_follow(self, book: Book) -> bool:
        """Whether `with_book` is quick; else the amounts of some signal are to be found first (`preview_of`)."""
        return self.today.can_follow(book)

    def with_book(self, book: Book) -> "Preview":
        """Return the preview of a draft for which `can_follow` holds; a changed signal costs one column."""
        return replace(
            self,
            today=self.today.follow(book),
            eves=self.eves.follow(book),
            weeks=self.weeks.follow(book),
        )

    @property
    def candidates(self) -> int:
        """Return how many reach the draft's threshold."""
        return int(np.count_nonzero(self.reached))

    @property
    def candidates_before(self) -> int:
        """Return how many reach the threshold of the book in force."""
        return int(np.count_nonzero(self.was))

    @property
    def entering(self) -> int:
        """Return how many would come to the threshold."""
        return int(np.count_nonzero(self.reached > self.was))

    @property
    def leaving(self) -> int:
        """Return how many would fall below it."""
        return int(np.count_nonzero(self.reached < self.was))

    @property
    def deals(self) -> DealsSeen:
        """Return what the draft would have seen in the leads that had a deal."""
        caught = self.eves.reached
        return DealsSeen(
            len(caught),
            int(np.count_nonzero(caught)),
            int(np.count_nonzero(self.caught_before)),
            int(np.count_nonzero(caught & ~self.caught_before)),
            int(np.count_nonzero(self.caught_before & ~caught)),
        )

    @property
    def weekly(self) -> float:
        """Return how many leads a week came to the draft's threshold in the last WEEKS weeks."""
        return _weekly(self.weeks)

    @property
    def weekly_share(self) -> int:
        """Return n where every n-th lead stands for all in `weekly`; 1: all were counted."""
        return _sampled(self.facts)

    @property
    def scale(self) -> tuple[int, int]:
        """Return the points at the two ends of the histogram."""
        return LOW, HIGH

    def bins(self) -> list[int]:
        """Return how many leads have a score in each bin of BIN_POINTS; the ends take what is beyond."""
        places = self.scores.milli // np.int32(BIN_POINTS * MILLI)
        np.clip(places, 0, (HIGH - LOW) // BIN_POINTS - 1, out=places)
        counts = np.bincount(places, minlength=(HIGH - LOW) // BIN_POINTS)
        return [int(count) for count in counts]

    def highest(self, who: "Bool", most: int = NAMES) -> "Int32":
        """Return the positions of those `who`, highest score first, at most so many."""
        places = np.flatnonzero(who)
        milli = self.scores.milli[places]
        if len(places) > most:
            # Not sorted as a whole: a threshold dragged to the ground moves a million.
            best = np.argpartition(-milli, most)[:most]
            places, milli = places[best], milli[best]
        return places[np.lexsort((places, -milli))].astype(np.int32)


def preview_of(store: "Store", book: Book, as_of: int, known: Preview | None = None) -> Preview:
    """Return the preview of a draft as of a day; amounts that an earlier preview `known` has are taken from it."""
    facts = facts_of(store)
    current = version_in_force(versions_of(store), as_of).book
    return previewed(facts, current, book, as_of, known)


def previewed(facts: "Facts", current: Book, book: Book, as_of: int, known: Preview | None = None) -> Preview:
    """Return the preview of `book` on these facts beside the `current` one."""
    if known is not None and (known.facts is not facts or known.today.features.day != as_of):
        known = None
    if known is None or known.in_force != current:
        known = _in_force(facts, current, as_of, known)
    eves = known.eves.features
    return replace(
        known,
        today=tried(facts, book, as_of, None, known.today.features),
        eves=tried(facts, book, as_of, eves.at, eves),
        weeks=_weeks(facts, book, as_of, known.weeks),
    )


def _in_force(facts: "Facts", current: Book, as_of: int, known: Preview | None) -> Preview:
    """Return the preview of the book in force itself, which changes nothing."""
    today = tried(facts, current, as_of, None, known.today.features if known else None)
    eves = known.eves.features.at if known else deal_eves(facts, as_of - DEAL_DAYS + 1, as_of)
    then = tried(facts, current, as_of, eves, known.eves.features if known else None)
    weeks = _weeks(facts, current, as_of, known.weeks if known else None)
    return Preview(
        facts, current, today, then, weeks, today.scores, today.reached, then.reached, _weekly(weeks)
    )


def _weeks(facts: "Facts", book: Book, as_of: int, known: Tried | None) -> Tried:
    if known is not None and rise_alike(known.book, book):
        return tried(facts, book, as_of, known.features.at, known.features)
    return tried(facts, book, as_of, rising_days(facts, book, _start(as_of), as_of, _sampled(facts)))


def _sampled(facts: "Facts") -> int:
    """Return that every so many-th lead is looked at over the last weeks: the figure is an average anyway."""
    return max(1, -(-facts.count // WEEKLY_LEADS))


def _start(as_of: int) -> int:
    return as_of - WEEKS * _DAYS


def _weekly(found: Tried) -> float:
    facts = found.features.facts
    return len(newcomers(found, _start(found.features.day))) * _sampled(facts) / WEEKS


def movers_of(store: "Store", preview: Preview) -> tuple[Mover, ...]:
    """Return who would enter and who would leave by name, at most NAMES of each."""
    places = [(int(p), True) for p in preview.highest(preview.reached & ~preview.was)]
    places += [(int(p), False) for p in preview.highest(~preview.reached & preview.was)]
    ids = [int(preview.facts.lead_ids[place]) for place, _enters in places]
    names = lead_names(store, ids)
    before, after = preview.before.milli, preview.scores.milli
    return tuple(
        Mover(id_, *names.get(id_, ("", "")), before[place] / MILLI, after[place] / MILLI, enters)
        for id_, (place, enters) in zip(ids, places, strict=True)
    )

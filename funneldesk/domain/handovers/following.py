"""What follows from the reason of a decision, by the version of the book in force that day (DESIGN 4, Reasons)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from funneldesk.domain.book.book import Book, BookVersion, Reason, version_in_force
from funneldesk.domain.book.book_pilots import running_pilot
from funneldesk.domain.facts import FOLLOWS
from funneldesk.domain.leads.records import term_key
from funneldesk.domain.moment import NEVER

#: How long before the day a customer plans something, where the book says only "before": as with its planned date.
AHEAD_DAYS = 60

RECYCLE, DISQUALIFY = FOLLOWS.index("recycle"), FOLLOWS.index("disqualify")


class Following(NamedTuple):
    """A code of FOLLOWS and the day to look again (NEVER: none, or the book counts from a date that no list tells)."""

    follows: int
    recheck_day: int = NEVER


_NOTHING = Following(0)


class Reasons:
    """The reasons of all versions; what a word in a list means, asked for many decisions."""

    def __init__(self, versions: Sequence[BookVersion]) -> None:
        self._versions = tuple(versions)
        self._found = lru_cache(maxsize=None)(self._find)

    def following(
        self, kind: str, word: str, day: int, *, inside: bool = False, planned: int = NEVER
    ) -> Following:
        """Return what follows from `word`, a reason of `kind` (rejection, lost, disqualification), on `day`.

        `day` NEVER: by the newest version. `inside`: about a lead of the pilot that ran that day, whose own reasons
        come first. `planned`: when the customer means to decide again, or renews the contract with somebody else.
        A word that no version asked knows has no consequence.
        """
        reason = self.named(kind, word, day, inside=inside)
        if reason is None:
            return _NOTHING
        recheck = NEVER
        if reason.then == "recycle" and reason.relative_to:
            recheck = _before(reason, day, planned)
        elif reason.then == "recycle" and reason.days is not None and day != NEVER:
            recheck = day + reason.days
        return Following(FOLLOWS.index(reason.then) if reason.then in FOLLOWS else 0, recheck)

    def named(self, kind: str, word: str, day: int, *, inside: bool = False) -> Reason | None:
        """Return the reason that `word` means, None where no version asked knows it: see `following`."""
        return self._found(kind, term_key(word), self._books(day, inside=inside)) if word else None

    def pilots_of_their_own(self) -> tuple[BookVersion, ...]:
        """Return the pilots for real whose reasons are not those of the version for everybody beside them."""
        return tuple(
            one
            for one in self._versions
            if one.is_pilot
            and one.decides
            and one.book.reasons != version_in_force(self._versions, one.from_day).book.reasons
        )

    def _books(self, day: int, *, inside: bool) -> tuple[int, ...]:
        """Return the places of the versions asked in turn."""
        found = [version_in_force(self._versions, day)]
        pilot = running_pilot(self._versions, day) if inside else None
        if pilot is not None and pilot.decides:
            found.insert(0, pilot)
        return tuple(self._versions.index(one) for one in found)

    def _find(self, kind: str, key: str, books: tuple[int, ...]) -> Reason | None:
        named = [one for place in books for one in _named(self._versions[place].book, key)]
        return next((one for one in named if one.kind == kind), named[0] if named else None)


def _before(reason: Reason, day: int, planned: int) -> int:
    """Return when to look again at whoever plans something; a date that was over at the decision says nothing."""
    if NEVER in (planned, day) or planned <= day:
        return NEVER
    # What is too near to wait for is looked at on the next day.
    return max(planned + (-AHEAD_DAYS if reason.days is None else reason.days), day + 1)


def _named(book: Book, key: str) -> list[Reason]:
    return [one for one in book.reasons if key in (term_key(one.name), one.id)]

"""When which version of the book is in force."""

from dataclasses import dataclass

from funneldesk.domain.book.book import Book, BookVersion
from funneldesk.domain.facts import Int32


@dataclass(frozen=True, slots=True, eq=False)
class Period:
    """Days (ordinals, both included) on which one version is in force.

    While a pilot runs, its leads come under its book on days of their own: then `begins` and `ends` hold each
    lead's first and last day (by position; none where the first comes after the last). None: as for everybody.
    """

    from_day: int
    to_day: int
    book: Book
    begins: Int32 | None = None
    ends: Int32 | None = None

    @property
    def begin(self) -> Int32 | int:
        """Return the first day, of all leads or of each."""
        return self.from_day if self.begins is None else self.begins

    @property
    def end(self) -> Int32 | int:
        """Return the last day, of all leads or of each."""
        return self.to_day if self.ends is None else self.ends


def periods(versions: tuple[BookVersion, ...], as_of: int) -> tuple[Period, ...]:
    """Return the periods of the versions for everybody up to `as_of`, oldest first.

    Of two versions from the same day the later counts.
    """
    agreed = sorted((v for v in versions if not v.is_pilot), key=lambda v: (v.from_day, v.number))
    by_start = {v.from_day: v.book for v in agreed}
    starts = [day for day in by_start if day <= as_of]
    ends = [*(day - 1 for day in starts[1:]), as_of]
    # Before the first version there is no start and the one end is left over.
    return tuple(Period(start, end, by_start[start]) for start, end in zip(starts, ends, strict=False))

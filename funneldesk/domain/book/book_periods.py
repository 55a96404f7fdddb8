"""When which version of the book is in force."""

from dataclasses import dataclass

from funneldesk.domain.book.book import Book, BookVersion


@dataclass(frozen=True, slots=True)
class Period:
    """Days (ordinals, both included) on which one version is in force."""

    from_day: int
    to_day: int
    book: Book


def periods(versions: tuple[BookVersion, ...], as_of: int) -> tuple[Period, ...]:
    """Return the periods up to `as_of`, oldest first; of two versions from the same day the later counts."""
    by_start = {v.from_day: v.book for v in sorted(versions, key=lambda v: (v.from_day, v.number))}
    starts = [day for day in by_start if day <= as_of]
    ends = [*(day - 1 for day in starts[1:]), as_of]
    # Before the first version there is no start and the one end is left over.
    return tuple(Period(start, end, by_start[start]) for start, end in zip(starts, ends, strict=False))

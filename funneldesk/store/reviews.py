"""Reviews as they are stored: written once, when they begin. What is said in them are notes (`store.notes`)."""

import hashlib
import sqlite3
from dataclasses import dataclass

from funneldesk.store.store import Store

_REVIEWS = "SELECT id, rhythm, from_day, to_day, as_of, version, book_sha256, numbers, begun_at FROM review ORDER BY id"
_ADD = (
    "INSERT INTO review (rhythm, from_day, to_day, as_of, version, book_sha256, numbers, sha256, begun_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review: its range and day (ordinals), the version of the book it went by, its numbers as JSON text."""

    id: int
    rhythm: str
    from_day: int
    to_day: int
    as_of: int
    version: int
    book_sha256: str
    numbers: str
    begun_at: str


def add_review(connection: sqlite3.Connection, review: StoredReview) -> int:
    """Write a review inside the caller's transaction and return its id; that of `review` is not looked at."""
    values = (review.rhythm, review.from_day, review.to_day, review.as_of, review.version, review.book_sha256)
    row = (*values, review.numbers, sum_of_numbers(review.numbers), review.begun_at)
    return connection.execute(_ADD, row).lastrowid or 0


def read_reviews(connection: sqlite3.Connection) -> tuple[StoredReview, ...]:
    """Return every review ever begun, oldest first."""
    return tuple(StoredReview(*row) for row in connection.execute(_REVIEWS))


def altered_reviews(store: Store) -> tuple[int, ...]:
    """Return the ids of reviews whose numbers are no longer those that were written."""
    rows = store.connection.execute("SELECT id, numbers, sha256 FROM review ORDER BY id")
    return tuple(number for number, text, sha256 in rows if sum_of_numbers(text) != sha256)


def sum_of_numbers(text: str) -> str:
    """Return what is kept beside the numbers of a review to tell whether they are still those."""
    return hashlib.sha256(text.encode()).hexdigest()

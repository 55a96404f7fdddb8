"""Versions of the definition book, their signatures, and the one draft.

A version never changes once it is written. The draft is no version: saving it leaves `revision` alone, so
that nothing that was computed from records and versions has to be computed again.
"""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from funneldesk.domain.book.book import Book, BookVersion, Signature
from funneldesk.domain.book.book_json import book_from_json, book_sha256, canonical_json
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.moment import instant_text
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.store.faults import explained
from funneldesk.store.store import Store

_VERSIONS = (
    "SELECT number, json, sha256, created_at, from_day, book_version.note, until_day, adopted_as "
    "FROM book_version LEFT JOIN pilot_end ON version = number ORDER BY number"
)
_SIGNATURES = "SELECT version, side, name, signed_at FROM signature ORDER BY version, signed_at, side, name"
_ADD_VERSION = "INSERT INTO book_version VALUES (?, ?, ?, ?, ?, ?)"
_ADD_SIGNATURE = "INSERT INTO signature VALUES (?, ?, ?, ?)"
_DRAFT = "SELECT json, base, updated_at FROM book_draft WHERE id = 1"
_KEEP_DRAFT = "INSERT OR REPLACE INTO book_draft VALUES (1, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft: a book, the number of the version it was made from, and when it was last saved."""

    book: Book
    base: int
    updated_at: str


def first_version(language: str) -> BookVersion:
    """Return version 0: the starter book, an unsigned example in force from the beginning of time."""
    book = starter_book(language)
    return BookVersion(0, book, book_sha256(book), instant_text(datetime.now(UTC)), from_day=0)


def add_version(connection: sqlite3.Connection, version: BookVersion) -> None:
    """Write a version with its signatures, inside the caller's transaction."""
    values = (version.number, canonical_json(version.book), version.sha256, version.created_at)
    connection.execute(_ADD_VERSION, (*values, version.from_day, version.note))
    connection.executemany(
        _ADD_SIGNATURE, [(version.number, s.side, s.name, s.signed_at) for s in version.signatures]
    )


def read_versions(store: Store) -> tuple[BookVersion, ...]:
    """Return every version, oldest first; UserError where one can no longer be read."""
    with explained(store.path):
        rows = store.connection.execute(_VERSIONS).fetchall()
        signed = store.connection.execute(_SIGNATURES).fetchall()
    return tuple(
        BookVersion(
            number,
            book_from_json(json),
            sha256,
            created_at,
            from_day,
            tuple(Signature(*rest) for version, *rest in signed if version == number),
            note,
            until_day,
            adopted_as,
        )
        for number, json, sha256, created_at, from_day, note, until_day, adopted_as in rows
    )


def altered_versions(store: Store) -> tuple[int, ...]:
    """Return the numbers of versions whose text no longer fits the sha256 they were signed with."""
    return tuple(v.number for v in read_versions(store) if book_sha256(v.book) != v.sha256)


def read_draft(store: Store) -> Draft | None:
    """Return the draft, None if there is none."""
    with explained(store.path):
        row = store.connection.execute(_DRAFT).fetchone()
    return Draft(book_from_json(row[0]), row[1], row[2]) if row else None


def write_draft(store: Store, book: Book, base: int) -> None:
    """Keep `book` as the draft made from version `base`, in place of the draft before."""
    _require_writer(store)
    with explained(store.path):
        now = instant_text(datetime.now(UTC))
        store.connection.execute(_KEEP_DRAFT, (canonical_json(book), base, now))


def delete_draft(store: Store) -> None:
    """Forget the draft, if there is one."""
    _require_writer(store)
    with explained(store.path):
        forget_draft(store.connection)


def forget_draft(connection: sqlite3.Connection) -> None:
    """Forget the draft inside the caller's transaction, where it has become a version."""
    connection.execute("DELETE FROM book_draft")


def _require_writer(store: Store) -> None:
    if not store.writes:
        raise UserError(
            "read_only",
            _("{file} is open for reading only.").format(file=str(store.path)),
            _("Open it for writing, then try again."),
        )

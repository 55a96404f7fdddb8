"""Versions of the definition book and their signatures: written once, read often.

A version never changes once it is written: triggers refuse it (`schema`), and `altered_versions` finds what was
done around them.
"""

import hashlib
import sqlite3
from datetime import UTC, datetime

from funneldesk.domain.book.book import BookVersion, Signature
from funneldesk.domain.book.book_json import book_from_json, canonical_json
from funneldesk.domain.book.starter import starter_json
from funneldesk.domain.moment import instant_text
from funneldesk.store.faults import explained
from funneldesk.store.schema import GUARDS
from funneldesk.store.store import Store

_VERSIONS = (
    "SELECT number, json, sha256, created_at, from_day, book_version.note, until_day, adopted_as "
    "FROM book_version LEFT JOIN pilot_event e ON e.id = "
    "(SELECT max(id) FROM pilot_event WHERE version = number) ORDER BY number"
)
_SIGNATURES = "SELECT version, side, name, signed_at FROM signature ORDER BY version, signed_at, side, name"
_ADD_VERSION = "INSERT INTO book_version VALUES (?, ?, ?, ?, ?, ?)"
_ADD_SIGNATURE = "INSERT INTO signature VALUES (?, ?, ?, ?)"


def add_first_version(connection: sqlite3.Connection, language: str) -> None:
    """Write version 0: the starter book, an unsigned example in force from the beginning of time."""
    text = starter_json(language)
    created_at = instant_text(datetime.now(UTC))
    connection.execute(_ADD_VERSION, (0, text, _sha256(text), created_at, 0, ""))


def add_version(connection: sqlite3.Connection, version: BookVersion) -> None:
    """Write a version with its signatures, inside the caller's transaction."""
    # Signatures come first: once their version stands, the store takes no more of them.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.executemany(
        _ADD_SIGNATURE, [(version.number, s.side, s.name, s.signed_at) for s in version.signatures]
    )
    values = (version.number, canonical_json(version.book), version.sha256, version.created_at)
    connection.execute(_ADD_VERSION, (*values, version.from_day, version.note))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


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
    """Return the numbers of versions whose text no longer fits the sha256 they were signed with.

    It is the text that was signed: what a later program makes of it has other bytes where the book has new fields.
    """
    with explained(store.path):
        rows = store.connection.execute(_VERSIONS).fetchall()
    return tuple(row[0] for row in rows if _sha256(row[1]) != row[2])


def missing_guards(store: Store) -> tuple[str, ...]:
    """Return the triggers that should keep agreed versions as they are and are not there."""
    rows = store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return tuple(sorted({*GUARDS} - {name for (name,) in rows}))

"""Drafts of the definition book, by name; one of them is the current one.

A draft is no version: saving it leaves `revision` alone, so that nothing that was computed from records and versions
has to be computed again.
"""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from funneldesk.domain.book.book import Book
from funneldesk.domain.book.book_json import book_from_json, canonical_json
from funneldesk.domain.moment import instant_text
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.store.faults import explained
from funneldesk.store.store import Store

_DRAFTS = "SELECT id, json, base, base_sha256, name, updated_at FROM book_draft ORDER BY id"
_KEEP = (
    "INSERT OR REPLACE INTO book_draft (id, json, base, base_sha256, name, updated_at) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
_CURRENT = "current_draft"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: a book, the version it was made from (number and sha256), its name, and when it was last saved.

    An empty `name`: the draft that began with an edit, which nobody has named.
    """

    id: int
    book: Book
    base: int
    base_sha256: str
    name: str
    updated_at: str = ""


def read_drafts(store: Store) -> tuple[Draft, ...]:
    """Return every draft, oldest first."""
    with explained(store.path):
        rows = store.connection.execute(_DRAFTS).fetchall()
    return tuple(Draft(row[0], book_from_json(row[1]), *row[2:]) for row in rows)


def current_draft(store: Store) -> int | None:
    """Return the id of the draft somebody chose last; None: it is gone, or the agreed version was chosen instead."""
    with explained(store.path):
        rows = store.connection.execute("SELECT id FROM book_draft ORDER BY id").fetchall()
        chosen = store.setting(_CURRENT)
    ids = [row[0] for row in rows]
    if chosen is None:
        # A store from before drafts had names.
        return ids[-1] if ids else None
    return int(chosen) if int(chosen) in ids else None


def write_draft(store: Store, draft: Draft, *, current: bool = True) -> Draft:
    """Keep a draft, in place of the one of its id (0: a new id), make it the current one, and return it as kept."""
    _require_writer(store)
    with explained(store.path):
        number = draft.id or _next_id(store.connection)
        now = instant_text(datetime.now(UTC))
        kept = Draft(number, draft.book, draft.base, draft.base_sha256, draft.name, now)
        values = (number, canonical_json(kept.book), kept.base, kept.base_sha256, kept.name, now)
        store.connection.execute(_KEEP, values)
        if current:
            store.set_setting(_CURRENT, str(number))
    return kept


def choose_draft(store: Store, draft: int) -> None:
    """Make a draft the current one (0: none, the agreed version)."""
    _require_writer(store)
    with explained(store.path):
        store.set_setting(_CURRENT, str(draft))


def delete_draft(store: Store, draft: int) -> None:
    """Forget a draft."""
    _require_writer(store)
    with explained(store.path):
        forget_draft(store.connection, draft)


def forget_draft(connection: sqlite3.Connection, draft: int) -> None:
    """Forget a draft inside the caller's transaction, where it has become a version."""
    connection.execute("DELETE FROM book_draft WHERE id = ?", (draft,))


def _next_id(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM book_draft").fetchone()[0])


def _require_writer(store: Store) -> None:
    if not store.writes:
        raise UserError(
            "read_only",
            _("{file} is open for reading only.").format(file=str(store.path)),
            _("Open it for writing, then try again."),
        )

"""What people write down: the minutes of reviews and knowledge cards, as rows that are only ever added.

Of the rows of one item the newest that is not hidden says what it is now. Taking a step back hides its row. Nothing
that is computed depends on notes: they are written in `Store.aside`.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_NOTES = "SELECT id, kind, review_id, item, vals, at, hidden FROM note"
_ADD = "INSERT INTO note (kind, review_id, item, vals, at) VALUES (?, ?, ?, ?, ?)"
#: A row that says its item is gone.
_GONE = "removed"


@dataclass(frozen=True, slots=True)
class Note:
    """One row: `item` is the id of the first row about the same thing, `values` plain JSON values."""

    id: int
    kind: str
    review: int | None
    item: int
    values: Mapping[str, Any]
    at: str
    hidden: bool

    @property
    def is_removal(self) -> bool:
        """Whether it says that its item is gone."""
        return bool(self.values.get(_GONE))


def add_note(
    connection: sqlite3.Connection,
    kind: str,
    values: Mapping[str, Any],
    *,
    at: str,
    review: int | None = None,
    item: int = 0,
) -> int:
    """Store a row inside the caller's transaction, about an `item` there is or a new one (0); return its id."""
    text = json.dumps(values, ensure_ascii=False)
    number = connection.execute(_ADD, (kind, review, item, text, at)).lastrowid or 0
    if not item:
        connection.execute("UPDATE note SET item = id WHERE id = ?", (number,))
    return number


def remove_item(connection: sqlite3.Connection, note: Note, at: str) -> int:
    """Say inside the caller's transaction that an item is gone; return the id of the row."""
    return add_note(connection, note.kind, {_GONE: True}, at=at, review=note.review, item=note.item)


def set_hidden(connection: sqlite3.Connection, ids: Iterable[int], *, hidden: bool) -> None:
    """Hide rows, or show them again, inside the caller's transaction."""
    connection.executemany("UPDATE note SET hidden = ? WHERE id = ?", [(int(hidden), one) for one in ids])


def note_of(connection: sqlite3.Connection, number: int) -> Note | None:
    """Return one row, None if there is none."""
    return next(_read(connection, f"{_NOTES} WHERE id = ?", (number,)), None)


def rows_of(connection: sqlite3.Connection, item: int) -> tuple[Note, ...]:
    """Return every row of an item, hidden ones too, oldest first: its history."""
    return tuple(_read(connection, f"{_NOTES} WHERE item = ? ORDER BY id", (item,)))


def items(connection: sqlite3.Connection, *kinds: str) -> tuple[Note, ...]:
    """Return what items of these kinds are now, in the order in which they were begun."""
    marks = ", ".join("?" * len(kinds))
    sql = f"{_NOTES} WHERE NOT hidden AND kind IN ({marks}) ORDER BY id"
    newest = {note.item: note for note in _read(connection, sql, kinds)}
    return tuple(newest[item] for item in sorted(newest) if not newest[item].is_removal)


def every(connection: sqlite3.Connection) -> tuple[Note, ...]:
    """Return every row of every item, hidden ones too, oldest first: all that was ever written down."""
    return tuple(_read(connection, f"{_NOTES} ORDER BY id", ()))


def _read(connection: sqlite3.Connection, sql: str, values: Iterable[Any]) -> Iterator[Note]:
    for number, kind, review, item, vals, at, hidden in connection.execute(sql, tuple(values)):
        yield Note(number, kind, review, item, json.loads(vals), at, bool(hidden))

"""When pilots ended, and when an end was taken back: a pilot is a version, and versions never change."""

import sqlite3

from funneldesk.domain.book.book import BookVersion

_ADD = "INSERT INTO pilot_event (version, until_day, adopted_as, at, note) VALUES (?, ?, ?, ?, ?)"


def add_event(connection: sqlite3.Connection, pilot: BookVersion, at: str, note: str = "") -> None:
    """Write until when a pilot runs now, and which version it became if any, inside the caller's transaction."""
    connection.execute(_ADD, (pilot.number, pilot.until_day, pilot.adopted_as, at, note))

"""The ends of pilots, each written once: a pilot is a version, and versions never change."""

import sqlite3

from funneldesk.domain.book.book import BookVersion

_ADD = "INSERT INTO pilot_end VALUES (?, ?, ?, ?, ?)"


def add_end(connection: sqlite3.Connection, ended: BookVersion, at: str, note: str) -> None:
    """Write until when a pilot runs, and which version it became if any, inside the caller's transaction."""
    connection.execute(_ADD, (ended.number, ended.until_day, ended.adopted_as, at, note))

"""The audit log: every write leaves one line."""

from collections.abc import Mapping
from datetime import UTC, datetime

from funneldesk.domain.moment import instant_text
from funneldesk.store.audit import Entry, add_entry, entries
from funneldesk.store.store import Connection, Store

__all__ = ["Entry", "log", "note"]


def note(connection: Connection, operation: str, detail: Mapping[str, object]) -> None:
    """Write one line, inside the transaction of the change it tells of."""
    add_entry(connection, instant_text(datetime.now(UTC)), operation, detail)


def log(store: Store) -> tuple[Entry, ...]:
    """Return all lines, oldest first."""
    return entries(store.connection)

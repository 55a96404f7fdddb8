"""What this store has published: a manifest for each, so that numbers go on even where the share forgot some."""

import sqlite3

from funneldesk.domain.team.manifest import Manifest, manifest_bytes, manifest_from

_ADD = (
    "INSERT INTO publication (share_id, epoch, seq, name, manifest, published_at) VALUES (?, ?, ?, ?, ?, ?)"
)
_KNOWN = "SELECT 1 FROM publication WHERE share_id = ? AND name = ?"
_LAST = "SELECT manifest FROM publication WHERE share_id = ? ORDER BY epoch DESC, seq DESC, id DESC LIMIT 1"


def add_publication(connection: sqlite3.Connection, name: str, manifest: Manifest) -> bool:
    """Store what was published under a name on the share; whether it was not yet known."""
    if connection.execute(_KNOWN, (manifest.share_id, name)).fetchone():
        return False
    text = manifest_bytes(manifest).decode("utf-8")
    row = (manifest.share_id, manifest.epoch, manifest.seq, name, text, manifest.published_at)
    connection.execute(_ADD, row)
    return True


def last_publication(connection: sqlite3.Connection, share_id: str) -> Manifest | None:
    """Return the newest publication this store knows it made on a share."""
    row = connection.execute(_LAST, (share_id,)).fetchone()
    return None if row is None else manifest_from(str(row[0]).encode("utf-8"))


def collected_answers(connection: sqlite3.Connection) -> dict[str, set[tuple[int, str]]]:
    """Return number and sum of the answers that were taken in, by device."""
    found: dict[str, set[tuple[int, str]]] = {}
    for device, number, sum16 in connection.execute("SELECT device, number, sum16 FROM response"):
        found.setdefault(device, set()).add((number, sum16))
    return found

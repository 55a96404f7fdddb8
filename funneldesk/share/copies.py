"""Copies of publications on this computer: written under a fresh name, whole before they are used, then the only one.

All functions raise UserError where the disk of this computer refuses.
"""

import hashlib
import os
import secrets
import sqlite3
import time
from collections.abc import Collection
from contextlib import closing, suppress
from pathlib import Path

from funneldesk.domain.team.publication import TABLES
from funneldesk.share.outbox_faults import explained
from funneldesk.share.publication_schema import quoted

COPY, PART = ".sqlite", ".part"
#: Parts are left over by a program that was killed when they are older than this, in seconds.
_LEFT_AFTER = 3600
_BLOCK = 1 << 20


def write_part(folder: Path, data: bytes) -> Path:
    """Write a publication under a name nothing has, and wait until it is on the disk. Not yet a copy."""
    path = folder / f"{secrets.token_hex(8)}{PART}"
    with explained(path):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            drop(path)
            raise
    return path


def part_without(copy: Path, handovers: Collection[str]) -> tuple[Path, dict[str, int]]:
    """Write a copy once more without the people some hand-overs are about; return the part and the rows of its tables.

    Nothing of them stays in its bytes. Sums are as they were published.
    """
    with explained(copy):
        part = write_part(copy.parent, copy.read_bytes())
    try:
        with explained(part), closing(sqlite3.connect(part, isolation_level=None)) as db:
            return part, _without(db, handovers)
    except BaseException:
        drop(part)
        raise


def _without(db: sqlite3.Connection, handovers: Collection[str]) -> dict[str, int]:
    for pragma in ("trusted_schema = OFF", "temp_store = MEMORY", "secure_delete = ON"):
        db.execute(f"PRAGMA {pragma}")
    about = [
        (quoted(table.name), name, f"{name}s_gone")
        for table in TABLES
        for name in ("handover", "lead")
        if name in {column.name for column in table.columns}
    ]
    db.execute("BEGIN IMMEDIATE")
    db.execute("CREATE TEMP TABLE handovers_gone (id TEXT PRIMARY KEY)")
    db.execute("CREATE TEMP TABLE leads_gone (id INTEGER PRIMARY KEY)")
    db.executemany("INSERT INTO handovers_gone VALUES (?)", [(one,) for one in handovers])
    # People go from all tables, also where a line about them names another of their hand-overs, or none.
    db.execute(
        "INSERT OR IGNORE INTO leads_gone SELECT lead FROM handovers "
        "WHERE lead IS NOT NULL AND handover IN (SELECT id FROM handovers_gone)"
    )
    for table, name, gone in about:
        db.execute(f"DELETE FROM {table} WHERE {name} IN (SELECT id FROM {gone})")  # noqa: S608 - names of this program
    db.execute("COMMIT")
    db.execute("VACUUM")
    count = "SELECT count(*) FROM {}"
    return {one.name: int(db.execute(count.format(quoted(one.name))).fetchone()[0]) for one in TABLES}


def sum_of(path: Path) -> str | None:
    """Return the sha256 of a file, None where it is not there or cannot be read."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    except OSError:
        return None
    return found.hexdigest()


def drop(path: Path) -> None:
    """Remove a file; one that somebody has open (Windows) stays until the next time."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def tidy(folder: Path, keep: str) -> None:
    """Remove all copies but one, and parts that nobody writes any more."""
    with suppress(OSError):
        for path in folder.iterdir():
            is_left = path.suffix == PART and time.time() - path.stat().st_mtime > _LEFT_AFTER
            if is_left or (path.suffix == COPY and path.name != keep):
                drop(path)

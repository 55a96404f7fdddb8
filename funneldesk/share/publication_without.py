"""A publication without some people: they were erased, and the newer one that leaves them out has not come yet."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from funneldesk.domain.team.publication import TABLES
from funneldesk.share.publication_schema import quoted


def leave_out(path: Path, handovers: Collection[str]) -> dict[str, int]:
    """Remove the people some hand-overs are about from a publication; return the rows of its tables then.

    Nothing of them stays in its bytes. sqlite3.Error where the file cannot be written, or is none.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        return _left(db, handovers)


def _left(db: sqlite3.Connection, handovers: Collection[str]) -> dict[str, int]:
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

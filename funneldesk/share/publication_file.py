"""The published SQLite file: written from the list of what is published, opened as a file nobody vouches for.

It is a plain file without a log beside it, for any program: tables for programs, views in words for people.
"""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from operator import itemgetter
from pathlib import Path

from funneldesk.domain.team.publication import SCHEMA, TABLES, Publication, Table, Value
from funneldesk.i18n import _
from funneldesk.share.publication_checks import (
    MOST_JSON,
    MOST_SQL,
    check_cells,
    check_head,
    check_objects,
    check_pages,
)
from funneldesk.share.publication_faults import damaged, explained, not_there
from funneldesk.share.publication_reader import Deadline, PublicationReader
from funneldesk.share.publication_schema import (
    APPLICATION_ID,
    index_statements,
    quoted,
    statements,
    view_statements,
)

#: Seconds all checks of a file may take.
_DEADLINE = 60.0
_BLOCK = 1 << 20
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MOST_JSON,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: MOST_SQL,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 1,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_CAREFUL = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA query_only = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
)


#: The whole file while it is written, in KiB: pages that come and go cost more than the rows on them.
_ROOM = "cache_size = -131072"


#: A table of so many rows is long; columns that fewer of its rows have a value in are filled in afterwards.
_MANY, _FEW = 5_000, 0.2


def write_publication(path: Path, publication: Publication) -> dict[str, int]:
    """Write a publication to a new file and read it back; return the number of rows of each table.

    OSError or UserError where the disk refuses; the file is then of no use.
    """
    rows = {table.name: len(publication.rows.get(table.name, ())) for table in TABLES}
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # What breaks off is thrown away: the file needs no journal while it is written, and has none afterwards.
        for pragma in (
            "page_size = 4096",
            "encoding = 'UTF-8'",
            "journal_mode = OFF",
            "synchronous = OFF",
            _ROOM,
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("BEGIN")
        for statement in statements():
            connection.execute(statement)
        _fill(connection, publication)
        for statement in (*index_statements(), *view_statements()):
            connection.execute(statement)
        connection.execute("COMMIT")
    finally:
        connection.close()
    with open_publication(path, rows=rows, is_own=True) as written:
        said = (written.level, written.as_of, written.language)
    if said != (publication.level, publication.as_of, publication.language):
        raise damaged(path, _("it does not say of what day it is, for whom, in which language"))
    return rows


def _fill(connection: sqlite3.Connection, publication: Publication) -> None:
    for table in TABLES:
        rows = publication.rows.get(table.name, ())
        if len(rows) >= _MANY and table.columns[0].type == "whole":
            _fill_long(connection, table, rows)
            continue
        places = ", ".join("?" * len(table.columns))
        connection.executemany(
            f"INSERT INTO {quoted(table.name)} VALUES ({places})",  # noqa: S608 - names of this program
            rows,
        )


def _fill_long(connection: sqlite3.Connection, table: Table, rows: Sequence[Sequence[Value]]) -> None:
    """Fill a long table in the order in which its rows lie in the file: it grows at its end only.

    Columns of which few rows have a value are filled in afterwards: the driver takes longer over a NULL than over a
    text.
    """
    ordered = sorted(rows, key=itemgetter(0))
    columns = [*zip(*ordered, strict=True)]
    few = [place for place, column in enumerate(columns) if column.count(None) > len(rows) * (1 - _FEW)]
    full = [place for place in range(len(columns)) if place not in few]
    names = [quoted(column.name) for column in table.columns]
    connection.executemany(
        f"INSERT INTO {quoted(table.name)} ({', '.join(names[place] for place in full)}) "  # noqa: S608
        f"VALUES ({', '.join('?' * len(full))})",
        zip(*(columns[place] for place in full), strict=True),
    )
    for place in few:
        connection.executemany(
            f"UPDATE {quoted(table.name)} SET {names[place]} = ? WHERE {names[0]} = ?",  # noqa: S608
            [pair for pair in zip(columns[place], columns[0], strict=True) if pair[0] is not None],
        )


def open_publication(
    path: Path, *, rows: Mapping[str, int] | None = None, sha256: str = "", is_own: bool = False
) -> PublicationReader:
    """Open a publication on this computer for reading, after checking every page and every cell of it.

    `rows`, `sha256`: what a manifest says of the file. `is_own`: this program has just written it, so that its texts
    are texts, and its indexes are compared with their tables instead.
    UserError where it is anything but a whole publication that this program knows. A file on the share is copied
    first: nothing may change it while it is open.
    """
    check_head(path)
    if sha256 and sum_of(path) != sha256:
        raise damaged(path, _("other bytes than were published"))
    with explained(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
    try:
        return _checked(path, connection, rows, is_own=is_own)
    except BaseException:
        connection.close()
        raise


def _checked(
    path: Path, connection: sqlite3.Connection, rows: Mapping[str, int] | None, *, is_own: bool
) -> PublicationReader:
    deadline = Deadline(connection)
    deadline.start(_DEADLINE)
    with explained(path):
        for limit, most in _LIMITS.items():
            connection.setlimit(limit, most)
        for pragma in _CAREFUL:
            connection.execute(pragma)
        check_objects(connection, path)
        check_pages(connection, path, indexes=is_own)
        counts = check_cells(connection, path, letters=not is_own)
    for table, count in (rows or {}).items():
        if counts.get(table) != count:
            raise damaged(path, _("“{table}” has other rows than were published").format(table=table))
    return PublicationReader(path, connection, deadline, counts)


def sum_of(path: Path) -> str:
    """Return the sha256 of a file; UserError where it cannot be read."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    except OSError as error:
        raise not_there(path) from error
    return found.hexdigest()

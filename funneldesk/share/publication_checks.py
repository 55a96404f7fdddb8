"""The checks of a published file before anything of it is shown: its head, its objects, its pages and every cell."""

import json
import re
import sqlite3
from collections import deque
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from funneldesk.domain.team.levels import LEVELS
from funneldesk.domain.team.publication import SCHEMA, TABLES, Column, ColumnType, Table
from funneldesk.i18n import LANGUAGES, _
from funneldesk.share.names import MOST_PUBLICATION
from funneldesk.share.publication_faults import damaged, not_there, other_version, unexpected_object
from funneldesk.share.publication_schema import APPLICATION_ID, quoted, unexpected

_HEAD = 100
_MAGIC = b"SQLite format 3\x00"
#: Read and written without a write-ahead log.
_ROLLBACK = b"\x01\x01"
_UTF8 = 1
#: Bytes no cell is longer than; the greater one holds for anything in the file.
MOST_JSON, MOST_TEXT = 8 * 1024 * 1024, 64 * 1024
#: SQLite parses the text of every object before it can say what is there.
MOST_SQL = 256 * 1024
_MOST_OBJECTS = 100
_GREATEST = 10**15
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def check_head(path: Path) -> None:
    """Raise a UserError unless the file begins like a publication of this version and is as long as it says."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise not_there(path) from error
    if len(head) < _HEAD or not head.startswith(_MAGIC):
        raise damaged(path, _("it is no SQLite file"))
    if size > MOST_PUBLICATION:
        raise damaged(path, _("it is too large"))
    page = _number(head, 16, 2)
    page = 65536 if page == 1 else page
    if page < 512 or size != page * _number(head, 28, 4) or head[18:20] != _ROLLBACK:  # noqa: PLR2004 - SQLite's least
        raise damaged(path, _("parts of it are missing or do not belong to it"))
    if _number(head, 68, 4) != APPLICATION_ID or _number(head, 56, 4) != _UTF8:
        raise damaged(path, _("it was not published by FunnelDesk"))
    if _number(head, 60, 4) != SCHEMA:
        raise other_version(path, newer=_number(head, 60, 4) > SCHEMA)


def _number(head: bytes, at: int, size: int) -> int:
    return int.from_bytes(head[at : at + size], "big")


def check_objects(connection: sqlite3.Connection, path: Path) -> None:
    """Raise a UserError if the file holds anything but the known tables, their indexes and their views."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT ?", (_MOST_OBJECTS,)
    ).fetchall()
    if not all(isinstance(cell, str) for row in rows for cell in row[:3]):
        raise damaged(path, _("its list of tables is damaged"))
    name = unexpected(rows)
    if name is not None:
        raise unexpected_object(path, name)


def check_pages(connection: sqlite3.Connection, path: Path, *, indexes: bool) -> None:
    """Raise a UserError unless all pages belong together; `indexes`: compare these with their tables as well."""
    pragma = "integrity_check" if indexes else "quick_check"
    found = connection.execute(f"PRAGMA {pragma}(1)").fetchone()
    if found is None or found[0] != "ok":
        raise damaged(path, str(found[0]).splitlines()[-1][:200] if found else "")


def check_cells(connection: sqlite3.Connection, path: Path, *, letters: bool) -> dict[str, int]:
    """Raise a UserError unless every cell is what its column may hold; return the number of rows of each table.

    `letters`: read every text as well, and as any program would where it is JSON; else it only has to be JSON.
    """
    counts = {}
    for table in TABLES:
        counts[table.name], *wrong = connection.execute(_cells_sql(table, letters=letters)).fetchone()
        for column, count in zip(table.columns, wrong, strict=True):
            if count:
                where = f"{table.name}.{column.name}"
                raise damaged(path, _("wrong values in {column}").format(column=where))
        if letters:
            _check_letters(connection, table)
            _check_json(connection, path, table)
    return counts


@cache
def _cells_sql(table: Table, *, letters: bool) -> str:
    # A comparison with NULL is NULL, which `count` of nothing leaves out: NULL is allowed everywhere.
    conditions = (_wrong(column) + ("" if letters else _not_json(column)) for column in table.columns)
    wrong = ", ".join(f"count(CASE WHEN {condition} THEN 1 END)" for condition in conditions)
    return f"SELECT count(*), {wrong} FROM {quoted(table.name)} NOT INDEXED"  # noqa: S608 - names of this program


def _wrong(column: Column) -> str:
    """Return what no cell of a column may be: SQLite's own check has found those of another type already."""
    name = quoted(column.name)
    conditions: dict[ColumnType, str] = {
        "text": f"length(CAST({name} AS BLOB)) > {MOST_TEXT}",
        "json": f"length(CAST({name} AS BLOB)) > {MOST_JSON}",
        "day": f"(date({name}) IS NOT {name} OR {name} < '0001')",
        "whole": f"{name} NOT BETWEEN -{_GREATEST} AND {_GREATEST}",
        "flag": f"{name} NOT IN (0, 1)",
        "real": f"{name} NOT BETWEEN -{_GREATEST} AND {_GREATEST}",
    }
    return conditions[column.type]


def _not_json(column: Column) -> str:
    # Older versions of SQLite say of NULL that it is none.
    name = quoted(column.name)
    return f" OR {name} IS NOT NULL AND NOT json_valid({name})" if column.type == "json" else ""


def _check_letters(connection: sqlite3.Connection, table: Table) -> None:
    """Read every text once: bytes that are no text come to light before any of them is shown."""
    texts = ", ".join(quoted(column.name) for column in table.columns if column.type in {"text", "json"})
    if texts:
        sql = f"SELECT {texts} FROM {quoted(table.name)} NOT INDEXED"  # noqa: S608 - names of this program
        deque(connection.execute(sql), maxlen=0)


def _check_json(connection: sqlite3.Connection, path: Path, table: Table) -> None:
    for column in table.columns:
        if column.type != "json":
            continue
        name = quoted(column.name)
        sql = f"SELECT {name} FROM {quoted(table.name)} WHERE {name} IS NOT NULL"  # noqa: S608
        for (text,) in connection.execute(sql):
            if not is_json(text):
                where = f"{table.name}.{column.name}"
                raise damaged(path, _("wrong values in {column}").format(column=where))


def is_json(text: str) -> bool:
    """Whether a text is JSON that any program can read: not nested beyond measure, no numbers that are none."""
    try:
        json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return False
    return True


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def about_of(rows: Iterator[tuple[object, ...]], path: Path) -> dict[str, str]:
    """Return what a file says about itself; UserError where level, day or language are none."""
    about = {str(key): str(value) for key, value, *_words in rows if key is not None and value is not None}
    level, as_of, language = (about.get(name, "") for name in ("level", "as_of", "language"))
    if level not in LEVELS or language not in LANGUAGES or not _is_day(as_of):
        raise damaged(path, _("it does not say of what day it is, for whom, in which language"))
    return about


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return _ISO_DAY.fullmatch(text) is not None

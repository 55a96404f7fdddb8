"""The derived table of leads: one row per lead that counts, as the fold of its records left it."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count, repeat
from typing import TYPE_CHECKING, Any

from funneldesk.domain.fields import FIELDS, OWN_PREFIX
from funneldesk.domain.leads.fold import Change
from funneldesk.domain.leads.records import Cells
from funneldesk.store.identity import chunks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The fields of a lead in the order of the table's columns.
LEAD_FIELDS = tuple(FIELDS["leads"])
#: Columns that are computed rather than listed.
DERIVED = ("company_key", "email_kind", "company_domain")
LeadRow = tuple[object, ...]
#: Ids of leads in one range that is read at once.
_AT_ONCE = 10_000
_COLUMNS = 2 + len(LEAD_FIELDS) + 1 + len(DERIVED)
_INSERT = f"INSERT INTO lead VALUES ({', '.join('?' * _COLUMNS)})"  # noqa: S608 - question marks only


def lead_row(lead_id: int, *, listed: bool, values: Mapping[str, str]) -> LeadRow:
    """Return the row of a lead from its folded and derived values."""
    own = {name: value for name, value in sorted(values.items()) if name.startswith(OWN_PREFIX)}
    extra = json.dumps(own, ensure_ascii=False, separators=(",", ":")) if own else None
    fields = (values.get(name) for name in LEAD_FIELDS)
    return (lead_id, int(listed), *fields, extra, *(values[name] for name in DERIVED))


def _only(column: str, lead_id: int | None, place: int = 1) -> str:
    """Return the condition that a row is of the lead, if one is named: with an OR SQLite would read all rows."""
    return f"?{place} IS NULL" if lead_id is None else f"{column} = ?{place}"


def take_lead_ids(connection: sqlite3.Connection, count: int) -> int:
    """Reserve `count` fresh lead ids and return the first; an id is never given twice."""
    first = int(connection.execute("SELECT value FROM meta WHERE key = 'next_lead'").fetchone()[0])
    connection.execute("UPDATE meta SET value = ? WHERE key = 'next_lead'", (str(first + count),))
    return first


def _mark(connection: sqlite3.Connection, changed: int) -> None:
    """Let `Store.leads_state` be another one where rows changed: what was read of leads before holds no longer."""
    if changed:
        connection.execute("DELETE FROM meta WHERE key = 'leads'")


def add_leads(connection: sqlite3.Connection, rows: Iterable[LeadRow]) -> None:
    """Store rows of leads that have none yet."""
    _mark(connection, connection.executemany(_INSERT, rows).rowcount)


@contextmanager
def indexes_at_the_end(connection: sqlite3.Connection) -> Iterator[None]:
    """Let the indexes of leads wait until a first list is in: built from sorted rows they take a third of the time.

    Part of the transaction around it: where that is rolled back they have never been away.
    """
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'lead' AND sql IS NOT NULL"
    ).fetchall()
    for name, _sql in found:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _name, sql in found:
        connection.execute(sql)


def add_changes(connection: sqlite3.Connection, rows: Iterable[tuple[int, Change]]) -> None:
    """Store what the values of leads were over time."""
    added = connection.executemany(
        "INSERT INTO lead_value VALUES (?, ?, ?, ?)", ((id_, *change) for id_, change in rows)
    )
    _mark(connection, added.rowcount)


def lead_ids(connection: sqlite3.Connection, lead_id: int | None = None) -> "NDArray[np.int64]":
    """Return the ids of all leads in order, or that of one if there is such a lead."""
    from funneldesk.store.numbers import numbers_of

    sql = f"SELECT id FROM lead WHERE {_only('id', lead_id)} ORDER BY id"  # noqa: S608 - our own condition
    return numbers_of(connection.execute(sql, (lead_id,)))


def remove_leads(connection: sqlite3.Connection, lead_ids: Iterable[int]) -> set[int]:
    """Remove the derived rows of leads and return the ids of those that had one."""
    removed: set[int] = set()
    for part in chunks(lead_ids):
        ids = "(SELECT value FROM json_each(?))"
        found = connection.execute(f"SELECT id FROM lead WHERE id IN {ids}", (part,))  # noqa: S608
        removed.update(row[0] for row in found)
        connection.execute(f"DELETE FROM lead WHERE id IN {ids}", (part,))  # noqa: S608
        connection.execute(f"DELETE FROM lead_value WHERE lead_id IN {ids}", (part,))  # noqa: S608
    _mark(connection, len(removed))
    return removed


def add_fresh_leads(
    connection: sqlite3.Connection,
    fields: Sequence[str],
    columns: Sequence[Cells],
    *,
    names: Cells,
    derived: tuple[Cells, ...],
    chosen: Sequence[int],
    first_id: int,
) -> None:
    """Store leads that only one row of a list speaks of: the quick way to what `lead_row` and `add_leads` do.

    `chosen` are the positions of these rows in `columns`, `names` the persons' whole names, `derived` the columns
    "extra" (empty where the list has no own fields) and DERIVED; ids count from `first_id`.
    Only columns that the list has are written: the driver takes longer over a NULL than over a text.
    """
    _mark(connection, len(chosen))
    by_field = dict(zip(fields, columns, strict=True)) | {"name": [name or None for name in names]}
    listed = {name: by_field[name] for name in LEAD_FIELDS if name in by_field}
    said = {name: column for name, column in zip(("extra", *DERIVED), derived, strict=True) if column}
    into = ("id", "listed", *listed, *said)
    written = [*listed.values(), *said.values()]
    if len(chosen) < len(names):
        written = [[column[index] for index in chosen] for column in written]
    connection.executemany(
        f"INSERT INTO lead ({', '.join(into)}) VALUES ({', '.join('?' * len(into))})",  # noqa: S608 - our columns
        zip(count(first_id), repeat(1), *written, strict=False),
    )


def facts_columns(connection: sqlite3.Connection, lead_id: int | None = None) -> list[list[Any]]:
    """Return the columns id, listed, acquired_at, opt_out, stage and first_content of all leads, or of one, by id.

    A text is "" where there is none.
    """
    found: list[list[Any]] = [[] for _column in range(6)]
    asked = ("id", "listed", *map(_text, ("acquired_at", "opt_out", "stage", "first_content")))
    for block in _blocks(connection, asked, lead_id):
        for column, part in zip(found, block, strict=True):
            column.extend(part)
    return found


def dated(
    connection: sqlite3.Connection, fields: Sequence[str], lead_id: int | None = None
) -> Iterator[tuple[Any, ...]]:
    """Yield lead id and the moment of each field, None for none, of the leads whose list gives a date for any."""
    if not set(fields) <= set(LEAD_FIELDS):
        raise ValueError(fields)
    yield from connection.execute(
        f"SELECT id, {', '.join(fields)} FROM lead "  # noqa: S608 - names of this program
        f"WHERE coalesce({', '.join(fields)}) IS NOT NULL AND {_only('id', lead_id)}",
        (lead_id,),
    )


def field_values(
    connection: sqlite3.Connection, field: str, lead_id: int | None = None
) -> Iterator[tuple[int, str]]:
    """Yield (lead id, value) of every lead that has a value for `field`, own fields "x.NAME" included."""
    if field.startswith(OWN_PREFIX):
        rows = connection.execute(
            "SELECT id, extra FROM lead WHERE extra IS NOT NULL AND instr(extra, ?1) "  # noqa: S608
            f"AND {_only('id', lead_id, 2)}",
            (json.encoder.encode_basestring(field), lead_id),
        )
        found = ((number, json.loads(extra).get(field)) for number, extra in rows)
        yield from ((number, value) for number, value in found if value is not None)
        return
    if field not in LEAD_FIELDS and field not in DERIVED:
        raise ValueError(field)
    yield from connection.execute(
        f"SELECT id, {field} FROM lead WHERE {field} IS NOT NULL AND {field} <> '' "  # noqa: S608
        f"AND {_only('id', lead_id)}",
        (lead_id,),
    )


def fields_values(
    connection: sqlite3.Connection, fields: Sequence[str], lead_id: int | None = None
) -> Iterator[tuple[list[int], list[list[str]]]]:
    """Yield, for some leads at a time, ids and each field's texts, "" for none; who has none may be left out."""
    if any(field.startswith(OWN_PREFIX) for field in fields):
        own = {field: dict(field_values(connection, field, lead_id)) for field in fields}
        leads = sorted(set().union(*own.values()))
        yield leads, [[own[field].get(lead, "") for lead in leads] for field in fields]
        return
    if not all(field in LEAD_FIELDS or field in DERIVED for field in fields):
        raise ValueError(fields)
    for ids, *texts in _blocks(connection, ("id", *map(_text, fields)), lead_id):
        yield ids, texts


def _text(field: str) -> str:
    return f"ifnull({field}, '')"


def _blocks(
    connection: sqlite3.Connection, asked: Iterable[str], lead_id: int | None
) -> Iterator[list[list[Any]]]:
    """Yield, for some leads at a time, a column of what each expression gives, by id.

    The database makes one text of each column (JSON), which is read at once: to fetch row by row takes twice as long,
    and other threads wait meanwhile.
    """
    columns = ", ".join(f"json_group_array({one})" for one in asked)
    question = f"SELECT {columns} FROM lead WHERE id >= ? AND id < ?"  # noqa: S608 - names of this program
    for first, end in _ranges(connection, lead_id):
        found = [*map(json.loads, connection.execute(question, (first, end)).fetchone())]
        if found[0]:
            yield found


def _ranges(connection: sqlite3.Connection, lead_id: int | None) -> list[tuple[int, int]]:
    """Return from where to where ids of leads are read at once; those of one lead hold nobody else."""
    if lead_id is not None:
        return [(lead_id, lead_id + 1)]
    first, last = connection.execute("SELECT min(id), max(id) FROM lead").fetchone()
    return [] if first is None else [(at, at + _AT_ONCE) for at in range(first, last + 1, _AT_ONCE)]


def field_changes(
    connection: sqlite3.Connection, field: str, lead_id: int | None = None
) -> list[tuple[int, int, str]]:
    """Return (lead id, day, value) of every value `field` ever had, for leads where it changed, in time order."""
    return connection.execute(
        f"SELECT lead_id, day, value FROM lead_value WHERE field = ?1 AND {_only('lead_id', lead_id, 2)} "  # noqa: S608
        "ORDER BY lead_id, day",
        (field, lead_id),
    ).fetchall()


def own_fields(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of all own fields "x.NAME" on visible lists of leads."""
    rows = connection.execute(
        "SELECT DISTINCT j.value FROM import_batch b, json_each(b.fields) j "
        "WHERE b.kind = 'leads' AND b.hidden = 0 AND j.value LIKE 'x.%' ORDER BY j.value"
    )
    return tuple(row[0] for row in rows)


def listed(connection: sqlite3.Connection, lead_ids: Iterable[int]) -> set[int]:
    """Return those of these leads that a list of leads holds."""
    found: set[int] = set()
    for part in chunks(lead_ids):
        rows = connection.execute(
            "SELECT l.id FROM json_each(?) j JOIN lead l ON l.id = j.value WHERE l.listed = 1", (part,)
        )
        found.update(row[0] for row in rows)
    return found

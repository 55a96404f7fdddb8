"""Records and their batches: written once, hidden or shown, never changed."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from funneldesk.domain.fields import Kind
from funneldesk.domain.leads.records import Batch, Record, Rows, decoded
from funneldesk.store.identity import chunks


@dataclass(frozen=True, slots=True)
class BatchInfo:
    """One import as the history shows it; moments are stored text, `list_date` a day."""

    id: int
    kind: Kind
    file_name: str
    sha256: str
    sheet: str | None
    system: str
    fingerprint: str
    list_date: str
    fields: tuple[str, ...]
    plan: str
    imported_at: str
    created: int
    updated: int
    unchanged: int
    skipped: int
    rejected: int
    hidden: bool
    hidden_at: str | None
    first_record: int
    end_record: int

    @property
    def rows(self) -> int:
        """Return how many rows the list had."""
        return self.created + self.updated + self.unchanged + self.skipped + self.rejected

    @property
    def file(self) -> str:
        """Return the name of the file the list came in."""
        return self.file_name

    @property
    def batch(self) -> Batch:
        """Return what the fold needs to know of this batch."""
        return Batch(self.id, self.kind, self.fields, self.system)


@dataclass(frozen=True, slots=True)
class NewBatch:
    """What is known of an import before its rows are."""

    kind: Kind
    file_name: str
    sha256: str
    sheet: str | None
    system: str
    fingerprint: str
    list_date: str
    fields: tuple[str, ...]
    plan: str
    imported_at: str
    folder: str = ""  # where the file was, for whoever wants to look at it again


_BATCH = (
    "id, kind, file_name, sha256, sheet, system, fingerprint, list_date, fields, plan, imported_at, "
    "created, updated, unchanged, skipped, rejected, hidden, hidden_at, first_record, end_record"
)

_AT_ONCE = 5_000
#: Rows that are fetched in one go.
_ROWS_AT_ONCE = 1_000
#: The kind of a batch that holds no list, but one decision made by hand (`store.merging`).
DECISION = "identity"
#: Kinds of batches that hold what somebody entered in the program (`store.by_hand`): this and a kind of list.
HAND = "hand:"
BY_HAND = tuple(HAND + kind for kind in ("handovers", "activities", "done"))
#: The kind of a batch that holds edits of lead values by hand (`store.edits`).
EDITED = HAND + "leads"
_NO_DECISIONS = f"kind NOT IN ('{DECISION}', '{EDITED}')"
_LISTS = f"{_NO_DECISIONS} AND kind NOT LIKE '{HAND}%'"
NewRecord = tuple[int, int, int, int | None, int, str]


def _record(row: Sequence[Any], fields: Sequence[str]) -> Record:
    number, batch_id, line, identity_id, known_at, vals = row
    return Record(number, batch_id, line, identity_id, known_at, decoded(fields, vals))


def add_batch(connection: sqlite3.Connection, new: NewBatch) -> int:
    """Store a batch without counts yet and return its id. Ids are never used twice."""
    used = connection.execute("SELECT value FROM meta WHERE key = 'last_batch'").fetchone()
    number = int(used[0] if used else 0) + 1
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('last_batch', ?)", (str(number),))
    connection.execute(
        f"INSERT INTO import_batch ({_BATCH}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, NULL, 0, 0)",  # noqa: S608
        (
            number, new.kind, new.file_name, new.sha256, new.sheet, new.system, new.fingerprint, new.list_date,
            json.dumps(new.fields, ensure_ascii=False), new.plan, new.imported_at,
        ),
    )  # fmt: skip
    return number


def add_entered(
    connection: sqlite3.Connection,
    kind: str,
    fields: tuple[str, ...],
    entered: Sequence[tuple[int, str]],
    *,
    at: str,
    plan: str = "{}",
) -> int:
    """Store what somebody entered at the instant `at`, and return the number of its batch, which no list is behind.

    `kind`: one of those that hold no list; `entered`: since when each row is known, and its values as JSON.
    """
    batch_id = add_batch(
        connection,
        NewBatch(
            kind=cast("Kind", kind), file_name="", sha256="", sheet=None, system="", fingerprint="",
            list_date=at[:10], fields=fields, plan=plan, imported_at=at,
        ),
    )  # fmt: skip
    first = next_record(connection)
    rows = (
        (first + place, batch_id, place + 1, None, known_at, vals)
        for place, (known_at, vals) in enumerate(entered)
    )
    add_records(connection, rows)
    set_range(connection, batch_id, first, first + len(entered))
    return batch_id


def set_counts(connection: sqlite3.Connection, batch_id: int, counts: Sequence[int]) -> None:
    """Write how many rows were created, updated, unchanged, skipped, rejected."""
    connection.execute(
        "UPDATE import_batch SET created = ?, updated = ?, unchanged = ?, skipped = ?, rejected = ? WHERE id = ?",
        (*counts, batch_id),
    )


def set_range(connection: sqlite3.Connection, batch_id: int, first: int, end: int) -> None:
    """Write which records are the batch's: those from `first` on, before `end`. They lie together."""
    connection.execute(
        "UPDATE import_batch SET first_record = ?, end_record = ? WHERE id = ?", (first, end, batch_id)
    )


def _info(row: Sequence[object]) -> BatchInfo:
    values = list(row)
    values[1] = str(values[1]).removeprefix(HAND)
    values[8] = tuple(json.loads(str(values[8])))
    values[16] = bool(values[16])
    return BatchInfo(*values)  # type: ignore[arg-type]


def batches(
    connection: sqlite3.Connection, *, visible_only: bool = False, by_hand: bool = False
) -> tuple[BatchInfo, ...]:
    """Return all imports, oldest first; with `by_hand` also what people entered, which has no file name."""
    where = f"WHERE {_NO_DECISIONS if by_hand else _LISTS}" + (" AND hidden = 0" if visible_only else "")
    rows = connection.execute(f"SELECT {_BATCH} FROM import_batch {where} ORDER BY id")  # noqa: S608
    return tuple(map(_info, rows))


def batch_info(connection: sqlite3.Connection, batch_id: int) -> BatchInfo | None:
    """Return one import, None if there is none with that id."""
    row = connection.execute(
        f"SELECT {_BATCH} FROM import_batch WHERE id = ? AND {_LISTS}",  # noqa: S608
        (batch_id,),
    ).fetchone()
    return _info(row) if row else None


def set_hidden(connection: sqlite3.Connection, batch_id: int, at: str | None) -> None:
    """Hide a batch at that instant, or show it again (None)."""
    connection.execute(
        "UPDATE import_batch SET hidden = ?, hidden_at = ? WHERE id = ?", (int(at is not None), at, batch_id)
    )


def next_record(connection: sqlite3.Connection) -> int:
    """Return the id the next record gets."""
    return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM record").fetchone()[0])


def add_records(connection: sqlite3.Connection, rows: Iterable[NewRecord]) -> None:
    """Store records: (id, batch, row, identity or None, known_at, values as JSON)."""
    connection.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", rows)


def identities_of_batch(connection: sqlite3.Connection, batch_id: int) -> set[int]:
    """Return the identities the records of a batch are about."""
    rows = connection.execute(
        "SELECT DISTINCT r.identity_id FROM import_batch b JOIN record r ON r.id >= b.first_record "
        "AND r.id < b.end_record WHERE b.id = ? AND r.identity_id IS NOT NULL",
        (batch_id,),
    )
    return {row[0] for row in rows}


def different_people(
    connection: sqlite3.Connection, one: BatchInfo, other: BatchInfo
) -> tuple[set[int], set[int]]:
    """Return the identities of the rows in which two imports of one list differ: of the one, of the other."""
    said: list[dict[int, tuple[int | None, int, str]]] = []
    for info in (one, other):
        rows = connection.execute(
            "SELECT row, identity_id, known_at, vals FROM record WHERE id >= ? AND id < ?",
            (info.first_record, info.end_record),
        )
        said.append({row[0]: row[1:] for row in rows})
    mine, theirs = said
    same_fields = one.fields == other.fields
    different = [
        row for row in mine.keys() | theirs.keys() if not same_fields or mine.get(row) != theirs.get(row)
    ]
    people = ({rows[row][0] for row in different if row in rows} for rows in said)
    first, second = ({person for person in found if person is not None} for found in people)
    return first, second


def records_of_kind(
    connection: sqlite3.Connection, kind: Kind, *, hidden_too: int | None = None
) -> Iterator[tuple[BatchInfo, Record]]:
    """Yield the visible records of a kind in the order of batch and row."""
    for info in batches(connection):
        if info.kind == kind and (not info.hidden or info.id == hidden_too):
            for record in records_of_batch(connection, info):
                yield info, record


def records_of_batch(connection: sqlite3.Connection, info: BatchInfo) -> Iterator[Record]:
    """Yield the records of one batch in the order of their ids."""
    rows = connection.execute(
        "SELECT id, batch_id, row, identity_id, known_at, vals FROM record "
        "WHERE id >= ? AND id < ? ORDER BY id",
        (info.first_record, info.end_record),
    )
    # Some at a time: SQLite lets go of Python for each row, too shortly for any other thread to take its turn.
    while some := rows.fetchmany(_ROWS_AT_ONCE):
        for row in some:
            yield _record(row, info.fields)


def lists_of_leads(connection: sqlite3.Connection, lead_ids: Iterable[int]) -> Iterator[tuple[int, Record]]:
    """Yield (lead id, record) of every visible row that lists of leads hold on these leads."""
    fields = {info.id: info.fields for info in batches(connection)}
    for part in chunks(lead_ids):
        rows = connection.execute(
            "SELECT i.lead_id, r.id, r.batch_id, r.row, r.identity_id, r.known_at, r.vals FROM json_each(?) j "
            "JOIN identity i ON i.lead_id = j.value JOIN record r ON r.identity_id = i.id "
            "JOIN import_batch b ON b.id = r.batch_id WHERE b.hidden = 0 AND i.role = 'L'",
            (part,),
        )
        for row in rows:
            yield row[0], _record(row[1:], fields[row[2]])


def columns_of_batch(connection: sqlite3.Connection, info: BatchInfo) -> Iterator[Rows]:
    """Yield the records of one batch column by column, some thousands at a time."""
    cursor = connection.execute(
        "SELECT id, identity_id, known_at, vals FROM record WHERE id >= ? AND id < ? ORDER BY id",
        (info.first_record, info.end_record),
    )
    while rows := cursor.fetchmany(_AT_ONCE):
        ids, identities, known, vals = zip(*rows, strict=True)
        # One parse of many rows costs a third of many parses of one.
        columns = zip(*json.loads(f"[{','.join(vals)}]"), strict=True)
        yield Rows(ids, identities, known, dict(zip(info.fields, columns, strict=True)))


def records_of_lead(connection: sqlite3.Connection, lead_id: int) -> list[tuple[BatchInfo, Record]]:
    """Return every visible record, of any kind, about one lead, oldest batch first."""
    known = {info.id: info for info in batches(connection, visible_only=True)}
    rows = connection.execute(
        "SELECT r.id, r.batch_id, r.row, r.identity_id, r.known_at, r.vals FROM identity i "
        "JOIN record r ON r.identity_id = i.id WHERE i.lead_id = ? ORDER BY r.batch_id, r.row, r.id",
        (lead_id,),
    )
    return [(known[row[1]], _record(row, known[row[1]].fields)) for row in rows if row[1] in known]


def add_problems(connection: sqlite3.Connection, rows: Iterable[tuple[int, int, str, str, str]]) -> None:
    """Store problems of an import: (batch, row, column, code, message)."""
    connection.executemany(
        "INSERT INTO import_problem (batch_id, row, column, code, message) VALUES (?, ?, ?, ?, ?)", rows
    )


def problems_of(connection: sqlite3.Connection, batch_id: int) -> list[tuple[int, str, str, str]]:
    """Return (row, column, code, message) of every problem of an import."""
    rows = connection.execute(
        "SELECT row, column, code, message FROM import_problem WHERE batch_id = ? ORDER BY id", (batch_id,)
    )
    return cast("list[tuple[int, str, str, str]]", rows.fetchall())


def rows_with_problems(connection: sqlite3.Connection, left_out: Iterable[str]) -> dict[int, int]:
    """Return how many rows of each import have problems, apart from problems with the codes `left_out`."""
    rows = connection.execute(
        "SELECT batch_id, count(DISTINCT row) FROM import_problem "
        "WHERE code NOT IN (SELECT value FROM json_each(?)) GROUP BY batch_id",
        (json.dumps(sorted(left_out)),),
    )
    return dict(rows.fetchall())


def same_file(connection: sqlite3.Connection, sha256: str) -> list[BatchInfo]:
    """Return the imports, hidden or not, that came from a file with exactly this content."""
    rows = connection.execute(
        f"SELECT {_BATCH} FROM import_batch WHERE sha256 = ? ORDER BY id",  # noqa: S608
        (sha256,),
    )
    return [_info(row) for row in rows]


def preset(connection: sqlite3.Connection, fingerprint: str) -> str | None:
    """Return the remembered plan (JSON) for lists with these headings."""
    row = connection.execute(
        "SELECT plan FROM mapping_preset WHERE fingerprint = ?", (fingerprint,)
    ).fetchone()
    return str(row[0]) if row else None


def remember_preset(connection: sqlite3.Connection, fingerprint: str, plan: str, at: str) -> None:
    """Remember how lists with these headings are understood."""
    connection.execute("INSERT OR REPLACE INTO mapping_preset VALUES (?, ?, ?)", (fingerprint, plan, at))


def company_deals(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the lead that each deal that names only a company belongs to, by the deal's key."""
    return dict(connection.execute("SELECT deal, lead_id FROM company_deal"))


def company_deal_leads(connection: sqlite3.Connection) -> set[int]:
    """Return the leads that deals naming only a company belong to."""
    return set(company_deals(connection).values())


def set_company_deals(connection: sqlite3.Connection, leads: Mapping[str, int]) -> None:
    """Write which lead each deal that names only a company belongs to."""
    connection.execute("DELETE FROM company_deal")
    connection.executemany("INSERT INTO company_deal VALUES (?, ?)", sorted(leads.items()))

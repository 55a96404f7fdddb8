"""Which import stands in the place of which: a corrected list replaces the one it puts right, row by row."""

import sqlite3
from collections.abc import Iterable

from funneldesk.store.identity import chunks
from funneldesk.store.records import BatchInfo, batches

_KEY = "replaces:{}"


def set_replaces(connection: sqlite3.Connection, batch_id: int, original: int) -> None:
    """Note, inside a transaction, that a batch stands in the place of another."""
    connection.execute(
        "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_KEY.format(batch_id), str(original))
    )


def replaces(connection: sqlite3.Connection, batch_id: int) -> int | None:
    """Return the import in whose place this one stands, None if it is a list of its own."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_KEY.format(batch_id),)).fetchone()
    return int(row[0]) if row else None


def replacements(connection: sqlite3.Connection) -> dict[int, BatchInfo]:
    """Return what stands in the place of each replaced import now, by the id of the replaced one."""
    known = {info.id: info for info in batches(connection)}
    direct: dict[int, int] = {}
    for number, info in known.items():
        original = replaces(connection, number)
        # Of several corrections of one list the one that counts; taken back, they all stand aside.
        if original is not None and (original not in direct or not info.hidden):
            direct[original] = number
    found: dict[int, BatchInfo] = {}
    for number in direct:
        end = number
        while end in direct and known[end].hidden:
            end = direct[end]
        if not known[end].hidden and end != number:
            found[number] = known[end]
    return found


def replaced_by(connection: sqlite3.Connection, batch_id: int) -> BatchInfo | None:
    """Return the visible import that stands in the place of this one, None if nothing does."""
    return replacements(connection).get(batch_id)


def heirs(connection: sqlite3.Connection, identity_ids: Iterable[int]) -> dict[int, int]:
    """Return what these identities became where a correction replaced their rows.

    Only who became one and the same other in all replaced rows has an heir: of whom two were made, nobody can say
    which of them was meant.
    """
    rows_of: dict[int, dict[int, set[int]]] = {}
    for part in chunks(identity_ids):
        rows = connection.execute(
            "SELECT r.batch_id, r.row, r.identity_id FROM json_each(?) j "
            "JOIN record r ON r.identity_id = j.value JOIN import_batch b ON b.id = r.batch_id WHERE b.hidden = 1",
            (part,),
        )
        for batch_id, row, identity_id in rows:
            rows_of.setdefault(batch_id, {}).setdefault(row, set()).add(identity_id)
    became: dict[int, set[int | None]] = {}
    instead = replacements(connection) if rows_of else {}
    for batch_id, wanted in rows_of.items():
        if (info := instead.get(batch_id)) is None:
            continue
        for part in chunks(wanted):
            rows = connection.execute(
                "SELECT row, identity_id FROM record WHERE id >= ? AND id < ? "
                "AND row IN (SELECT value FROM json_each(?))",
                (info.first_record, info.end_record, part),
            )
            for row, identity_id in rows:
                for before in wanted[row]:
                    became.setdefault(before, set()).add(identity_id)
    return {
        one: other
        for one, found in became.items()
        if len(found) == 1 and (other := next(iter(found))) is not None and other != one
    }

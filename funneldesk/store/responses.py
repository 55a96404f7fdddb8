"""Answers of the team as they were taken in: each once and unchanged, with what became of it."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from funneldesk.domain.team.agreeing import Given
from funneldesk.domain.team.answers import Answer, answer_bytes, answer_from
from funneldesk.domain.team.ranges import Ranges, ranges_of

#: applied: entered as a decision; added: a contact or a comment, entered; agreed: says what is decided already;
#: conflict: contradicts another; superseded: somebody decided later; unknown: about no hand-over that is there;
#: refused: with a reason the book does not have; withdrawn: about somebody who was erased, nothing of it is kept.
State = Literal["applied", "added", "agreed", "conflict", "superseded", "unknown", "refused", "withdrawn"]
_COLUMNS = "device, number, sum16, said, after_batch, act, state"
_ADD = (
    "INSERT INTO response (device, number, sum16, handover, said, collected_at, after_batch, act, state) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer that was taken in. `act`: the number of what was entered for it, None for nothing."""

    given: Given
    state: State
    act: int | None

    @property
    def key(self) -> tuple[str, int, str]:
        """Return what names the row."""
        return self.given.answer.device, self.given.answer.number, self.given.sum16


def add_response(connection: sqlite3.Connection, given: Given, at: str, state: State) -> None:
    """Store an answer as it came; of one about an erased person only that it came."""
    answer = given.answer
    said = "" if state == "withdrawn" else answer_bytes(answer).decode("utf-8")
    row = (answer.device, answer.number, given.sum16, answer.handover, said, at, given.after_batch, state)
    connection.execute(_ADD, row)


def set_states(
    connection: sqlite3.Connection, rows: Iterable[tuple[tuple[str, int, str], State, int | None]]
) -> None:
    """Write what became of answers: (key of the row, state, act)."""
    connection.executemany(
        "UPDATE response SET state = ?, act = ? WHERE device = ? AND number = ? AND sum16 = ?",
        [(state, act, *key) for key, state, act in rows],
    )


def responses(connection: sqlite3.Connection, about: Collection[str] | None = None) -> tuple[Kept, ...]:
    """Return all answers that are kept, by device and number; none about people who were erased.

    `about`: only those about these hand-overs.
    """
    only = "" if about is None else "AND handover IN (SELECT value FROM json_each(?)) "
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM response WHERE said <> '' {only}ORDER BY device, number, sum16",  # noqa: S608
        () if about is None else (json.dumps(sorted(about)),),
    )
    return tuple(_kept(row) for row in rows)


def waiting_handovers(connection: sqlite3.Connection, reasons: Iterable[str]) -> frozenset[str]:
    """Return the references of hand-overs that were answered and not there, or declined for what is a reason by now."""
    rows = connection.execute(
        "SELECT DISTINCT handover FROM response WHERE state = 'unknown' OR (state = 'refused' "
        "AND json_extract(said, '$.reason') IN (SELECT value FROM json_each(?)))",
        (json.dumps(sorted(reasons)),),
    )
    return frozenset(row[0] for row in rows)


def entered_acts(connection: sqlite3.Connection) -> frozenset[int]:
    """Return the acts that were entered for answers, whether they count or not."""
    return frozenset(row[0] for row in connection.execute("SELECT act FROM response WHERE act IS NOT NULL"))


def devices_used_twice(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the devices of which two different answers bear one number: two computers with the same id."""
    rows = connection.execute(
        "SELECT DISTINCT device FROM response GROUP BY device, number HAVING count(*) > 1 ORDER BY device"
    )
    return tuple(row[0] for row in rows)


def _kept(row: tuple[str, int, str, str, int, int | None, State]) -> Kept:
    _device, _number, sum16, said, after_batch, act, state = row
    answer: Answer = answer_from(said.encode("utf-8"))
    return Kept(Given(answer, sum16, after_batch), state, act)


def ranges_by_device(connection: sqlite3.Connection) -> dict[str, Ranges]:
    """Return which numbers of each device were taken in, whatever became of them."""
    numbers: dict[str, list[int]] = {}
    for device, number in connection.execute("SELECT device, number FROM response"):
        numbers.setdefault(device, []).append(number)
    return {device: ranges_of(found) for device, found in numbers.items()}


def hidden_acts(connection: sqlite3.Connection) -> frozenset[int]:
    """Return the acts of answers that do not count now: taken back by hand, or because answers contradict."""
    rows = connection.execute(
        "SELECT r.act FROM response r JOIN import_batch b ON b.id = r.act WHERE b.hidden = 1"
    )
    return frozenset(row[0] for row in rows)


def newest_batch(connection: sqlite3.Connection) -> int:
    """Return the number of the newest batch there ever was."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'last_batch'").fetchone()
    return int(row[0]) if row else 0


def published_days(connection: sqlite3.Connection) -> Mapping[tuple[int, int], int]:
    """Return as of which day (ordinal) each publication of this store was, by epoch and number."""
    rows = connection.execute("SELECT epoch, seq, json_extract(manifest, '$.as_of') FROM publication")
    return {(epoch, seq): int(day) for epoch, seq, day in rows}

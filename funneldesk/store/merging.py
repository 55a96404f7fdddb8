"""Decisions on who is the same person: each is a record in a batch of its own, hidden when it is taken back."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from funneldesk.domain.leads.merging import UNDECIDED, Decision, Verdicts
from funneldesk.store.identity import ids_of_digests, visible_ids
from funneldesk.store.records import DECISION, add_entered, set_hidden
from funneldesk.store.replacing import heirs

_FIELDS = ("at", "same", "one", "other")
# A cross join keeps the order: the few decisions first, then the record each of them is, never all records.
_DECISIONS = (
    "SELECT b.id, b.hidden, r.vals FROM import_batch b "
    "CROSS JOIN record r ON r.id >= b.first_record AND r.id < b.end_record WHERE b.kind = ?"
)


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision as it is kept: `id` of its batch, and whether it was taken back."""

    id: int
    hidden: bool
    decision: Decision


def add_decision(connection: sqlite3.Connection, decision: Decision, known_at: int) -> int:
    """Store a decision and return its id."""
    vals = [decision.at, "1" if decision.same else "0", *(" ".join(map(str, side)) for side in decision[2:])]
    entered = [(known_at, json.dumps(vals, separators=(",", ":")))]
    return add_entered(connection, DECISION, _FIELDS, entered, at=decision.at)


def decisions(connection: sqlite3.Connection) -> tuple[StoredDecision, ...]:
    """Return all decisions, oldest first, those taken back too."""
    rows = connection.execute(f"{_DECISIONS} ORDER BY b.id", (DECISION,))
    return tuple(StoredDecision(row[0], bool(row[1]), _decision(row[2])) for row in rows)


def decision(connection: sqlite3.Connection, number: int) -> StoredDecision | None:
    """Return one decision, None if there is none with that id."""
    row = connection.execute(f"{_DECISIONS} AND b.id = ?", (DECISION, number)).fetchone()
    return StoredDecision(row[0], bool(row[1]), _decision(row[2])) if row else None


def _decision(vals: str) -> Decision:
    at, same, one, other = json.loads(vals)
    return Decision(at, same == "1", _numbers(one), _numbers(other))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted(map(int, text.split())))


def verdicts_of(connection: sqlite3.Connection) -> Verdicts:
    """Return what all decisions that count say of the stored identities."""
    counting = [one.decision for one in decisions(connection) if not one.hidden]
    if not counting:
        return UNDECIDED
    named = {number for one in counting for side in one[2:] for number in side}
    ids = people_of(connection, named)
    return Verdicts(counting, ids, _own_digests(connection, ids.values()))


def _own_digests(connection: sqlite3.Connection, identity_ids: Iterable[int]) -> dict[int, int]:
    numbers = json.dumps(sorted(set(identity_ids)))
    rows = connection.execute(
        "SELECT i.id, i.digest FROM json_each(?) j JOIN identity i ON i.id = j.value", (numbers,)
    )
    return dict(rows.fetchall())


def people_of(connection: sqlite3.Connection, digests: Iterable[int]) -> dict[int, int]:
    """Return the identity each of these digests stands for, by digest.

    A row that was corrected still is the person somebody decided about, although it says something else now.
    """
    ids = ids_of_digests(connection, digests)
    gone = set(ids.values()) - visible_ids(connection, ids.values())
    became = heirs(connection, gone) if gone else {}
    return {digest: became.get(number, number) for digest, number in ids.items()}


def decided_heirs(connection: sqlite3.Connection, changed: Collection[int]) -> set[int]:
    """Return what those of `changed` that decisions speak of became by a correction, whether it counts now or not."""
    if not (named := decided_digests(connection)):
        return set()
    concerned = set(ids_of_digests(connection, named).values()) & set(changed)
    return set(heirs(connection, concerned).values()) if concerned else set()


def decided_beside(connection: sqlite3.Connection, changed: Collection[int]) -> set[int]:
    """Return whom decisions on any of `changed` speak of besides.

    A decision that was on the corrected row is on the row itself again when the correction is taken back: whoever it
    kept apart from the one may belong together with the other.
    """
    counting = [one.decision for one in decisions(connection) if not one.hidden]
    ids = ids_of_digests(connection, {number for one in counting for side in one[2:] for number in side})
    about = {number for number, identity in ids.items() if identity in changed}
    named = {
        number for one in counting for side in one[2:] for number in side if about & {*one.one, *one.other}
    }
    return set(people_of(connection, named).values()) if named else set()


def decided_digests(connection: sqlite3.Connection) -> frozenset[int]:
    """Return the digests that decisions speak of, those taken back too."""
    return frozenset(number for one in decisions(connection) for side in one.decision[2:] for number in side)


def digests_of(connection: sqlite3.Connection, identity_ids: Iterable[int]) -> tuple[int, ...]:
    """Return the digests of these identities, sorted."""
    ids = json.dumps(sorted(identity_ids))
    rows = connection.execute(
        "SELECT i.digest FROM json_each(?) j JOIN identity i ON i.id = j.value ORDER BY i.digest", (ids,)
    )
    return tuple(row[0] for row in rows)


def digests_by_identity(connection: sqlite3.Connection, identity_ids: Iterable[int]) -> dict[int, int]:
    """Return the digest of each of these identities."""
    ids = json.dumps(sorted(identity_ids))
    rows = connection.execute(
        "SELECT i.id, i.digest FROM json_each(?) j JOIN identity i ON i.id = j.value", (ids,)
    )
    return dict(rows.fetchall())


def hide_decision(connection: sqlite3.Connection, number: int, at: str | None) -> None:
    """Hide a decision at that instant, or let it count again (None)."""
    set_hidden(connection, number, at)

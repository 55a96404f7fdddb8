"""What people enter in the program: each act is a record in a batch of its own, hidden when it is taken back.

Such a record is about no identity: it names its person by the digests of what lists say of her, as decisions on
who is the same person do (`store.merging`). So it makes nobody a lead, follows corrections and mergers of lists,
and is about nobody while all lists that knew the person are taken back. Where only other lists still know her, in
other words, it is about whoever shares a key with what those that are gone said. Acts made in one step (a work list
that came back) carry the same step in the plan of their batches.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from funneldesk.domain.fields import Kind
from funneldesk.domain.leads.entities import BY_KEY
from funneldesk.domain.leads.identity import keys_of
from funneldesk.domain.leads.records import Batch, Record
from funneldesk.store.identity import identities, visible_ids, visible_with_keys
from funneldesk.store.merging import people_of
from funneldesk.store.records import BY_HAND, HAND, add_entered, set_hidden

_PERSON = "person"
_ACTS = (
    "SELECT b.id, b.kind, b.hidden, b.imported_at, b.fields, r.id, r.row, r.known_at, r.vals FROM import_batch b "
    "JOIN record r ON r.id >= b.first_record AND r.id < b.end_record "
    "WHERE b.kind IN (SELECT value FROM json_each(?))"
)


class AboutSomebody(Protocol):
    """What names a person by digests, in the order in which they are tried; none: nobody in particular."""

    @property
    def id(self) -> int:
        """Return its number."""

    @property
    def digests(self) -> tuple[int, ...]:
        """Return the digests."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act as it is kept: `id` of its batch, the instant it was made, and what it says.

    `digests` name the person, in the order in which they are tried; none: nobody in particular.
    """

    id: int
    kind: str
    hidden: bool
    at: str
    record: int
    known_at: int
    values: Mapping[str, str]
    digests: tuple[int, ...]


def add_act(
    connection: sqlite3.Connection,
    kind: str,
    values: Mapping[str, str],
    digests: Iterable[int],
    *,
    at: str,
    known_at: int,
    step: str = "",
) -> int:
    """Store an act of `kind` (handovers, activities or done) made at the instant `at`, and return its number.

    `step`: what names all acts that were made together, "": it is one by itself.
    """
    vals = [" ".join(map(str, digests)), *values.values()]
    text = json.dumps(vals, ensure_ascii=False, separators=(",", ":"))
    plan = json.dumps({"step": step} if step else {})
    return add_entered(connection, HAND + kind, (_PERSON, *values), [(known_at, text)], at=at, plan=plan)


def acts(
    connection: sqlite3.Connection, kind: str | None = None, *, hidden_too: bool = False
) -> tuple[Act, ...]:
    """Return the acts of one kind or of all, oldest first."""
    kinds = [HAND + kind] if kind else list(BY_HAND)
    rows = connection.execute(
        f"{_ACTS} AND b.hidden <= ? ORDER BY b.id",
        (json.dumps(kinds), int(hidden_too)),
    )
    return tuple(map(_act, rows))


def act(connection: sqlite3.Connection, number: int) -> Act | None:
    """Return one act, None if there is none with that number."""
    row = connection.execute(
        f"{_ACTS} AND b.id = ?",
        (json.dumps(list(BY_HAND)), number),
    ).fetchone()
    return _act(row) if row else None


def _act(row: tuple[int, str, int, str, str, int, int, int, str]) -> Act:
    number, kind, hidden, at, fields, record, _line, known_at, vals = row
    said = dict(zip(json.loads(fields), json.loads(vals), strict=True))
    digests = tuple(map(int, said.pop(_PERSON).split()))
    return Act(number, kind.removeprefix(HAND), bool(hidden), at, record, known_at, said, digests)


def newest_at(connection: sqlite3.Connection) -> str:
    """Return the instant of the newest act, "" if there is none."""
    row = connection.execute(
        "SELECT max(imported_at) FROM import_batch WHERE kind LIKE ?", (f"{HAND}%",)
    ).fetchone()
    return str(row[0] or "")


def made_together(connection: sqlite3.Connection, number: int) -> tuple[int, ...]:
    """Return the numbers of all acts that were made in one step with this one, itself among them."""
    rows = connection.execute(
        "SELECT o.id FROM import_batch b JOIN import_batch o ON o.id = b.id OR "
        "(b.plan <> '{}' AND o.plan = b.plan AND o.kind IN (SELECT value FROM json_each(?2))) "
        "WHERE b.id = ?1 ORDER BY o.id",
        (number, json.dumps(list(BY_HAND))),
    )
    return tuple(row[0] for row in rows)


def hide_act(connection: sqlite3.Connection, number: int, at: str | None) -> None:
    """Take an act back at that instant, or let it count again (None)."""
    set_hidden(connection, number, at)


def people_in(connection: sqlite3.Connection, found: Iterable[AboutSomebody]) -> dict[int, int]:
    """Return the identity each act is about, by its number; acts about nobody who is there are left out."""
    made = list(found)
    ids = people_of(connection, {digest for one in made for digest in one.digests})
    visible = visible_ids(connection, ids.values())
    people: dict[int, int] = {}
    lost: dict[int, list[int]] = {}
    for one in made:
        named = [ids[digest] for digest in one.digests if digest in ids]
        known = [number for number in named if number in visible]
        if known:
            people[one.id] = known[0]
        elif named:
            lost[one.id] = named
    return people | _found_again(connection, lost)


def _found_again(connection: sqlite3.Connection, lost: Mapping[int, list[int]]) -> dict[int, int]:
    """Return somebody who is there for each of `lost`, people who are not, by a key they share; one lead or nobody."""
    gone = {
        one.id: one for one in identities(connection, {number for named in lost.values() for number in named})
    }
    known = visible_with_keys(connection, {key for one in gone.values() for key in keys_of(one.who)})
    found: dict[int, int] = {}
    for act_id, named in lost.items():
        like = [
            other
            for one in (gone[number] for number in named)
            for key in keys_of(one.who)
            for other in known.get(key, ())
            # A company alone is no person, a number means something in its own tool only.
            if not key.startswith("n:|") and (key[0] != "i" or other.who.system == one.who.system)
        ]
        if len({one.lead_id for one in like}) == 1:
            found[act_id] = min(one.id for one in like)
    return found


def entries_about(connection: sqlite3.Connection, people: set[int], found: Iterable[AboutSomebody]) -> int:
    """Return how many of what was entered name one of these identities, among others or alone."""
    made = list(found)
    ids = people_of(connection, {digest for one in made for digest in one.digests})
    return sum(any(ids.get(digest) in people for digest in one.digests) for one in made)


def as_records(found: Iterable[Act], people: Mapping[int, int], kind: Kind) -> list[tuple[Batch, Record]]:
    """Return acts as records of a list of `kind` each."""
    return [
        (
            Batch(one.id, kind, tuple(one.values), BY_KEY),
            Record(one.record, one.id, 1, people.get(one.id), one.known_at, dict(one.values)),
        )
        for one in found
    ]

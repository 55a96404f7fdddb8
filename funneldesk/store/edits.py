"""Edits of lead values by hand: the values of one step are the records of one batch, hidden when it is taken back.

Like other things entered by hand (`store.by_hand`) a record is about no identity: it names its person by the digests
of what lists say of her. Beside each value stands what it replaced.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from funneldesk.domain.leads.fold import Said
from funneldesk.domain.leads.identity import keys_of
from funneldesk.store.by_hand import people_in
from funneldesk.store.identity import identities, ids_of_digests, visible_with_keys
from funneldesk.store.records import EDITED, add_entered, set_hidden

PERSON = "person"
#: Before the name of a field: what stood there before.
WAS = "was."
_EDITS = (
    "SELECT b.id, b.hidden, b.imported_at, b.fields, r.id, r.known_at, r.vals FROM import_batch b "
    "CROSS JOIN record r ON r.id >= b.first_record AND r.id < b.end_record WHERE b.kind = ?"
)


@dataclass(frozen=True, slots=True)
class NewEdit:
    """What is entered about one lead: `digests` name the person, `values` by field ("": emptied), what they `was`."""

    digests: tuple[int, ...]
    known_at: int
    values: Mapping[str, str]
    was: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Edit:
    """What one step did to the values of one lead: `id` of the record, `step` its batch, `at` the instant."""

    id: int
    step: int
    hidden: bool
    at: str
    digests: tuple[int, ...]
    known_at: int
    values: Mapping[str, str]
    was: Mapping[str, str]

    @property
    def said(self) -> Said:
        """Return it as it is folded."""
        return Said(self.known_at, self.values, self.was)


def add_edits(connection: sqlite3.Connection, made: Sequence[NewEdit], at: str) -> int:
    """Store what was entered in one step at the instant `at`, and return the number of the step."""
    names = tuple(dict.fromkeys(name for one in made for name in one.values))
    fields = (PERSON, *names, *(WAS + name for name in names))
    return add_entered(
        connection, EDITED, fields, [(one.known_at, _packed(names, one)) for one in made], at=at
    )


def _packed(names: Iterable[str], made: NewEdit) -> str:
    person = " ".join(map(str, made.digests))
    vals = [person, *(made.values.get(name) for name in names), *(made.was.get(name) for name in names)]
    return json.dumps(vals, ensure_ascii=False, separators=(",", ":"))


def edits(
    connection: sqlite3.Connection, step: int | None = None, *, hidden_too: bool = False
) -> tuple[Edit, ...]:
    """Return the edits of one step or of all, oldest first."""
    rows = connection.execute(
        f"{_EDITS} AND b.hidden <= ? AND (?3 IS NULL OR b.id = ?3) ORDER BY b.id, r.id",
        (EDITED, int(hidden_too), step),
    )
    return tuple(map(_edit, rows))


def _edit(row: tuple[int, int, str, str, int, int, str]) -> Edit:
    step, hidden, at, fields, number, known_at, vals = row
    said = {
        name: text
        for name, text in zip(json.loads(fields), json.loads(vals), strict=True)
        if text is not None
    }
    digests = tuple(map(int, said.pop(PERSON).split()))
    was = {name.removeprefix(WAS): text for name, text in said.items() if name.startswith(WAS)}
    values = {name: text for name, text in said.items() if not name.startswith(WAS)}
    return Edit(number, step, bool(hidden), at, digests, known_at, values, was)


def has_edits(connection: sqlite3.Connection) -> bool:
    """Whether any edit counts."""
    found = connection.execute("SELECT 1 FROM import_batch WHERE kind = ? AND hidden = 0 LIMIT 1", (EDITED,))
    return found.fetchone() is not None


def leads_of_edits(connection: sqlite3.Connection, found: Iterable[Edit]) -> dict[int, int]:
    """Return the lead each edit is about, by its number; those about nobody who is there are left out."""
    people = people_in(connection, found)
    lead_of = {one.id: one.lead_id for one in identities(connection, set(people.values()))}
    return {number: lead_of[person] for number, person in people.items() if person in lead_of}


def edits_of_leads(connection: sqlite3.Connection, lead_ids: Collection[int]) -> dict[int, list[Edit]]:
    """Return the edits that count of those of these leads that have any, oldest first."""
    if not has_edits(connection):
        return {}
    made = edits(connection)
    leads, wanted = leads_of_edits(connection, made), set(lead_ids)
    found: dict[int, list[Edit]] = {}
    for one in made:
        if leads.get(one.id) in wanted:
            found.setdefault(leads[one.id], []).append(one)
    return found


def leads_edited_near(connection: sqlite3.Connection, people: Collection[int]) -> set[int]:
    """Return the leads that edits may be about, or no longer, since these identities appeared or vanished.

    Whose rows are gone is known again by a key (`store.by_hand.people_in`): all with such a key are among them.
    """
    if not has_edits(connection):
        return set()
    made = edits(connection)
    named = ids_of_digests(connection, {digest for one in made for digest in one.digests})
    known = {one.id: one for one in identities(connection, {*named.values(), *people})}
    keys = {key for number in people if number in known for key in keys_of(known[number].who)}
    near = {
        digest
        for digest, number in named.items()
        if number in people or not keys.isdisjoint(keys_of(known[number].who))
    }
    concerned = [one for one in made if not near.isdisjoint(one.digests)]
    theirs = {named[digest] for one in concerned for digest in one.digests if digest in named}
    alike = visible_with_keys(connection, {key for number in theirs for key in keys_of(known[number].who)})
    leads = {one.lead_id for group in alike.values() for one in group}
    leads |= {known[number].lead_id for number in theirs} | set(
        leads_of_edits(connection, concerned).values()
    )
    return leads - {0}


def hide_edits(connection: sqlite3.Connection, step: int, at: str | None) -> None:
    """Take a step back at that instant, or let it count again (None)."""
    set_hidden(connection, step, at)

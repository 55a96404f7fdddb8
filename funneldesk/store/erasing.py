"""Everything a store holds about a person, found and written over: the one place where records change (DESIGN 9)."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from funneldesk.domain.leads.erased import ERASED
from funneldesk.domain.leads.identity import Identity, Who, digest, keys_of
from funneldesk.domain.leads.records import decoded
from funneldesk.store.edits import WAS
from funneldesk.store.identity import add_keys, chunks, identities
from funneldesk.store.records import BY_HAND, DECISION, EDITED, batches

_PERSON = "person"
_Rewrite = Callable[[str, dict[str, str]], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A record as it is stored, of a batch of `kind` (a kind of list, without what tells acts from lists)."""

    record: int
    batch: int
    row: int
    kind: str
    values: dict[str, str]


def erased_leads(connection: sqlite3.Connection) -> frozenset[int]:
    """Return the leads that were erased."""
    if connection.execute("SELECT 1 FROM suppression LIMIT 1").fetchone() is None:
        return frozenset()  # the usual case: nobody has to be looked for
    return frozenset(row[0] for row in connection.execute("SELECT id FROM lead WHERE name = ?", (ERASED,)))


def is_erased_lead(connection: sqlite3.Connection, lead_id: int) -> bool:
    """Whether a lead was erased."""
    row = connection.execute("SELECT name = ? FROM lead WHERE id = ?", (ERASED, lead_id)).fetchone()
    return bool(row and row[0])


def everybody_of(connection: sqlite3.Connection, lead_id: int) -> list[Identity]:
    """Return all identities that belong to a lead now or did last, visible or not, oldest first."""
    rows = connection.execute("SELECT id FROM identity WHERE lead_id = ? ORDER BY id", (lead_id,))
    return sorted(identities(connection, (row[0] for row in rows)))


def everybody_with(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, list[Identity]]:
    """Return, by key, all identities that have it, visible or not."""
    found: dict[str, list[int]] = {}
    for part in chunks(keys):
        rows = connection.execute(
            "SELECT k.key, k.identity_id FROM json_each(?) j JOIN identity_key k ON k.key = j.value", (part,)
        )
        for key, number in rows:
            found.setdefault(key, []).append(number)
    known = {one.id: one for one in identities(connection, {n for some in found.values() for n in some})}
    return {key: [known[number] for number in sorted(some)] for key, some in found.items()}


def companies_of_others(connection: sqlite3.Connection, company_key: str, lead_id: int) -> bool:
    """Whether another lead is of a company of this name."""
    row = connection.execute(
        "SELECT 1 FROM lead WHERE company_key = ? AND id <> ? LIMIT 1", (company_key, lead_id)
    ).fetchone()
    return row is not None


def identities_naming_company(connection: sqlite3.Connection, companies: Iterable[str]) -> list[Identity]:
    """Return the identities of deals that name nothing but one of these companies."""
    found: list[int] = []
    for part in chunks(companies):
        rows = connection.execute(
            "SELECT i.id FROM json_each(?) j JOIN identity i ON i.company = j.value WHERE i.role = 'C'",
            (part,),
        )
        found += (row[0] for row in rows)
    return identities(connection, found)


def set_who(connection: sqlite3.Connection, changed: Mapping[int, Who]) -> dict[int, int]:
    """Let identities say something else; return the new digest by the old one."""
    became: dict[int, int] = {}
    for number, who in sorted(changed.items()):
        old = connection.execute("SELECT digest FROM identity WHERE id = ?", (number,)).fetchone()[0]
        new = _free_digest(connection, who)
        became[old] = new
        connection.execute(
            "UPDATE identity SET digest = ?, role = ?, system = ?, external_id = ?, email = ?, name = ?, "
            "company = ?, phone = ? WHERE id = ?",
            (new, *who, number),
        )
        connection.execute("DELETE FROM identity_key WHERE identity_id = ?", (number,))
        add_keys(connection, ((key, number) for key in keys_of(who)))
    return became


def _free_digest(connection: sqlite3.Connection, who: Who) -> int:
    """Return the digest of what has keys; rows without any are told apart by their number."""
    nth = 0 if keys_of(who) else 1
    while True:
        code = digest(who, nth)
        if connection.execute("SELECT 1 FROM identity WHERE digest = ?", (code,)).fetchone() is None:
            return code
        nth += 1


def rows_about(connection: sqlite3.Connection, people: Iterable[int]) -> list[Row]:
    """Return every row of every list, counting or taken back, about these identities."""
    fields = {info.id: (info.kind, info.fields) for info in batches(connection)}
    found: list[Row] = []
    for part in chunks(people):
        rows = connection.execute(
            "SELECT r.id, r.batch_id, r.row, r.vals FROM json_each(?) j JOIN record r ON r.identity_id = j.value",
            (part,),
        )
        for number, batch, row, vals in rows:
            kind, names = fields[batch]
            found.append(Row(number, batch, row, kind, decoded(names, vals)))
    return sorted(found, key=lambda one: one.record)


def set_rows(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Write rows of lists over."""
    fields = {info.id: info.fields for info in batches(connection)}
    connection.executemany(
        "UPDATE record SET vals = ? WHERE id = ?",
        ((_packed([row.values.get(name) for name in fields[row.batch]]), row.record) for row in rows),
    )


def _packed(values: list[str | None]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def rewrite_acts(
    connection: sqlite3.Connection, became: Mapping[int, int], rewrite: _Rewrite
) -> tuple[int, ...]:
    """Let acts about people of whom digests `became` others be about these; return the numbers of their batches.

    `rewrite` gives what such an act of a kind says from now on. Acts taken back are among them.
    """
    found: list[int] = []
    for number, batch, kind, fields, vals in _made_by_hand(connection, (*BY_HAND, EDITED)):
        said = decoded(fields, vals)
        digests = [int(one) for one in said.pop(_PERSON, "").split()]
        if not any(one in became for one in digests):
            continue
        made = _rewritten(kind.partition(":")[2], said, rewrite)
        made[_PERSON] = " ".join(str(became.get(one, one)) for one in digests)
        text = _packed([made.get(name) for name in fields])
        connection.execute("UPDATE record SET vals = ? WHERE id = ?", (text, number))
        found.append(batch)
    return tuple(found)


def _rewritten(kind: str, said: Mapping[str, str], rewrite: _Rewrite) -> dict[str, str]:
    """Return what an act says from now on; of an edit also what it replaced. What was emptied stays empty."""
    made: dict[str, str] = {name: text for name, text in said.items() if not text}
    new = {name: text for name, text in said.items() if text and not name.startswith(WAS)}
    was = {name.removeprefix(WAS): text for name, text in said.items() if text and name.startswith(WAS)}
    made |= rewrite(kind, new)
    return made | {WAS + name: text for name, text in rewrite(kind, was).items()}


def rewrite_decisions(connection: sqlite3.Connection, became: Mapping[int, int]) -> None:
    """Let decisions on who is the same person speak of what the digests `became`."""
    for number, _batch, _kind, fields, vals in _made_by_hand(connection, (DECISION,)):
        said = decoded(fields, vals)
        made = dict(said)
        for side in ("one", "other"):
            digests = [int(one) for one in said.get(side, "").split()]
            made[side] = " ".join(map(str, sorted(became.get(one, one) for one in digests)))
        if made != said:
            text = json.dumps([made.get(name) for name in fields], separators=(",", ":"))
            connection.execute("UPDATE record SET vals = ? WHERE id = ?", (text, number))


def _made_by_hand(
    connection: sqlite3.Connection, kinds: Iterable[str]
) -> Iterator[tuple[int, int, str, list[str], str]]:
    rows = connection.execute(
        "SELECT r.id, b.id, b.kind, b.fields, r.vals FROM import_batch b "
        "CROSS JOIN record r ON r.id >= b.first_record AND r.id < b.end_record "
        "WHERE b.kind IN (SELECT value FROM json_each(?))",
        (json.dumps(list(kinds)),),
    ).fetchall()
    for number, batch, kind, fields, vals in rows:
        yield number, batch, kind, json.loads(fields), vals


def is_said_of_others(connection: sqlite3.Connection, batch: int, value: str, people: Iterable[int]) -> bool:
    """Whether a row of the same list about somebody else holds the same value."""
    row = connection.execute(
        "SELECT 1 FROM import_batch b JOIN record r ON r.id >= b.first_record AND r.id < b.end_record "
        "WHERE b.id = ? AND instr(r.vals, ?) "
        "AND coalesce(r.identity_id, 0) NOT IN (SELECT value FROM json_each(?)) LIMIT 1",
        (batch, json.encoder.encode_basestring(value), json.dumps(sorted(people))),
    ).fetchone()
    return row is not None


def blacken_problems(connection: sqlite3.Connection, rows: Iterable[tuple[int, int]], words: str) -> int:
    """Write the messages of problems with rows (batch, number) over; return how many there were."""
    done = connection.executemany(
        "UPDATE import_problem SET message = ?1 WHERE batch_id = ?2 AND row = ?3 AND message <> ?1",
        ((words, batch, row) for batch, row in rows),
    )
    return max(done.rowcount, 0)


def blacken_answers(connection: sqlite3.Connection, became: Mapping[str, str]) -> list[tuple[str, int, str]]:
    """Take what members wrote about hand-overs out of their answers; return device, number and sum of each.

    `became`: the reference of each hand-over from now on, by the one the answers name.
    """
    found: list[tuple[str, int, str]] = []
    for ref, new in became.items():
        rows = connection.execute(
            "SELECT device, number, sum16, said FROM response WHERE handover = ?", (ref,)
        ).fetchall()
        for device, number, sum16, said in rows:
            found.append((device, number, sum16))
            connection.execute(
                "UPDATE response SET handover = ?, said = ? WHERE device = ? AND number = ? AND sum16 = ?",
                (new, _without_text(said, new), device, number, sum16),
            )
    return found


def _without_text(said: str, handover: str) -> str:
    try:
        values = json.loads(said)
    except ValueError:
        return ""
    if not isinstance(values, dict):
        return ""
    made = values | {name: new for name, new in (("text", ""), ("handover", handover)) if name in values}
    return json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def names_of_others(connection: sqlite3.Connection, people: Iterable[int]) -> Iterator[tuple[int, str, str]]:
    """Yield number, name and phone of every identity but these."""
    yield from connection.execute(
        "SELECT id, name, phone FROM identity WHERE id NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(people)),),
    )


def everybody_by_who(connection: sqlite3.Connection) -> Iterator[tuple[int, int, Who]]:
    """Yield number, lead (0: none) and `Who` of every identity."""
    rows = connection.execute(
        "SELECT id, coalesce(lead_id, 0), role, system, external_id, email, name, company, phone FROM identity"
    )
    for number, lead_id, *who in rows:
        yield number, lead_id, Who(*who)

"""Erasing a person: what the records say of her goes, what was counted stays (DESIGN 9).

Her rows stay rows: each value that names her is exchanged for a word that is nobody's (`domain.leads.erased`), what
was written about her is blackened, and everything is folded again by the same code as ever. So no figure can change,
and `check` has nothing to report. That the figures of her lead are what they were is looked at before the commit.

The store is one transaction. What lies outside (backups, caches, the shared folder) is written down in it as still
to be done, and is finished at the next opening for writing if the program dies meanwhile (`operations.erasing_rest`).

The name of her company stays: it is a company's, deals are counted by it. Only a name that holds hers goes, where
nobody else is of that company.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from funneldesk.domain.leads.erased import BARS, FREE_TEXTS, TELLING, Words
from funneldesk.domain.leads.merging import Decision
from funneldesk.domain.leads.records import known_at
from funneldesk.operations.batches import now
from funneldesk.operations.book import book_versions
from funneldesk.operations.changes import note
from funneldesk.operations.company_deals import settle_company_deals
from funneldesk.operations.erasing_person import Person, person_of
from funneldesk.operations.facts import facts_of_lead
from funneldesk.operations.identity import refold, resettle
from funneldesk.operations.kept_facts import GROUPS
from funneldesk.operations.known_values import fields_of
from funneldesk.operations.merging import decision_instant
from funneldesk.operations.references import handover_ref, keyed
from funneldesk.operations.suppressing import PURPOSE
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store import caches, scrubbing
from funneldesk.store import erasing as stored
from funneldesk.store import suppression as kept
from funneldesk.store.edits import edits, leads_of_edits
from funneldesk.store.identity import identities, visible_ids, visible_of_leads
from funneldesk.store.merging import add_decision, digests_of
from funneldesk.store.records import company_deals

if TYPE_CHECKING:
    from funneldesk.domain.facts import Facts
    from funneldesk.domain.leads.mentions import Mentions
    from funneldesk.operations.legs import Leg
    from funneldesk.store.store import Connection, Store

#: Of two rows that say different things of one activity at the same time chance decides: so often it is asked again.
_TRIES = 12


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing a lead comes to: `rows` of lists, `acts` by hand, `mentions` in texts about others."""

    lead: int
    rows: int
    acts: int
    mentions: int
    changed_figures: bool = False


class _Again(Exception):  # noqa: N818 - the way out of a transaction
    """Other words are tried."""


def withdrawn(store: "Store") -> tuple[str, ...]:
    """Return the references of hand-overs of people who were erased, for `Manifest.withdrawn`."""
    return kept.withdrawn_refs(store)


def erase(
    store: "Store", lead_id: int, *, pending: Mapping[str, Any] | None = None, task: Task = NO_TASK
) -> Erasure:
    """Erase the person behind a lead from the store; UserError where there is nobody to erase.

    `pending`: what is to be done outside the store afterwards (`operations.erasing_rest`), written in the same
    transaction.
    """
    person = person_of(store, lead_id)
    store.connection.execute("PRAGMA secure_delete = ON")
    for attempt in range(_TRIES):
        if store.in_file:
            caches.drop(store.path)
        try:
            with store.transaction():
                done = _Erasing(store, person, task, last=attempt % 2 == 1).all(pending)
                if done.changed_figures and attempt < _TRIES - 1:
                    raise _Again  # noqa: TRY301 - the way out of the transaction
            break
        except _Again:
            continue
    return done


class _Erasing:
    """One erasure, inside its transaction."""

    def __init__(self, store: "Store", person: Person, task: Task, *, last: bool) -> None:
        self._store, self._person, self._task = store, person, task
        self._connection: Connection = store.connection
        # Of two that are said at the same time the greater one counts: which that is must stay so.
        self._words: Words = person.words(last=last)
        self._mentions: Mentions = person.mentions()
        self._keys = self._words.of_keys(one.who for one in person.people)
        #: Leads of others whose rows spoke of her.
        self._others: set[int] = set()
        self._asked = {field for one in book_versions(store) for field in fields_of(one.book)}

    def all(self, pending: Mapping[str, Any] | None) -> Erasure:
        store, connection, person = self._store, self._connection, self._person
        before, owners = facts_of_lead(store, person.lead), company_deals(connection)
        legs = self._legs()
        near = self._near()
        kept.suppress(connection, (keyed(store, PURPOSE, mark) for mark in person.marks()), now())
        became = stored.set_who(connection, {one.id: self._words.of_who(one.who) for one in person.people})
        rows = self._rows()
        acts = stored.rewrite_acts(connection, became, self._act)
        stored.rewrite_decisions(connection, became)
        self._task.report(1, 4)
        mentions = self._texts()
        self._task.report(2, 4)
        self._settle(near)
        self._pin(owners)
        answers = self._withdraw(legs)
        note(connection, "erase", {"lead": person.lead, "rows": rows, "acts": len(acts), "texts": mentions})
        if pending is not None:
            kept.set_pending(store, _with_answers(kept.pending_of(store), pending, answers))
        self._task.report(3, 4)
        changed = not same_figures(before, facts_of_lead(store, person.lead))
        return Erasure(person.lead, rows, len(acts), mentions, changed)

    def _legs(self) -> "list[Leg]":
        from funneldesk.operations.legs import legs_of_store

        return [leg for leg in legs_of_store(self._store) if leg.lead == self._person.lead]

    def _near(self) -> dict[int, int]:
        """Return the lead of everybody who may be linked otherwise once she is gone."""
        shared = {one.lead_id for some in self._person.shared.values() for one in some}
        people = visible_of_leads(self._connection, {self._person.lead, *shared} - {0})
        return {one.id: one.lead_id for one in people}

    def _rows(self) -> int:
        connection, ids = self._connection, self._person.ids
        rows = stored.rows_about(connection, ids)
        said: dict[tuple[int, str], bool] = {}
        made = []
        for row in rows:
            values = self._row(row.kind, row.values)
            for name in [name for name in values if name in TELLING or name.startswith("x.")]:
                value = row.values[name]
                if name not in self._asked:
                    key = row.batch, value
                    if key not in said:
                        said[key] = stored.is_said_of_others(connection, row.batch, value, ids)
                    values[name] = values[name] if said[key] else BARS
            made.append(replace(row, values=values))
        stored.set_rows(connection, made)
        stored.blacken_problems(connection, {(row.batch, row.row) for row in rows}, BARS)
        return len(rows)

    def _row(self, kind: str, values: dict[str, str]) -> dict[str, str]:
        """Return what a row about her says from now on."""
        made = self._words.of_row(kind, values)
        for name, value in values.items():
            if name in FREE_TEXTS:
                made[name] = BARS
            elif name == "handover_id":
                made[name] = self._leg_key(value)
            elif made.get(name) == value:
                made[name] = self._mentions.blackened(value)
        return made

    def _act(self, kind: str, values: dict[str, str]) -> dict[str, str]:
        """Return what something entered about her says from now on; of an edit as of a row of a list."""
        made = self._row(kind, values)
        if kind == "leads":
            telling = {name for name in values if name in TELLING or name.startswith("x.")}
            made |= dict.fromkeys(telling - self._asked, BARS)
        return made

    def _leg_key(self, key: str) -> str:
        parts = [self._keys.get(part, part) for part in key.split("\x1f")]
        return self._mentions.blackened("\x1f".join(parts))

    def _texts(self) -> int:
        if self._mentions.is_empty:
            return 0
        blackened = self._mentions.blackened
        rows, people = scrubbing.blacken_rows(self._connection, blackened, self._person.namesakes)
        self._others = {one.lead_id for one in identities(self._connection, people)} - {0}
        # An edit is about no identity: whoever has one may have been spoken of in it.
        self._others |= set(leads_of_edits(self._connection, edits(self._connection)).values())
        return rows + sum(scrubbing.blacken_texts(self._connection, blackened).values())

    def _settle(self, near: Mapping[int, int]) -> None:
        """Fold everything near her again; whoever was one lead stays one, whoever was two stays two."""
        connection = self._connection
        hers = visible_ids(connection, self._person.ids)
        settled = resettle(connection, {*hers, *near}, task=self._task)
        leads = settled.moved | settled.gained | self._others | {self._person.lead}
        if decisions := self._otherwise(near):
            for one in decisions:
                add_decision(connection, one, known_at(f"{one.at[:19]}Z", self._store.zone))
            settled = resettle(connection, {*hers, *near}, task=self._task)
            leads |= settled.moved | settled.gained
        refold(connection, leads, task=self._task)
        refold(connection, settle_company_deals(self._store), task=self._task)

    def _otherwise(self, near: Mapping[int, int]) -> list[Decision]:
        """Return what has to be decided so that everybody belongs to the lead of before.

        Her name was one too many on an address that says nothing, or the link between two rows of somebody else.
        """
        connection = self._connection
        now_of = {one.id: one.lead_id for one in identities(connection, near)}
        if now_of == near:
            return []
        before: dict[int, list[int]] = {}
        for number, lead in near.items():
            before.setdefault(lead, []).append(number)
        found: list[Decision] = []
        sides = {lead: digests_of(connection, members) for lead, members in before.items()}
        at = decision_instant(connection)
        for lead, members in sorted(before.items()):
            if len({now_of[number] for number in members}) > 1:
                digests = sides[lead]
                found.append(Decision(at, True, digests[:1], digests[1:]))  # noqa: FBT003 - a named tuple
        ordered = sorted(before)
        for place, lead in enumerate(ordered):
            mixed = {now_of[number] for number in before[lead]}
            others = [
                other
                for other in ordered[place + 1 :]
                if mixed & {now_of[number] for number in before[other]}
            ]
            if others:
                rest = tuple(sorted(one for other in others for one in sides[other]))
                found.append(Decision(at, False, sides[lead], rest))  # noqa: FBT003
        return found

    def _pin(self, owners: Mapping[str, int]) -> None:
        """Keep deals of companies with the leads they belonged to, where only her name decided."""
        after = company_deals(self._connection)
        moved = {
            key: lead
            for key, lead in ((self._leg_key(old), lead) for old, lead in owners.items())
            if key in after and after[key] != lead
        }
        if moved:
            kept.pin_deals(self._store, moved)
            refold(self._connection, settle_company_deals(self._store), task=self._task)

    def _withdraw(self, legs: "list[Leg]") -> list[tuple[str, int, str]]:
        store = self._store
        old = {leg.record: handover_ref(store, leg) for leg in legs}
        new = {leg.record: handover_ref(store, leg) for leg in self._legs()}
        kept.withdraw_refs(store, {*old.values(), *new.values()})
        became = {ref: new.get(record, ref) for record, ref in old.items()}
        return stored.blacken_answers(self._connection, became)


def _with_answers(
    known: Mapping[str, Any] | None, pending: Mapping[str, Any], answers: list[tuple[str, int, str]]
) -> dict[str, Any]:
    """Return what is to be done, with what was left of an earlier erasure."""
    before = known or {}
    files = [*before.get("files", ()), *pending.get("files", ())]
    left = [*before.get("answers", ()), *map(list, answers)]
    return {**pending, "files": sorted(set(files)), "answers": left}


def same_figures(one: "Facts", other: "Facts") -> bool:
    """Whether all that is counted about a lead is the same."""
    for group in (None, *GROUPS):
        left, right = (part if group is None else getattr(part, group) for part in (one, other))
        names = (
            [one.name for one in fields(GROUPS[group])]
            if group
            else ("lead_ids", "acquired_day", "opt_out_day", "disqualified_day", "listed")
        )
        for name in names:
            if not np.array_equal(getattr(left, name), getattr(right, name)):
                return False
    return (one.names, one.contents, one.campaigns) == (other.names, other.contents, other.campaigns)

"""Deciding by hand who is the same person: merge, tell apart, and take either back (DESIGN 5, Identity).

Each decision is a record of its own; nothing else is ever written, and taking it back leaves no trace of it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from funneldesk.domain.facts import Facts, Int32
from funneldesk.domain.leads.identity import Who
from funneldesk.domain.leads.merging import Decision
from funneldesk.domain.leads.records import known_at
from funneldesk.domain.moment import moment_of
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.changes import note
from funneldesk.operations.settling import settle_decided
from funneldesk.operations.suppressing import refuse_erased
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store import identity as identities
from funneldesk.store import merging as stored
from funneldesk.store.leads import lead_ids
from funneldesk.store.records import records_of_lead
from funneldesk.store.store import Connection, Store


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision and what came of it: `leads`, ascending, are those its people belong to now.

    `in_vain`: of one side nobody is there any more, so that there is nothing to decide.
    """

    id: int
    same: bool
    at: str
    hidden: bool
    leads: tuple[int, ...]
    in_vain: bool = False


def state_words(decided: Decided) -> str:
    """Return what has become of a decision, "" while it holds."""
    if decided.hidden:
        return _("taken back")
    return _("its rows are gone") if decided.in_vain else ""


@dataclass(frozen=True, slots=True)
class Part:
    """What lists say of a lead in one and the same way: `rows` of `files`, the first of them in line `row`."""

    id: int
    who: Who
    files: tuple[str, ...]
    row: int
    rows: int


def merge(store: Store, one: int, other: int, task: Task = NO_TASK) -> Decided:
    """Make two leads one, whatever their lists say; UserError if they are one already or one is gone."""
    if one == other:
        raise UserError(
            "same_lead",
            _("Both are lead {lead}: they are one already.").format(lead=one),
            _("Name two different leads."),
        )
    return _decide(store, _people(store, one), _people(store, other), same=True, task=task)


def separate(store: Store, one: int, other: int, task: Task = NO_TASK) -> Decided:
    """Remember that two leads are different people: no later list makes them one, and nobody asks again."""
    if one == other:
        raise UserError(
            "same_lead",
            _("Both are lead {lead}.").format(lead=one),
            _("`funneldesk unmerge {lead}` tells apart what one lead holds.").format(lead=one),
        )
    return _decide(store, _people(store, one), _people(store, other), same=False, task=task)


def unmerge(store: Store, lead_id: int, parts: Collection[int] = (), task: Task = NO_TASK) -> Decided:
    """Make two leads of one. `parts` are those of `parts_of` that are somebody else.

    Without parts the last merge by hand that holds the lead together is taken back. UserError where there is none.
    """
    everybody = _people(store, lead_id)
    if parts:
        return _split(store, lead_id, everybody, set(parts), task)
    last = next(
        (found for found in reversed(decisions(store, lead_id)) if found.same and not found.hidden), None
    )
    if last is None:
        raise UserError(
            "not_merged",
            _("Lead {lead} was not merged by hand: its lists say that it is one person.").format(
                lead=lead_id
            ),
            _("Name the parts that are somebody else: funneldesk unmerge {lead} PART ...").format(
                lead=lead_id
            ),
        )
    return take_back(store, last.id, task)


def _split(store: Store, lead_id: int, everybody: set[int], parts: set[int], task: Task) -> Decided:
    if unknown := parts - everybody:
        raise UserError(
            "no_part",
            _("Lead {lead} has no part {part}.").format(lead=lead_id, part=min(unknown)),
            _("`funneldesk unmerge {lead}` lists its parts.").format(lead=lead_id),
        )
    if parts == everybody:
        raise UserError(
            "all_parts",
            _("These are all parts of lead {lead}: nobody would be left.").format(lead=lead_id),
            _("Name only those that are somebody else."),
        )
    return _decide(store, parts, everybody - parts, same=False, task=task)


def _people(store: Store, lead_id: int) -> set[int]:
    """Return the visible identities of a lead that is there."""
    if not lead_ids(store.connection, lead_id).size:
        raise UserError(
            "no_lead",
            _("There is no lead {lead}.").format(lead=lead_id),
            _("Its list was withdrawn, or two leads became one. Search for the name."),
        )
    refuse_erased(store.connection, lead_id)
    return {one.id for one in identities.visible_of_leads(store.connection, [lead_id])}


def _decide(store: Store, one: set[int], other: set[int], *, same: bool, task: Task) -> Decided:
    with store.transaction() as connection:
        sides = (stored.digests_of(connection, one), stored.digests_of(connection, other))
        decision = Decision(decision_instant(connection), same, *sorted(sides))
        at = f"{decision.at[:19]}Z"
        number = stored.add_decision(connection, decision, known_at(at, store.zone))
        settle_decided(store, one | other, task=task)
        note(connection, "merge" if same else "separate", {"decision": number})
        return Decided(number, same, decision.at, hidden=False, leads=_leads(connection, one | other))


def decision_instant(connection: Connection) -> str:
    """Return the time of a decision made now, later than any decision's, whatever the clock says."""
    now = datetime.now(UTC)
    last = max((found.decision.at for found in stored.decisions(connection)), default="")
    if last:
        now = max(now, datetime.fromisoformat(last) + timedelta(microseconds=1))
    return now.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _leads(connection: Connection, people: Iterable[int]) -> tuple[int, ...]:
    visible = identities.visible_ids(connection, people)
    return tuple(sorted({one.lead_id for one in identities.identities(connection, visible)} - {0}))


def take_back(store: Store, number: int, task: Task = NO_TASK) -> Decided:
    """Take a decision back: everything is as if it had never been made."""
    return _set_hidden(store, number, hidden=True, task=task)


def bring_back(store: Store, number: int, task: Task = NO_TASK) -> Decided:
    """Let a decision that was taken back count again."""
    return _set_hidden(store, number, hidden=False, task=task)


def _set_hidden(store: Store, number: int, *, hidden: bool, task: Task) -> Decided:
    found = stored.decision(store.connection, number)
    if found is None:
        raise UserError(
            "no_decision",
            _("There is no decision {number}.").format(number=number),
            _("`funneldesk duplicates --decided` lists all decisions."),
        )
    if found.hidden == hidden:
        raise UserError(
            "already_undone" if hidden else "not_undone",
            _("Decision {number} has been taken back already.").format(number=number)
            if hidden
            else _("Decision {number} has not been taken back.").format(number=number),
            _("`funneldesk duplicates --decided` lists all decisions."),
        )
    with store.transaction() as connection:
        stored.hide_decision(connection, number, decision_instant(connection) if hidden else None)
        people = _identities_of(connection, found.decision)
        settle_decided(store, people, task=task)
        note(connection, "undo-decision" if hidden else "redo-decision", {"decision": number})
        decision = found.decision
        return Decided(number, decision.same, decision.at, hidden=hidden, leads=_leads(connection, people))


def _identities_of(connection: Connection, decision: Decision) -> set[int]:
    return set(stored.people_of(connection, {*decision.one, *decision.other}).values())


def decisions(store: Store, lead_id: int | None = None) -> tuple[Decided, ...]:
    """Return all decisions, oldest first, taken back ones too; or those that concern one lead."""
    connection = store.connection
    made = stored.decisions(connection)
    digests = {digest for one in made for side in one.decision[2:] for digest in side}
    ids = stored.people_of(connection, digests)
    visible = identities.visible_ids(connection, ids.values())
    owner = {one.id: one.lead_id for one in identities.identities(connection, visible)}
    found: list[Decided] = []
    for one in made:
        sides = [
            {ids[digest] for digest in side if digest in ids} & owner.keys() for side in one.decision[2:]
        ]
        leads = tuple(sorted({owner[number] for side in sides for number in side} - {0}))
        if lead_id is None or lead_id in leads:
            decision, in_vain = one.decision, not all(sides)
            found.append(Decided(one.id, decision.same, decision.at, one.hidden, leads, in_vain))
    return tuple(found)


def decisions_made(store: Store) -> tuple[tuple[int, bool], ...]:
    """Return what tells that a decision came, was taken back, or brought back: its number and whether it is hidden."""
    return tuple((one.id, one.hidden) for one in stored.decisions(store.connection))


def decided_days(store: Store, facts: Facts) -> Int32:
    """Return the newest day on which somebody decided whether each lead is one with another, 0 for never."""
    found = np.zeros(facts.count, np.int32)
    for one in decisions(store):
        if one.hidden or one.in_vain:
            continue
        places = np.searchsorted(facts.lead_ids, one.leads)
        here = places[np.isin(one.leads, facts.lead_ids)]
        found[here] = np.maximum(found[here], moment_of(one.at, store.zone).day)
    return found


def parts_of(store: Store, lead_id: int) -> tuple[Part, ...]:
    """Return what a lead consists of, part by part: each may be told apart from the others."""
    people = {one.id: one for one in identities.visible_of_leads(store.connection, [lead_id])}
    rows: dict[int, list[tuple[str, int]]] = {}
    for info, record in records_of_lead(store.connection, lead_id):
        rows.setdefault(record.identity_id or 0, []).append((info.file_name, record.row))
    return tuple(
        Part(
            number,
            people[number].who,
            tuple(dict.fromkeys(file for file, _row in found)),
            found[0][1],
            len(found),
        )
        for number, found in sorted(rows.items())
        if number in people
    )

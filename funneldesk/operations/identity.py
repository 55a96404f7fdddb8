"""After records appeared or vanished: which of them are the same lead now, and what each lead's values are."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from funneldesk.domain.leads.fold import (
    Change,
    Said,
    changes,
    counting,
    fold,
    said_of_reference,
    take,
    with_derived,
)
from funneldesk.domain.leads.identity import (
    COMPANY,
    REFERENCE,
    Identity,
    clusters,
    components,
    is_evidence,
    keys_of,
)
from funneldesk.domain.leads.records import Record
from funneldesk.operations.tasks import Task
from funneldesk.store import identity as stored
from funneldesk.store.edits import edits_of_leads
from funneldesk.store.leads import LeadRow, add_changes, add_leads, lead_row, remove_leads, take_lead_ids
from funneldesk.store.merging import decided_beside, decided_heirs, verdicts_of
from funneldesk.store.records import company_deal_leads, lists_of_leads
from funneldesk.store.store import Connection

_LEADS_AT_ONCE = 10_000


class Neighbourhood:
    """All visible identities whose lead may change because some identities appeared or vanished.

    Grows until it is closed: whoever an admissible key or a decision links to a member is a member, and so is
    everybody who belongs to the same lead now.
    """

    def __init__(self, connection: Connection, changed: Collection[int], flipped: Collection[str]) -> None:
        self._connection = connection
        self.listed_systems = stored.listed_systems(connection)
        self.verdicts = verdicts_of(connection)
        self.members: dict[int, Identity] = {}
        self.groups: dict[str, list[Identity]] = {}
        self.changed = stored.identities(connection, changed)
        visible = stored.visible_ids(connection, changed)
        self._fetch(self.changed)
        start = [one for one in self.changed if one.id in visible]
        start += [one for group in self._reconsidered(set(changed)) for one in group]
        if flipped:
            start += stored.visible_references(connection, flipped)
        self._add(start, {one.lead_id for one in self.changed})
        self._grow()

    def _fetch(self, identities: Iterable[Identity]) -> list[str]:
        keys = {key for one in identities for key in keys_of(one.who)} - self.groups.keys()
        found = stored.visible_with_keys(self._connection, keys)
        self.groups.update({key: found.get(key, []) for key in keys})
        return list(keys)

    def _reconsidered(self, changed: set[int]) -> Iterator[list[Identity]]:
        """Yield the groups whose links may be different now: not those that were no evidence and still are none."""
        for key, group in self.groups.items():
            if not key.startswith("e:") or is_evidence(one for one in group if one.id not in changed):
                yield group

    def _add(self, identities: Iterable[Identity], lead_ids: Collection[int] = ()) -> list[Identity]:
        """Add these with everybody who belongs to their leads now; return the new members."""
        fresh = [one for one in identities if one.id not in self.members]
        leads = {one.lead_id for one in fresh} | set(lead_ids)
        mates = stored.visible_of_leads(self._connection, leads - {0})
        added = {one.id: one for one in (*fresh, *mates) if one.id not in self.members}
        self.members.update(added)
        return list(added.values())

    def _grow(self) -> None:
        fetched = list(self.groups)
        while True:
            fetched += self._fetch(self.members.values())
            beyond = self._decided_beyond()
            for key in fetched:
                group = self.groups[key]
                if len(group) > 1:
                    self._linked_beyond(key, group, beyond)
            if not beyond:
                return
            self._add(beyond.values())
            fetched = list(self.groups)

    def _linked_beyond(self, key: str, group: list[Identity], beyond: dict[int, Identity]) -> None:
        if all(one.id in self.members for one in group):
            return
        for cluster in clusters(key, group, self.listed_systems):
            if any(one.id in self.members for one in cluster):
                beyond.update((one.id, one) for one in cluster if one.id not in self.members)

    def _decided_beyond(self) -> dict[int, Identity]:
        """Return whom decisions link to members without being one."""
        partners = self.verdicts.partners
        linked = {other for one in partners.keys() & self.members.keys() for other in partners[one]}
        linked -= self.members.keys()
        if not linked:
            return {}
        visible = stored.visible_ids(self._connection, linked)
        return {one.id: one for one in stored.identities(self._connection, visible)}


@dataclass(slots=True)
class Settled:
    """What settling changed: leads that lost or gained an identity they had to share, and leads that only gained."""

    moved: set[int] = field(default_factory=set)
    gained: set[int] = field(default_factory=set)

    def add(self, other: "Settled") -> None:
        """Take in what another step changed."""
        self.moved |= other.moved - {0}
        self.gained |= other.gained - {0}


def resettle(
    connection: Connection, changed: Collection[int], *, flipped: Collection[str] = (), task: Task
) -> Settled:
    """Give every identity near the changed ones its lead again; return whose records are different now.

    `changed`: identities that became visible or hidden; `flipped`: systems that just began or ceased to
    be listed.
    """
    settled = Settled()
    rest = {*changed, *decided_heirs(connection, changed), *decided_beside(connection, changed)}
    if not flipped and rest:
        joined = join_references(connection, rest)
        settled.add(Settled(gained=set(joined.values())))
        rest -= joined.keys()
    if not rest and not flipped:
        return settled
    near = Neighbourhood(connection, rest, flipped)
    task.report(0, None)
    parts = components(near.members, near.groups, near.listed_systems, near.verdicts)
    settled.moved |= {one.lead_id for one in near.changed}
    moved: list[tuple[int, int, int]] = []
    for lead_id, part in zip(_leads_for(connection, near.members, parts), parts, strict=True):
        for one in part:
            home = one.home or lead_id
            if one is part[0] and lead_id not in {member.home for member in part}:
                home = lead_id
            if (lead_id, home) != (one.lead_id, one.home):
                moved.append((lead_id, home, one.id))
            if lead_id != one.lead_id and one.lead_id:
                settled.moved |= {lead_id, one.lead_id}
            elif lead_id != one.lead_id or one.id in rest:
                settled.gained.add(lead_id)
    stored.assign(connection, moved)
    settled.moved.discard(0)
    settled.gained.discard(0)
    return settled


def join_references(connection: Connection, changed: Collection[int]) -> dict[int, int]:
    """Give new references that point to just one lead that lead, the usual case; return whom it settled.

    Somebody's activity takes no link away from anybody, unless it is the one name too many on an address.
    """
    verdicts = verdicts_of(connection)
    new = [
        one
        for one in stored.identities(connection, changed)
        if one.who.role == REFERENCE and not one.home and one.id not in verdicts.digests
    ]
    if not new:
        return {}
    groups = stored.visible_with_keys(connection, {key for one in new for key in keys_of(one.who)})
    ids = {one.id for one in new}
    members = {one.id: one for group in groups.values() for one in group if one.lead_id or one.id in ids}
    blocked = _blocked(groups, ids, set(changed))
    # Of whom somebody said that they are two people, all links have to be seen together.
    apart = {one.lead_id for one in stored.identities(connection, verdicts.apart)}
    joined: dict[int, int] = {}
    moved: list[tuple[int, int, int]] = []
    for part in components(members, groups, stored.listed_systems(connection)):
        leads = {one.lead_id for one in part if one.id not in ids}
        fresh = [one for one in part if one.id in ids]
        if (
            len(leads) == 1
            and not leads & apart
            and not any(key in blocked for one in fresh for key in keys_of(one.who))
        ):
            lead_id = leads.pop()
            joined.update((one.id, lead_id) for one in fresh)
            moved += ((lead_id, lead_id, one.id) for one in fresh)
    stored.assign(connection, moved)
    return joined


def _blocked(groups: Mapping[str, Sequence[Identity]], ids: set[int], changed: set[int]) -> set[str]:
    """Return the keys whose links need a closer look: others changed too, or many names share them."""
    return {
        key
        for key, group in groups.items()
        if not is_evidence(group) or any(one.id in changed and one.id not in ids for one in group)
    }


def _leads_for(
    connection: Connection, members: dict[int, Identity], parts: list[list[Identity]]
) -> list[int]:
    """Return the lead id of each component: the home of its oldest member that is still free, else a fresh id."""
    homes = {one.home for one in members.values()} - {0}
    taken = {one.lead_id for one in stored.visible_of_leads(connection, homes) if one.id not in members}
    chosen: list[int] = []
    for part in parts:
        lead_id = next((one.home for one in part if one.home and one.home not in taken), 0)
        taken.add(lead_id)
        chosen.append(lead_id)
    fresh = take_lead_ids(connection, chosen.count(0))
    for position, lead_id in enumerate(chosen):
        if not lead_id:
            chosen[position] = fresh
            fresh += 1
    return chosen


@dataclass(slots=True)
class Watch:
    """Counts what the rows of one batch of leads did, while their leads are folded again.

    `existed`: the leads that had a visible record before the batch.
    """

    batch_id: int
    existed: set[int] = field(default_factory=set)
    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def count(self, lead_id: int, records: list[Record], edits: Sequence[Said]) -> None:
        """Fold the batch's rows, in order, onto what was there before them."""
        before = [record for record in records if record.batch_id != self.batch_id]
        said = [*(Said(record.known_at, record.values) for record in before), *edits]
        held = fold(counting(said) if edits else said)
        known, listed = lead_id in self.existed or bool(before), bool(before)
        for record in sorted(records, key=lambda one: one.id):
            if record.batch_id != self.batch_id:
                continue
            said.append(Said(record.known_at, record.values))
            if edits:
                now = fold(counting(said))
                changed, held = _texts(now) != _texts(held), now
            else:
                changed = take(held, said[-1])
            if not known:
                self.created += 1
            elif changed or not listed:
                self.updated += 1
            else:
                self.unchanged += 1
            known = listed = True


def _texts(held: Mapping[str, tuple[int, str]]) -> dict[str, str]:
    return {name: value for name, (_known, value) in held.items()}


def refold(
    connection: Connection, lead_ids: Collection[int], *, task: Task, watch: Watch | None = None
) -> None:
    """Compute the rows and values of these leads again from all visible records."""
    remove_leads(connection, lead_ids)
    ordered = sorted(lead_ids)
    for start in range(0, len(ordered), _LEADS_AT_ONCE):
        task.report(start, len(ordered))
        rows, values = folded(connection, ordered[start : start + _LEADS_AT_ONCE], watch)
        add_leads(connection, rows)
        add_changes(connection, values)


def folded(
    connection: Connection, lead_ids: Collection[int], watch: Watch | None = None
) -> tuple[list[LeadRow], list[tuple[int, Change]]]:
    """Return the rows and changed values of those of these leads that count."""
    records = _records(connection, lead_ids)
    edits = edits_of_leads(connection, lead_ids)
    rows: list[LeadRow] = []
    values: list[tuple[int, Change]] = []
    for lead_id, found in records.items():
        by_hand = [one.said for one in edits.get(lead_id, ())]
        if watch:
            watch.count(lead_id, found, by_hand)
        said = [*(Said(record.known_at, record.values) for record in found), *by_hand]
        said = counting(said) if by_hand else said
        rows.append(_row(lead_id, said, listed=True))
        if len(said) > 1:
            values += [(lead_id, change) for change in changes(said)]
    for lead_id, named in _references(connection, set(lead_ids) - records.keys()).items():
        said = counting([*named, *(one.said for one in edits[lead_id])]) if lead_id in edits else named
        rows.append(_row(lead_id, said, listed=False))
        if lead_id in edits:
            values += [(lead_id, change) for change in changes(said)]
    return rows, values


def said_of_leads(connection: Connection, lead_ids: Collection[int]) -> dict[int, list[Said]]:
    """Return all that is said of those of these leads that count and folded together makes their values."""
    records = _records(connection, lead_ids)
    said = {lead_id: [Said(one.known_at, one.values) for one in found] for lead_id, found in records.items()}
    said |= _references(connection, set(lead_ids) - records.keys())
    for lead_id, edits in edits_of_leads(connection, lead_ids).items():
        if lead_id in said:
            said[lead_id] = counting([*said[lead_id], *(one.said for one in edits)])
    return said


def _records(connection: Connection, lead_ids: Collection[int]) -> dict[int, list[Record]]:
    records: dict[int, list[Record]] = {}
    for lead_id, record in lists_of_leads(connection, lead_ids):
        records.setdefault(lead_id, []).append(record)
    return records


def _row(lead_id: int, said: list[Said], *, listed: bool) -> LeadRow:
    # What was emptied by hand is there no more.
    values = {name: value for name, value in _texts(fold(said)).items() if value}
    return lead_row(lead_id, listed=listed, values=with_derived(values))


def _references(connection: Connection, lead_ids: Collection[int]) -> dict[int, list[Said]]:
    """Return what mere references say of the leads that only they know.

    A company's unnamed contact counts only while a deal has no better lead to belong to.
    """
    needed = company_deal_leads(connection)
    said: dict[int, list[Said]] = {}
    for lead_id, identity, known in stored.known_of_references(connection, lead_ids):
        if identity.who.role != COMPANY or lead_id in needed:
            said.setdefault(lead_id, []).append(said_of_reference(identity.who, known))
    return said

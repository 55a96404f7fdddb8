"""Who a record is about, and which of these are the same lead (DESIGN 5, Identity).

A `Who` is what one row says of a person. Two of them are the same lead if they share an admissible key; a lead is
a connected component, unless somebody decided otherwise (`domain.leads.merging`). All of this depends on the visible
records only, never on the order they came in.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from funneldesk.domain.leads.companies import company_key
from funneldesk.domain.leads.merging import UNDECIDED, Verdicts
from funneldesk.domain.leads.names import email_key, person_key, phone_key

#: A key shared by more different names than this says nothing about a person: info@, a switchboard's card.
MANY_NAMES = 20

#: How keys are made: raised whenever `keys_of` gives another key for what is stored (a store's own is in `meta`).
#: Raise the schema's version with it, so that a reader knows that a store has to be opened for writing once.
KEYS_VERSION = "2"

LISTED, REFERENCE, COMPANY = "L", "R", "C"


class Who(NamedTuple):
    """What a row says of its person, as cleaned text, "" where it says nothing.

    `role`: LISTED: a row of a list of leads; REFERENCE: another list names the person; COMPANY: a deal names only
    a company. `system` is the name space of `external_id`.
    """

    role: str
    system: str = ""
    external_id: str = ""
    email: str = ""
    name: str = ""
    company: str = ""
    phone: str = ""

    @property
    def is_nobody(self) -> bool:
        """Whether the row names neither a person nor a company."""
        return not (self.external_id or self.email or self.name or self.company or self.phone)


class Identity(NamedTuple):
    """A stored `Who`: `id` grows with time, `lead_id` is its lead now, `home` the lead it was born to (0: none yet)."""

    id: int
    lead_id: int
    home: int
    who: Who


def keys_of(who: Who) -> tuple[str, ...]:
    """Return the keys by which `who` may be found: e: e-mail, i: external id, n: name and company.

    Without any the row stands for itself: a bare name or phone number merges nobody.
    """
    keys = []
    if who.email and (email := email_key(who.email)):
        keys.append("e:" + email)
    if who.external_id:
        keys.append("i:" + who.external_id)
    if who.company and (company := company_key(who.company)):
        if who.name:
            keys.append(f"n:{person_key(who.name)}|{company}")
        elif not keys:
            keys.append(f"n:|{company}")
    return tuple(keys)


def digest(who: Who, nth: int = 0) -> int:
    """Return a number that stands for `who` (64 bits: no two alike are to be expected in any store).

    `nth` tells rows apart that say the same but have no key (`keys_of` is empty).
    """
    text = "\x1f".join(who) if not nth else "\x1f".join((*who, str(nth)))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little", signed=True)


def is_evidence(members: Iterable[Identity]) -> bool:
    """Whether a key that these share says that they are the same person."""
    names = {person_key(member.who.name) for member in members if member.who.name}
    return len(names) <= MANY_NAMES


Cluster = Sequence[Identity]


def clusters(key: str, group: Cluster, listed_systems: frozenset[str]) -> list[Cluster]:
    """Return the parts of `group` (all visible identities with `key`) that the key makes the same lead each.

    `listed_systems`: the systems that visible lists of leads use. The parts may overlap.
    """
    if len(group) < 2:  # noqa: PLR2004
        return []
    if key.startswith("i:"):
        return _same_ids(group, listed_systems)
    if key.startswith("n:"):
        return _same_names(group)
    return [group] if is_evidence(group) else []


def _same_names(group: Cluster) -> list[Cluster]:
    """Return people of the same name and company: the phone must agree where both have one."""
    if any(not member.who.phone for member in group):
        return [group]  # Somebody without a phone agrees with each of the others.
    by_phone: dict[str, list[Identity]] = {}
    for member in group:
        by_phone.setdefault(phone_key(member.who.phone), []).append(member)
    return list(by_phone.values())


def _same_ids(group: Cluster, listed_systems: frozenset[str]) -> list[Cluster]:
    """Return those with the same external id within one system.

    A reference whose system lists no leads means the only system that knows its id.
    """
    by_system: dict[str, list[Identity]] = {}
    for member in group:
        by_system.setdefault(member.who.system, []).append(member)
    good = {system: members for system, members in by_system.items() if is_evidence(members)}
    found: list[Cluster] = list(good.values())
    knowing = [system for system in by_system if any(m.who.role == LISTED for m in by_system[system])]
    if len(knowing) == 1 and knowing[0] in good:
        meant = good[knowing[0]]
        found += [
            [*meant, *good[system]]
            for system in good
            if system not in listed_systems and system != knowing[0]
        ]
    return found


class _Union:
    """Disjoint sets of identity ids; each is known by its smallest id."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self.parent = {number: number for number in numbers}

    def root(self, number: int) -> int:
        parent = self.parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def link(self, one: int, other: int) -> None:
        if one in self.parent and other in self.parent:
            a, b = self.root(one), self.root(other)
            self.parent[max(a, b)] = min(a, b)

    def parts(self, identities: Mapping[int, Identity]) -> list[list[Identity]]:
        found: dict[int, list[Identity]] = {}
        for number in sorted(self.parent):
            found.setdefault(self.root(number), []).append(identities[number])
        return list(found.values())


class _Guarded(_Union):
    """Disjoint sets that never hold two identities that are apart."""

    def __init__(self, numbers: Iterable[int], verdicts: Verdicts) -> None:
        super().__init__(numbers)
        self._apart = {
            number: verdicts.apart.get(number, set()) & self.parent.keys() for number in self.parent
        }

    def may_link(self, one: int, other: int) -> bool:
        """Whether the sets of two identities may be one."""
        root = self.root(other)
        return all(self.root(number) != root for number in self._apart[self.root(one)])

    def link(self, one: int, other: int) -> None:
        a, b = self.root(one), self.root(other)
        if a != b and self.may_link(a, b):
            self.parent[max(a, b)] = min(a, b)
            self._apart[min(a, b)] = self._apart[a] | self._apart[b]

    def link_cluster(self, numbers: Iterable[int]) -> None:
        """Link each with the first of those before it with whom it may be."""
        before: list[int] = []
        for number in numbers:
            with_whom = next((one for one in before if self.may_link(one, number)), None)
            if with_whom is None:
                before.append(number)
            else:
                self.link(with_whom, number)


def components(
    identities: Mapping[int, Identity],
    groups: Mapping[str, Cluster],
    listed_systems: frozenset[str],
    verdicts: Verdicts = UNDECIDED,
) -> list[list[Identity]]:
    """Return which of `identities` are one lead, oldest first, each in order of age.

    `groups` holds, for every key of theirs, all visible identities with that key. Where people are apart by
    somebody's word, what links them indirectly gives way: the weaker link first.
    """
    union = _Union(identities)
    for key, group in groups.items():
        for cluster in clusters(key, group, listed_systems):
            for other in cluster[1:]:
                union.link(cluster[0].id, other.id)
    for number, partner in verdicts.together:
        union.link(number, partner)
    parts = union.parts(identities)
    if not verdicts.apart:
        return parts
    found: list[list[Identity]] = []
    for part in parts:
        numbers = {one.id for one in part}
        if any(verdicts.apart.get(number, numbers) & numbers for number in numbers & verdicts.apart.keys()):
            found += _kept_apart(part, groups, listed_systems, verdicts)
        else:
            found.append(part)
    return sorted(found, key=lambda part: part[0].id)


def _kept_apart(
    part: Sequence[Identity],
    groups: Mapping[str, Cluster],
    listed_systems: frozenset[str],
    verdicts: Verdicts,
) -> list[list[Identity]]:
    """Link again in an order that no import can change: decisions, then ids, addresses and names, then digests."""
    here = {one.id: one for one in part}
    union = _Guarded(here, verdicts)
    for one, other in verdicts.together:
        if one in here and other in here:
            union.link(one, other)
    rank = {one.id: verdicts.digests.get(one.id) or digest(one.who) for one in part}
    for key in sorted({key for one in part for key in keys_of(one.who)}, key=_by_strength):
        # By content, not by age.
        found = [
            sorted((rank[one.id], one.id) for one in cluster if one.id in here)
            for cluster in clusters(key, groups[key], listed_systems)
        ]
        for cluster in sorted(found):
            union.link_cluster(number for _rank, number in cluster)
    return union.parts(here)


def _by_strength(key: str) -> tuple[int, str]:
    return "ien".index(key[0]), key

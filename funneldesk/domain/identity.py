"""Who a record is about, and which of these are the same lead (DESIGN 5, Identity).

A `Who` is what one row says of a person. Two of them are the same lead if they share an admissible key; a lead is
a connected component. All of this depends on the visible records only, never on the order they came in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from funneldesk.domain.companies import company_key
from funneldesk.domain.names import email_key, person_key, phone_key

#: A key shared by more different names than this says nothing about a person: info@, a switchboard's card.
MANY_NAMES = 20

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


Link = Callable[[int, int], None]


def link_group(key: str, group: Sequence[Identity], listed_systems: frozenset[str], link: Link) -> None:
    """Call `link` for pairs of `group` (all visible identities with `key`) that the key makes the same lead.

    `listed_systems`: the systems that visible lists of leads use.
    """
    if len(group) < 2:  # noqa: PLR2004
        return
    if key.startswith("i:"):
        _link_ids(group, listed_systems, link)
    elif key.startswith("n:"):
        _link_names(group, link)
    elif is_evidence(group):
        _chain(group, link)


def _chain(group: Sequence[Identity], link: Link) -> None:
    for other in group[1:]:
        link(group[0].id, other.id)


def _link_names(group: Sequence[Identity], link: Link) -> None:
    """Link people of the same name and company: the phone must agree where both have one."""
    if any(not member.who.phone for member in group):
        _chain(group, link)  # Somebody without a phone agrees with each of the others.
        return
    by_phone: dict[str, list[Identity]] = {}
    for member in group:
        by_phone.setdefault(phone_key(member.who.phone), []).append(member)
    for same in by_phone.values():
        _chain(same, link)


def _link_ids(group: Sequence[Identity], listed_systems: frozenset[str], link: Link) -> None:
    """Link the same external id within one system.

    A reference whose system lists no leads means the only system that knows its id.
    """
    by_system: dict[str, list[Identity]] = {}
    for member in group:
        by_system.setdefault(member.who.system, []).append(member)
    good = {system: members for system, members in by_system.items() if is_evidence(members)}
    for members in good.values():
        _chain(members, link)
    knowing = [system for system in by_system if any(m.who.role == LISTED for m in by_system[system])]
    if len(knowing) != 1 or knowing[0] not in good:
        return
    target = good[knowing[0]][0]
    for system, members in good.items():
        if system not in listed_systems:
            link(target.id, members[0].id)


def components(
    identities: Mapping[int, Identity],
    groups: Mapping[str, Sequence[Identity]],
    listed_systems: frozenset[str],
) -> list[list[Identity]]:
    """Return the connected components of `identities`, oldest first, each in order of age.

    `groups` holds, for every key of theirs, all visible identities with that key.
    """
    parent = {number: number for number in identities}

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def link(one: int, other: int) -> None:
        if one in parent and other in parent:
            a, b = root(one), root(other)
            parent[max(a, b)] = min(a, b)

    for key, group in groups.items():
        link_group(key, group, listed_systems, link)
    found: dict[int, list[Identity]] = {}
    for number in sorted(identities):
        found.setdefault(root(number), []).append(identities[number])
    return list(found.values())

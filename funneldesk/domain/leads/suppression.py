"""By what a row is recognised that is about somebody who was erased (DESIGN 5, suppression).

Marks are texts of which only keyed hashes are kept. They follow the rules by which two rows are one person
(`domain.leads.identity`): an address, an id of a tool, a name at a company with the phone where both have one. Beside
them stands a name with a phone number, which makes nobody one person but would bring her back.
"""

from collections.abc import Iterable

from funneldesk.domain.leads.identity import Who, keys_of
from funneldesk.domain.leads.names import person_key, phone_key

_SEPARATOR = "\x1f"
#: In place of the phone: the row has none; nobody's phone was known, so that any row fits.
_NO_PHONE, _ANY_PHONE = "", "*"


def marks_kept(who: Who, others: Iterable[Who]) -> frozenset[str]:
    """Return by what rows about an erased person are recognised from now on.

    `others`: what is said of other people who share keys with her (the address of a department, a namesake at the
    company): nothing is kept that would be about one of them.
    """
    found: set[str] = set()
    phone = phone_key(who.phone) if who.phone else ""
    for key in keys_of(who):
        if key[0] == "e":
            found |= {key, *_with_name(who, key)}
        elif key[0] == "i":
            found |= {_mark(key, who.system), mark_of_any_system(who)}
        elif who.name:
            found |= {_mark(key, _NO_PHONE), _mark(key, phone or _ANY_PHONE)}
    if who.name and phone:
        found.add(_mark("p:" + person_key(who.name), phone))
    found |= set(_without_keys(who))
    for other in others:
        found -= {*marks_of(other), mark_of_any_system(other)}
        found -= {_mark(key, _NO_PHONE) for key in keys_of(other)}
    return frozenset(found)


def marks_of(who: Who) -> tuple[str, ...]:
    """Return the marks of which any one says that a row is about an erased person."""
    phone = phone_key(who.phone) if who.phone else ""
    found: list[str] = []
    for key in keys_of(who):
        if key[0] == "e":
            found += (key, *_with_name(who, key))
        elif key[0] == "i":
            found.append(_mark(key, who.system))
        elif who.name:
            found += (_mark(key, phone or _NO_PHONE), _mark(key, _ANY_PHONE))
    if phone and who.name:
        found.append(_mark("p:" + person_key(who.name), phone))
    return (*found, *_without_keys(who))


def mark_of_any_system(who: Who) -> str:
    """Return the mark of a row that names a person by an id of nobody knows which tool, "" where it has no id."""
    return "o:" + who.external_id if who.external_id else ""


def _without_keys(who: Who) -> tuple[str, ...]:
    """Return the mark of a row that says a name and nothing else by which anybody is found."""
    return ("k:" + person_key(who.name),) if who.name and not keys_of(who) else ()


def _with_name(who: Who, key: str) -> tuple[str, ...]:
    """Return the mark of a name with an address: of several people at one address it says whom a row means."""
    return (_mark("b:" + person_key(who.name), key),) if who.name else ()


def _mark(key: str, rest: str) -> str:
    return key + _SEPARATOR + rest

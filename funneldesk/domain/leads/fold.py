"""The fold: from everything records say to the value that holds, and to the values that held before (DESIGN 5, Values).

For each field the value of the newest record wins, ties go to the greater value; opting out wins for good.
An empty cell says nothing. What somebody put right by hand holds until a list says something new (`counting`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from funneldesk.domain.leads.companies import company_key
from funneldesk.domain.leads.erased import blackened, is_erased
from funneldesk.domain.leads.identity import Who
from funneldesk.domain.leads.names import joined_name, kind_and_domain
from funneldesk.domain.leads.records import DAY_SECONDS

#: How a flag that is set is stored (`domain.lists.values`).
YES, NO = "1", "0"


class Change(NamedTuple):
    """From `day` (ordinal; 0: from the beginning) on, `field` holds `value`."""

    field: str
    day: int
    value: str


class Said(NamedTuple):
    """What one record says: its values and when they were known (`records.known_at`).

    `was`: of an edit by hand what stood there before, "" where nothing did; a value of "" empties the field.
    """

    known_at: int
    values: Mapping[str, str]
    was: Mapping[str, str] | None = None


def counting(said: Iterable[Said]) -> list[Said]:
    """Return what is said without what lists only repeat after somebody put it right by hand.

    A list that is known later counts where it says of the field what nobody had said before the edit. Call it before
    `fold` and `changes` where there are edits.
    """
    found = list(said)
    edits = [one for one in found if one.was is not None]
    edited = {field for one in edits for field in one.values} - {"opt_out"}
    repeated = {(place, field) for field in edited for place in _repeating(field, found)}
    counted = [
        one._replace(
            values={field: text for field, text in one.values.items() if (place, field) not in repeated}
        )
        for place, one in enumerate(found)
    ]
    # Who opts out by hand had not before: it is known since when.
    opted_out = any(one.values.get("opt_out") == YES for one in edits)
    return [Said(0, {"opt_out": NO}), *counted] if opted_out else counted


def _repeating(field: str, said: Sequence[Said]) -> Iterator[int]:
    """Yield the places of those that only repeat what an edit before them replaced."""
    # In one order, whatever was imported first.
    entries = sorted(
        (one.known_at, one.was is not None, one.values[field], place)
        for place, one in enumerate(said)
        if field in one.values
    )
    known: set[str] = set()
    replaced: set[str] = set()
    for _known_at, is_edit, text, place in entries:
        if is_edit:
            replaced = (known | {(said[place].was or {}).get(field, "")}) - {text}
        elif text in replaced:
            yield place
        elif text not in known:
            replaced = set()
        known.add(text)


def fold(said: Iterable[Said]) -> dict[str, tuple[int, str]]:
    """Return, by field, the winning value with the time it was known."""
    held: dict[str, tuple[int, str]] = {}
    for entry in said:
        take(held, entry)
    return held


def take(held: dict[str, tuple[int, str]], entry: Said) -> bool:
    """Fold one more record into `held`; return whether any value that holds changed."""
    changed = False
    for field, value in entry.values.items():
        now = held.get(field)
        if now is None or _wins(field, (entry.known_at, value), now):
            changed |= now is None or now[1] != value
            held[field] = (entry.known_at, value)
    return changed


def _wins(field: str, new: tuple[int, str], now: tuple[int, str]) -> bool:
    if field == "opt_out":
        return (new[1] == YES, *new) > (now[1] == YES, *now)
    return new > now


def changes(said: Iterable[Said]) -> list[Change]:
    """Return every value in time order of those fields whose value ever changed."""
    by_field: dict[str, list[tuple[int, str]]] = {}
    for entry in said:
        for field, value in entry.values.items():
            by_field.setdefault(field, []).append((entry.known_at, value))
    found: list[Change] = []
    for field, entries in by_field.items():
        if len({value for _known, value in entries}) > 1:
            found += _history(field, sorted(entries))
    return found


def _history(field: str, entries: list[tuple[int, str]]) -> list[Change]:
    by_day: dict[int, str] = {}
    for known, value in entries:
        if field == "opt_out" and YES in by_day.values():
            break
        by_day[known // DAY_SECONDS] = value
    kept: list[Change] = []
    for day, value in by_day.items():
        if not kept or kept[-1].value != value:
            kept.append(Change(field, day if kept else 0, value))
    return kept if len(kept) > 1 else []


def said_of_reference(who: Who, known: int) -> Said:
    """Return what a mere reference (an activity's or a deal's person) says of its lead."""
    named = {"external_id": who.external_id, "email": who.email, "name": who.name, "company": who.company}
    return Said(known, {field: value for field, value in named.items() if value})


#: What is computed from the value of one field, and kept beside it.
MADE_OF = {"email_kind": "email", "company_domain": "email", "company_key": "company"}


def made_of(name: str, text: str) -> str:
    """Return what the field of MADE_OF is where the one it is made of says `text`."""
    return with_derived({MADE_OF[name]: text})[name]


def with_derived(values: Mapping[str, str]) -> dict[str, str]:
    """Return a lead's folded values with what is computed from them: name, kind of address, keys of the company."""
    derived = dict(values)
    name = values.get("name") or joined_name(values.get("last_name"), values.get("first_name"))
    if name:
        derived["name"] = name
    derived["company_key"] = company_key(values.get("company"))
    derived["email_kind"], derived["company_domain"] = kind_and_domain(values.get("email"))
    return blackened(derived) if is_erased(values) else derived

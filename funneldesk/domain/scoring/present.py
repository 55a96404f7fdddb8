"""What the store really holds for a signal to count or test: kinds of activity, contents, fields and their values."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.contents.touches import blocks
from funneldesk.domain.facts import Facts
from funneldesk.domain.fields import ACTIVITY_KINDS
from funneldesk.domain.moment import NEVER

#: So many of the most frequent values of a field, or contents, are offered; any other can be typed.
MOST = 300
#: A field whose values are all different tells no lead from another: names, addresses, notes.
NEVER_TESTED = frozenset(
    {
        "external_id", "email", "last_name", "first_name", "name", "phone", "corporate_number", "note",
        "acquired_at", "updated_at", "mql_at", "sal_at", "deal_at", "won_at", "lost_at",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """One value and how often it stands there: activities, or leads."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Present:
    """What is there, most frequent first; `fields` are those a condition may test."""

    kinds: tuple[Offer, ...] = ()
    types: tuple[Offer, ...] = ()
    contents: tuple[Offer, ...] = ()
    phases: tuple[Offer, ...] = ()
    themes: tuple[Offer, ...] = ()
    fields: tuple[str, ...] = ()


def present_in(facts: Facts) -> Present:
    """Return what the dated activities of `facts` are of, and the fields of its leads."""
    kinds = np.zeros(len(ACTIVITY_KINDS), np.int64)
    # An activity without a content stands first, as one of unknown type (`domain.scoring.matching`).
    contents = np.zeros(len(facts.contents) + 1, np.int64)
    for rows in blocks(facts.events):
        dated = facts.events.part("day", rows) != NEVER
        kinds += np.bincount(facts.events.part("kind", rows)[dated], minlength=len(kinds))
        content = facts.events.part("content", rows)[dated].astype(np.int32)
        contents += np.bincount(content + 1, minlength=len(contents))
    described = [
        (c.type, c.phase, c.theme, c.title or c.key, int(n))
        for c, n in zip(facts.contents, contents[1:], strict=True)
    ]
    types = [("", int(contents[0])), *((type_, n) for type_, _p, _t, _name, n in described)]
    return Present(
        _offers(zip(ACTIVITY_KINDS, map(int, kinds), strict=True)),
        _offers(types),
        _offers((name, n) for _type, _p, _t, name, n in described),
        _offers((phase, n) for _type, phase, _t, _name, n in described if phase),
        _offers((theme, n) for _type, _p, theme, _name, n in described if theme),
        tuple(name for name in facts.columns if name not in NEVER_TESTED),
    )


def values_in(facts: Facts, field: str) -> tuple[Offer, ...]:
    """Return the values of a field today, most frequent first; a field nobody has is no field."""
    column = facts.columns.get(field)
    if column is None:
        return ()
    counts = np.bincount(column.codes[column.codes >= 0], minlength=len(column.labels))
    return _offers(zip(column.labels, map(int, counts), strict=True))


def not_offered(chosen: Iterable[str], offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Return what a book names although the store has none of it."""
    known = {offer.value for offer in offers}
    return tuple(Offer(value, 0) for value in chosen if value not in known)


def _offers(counted: Iterable[tuple[str, int]]) -> tuple[Offer, ...]:
    total: dict[str, int] = {}
    for value, count in counted:
        total[value] = total.get(value, 0) + count
    found = [Offer(value, count) for value, count in total.items() if count]
    return tuple(sorted(found, key=lambda offer: (-offer.count, offer.value))[:MOST])


@dataclass(frozen=True, slots=True)
class Reach:
    """For how many leads a signal counts today, and the points it gives them together."""

    leads: int
    points: float

"""Everything anybody wrote about a lead: comments on hand-overs, notes on contacts and on lists, also older ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from funneldesk.domain.leads.entities import Entity
from funneldesk.domain.leads.records import DAY_SECONDS, Record
from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.domain.words import activity_label, field_label, side_label
from funneldesk.i18n import _

#: Dates of a hand-over, the last of which its comment was made with at the earliest.
_DATES = ("handed_at", "decided_at", "contacted_at")


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote: about what, in which record; `leg`: the hand-over it is about, as `leg_of` names it."""

    day: int
    text: str
    about: str
    record: int
    leg: tuple[str, ...] = ()
    by: str = ""


def leg_of(values: Mapping[str, str]) -> tuple[str, ...]:
    """Return what tells a hand-over from others of the same lead: its own id, else its side and day."""
    own = values.get("handover_id")
    return (own,) if own else (values.get("side", ""), values.get("handed_at", ""))


def leg_of_entity(leg: Entity) -> tuple[str, ...]:
    """Return the same of a hand-over that was put together from all its records."""
    return leg_of({name: held[1] for name, held in leg.held.items()})


def comments_of(records: Sequence[tuple[str, Record]], zone: str) -> tuple[Comment, ...]:
    """Return every comment once, the newest first; `records`: (kind of list, record), in any order.

    Lists repeat what was said: of equal ones about the same thing the earliest counts.
    """
    first: dict[tuple[object, ...], Comment] = {}
    texts: dict[tuple[str, ...], set[str]] = {}
    for kind, record in records:
        found = _said(kind, record, zone)
        if found is None:
            continue
        if kind == "handovers":
            texts.setdefault(found.leg, set()).add(found.text)
        key = (found.leg or found.about, found.text, None if kind != "activities" else found.day)
        if key not in first or found.day < first[key].day:
            first[key] = found
    made = [_dated(one, texts.get(one.leg, set()), records, zone) for one in first.values()]
    return tuple(sorted(made, key=lambda one: (one.day == NEVER, -one.day, one.record)))


def _said(kind: str, record: Record, zone: str) -> Comment | None:
    values, known = record.values, record.known_at // DAY_SECONDS
    if kind == "handovers" and (text := values.get("comment")):
        about = _("Handed over to {side}").format(side=side_label(values.get("side") or "sales"))
        own = moment_of(values.get("commented_at"), zone).day
        return Comment(
            known if own == NEVER else own, text, about, record.id, leg_of(values), values.get("owner", "")
        )
    if kind == "activities" and (text := values.get("note")):
        about = activity_label(values.get("activity", "other"))
        if side := values.get("side"):
            about = _("{side}: {activity}").format(side=side_label(side), activity=about)
        return Comment(moment_of(values.get("occurred_at"), zone).day, text, about, record.id)
    if kind == "leads" and (text := values.get("note")):
        return Comment(known, text, field_label("note"), record.id)
    return None


def _dated(one: Comment, texts: set[str], records: Sequence[tuple[str, Record]], zone: str) -> Comment:
    """Date the only comment a hand-over ever had by the hand-over: lists only say when they were written."""
    if not one.leg or len(texts) != 1:
        return one
    days = [
        moment_of(record.values.get(name), zone).day
        for kind, record in records
        if kind == "handovers" and leg_of(record.values) == one.leg
        for name in _DATES
    ]
    known = [day for day in days if day <= one.day]
    return replace(one, day=max(known)) if known else one

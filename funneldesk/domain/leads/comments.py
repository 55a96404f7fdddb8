"""Everything anybody wrote about a lead: comments on hand-overs, notes on contacts and on lists, also older ones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from funneldesk.domain.leads.entities import Entity
from funneldesk.domain.leads.records import DAY_SECONDS, Record
from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.domain.words import activity_label, field_label, side_label
from funneldesk.i18n import _

#: Dates of a hand-over; its only comment was made with the last of them.
_DATES = ("handed_at", "decided_at", "contacted_at")


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote: about what, in which record; `leg`: the key of the hand-over it is about."""

    day: int
    text: str
    about: str
    record: int
    leg: str = ""
    by: str = ""


def comments_of(
    handovers: Iterable[Entity], records: Sequence[tuple[str, Record]], zone: str
) -> tuple[Comment, ...]:
    """Return every comment once, the newest first; `records`: (kind of list, record), in any order.

    Lists repeat what was said: of equal ones about the same thing the earliest counts.
    """
    by_text: dict[str, list[Record]] = {}
    for kind, record in records:
        if kind == "handovers" and (text := record.values.get("comment")):
            by_text.setdefault(text, []).append(record)
    found = [one for leg in handovers for one in _on_handover(leg, by_text, zone)]
    notes: dict[tuple[str, str, int], Comment] = {}
    for kind, record in records:
        note = _note(kind, record, zone)
        if note is not None:
            key = (note.about, note.text, note.day if kind == "activities" else 0)
            if key not in notes or note.day < notes[key].day:
                notes[key] = note
    found += notes.values()
    return tuple(sorted(found, key=lambda one: (one.day == NEVER, -one.day, -one.record)))


def _on_handover(leg: Entity, by_text: dict[str, list[Record]], zone: str) -> Iterator[Comment]:
    about = _("Handed over to {side}").format(side=side_label(leg.get("side") or "sales"))
    dates = [leg.moment(name, zone).day for name in _DATES]
    for text, known in leg.comments.items():
        saying = min(by_text.get(text, ()), key=lambda record: record.known_at, default=None)
        values = saying.values if saying else {}
        day = moment_of(values.get("commented_at"), zone).day
        if day == NEVER:
            day = known // DAY_SECONDS
            earlier = [date for date in dates if date <= day]
            # A list of today tells what was written long ago.
            if len(leg.comments) == 1 and earlier:
                day = max(earlier)
        yield Comment(day, text, about, saying.id if saying else leg.record, leg.key, values.get("owner", ""))


def _note(kind: str, record: Record, zone: str) -> Comment | None:
    values, text = record.values, record.values.get("note")
    if not text or kind not in ("activities", "leads"):
        return None
    if kind == "leads":
        return Comment(record.known_at // DAY_SECONDS, text, field_label("note"), record.id)
    activity = values.get("activity", "other")
    about = field_label("note") if activity == "other" else activity_label(activity)
    if side := values.get("side"):
        about = _("{side}: {activity}").format(side=side_label(side), activity=about)
    return Comment(moment_of(values.get("occurred_at"), zone).day, text, about, record.id)

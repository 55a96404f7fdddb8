"""経緯: what happened with one lead, day by day, as lines people read: touches, hand-overs, deals, stages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from funneldesk.domain.facts import Facts
from funneldesk.domain.fields import ACTIVITY_KINDS, SIDES
from funneldesk.domain.formats import money
from funneldesk.domain.leads.entities import Entity
from funneldesk.domain.leads.stage_moves import StageMove, cause_words
from funneldesk.domain.moment import NEVER, NO_INSTANT, Moment, zone_of
from funneldesk.domain.words import activity_label, side_label, stage_label
from funneldesk.i18n import _

#: touch: the lead did something; contact: we did; decision, deal: as named; stage: computed, not recorded.
Sort = Literal["touch", "contact", "decision", "deal", "stage"]
_CONTACTS = frozenset({"call", "meeting"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `day`: ordinal or NEVER; `time`: "HH:MM" or ""; `record` tells the list (0: none).

    `note`: more than fits into a line: why, or what somebody wrote.
    """

    day: int
    time: str
    sort: Sort
    title: str
    detail: str = ""
    record: int = 0
    instant: int = NO_INSTANT
    note: str = ""


def time_text(instant: int, zone: str) -> str:
    """Return the time of day of an instant (seconds) in the business zone, "" for none."""
    if instant == NO_INSTANT:
        return ""
    return f"{datetime.fromtimestamp(instant, UTC).astimezone(zone_of(zone)):%H:%M}"


def touches(
    facts: Facts, position: int, as_of: int, zone: str, notes: Mapping[int, Iterable[str]]
) -> list[Entry]:
    """Return the activities of one lead up to `as_of`; `notes`: by record id, what the lists say besides."""
    events = facts.events
    found = []
    for place in (events.lead == position).nonzero()[0]:
        day, kind = int(events.day[place]), ACTIVITY_KINDS[events.kind[place]]
        if as_of < day < NEVER:
            continue
        instant, record, side = int(events.instant[place]), int(events.record[place]), int(events.side[place])
        content = int(events.content[place])
        said = [facts.contents[content].title or facts.contents[content].key] if content >= 0 else []
        title = activity_label(kind)
        if side >= 0 and kind in _CONTACTS:
            title = _("{side}: {activity}").format(side=side_label(SIDES[side]), activity=title)
        found.append(
            Entry(
                day,
                time_text(instant, zone),
                "contact" if kind in _CONTACTS else "touch",
                title,
                _separated(*said, *notes.get(record, ())),
                record,
                instant,
            )
        )
    return found


def of_deal(deal: Entity, opened: Moment, won: Moment, outcome: str, zone: str) -> list[Entry]:
    """Return when a deal opened and how it ended."""
    amount = deal.amount("amount")
    name, sum_ = deal.get("name") or "", money(amount) if amount is not None else ""
    found = [_entry(opened, "deal", _("Deal opened"), _separated(name, sum_), record=deal.record, zone=zone)]
    if outcome == "won":
        found.append(
            _entry(won, "deal", _("Deal won"), _separated(name, sum_), record=deal.record, zone=zone)
        )
    if outcome == "lost":
        closed = deal.moment("closed_at", zone)
        reason = deal.get("lost_reason") or ""
        found.append(
            _entry(closed, "deal", _("Deal lost"), _separated(reason, name), record=deal.record, zone=zone)
        )
    return found


def of_handover(handover: Entity, zone: str) -> list[Entry]:
    """Return the hand-over, the first contact after it, and the decision."""
    side = handover.get("side") or "sales"
    owner, comment = handover.get("owner") or "", handover.get("comment") or ""
    handed = _("Handed over to {side}").format(side=side_label(side))
    found = [
        _entry(
            handover.moment("handed_at", zone),
            "decision",
            handed,
            _separated(owner, comment),
            record=handover.record,
            zone=zone,
        )
    ]
    if handover.get("contacted_at"):
        at = handover.moment("contacted_at", zone)
        said = _separated(owner, answer_words(handover.said_by("contacted_at")))
        found.append(_entry(at, "contact", _("First contact"), said, record=handover.record, zone=zone))
    decision = handover.get("decision")
    if decision:
        decided = handover.moment("decided_at", zone)
        words = _("Accepted by {side}") if decision == "accepted" else _("Declined by {side}")
        title = words.format(side=side_label(side))
        reason = (handover.get("reason") or "") if decision == "rejected" else ""
        said = _separated(reason, answer_words(handover.said_by("decision")))
        found.append(_entry(decided, "decision", title, said, record=handover.record, zone=zone))
    return found


def answer_words(who: str) -> str:
    """Return the words that say who of the team answered, "" for nobody."""
    return _("Answer: {who}").format(who=who) if who else ""


def of_stage(move: StageMove, labels: Mapping[str, str]) -> Entry:
    """Return the line that says a stage was reached or left, and by what."""
    words = _("No longer {stage}") if move.left else _("Became {stage}")
    title = words.format(stage=stage_label(move.stage, labels))
    return Entry(move.day, "", "stage", title, cause_words(move), note=move.words)


def acquired(day: int, source: str) -> Entry:
    """Return the line with which a lead begins."""
    return Entry(day, "", "stage", _("Acquired as a lead"), source)


def newest_first(entries: Iterable[Entry], as_of: int) -> tuple[Entry, ...]:
    """Return the lines in order, the newest first, those without a date last, none after `as_of`."""
    dated = [entry for entry in entries if entry.day <= as_of]
    undated = [entry for entry in entries if entry.day == NEVER]
    ranks = {"touch": 0, "contact": 1, "decision": 2, "deal": 3, "stage": 4}
    dated.sort(key=lambda entry: (entry.day, entry.instant, ranks[entry.sort]), reverse=True)
    return (*dated, *undated)


def _entry(at: Moment, sort: Sort, title: str, detail: str, *, record: int, zone: str) -> Entry:
    return Entry(at.day, time_text(at.instant, zone), sort, title, detail, record, at.instant)


def _separated(*parts: str) -> str:
    return " · ".join(part for part in parts if part)

"""One hand-over told from beginning to end: why, after what, what was decided, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import Book, BookVersion
from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.book.sentences import follows_words, rule_sentence
from funneldesk.domain.facts import NOT_REACHED, Facts
from funneldesk.domain.fields import ACTIVITY_KINDS, SIDES
from funneldesk.domain.leads.comments import Comment
from funneldesk.domain.leads.entities import Entity
from funneldesk.domain.leads.records import term_key
from funneldesk.domain.leads.timeline import Entry
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.scoring import MILLI, scores

#: Touches told before a hand-over.
TOUCHES_TOLD = 3
#: The event of the rule that leads to a hand-over to this side, or says what it owes.
_EVENTS = {"is": "candidate", "sales": "handover"}
_CONTACTS = [ACTIVITY_KINDS.index(kind) for kind in ("call", "meeting")]


@dataclass(frozen=True, slots=True)
class Story:
    """A hand-over of one lead; days NEVER where nothing says one.

    `record`: its oldest, by which it is named. `score`: points on the day it was handed over, under `version` (None:
    no day). `rules`: the rules of that version it comes under, in words. `before`: the last touches, the newest
    first. `follows`: what the book says of the reason. `contact`: the first contact after it. `after`: deals after
    it, oldest first. `answered_by`: who of the team decided, "" for nobody.
    """

    record: int
    side: str
    handed: int
    owner: str
    version: int
    pilot: bool
    score: float | None
    rules: tuple[str, ...]
    before: tuple[Entry, ...]
    decision: str
    decided: int
    reason: str
    follows: str
    recheck: int
    contact: int
    after: tuple[Entry, ...]
    comments: tuple[Comment, ...]
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class Background:
    """What the stories of one lead have in common; `timeline`: the newest first."""

    lead: Facts
    versions: tuple[BookVersion, ...]
    timeline: Sequence[Entry]
    comments: Sequence[Comment]
    zone: str
    as_of: int


def stories(handovers: Sequence[Entity], background: Background) -> tuple[Story, ...]:
    """Return the hand-overs up to `as_of`, the newest first, those without a date last."""
    told = [_story(one, background) for one in handovers]
    told = [one for one in told if one.handed <= background.as_of or one.handed == NEVER]
    return tuple(
        sorted(told, key=lambda one: (one.handed == NEVER, -one.handed, one.side == "is", -one.record))
    )


def _story(leg: Entity, all_: Background) -> Story:
    zone, as_of = all_.zone, all_.as_of
    side = leg.get("side") or "sales"
    handed, decided, contacted = (
        leg.moment(name, zone).day for name in ("handed_at", "decided_at", "contacted_at")
    )
    version = in_force(all_.lead, all_.versions, min(handed, as_of)).version_of(0)
    happened = decided <= as_of or decided == NEVER
    decision = leg.get("decision") or "" if happened else ""
    reason = leg.get("reason") or "" if happened and decision != "accepted" else ""
    judged = in_force(all_.lead, all_.versions, min(decided, as_of)).version_of(0)
    told = np.flatnonzero(all_.lead.handovers.record == leg.record)
    return Story(
        leg.record,
        side,
        handed,
        leg.get("owner") or "",
        version.number,
        version.is_pilot,
        _score(all_.lead, version.book, handed),
        tuple(rule_sentence(rule) for rule in version.book.rules if rule.event == _EVENTS.get(side)),
        _before(all_.timeline, handed),
        decision,
        decided if happened else NEVER,
        reason,
        _consequence(judged.book, reason),
        int(all_.lead.handovers.recheck_day[told[0]]) if len(told) and happened else NEVER,
        contacted if contacted <= as_of else _first_contact(all_.lead, side, handed, as_of),
        _after(all_.timeline, handed),
        tuple(one for one in all_.comments if one.leg == leg.key),
        leg.said_by("decision") if decision else "",
    )


def _score(lead: Facts, book: Book, day: int) -> float | None:
    return None if day == NEVER else float(scores(lead, book, day).milli[0]) / MILLI


def _before(timeline: Sequence[Entry], handed: int) -> tuple[Entry, ...]:
    if handed == NEVER:
        return ()
    return tuple(one for one in timeline if one.sort == "touch" and one.day <= handed)[:TOUCHES_TOLD]


def _after(timeline: Sequence[Entry], handed: int) -> tuple[Entry, ...]:
    return tuple(one for one in reversed(timeline) if one.sort == "deal" and handed <= one.day < NEVER)


def _first_contact(lead: Facts, side: str, handed: int, as_of: int) -> int:
    """Return the day of the first call or meeting of that side, or of one nobody says, not before the hand-over."""
    events = lead.events
    mine = np.isin(events.kind, _CONTACTS) & np.isin(events.side, [SIDES.index(side), -1])
    mine &= (events.result & NOT_REACHED) == 0
    days = events.day[mine & (events.day >= handed) & (events.day <= as_of)]
    return int(days.min()) if len(days) else NEVER


def _consequence(book: Book, reason: str) -> str:
    """Return what follows from a reason by the book, "" where it does not know the reason."""
    key = term_key(reason)
    known = [one for one in book.reasons if key and key in (term_key(one.name), one.id)]
    known.sort(key=lambda one: one.kind != "rejection")
    return follows_words(known[0]) if known else ""

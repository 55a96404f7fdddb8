"""What people enter in the program about a lead: hand-overs, decisions, calls, comments, and that something is done.

Each act is a record of its own (`store.by_hand`) and is taken back by its number; nothing else is ever written.
Whatever lists say is folded together with it: the newest wins.
"""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.book.book_pilots import in_force, running_pilot
from funneldesk.domain.fields import DECISIONS
from funneldesk.domain.handovers.call_results import REACHED_WORD, UNREACHED_WORD
from funneldesk.domain.leads.records import known_at
from funneldesk.domain.moment import day_text, instant_text
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.book import book_versions
from funneldesk.operations.changes import note as note_change
from funneldesk.operations.facts import facts_of
from funneldesk.operations.gathering_lead import entities_of_lead
from funneldesk.operations.legs import Leg, leg_said
from funneldesk.operations.suppressing import refuse_erased
from funneldesk.store import by_hand as stored
from funneldesk.store import identity as identities
from funneldesk.store.lead_list import records_by_id
from funneldesk.store.leads import lead_ids
from funneldesk.store.merging import digests_of

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.store.store import Store

_SIDES_OF_LEGS = ("is", "sales")


def leg_of(store: "Store", record: int) -> Leg:
    """Return one hand-over by its oldest record; UserError if there is none."""
    lead = _lead_of(store, record)
    found = entities_of_lead(store, "handovers", lead)
    for one in found.entities.values():
        if one.record == record and (owner := found.lead_of(one, {})):
            return leg_said(one, owner)
    raise UserError(
        "no_handover",
        _("There is no hand-over {number}.").format(number=record),
        _("Its list was withdrawn. The Today page shows what is open."),
    )


def _lead_of(store: "Store", record: int) -> int:
    """Return the lead whom a record of a hand-over is about, 0 for nobody: only its hand-overs need to be read."""
    connection = store.connection
    known = records_by_id(store, [record]).get(record)
    if known is None:
        return 0
    person = known[1].identity_id
    if person is None:
        act = stored.act(connection, known[0].id)
        person = next(iter(stored.people_in(connection, [act] if act else []).values()), 0)
    return next((one.lead_id for one in identities.identities(connection, [person])), 0)


def hand_over(
    store: "Store", lead_id: int, side: str, day: int, *, owner: str = "", comment: str = ""
) -> int:
    """Hand a lead to inside sales or to sales on a day; return the number of the act."""
    if side not in _SIDES_OF_LEGS:
        raise ValueError(side)
    values = {**new_leg(side, day), "owner": owner.strip(), **comment_values(comment, day)}
    return _act(store, "handovers", lead_id, values, "hand-over")


def decide(
    store: "Store",
    record: int,
    decision: str,
    day: int,
    *,
    reason: str = "",
    recheck: int | None = None,
    comment: str = "",
) -> int:
    """Accept or reject a hand-over; a rejection names one of the book's reasons. Return the number of the act."""
    if decision not in DECISIONS:
        raise ValueError(decision)
    if decision == "rejected":
        reason = _reason(store, reason, day, leg_of(store, record).lead)
    values = {
        "decision": decision, "decided_at": _day(day), "reason": reason,
        "recheck_at": _day(recheck) if recheck is not None else "", **comment_values(comment, day),
    }  # fmt: skip
    return _on_leg(store, record, values, decision)


def let_go(store: "Store", lead_id: int, reason: str, day: int) -> int:
    """Give a lead up for now: reject its newest open hand-over; without any, pass it on and reject it in one act."""
    waiting = _newest_open(store, lead_id)
    if waiting is not None:
        return decide(store, waiting.record, "rejected", day, reason=reason)
    decided = {"decision": "rejected", "decided_at": _day(day)}
    values = {**new_leg("is", day), **decided, "reason": _reason(store, reason, day, lead_id)}
    return _act(store, "handovers", lead_id, values, "let-go")


def write_down(store: "Store", lead_id: int, text: str, day: int, *, side: str = "is") -> int:
    """Comment on the newest hand-over of a lead that waits for a decision; without any it is a note about the lead."""
    waiting = _newest_open(store, lead_id)
    if waiting is not None:
        return comment(store, waiting.record, text, day)
    return noted(store, lead_id, text, day, side=side)


def _newest_open(store: "Store", lead_id: int) -> Leg | None:
    found = entities_of_lead(store, "handovers", lead_id)
    legs = (leg_said(one, found.lead_of(one, {})) for one in found.entities.values())
    waiting = (leg for leg in legs if leg.lead == lead_id and leg.is_open)
    return max(waiting, key=lambda leg: (leg.handed_at, leg.record), default=None)


def _books_about(store: "Store", lead_id: int, day: int) -> "list[Book]":
    """Return the books whose words hold about a lead on a day: that of the pilot it is in, and that for everybody."""
    versions = tuple(book_versions(store))
    books = [version_in_force(versions, day).book]
    pilot = running_pilot(versions, day)
    if lead_id and pilot is not None and pilot.decides:
        facts = facts_of(store)
        place = int(np.searchsorted(facts.lead_ids, lead_id))
        deciding = in_force(facts, versions, day).version_of(place)
        books = [deciding.book, *books] if deciding.is_pilot else books
    return books


def _reason(store: "Store", reason: str, day: int, lead_id: int = 0) -> str:
    reasons = [one.name for book in _books_about(store, lead_id, day) for one in book.reasons]
    if reason.strip() in reasons:
        return reason.strip()
    raise UserError(
        "no_reason",
        _("“{reason}” is no reason of the definition book.").format(reason=reason)
        if reason.strip()
        else _("A rejection needs a reason."),
        _("Choose one of: {reasons}").format(reasons=" / ".join(dict.fromkeys(reasons))),
    )


def contacted(store: "Store", record: int, day: int) -> int:
    """Note the first contact after a hand-over."""
    return _on_leg(store, record, {"contacted_at": _day(day)}, "contacted")


def comment(store: "Store", record: int, text: str, day: int) -> int:
    """Comment on a hand-over."""
    return _on_leg(store, record, comment_values(text, day), "comment")


def assign(store: "Store", record: int, owner: str) -> int:
    """Say who is in charge of a hand-over."""
    return _on_leg(store, record, {"owner": owner.strip()}, "assign")


def called(store: "Store", lead_id: int, day: int, *, reached: bool, side: str = "is", note: str = "") -> int:
    """Note a call on a day, and whether anybody was reached."""
    values = {
        "occurred_at": _day(day), "activity": "call", "side": side,
        "outcome": REACHED_WORD if reached else UNREACHED_WORD, "note": note.strip(), "external_id": uuid.uuid4().hex,
    }  # fmt: skip
    return _act(store, "activities", lead_id, values, "call")


def noted(store: "Store", lead_id: int, text: str, day: int, *, side: str = "is") -> int:
    """Write down what was said, where no call of the day is to be counted."""
    return _act(store, "activities", lead_id, note_values(text, day, side), "note")


def done(store: "Store", rule_id: str, lead_id: int, day: int) -> int:
    """Mark that what a rule asks for was done about a lead (0: about nobody in particular)."""
    return _act(store, "done", lead_id, {"rule": rule_id, "done_at": _day(day)}, "done")


def new_leg(side: str, day: int) -> dict[str, str]:
    """Return what an act says that makes a new hand-over of a day."""
    return {"handover_id": f"h:{uuid.uuid4().hex}", "side": side, "handed_at": _day(day)}


def about_leg(leg: Leg) -> dict[str, str]:
    """Return what an act says that is about a hand-over there is."""
    # A list that is withdrawn takes its rows with it: what was decided still says about which hand-over.
    return {"handover_id": leg.key, "side": leg.side, "handed_at": leg.handed_at}


def note_values(text: str, day: int, side: str = "is") -> dict[str, str]:
    """Return what an act says that notes something about a lead."""
    return {
        "occurred_at": _day(day), "activity": "other", "side": side, "note": text.strip(),
        "external_id": uuid.uuid4().hex,
    }  # fmt: skip


def comment_values(text: str, day: int) -> dict[str, str]:
    """Return what an act says that comments on a hand-over; nothing for an empty text."""
    return {"comment": text.strip(), "commented_at": _day(day)} if text.strip() else {}


def _day(day: int) -> str:
    return day_text(day) or date.min.isoformat()


def _on_leg(store: "Store", record: int, values: Mapping[str, str], operation: str) -> int:
    leg = leg_of(store, record)
    return _act(store, "handovers", leg.lead, about_leg(leg) | dict(values), operation)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one act says before it is made: its kind, its lead (0: nobody in particular), its values by field."""

    kind: str
    lead: int
    values: Mapping[str, str]

    @property
    def about(self) -> str:
        """Return what two acts have in common that speak of the same thing."""
        own = self.values.get("handover_id") or self.values.get("external_id") or self.values.get("rule", "")
        return f"{self.kind} {self.lead} {own}"


def _act(store: "Store", kind: str, lead_id: int, values: Mapping[str, str], operation: str) -> int:
    entry = Entry(kind, lead_id, values)
    digests = _digests(store, lead_id)
    with store.transaction(by_hand_only=True) as connection:
        number = _add(store, entry, digests, now_after_all(store))
        note_change(connection, operation, {"act": number})
    return number


def enter_together(store: "Store", entries: Sequence[Entry], operation: str) -> int:
    """Make several acts as one step, all or none; return the number by which all are taken back.

    They are made at one instant; of several about the same thing a later one wins.
    """
    digests = {entry.lead: _digests(store, entry.lead) for entry in entries}
    step = uuid.uuid4().hex
    numbers = []
    with store.transaction(by_hand_only=True) as connection:
        at, before = now_after_all(store), Counter[str]()
        for entry in entries:
            later = at + timedelta(seconds=before[entry.about])
            before[entry.about] += 1
            numbers.append(_add(store, entry, digests[entry.lead], later, step))
        note_change(connection, operation, {"act": numbers[0], "acts": len(numbers)})
    return numbers[0]


def _digests(store: "Store", lead_id: int) -> tuple[int, ...]:
    """Return what names the person of a lead; nothing for nobody in particular."""
    if not lead_id:
        return ()
    connection = store.connection
    if not lead_ids(connection, lead_id).size:
        raise UserError(
            "no_lead",
            _("There is no lead {lead}.").format(lead=lead_id),
            _("Its list was withdrawn, or two leads became one. Search for the name."),
        )
    refuse_erased(connection, lead_id)
    return digests_of(connection, (one.id for one in identities.visible_of_leads(connection, [lead_id])))


def _add(store: "Store", entry: Entry, digests: tuple[int, ...], at: datetime, step: str = "") -> int:
    filled = {name: value for name, value in entry.values.items() if value}
    moment = instant_text(at)
    known = known_at(moment, store.zone)
    return stored.add_act(store.connection, entry.kind, filled, digests, at=moment, known_at=known, step=step)


def now_after_all(store: "Store") -> datetime:
    """Return this instant, later than that of any act before: of two in one second the second one wins."""
    now, newest = datetime.now(UTC), stored.newest_at(store.connection)
    return max(now, datetime.fromisoformat(newest) + timedelta(seconds=1)) if newest else now


def undo_act(store: "Store", number: int) -> None:
    """Take an act back, with all that was entered in one step with it: as if it had never been made."""
    _set_hidden(store, number, hidden=True)


def redo_act(store: "Store", number: int) -> None:
    """Let an act that was taken back count again, with all that was entered in one step with it."""
    _set_hidden(store, number, hidden=False)


def no_such_step(number: int, *, hidden: bool) -> UserError:
    """Return the error for what cannot be taken back (`hidden`) or brought back: it is not there, or is so already."""
    return UserError(
        "no_act",
        _("There is nothing entered under number {number} to take back.").format(number=number)
        if hidden
        else _("There is nothing under number {number} that was taken back.").format(number=number),
        _("Somebody else was faster, perhaps in another window. Look at the list again."),
    )


def _set_hidden(store: "Store", number: int, *, hidden: bool) -> None:
    found = stored.act(store.connection, number)
    if found is None or found.hidden == hidden:
        raise no_such_step(number, hidden=hidden)
    with store.transaction(by_hand_only=True) as connection:
        at = instant_text(datetime.now(UTC)) if hidden else None
        for one in stored.made_together(connection, number):
            stored.hide_act(connection, one, at)
        note_change(connection, "undo-act" if hidden else "redo-act", {"act": number})


def comment_template(store: "Store", day: int) -> str:
    """Return the hand-over comment of the book as lines to be filled in."""
    book = version_in_force(tuple(book_versions(store)), day).book
    return "\n".join(_("{heading}: ").format(heading=line) for line in book.data_rules.comment_template)

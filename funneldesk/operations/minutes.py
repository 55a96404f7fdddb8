"""The minutes of a review: what was decided, what is expected, remarks; closing it.

Each step is a note (`store.notes`) and is taken back by its number. What was decided can be ticked off later, too.
"""

from typing import TYPE_CHECKING, Any

import msgspec

from funneldesk.domain.leads.records import known_at
from funneldesk.domain.moment import day_text
from funneldesk.domain.reviews.hypotheses import Hypothesis
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.batches import now
from funneldesk.operations.book import book_in_force
from funneldesk.operations.changes import note as note_change
from funneldesk.operations.measures import measured
from funneldesk.operations.reviews import (
    BEGUN,
    CLOSED,
    DECISION,
    HYPOTHESIS,
    PRESENT,
    REMARK,
    decisions,
    review_of,
)
from funneldesk.store import by_hand
from funneldesk.store import notes as stored

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.domain.reviews.measures import Measure
    from funneldesk.domain.reviews.reviews import Review
    from funneldesk.store.store import Store

LONGEST = 2_000
_MINUTES = (DECISION, HYPOTHESIS, REMARK)


def decide(store: "Store", review: int, text: str, who: str, until: int | None, *, item: int = 0) -> int:
    """Write down what was decided, or say it anew (`item`); return the number of the step."""
    values = {"text": _text(text), "who": _name(who), "until": _day(until)}
    done = next((one.done for one in decisions(store) if one.item == item), None)
    return _write(store, review, DECISION, values | {"done": _day(done)}, item)


def settle_decision(store: "Store", item: int, day: int | None) -> int:
    """Say on which day a decision was carried out (None: it is not), also after its review was closed."""
    found = next((note for note in stored.items(store.connection, DECISION) if note.item == item), None)
    if found is None:
        raise _gone()
    return _add(store, DECISION, {**found.values, "done": _day(day)}, review=found.review, item=item)


def suppose(
    store: "Store",
    review: int,
    text: str,
    measure: "Measure",
    *,
    target: float,
    until: int,
    upward: bool | None = None,
    item: int = 0,
) -> int:
    """Write down a hypothesis: from the day after the review's on until a day, `measure` reaches `target`.

    A rate is a fraction of 1. `upward` None: a count is to grow, as it was taken over other days; a rate goes whichever
    way the target lies from what it was in the review's range. Return the number of the step.
    """
    of = review_of(store, review)
    if until <= of.as_of:
        raise UserError(
            "until_past",
            _("A hypothesis is about days after the review."),
            _("Choose a day after %(day)s.") % {"day": day_text(of.as_of)},
        )
    highest = 1.0 if measure.kind != "count" else float("inf")
    if not 0 <= target <= highest:
        raise UserError(
            "no_target",
            _("The target is no number this measure can reach."),
            _("A rate is a percentage from 0 to 100, a count is not below 0."),
        )
    before = measured(store, measure, of.period, of.as_of)
    rises = measure.kind == "count" or before.value is None or target >= before.value
    if upward is not None:
        rises = upward
    supposed = Hypothesis(item, _text(text), measure, target, rises, of.as_of + 1, until, before)
    values: Mapping[str, Any] = msgspec.to_builtins(supposed)
    return _write(
        store, review, HYPOTHESIS, {name: one for name, one in values.items() if name != "item"}, item
    )


def remark(store: "Store", review: int, text: str, *, item: int = 0) -> int:
    """Write anything else into the minutes; return the number of the step."""
    return _write(store, review, REMARK, {"text": _text(text)}, item)


def attend(store: "Store", review: int, present: str) -> int:
    """Write down who is there; return the number of the step."""
    return _write(store, review, PRESENT, {"present": _name(present)}, _present_item(store, review))


def _present_item(store: "Store", review: int) -> int:
    """Return the item that says who is there, 0 while nobody said it."""
    noted = [one.item for one in stored.items(store.connection, PRESENT) if one.review == review]
    return noted[-1] if noted else 0


def remove(store: "Store", item: int) -> int:
    """Take a decision, hypothesis or remark out of the minutes of an open review; return the number of the step."""
    found = next((one for one in stored.items(store.connection, *_MINUTES) if one.item == item), None)
    if found is None:
        raise _gone()
    _require_open(review_of(store, found.review or 0))
    with store.aside() as connection:
        return stored.remove_item(connection, found, now())


def _write(store: "Store", review: int, kind: str, values: "Mapping[str, Any]", item: int) -> int:
    _require_open(review_of(store, review))
    if item and not any(one.item == item for one in stored.items(store.connection, kind)):
        raise _gone()
    return _add(store, kind, values, review=review, item=item)


def _add(store: "Store", kind: str, values: "Mapping[str, Any]", *, review: int | None, item: int) -> int:
    with store.aside() as connection:
        return stored.add_note(connection, kind, values, at=now(), review=review, item=item)


def _require_open(review: "Review") -> None:
    if not review.is_open:
        raise UserError(
            "review_closed",
            _("This review is closed: its minutes stay as they are."),
            _("Open it again, or write it into the next one."),
        )


def _gone() -> UserError:
    return UserError(
        "no_item",
        _("That line is no longer in the minutes."),
        _("It was taken out. Look at the review again."),
    )


def _text(text: str) -> str:
    said = text.strip()
    if not said or len(said) > LONGEST:
        raise UserError(
            "no_text",
            _("A line of the minutes needs words, at most %(most)s letters.") % {"most": LONGEST},
            _("Write what was said in a sentence."),
        )
    return said


def _name(name: str) -> str:
    return " ".join(name.split())[:LONGEST]


def _day(day: int | None) -> str:
    return "" if day is None else day_text(day) or ""


def close_review(store: "Store", number: int, day: int, present: str = "") -> int:
    """End a review on a day: the rule of the book that asks for it is done then. Return the number of the step.

    `present`: who was there, as they want it written.
    """
    review = review_of(store, number)
    _require_open(review)
    values: dict[str, Any] = {"present": _name(present), "acts": []}
    at = now()
    rules = [rule for rule in book_in_force(store, day).book.rules if rule.event == review.rhythm]
    with store.transaction(by_hand_only=True) as connection:
        for rule in rules:
            said = {"rule": rule.id, "done_at": day_text(day) or ""}
            act = by_hand.add_act(connection, "done", said, (), at=at, known_at=known_at(at, store.zone))
            values["acts"].append(act)
        if values["present"] not in {"", review.present}:
            # Known also if the review is opened again.
            stored.add_note(
                connection,
                PRESENT,
                {"present": values["present"]},
                at=at,
                review=number,
                item=_present_item(store, number),
            )
        step = stored.add_note(connection, CLOSED, values, at=at, review=number)
        note_change(connection, "close-review", {"review": number})
    return step


def reopen_review(store: "Store", number: int) -> int:
    """Let a closed review be written into again; return the number of the step that ended it, now taken back."""
    closing = [one for one in stored.items(store.connection, CLOSED) if one.review == number]
    if not closing:
        raise UserError("not_closed", _("This review is not closed."), _("Write into it as it is."))
    undo_step(store, closing[-1].id)
    return closing[-1].id


def beginning_of(store: "Store", number: int) -> int:
    """Return the number of the step by which a review was begun."""
    begun = [note.id for note in stored.items(store.connection, BEGUN) if note.review == number]
    if not begun:
        raise _gone()
    return begun[-1]


def undo_step(store: "Store", step: int) -> None:
    """Take a step back: as if it had not been written."""
    _set_hidden(store, step, hidden=True)


def redo_step(store: "Store", step: int) -> None:
    """Let a step that was taken back count again."""
    _set_hidden(store, step, hidden=False)


def _set_hidden(store: "Store", step: int, *, hidden: bool) -> None:
    note = stored.note_of(store.connection, step)
    if note is None or note.hidden == hidden:
        raise _gone()
    acts = note.values.get("acts", [])
    begin = store.transaction(by_hand_only=True) if acts else store.aside()
    with begin as connection:
        stored.set_hidden(connection, [step], hidden=hidden)
        for act in acts:
            by_hand.hide_act(connection, act, now() if hidden else None)
        note_change(connection, "undo-note" if hidden else "redo-note", {"note": step})

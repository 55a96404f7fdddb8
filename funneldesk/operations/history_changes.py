"""One event of the history in detail: what was before it, and what it made of that."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from funneldesk.domain.book.book_diff import differences
from funneldesk.domain.formats import day, number
from funneldesk.domain.knowledge.card_words import kind_label
from funneldesk.domain.leads.erased import shown_value
from funneldesk.domain.moment import moment_of
from funneldesk.domain.reviews.hypotheses import Hypothesis
from funneldesk.domain.reviews.review_sentences import hypothesis_words
from funneldesk.domain.words import field_label, value_label
from funneldesk.i18n import N_, _
from funneldesk.operations import changes
from funneldesk.operations.book import book_in_force, book_versions
from funneldesk.operations.business_day import business_day
from funneldesk.operations.gathering_lead import entities_of_lead
from funneldesk.operations.history_edits import edit_changes
from funneldesk.operations.history_events import Changed
from funneldesk.operations.reviews import HYPOTHESIS
from funneldesk.store import by_hand as acts_stored
from funneldesk.store import merging as decisions_stored
from funneldesk.store import notes as notes_stored
from funneldesk.store.identity import identities
from funneldesk.store.records import batch_info
from funneldesk.store.replacing import replaces

if TYPE_CHECKING:
    from funneldesk.domain.leads.entities import Entity
    from funneldesk.operations.history_events import Event
    from funneldesk.store.by_hand import Act
    from funneldesk.store.notes import Note
    from funneldesk.store.store import Store

#: Of a work list that came back the first entries are told one by one.
MOST = 20
#: What says which hand-over or call is meant, and is no news.
_NAMING = frozenset({"handover_id", "external_id", "commented_at", "owner_by"})
_COUNTS = {
    "created": N_("New"),
    "updated": N_("Updated"),
    "unchanged": N_("Unchanged"),
    "skipped": N_("Skipped"),
    "rejected": N_("Not taken"),
}
#: The values of notes, in their order, by what they are called.
_NOTED = {
    "name": N_("Name"),
    "title": N_("Title"),
    "text": N_("Text"),
    "who": N_("Person in charge"),
    "until": N_("Until"),
    "done": N_("Done on"),
    "present": N_("Who was there"),
    "kind": N_("Kind"),
    "condition": N_("Of whom it holds"),
    "template": N_("Text to use again"),
    "tags": N_("Tags"),
}
_DAYS = frozenset({"until", "done"})


def changes_of(store: "Store", event: "Event") -> tuple[Changed, ...]:
    """Return what an event changed; () where it changed no value."""
    with store.one_view():
        if event.way == "import":
            return tuple(_import(store, event.number))
        if event.way == "act":
            return tuple(_acts(store, event))
        if event.way == "edit":
            return edit_changes(store, event.number, MOST)
        if event.way == "decision":
            return tuple(_decision(store, event.number))
        if event.way == "note":
            return tuple(_note(store, event.number))
        return tuple(_book(store, event.target)) if event.kind == "book" else tuple(_setting(store, event))


def _import(store: "Store", number_: int) -> Iterator[Changed]:
    info = batch_info(store.connection, number_)
    original = replaces(store.connection, number_)
    replaced = batch_info(store.connection, original) if original is not None else None
    if info is None:
        return
    yield Changed(_("List"), replaced.file_name if replaced else "", info.file_name)
    for name, label in _COUNTS.items():
        before = number(getattr(replaced, name)) if replaced else ""
        after = number(getattr(info, name))
        if (before or "0", after) != ("0", "0"):
            yield Changed(_(label), before, after)


def _acts(store: "Store", event: "Event") -> Iterator[Changed]:
    group = acts_stored.made_together(store.connection, event.number)
    made = [one for one in (acts_stored.act(store.connection, number_) for number_ in group[:MOST]) if one]
    people = acts_stored.people_in(store.connection, made)
    leads = {one.id: one.lead_id for one in identities(store.connection, set(people.values()))}
    for one in made:
        lead = leads.get(people.get(one.id, 0), 0)
        yield from _act(store, one, lead)
    if len(group) > MOST:
        yield Changed(_("Further entries"), "", number(len(group) - MOST))


def _act(store: "Store", act: "Act", lead: int) -> Iterator[Changed]:
    """Yield the values of an act beside those that held before it."""
    before: Entity | None = None
    if act.kind == "handovers" and lead:
        known = entities_of_lead(store, "handovers", lead, before=act.id).entities
        before = known.get(act.values.get("handover_id", ""))
    for name, value in act.values.items():
        was = (before.get(name) if before else None) or ""
        if name not in _NAMING and was != value:
            yield Changed(_field(name, act.kind), _value(store, name, was), _value(store, name, value))


def _field(name: str, kind: str) -> str:
    labels = {"rule": _("Rule"), "done_at": _("Done on")}
    return labels.get(name) or field_label(name, kind)


def _value(store: "Store", name: str, value: str) -> str:
    if name.endswith("_at"):
        return _day(value)
    if name == "rule":
        book = book_in_force(store, business_day(store)).book
        return next((one.name for one in book.rules if one.id == value), value)
    return value_label(name, shown_value(value))


def _day(text: str) -> str:
    return day(moment_of(text).day) if text else ""


def _decision(store: "Store", number_: int) -> Iterator[Changed]:
    found = decisions_stored.decision(store.connection, number_)
    if found is None:
        return
    one, other = (_sides(store, side) for side in (found.decision.one, found.decision.other))
    if found.decision.same:
        yield Changed(_("Leads"), f"{one}\n{other}", _("one lead"))
    else:
        yield Changed(
            _("Leads"), _("not decided"), _("two leads: {one} / {other}").format(one=one, other=other)
        )


def _sides(store: "Store", digests: tuple[int, ...]) -> str:
    """Return whom one side of a decision is about, as lists write it."""
    ids = decisions_stored.people_of(store.connection, digests).values()
    people = sorted(identities(store.connection, set(ids)), key=lambda one: one.id)
    words = (
        " · ".join(shown_value(part) for part in (one.who.name or one.who.email, one.who.company) if part)
        for one in people
    )
    return next(filter(None, words), _("nobody who is there"))


def _note(store: "Store", number_: int) -> Iterator[Changed]:
    note = notes_stored.note_of(store.connection, number_)
    if note is None:
        return
    rows = notes_stored.rows_of(store.connection, note.item)
    earlier = [one for one in rows if one.id < note.id and not one.hidden]
    was, becomes = _said(earlier[-1] if earlier else None), _said(None if note.is_removal else note)
    for name in [*_NOTED, HYPOTHESIS]:
        before, after = was.get(name, ""), becomes.get(name, "")
        if before != after:
            yield Changed(_(_NOTED.get(name, N_("Hypothesis"))), before, after)


def _said(note: "Note | None") -> Mapping[str, str]:
    """Return the values of a row as they are read; of a hypothesis its sentence stands for what it measures."""
    if note is None:
        return {}
    values: Mapping[str, Any] = note.values
    if note.kind == HYPOTHESIS and not note.is_removal:
        supposed = msgspec.convert({**values, "item": note.item}, Hypothesis)
        return {"text": supposed.text, HYPOTHESIS: hypothesis_words(supposed, {})}
    return {name: _noted(name, values[name]) for name in _NOTED if values.get(name)}


def _noted(name: str, value: Any) -> str:
    if name == "tags":
        return _(", ").join(value)
    if name == "kind":
        return kind_label(value)
    return _day(value) if name in _DAYS else str(value)


def _book(store: "Store", version: int) -> Iterator[Changed]:
    """Yield what a version says otherwise than the one before it."""
    known = {one.number: one.book for one in book_versions(store)}
    if version in known and version - 1 in known:
        for one in differences(known[version - 1], known[version]):
            yield Changed(one.where, one.before or "", one.after or "")


def _setting(store: "Store", event: "Event") -> Iterator[Changed]:
    """Yield what the log itself keeps of before and after."""
    for one in changes.log(store):
        if one.at == event.at and "before" in one.detail:
            yield Changed(event.words, str(one.detail["before"]), str(one.detail["after"]))

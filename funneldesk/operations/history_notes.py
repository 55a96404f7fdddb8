"""The minutes of reviews, knowledge cards and saved views as events of the history: each row written is one."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from funneldesk.i18n import N_, _
from funneldesk.operations.auditing import entry_words
from funneldesk.operations.history_events import Event
from funneldesk.operations.knowledge import CARD
from funneldesk.operations.lead_views import VIEW
from funneldesk.operations.reviews import BEGUN, CLOSED, DECISION, HYPOTHESIS, PRESENT, REMARK
from funneldesk.store import notes as stored
from funneldesk.store.audit import Entry

if TYPE_CHECKING:
    from funneldesk.store.notes import Note
    from funneldesk.store.store import Store

#: What a row of the minutes is about.
_LINES = {
    DECISION: N_("what was decided"),
    HYPOTHESIS: N_("hypothesis of a review"),
    REMARK: N_("remark"),
    PRESENT: N_("who was there"),
}
#: The words under which a line says what it is about.
_TITLES = {CARD: "title", PRESENT: "present", VIEW: "name"}
#: Kinds that are no part of a review: what their events are, and what an event shows.
_ALONE = {CARD: "card", VIEW: "view"}


def note_events(store: "Store") -> Iterator[Event]:
    """Yield an event for every row."""
    rows = stored.every(store.connection)
    newest = {one.item: one.id for one in rows if not one.hidden}
    there = {one.review for one in rows if one.kind == BEGUN and not one.hidden}
    closed = {one.review: one.id for one in rows if one.kind == CLOSED and not one.hidden}
    before: dict[int, Note] = {}
    for one in rows:
        earlier = before.get(one.item)
        barred = "" if one.id >= newest.get(one.item, 0) else _("It was changed again: take that back first.")
        if not barred and one.kind not in _ALONE:
            barred = _barred(one, earlier, there, closed)
        said = one if not one.is_removal or earlier is None else earlier
        kind = _ALONE.get(one.kind, "minutes")
        target = one.item if one.kind in _ALONE else one.review or 0
        yield Event(
            one.at, kind, _words(one, earlier), "", title_of(said), "note", one.id, one.hidden, barred, target
        )  # fmt: skip
        if not one.is_removal and not one.hidden:
            before[one.item] = one


def title_of(note: "Note") -> str:
    """Return the first line of what a row says."""
    return str(note.values.get(_TITLES.get(note.kind, "text"), "")).partition("\n")[0]


def _barred(
    note: "Note", earlier: "Note | None", there: set[int | None], closed: Mapping[int | None, int]
) -> str:
    """Return why a row of the minutes cannot be taken back or brought back."""
    if note.review not in there:
        return "" if note.kind == BEGUN else _("Its review was taken back: bring that back first.")
    if note.review not in closed or closed[note.review] == note.id or _is_ticking(note, earlier):
        return ""
    return _("Its review is closed: take the closing back first.")


def _is_ticking(note: "Note", earlier: "Note | None") -> bool:
    """Whether a row only says that a decision was carried out, or was not: that is said after the review, too."""
    if note.kind != DECISION or earlier is None:
        return False
    return {**note.values, "done": ""} == {**earlier.values, "done": ""}


def _words(note: "Note", earlier: "Note | None") -> str:
    if note.kind == CARD:
        operation = "remove-card" if note.is_removal else "edit-card" if earlier else "keep-card"
        return entry_words(Entry(note.at, operation, {"card": note.item}))
    if note.kind == VIEW:
        return entry_words(
            Entry(note.at, "remove-view" if note.is_removal else "save-view", {"view": note.item})
        )
    if note.kind in (BEGUN, CLOSED):
        operation = "review" if note.kind == BEGUN else "close-review"
        return entry_words(Entry(note.at, operation, {"review": note.review}))
    line = _(_LINES[note.kind])
    if note.is_removal:
        return _("Minutes: {line} taken out").format(line=line)
    words = _("Minutes: {line} changed") if earlier else _("Minutes: {line} written")
    return words.format(line=line)

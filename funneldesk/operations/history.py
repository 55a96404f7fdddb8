"""What happened to a store, newest first: who did what when, and by what it is taken back.

Made of what is stored: imports, decisions on who is the same person, what was entered by hand, minutes and knowledge
cards are records of their own, which can be taken back at any time; whatever else was done stands in the audit log.
Nothing is kept a second time for this.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from funneldesk.domain.words import list_label
from funneldesk.i18n import N_, _
from funneldesk.operations import changes
from funneldesk.operations.auditing import entry_words
from funneldesk.operations.book import book_versions
from funneldesk.operations.history_edits import edit_events
from funneldesk.operations.history_events import Event, Way
from funneldesk.operations.history_notes import note_events
from funneldesk.operations.import_history import history_of as imports_of
from funneldesk.operations.merging import decisions
from funneldesk.store import by_hand as acts_stored
from funneldesk.store import notes as notes_stored
from funneldesk.store.audit import Entry
from funneldesk.store.by_hand import Act
from funneldesk.store.identity import identities
from funneldesk.store.lead_names import lead_names
from funneldesk.store.records import BatchInfo, batches
from funneldesk.store.responses import responses
from funneldesk.store.store import Store

#: More would take seconds to be put into a table; what is left out is counted.
MOST = 10_000
#: The kinds of what stands in the audit log alone, and of the steps back and forward.
_KIND_OF = {
    "adopt_book": "book", "begin_pilot": "book", "end_pilot": "book", "resume_pilot": "book", "adopt_pilot": "book",
    "publish": "team", "collect": "team", "take-over": "team", "passphrase-set": "team",
    "passphrase-changed": "team", "passphrase-removed": "team", "export": "out", "print": "out",
}  # fmt: skip
#: Steps back and forward in the log: the record they are about, and where its number stands.
_RECORDS: tuple[tuple[str, Way, str, str], ...] = (
    ("import", "import", "batch", "import"),
    ("act", "act", "act", "entry"),
    ("edit", "edit", "edit", "entry"),
    ("decision", "decision", "decision", "merge"),
    ("note", "note", "note", "minutes"),
)
_STEPS = {
    f"{step}-{name}": (way, key, kind) for step in ("undo", "redo") for name, way, key, kind in _RECORDS
}
#: Lines of the log that say of a record that it was made: where its number stands.
_MADE: dict[str, tuple[Way, str]] = {
    "import": ("import", "batch"),
    "merge": ("decision", "decision"),
    "separate": ("decision", "decision"),
    "edit": ("edit", "edit"),
}
#: Lines about minutes, cards and saved views: each of their rows is told of by itself.
_NOTED = frozenset(
    {"review", "close-review", "keep-card", "edit-card", "remove-card", "save-view", "remove-view"}
)


_AGREED = N_("What was agreed stays as it is: agree on a new version instead.")


@dataclass(frozen=True, slots=True)
class History:
    """Events, newest first, and how many older ones were left out.

    `last`: the newest that a step back would take back, `again`: the one that a step forward would bring back.
    """

    events: tuple[Event, ...]
    left_out: int = 0
    last: Event | None = None
    again: Event | None = None


def history_of(store: Store, most: int = MOST) -> History:
    """Return what happened."""
    with store.one_view():
        log = changes.log(store)
        made = [*_imports(store), *_entries(store, log), *edit_events(store), *_decisions(store)]
        made += note_events(store)
        events = [*made, *_logged(store, log, made)]
    events.sort(key=lambda one: (one.at, one.number), reverse=True)
    last = next((one for one in events if one.can_step and not one.hidden), None)
    return History(tuple(events[:most]), max(len(events) - most, 0), last, _again(log, events))


def entries_since(store: Store, since: str, kinds: Collection[str] = ("entry",)) -> tuple[Event, ...]:
    """Return what was entered here since an instant and still counts, oldest first; `kinds`: keys of KINDS.

    Pages go on with these steps after a restart. What the team answered is not theirs.
    """
    with store.one_view():
        made: list[Event] = []
        if "entry" in kinds:
            made += [*_entries(store, changes.log(store)), *edit_events(store)]
        if "merge" in kinds:
            made += _decisions(store)
        if not {"minutes", "card"}.isdisjoint(kinds):
            made += [one for one in note_events(store) if one.kind in kinds]
        found = [one for one in made if one.at >= since]
    mine = (one for one in found if not one.hidden and not one.who)
    return tuple(sorted(mine, key=lambda one: (one.at, one.number)))


def named(event: Event) -> str:
    """Return an event with whom or what it is about, as the Edit menu names it."""
    return _("{act} ({who})").format(act=event.words, who=event.about) if event.about else event.words


def _again(log: tuple[Entry, ...], events: list[Event]) -> Event | None:
    """Return what was taken back last, unless something was done since: as everywhere, that ends the way forward."""
    back = {(one.way, one.number): one for one in events if one.hidden and one.can_step}
    # Lines of the minutes are not in the log.
    written = max((one.at for one in events if one.way == "note"), default="")
    for entry in reversed(log):
        if _KIND_OF.get(entry.operation) == "out":
            continue
        if entry.operation not in _STEPS or entry.at < written:
            return None
        way, key, _kind = _STEPS[entry.operation]
        found = back.get((way, int(entry.detail[key])))
        if entry.operation.startswith("undo-") and found is not None:
            return found
    return None


def _imports(store: Store) -> Iterator[Event]:
    found = imports_of(store)
    for one in found.batches:
        barred = ""
        if one.id in found.replaced_by:
            barred = _("A correction counts in its place: withdraw that import first.")
        yield import_event(one, barred)


def import_event(batch: BatchInfo, barred: str = "") -> Event:
    """Return an import as an event; `barred`: why it can be neither taken back nor brought back."""
    words = entry_words(Entry(batch.imported_at, "import", {"file": batch.file_name}))
    about = list_label(batch.kind)
    return Event(
        batch.imported_at, "import", words, "", about, "import", batch.id, batch.hidden, barred
    )  # fmt: skip


def _entries(store: Store, log: Iterable[Entry]) -> Iterator[Event]:
    """Yield what was entered by hand: one event for all that was entered in one step."""
    connection = store.connection
    made = {one.id: one for one in acts_stored.acts(connection, hidden_too=True)}
    told = {one.detail["act"]: one for one in log if "act" in one.detail and one.operation not in _STEPS}
    together = {
        act: acts_stored.made_together(connection, act)
        for act, one in told.items()
        if act in made and one.detail.get("acts", 1) > 1
    }
    later = {act for first, group in together.items() for act in group if act != first}
    # What closed a review is taken back with the review.
    closing = {act for one in notes_stored.every(connection) for act in one.values.get("acts", ())}
    shown = {number: one for number, one in made.items() if number not in later | closing}
    who = {one.act: one.given.answer.who for one in responses(connection) if one.act is not None}
    leads = _leads_of(store, shown.values())
    names = lead_names(store, sorted(set(leads.values())))
    for number, one in shown.items():
        count, lead = len(together.get(number, ())), leads.get(number, 0)
        entry = told.get(number) or Entry(one.at, _operation(one), {})
        person = " · ".join(filter(None, names.get(lead, ())))
        about = _("{count} entries").format(count=count) if count else person
        target = 0 if count else lead
        yield Event(
            one.at, "entry", entry_words(entry), who.get(number, ""), about, "act", number, one.hidden, "", target
        )  # fmt: skip


def _leads_of(store: Store, made: Iterable[Act]) -> dict[int, int]:
    people = acts_stored.people_in(store.connection, made)
    lead_of = {one.id: one.lead_id for one in identities(store.connection, set(people.values()))}
    return {act: lead_of[person] for act, person in people.items() if person in lead_of}


def _operation(act: Act) -> str:
    """Return as what an act that no line of the log is about would stand there: answers of the team are such."""
    if act.kind == "done":
        return "done"
    if act.kind == "activities":
        return "call" if act.values.get("activity") == "call" else "note"
    if "decision" in act.values:
        return act.values["decision"]
    fields = {"contacted_at": "contacted", "comment": "comment", "owner": "assign"}
    return next((name for field, name in fields.items() if field in act.values), "hand-over")


def _decisions(store: Store) -> Iterator[Event]:
    found = decisions(store)
    names = lead_names(store, sorted({lead for one in found for lead in one.leads}))
    for one in found:
        at, operation = f"{one.at[:19]}Z", "merge" if one.same else "separate"
        about = _("; ").join(" · ".join(filter(None, names.get(lead, ()))) for lead in one.leads)
        words = entry_words(Entry(at, operation, {}))
        target = next(iter(one.leads), 0)
        yield Event(at, "merge", words, "", about, "decision", one.id, one.hidden, "", target)


def _signers(store: Store) -> dict[int, str]:
    """Return who signed each version of the book."""
    return {
        one.number: _(", ").join(dict.fromkeys(signed.name for signed in one.signatures))
        for one in book_versions(store)
    }


def _logged(store: Store, log: Iterable[Entry], made: Iterable[Event]) -> Iterator[Event]:
    """Yield what no record tells of: steps back and forward, and whatever is no record."""
    signers = _signers(store)
    known = {(one.way, one.number): one for one in made}
    files = {one.id: one.file_name for one in batches(store.connection)}
    for entry in log:
        if entry.operation in _NOTED or ("act" in entry.detail and entry.operation not in _STEPS):
            continue
        way, key = _MADE.get(entry.operation, ("", ""))
        if way and (way, entry.detail.get(key)) in known:
            continue
        if entry.operation in _STEPS:
            yield _stepped(entry, known, files)
        elif _KIND_OF.get(entry.operation) == "book":
            yield _booked(entry, signers)
        else:
            yield Event(entry.at, _KIND_OF.get(entry.operation, "data"), entry_words(entry))


def _stepped(entry: Entry, known: Mapping[tuple[Way, int], Event], files: Mapping[int, str]) -> Event:
    way, key, kind = _STEPS[entry.operation]
    of = known.get((way, entry.detail.get(key, 0)))
    if of is None:
        return Event(entry.at, kind, entry_words(entry))
    if way == "import":
        words = entry_words(Entry(entry.at, entry.operation, {"file": files[of.number]}))
        return Event(entry.at, of.kind, words, about=of.about, target=of.target)
    return Event(entry.at, of.kind, entry_words(entry), about=named(of), target=of.target)


def _booked(entry: Entry, signers: Mapping[int, str]) -> Event:
    """Return what was agreed about the book, which is never taken back here."""
    steps = entry.operation in ("end_pilot", "resume_pilot")
    barred = _("The end of a pilot is taken back on its own page.") if steps else _(_AGREED)
    version = int(entry.detail["version"])
    who = "" if steps else signers.get(version, "")
    return Event(entry.at, "book", entry_words(entry), who, barred=barred, target=version)

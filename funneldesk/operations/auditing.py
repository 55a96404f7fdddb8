"""The audit log in words: what was done with people's data, and when."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from funneldesk.domain.formats import number
from funneldesk.domain.team.levels import LEVELS, level_label
from funneldesk.i18n import N_, _
from funneldesk.operations import changes
from funneldesk.operations.batches import now
from funneldesk.store.audit import Entry, add_entry, add_entry_beside
from funneldesk.store.store import Store

#: Operations in words; what a detail adds is said by `entry_words`.
_SAID = {
    "import": N_("Imported: {file}"),
    "undo-import": N_("Import {batch} taken back"),
    "redo-import": N_("Import {batch} brought back"),
    "merge": N_("Two leads made one"),
    "separate": N_("Two leads told apart"),
    "undo-decision": N_("A decision on who is the same person taken back"),
    "redo-decision": N_("A decision on who is the same person brought back"),
    "erase": N_("A person erased (lead {lead})"),
    "restore": N_("Backup brought back: {file}"),
    "publish": N_("Published into {folder}: {level}"),
    "passphrase-set": N_("What is published into {folder} was sealed with a passphrase"),
    "passphrase-changed": N_("The passphrase of {folder} was changed"),
    "passphrase-removed": N_("The passphrase of {folder} was removed"),
    "collect": N_("Answers collected from the shared folder: {answers}"),
    "take-over": N_("Took publishing over from {from}"),
    "export": N_("Saved to a file: {what}, {count} people"),
    "print": N_("Printed: {what}, {count} people"),
    "hand-over": N_("A lead handed over"),
    "accepted": N_("A hand-over accepted"),
    "rejected": N_("A hand-over declined"),
    "let-go": N_("A lead let go"),
    "contacted": N_("A contact noted"),
    "comment": N_("A comment written"),
    "assign": N_("Somebody put in charge"),
    "call": N_("A call noted"),
    "note": N_("A note written"),
    "done": N_("A duty marked as done"),
    "worklist": N_("A work list that came back recorded"),
    "edit": N_("Values of leads edited"),
    "undo-edit": N_("Edited values taken back"),
    "redo-edit": N_("Edited values brought back"),
    "adopt_book": N_("Adopted a version of the definition book: v{version}"),
    "begin_pilot": N_("Began a pilot of the definition book: v{version}"),
    "end_pilot": N_("Ended the pilot of the definition book: v{version}"),
    "resume_pilot": N_("Let the pilot of the definition book run on: v{version}"),
    "adopt_pilot": N_("Adopted the pilot of the definition book: v{version}"),
    "review": N_("Began review {review}"),
    "close-review": N_("Closed review {review}"),
    "undo-note": N_("Took a line of the minutes back"),
    "redo-note": N_("Let a line of the minutes count again"),
    "keep-card": N_("Kept knowledge card {card}"),
    "edit-card": N_("Changed knowledge card {card}"),
    "remove-card": N_("Removed knowledge card {card}"),
    "save-view": N_("Saved view {view} of the leads"),
    "remove-view": N_("Removed view {view} of the leads"),
    "holidays": N_("Changed the company's holidays"),
    "fiscal_month": N_("Changed the month fiscal years begin in"),
    "undo-act": N_("An entry taken back"),
    "redo-act": N_("An entry brought back"),
}
#: Of a file or a page in which there is nobody.
_SAID_OF_NOBODY = {
    "export": N_("Saved to a file: {what}, nobody's data in it"),
    "print": N_("Printed: {what}, nobody's data in it"),
}
#: Of an import whose file is known; the log itself holds its number.
_SAID_OF_FILE = {
    "undo-import": N_("Import of “{file}” taken back"),
    "redo-import": N_("Import of “{file}” brought back"),
}
#: What is exported, in words.
EXPORTS = {
    "worklist": N_("work list"),
    "candidates": N_("candidates for the SFA"),
    "problems": N_("problem rows"),
    "mail": N_("mail list"),
    "leads": N_("list of leads"),
    "report": N_("report"),
    "summary": N_("page for the manager"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log: the instant, the operation and its detail for programs, and the words for people."""

    at: str
    operation: str
    detail: Mapping[str, Any]
    words: str


def log(store: Store) -> tuple[Line, ...]:
    """Return what was done, the newest first."""
    return tuple(
        Line(one.at, one.operation, one.detail, entry_words(one)) for one in reversed(changes.log(store))
    )


def entry_words(entry: Entry) -> str:
    """Return one entry in words; an operation that nobody put into words is named."""
    held: defaultdict[str, Any] = defaultdict(str, {"count": 0} | dict(entry.detail))
    by_operation = _SAID if held["count"] else _SAID | _SAID_OF_NOBODY
    if held["file"]:
        by_operation = by_operation | _SAID_OF_FILE
    said = by_operation.get(entry.operation)
    if said is None:
        return entry.operation
    held["level"] = next((level_label(one) for one in LEVELS if one == held["level"]), held["level"])
    exported = held["what"]
    held["what"] = _(EXPORTS[exported]) if exported in EXPORTS else exported
    held["count"] = number(held["count"])
    return _(said).format_map(held)


def note_export(store: Store, what: str, count: int, *, printed: bool = False) -> None:
    """Write down that data of people left the program: what of EXPORTS, and of how many people. No names.

    It went into a file, or on paper where it was `printed`: every way out of the program calls this.

    Exports run on readers, and what they write changes nothing that is counted: so the line is written by a
    connection of its own that lives no longer than that, waits for whoever is writing, and leaves `revision` alone,
    or every export would make the window compute everything anew. Where it cannot be written the export is done
    all the same.
    """
    detail, operation = {"what": what, "count": count}, "print" if printed else "export"
    if store.writes or not store.in_file:
        if store.writing:
            add_entry(store.connection, now(), operation, detail)
        else:
            with store.aside() as connection:
                add_entry(connection, now(), operation, detail)
        return
    add_entry_beside(store.path, now(), operation, detail)

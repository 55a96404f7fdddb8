"""The audit log in words: what was imported, decided, published, exported, erased and taken over, and when."""

from collections import defaultdict

from funneldesk.domain.team.levels import LEVELS, level_label
from funneldesk.i18n import N_, _
from funneldesk.operations.changes import Entry, log

__all__ = ["Entry", "entry_words", "log"]

#: What a line of the log says, by its operation; names in braces are of its detail.
_WORDS = {
    "import": N_("Imported: {file}"),
    "undo-import": N_("Withdrew import {batch}"),
    "redo-import": N_("Brought import {batch} back"),
    "merge": N_("Merged two leads (decision {decision})"),
    "separate": N_("Kept two leads apart (decision {decision})"),
    "undo-decision": N_("Took decision {decision} about two leads back"),
    "redo-decision": N_("Let decision {decision} about two leads count again"),
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
    "undo-act": N_("Took an entry back (number {act})"),
    "redo-act": N_("Let an entry count again (number {act})"),
    "publish": N_("Published into {folder}: {level}"),
    "take-over": N_("Took publishing over from {from}"),
    "collect": N_("Took in the answers of the team"),
    "restore": N_("Restored from a backup"),
    "erase": N_("Erased a person"),
    "export": N_("Exported: {file}"),
}
#: What people enter about a lead has many names; all of them are entries.
_ENTERED = N_("Entered by hand (number {act})")


def entry_words(entry: Entry) -> str:
    """Return what a line of the log says; one that no words are known for by its own name."""
    told: defaultdict[str, object] = defaultdict(str, entry.detail)
    told["level"] = next((level_label(one) for one in LEVELS if one == told["level"]), told["level"])
    words = _WORDS.get(entry.operation)
    if words is None:
        words = _ENTERED if "act" in entry.detail else None
    return _(words).format_map(told) if words else entry.operation

"""What an event of the history is: something that was done, in words, and the record by which it is taken back."""

from dataclasses import dataclass
from typing import Literal

from funneldesk.i18n import N_

#: The record an event is, by which it is taken back; "": it is none.
Way = Literal["", "import", "act", "edit", "decision", "note"]
#: What events are about, by what people look for them.
KINDS = {
    "import": N_("Import"),
    "entry": N_("Entries on leads"),
    "merge": N_("Same person"),
    "minutes": N_("Review"),
    "card": N_("Knowledge"),
    "view": N_("Saved view"),
    "book": N_("Definition book"),
    "team": N_("Sharing"),
    "out": N_("Saved and printed"),
    "data": N_("Data and settings"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done: the instant `at`, a key of KINDS, and the words for it.

    `who`: the member of the team or the signers, "" for whoever sits at this computer. `about`: whom or what.
    `hidden`: it was taken back. `barred`: why it can be neither taken back nor brought back; "" where it can.
    `target`: the lead, the review, the card or the version to be shown, 0 for none.
    """

    at: str
    kind: str
    words: str
    who: str = ""
    about: str = ""
    way: Way = ""
    number: int = 0
    hidden: bool = False
    barred: str = ""
    target: int = 0

    @property
    def can_step(self) -> bool:
        """Whether it can be taken back, or brought back."""
        return bool(self.way) and not self.barred


@dataclass(frozen=True, slots=True)
class Changed:
    """One value: what it is called, what it was, and what it became; "" where there was or is nothing."""

    what: str
    before: str
    after: str

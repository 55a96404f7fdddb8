"""Names of drafts of the definition book: how they are shown, and told apart as people read them."""

import unicodedata
from typing import TYPE_CHECKING

from funneldesk.i18n import _
from funneldesk.store import book_drafts

if TYPE_CHECKING:
    from funneldesk.store.store import Store

LONGEST_NAME = 60


def draft_label(name: str) -> str:
    """Return a draft's name; the one nobody named is "Draft"."""
    return name or _("Draft")


def free_name(store: "Store", wanted: str) -> str:
    """Return `wanted`, with a number where a draft has that name."""
    cut, number = wanted.strip()[: LONGEST_NAME - 4], 1
    while is_taken(store, named := cut if number == 1 else f"{cut} {number}"):
        number += 1
    return named


def is_taken(store: "Store", name: str, besides: int = 0) -> bool:
    """Return whether a draft other than `besides` has that name."""
    others = (draft for draft in book_drafts.read_drafts(store) if draft.id != besides)
    return any(same_name(draft_label(draft.name), draft_label(name)) for draft in others)


def same_name(one: str, other: str) -> bool:
    """Return whether two names read the same: width, case and spaces aside."""
    folded = (unicodedata.normalize("NFKC", " ".join(name.split())).casefold() for name in (one, other))
    return next(folded) == next(folded)

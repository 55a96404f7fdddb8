"""What the book page shows, and agreeing on a draft with names as they were typed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from funneldesk.domain.book.book import BookVersion, Signature
from funneldesk.domain.moment import instant_text
from funneldesk.operations.book import DraftState, adopt_draft, book_in_force, book_versions, draft_state
from funneldesk.operations.book_drafts import DraftEntry, drafts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class BookView:
    """The version in force, the current draft (or the newest version unchanged), all drafts and all versions.

    Both oldest first.
    """

    in_force: BookVersion
    draft: DraftState
    versions: tuple[BookVersion, ...]
    today: int
    drafts: tuple[DraftEntry, ...] = ()


def book_view(store: "Store", as_of: int) -> BookView:
    """Return the book as of a day."""
    versions, state = book_versions(store), draft_state(store)
    return BookView(book_in_force(store, as_of), state, versions, as_of, drafts(store))


def adopt_signed(
    store: "Store", names: "Mapping[str, str]", from_day: int | None, note: str, *, draft: int | None = None
) -> BookVersion:
    """Adopt a draft (None: the current one), signed now by `names` (side → name; empty names are no signature)."""
    now = datetime.now(UTC)
    at = instant_text(now)
    signed = [Signature(side, name.strip(), at) for side, name in names.items() if name.strip()]
    return adopt_draft(store, signed, from_day, note, draft=draft, now=now)

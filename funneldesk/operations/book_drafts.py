"""Several drafts of the definition book: begun, named, copied, put aside, brought up to a newer version."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from funneldesk.domain.book.book_diff import Difference, differences
from funneldesk.domain.book.book_merge import Conflict, Side, merge_books
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.book import NO_DRAFT, base_of, book_versions, newest_version
from funneldesk.operations.draft_names import LONGEST_NAME, draft_label, free_name, is_taken, same_name
from funneldesk.store import book_drafts
from funneldesk.store.book_drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.domain.book.book import Book
    from funneldesk.store.store import Store

__all__ = [
    "Conflict",
    "Draft",
    "DraftEntry",
    "Merge",
    "Side",
    "draft_label",
    "drafts",
    "free_name",
    "merge_of",
]


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """One of the drafts: `base` is None where the store does not hold the version it was made from."""

    id: int
    name: str
    base: int | None
    updated_at: str
    current: bool
    outdated: bool
    changes: int
    book: "Book"


@dataclass(frozen=True, slots=True)
class Merge:
    """A draft brought up to the newest version, before anybody agreed to it.

    `base`: the version the draft was made from; None where it is unknown: then nothing can be merged, and all
    `changes` from the newest version have to be looked at. `arriving`: what was agreed on since and comes into the
    draft; `open`: conflicts nobody has chosen about; `book`: what comes of it ("mine" is the draft).
    """

    draft: int
    base: int | None
    newest: int
    book: "Book"
    arriving: tuple[Difference, ...]
    changes: tuple[Difference, ...]
    conflicts: tuple[Conflict, ...]
    open: tuple[Conflict, ...]


def drafts(store: "Store") -> tuple[DraftEntry, ...]:
    """Return every draft, oldest first."""
    current, newest = book_drafts.current_draft(store), newest_version(store)
    found = []
    for draft in book_drafts.read_drafts(store):
        base = base_of(store, draft)
        against = newest if base is None else base
        found.append(
            DraftEntry(
                draft.id,
                draft.name,
                None if base is None else base.number,
                draft.updated_at,
                draft.id == current,
                base is None or base.number != newest.number,
                len(differences(against.book, draft.book)),
                draft.book,
            )
        )
    return tuple(found)


def draft_named(store: "Store", name: str) -> Draft:
    """Return the draft of that name (also as it is shown); UserError where there is none."""
    found = [draft for draft in book_drafts.read_drafts(store) if same_name(draft_label(draft.name), name)]
    if not found:
        names = _(", ").join(draft_label(draft.name) for draft in book_drafts.read_drafts(store))
        raise UserError(
            "no_draft",
            _("There is no draft “%(name)s”.") % {"name": name},
            _("The drafts are: %(names)s.") % {"names": names} if names else _("There are no drafts."),
        )
    return found[0]


def draft_of_id(store: "Store", draft: int | None) -> Draft:
    """Return a draft (None: the current one); UserError where it is not there."""
    wanted = book_drafts.current_draft(store) if draft is None else draft
    for found in book_drafts.read_drafts(store):
        if found.id == wanted:
            return found
    raise UserError(
        "no_draft",
        _("There is no draft of the definition book."),
        _("Begin one: change something in the definition book."),
    )


def new_draft(store: "Store", name: str, version: int | None = None, book: "Book | None" = None) -> Draft:
    """Begin a draft of the newest version and make it the current one.

    It says what that version says, or what `book` says, or what an older `version` said: then it takes back what was
    agreed on since, and that stands among its changes. Raises UserError where the name is taken, empty or too long,
    or where there is no such version.
    """
    newest = newest_version(store)
    said = newest.book if book is None else book
    if version is not None:
        found = {one.number: one.book for one in book_versions(store)}
        if version not in found:
            raise UserError(
                "no_version",
                _("There is no version %(number)s of the book.") % {"number": version},
                _("funneldesk book log lists the versions."),
            )
        said = found[version]
    fresh = Draft(0, said, newest.number, newest.sha256, _free_name(store, name))
    return book_drafts.write_draft(store, fresh)


def copy_draft(store: "Store", draft: int | None, name: str) -> Draft:
    """Begin another draft that says the same, and make it the current one."""
    found = draft_of_id(store, draft)
    return book_drafts.write_draft(store, replace(found, id=0, name=_free_name(store, name)))


def rename_draft(store: "Store", draft: int | None, name: str) -> Draft:
    """Give a draft another name."""
    found = draft_of_id(store, draft)
    named = _free_name(store, name, besides=found.id)
    return book_drafts.write_draft(store, replace(found, name=named), current=False)


def use_no_draft(store: "Store") -> None:
    """Go back to the agreed version; the drafts stay. The next edit begins another draft."""
    book_drafts.choose_draft(store, NO_DRAFT)


def use_draft(store: "Store", draft: int) -> Draft:
    """Make a draft the current one."""
    found = draft_of_id(store, draft)
    book_drafts.choose_draft(store, found.id)
    return found


def throw_away(store: "Store", draft: int | None) -> Draft:
    """Forget a draft and return it, so that it can be brought back."""
    found = draft_of_id(store, draft)
    book_drafts.delete_draft(store, found.id)
    return found


def bring_back(store: "Store", draft: Draft) -> Draft:
    """Keep a draft again that was thrown away; where its name is taken meanwhile, under another one."""
    taken = any(draft.id == other.id for other in book_drafts.read_drafts(store))
    named = free_name(store, draft_label(draft.name)) if taken or is_taken(store, draft.name) else draft.name
    return book_drafts.write_draft(store, replace(draft, id=0 if taken else draft.id, name=named))


def merge_of(store: "Store", draft: int | None, choices: "Mapping[str, Side] | None" = None) -> Merge:
    """Return what comes of a draft brought up to the newest version; writes nothing."""
    found, newest = draft_of_id(store, draft), newest_version(store)
    base = base_of(store, found)
    if base is None:
        changes = differences(newest.book, found.book)
        return Merge(found.id, None, newest.number, found.book, (), changes, (), ())
    merged = merge_books(base.book, found.book, newest.book, choices)
    return Merge(
        found.id,
        base.number,
        newest.number,
        merged.book,
        differences(found.book, merged.book),
        differences(newest.book, merged.book),
        merged.conflicts,
        merged.open,
    )


def take_merge(store: "Store", draft: int | None, choices: "Mapping[str, Side] | None" = None) -> Merge:
    """Make a draft one of the newest version. Raises UserError where a conflict is open: nothing is taken silently."""
    merge = merge_of(store, draft, choices)
    if merge.open:
        raise unchosen(merge.open)
    newest, found = newest_version(store), draft_of_id(store, merge.draft)
    moved = replace(found, book=merge.book, base=newest.number, base_sha256=newest.sha256)
    book_drafts.write_draft(store, moved, current=False)
    return merge


def unchosen(conflicts: tuple[Conflict, ...]) -> UserError:
    """Return the error for conflicts nobody chose about."""
    named = "; ".join(f"{number}. {conflict.where}" for number, conflict in enumerate(conflicts, 1))
    return UserError(
        "book_conflicts",
        _("Both sides changed the same in different ways: %(names)s.") % {"names": named},
        _("Choose for each which of the two holds."),
    )


def _free_name(store: "Store", name: str, besides: int = 0) -> str:
    named = " ".join(name.split())
    if not named or len(named) > LONGEST_NAME:
        raise UserError(
            "draft_name",
            _("A draft needs a name of at most %(most)s letters.") % {"most": LONGEST_NAME},
            _("Name it after what it is for."),
        )
    if is_taken(store, named, besides):
        raise UserError(
            "draft_name_taken",
            _("There is a draft “%(name)s” already.") % {"name": named},
            _("Choose another name."),
        )
    return named

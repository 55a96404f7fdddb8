"""The definition book of a store: which version is in force, a draft, and how a draft is agreed on.

There may be several drafts (`operations.book_drafts`); without an id these functions mean the current one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from funneldesk.domain.book.book import Book, BookVersion, DraftVersion, Signature, version_in_force
from funneldesk.domain.book.book_checks import book_problems
from funneldesk.domain.book.book_diff import Difference, differences
from funneldesk.domain.book.book_json import book_sha256, canonical_json
from funneldesk.domain.book.pilot_checks import require_room
from funneldesk.domain.moment import NEVER, day_text, instant_text, moment_of
from funneldesk.domain.words import side_label
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.business_day import business_day
from funneldesk.operations.draft_names import draft_label, free_name, is_taken
from funneldesk.store import book_drafts, books
from funneldesk.store.audit import add_entry
from funneldesk.store.store import Store

__all__ = [
    "Difference",
    "DraftState",
    "adopt_draft",
    "agreed_version",
    "book_in_force",
    "book_versions",
    "currency_today",
    "differences",
    "discard_draft",
    "draft_of",
    "draft_state",
    "export_book",
    "export_draft",
    "newest_version",
    "save_draft",
]


#: Stands for "no draft" where an id of a draft is asked for: the newest version as it is.
NO_DRAFT = 0


@dataclass(frozen=True, slots=True)
class DraftState:
    """How far a draft is: its book, the version it was made from, whether it is saved, what it changes.

    `id`, `name`: of the saved draft ("": nobody named it). `newest`: the number of the newest version. Where the
    version the draft was made from is not among those of the store, `base_known` is false and `base` the newest.
    """

    book: Book
    base: BookVersion
    saved: bool
    changes: tuple[Difference, ...]
    id: int = NO_DRAFT
    name: str = ""
    newest: int = 0
    base_known: bool = True

    @property
    def is_outdated(self) -> bool:
        """Whether something was agreed on since the draft was begun: it has to be merged first."""
        return self.saved and not (self.base_known and self.base.number == self.newest)


def book_versions(store: Store) -> tuple[BookVersion, ...]:
    """Return every version of the book, oldest first; version 0 is the unsigned example."""
    state = store.state
    kept = store.memo.get("book_versions")
    if kept is None or kept[0] != state:
        kept = (state, books.read_versions(store))
        store.memo["book_versions"] = kept
    versions: tuple[BookVersion, ...] = kept[1]
    return versions


def book_in_force(store: Store, day: int) -> BookVersion:
    """Return the version in force on `day` (ordinal)."""
    return version_in_force(book_versions(store), day)


def currency_today(store: Store) -> str:
    """Return the currency of the book in force today, in which unmarked amounts of lists are."""
    return book_in_force(store, business_day(store)).book.currency


def newest_version(store: Store) -> BookVersion:
    """Return the version for everybody that was agreed on last: a new draft begins with it, not with a pilot.

    It need not be in force yet.
    """
    return next(v for v in reversed(book_versions(store)) if not v.is_pilot)


def draft_state(store: Store, draft: int | None = None) -> DraftState:
    """Return a draft (None: the current one) with what it changes; without one, the newest version unchanged."""
    newest = newest_version(store)
    wanted = book_drafts.current_draft(store) if draft is None else draft
    found = next((one for one in book_drafts.read_drafts(store) if one.id == wanted), None)
    if found is None:
        return DraftState(newest.book, newest, saved=False, changes=(), newest=newest.number)
    base = base_of(store, found)
    against = base or newest
    return DraftState(
        found.book,
        against,
        saved=True,
        changes=differences(against.book, found.book),
        id=found.id,
        name=found.name,
        newest=newest.number,
        base_known=base is not None,
    )


def base_of(store: Store, draft: book_drafts.Draft) -> BookVersion | None:
    """Return the version a draft was made from; None where the store does not hold it (any more)."""
    same = (v for v in book_versions(store) if (v.number, v.sha256) == (draft.base, draft.base_sha256))
    return next(same, None)


def draft_of(store: Store) -> Book:
    """Return the current draft, or the newest version's book to begin one from."""
    return draft_state(store).book


def save_draft(
    store: Store, book: Book, draft: int | None = None, *, begun_from: BookVersion | None = None
) -> int:
    """Keep `book` as a draft (None: the current one, begun if there is none) and return its id; it survives a crash.

    A book that is only half right may be kept. `begun_from`: the version whoever begins a draft had in hand, where
    another may have been agreed on meanwhile; default: the newest. Raises UserError where a number is no number at all.
    """
    try:
        canonical_json(book)
    except ValueError as error:
        faults = "; ".join(map(str, book_problems(book))) or str(error)
        raise UserError(
            "book_invalid",
            _("The draft cannot be saved. %(problems)s") % {"problems": faults},
            _("Correct the numbers, then save again."),
        ) from error
    wanted = book_drafts.current_draft(store) if draft is None else draft
    kept = next((one for one in book_drafts.read_drafts(store) if one.id == wanted), None)
    if kept is None:
        base = begun_from or newest_version(store)
        named = free_name(store, draft_label("")) if is_taken(store, "") else ""
        kept = book_drafts.Draft(wanted or NO_DRAFT, book, base.number, base.sha256, named)
    return book_drafts.write_draft(store, replace(kept, book=book)).id


def discard_draft(store: Store, draft: int | None = None) -> None:
    """Forget a draft (None: the current one); the versions stay as they are."""
    wanted = book_drafts.current_draft(store) if draft is None else draft
    book_drafts.delete_draft(store, wanted or NO_DRAFT)


def adopt_draft(
    store: Store,
    signatures: Iterable[Signature],
    from_day: int | None = None,
    note: str = "",
    *,
    draft: int | None = None,
    now: datetime | None = None,
) -> BookVersion:
    """Make a draft (None: the current one) a version, signed by every side the book names, and return it.

    A draft whose scope is a segment, or that is a shadow, becomes a pilot (`operations.pilots`). A version is in
    force from the latest of `from_day` (ordinal; None: as soon as possible), the day of its last signature, today,
    and the day the version before takes force; never from a day in the past. The example (version 0) may be
    adopted as it is; a signed version only if something changed. A draft of an older version has to be merged
    first: it would take back what was agreed on since. `now`: an aware datetime.
    """
    now = now or datetime.now(UTC)
    signed = tuple(dict.fromkeys(signatures))
    state = draft_state(store, draft)
    _require_newest(state)
    version = agreed_version(store, state.book, signed, from_day=from_day, note=note, now=now)
    with store.transaction() as connection:
        books.add_version(connection, version)
        book_drafts.forget_draft(connection, state.id)
        detail = {"version": version.number, "sha256": version.sha256, "from_day": day_text(version.from_day)}
        add_entry(connection, version.created_at, "begin_pilot" if version.is_pilot else "adopt_book", detail)
    return version


def agreed_version(
    store: Store, book: Book, signed: tuple[Signature, ...], *, from_day: int | None, note: str, now: datetime
) -> BookVersion:
    """Return the version a book would become now, signed and dated but not stored; UserError where it cannot."""
    versions, newest = book_versions(store), newest_version(store)
    _require_sound(book)
    _require_change(book, newest)
    _require_signatures(book, signed)
    start = _first_day(store, newest, signed, from_day, now)
    number = versions[-1].number + 1
    version = BookVersion(number, book, book_sha256(book), instant_text(now), start, signed, note.strip())
    if version.is_pilot:
        require_room(versions, version)
    return version


def export_book(store: Store, path: Path, as_of: int) -> None:
    """Write the version in force on `as_of` as a workbook, with the funnel as it stood that day."""
    from funneldesk.files.writing.book_workbook import write_book
    from funneldesk.operations.funnel import funnel_of

    version = book_in_force(store, as_of)
    write_book(path, version, book_versions(store), funnel_of(store, as_of), as_of, zone=store.zone)


def export_draft(store: Store, path: Path, as_of: int, book: Book | None = None) -> None:
    """Write the current draft (as `book` has it by now) as a workbook that says on its cover what it is."""
    from funneldesk.files.writing.book_workbook import write_book
    from funneldesk.operations.funnel import funnel_of

    state = draft_state(store)
    said = book or state.book
    draft = DraftVersion(state.base.number, said, book_sha256(said), instant_text(datetime.now(UTC)), NEVER)
    write_book(path, draft, book_versions(store), funnel_of(store, as_of), as_of, zone=store.zone)


def _require_newest(state: DraftState) -> None:
    if not state.base_known:
        raise UserError(
            "draft_base_unknown",
            _("The draft was made from a version that this data does not hold."),
            _("Look at all it changes in version %(number)s and accept that first: book draft merge.")
            % {"number": state.newest},
        )
    if state.is_outdated:
        raise UserError(
            "draft_outdated",
            _("The draft was made from version %(base)s; version %(newest)s has been agreed on since.")
            % {"base": state.base.number, "newest": state.newest},
            _(
                "Merge the two first: in the window on the page of the definition book, or with book draft merge."
            ),
        )


def _require_sound(book: Book) -> None:
    problems = book_problems(book)
    if problems:
        raise UserError(
            "book_invalid",
            _("The draft cannot be adopted: %(problems)s.") % {"problems": "; ".join(map(str, problems))},
            _("Correct these lines of the draft, then adopt it."),
        )


def _require_change(book: Book, newest: BookVersion) -> None:
    # A scope alone is no change: a pilot of what holds for everybody would try nothing.
    signed, tried = bool(newest.signatures), book.scope != newest.book.scope
    if (signed or tried) and replace(book, scope=newest.book.scope) == newest.book:
        raise UserError(
            "book_unchanged",
            _("The draft says the same as version %(number)s.") % {"number": newest.number},
            _("Change something first, or keep the version as it is."),
        )


def _require_signatures(book: Book, signed: tuple[Signature, ...]) -> None:
    given = {signature.side for signature in signed if signature.name.strip()}
    missing = [side for side in book.signatures_required if side not in given]
    if missing:
        sides = _(", ").join(side_label(side) for side in missing)
        raise UserError(
            "signature_missing",
            _("A signature is missing: %(sides)s.") % {"sides": sides},
            _("Enter the name of somebody who agrees for that side. One person may sign for both."),
        )


def _first_day(
    store: Store, newest: BookVersion, signed: tuple[Signature, ...], chosen: int | None, now: datetime
) -> int:
    today = moment_of(instant_text(now), store.zone).day
    earliest = max(today, newest.from_day, *(moment_of(s.signed_at, store.zone).day for s in signed))
    if chosen is None:
        return earliest
    if chosen < today:
        raise UserError(
            "book_in_the_past",
            _("A version cannot be in force from %(day)s: that day has passed.") % {"day": day_text(chosen)},
            _("Choose today or a later day. What was agreed before stays as it was."),
        )
    if chosen < newest.from_day:
        raise UserError(
            "book_before_agreed",
            _("Version %(number)s is agreed from %(day)s.")
            % {"number": newest.number, "day": day_text(newest.from_day)},
            _("Choose that day or a later one."),
        )
    return max(chosen, earliest)

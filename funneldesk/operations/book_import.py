"""A definition book that comes back from Excel: what it changes, what it cannot say, and taking it as a draft.

A workbook saved from an older version is merged with the newest: only what somebody edited in it is taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.book.book import Book
from funneldesk.domain.book.book_diff import Difference, differences
from funneldesk.domain.book.book_found import book_in_grids
from funneldesk.domain.book.book_merge import Conflict, Side, merge_books
from funneldesk.domain.book.book_tables import CellProblem
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.operations.book import book_versions, newest_version
from funneldesk.operations.book_drafts import (
    Draft,
    draft_label,
    drafts,
    free_name,
    new_draft,
    unchosen,
    use_draft,
)
from funneldesk.operations.tasks import NO_TASK, Task

if TYPE_CHECKING:
    from funneldesk.store.store import Store

__all__ = ["BookImport", "CellProblem", "look_into_book", "read_book", "take_book"]


@dataclass(frozen=True, slots=True)
class BookImport:
    """An edited workbook before anything is taken.

    `differences` are those from the newest version; `notes` say what else to know before taking it. `base`: the older
    version of this store that the workbook was saved from, None: the newest, or a book of another store. `conflicts`:
    what was changed in the workbook and agreed on differently since; of `open` ones nobody has said which holds.
    """

    name: str
    book: Book
    differences: tuple[Difference, ...]
    problems: tuple[CellProblem, ...]
    notes: tuple[str, ...] = ()
    base: Book | None = None
    edited: Book | None = None
    newest: Book | None = None
    conflicts: tuple[Conflict, ...] = ()
    open: tuple[Conflict, ...] = ()

    def chosen(self, choices: Mapping[str, Side]) -> "BookImport":
        """Return the same with choices by key of a conflict: "mine" is the newest version, "theirs" the workbook."""
        if self.base is None or self.edited is None or self.newest is None:
            return self
        merged = merge_books(self.base, self.newest, self.edited, choices)
        found = differences(self.newest, merged.book)
        return replace(
            self, book=merged.book, differences=found, conflicts=merged.conflicts, open=merged.open
        )


def read_book(path: Path, task: Task = NO_TASK) -> tuple[Book, tuple[CellProblem, ...]]:
    """Return the book that a workbook says, and what of it could not be understood; writes nothing.

    Cells with problems are as they were before somebody edited them. Raises UserError where the file is no workbook
    that FunnelDesk wrote.
    """
    from funneldesk.files.reading.book_workbook import read_grids

    _carried, book, problems = book_in_grids(path.name, read_grids(path, lambda: task.report(0)))
    return book, problems


def look_into_book(store: "Store", path: Path, task: Task = NO_TASK) -> BookImport:
    """Compare a workbook with the newest version of the book; writes nothing."""
    from funneldesk.files.reading.book_workbook import read_grids

    carried, book, problems = book_in_grids(path.name, read_grids(path, lambda: task.report(0)))
    newest = newest_version(store)
    looked = BookImport(path.name, book, differences(newest.book, book), problems)
    notes = []
    if carried.book != newest.book:
        older = [version for version in book_versions(store) if version.book == carried.book]
        if older:
            looked = replace(looked, base=carried.book, edited=book, newest=newest.book).chosen({})
            words = _(
                "The workbook was saved from version %(old)s; the newest is version %(new)s. Only what was edited in"
                " the workbook is taken; what was agreed on since stays."
            )
            notes.append(words % {"old": older[-1].number, "new": newest.number})
        elif all(entry.book != carried.book for entry in drafts(store)):
            notes.append(
                _(
                    "The workbook was saved from another book than those of this data. All differences are shown."
                )
            )
    if looked.differences or looked.open:
        notes += _beside(store, looked)
    return replace(looked, notes=tuple(notes))


def _beside(store: "Store", looked: BookImport) -> list[str]:
    there = [draft_label(entry.name) for entry in drafts(store) if entry.book != looked.book]
    if not there:
        return []
    words = _("Drafts there are already stay as they are: %(names)s. This becomes another one.")
    return [words % {"names": _(", ").join(there)}]


def take_book(store: "Store", looked: BookImport, name: str = "") -> Draft | None:
    """Make the book of a workbook a draft, the current one, and return it; None where it changes nothing.

    `name`: of the draft; "": the workbook's. A draft that says the same already is used again. Raises UserError where
    something of the workbook was not understood, or nobody said which side of a conflict holds.
    """
    if looked.problems:
        count = ngettext(
            "%(count)s cell of “%(name)s” cannot be understood.",
            "%(count)s cells of “%(name)s” cannot be understood.",
            len(looked.problems),
        )
        raise UserError(
            "book_misread",
            count % {"count": len(looked.problems), "name": looked.name},
            _("Nothing was taken. Correct these cells in Excel, save, and take the workbook in again."),
        )
    if looked.open:
        raise unchosen(looked.open)
    if not looked.differences:
        return None
    same = [entry.id for entry in drafts(store) if entry.book == looked.book and not entry.outdated]
    if same and not name:
        return use_draft(store, same[-1])
    return new_draft(store, name or free_name(store, Path(looked.name).stem), book=looked.book)

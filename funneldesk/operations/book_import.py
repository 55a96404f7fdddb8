"""A definition book that comes back from Excel: what it changes, what it cannot say, and taking it as the draft."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.book.book import Book
from funneldesk.domain.book.book_diff import Difference, differences
from funneldesk.domain.book.book_found import book_in_grids
from funneldesk.domain.book.book_tables import CellProblem
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.operations.book import book_versions, draft_state, save_draft
from funneldesk.operations.tasks import NO_TASK, Task

if TYPE_CHECKING:
    from funneldesk.store.store import Store

__all__ = ["BookImport", "CellProblem", "look_into_book", "read_book", "take_book"]


@dataclass(frozen=True, slots=True)
class BookImport:
    """An edited workbook before anything is taken.

    `differences` are those from the newest version; `notes` say what else to know before taking it.
    """

    name: str
    book: Book
    differences: tuple[Difference, ...]
    problems: tuple[CellProblem, ...]
    notes: tuple[str, ...] = ()


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
    newest = book_versions(store)[-1]
    notes = []
    if carried.sha256 != newest.sha256:
        known = {version.sha256: version.number for version in book_versions(store)}
        if carried.sha256 in known:
            words = _(
                "The workbook was saved from version %(old)s; the newest is version %(new)s. What changed since is"
                " taken back where it stands among the differences."
            )
            notes.append(words % {"old": known[carried.sha256], "new": newest.number})
        else:
            notes.append(
                _(
                    "The workbook was saved from another book than those of this data. All differences are shown."
                )
            )
    found = differences(newest.book, book)
    if found and draft_state(store).saved:
        notes.append(_("There is a draft already; taking this one replaces it."))
    return BookImport(path.name, book, found, problems, tuple(notes))


def take_book(store: "Store", looked: BookImport) -> None:
    """Make the book of a workbook the draft. Raises UserError where something of it was not understood."""
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
    if looked.differences:
        save_draft(store, looked.book)

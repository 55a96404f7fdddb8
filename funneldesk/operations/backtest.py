"""The backtest of the book in force, and of a draft beside it."""

from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.backtest.backtest import Backtest, backtests
from funneldesk.domain.backtest.known import as_known
from funneldesk.domain.backtest.measures import first_rows
from funneldesk.domain.backtest.panel import panels
from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.book.book_pilots import running_pilot
from funneldesk.domain.scoring.scoring import reaches
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.answered import answered
from funneldesk.operations.book import draft_state
from funneldesk.operations.book_drafts import draft_named
from funneldesk.operations.business_day import business_day
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.known_values import fields_of, first_known
from funneldesk.operations.tasks import NO_TASK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.domain.book.book import Book, BookVersion
    from funneldesk.domain.facts import Facts
    from funneldesk.operations.tasks import Task
    from funneldesk.store.store import Store

#: The names under which the command takes the draft of the store, and the pilot that runs.
STORED_DRAFT = "draft"
STORED_PILOT = "pilot"
#: Reads workbooks back as books.
_IMPORTER = "funneldesk.operations.book_import"


@dataclass(frozen=True, slots=True)
class BacktestView:
    """The backtest of the version in force, and of a draft where there is one."""

    version: "BookVersion"
    current: Backtest
    draft: Backtest | None


def backtest_of(
    store: "Store", as_of: int, draft: "Book | None" = None, task: "Task" = NO_TASK
) -> BacktestView:
    """Return the backtest as of a day. `Task` reports month-ends done and may stop the work between two.

    Where the draft is for a segment, or else a pilot runs, both books are judged in that segment alone as well.
    """
    return answered(store, task, _backtest, as_of, draft)


def _backtest(store: "Store", task: "Task", as_of: int, draft: "Book | None") -> BacktestView:
    versions = versions_of(store)
    version, pilot = version_in_force(versions, as_of), running_pilot(versions, as_of)
    books = [version.book] if draft is None else [version.book, draft]
    scope = next((b.scope for b in (draft, pilot and pilot.book) if b and b.scope.segment is not None), None)
    if scope is not None:
        books = [replace(book, scope=scope) for book in books]
    found = backtests(known_facts(store, books, task), books, as_of, task.report)
    return BacktestView(version, found[0], found[1] if draft is not None else None)


def backtest_members(store: "Store", as_of: int, *, above: bool) -> tuple[int, ...]:
    """Return the ids of the leads counted at or above, or below, the threshold in force, ascending."""
    return answered(store, NO_TASK, _members, as_of, above)


def _members(store: "Store", task: "Task", as_of: int, above: bool) -> tuple[int, ...]:
    book = version_in_force(versions_of(store), as_of).book
    (panel,) = panels(known_facts(store, [book], task), [book], as_of, task.report)
    stood = reaches(panel.milli, book.threshold.points, book.threshold.operator)
    chosen = panel.lead[first_rows(panel, stood if above else ~stood)]
    return tuple(facts_of(store).lead_ids[chosen].tolist())


def known_facts(store: "Store", books: "list[Book]", task: "Task") -> "Facts":
    """Return the facts in which the values these books look at hold from the day they were known."""
    with store.one_view():
        facts = facts_of(store)
        fields = set[str]().union(*(fields_of(book) for book in books))
        return as_known(facts, first_known(store, facts, fields, task))


def named_book(store: "Store", name: str, as_of: int | None = None) -> "Book":
    """Return the book that `--book` names: a workbook, "draft" (the current one), "draft:NAME", or "pilot".

    UserError where it is none of these.
    """
    if name == STORED_PILOT:
        pilot = running_pilot(versions_of(store), business_day(store) if as_of is None else as_of)
        if pilot is None:
            raise UserError("no_pilot", _("No pilot runs."), _("Name a draft or a workbook instead."))
        return pilot.book
    kind, colon, draft = name.partition(":")
    if kind == STORED_DRAFT and colon:
        return draft_named(store, draft).book
    if name == STORED_DRAFT:
        state = draft_state(store)
        if not state.saved:
            raise UserError(
                "no_draft",
                _("There is no draft of the definition book."),
                _("Change something in the window first, or name a workbook."),
            )
        return state.book
    return _book_of_file(Path(name))


def _book_of_file(path: Path) -> "Book":
    if find_spec(_IMPORTER) is None:
        raise UserError(
            "book_format",
            _("%(name)s: a workbook cannot be read as a book by this version of the program.")
            % {"name": path.name},
            _("Make the change as a draft in the window and name it: --book draft."),
        )
    found: tuple[Book, Sequence[object]] = import_module(_IMPORTER).read_book(path)
    book, problems = found
    if problems:
        raise UserError(
            "book_invalid",
            _("%(name)s: not everything was understood. %(problems)s")
            % {"name": path.name, "problems": "; ".join(map(str, problems))},
            _("Correct these cells, then run the backtest again."),
        )
    return book

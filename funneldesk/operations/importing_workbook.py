"""Importing every list of a workbook in one go: each sheet is a list, a batch, and can be taken back by itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from funneldesk.domain.fields import IMPORT_ORDER, Kind
from funneldesk.domain.lists.mapping import DateOrder, FieldGuess, ImportPlan, ListPreview
from funneldesk.errors import UserError
from funneldesk.files.reading.lists import OpenedList, open_list
from funneldesk.files.reading.sheets import FoundLists, PassedOver, find_lists
from funneldesk.i18n import _
from funneldesk.operations import importing
from funneldesk.operations.batches import remembered
from funneldesk.operations.book import currency_today
from funneldesk.operations.importing import ImportResult, inspect_file
from funneldesk.operations.suggestions import with_suggestions
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store.store import Store

__all__ = [
    "FoundLists",
    "PassedOver",
    "SheetResult",
    "WorkbookResult",
    "import_workbook",
    "inspect_lists",
    "plans_of",
]


@dataclass(frozen=True, slots=True)
class SheetResult:
    """What importing one sheet came to: a result, or the error that says why not.

    `fields`: what its columns became; `plan`: how it was read.
    """

    sheet: str | None
    plan: ImportPlan
    fields: tuple[FieldGuess, ...] = ()
    result: ImportResult | None = None
    error: UserError | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class WorkbookResult:
    """What importing a file came to, in the order of the imports, and the sheets that hold no list."""

    lists: tuple[SheetResult, ...]
    passed_over: tuple[PassedOver, ...] = ()


def inspect_lists(path: Path, *, store: Store | None = None, task: Task = NO_TASK) -> FoundLists:
    """Return every list of a file as `inspect_file` shows one, in the order in which they are to be imported."""
    with open_list(path, remembered=remembered(store), task=task) as first:
        return _in_order(first, store, task)


def _in_order(first: OpenedList, store: Store | None, task: Task) -> FoundLists:
    found = find_lists(first, remembered=remembered(store), task=task)
    lists = [with_suggestions(preview, store) for preview in found.lists]
    return replace(found, lists=tuple(sorted(lists, key=lambda preview: IMPORT_ORDER.index(preview.kind))))


def plans_of(
    store: Store, path: Path, *, dates: DateOrder | None = None, task: Task = NO_TASK
) -> tuple[ImportPlan, ...]:
    """Return how the lists of a file are imported without questions; `dates` decides what their columns cannot."""
    with open_list(path, remembered=remembered(store), task=task) as first:
        if len(first.preview.sheets) > 1:
            found = _in_order(first, store, task)
            return tuple(with_dates(preview, dates) for preview in found.lists if _is_sure(preview, found))
        return (_only_plan(first, dates),)


def _only_plan(opened: OpenedList, dates: DateOrder | None) -> ImportPlan:
    return with_dates(opened.preview_whole(), dates) if dates else opened.plan


def with_dates(preview: ListPreview, dates: DateOrder | None) -> ImportPlan:
    """Return the plan of a list, dates its columns leave open read in the order `dates`."""
    if dates is None:
        return preview.plan
    return replace(
        preview.plan, dates={**preview.plan.dates, **dict.fromkeys(preview.undecided_dates, dates)}
    )


def plan_of(
    store: Store,
    path: Path,
    *,
    plan: ImportPlan | None = None,
    sheet: str | None = None,
    kind: Kind | None = None,
    dates: DateOrder | None = None,
) -> ImportPlan:
    """Return how one list of a file is imported, given what somebody said of it."""
    preview = inspect_file(path, store=store, sheet=sheet, kind=kind, plan=plan)
    return with_dates(preview, dates)


def import_workbook(
    store: Store,
    path: Path,
    *,
    list_date: date | None = None,
    dates: DateOrder | None = None,
    dry_run: bool = False,
    finished: Callable[[SheetResult], None] = lambda _one: None,
    task: Task = NO_TASK,
) -> WorkbookResult:
    """Import every list of a file, each on its own: one that fails does not keep the others out.

    `finished` is told of each of several lists as soon as it is in.
    """
    with open_list(
        path, zone=store.zone, currency=currency_today(store), remembered=remembered(store), task=task
    ) as first:
        if len(first.preview.sheets) <= 1:
            first.plan = _only_plan(first, dates)
            result = importing.import_list(
                store, path, opened=first, list_date=list_date, dry_run=dry_run, task=task
            )
            return WorkbookResult(
                (SheetResult(first.preview.sheet, first.plan, first.preview.fields, result),)
            )
        found = _in_order(first, store, task)
        results: list[SheetResult] = []
        for preview in found.lists:
            if not _is_sure(preview, found):
                continue
            plan = with_dates(preview, dates)
            try:
                result = importing.import_list(
                    store, path, plan, list_date=list_date, dry_run=dry_run, task=task
                )
                results.append(SheetResult(preview.sheet, plan, preview.fields, result))
            except UserError as error:
                results.append(SheetResult(preview.sheet, plan, preview.fields, error=error))
            finished(results[-1])
    return WorkbookResult(tuple(results), (*_unclear(found), *found.passed_over))


def _unclear(found: FoundLists) -> Iterator[PassedOver]:
    reason = _(
        "It is not clear what it lists. Import it by itself, and say which sheet it is and what it lists."
    )
    return (
        PassedOver(preview.sheet or "", reason) for preview in found.lists if not _is_sure(preview, found)
    )


def _is_sure(preview: ListPreview, found: FoundLists) -> bool:
    """Whether a list can be imported unseen: the only one of a file always, one of several if its kind is clear."""
    return len(found.lists) == 1 or preview.kind_sure or preview.remembered

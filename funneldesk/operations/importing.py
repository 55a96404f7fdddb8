"""Importing lists: one list is one transaction, one batch, and can be taken back at any time (DESIGN 5 and 7)."""

import json
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.fields import Kind
from funneldesk.domain.leads.arriving import person_system
from funneldesk.domain.lists.corrections import ROW_FIELD, is_note_heading, note_headings
from funneldesk.domain.lists.mapping import ImportPlan, ListPreview, Problem, UnderstoodBlock
from funneldesk.i18n import _
from funneldesk.operations.batches import (
    day_of,
    now,
    problems_of,
    remembered,
    sha256_of,
    transaction_or_rehearsal,
)
from funneldesk.operations.book import currency_today
from funneldesk.operations.changes import note
from funneldesk.operations.counting import Counts, count_rows
from funneldesk.operations.identity import Watch
from funneldesk.operations.intake import Intake
from funneldesk.operations.people_by_name import ByName, count_by_name
from funneldesk.operations.settling import settle_appeared
from funneldesk.operations.suggestions import with_suggestions
from funneldesk.operations.tasks import NO_TASK, Task, no_collection
from funneldesk.operations.undoing import redo_import, undo_import
from funneldesk.store import records as stored
from funneldesk.store.leads import indexes_at_the_end
from funneldesk.store.records import BatchInfo, NewBatch
from funneldesk.store.replacing import replacements
from funneldesk.store.store import Store

if TYPE_CHECKING:
    from funneldesk.files.reading.lists import OpenedList

__all__ = [
    "BatchInfo",
    "ImportResult",
    "correction_words",
    "import_list",
    "imports",
    "inspect_file",
    "problems_of",
    "redo_import",
    "take_list",
    "undo_import",
]


def correction_words(result: "ImportResult") -> str:
    """Return what a list of corrected rows does with its original; "" of any other list."""
    if result.corrects is not None:
        return _(
            "Its rows take the place of the rows in the list they correct; everything else stays as it is."
        )
    if result.alone:
        return _("The list these rows were to correct is not here: they come in as a list of their own.")
    return ""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, or would do (`dry_run`). `batch` is None where nothing was written."""

    batch: int | None
    kind: Kind
    file: str
    created: int
    updated: int
    unchanged: int
    skipped: int
    rejected: int
    problems: tuple[Problem, ...] = ()
    dry_run: bool = False
    again: bool = False  # exactly this file is there already
    corrects: int | None = None  # the import whose rows these took the place of
    by_name: ByName | None = None  # people matched by nothing but their names
    alone: bool = False  # rows to correct whose list is not here: taken as a list of their own

    @property
    def rows(self) -> int:
        """Return how many rows the list has."""
        return self.created + self.updated + self.unchanged + self.skipped + self.rejected


def inspect_file(
    path: Path,
    *,
    store: Store | None = None,
    sheet: str | None = None,
    kind: Kind | None = None,
    header_row: int | None = None,
    plan: ImportPlan | None = None,
    task: Task = NO_TASK,
) -> ListPreview:
    """Return what is known of a list before importing it; how a list like it was corrected before counts."""
    from funneldesk.files.reading.lists import preview

    found = preview(
        path,
        sheet=sheet,
        kind=kind,
        header_row=header_row,
        plan=plan,
        remembered=remembered(store),
        task=task,
    )
    return with_suggestions(found, store)


def remember_plan(store: Store, fingerprint: str, plan: ImportPlan) -> None:
    """Remember how lists with these headings are understood: what a user corrected is asked only once."""
    plan = replace(plan, correction=None, ignored=tuple(h for h in plan.ignored if not is_note_heading(h)))
    text = json.dumps(plan.to_json(), ensure_ascii=False, sort_keys=True)
    with store.transaction() as connection:
        stored.remember_preset(connection, fingerprint, text, now())


def import_list(
    store: Store,
    path: Path,
    plan: ImportPlan | None = None,
    *,
    opened: "OpenedList | None" = None,
    list_date: date | None = None,
    dry_run: bool = False,
    task: Task = NO_TASK,
) -> ImportResult:
    """Import one list. `list_date`: when it was exported (default: the file's modification date).

    `opened`: the list where somebody has begun reading it; its plan counts. A dry run does everything and takes it
    all back. Raises UserError for a file that cannot be understood.
    """
    from funneldesk.files.reading.lists import open_list
    from funneldesk.operations.correcting import correct_list, original_batch

    content = sha256_of(path)
    with opened or open_list(
        path, plan, zone=store.zone, currency=currency_today(store), remembered=remembered(store), task=task
    ) as rows:
        plan = rows.plan
        day = list_date or _told_day(plan) or day_of(path, store.zone)
        plan_text = json.dumps(plan.to_json(), ensure_ascii=False, sort_keys=True)
        known = _same_import(store, content, plan_text, str(list_date) if list_date else None)
        if known:
            return nothing_new(store, known, path.name, dry_run=dry_run)
        new = NewBatch(
            kind=plan.kind,
            file_name=path.name,
            sha256=content,
            sheet=plan.sheet,
            system=rows.system or rows.fingerprint,
            fingerprint=rows.fingerprint,
            list_date=day.isoformat(),
            fields=tuple(rows.fields),
            plan=plan_text,
            imported_at=now(),
            folder=str(path.resolve().parent),
        )
        original = original_batch(store, plan.correction) if plan.correction else None
        if original is None:
            result = take_list(store, new, rows, dry_run=dry_run, task=task)
            return replace(result, alone=plan.correction is not None)
        rows.plan = replace(
            plan, columns={**plan.columns, ROW_FIELD: note_headings(rows.preview.headings)[0]}
        )
        return correct_list(store, new, rows, original, dry_run=dry_run, task=task)


def _told_day(plan: ImportPlan) -> date | None:
    """Return the day the list says it was exported: corrected rows are as old as their list."""
    return date.fromisoformat(plan.correction.list_date) if plan.correction else None


def take_list(
    store: Store,
    new: NewBatch,
    blocks: Iterable[UnderstoodBlock],
    *,
    dry_run: bool = False,
    task: Task = NO_TASK,
) -> ImportResult:
    """Take the understood rows of one list into the store, as one transaction."""
    with transaction_or_rehearsal(store) as take_back:
        connection = store.connection
        batch_id = stored.add_batch(connection, new)
        intake = Intake(
            connection,
            batch_id,
            new.kind,
            person_system(new.kind, new.system, new.fingerprint),
            store.zone,
            date.fromisoformat(new.list_date).toordinal(),
        )
        with no_collection(), indexes_at_the_end(connection) if intake.is_first else nullcontext():
            for block in blocks:
                intake.take(block)
                task.report(intake.stored)
        intake.store_keys()
        stored.set_range(connection, batch_id, intake.first_record, intake.next_record)
        counts = _settle(store, intake, task)
        _finish(store, new, intake, counts)
        # A list of which nothing could be taken leaves no empty import behind.
        in_vain = counts.created + counts.updated + counts.unchanged == 0
        result = ImportResult(
            None if dry_run or in_vain else batch_id,
            new.kind,
            new.file_name,
            counts.created,
            counts.updated,
            counts.unchanged,
            intake.skipped,
            intake.rejected,
            tuple(sorted(intake.problems, key=lambda problem: problem.row)),
            dry_run,
            by_name=count_by_name(store, intake),
        )
        if dry_run or in_vain:
            take_back()
    return result


def _settle(store: Store, intake: Intake, task: Task) -> Counts:
    watch = Watch(intake.batch_id) if intake.kind == "leads" else None
    affected = settle_appeared(
        store, intake.batch_id, appeared=intake.waiting, touched=intake.touched, task=task, watch=watch
    )
    if watch is None:
        return count_rows(store, intake.batch_id, intake.kind)
    alone = range(intake.first_fresh_lead, intake.end_fresh_leads)
    fresh = len(alone) - sum(1 for lead_id in affected if lead_id in alone)
    return Counts(fresh + watch.created, watch.updated, watch.unchanged)


def _finish(store: Store, new: NewBatch, intake: Intake, counts: Counts) -> None:
    connection = store.connection
    numbers = (counts.created, counts.updated, counts.unchanged, intake.skipped, intake.rejected)
    stored.set_counts(connection, intake.batch_id, numbers)
    problems = ((intake.batch_id, one.row, one.column, one.code, one.message) for one in intake.problems)
    stored.add_problems(connection, problems)
    detail = {"batch": intake.batch_id, "file": new.file_name, "kind": new.kind, "folder": new.folder}
    note(connection, "import", detail)


def _same_import(store: Store, content: str, plan: str, list_date: str | None) -> BatchInfo | None:
    """Return the visible batch of exactly this file, taken in exactly this way."""
    corrected = replacements(store.connection)
    same = stored.same_file(store.connection, content)
    for info in same:
        counts = not info.hidden or info.id in corrected
        if counts and info.plan == plan and list_date in (None, info.list_date):
            return info
    return None


def nothing_new(store: Store, known: BatchInfo, name: str, *, dry_run: bool) -> ImportResult:
    """Return what importing a list again that is there already comes to."""
    taken = known.created + known.updated + known.unchanged
    problems = problems_of(store, known.id)
    return ImportResult(
        known.id, known.kind, name, 0, 0, taken, known.skipped, known.rejected, problems, dry_run, again=True
    )


def imports(store: Store) -> tuple[BatchInfo, ...]:
    """Return every import, the newest first, those taken back too."""
    return tuple(reversed(stored.batches(store.connection)))

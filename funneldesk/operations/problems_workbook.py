"""The problem rows of a list as a workbook to correct and import again (`files.writing.problem_workbook`)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.leads.erased import BARS
from funneldesk.domain.lists.corrections import Correction, note_headings
from funneldesk.domain.lists.mapping import NOTHING_TO_CORRECT, ImportPlan, Problem
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.auditing import note_export
from funneldesk.operations.batches import batch_of, day_of, plan_of, problems_of, remembered, sha256_of
from funneldesk.operations.changes import log
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store import records as stored
from funneldesk.store.records import BatchInfo

if TYPE_CHECKING:
    from funneldesk.files.reading.lists import OpenedList
    from funneldesk.files.writing.problem_workbook import ProblemRow
    from funneldesk.store.store import Store

__all__ = ["ProblemsWritten", "original_of", "to_correct", "write_problems", "write_problems_of"]


@dataclass(frozen=True, slots=True)
class ProblemsWritten:
    """Where the workbook is, and how many rows and problems it holds."""

    path: Path
    rows: int
    problems: int


def to_correct(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems somebody can put right: not the rows of totals and the notes that were passed over."""
    return tuple(
        problem for problem in problems if problem.code not in NOTHING_TO_CORRECT and problem.message != BARS
    )


def write_problems(
    store: "Store", batch_id: int, out: Path, *, original: Path | None = None, task: Task = NO_TASK
) -> ProblemsWritten:
    """Write the problem rows of an import. `original`: its file, if it is no longer where it was.

    Raises UserError where there is nothing to correct, or the file is gone or not what was imported.
    """
    info = batch_of(store, batch_id)
    problems = problems_of(store, batch_id)
    _need(problems)
    path = original or original_of(store, info)
    if path is None or not path.is_file() or sha256_of(path) != info.sha256:
        raise _gone(info, path)
    plan = plan_of(info)
    day = date.fromisoformat(info.list_date)
    plan = replace(plan, system=plan.system or info.system)
    return _write(_Source(path, plan, day), problems, out, store, task)


def write_problems_of(
    path: Path,
    problems: Sequence[Problem],
    out: Path,
    *,
    plan: ImportPlan | None,
    list_date: date | None = None,
    store: "Store | None" = None,
    task: Task = NO_TASK,
) -> ProblemsWritten:
    """Write the problem rows that an import, or a dry run, of this file had just now."""
    _need(problems)
    zone = store.zone if store else None
    return _write(_Source(path, plan, list_date or day_of(path, zone)), problems, out, store, task)


def original_of(store: "Store", info: BatchInfo) -> Path | None:
    """Return where the file of an import was when it was imported; None where nobody noted it."""
    for entry in reversed(log(store)):
        if entry.operation == "import" and entry.detail.get("batch") == info.id:
            folder = entry.detail.get("folder")
            return Path(str(folder)) / info.file_name if folder else None
    return None


@dataclass(frozen=True, slots=True)
class _Source:
    """The list with the problems: its file, how it is understood, the day it was exported."""

    path: Path
    plan: ImportPlan | None
    day: date


def _write(
    source: _Source, problems: Sequence[Problem], out: Path, store: "Store | None", task: Task
) -> ProblemsWritten:
    from funneldesk.files.reading.lists import open_list
    from funneldesk.files.writing.problem_workbook import write_problem_workbook

    if out.suffix.lower() != ".xlsx":
        out = out.with_name(out.name + ".xlsx")
    if out.resolve() == source.path.resolve():
        raise UserError(
            "same_file",
            _("%(path)s is the list itself.") % {"path": source.path},
            _("Choose another name for the rows to correct: the list stays as it is."),
        )
    wanted = to_correct(problems)
    with open_list(source.path, source.plan, remembered=remembered(store), task=task) as opened:
        rows, headings = _rows(opened, wanted)
        carried = _carried(opened, source)
    write_problem_workbook(out, headings, rows, carried)
    if store is not None:
        note_export(store, "problems", len(rows))
    return ProblemsWritten(out, len(rows), len(wanted))


def _rows(opened: "OpenedList", problems: Sequence[Problem]) -> tuple[list["ProblemRow"], list[str]]:
    """Return the rows of the original with what is wrong, and its headings without our own of an earlier round."""
    from funneldesk.files.writing.problem_workbook import ProblemRow

    wrong: dict[int, dict[str, list[str]]] = {}
    for one in problems:
        sentences = wrong.setdefault(one.row, {}).setdefault(one.column, [])
        if one.message not in sentences:
            sentences.append(one.message)
    headings = list(opened.preview.headings)
    notes = set(note_headings(headings))
    kept = [place for place, heading in enumerate(headings) if heading not in notes]
    number_at = next((place for place, heading in enumerate(headings) if heading in notes), None)
    rows = []
    for number, cells in opened.cells(wrong):
        first = cells[number_at] if number_at is not None and number_at < len(cells) else number
        shown = [cells[place] if place < len(cells) else "" for place in kept]
        beyond = [cell for cell in cells[len(headings) :] if cell not in ("", None)] and cells[
            len(headings) :
        ]
        rows.append(ProblemRow(row_number(first) or number, [*shown, *beyond], wrong[number]))
    return rows, [headings[place] for place in kept]


def row_number(cell: object) -> int | None:
    """Return the number of the row in the original that a cell of our first column says; None if it says none."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return int(cell) if cell == int(cell) and cell > 0 else None
    text = str(cell or "").strip()
    return int(text) if text.isascii() and text.isdigit() and int(text) else None


def _carried(opened: "OpenedList", source: _Source) -> ImportPlan:
    """Return how the workbook is to be read: as its original was, with what only all rows together could tell."""
    dates, timed = opened.date_columns()
    plan = opened.plan
    correction = Correction(sha256_of(source.path), plan.sheet, source.day.isoformat(), timed)
    if plan.correction is not None:  # a second round: what the first list told still holds
        correction = replace(
            correction,
            list_date=plan.correction.list_date,
            timed=tuple(sorted({*timed, *plan.correction.timed})),
        )
    return replace(
        plan,
        sheet=None,
        header_row=None,
        system=opened.system or opened.fingerprint,
        dates=dates,
        ignored=tuple(heading for heading in plan.ignored if heading not in note_headings(plan.ignored)),
        correction=correction,
    )


def _need(problems: Sequence[Problem]) -> None:
    if not to_correct(problems):
        raise UserError(
            "nothing_to_correct",
            _("There is nothing to correct in this list."),
            _("Every row was taken as it stands, or passed over because it is no entry."),
        )


def _gone(info: BatchInfo, path: Path | None) -> UserError:
    if path is not None and path.is_file():
        return UserError(
            "original_changed",
            _("%(file)s was changed since it was imported.") % {"file": path},
            _("Correct that file and import it again, or choose the file as it was imported."),
        )
    return UserError(
        "original_gone",
        _("%(file)s is no longer where it was imported from.") % {"file": path or info.file_name},
        _("Put it back there, or choose it where it is now."),
    )


def known_batches(store: "Store", sha256: str, sheet: str | None) -> tuple[BatchInfo, ...]:
    """Return every import of a file with this content (and sheet), hidden or not, newest first."""
    found = stored.same_file(store.connection, sha256)
    return tuple(info for info in reversed(found) if sheet is None or info.sheet in (None, sheet))

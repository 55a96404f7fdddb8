"""Importing a corrected workbook: its rows take the place of the original's, as if that list had been right at once.

The batch of the correction holds the whole list, with the corrected rows in it; the batch it replaces is hidden. So
nothing is there twice, whatever the rows are known by, and taking the correction back brings the original back.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from funneldesk.domain.leads.arriving import person_system
from funneldesk.domain.leads.records import Record, whos
from funneldesk.domain.lists.corrections import ROW_FIELD
from funneldesk.domain.lists.mapping import SKIPPED_CODES, Problem, UnderstoodBlock
from funneldesk.operations.batches import batch_of, now, transaction_or_rehearsal
from funneldesk.operations.changes import note
from funneldesk.operations.intake import NEEDED, Intake
from funneldesk.operations.problems_workbook import known_batches, row_number
from funneldesk.operations.settling import settle_appeared, settle_vanished
from funneldesk.store import identity as identities
from funneldesk.store import records as stored
from funneldesk.store.replacing import replaced_by, set_replaces

if TYPE_CHECKING:
    from funneldesk.domain.lists.corrections import Correction
    from funneldesk.operations.importing import ImportResult
    from funneldesk.operations.tasks import Task
    from funneldesk.store.records import BatchInfo, NewBatch
    from funneldesk.store.store import Store

_AT_ONCE = 2_000


@dataclass(slots=True)
class _Given:
    """One row of the corrected workbook: its line there, the row it stands for (0: none), what it says."""

    line: int
    stands_for: int
    values: dict[str, str]


@dataclass(slots=True)
class _Corrections:
    """All rows of the workbook. `replacing`: those that can be taken, by the row of the original they stand for."""

    fields: tuple[str, ...] = ()
    rows: list[_Given] = field(default_factory=list)
    replacing: dict[int, _Given] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    skipped: int = 0


def original_batch(store: "Store", correction: "Correction") -> "BatchInfo | None":
    """Return the visible import that a correction is about: of that file, or what replaced it since."""
    for info in known_batches(store, correction.sha256, correction.sheet):
        current = replaced_by(store.connection, info.id) or info
        if not current.hidden:
            return current
    return None


def correct_list(
    store: "Store",
    new: "NewBatch",
    blocks: Iterable[UnderstoodBlock],
    original: "BatchInfo",
    *,
    dry_run: bool,
    task: "Task",
) -> "ImportResult":
    """Take corrected rows in as one transaction. The counts are those of the workbook's rows."""
    from funneldesk.operations.importing import ImportResult

    given = _given(blocks, new, task)
    fields = tuple(dict.fromkeys([*original.fields, *given.fields]))
    new = replace(
        new,
        fields=fields,
        system=original.system,
        fingerprint=original.fingerprint,
        list_date=original.list_date,
    )
    with transaction_or_rehearsal(store) as take_back:
        connection = store.connection
        batch_id = stored.add_batch(connection, new)
        day = date.fromisoformat(new.list_date).toordinal()
        system = person_system(new.kind, new.system, new.fingerprint)
        intake = Intake(connection, batch_id, new.kind, system, store.zone, day)
        before = _sort_out(store, original, given, intake)
        lines = _take(original, given, fields, intake, task)
        # Both say the same of all other rows: only where they differ has anything to be settled.
        gone, come = stored.different_people(connection, original, batch_of(store, batch_id))
        touched = intake.touched & come
        settle_appeared(store, batch_id, appeared=intake.waiting, touched=touched, task=task)
        stored.set_hidden(connection, original.id, now())
        set_replaces(connection, batch_id, original.id)
        settle_vanished(store, original.id, task=task, people=gone)
        refused = [replace(one, row=lines[one.row]) for one in intake.problems]
        problems = tuple(sorted([*given.problems, *refused], key=lambda one: one.row))
        counts = _counts(given, before, intake, lines, {one.row for one in refused})
        left_out = sum(one.code in SKIPPED_CODES for one in refused)
        numbers = (*counts, given.skipped + left_out, len(refused) - left_out)
        stored.set_counts(connection, batch_id, numbers)
        stored.add_problems(connection, ((batch_id, p.row, p.column, p.code, p.message) for p in problems))
        detail = {"batch": batch_id, "file": new.file_name, "kind": new.kind, "corrects": original.id}
        note(connection, "import", detail | {"folder": new.folder})
        in_vain = counts[0] + counts[1] == 0
        kept = None if dry_run or in_vain else batch_id
        result = ImportResult(kept, new.kind, new.file_name, *numbers, problems, dry_run)
        result = replace(result, corrects=original.id)
        if kept is None:
            take_back()
    return result


def _given(blocks: Iterable[UnderstoodBlock], new: "NewBatch", task: "Task") -> _Corrections:
    given = _Corrections()
    for block in blocks:
        given.fields = tuple(name for name in block.fields if name != ROW_FIELD)
        given.problems += [problem for problem in block.problems if problem.column != ROW_FIELD]
        given.skipped += len({one.row for one in block.problems if one.code in SKIPPED_CODES})
        numbers: Sequence[str | None] = [None] * len(block.rows)
        if ROW_FIELD in block.fields:
            numbers = block.columns[block.fields.index(ROW_FIELD)]
        for index, line in enumerate(block.rows):
            values = {
                name: value
                for name, column in zip(block.fields, block.columns, strict=True)
                if name != ROW_FIELD and (value := column[index]) is not None
            }
            # What stands beside an emptied row says nothing about it: it stays as it was.
            if values.keys() - _constants(new):
                given.rows.append(_Given(line, row_number(numbers[index]) or 0, values))
        task.report(len(given.rows))
    return given


def _constants(new: "NewBatch") -> set[str]:
    return set(json.loads(new.plan)["constants"])


def _sort_out(
    store: "Store", original: "BatchInfo", given: _Corrections, intake: Intake
) -> dict[int, dict[str, str]]:
    """Find which rows of the original are replaced; return what those said, by row."""
    wanted: dict[int, _Given] = {}
    for row in given.rows:
        if row.stands_for in wanted:
            row.stands_for = 0  # copied by hand: one more row
        elif row.stands_for:
            wanted[row.stands_for] = row
    before = {
        record.row: record.values
        for record in stored.records_of_batch(store.connection, original)
        if record.row in wanted
    }
    for number, row in wanted.items():
        # A column somebody removed says nothing: what the original had there stays.
        kept = {k: v for k, v in before.get(number, {}).items() if k not in given.fields}
        row.values = kept | row.values
        # Of somebody who was erased the row stays as the erasing left it.
        if number in before and _is_enough(intake, row) and not _is_erased(intake, row):
            given.replacing[number] = row
    return before


def _is_enough(intake: Intake, row: _Given) -> bool:
    """Whether a row can be taken; one that cannot leaves the original's row as it is."""
    needed = NEEDED.get(intake.kind)
    if needed:
        return any(row.values.get(name) for name in needed)
    names = tuple(row.values)
    columns = [[row.values[name]] for name in names]
    return intake.kind == "deals" or not whos(intake.kind, names, columns, 1, "")[0].is_nobody


def _is_erased(intake: Intake, row: _Given) -> bool:
    names = tuple(row.values)
    columns = [[row.values[name]] for name in names]
    return intake.is_about_erased(whos(intake.kind, names, columns, 1, intake.person_system)[0])


def _take(
    original: "BatchInfo", given: _Corrections, fields: tuple[str, ...], intake: Intake, task: "Task"
) -> dict[int, int]:
    """Take the whole list in; return the workbook's line of each of its rows by the number it got."""
    records = stored.records_of_batch(intake.connection, original)
    lines = {number: row.line for number, row in given.replacing.items()}
    used = {record.row for record in stored.records_of_batch(intake.connection, original)}
    replacing = {id(row) for row in given.replacing.values()}
    fresh: list[tuple[int, dict[str, str]]] = []
    free = max([*used, *(row.stands_for for row in given.rows)], default=0) + 1
    for row in given.rows:
        if id(row) in replacing:
            continue
        number = row.stands_for
        if not number or number in used:
            number, free = free, free + 1
        used.add(number)
        lines[number] = row.line
        fresh.append((number, row.values))
    for block in _blocks(_rows(records, given), fields):
        intake.take(block)
        task.report(intake.stored)
    for block in _blocks(iter(fresh), fields):
        intake.take(block)
    intake.store_keys()
    stored.set_range(intake.connection, intake.batch_id, intake.first_record, intake.next_record)
    return lines


def _rows(records: Iterator[Record], given: _Corrections) -> Iterator[tuple[int, dict[str, str]]]:
    for record in records:
        row = given.replacing.get(record.row)
        yield record.row, record.values if row is None else row.values


def _blocks(rows: Iterator[tuple[int, dict[str, str]]], fields: tuple[str, ...]) -> Iterator[UnderstoodBlock]:
    numbers: list[int] = []
    held: list[dict[str, str]] = []
    for number, values in rows:
        numbers.append(number)
        held.append(values)
        if len(held) == _AT_ONCE:
            yield _block(numbers, held, fields)
            numbers, held = [], []
    if held:
        yield _block(numbers, held, fields)


def _block(numbers: list[int], held: list[dict[str, str]], fields: tuple[str, ...]) -> UnderstoodBlock:
    return UnderstoodBlock(
        fields, tuple([values.get(name) for values in held] for name in fields), numbers, []
    )


def _counts(
    given: _Corrections,
    before: dict[int, dict[str, str]],
    intake: Intake,
    lines: dict[int, int],
    refused: set[int],
) -> tuple[int, int, int]:
    """Return how many of the workbook's rows are new, changed something, or changed nothing."""
    rows = {row.line: row for row in given.rows if row.line not in refused}
    changed = sum(row.values != before[number] for number, row in given.replacing.items())
    unchanged = len(given.replacing) - changed
    fresh = {number for number, line in lines.items() if line in rows and number not in given.replacing}
    if intake.kind != "leads":
        return len(fresh), changed, unchanged
    info = stored.batch_info(intake.connection, intake.batch_id)
    assert info is not None  # noqa: S101 - just written
    ids = {
        record.identity_id
        for record in stored.records_of_batch(intake.connection, info)
        if record.row in fresh and record.identity_id
    }
    # A lead this import met for the first time has an id of this import.
    leads = [one.lead_id for one in identities.identities(intake.connection, ids)]
    new_leads = len({lead for lead in leads if lead >= intake.first_fresh_lead})
    return new_leads, changed + len(fresh) - new_leads, unchanged

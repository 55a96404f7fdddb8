"""`import` on a file: every list in it. A file of one list says what it always said; several say so one by one."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from funneldesk.cli.importing_results import (
    COUNTS,
    any_taken,
    count_words,
    nothing_taken,
    result_data,
    result_text,
)
from funneldesk.cli.importing_undo import written_data, written_text
from funneldesk.cli.output import AT_FAULT, DONE, error_data, show, show_error
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, shortened, table
from funneldesk.domain.formats import colon, number
from funneldesk.domain.words import field_label, heading, list_label
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations import importing_workbook
from funneldesk.operations.people_by_name import by_name_words

if TYPE_CHECKING:
    from funneldesk.domain.lists.mapping import ImportPlan
    from funneldesk.operations.importing import ImportResult
    from funneldesk.operations.importing_workbook import PassedOver, SheetResult
    from funneldesk.operations.problems_workbook import ProblemsWritten
    from funneldesk.operations.stores import Store


def import_workbook(session: Session, path: Path, options: Mapping[str, Any]) -> int:
    """Import every list of a file and print what happened; exit code 1 if any was at fault."""
    dry_run = options["dry_run"]

    def finished(_one: "SheetResult") -> None:
        if not dry_run:
            session.when_stopped = _("Lists that were finished stay; funneldesk imports shows them.")

    with session.receiving(dry_run=dry_run) as receiving, TerminalTask(rows=True) as task:
        done = importing_workbook.import_workbook(
            receiving.store,
            path,
            list_date=options["list_date"],
            dates=options["dates"],
            dry_run=dry_run,
            finished=finished,
            task=task,
        )
        receiving.keep = any(one.result and any_taken(one.result) for one in done.lists)
        several = len(done.lists) > 1
        written = [
            _written(path, one, options, receiving.store, place if several else 0)
            for place, one in enumerate(done.lists, 1)
        ]
    faults = [_fault(path, one) for one in done.lists]
    if len(done.lists) == 1:
        one = _One(done.lists[0], faults[0], written[0], asked=bool(options["problems"]))
        return _show_one(session, path, one, done.passed_over, dry_run=dry_run)
    data = _data(done.lists, faults, done.passed_over)
    if options["problems"]:
        data["problems_files"] = [one and written_data(one) for one in written]
    said = [
        _text(path, done.lists, faults, done.passed_over, dry_run=dry_run),
        *map(written_text, filter(None, written)),
    ]
    show(session, data, lambda: "\n\n".join(said))
    return AT_FAULT if any(faults) else DONE


def _written(
    path: Path, one: "SheetResult", options: Mapping[str, Any], store: "Store", place: int
) -> "ProblemsWritten | None":
    """Write the rows of one list that are to be corrected; each of several lists into a workbook of its own."""
    if one.result is None or not options["problems"]:
        return None
    out: Path = options["problems"]
    if place:
        out = out.with_stem(f"{out.stem}_{place}")
    return write_problems(path, one.plan, one.result, {**options, "problems": out}, store)


def write_problems(
    path: Path, plan: "ImportPlan", result: "ImportResult", options: Mapping[str, Any], store: "Store"
) -> "ProblemsWritten | None":
    """Write the rows to correct where asked for; None where there are none."""
    from funneldesk.operations.problems_workbook import to_correct, write_problems_of

    if not options["problems"] or not to_correct(result.problems):
        return None
    day = options["list_date"]
    return write_problems_of(
        path, result.problems, options["problems"], plan=plan, list_date=day, store=store
    )


class _One(NamedTuple):
    """The only list of a file, what is wrong with it, and the rows of it that were written to be corrected."""

    sheet: "SheetResult"
    fault: UserError | None
    written: "ProblemsWritten | None"
    asked: bool


def _fault(path: Path, one: "SheetResult") -> UserError | None:
    if one.error or one.result is None:
        return one.error
    return None if any_taken(one.result) else nothing_taken(path, one.result)


def _show_one(
    session: Session,
    path: Path,
    only: _One,
    passed_over: "Sequence[PassedOver]",
    *,
    dry_run: bool,
) -> int:
    one, fault, written = only.sheet, only.fault, only.written
    if one.error or one.result is None:
        raise one.error or AssertionError(path)
    result = one.result
    data = result_data(result) | _columns_data(one) | _passed_over_data(passed_over)
    if only.asked:
        data["problems_file"] = written and written_data(written)
    if fault:
        data |= error_data(fault.code, fault.message, fault.next_step)
    said = [result_text(path, result, dry_run=dry_run or fault is not None), *_doubts(one)]
    said += [*_passed_over_text(passed_over), *([written_text(written)] if written else [])]
    show(session, data, lambda: "\n\n".join(said))
    if fault and not session.as_json:
        show_error(session, fault.code, fault.message, fault.next_step)
    return AT_FAULT if fault else DONE


def _data(
    lists: "Sequence[SheetResult]", faults: Sequence[UserError | None], passed_over: "Sequence[PassedOver]"
) -> dict[str, Any]:
    """Return the keys of one import over all lists (its batch and kind: those of the first), and each list's own."""
    results = [one.result for one in lists if one.result]
    each = [
        {"sheet": one.sheet}
        | (result_data(one.result) if one.result else {})
        | _columns_data(one)
        | (error_data(fault.code, fault.message, fault.next_step) if fault else {})
        for one, fault in zip(lists, faults, strict=True)
    ]
    first_fault = next(filter(None, faults), None)
    return {
        "batch": next((result.batch for result in results if result.batch is not None), None),
        "kind": results[0].kind if results else None,
        **{name: sum(getattr(result, name) for result in results) for name in ("rows", *COUNTS)},
        "problems": [
            {"sheet": one["sheet"], **problem} for one in each for problem in one.get("problems", [])
        ],
        "lists": each,
        **_passed_over_data(passed_over),
        **(error_data(first_fault.code, first_fault.message, first_fault.next_step) if first_fault else {}),
    }


def _columns_data(one: "SheetResult") -> dict[str, Any]:
    """Return what each column was taken for, and how sure that is."""
    return {
        "columns": [
            {"heading": guess.heading, "field": guess.field, "confidence": guess.confidence}
            for guess in one.fields
        ]
    }


def _doubts(one: "SheetResult") -> list[str]:
    """Return a sentence on the columns that were taken for something without being sure of it."""
    doubted = [guess for guess in one.fields if guess.confidence == "unsure" and guess.field]
    if not doubted or one.result is None:
        return []
    kind = one.result.kind
    shown = _(", ").join(f"{guess.heading} → {field_label(guess.field or '', kind)}" for guess in doubted)
    words = _("Taken with some doubt: %(columns)s. A mapping file (--map) can say otherwise.")
    return [words % {"columns": shown}]


def _passed_over_data(passed_over: "Sequence[PassedOver]") -> dict[str, Any]:
    if not passed_over:
        return {}
    return {"passed_over": [{"sheet": one.sheet, "reason": one.reason} for one in passed_over]}


def _passed_over_text(passed_over: "Sequence[PassedOver]") -> list[str]:
    words = _("Sheet “%(sheet)s” is not imported: %(reason)s")
    return [words % {"sheet": one.sheet, "reason": one.reason} for one in passed_over]


def _text(
    path: Path,
    lists: "Sequence[SheetResult]",
    faults: Sequence[UserError | None],
    passed_over: "Sequence[PassedOver]",
    *,
    dry_run: bool,
) -> str:
    rows = []
    for one in lists:
        result = one.result
        counts = [MISSING] * (len(COUNTS) + 1)
        if result:
            counts = [number(getattr(result, name)) for name in ("rows", *COUNTS)]
        batch = MISSING if result is None or result.batch is None else str(result.batch)
        rows.append(
            [shortened(one.sheet or "", 30), list_label(result.kind) if result else "", *counts, batch]
        )
    counted = (heading(count_words(name)) for name in COUNTS)
    headings = [_("Sheet"), _("Kind"), _("Rows"), *counted, _("ID")]
    lines = [path.name, table(headings, rows, right="  rrrrrrr")]
    for one, fault in zip(lists, faults, strict=True):
        if fault:
            lines.append(f"{one.sheet}{colon()}{fault.message}\n→ {fault.next_step}")
        named = by_name_words(one.result.by_name) if one.result else ""
        lines += [f"{one.sheet}{colon()}{said}" for said in filter(None, (*_doubts(one), named))]
    lines += _passed_over_text(passed_over)
    taken = [one.result for one in lists if one.result and one.result.problems]
    if taken:
        words = _("%(count)s problems; funneldesk import --json names each with its row.")
        lines.append(words % {"count": number(sum(len(result.problems) for result in taken))})
    if dry_run:
        tried = _("Each list was tried by itself: people on several of them count as new on each.")
        lines.append(f"{_('Nothing was written.')} {tried}")
    else:
        lines.append(_("Each can be taken back by itself: funneldesk undo-import ID"))
    return "\n\n".join(lines)

"""The commands around lists: import and imports; `importing_undo` has those that take one back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli import importing_undo
from funneldesk.cli.importing_folder import import_folder
from funneldesk.cli.importing_results import (
    COUNTS,
    any_taken,
    count_words,
    nothing_taken,
    result_data,
    result_text,
)
from funneldesk.cli.importing_undo import written_data, written_text
from funneldesk.cli.importing_workbook import import_workbook, write_problems
from funneldesk.cli.options import DAY, FILE, Command
from funneldesk.cli.output import AT_FAULT, DONE, error_data, show, show_error
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, shortened, table
from funneldesk.domain.fields import KINDS
from funneldesk.domain.formats import number
from funneldesk.domain.lists.mapping import DATE_ORDERS
from funneldesk.domain.words import heading, list_label
from funneldesk.errors import UserError
from funneldesk.files.reading.mapping_file import load_mapping
from funneldesk.i18n import _
from funneldesk.operations import importing, importing_workbook

if TYPE_CHECKING:
    from funneldesk.domain.lists.mapping import ImportPlan
    from funneldesk.operations.import_history import History
    from funneldesk.operations.importing import BatchInfo, ImportResult
    from funneldesk.operations.problems_workbook import ProblemsWritten
    from funneldesk.operations.stores import Store


def commands() -> list[click.Command]:
    """Return the commands, their help in the language in use."""

    @click.command("import", cls=Command, help=_("Import a list, or every list of a folder."))
    @click.argument("path", type=FILE, metavar="FILE|FOLDER")
    @click.option("--kind", type=click.Choice(KINDS), help=_("What the list holds (default: found out)."))
    @click.option("--sheet", metavar="NAME", help=_("The sheet to read (default: every one with a list)."))
    @click.option("--map", "mapping", type=FILE, metavar="MAP.toml", help=_("A mapping file."))
    @click.option(
        "--dates",
        type=click.Choice(DATE_ORDERS),
        help=_("How dates like 01/02/2026 are read where their column cannot tell: day or month first."),
    )
    @click.option("--list-date", type=DAY, metavar="DATE", help=_("The day the list was exported."))
    @click.option("--dry-run", is_flag=True, help=_("Say what would happen and write nothing."))
    @click.option(
        "--problems",
        type=FILE,
        metavar="OUT.xlsx",
        help=_("Write the rows that have problems there, to correct."),
    )
    @click.pass_obj
    def import_(session: Session, /, path: Path, **options: Any) -> int:
        if not path.exists():
            raise UserError(
                "no_file",
                _("%(path)s does not exist.") % {"path": path},
                _("Check the name; a name with spaces needs quotation marks."),
            )
        if options["list_date"] is not None:
            options["list_date"] = date.fromordinal(options["list_date"])
        if path.is_dir():
            return import_folder(session, path, options)
        if not any(options[name] for name in ("kind", "sheet", "mapping")):
            return import_workbook(session, path, options)
        return _import(session, path, options)

    @click.command("imports", cls=Command, help=_("List what was imported, the newest first."))
    @click.pass_obj
    def imports(session: Session) -> None:
        from funneldesk.operations.import_history import history_of

        with session.reader() as store:
            history = history_of(store)
        data = [
            batch_data(batch)
            | {
                "replaced_by": history.replaced_by[batch.id].id if batch.id in history.replaced_by else None,
                "rows_to_correct": history.to_correct.get(batch.id, 0),
            }
            for batch in history.batches
        ]
        show(session, {"imports": data}, lambda: _imports_text(history))

    return [import_, imports, *importing_undo.commands(batch_data)]


def _import(session: Session, path: Path, options: Mapping[str, Any]) -> int:
    """Import a list somebody described and print the result; fails where no row was taken and none is there."""
    with session.receiving(dry_run=options["dry_run"]) as receiving, TerminalTask(rows=True) as task:
        plan = _plan(path, options, receiving.store)
        result = importing.import_list(
            receiving.store,
            path,
            plan,
            list_date=options["list_date"],
            dry_run=options["dry_run"],
            task=task,
        )
        receiving.keep = any_taken(result)
        written = write_problems(path, plan, result, options, receiving.store)
    data = result_data(result) | (
        {"problems_file": written and written_data(written)} if options["problems"] else {}
    )
    if receiving.keep:
        show(session, data, lambda: _text(path, result, written, dry_run=options["dry_run"]))
        return DONE
    fault = nothing_taken(path, result)
    data |= error_data(fault.code, fault.message, fault.next_step)
    show(session, data, lambda: _text(path, result, written, dry_run=True))
    if not session.as_json:
        show_error(session, fault.code, fault.message, fault.next_step)
    return AT_FAULT


def _text(path: Path, result: "ImportResult", written: "ProblemsWritten | None", *, dry_run: bool) -> str:
    said = result_text(path, result, dry_run=dry_run)
    return f"{said}\n{written_text(written)}" if written else said


def _plan(path: Path, options: Mapping[str, Any], store: "Store") -> "ImportPlan":
    """Return what the options say about the list; detection adds the rest."""
    plan = None
    if options["mapping"]:
        changes = {name: options[name] for name in ("kind", "sheet") if options[name]}
        plan = replace(load_mapping(options["mapping"]), **changes)
        if not options["dates"]:
            return plan
    return importing_workbook.plan_of(
        store, path, plan=plan, sheet=options["sheet"], kind=options["kind"], dates=options["dates"]
    )


def batch_data(batch: "BatchInfo") -> dict[str, Any]:
    """Return one import of the history as JSON has it."""
    return {
        "batch": batch.id,
        "file": batch.file_name,
        "kind": batch.kind,
        "list_date": batch.list_date,
        "imported_at": batch.imported_at,
        "rows": batch.rows,
        **{name: getattr(batch, name) for name in COUNTS},
        "undone": batch.hidden,
    }


def _imports_text(history: "History") -> str:
    if not history.batches:
        return _("Nothing was imported yet.")
    rows = [
        [
            str(b.id), _local_time(b.imported_at), shortened(b.file_name, 40), list_label(b.kind),
            b.list_date or MISSING, number(b.rows), *(number(getattr(b, name)) for name in COUNTS),
            number(history.to_correct.get(b.id, 0)), _state(history, b),
        ]
        for b in history.batches
    ]  # fmt: skip
    headings = [_("ID"), _("Imported"), _("List"), _("Kind"), _("Date of the list"), _("Rows")]
    counts = [*(heading(count_words(name)) for name in COUNTS), _("Rows to correct"), ""]
    return table([*headings, *counts], rows, right="r    rrrrrrr")


def _state(history: "History", batch: "BatchInfo") -> str:
    current = history.replaced_by.get(batch.id)
    if current is not None:
        return _("corrected by import %(batch)s") % {"batch": current.id}
    return _("taken back") if batch.hidden else ""


def _local_time(instant: str) -> str:
    """Return a stored instant as the clock on the wall showed it."""
    return f"{datetime.fromisoformat(instant).astimezone():%Y-%m-%d %H:%M}"

"""The commands of the work list for sales: out as Excel, back as decisions, candidates as .csv for the SFA."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import DAY, FILE, Command, Group
from funneldesk.cli.output import AT_FAULT, DONE, error_data, show, show_error
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.cli.tables import shortened, table
from funneldesk.domain.formats import sentences
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.worklist_words import line_words, status_words, summary

if TYPE_CHECKING:
    from funneldesk.operations.worklist_import import WorkLine, WorkListImport

#: Rows of a kind that text output shows; JSON has them all.
_SHOWN = 60
_WIDTHS = (18, 22)
_ALL = "all"


def commands() -> list[click.Command]:
    """Return the commands, their help in the language in use."""

    @click.group("worklist", cls=Group, help=_("The list that sales fills in: out, and back as decisions."))
    def worklist() -> None:
        pass

    @worklist.command("export", cls=Command, help=_("Write what sales owes as an Excel workbook to fill in."))
    @click.argument("path", type=FILE, metavar="FILE.xlsx")
    @click.option("--owner", metavar="NAME", help=_("Only what this person owes."))
    @click.pass_obj
    def export(session: Session, path: Path, owner: str | None) -> None:
        from funneldesk.operations.worklist import write_worklist, written_words

        path = _with_suffix(path, ".xlsx")
        with session.reader() as store, TerminalTask() as task:
            written = write_worklist(store, path, session.day_in(store), owner, task)
        data = {"file": str(path), "rows": written.rows, "owners": list(written.owners)}
        show(session, data, lambda: written_words(written))

    @worklist.command("import", cls=Command, help=_("Record what sales filled in."))
    @click.argument("path", type=FILE, metavar="FILE.xlsx")
    @click.option("--dry-run", is_flag=True, help=_("Say what would happen and write nothing."))
    @click.option("--day", type=DAY, metavar="DATE", help=_("The day that counts for rows without a date."))
    @click.option(
        "--take",
        "taken",
        multiple=True,
        metavar="SHEET:ROW",
        help=_(
            "Where somebody decided otherwise meanwhile, take the word of this row; “all”: of all. "
            "May be given several times."
        ),
    )
    @click.pass_obj
    def import_(session: Session, path: Path, dry_run: bool, day: int | None, taken: Sequence[str]) -> int:
        return _import(session, path, day or 0, taken, dry_run=dry_run)

    worklist.add_command(_csv())
    for name, back in (("undo", True), ("redo", False)):
        worklist.add_command(_stepping(name, back=back))
    return [worklist]


def _csv() -> click.Command:
    @click.command("csv", cls=Command, help=_("Write the SAL candidates in the columns of the SFA."))
    @click.argument("path", type=FILE, metavar="FILE.csv")
    @click.option("--owner", metavar="NAME", help=_("Only the candidates of this person."))
    @click.option(
        "--encoding",
        type=click.Choice(("utf-8", "cp932")),
        default="utf-8",
        help=_("UTF-8 with a mark (default), or cp932 (Shift_JIS) for tools that want it."),
    )
    @click.pass_obj
    def candidates(session: Session, path: Path, owner: str | None, encoding: Any) -> None:
        from funneldesk.operations.worklist_csv import candidates_words, write_candidates

        path = _with_suffix(path, ".csv")
        with session.reader() as store, TerminalTask() as task:
            written = write_candidates(
                store, path, session.day_in(store), owner=owner, encoding=encoding, task=task
            )
        data = {
            "file": str(path), "rows": written.rows, "headings": list(written.headings),
            "headings_of": written.list_name or None,
        }  # fmt: skip
        show(session, data, lambda: candidates_words(written))

    return candidates


def _stepping(name: str, *, back: bool) -> click.Command:
    words = _("Take back everything one file recorded.") if back else _("Let it count again.")

    @click.command(name, cls=Command, help=words)
    @click.argument("number", type=int, metavar="ID")
    @click.pass_obj
    def step(session: Session, number: int) -> None:
        from funneldesk.operations.by_hand import redo_act, undo_act

        with session.writer() as store:
            (undo_act if back else redo_act)(store, number)
        said = _("Taken back.") if back else _("It counts again.")
        show(session, {"step": number, "undone": back}, lambda: said)

    return step


def _with_suffix(path: Path, suffix: str) -> Path:
    if path.suffix.lower() == suffix:
        return path
    raise UserError(
        "wrong_suffix",
        _("{file} does not end in {suffix}.").format(file=path.name, suffix=suffix),
        _("Name the file so: {name}").format(name=f"{path.stem}{suffix}"),
    )


def _import(session: Session, path: Path, day: int, taken: Sequence[str], *, dry_run: bool) -> int:
    from funneldesk.operations.worklist_import import import_worklist, look_into_worklist

    if not path.exists():
        raise UserError(
            "no_file",
            _("%(path)s does not exist.") % {"path": path},
            _("Check the name; a name with spaces needs quotation marks."),
        )
    number = 0
    with session.reader() if dry_run else session.writer() as store, TerminalTask() as task:
        as_of = session.day_in(store)
        looked = look_into_worklist(store, path, as_of, day=day, task=task)
        choices = _choices(looked, taken)
        if not dry_run:
            looked, number = import_worklist(store, path, as_of, day=day, choices=choices, task=task)
        looked = looked.chosen(choices)
    data = import_data(looked, number, dry_run=dry_run)
    if looked.of("new") or looked.of("known") or not looked.lines:
        show(session, data, lambda: _text(looked, number))
        return DONE
    fault = UserError("nothing_taken", *summary(looked, number))
    show(
        session, data | error_data(fault.code, fault.message, fault.next_step), lambda: _text(looked, number)
    )
    if not session.as_json:
        show_error(session, fault.code, fault.message, fault.next_step)
    return AT_FAULT


def _choices(looked: "WorkListImport", taken: Sequence[str]) -> set[str]:
    there = {line.key for line in looked.of("conflict")}
    if _ALL in taken:
        return there
    for key in taken:
        if key not in there:
            words = _("--take {key}: nobody decided otherwise about this row.").format(key=key)
            raise click.UsageError(words)
    return set(taken)


def import_data(looked: "WorkListImport", number: int, *, dry_run: bool) -> dict[str, Any]:
    """Return what an import came to as JSON has it; `step`: the number by which it is taken back."""
    return {
        "file": looked.name,
        "dry_run": dry_run,
        "step": number or None,
        "recorded": len(looked.of("new")),
        "known": len(looked.of("known")),
        "empty": looked.empty,
        "conflicts": [_line_data(line) for line in looked.of("conflict")],
        "problems": [_line_data(line) for line in looked.of("problem")],
        "rows": [_line_data(line) for line in looked.lines],
        "notes": list(looked.notes),
    }


def _line_data(line: "WorkLine") -> dict[str, Any]:
    data = {
        "sheet": line.sheet, "row": line.row, "person": line.person, "company": line.company,
        "lead": line.lead or None, "status": line.status, "said": line.said,
    }  # fmt: skip
    if line.here:
        data["here"] = line.here
    if line.problem is not None:
        data |= {
            "code": line.problem.code,
            "message": line.problem.message,
            "next": line.problem.next_step,
        }
    return data


def _text(looked: "WorkListImport", number: int) -> str:
    parts = [sentences(*summary(looked, number)), *looked.notes]
    for status in ("new", "conflict", "problem"):
        lines = looked.of(status)
        if lines:
            parts.append(_table(status_words(status), lines))
    return "\n".join(parts)


def _table(title: str, lines: "Sequence[WorkLine]") -> str:
    rows = [
        [line.key, shortened(line.person, _WIDTHS[0]), shortened(line.company, _WIDTHS[1]), line_words(line)]
        for line in lines[:_SHOWN]
    ]
    more = len(lines) - _SHOWN
    tail = "\n" + _("%(count)s more: --json has them all.") % {"count": more} if more > 0 else ""
    return f"{title}\n{table([_('Row'), _('Name'), _('Company'), _('What it says')], rows)}{tail}"

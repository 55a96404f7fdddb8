"""The commands that take an import back, bring it in again, and write its problem rows for correcting."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import FILE, Command
from funneldesk.cli.output import show
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.i18n import _, ngettext
from funneldesk.operations import importing

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.operations.problems_workbook import ProblemsWritten
    from funneldesk.operations.undo_effects import Named, UndoEffects
    from funneldesk.store.records import BatchInfo

#: Text output names this many values that go back; JSON has them all.
_VALUES_SHOWN = 20


def commands(batch_data: "Callable[[BatchInfo], dict[str, Any]]") -> list[click.Command]:
    """Return the commands; `batch_data` says how JSON has one import."""

    @click.command("undo-import", cls=Command, help=_("Take an import back, as if it had never been made."))
    @click.argument("batch", type=int, metavar="ID")
    @click.option("--dry-run", is_flag=True, help=_("Say what would change and what stands on it."))
    @click.pass_obj
    def undo(session: Session, /, batch: int, *, dry_run: bool) -> None:
        if dry_run:
            _show_effects(session, batch, batch_data)
            return
        with session.writer() as store, TerminalTask() as task:
            info = importing.undo_import(store, batch, task)
        words = _(
            "Import %(batch)s (%(file)s) is taken back. To bring it back: funneldesk redo-import %(batch)s"
        )
        show(session, batch_data(info), lambda: words % {"batch": batch, "file": info.file_name})

    @click.command("redo-import", cls=Command, help=_("Bring back an import that was taken back."))
    @click.argument("batch", type=int, metavar="ID")
    @click.pass_obj
    def redo(session: Session, batch: int) -> None:
        with session.writer() as store, TerminalTask() as task:
            info = importing.redo_import(store, batch, task)
        words = _("Import %(batch)s (%(file)s) counts again.")
        show(session, batch_data(info), lambda: words % {"batch": batch, "file": info.file_name})

    @click.command(
        "problems",
        cls=Command,
        help=_("Write the rows of an import that have problems as a workbook, to correct and import again."),
    )
    @click.argument("batch", type=int, metavar="ID")
    @click.argument("out", type=FILE, metavar="OUT.xlsx")
    @click.option("--file", "original", type=FILE, metavar="FILE", help=_("Where the imported file is now."))
    @click.pass_obj
    def problems(session: Session, batch: int, out: Path, original: Path | None) -> None:
        from funneldesk.operations.problems_workbook import write_problems

        with session.reader() as store, TerminalTask() as task:
            written = write_problems(store, batch, out, original=original, task=task)
        show(session, written_data(written), lambda: written_text(written))

    return [undo, redo, problems]


def written_data(written: "ProblemsWritten") -> dict[str, Any]:
    """Return where the rows to correct are, as JSON has it."""
    return {"file": str(written.path), "rows": written.rows, "problems": written.problems}


def written_text(written: "ProblemsWritten") -> str:
    """Return where the rows to correct are, and what to do with them."""
    words = ngettext(
        "%(rows)s row to correct: %(path)s. Correct the coloured cells and import that file.",
        "%(rows)s rows to correct: %(path)s. Correct the coloured cells and import that file.",
        written.rows,
    )
    return words % {"rows": written.rows, "path": written.path}


def _show_effects(session: Session, batch: int, batch_data: "Callable[[BatchInfo], dict[str, Any]]") -> None:
    from funneldesk.operations.undo_effects import effects_of_undo

    with session.writer() as store, TerminalTask() as task:
        effects = effects_of_undo(store, batch, task)
    show(session, _effects_data(effects, batch_data), lambda: _effects_text(effects))


def _effects_data(
    effects: "UndoEffects", batch_data: "Callable[[BatchInfo], dict[str, Any]]"
) -> dict[str, Any]:
    return {
        **batch_data(effects.batch),
        "dry_run": True,
        "rows_gone": effects.rows,
        "leads_gone": [_lead_data(lead) for lead in effects.gone],
        "leads_parted": effects.parted,
        "values_back": [
            {"lead": v.lead.id, "name": v.lead.name, "field": v.field,
             "before": v.before or None, "after": v.after or None}
            for v in effects.back
        ],
        "later_imports": [
            {"batch": one.batch.id, "file": one.batch.file_name, "kind": one.batch.kind,
             "rows": one.rows, "leads": one.leads}
            for one in effects.later
        ],
        "handovers_decided": {"accepted": effects.accepted, "rejected": effects.rejected},
        "decisions_by_hand": effects.by_hand,
        "entries_by_hand": effects.acts,
        "edits_by_hand": effects.edits,
        "restored": effects.restored.id if effects.restored else None,
    }  # fmt: skip


def _lead_data(lead: "Named") -> dict[str, Any]:
    return {"lead": lead.id, "name": lead.name, "company": lead.company, "email": lead.email}


def _effects_text(effects: "UndoEffects") -> str:
    from funneldesk.operations.undo_sentences import summary, value_words

    lines = [f"{effects.batch.file_name}:", *summary(effects)]
    lines += (
        ["", *("  " + value_words(value) for value in effects.back[:_VALUES_SHOWN])] if effects.back else []
    )
    more = len(effects.back) - _VALUES_SHOWN
    if more > 0:
        lines.append("  " + _("… and %(count)s more (all with --json).") % {"count": more})
    lines += ["", _("Nothing was written.")]
    return "\n".join(lines)

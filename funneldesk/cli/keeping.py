"""The commands that look after the data: backup, restore, check."""

import sys
from pathlib import Path

import click

from funneldesk.cli.options import FILE, Command
from funneldesk.cli.output import AT_FAULT, DONE, show
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.domain.formats import colon
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.operations import checking


def commands() -> list[click.Command]:
    """Return the commands, their help in the language in use."""

    @click.command("backup", cls=Command, help=_("Write a dated copy of the data beside it."))
    @click.pass_obj
    def backup(session: Session) -> None:
        from funneldesk.operations import backup as backups

        with session.reader() as store:
            path = backups.backup(store)
        show(session, {"file": str(path)}, lambda: _("Saved: %(path)s") % {"path": path})

    @click.command("restore", cls=Command, help=_("Bring a backup back; the present data is kept beside it."))
    @click.argument("backup_file", type=FILE, metavar="FILE")
    @click.pass_obj
    def restore(session: Session, backup_file: Path) -> None:
        from funneldesk.operations import backup as backups

        if not backup_file.is_file():
            raise UserError(
                "no_file",
                _("%(path)s does not exist.") % {"path": backup_file},
                _("Backups lie in the folder “FunnelDesk backups” beside the data."),
            )
        path = session.store_path
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = backups.restore(backup_file, path)
        data = {"store": str(path), "from": str(backup_file), "kept": str(kept) if kept else None}
        words = _("%(path)s is as it was in %(backup)s.") % {"path": path, "backup": backup_file}
        if kept:
            words += "\n" + _("What was there before is kept as %(kept)s.") % {"kept": kept}
        show(session, data, lambda: words)

    @click.command(
        "check", cls=Command, help=_("Compute everything again and compare; silent if all agrees.")
    )
    @click.pass_obj
    def check(session: Session) -> int:
        with session.reader() as store, TerminalTask() as task:
            found = checking.check(store, task)
        data = {"differences": [{"where": one.where, "what": one.what} for one in found]}
        show(session, data, lambda: _check_text(found))
        return AT_FAULT if found else DONE

    return [backup, restore, check]


def _check_text(found: tuple[checking.Finding, ...]) -> str:
    if not found:
        # A scheduled job stays silent, so that any output means trouble.
        return _("Everything agrees.") if sys.stdout.isatty() else ""
    count = ngettext("%(count)s difference:", "%(count)s differences:", len(found)) % {"count": len(found)}
    return "\n".join([count, *(f"{one.where}{colon()}{one.what}" for one in found)])

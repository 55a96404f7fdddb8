"""The command `demo`: the sample company, imported and computed, then the window."""

from pathlib import Path

import click

from funneldesk.cli.display import has_display
from funneldesk.cli.options import FILE, Command
from funneldesk.cli.output import DONE, show
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.i18n import _, language
from funneldesk.operations.demo import run_demo

#: Where the sample goes unless a folder is named: in the folder the command was given in.
FOLDER = Path("funneldesk-demo")


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command("demo", cls=Command, help=_("Try it out with a sample company, in a folder of its own."))
    @click.argument("folder", type=FILE, default=FOLDER, metavar="[DIR]", required=False)
    @click.pass_obj
    def demo(session: Session, folder: Path) -> int:
        session.when_stopped = _("What was made so far lies in %(folder)s.") % {"folder": folder}
        with TerminalTask() as task:
            result = run_demo(folder, language(), task)
        data = {"folder": str(folder), "store": str(result.store), "files": [str(p) for p in result.files]}
        seen = has_display() and not session.as_json
        show(session, data, lambda: _text(folder, result.store, result.files, seen=seen))
        return session.open_window(result.store, session.language) if seen else DONE

    return [demo]


def _text(folder: Path, store: Path, files: tuple[Path, ...], *, seen: bool) -> str:
    lines = [_("The sample company is in %(folder)s:") % {"folder": folder.resolve()}]
    lines += ["  " + path.name for path in (store, *files)]
    if seen:
        lines += ["", _("The window opens now.")]
    else:
        lines += [
            "",
            _("There is no display, so no window opens. Look at the files, or ask for the numbers:"),
            f"  funneldesk funnel --store {store}",
            f"  funneldesk contents --store {store}",
            f"  funneldesk score --store {store}",
        ]
    return "\n".join(lines)

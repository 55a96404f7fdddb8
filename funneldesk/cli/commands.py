"""All commands under one name, and how a run of one of them ends: exit code, words or JSON."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import NamedTuple

import click

from funneldesk import __version__
from funneldesk.cli.display import has_display
from funneldesk.cli.options import Group
from funneldesk.cli.output import (
    AT_FAULT,
    DONE,
    PIPE_CLOSED,
    STOPPED,
    WRONG_USAGE,
    drop_stdout,
    prepare_streams,
    show_error,
)
from funneldesk.cli.session import OpenShared, OpenWindow, Session
from funneldesk.domain.formats import sentences
from funneldesk.errors import Cancelled, UserError
from funneldesk.i18n import N_, _

#: The commands by the module of `funneldesk.cli` that has them, in the order of the help.
BY_MODULE = {
    "demo": ("demo",),
    "importing": ("import", "imports", "undo-import", "redo-import", "problems"),
    "duplicates": ("duplicates", "merge", "separate", "unmerge", "undo-decision", "redo-decision"),
    "scoring": ("score", "explain"),
    "lead": ("lead",),
    "leads": ("leads",),
    "duties": ("duties",),
    "editing": ("edit",),
    "worklist": ("worklist",),
    "backtest": ("backtest",),
    "funnel": ("funnel",),
    "why": ("why",),
    "timing": ("timing",),
    "contents": ("contents",),
    "campaigns": ("campaigns",),
    "findings": ("findings",),
    "reviews": ("review",),
    "knowledge": ("knowledge",),
    "summary": ("summary",),
    "nurture": ("nurture",),
    "quality": ("quality",),
    "report": ("report",),
    "book": ("book",),
    "sharing": ("publish", "collect"),
    "team": ("open-shared", "respond"),
    "keeping": ("backup", "restore", "check"),
    "erasing": ("erase", "audit"),
}


class _Commands(Group):
    """The group of all commands, which loads a module when one of its commands is asked for.

    All of them together take longer to load than most commands take to run.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks for it
        """Return the names of all commands, in the order of the help."""
        return [name for names in BY_MODULE.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name; None where there is none."""
        for module, names in BY_MODULE.items():
            if cmd_name in names and cmd_name not in self.commands:
                for command in commands_of(module):
                    self.add_command(command)
        return super().get_command(ctx, cmd_name)


_OWED = N_("`funneldesk duties` shows what is owed, and by whom.")
#: Which command helps, by the code of an error whose next step names none: the window says the same.
_HELPS = {
    "store_broken": N_("`funneldesk restore FILE` brings a backup back."),
    "disk_error": N_("`funneldesk check` goes through the data."),
    "no_store": N_("--store FILE names another one."),
    "original_changed": N_("--file FILE says where it is."),
    "original_gone": N_("--file FILE says where it is."),
    "nothing_owed": _OWED,
    "no_handover": _OWED,
    "no_candidates": N_("`funneldesk score` shows who comes nearest to the threshold."),
    "no_card": N_("`funneldesk knowledge list` shows those there are."),
    "no_draft": N_("`funneldesk book draft new NAME` begins one."),
}


def commands_of(module: str) -> Iterator[click.Command]:
    """Yield the commands a module of `funneldesk.cli` has, their help in the language in use."""
    yield from import_module(f"funneldesk.cli.{module}").commands()


def commands() -> click.Group:
    """Return the whole command line, its help in the language in use."""

    @click.group(
        "funneldesk",
        cls=_Commands,
        invoke_without_command=True,
        help=_(
            "One written, running definition of MQL, SAL and SQL for marketing and sales. "
            "Without a command the window opens."
        ),
    )
    @click.version_option(__version__, prog_name="FunnelDesk")
    @click.pass_context
    def main(context: click.Context) -> int:
        return DONE if context.invoked_subcommand else _window(context.find_object(Session))

    return main


def _window(session: Session | None) -> int:
    """Open the window, or say why it cannot be opened."""
    if session is None or not has_display():
        raise UserError(
            "no_display",
            _("There is no display, so the window cannot be opened."),
            _("Every number is there without one as well: funneldesk --help lists the commands."),
        )
    return session.open_window(session.store, session.language)


def run(arguments: Sequence[str], open_window: OpenWindow, open_shared: OpenShared) -> int:
    """Run one command and return its exit code; every expected failure is already said in words."""
    prepare_streams()
    session = Session(open_window, open_shared, as_json=asks_for_json(arguments))
    try:
        try:
            # Not Group.main: that has its own ideas of a closed pipe and of Ctrl+C.
            group = commands()
            with group.make_context("funneldesk", list(arguments), obj=session) as context:
                code = group.invoke(context)
            # A group invoked without a command gives its own result, one with a command that of the command.
            return code if isinstance(code, int) else DONE
        except click.exceptions.Exit as end:
            return end.exit_code
        except (click.ClickException, click.Abort, UserError, Cancelled, OSError, KeyboardInterrupt) as error:
            failure = _failure(session, error)
            show_error(session, failure.code, failure.message, failure.next_step)
            return failure.exit_code
    except BrokenPipeError:
        drop_stdout()
        return PIPE_CLOSED


class _Failure(NamedTuple):
    code: str
    message: str
    next_step: str = ""
    exit_code: int = AT_FAULT


def _failure(session: Session, error: BaseException) -> _Failure:
    """Return what to say of an expected failure."""
    match error:
        case UserError():
            return _Failure(error.code, error.message, sentences(error.next_step, _command_for(error.code)))
        case click.UsageError():
            command = error.ctx.command_path if error.ctx else "funneldesk"
            step = _("See %(command)s --help.") % {"command": command}
            return _Failure("usage", error.format_message(), step, WRONG_USAGE)
        case click.ClickException():
            return _Failure("input", error.format_message())
        case BrokenPipeError():
            raise error
        case OSError():
            where = f"{error.filename}: " if error.filename else ""
            return _Failure("os_error", f"{where}{error.strerror or error}")
    return _Failure("stopped", _("Stopped."), session.when_stopped or _("Nothing was written."), STOPPED)


def _command_for(code: str) -> str:
    """Return which command helps with what is said alike in the window; "" where none does."""
    return _(_HELPS[code]) if code in _HELPS else ""


def asks_for_json(arguments: Sequence[str]) -> bool:
    """Whether `--json` stands among the options, known before they are understood: errors need it."""
    words = list(arguments)
    return "--json" in (words[: words.index("--")] if "--" in words else words)

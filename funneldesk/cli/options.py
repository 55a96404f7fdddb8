"""The options every command takes, before or after its name, and the types of values they carry."""

import re
from pathlib import Path
from typing import Any

import click

from funneldesk.cli.session import Session
from funneldesk.i18n import LANGUAGES, _


class Day(click.ParamType[int]):
    """A day on the command line, as an ordinal: 2026-11-22, 2026/11/22, 20261122 or R8.11.22."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the ordinal day, or fail with what a day looks like."""
        if isinstance(value, int):
            return value
        # Loaded where a day is given: most commands are about today.
        from funneldesk.domain.lists.typed_days import stated_day

        found = stated_day(str(value))
        if found is not None:
            return found
        words = _("“%(value)s” is no day; write it like 2026-11-22.") % {"value": value}
        raise click.BadParameter(words, ctx, param)


class Folder(click.ParamType[Path]):
    """A folder on the command line. An empty word is none: it would be the folder a script happens to run in."""

    name = "folder"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path, or fail where nothing was said."""
        if not str(value).strip():
            self.fail(_("No folder is named: the word is empty."), param, ctx)
        return Path(value)


DAY = Day()
FILE = click.Path(path_type=Path)
FOLDER = Folder()


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep the value in the session; the one nearest the command's name wins."""
    if value is not None and parameter.name is not None:
        setattr(context.find_object(Session), parameter.name, value)


def _shared() -> list[click.Parameter]:
    """Return fresh options; made late, so that their help is in the language in use."""
    common: dict[str, Any] = {"expose_value": False, "callback": _remember}
    return [
        click.Option(
            ["--store"], type=FILE, metavar="FILE", help=_("The file that holds the data."), **common
        ),
        click.Option(
            ["--lang", "language"],
            type=click.Choice(LANGUAGES),
            help=_("Language of the output."),
            **common,
        ),
        click.Option(
            ["--json", "as_json"],
            is_flag=True,
            default=None,
            help=_("Write one JSON object and nothing else."),
            **common,
        ),
        click.Option(
            ["--as-of", "as_of"],
            type=DAY,
            metavar="DATE",
            help=_("Compute as of the end of this day (default: today)."),
            **common,
        ),
    ]


#: The end of a sentence, in Japanese not of one in brackets.
_END = re.compile(r"。(?![）」])|\.(?=\s)")


def _first_sentence(text: str | None) -> str:
    """Return what stands beside a command in a list of commands: it is wrapped there, not cut off in the middle."""
    words = " ".join((text or "").split())
    end = _END.search(words)
    return words[: end.end()] if end else words


class Command(click.Command):
    """A command that takes the shared options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("no_args_is_help", False)
        super().__init__(*args, **kwargs)
        self.params.extend(_shared())

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002 - click asks for it
        """Return the first sentence of the help."""
        return _first_sentence(self.help)


class Group(Command, click.Group):
    """A group of commands that takes the shared options, as its commands do."""

    command_class = Command
    group_class = type

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks for it
        """Return the commands in the order one needs them, which is the order they were added in."""
        return list(self.commands)

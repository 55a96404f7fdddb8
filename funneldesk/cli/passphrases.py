"""The passphrase of a shared folder on the command line: never an argument, which other programs can read."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from funneldesk.cli.options import FILE
from funneldesk.errors import UserError
from funneldesk.i18n import _

VARIABLE = "FUNNELDESK_PASSPHRASE"
_MOST = 4096


def passphrase_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option that names a file with the passphrase."""
    return click.option(
        "--passphrase-file",
        type=FILE,
        metavar="FILE",
        help=_("A file whose first line is the passphrase (or set FUNNELDESK_PASSPHRASE)."),
    )


def new_passphrase_options() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the options that change and remove the passphrase."""
    changed = click.option(
        "--new-passphrase-file",
        type=FILE,
        metavar="FILE",
        help=_(
            "From now on the passphrase is the first line of this file; the one of before is given as always."
        ),
    )
    removed = click.option(
        "--remove-passphrase",
        is_flag=True,
        help=_("From now on there is no passphrase. Take it out of FUNNELDESK_PASSPHRASE afterwards."),
    )
    return lambda command: changed(removed(command))


def passphrase_said(file: Path | None, environment: Mapping[str, str] | None = None) -> str | None:
    """Return the passphrase in a file, else that of the environment, None where there is neither."""
    if file is None:
        return (os.environ if environment is None else environment).get(VARIABLE) or None
    try:
        with file.open(encoding="utf-8-sig") as lines:
            said = lines.readline(_MOST).strip("\r\n")
    except (OSError, ValueError) as error:
        raise UserError(
            "no_passphrase",
            _("The file with the passphrase cannot be read: %(file)s") % {"file": file},
            _("Name a text file (UTF-8) whose first line is the passphrase."),
        ) from error
    if not said:
        raise UserError(
            "no_passphrase",
            _("The file with the passphrase begins with an empty line: %(file)s") % {"file": file},
            _("Write the passphrase into its first line."),
        )
    return said

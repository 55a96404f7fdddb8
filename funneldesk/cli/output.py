"""How results and errors leave the program: words for people, or one JSON object for programs."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.session import Session
from funneldesk.domain.moment import NEVER, day_text

if TYPE_CHECKING:
    from funneldesk.domain.funnel.shares import Share

#: Exit codes (DESIGN 7); the last two are those a shell gives for SIGINT and SIGPIPE.
DONE, AT_FAULT, WRONG_USAGE, STOPPED, PIPE_CLOSED = 0, 1, 2, 130, 141


def prepare_streams() -> None:
    """Write UTF-8 whatever the console is set to; what cannot be written is escaped, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def tell(line: str) -> None:
    """Print a line at once; nothing where there is no console."""
    click.echo(line)


def show(session: Session, data: Mapping[str, Any], text: Callable[[], str]) -> None:
    """Print the result: `data` as one JSON object, or what `text` makes of it."""
    if session.as_json:
        click.echo(json.dumps(data, ensure_ascii=False, allow_nan=False))
        return
    words = text()
    if words:
        click.echo(words)


def error_data(code: str, message: str, next_step: str = "") -> dict[str, Any]:
    """Return an error in the form every command's JSON has."""
    return {"error": {"code": code, "message": message, "next": next_step}}


def show_error(session: Session, code: str, message: str, next_step: str = "") -> None:
    """Print an error: JSON to stdout where asked for, else words to stderr."""
    if session.as_json:
        click.echo(json.dumps(error_data(code, message, next_step), ensure_ascii=False))
        return
    click.echo(message, err=True)
    if next_step:
        click.echo("→ " + next_step, err=True)


def drop_stdout() -> None:
    """After the reader of a pipe went away: let Python's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def json_day(ordinal: int | None) -> str | None:
    """Return an ordinal day as JSON has it: "YYYY-MM-DD" or null."""
    return None if ordinal is None or ordinal == NEVER else day_text(ordinal)


def share_data(share: "Share") -> dict[str, Any]:
    """Return a share as JSON has it."""
    low, high = share.interval or (None, None)
    return {"n": share.n, "k": share.k, "rate": share.rate, "low": low, "high": high}

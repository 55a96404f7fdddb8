"""This program started once more as a child: for work that may end a process, or that another core can do."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import funneldesk


def child_command(argument: str) -> list[str]:
    """Return the command that starts a child with a hidden argument, from a checkout and from the frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, argument]
    # -P: the folder somebody happens to stand in must not shadow our modules.
    return [sys.executable, "-P", "-m", "funneldesk", argument]


def launch(command: list[str], complaints: IO[bytes] | int) -> subprocess.Popen[bytes]:
    """Start a child that is spoken to through its stdin and stdout; `complaints` takes its stderr."""
    package = Path(funneldesk.__file__).resolve().parent.parent
    paths = [str(package), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(  # noqa: S603 - our own program, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "RUST_BACKTRACE": "0"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


@contextmanager
def running(argument: str) -> Iterator[subprocess.Popen[bytes] | None]:
    """Let a child run as long as the block does; None where the system starts no more processes."""
    try:
        child = launch(child_command(argument), subprocess.DEVNULL)
    except OSError:
        yield None
        return
    try:
        yield child
    finally:
        kill(child)
        close_streams(child)


def kill(child: subprocess.Popen[bytes]) -> None:
    """End a child, whatever it does."""
    if child.poll() is None:
        child.kill()
    child.wait()


def close_streams(child: subprocess.Popen[bytes]) -> None:
    """Close what a child that ended was spoken to through; what was still unsent no longer matters."""
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()

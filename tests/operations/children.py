"""Children that do the work on very many leads, as tests put others in their place and look whether they are gone."""

import subprocess
import sys
from typing import Any

import psutil
import pytest

from funneldesk.errors import Cancelled
from funneldesk.files import child_process
from funneldesk.operations import apart
from tests.forked import as_it_starts_itself


class Told:
    """A task that keeps what it is told; from one step on it is asked to stop."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.steps: list[tuple[int, int | None]] = []
        self._stop_at = stop_at

    def report(self, done: int, total: int | None = None) -> None:
        """Keep it."""
        if self._stop_at is not None and done >= self._stop_at:
            raise Cancelled
        self.steps.append((done, total))


def start(monkeypatch: pytest.MonkeyPatch, code: str) -> list[str]:
    """Let another program be the child."""
    command = [sys.executable, "-c", code, apart.HIDDEN_ARGUMENT]
    monkeypatch.setattr(child_process, "child_command", lambda _argument: command)
    monkeypatch.setattr(child_process, "launch", as_it_starts_itself)
    return command


def no_process(*_given: object) -> None:
    """Be a system that starts no more processes, in place of `child_process.launch`."""
    raise OSError


def children() -> list[psutil.Process]:
    """Return the children that are there."""
    return [one for one in psutil.Process().children() if apart.HIDDEN_ARGUMENT in one.cmdline()]


def as_started() -> "subprocess.Popen[Any]":
    """Return a child as the program starts it, which nobody asked anything yet."""
    return as_it_starts_itself(child_process.child_command(apart.HIDDEN_ARGUMENT), subprocess.DEVNULL)


def refuse(*_given: object, **_named: object) -> None:
    """Be what only whoever does the work needs, and this process is not to."""
    pytest.fail("done by this process")

"""The search for duplicates made by a child: on another core, with memory that goes with it."""

import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from funneldesk.files import child_process
from funneldesk.operations.duplicates_search import Duplicates, search
from funneldesk.operations.tasks import Task
from funneldesk.store.opening import open_for_reading

if TYPE_CHECKING:
    import subprocess

HIDDEN_ARGUMENT = "--find-duplicates"


class _Wanted(msgspec.Struct):
    """What a child is told: which store, and how many pairs at most."""

    store: str
    most: int


class _Said(msgspec.Struct):
    """A line of a child: how far it is, and at the end what it found in which state of the store."""

    done: int = 0
    total: int | None = None
    state: str = ""
    found: Duplicates | None = None


def search_apart(store: Path, most: int, task: Task) -> tuple[str, Duplicates] | None:
    """Return what `duplicates_search.search` does, found by a child; None where that came to nothing.

    Where `task` is asked to stop, the child is ended.
    """
    with child_process.running(HIDDEN_ARGUMENT) as child:
        return _told(child, msgspec.json.encode(_Wanted(str(store), most)), task)


def _told(
    child: "subprocess.Popen[bytes] | None", wanted: bytes, task: Task
) -> tuple[str, Duplicates] | None:
    if child is None or child.stdin is None or child.stdout is None:
        return None
    with suppress(OSError):  # the child is gone: it says nothing then
        child.stdin.write(wanted)
    with suppress(OSError):
        child.stdin.close()
    for line in child.stdout:
        try:
            said = msgspec.json.decode(line, type=_Said)
        except msgspec.DecodeError:  # it died while it spoke
            return None
        if said.found is not None:
            return said.state, said.found
        task.report(said.done, said.total)
    return None


class _Telling:
    """The task of the child: says each step to whoever waits for it."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def report(self, done: int, total: int | None = None) -> None:
        """Say how far the work is; where nobody listens any more, the work ends."""
        self.say(_Said(done, total))

    def say(self, line: _Said) -> None:
        """Write one line."""
        self._out.write(msgspec.json.encode(line) + b"\n")
        self._out.flush()


def serve() -> int:
    """Search the store that stdin tells of: the work of the child. Returns its exit code."""
    # Ctrl+C reaches the whole group of processes; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told = sys.stdin.buffer.read()
    if not told:  # the parent is gone
        return 1
    wanted = msgspec.json.decode(told, type=_Wanted)
    telling = _Telling(sys.stdout.buffer)
    try:
        with open_for_reading(Path(wanted.store)) as store:
            state, found = search(store, telling, wanted.most)
        telling.say(_Said(state=state, found=found))
    except OSError:  # nobody listens any more
        return 1
    return 0

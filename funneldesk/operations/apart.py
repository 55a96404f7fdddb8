"""What a child reads from the store: it leaves it in the cache file, on another core, with memory that goes with it.

A million leads that are folded in a window leave its memory full of holes, and keep its thread from Python meanwhile.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import msgspec

from funneldesk.errors import Cancelled
from funneldesk.files import child_process
from funneldesk.operations.tasks import is_over
from funneldesk.store import caches
from funneldesk.store.lead_list import count_leads
from funneldesk.store.opening import open_for_reading

if TYPE_CHECKING:
    from collections.abc import Collection

    from funneldesk.store.store import Store

HIDDEN_ARGUMENT = "--fill-cache"
#: Of so many leads a child reads and searches.
FROM = 200_000
#: How often whoever waits for a child asks whether it is still wanted.
_LOOK_SECONDS = 0.1
_is_child = False


class _Wanted(msgspec.Struct):
    """What a child is told: which store, and what to leave: these fields of leads, or else the facts of its lists."""

    store: str
    columns: list[str]


def facts_left(store: "Store") -> bool:
    """Let a child leave the facts of lists in the cache file; False where nobody does, or it came to nothing."""
    return _left(store, ())


def columns_left(store: "Store", names: "Collection[str]") -> bool:
    """Let a child leave fields of leads in the cache file; False where nobody does, or it came to nothing."""
    return bool(names) and _left(store, names)


def is_for_child(store: "Store") -> bool:
    """Whether so many leads are in this store, written as it is read, that a child does the work."""
    return not _is_child and store.in_file and not store.writing and count_leads(store) >= FROM


def _left(store: "Store", columns: "Collection[str]") -> bool:
    if not is_for_child(store) or not caches.can_be_written(store.path):
        return False
    with child_process.running(HIDDEN_ARGUMENT) as child:
        return _waited(child, msgspec.json.encode(_Wanted(str(store.path), [*columns])))


def _waited(child: "subprocess.Popen[bytes] | None", wanted: bytes) -> bool:
    """Tell a child what to do and wait for it; its stdin stays open, so that it ends when this process does."""
    if child is None or child.stdin is None:
        return False
    with suppress(OSError):  # the child is gone
        child.stdin.write(wanted + b"\n")
        child.stdin.flush()
    while True:
        with suppress(subprocess.TimeoutExpired):
            return child.wait(_LOOK_SECONDS) == 0
        if is_over():
            raise Cancelled


def serve() -> int:
    """Leave in the cache file what stdin tells of: the work of the child. Returns its exit code."""
    from funneldesk.operations.facts import leave_columns, leave_facts

    be_child()
    told = sys.stdin.buffer.readline()
    if not told:  # the parent is gone
        return 1
    wanted = msgspec.json.decode(told, type=_Wanted)
    Thread(target=end_with_parent, daemon=True).start()
    with open_for_reading(Path(wanted.store)) as store:
        if wanted.columns:
            leave_columns(store, wanted.columns)
        else:
            leave_facts(store)
    return 0


def be_child() -> None:
    """Do all work in this process from now on, and let whoever started it decide about its end."""
    global _is_child  # noqa: PLW0603 - this process is one as long as it lives
    _is_child = True
    # Ctrl+C reaches the whole group of processes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def end_with_parent() -> None:
    """Wait for the end of whoever started this process, and end then."""
    # Not through the buffer of stdin, which would be locked when the process ends.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os._exit(1)

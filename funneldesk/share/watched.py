"""A shared folder nobody has to wait for: its calls run in a daemon thread, and whoever asked gives up in time.

A call to a network drive that has gone may hang for minutes and cannot be stopped. Here it is the thread that hangs,
at most one for each `Caller`, and never the one that reads the store, writes it, or ends the program.
"""

import errno
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Any, TypeVar

from funneldesk.errors import Cancelled
from funneldesk.share.file_system import Entry, FileSystem

Answer = TypeVar("Answer")
#: What a call may take that moves no data: longer than a drive takes to wake up.
SECONDS = 30.0
#: A file may take as long as the slowest line anybody works over needs, in bytes a second, and no longer than this.
SLOWEST, MOST_SECONDS = 256 * 1024, 900.0
#: How often somebody who waits looks whether it should stop.
LOOK_SECONDS = 0.05


@dataclass(eq=False)
class _Call:
    """One call and what came of it; one that was given up before its turn is never made."""

    work: Callable[[], Any]
    ended: Event = field(default_factory=Event)
    given_up: bool = False
    result: Any = None
    error: BaseException | None = None


class Caller:
    """One daemon thread that makes calls in order; it ends with the program, whatever it waits for."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._lock = Lock()
        self._thread: Thread | None = None

    def call(self, work: Callable[[], Answer], seconds: float, stopped: Callable[[], bool]) -> Answer:
        """Return what `work` returns; TimeoutError where that takes too long, Cancelled where nobody wants it."""
        made = _Call(work)
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=_make, args=(self._calls,), name="share", daemon=True)
                self._thread.start()
            self._calls.put(made)
        left = seconds
        while not made.ended.wait(min(LOOK_SECONDS, max(left, 0.0))):
            left -= LOOK_SECONDS
            made.given_up = stopped() or left <= 0
            if made.given_up and not made.ended.is_set():
                if left <= 0:
                    raise TimeoutError(errno.ETIMEDOUT, "no answer")
                raise Cancelled
        if made.error is not None:
            raise made.error
        return made.result  # type: ignore[no-any-return]

    def close(self) -> None:
        """Let the thread end as soon as its call does; nobody waits for it."""
        with self._lock:
            if self._thread is not None:
                self._calls.put(None)
                self._thread = None


def _make(calls: "queue.SimpleQueue[_Call | None]") -> None:
    while (call := calls.get()) is not None:
        if call.given_up:
            continue
        try:
            call.result = call.work()
        except BaseException as error:  # noqa: BLE001 - it is raised again where somebody waits for it
            call.error = error
        call.ended.set()


class WatchedFiles:
    """Another file system whose calls a `Caller` makes; `stopped` is asked while one of them takes its time.

    `make` returns the other one; it is called there too, because even that may look at the drive.
    """

    def __init__(
        self,
        where: str,
        make: Callable[[], FileSystem],
        caller: Caller,
        stopped: Callable[[], bool],
        *,
        seconds: float = SECONDS,
    ) -> None:
        self._where = where
        self._make = make
        self._made: FileSystem | None = None
        self._caller = caller
        self._stopped = stopped
        self._seconds = seconds

    @property
    def where(self) -> str:
        """Return the folder as people know it."""
        return self._where

    def list(self, folder: str) -> list[Entry]:
        """Return what lies in a folder."""
        return self._call(lambda files: files.list(folder))

    def read(self, path: str, most: int) -> bytes:
        """Return a whole file."""
        return self._call(lambda files: files.read(path, most), most)

    def create_new(self, path: str, data: bytes) -> None:
        """Write a file that is not there yet."""
        self._call(lambda files: files.create_new(path, data), len(data))

    def fsync(self, path: str) -> None:
        """Wait until a file just written is on the disk, as long as writing any file may take."""
        self._call(lambda files: files.fsync(path), None)

    def rename_new(self, old: str, new: str) -> None:
        """Give a file another name."""
        self._call(lambda files: files.rename_new(old, new))

    def delete(self, path: str) -> None:
        """Remove one file."""
        self._call(lambda files: files.delete(path))

    def now(self) -> float:
        """Return the time of this computer."""
        return time.time()

    def _call(self, work: Callable[[FileSystem], Answer], size: int | None = 0) -> Answer:
        def do() -> Answer:
            if self._made is None:
                self._made = self._make()
            return work(self._made)

        seconds = MOST_SECONDS if size is None else self._seconds + size / SLOWEST
        return self._caller.call(do, min(seconds, max(MOST_SECONDS, self._seconds)), self._stopped)

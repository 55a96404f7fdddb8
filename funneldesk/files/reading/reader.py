"""The parent's side of the reader child: starts it, asks, streams its answers, and outlives whatever happens to it."""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

from funneldesk.domain.lists.cells import Cell
from funneldesk.errors import UserError
from funneldesk.files import child_process
from funneldesk.files.reading.frames import OUT_OF_MEMORY, read_frame, write_frame
from funneldesk.i18n import _

HIDDEN_ARGUMENT = "--read-list"
#: Seconds without any answer after which a list is given up, and how many more per megabyte of file.
PATIENCE, PATIENCE_PER_MB = 30.0, 2.0
#: Resident memory of the child beyond which it is ended, besides what it says the list may take.
_RESIDENT = 64 << 20
_HEARTBEAT = 0.05
_LAST_WORDS = 4096
#: Answers of the second reader that say less than the death of the first.
_NO_BETTER = frozenset({"no_sheets", "no_rows", "too_large"})
_FRAMES_AHEAD = 8
#: A block fits in whole where the system has it so: else the child waits until the thread that reads has its turn.
_PIPE = 1 << 20

#: Called several times a second while the child works; may raise `errors.Cancelled`.
Heartbeat = Callable[[], None]


def child_command() -> list[str]:
    """Return the command that starts the reader child."""
    return child_process.child_command(HIDDEN_ARGUMENT)


def unpack(cell: Any) -> Cell:
    """Return the cell that `child.pack` wrote."""
    if isinstance(cell, dict):
        return datetime.fromisoformat(cell["dt"]) if "dt" in cell else date.fromisoformat(cell["d"])
    return cell  # type: ignore[no-any-return]


class _DeathError(UserError):
    """The child ended, or was ended, over this list."""


class ReaderChild:
    """One running child and the list it has open. A context manager: leaving it ends the child, whatever it does."""

    def __init__(self, path: Path, heartbeat: Heartbeat) -> None:
        self._path = path
        self._heartbeat = heartbeat
        size = path.stat().st_size if path.exists() else 0
        self._patience = PATIENCE + PATIENCE_PER_MB * size / (1 << 20)
        self._start()

    def _start(self) -> None:
        self._allowance = 1 << 30
        self._frames: queue.Queue[bytes | None] = queue.Queue(_FRAMES_AHEAD)
        self._ending = False
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the child
        self._child = self._launch()
        self._thread = threading.Thread(target=self._pump, name="reader-child", daemon=True)
        self._thread.start()

    def _launch(self) -> subprocess.Popen[bytes]:
        child = child_process.launch(child_command(), self._complaints)
        if sys.platform == "linux" and child.stdout is not None:
            import fcntl

            with suppress(OSError):  # a limit of the system: slower, no worse
                fcntl.fcntl(child.stdout.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)
        return child

    def _pump(self) -> None:
        stream = self._child.stdout
        frame: bytes | None = b""
        while frame is not None and stream is not None:
            try:
                frame = read_frame(cast("BinaryIO", stream))
            except (EOFError, OSError, ValueError):
                frame = None
            while not self._ending:
                try:
                    self._frames.put(frame, timeout=0.5)
                    break
                except queue.Full:
                    continue

    def open(self, **request: Any) -> dict[str, Any]:
        """Open the list and return what it looks like; a second reader is tried where the first ends the child."""
        try:
            return self.ask(op="open", second=False, **request)
        except _DeathError as death:
            self.close()
            self._start()
            try:
                return self.ask(op="open", second=True, **request)
            except _DeathError:
                raise death from None
            except UserError as error:
                raise (death if error.code in _NO_BETTER else error) from None

    def ask(self, **request: Any) -> dict[str, Any]:
        """Send one request and return its first answer; a UserError says why there is none."""
        stream = self._child.stdin
        try:
            if stream is not None:
                write_frame(stream, request)  # type: ignore[arg-type]
        except OSError:  # the child is gone: reading its answer will say so
            pass
        return self._next()

    def answers(self) -> Iterator[dict[str, Any]]:
        """Yield the following answers of the request until the child says that it was the last one."""
        while "end" not in (answer := self._next()):
            yield answer

    def lines(self) -> list[str]:
        """Return the frame of lines that follows an answer."""
        text = self._frame().decode()
        return text.split("\n") if text else []

    def _next(self) -> dict[str, Any]:
        while True:
            answer: dict[str, Any] = json.loads(self._frame())
            if "error" in answer:
                raise UserError(*answer["error"])
            if "allowance" not in answer:
                return answer
            self._allowance = answer["allowance"]

    def _frame(self) -> bytes:
        started = time.monotonic()
        while True:
            try:
                frame = self._frames.get(timeout=_HEARTBEAT)
            except queue.Empty:
                self._heartbeat()
                self._watch(started)
                continue
            if frame is None:
                raise self._death()
            return frame

    def _watch(self, started: float) -> None:
        if time.monotonic() - started > self._patience:
            raise UserError(
                "too_slow",
                _("“%(name)s” could not be read within %(seconds)s seconds.")
                % {"name": self._path.name, "seconds": round(self._patience)},
                _("Export only the rows you need, or save the list as CSV."),
            )
        if self._resident() > self._allowance + _RESIDENT:
            raise self._too_large()

    def _resident(self) -> int:
        import psutil

        try:
            return int(psutil.Process(self._child.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def _too_large(self) -> "_DeathError":
        return _DeathError(
            "too_large",
            _("“%(name)s” needs more memory than a list should.") % {"name": self._path.name},
            _("Delete empty rows and columns far below and beside the list, or save it as CSV."),
        )

    def _death(self) -> "_DeathError":
        """Return why the child ended before its answer did."""
        code = self._child.wait(timeout=10)
        self._complaints.seek(0, os.SEEK_END)
        self._complaints.seek(max(0, self._complaints.tell() - _LAST_WORDS))
        said = self._complaints.read()
        # Our own MemoryError; the system's; what Rust says before it aborts.
        if code in (OUT_OF_MEMORY, -9, 137) or b"memory allocation of" in said or b"MemoryError" in said:
            return self._too_large()
        return _DeathError(
            "unreadable_workbook",
            _("“%(name)s” is damaged in a way that cannot be read.") % {"name": self._path.name},
            _("Open it in Excel and save it again as .xlsx, or export the list as CSV."),
        )

    def close(self) -> None:
        """End the child, also in the middle of its work."""
        self._ending = True
        child_process.kill(self._child)
        self._thread.join(timeout=5)
        child_process.close_streams(self._child)
        self._complaints.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

"""The workbook of a publication, written by a child while its database is written here: on another core.

The child is started before there is anything to write and loads what it needs meanwhile. Whatever becomes of it, the
workbook is written: here, where the child did not.
"""

import gc
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from funneldesk.domain.team.publication import Publication
from funneldesk.errors import UserError
from funneldesk.files import child_process

HIDDEN_ARGUMENT = "--write-workbook"
#: Seconds a workbook of any size is written in.
PATIENCE = 120.0
#: The table that no sheet shows, and the longest.
_NOT_SHOWN = "leads"


class WorkbookWriter:
    """Writes one workbook: `begin`, then `finish`. A context manager: leaving it ends the child, whatever it does.

    `apart`: by a child. Starting one takes longer than a small workbook does.
    """

    def __init__(self, *, apart: bool) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        #: Whether it was the child that wrote the workbook.
        self.was_apart = False
        if apart:
            # A system that starts no more processes: the workbook is written here.
            with suppress(OSError):
                self._child = child_process.launch(
                    child_process.child_command(HIDDEN_ARGUMENT), subprocess.DEVNULL
                )

    def begin(self, path: Path, publication: Publication) -> None:
        """Let the workbook of a publication be written to `path`."""
        self._path, self._publication = path, publication
        stream = self._child.stdin if self._child else None
        if stream is not None:
            rows = {name: rows for name, rows in publication.rows.items() if name != _NOT_SHOWN}
            told = (str(path), publication.level, publication.as_of, publication.language, rows)
            with suppress(OSError):  # the child is gone: `finish` sees it
                stream.write(msgspec.msgpack.encode(told))
            with suppress(OSError):
                stream.close()

    def finish(self) -> None:
        """Wait until the workbook is written; UserError where it cannot be."""
        if self._child is not None:
            with suppress(subprocess.TimeoutExpired):
                if self._child.wait(PATIENCE) == 0:
                    self.was_apart = True
                    return
            self._end()
        # openpyxl takes long to load: only who writes here waits for it.
        from funneldesk.files.writing.publication_workbook import write_publication_workbook

        write_publication_workbook(self._path, self._publication)

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child_process.kill(child)
            child_process.close_streams(child)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()


def write() -> int:
    """Write the workbook that stdin tells of: the work of the child. Returns its exit code."""
    # Ctrl+C reaches the whole group of processes; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    from funneldesk.files.writing.publication_workbook import write_publication_workbook

    told = sys.stdin.buffer.read()
    if not told:  # the parent had nothing to write, or is gone
        return 1
    path, level, as_of, language, rows = msgspec.msgpack.decode(told)
    try:
        write_publication_workbook(Path(path), Publication(level, as_of, language, rows))
    except UserError:  # said where it is tried again
        return 1
    return 0

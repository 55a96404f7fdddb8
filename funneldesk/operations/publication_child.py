"""The database of a publication, written by a child while the rest of it is gathered and its workbook written here.

The child is started before there is anything to write and loads what it needs meanwhile; its longest table comes first.
Whatever becomes of it, the database is written: here, where the child did not.
"""

import gc
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import IO, Any, Self

import msgspec

from funneldesk.domain.team.publication import TABLES, Publication, Value
from funneldesk.errors import UserError
from funneldesk.files import child_process
from funneldesk.share.publication_file import PublicationWriter, write_publication

HIDDEN_ARGUMENT = "--write-publication"
#: Seconds a database of any size is written in.
PATIENCE = 120.0
#: Bytes of the number before each message: how long it is.
_HEAD = 8


class PublicationChild:
    """Writes one database to `path`: `fill` what is known already, then `begin`, then `finish`.

    A context manager: leaving it ends the child, whatever it does. `apart`: by a child. Starting one takes longer than
    writing a small database does.
    """

    def __init__(self, path: Path, *, apart: bool) -> None:
        self._path = path
        self._child: subprocess.Popen[bytes] | None = None
        self._filled: set[str] = set()
        self._publication: Publication | None = None
        #: Whether it was the child that wrote the database.
        self.was_apart = False
        self._messages: SimpleQueue[object] = SimpleQueue()
        if apart:
            # A system that starts no more processes: the database is written here.
            with suppress(OSError):
                self._child = child_process.launch(
                    child_process.child_command(HIDDEN_ARGUMENT), subprocess.DEVNULL
                )
        stream = self._child.stdin if self._child else None
        if stream is not None:
            # A child that does not listen must not keep who speaks to it.
            Thread(target=_speak, args=(stream, self._messages), daemon=True).start()
            self._messages.put(str(path))

    def fill(self, name: str, rows: Sequence[tuple[Value, ...]]) -> None:
        """Let a table be written already."""
        if self._child is not None:
            self._filled.add(name)
            self._messages.put((name, rows))

    def begin(self, publication: Publication) -> None:
        """Let the rest of a publication be written."""
        self._publication = publication
        if self._child is not None:
            for table in TABLES:
                if table.name not in self._filled:
                    self._messages.put((table.name, publication.rows.get(table.name, ())))
            self._messages.put((publication.level, publication.as_of, publication.language))
            self._messages.put(None)

    def finish(self) -> dict[str, int]:
        """Wait until the database is written; return the number of rows of each table, UserError where it cannot be."""
        if self._publication is None:
            raise ValueError("nothing was begun")
        if self._child is not None:
            with suppress(subprocess.TimeoutExpired):
                if self._child.wait(PATIENCE) == 0:
                    self.was_apart = True
                    rows = self._publication.rows
                    return {table.name: len(rows.get(table.name, ())) for table in TABLES}
            self._end()
        # What a child began is no beginning of ours.
        self._path.unlink(missing_ok=True)
        return write_publication(self._path, self._publication)

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            self._messages.put(None)
            child_process.kill(child)
            child_process.close_streams(child)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()


def _speak(stream: IO[bytes], messages: "SimpleQueue[object]") -> None:
    """Send messages as they come, until None; who does not listen any more is left."""
    with suppress(OSError, ValueError), stream:
        while (message := messages.get()) is not None:
            packed = msgspec.msgpack.encode(message)
            stream.write(len(packed).to_bytes(_HEAD, "big"))
            stream.write(packed)
            stream.flush()


def _heard(stream: IO[bytes]) -> Any:
    """Return the next message, None where there is none any more."""
    head = stream.read(_HEAD)
    length = int.from_bytes(head, "big")
    packed = stream.read(length)
    return msgspec.msgpack.decode(packed) if len(head) == _HEAD and len(packed) == length else None


def write() -> int:
    """Write the database that stdin tells of: the work of the child. Returns its exit code."""
    # Ctrl+C reaches the whole group of processes; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    stream = sys.stdin.buffer
    path = _heard(stream)
    if path is None:  # the parent had nothing to write, or is gone
        return 1
    try:
        with PublicationWriter(Path(path)) as writer:
            while (message := _heard(stream)) is not None:
                match message:
                    case [str(name), list(rows)]:
                        writer.fill(name, rows)
                    case [str(level), int(as_of), str(language)]:
                        writer.finish(level, as_of, language)
                        return 0
    except (OSError, UserError):  # said where it is tried again
        return 1
    return 1

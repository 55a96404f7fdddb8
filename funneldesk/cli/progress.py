"""Progress of a long command: one line on a terminal's stderr, nothing anywhere else."""

import sys
import time
from typing import Self, TextIO

from funneldesk.domain.formats import number

#: At most this often; a terminal is slower than the work.
_SECONDS = 0.1


class TerminalTask:
    """A task that shows how far the work is; silent where stderr is no terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._shown = 0.0
        self._seen = self._stream.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def report(self, done: int, total: int | None = None) -> None:
        """Show `done` of `total`."""
        now = time.monotonic()
        if not self._seen or now - self._shown < _SECONDS:
            return
        self._shown = now
        share = f" / {number(total)}  {done * 100 // total}%" if total else ""
        self._stream.write(f"\r{number(done)}{share}\x1b[K")
        self._stream.flush()

    def close(self) -> None:
        """Clear the line."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = 0.0

"""Progress of a long command: one line on a terminal's stderr, nothing anywhere else."""

import sys
import time
from collections.abc import Callable
from typing import Self, TextIO

from funneldesk.domain.formats import number
from funneldesk.domain.lists.pace import Pace

#: At most this often; a terminal is slower than the work.
_SECONDS = 0.1


class TerminalTask:
    """A task that shows how far the work is; silent where stderr is no terminal.

    `rows`: the work counts rows of a list, so that their rate and the remaining time can be said.
    """

    def __init__(
        self,
        stream: TextIO | None = None,
        *,
        rows: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._shown = 0.0
        self._seen = self._stream.isatty()
        self._pace = Pace(clock) if rows else None
        self._total: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def report(self, done: int, total: int | None = None) -> None:
        """Show `done` of `total`."""
        # Reading tells the number of rows, taking them in does not.
        self._total = total or self._total
        now = self._clock()
        if not self._seen or (self._shown and now - self._shown < _SECONDS):
            return
        self._shown = now
        self._stream.write(f"\r{self._words(done, total)}\x1b[K")
        self._stream.flush()

    def _words(self, done: int, total: int | None) -> str:
        if self._pace is not None:
            known = self._total if self._total and done <= self._total else None
            return self._pace.words(done, known)
        share = f" / {number(total)}  {done * 100 // total}%" if total else ""
        return f"{number(done)}{share}"

    def close(self) -> None:
        """Clear the line."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = 0.0

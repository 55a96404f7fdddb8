"""A file system that fails on command: the n-th call, once or from then on, with any error, before or after its effect."""

import errno
import os
from collections.abc import Callable
from typing import TypeVar

from funneldesk.share.file_system import Entry, FileSystem

Result = TypeVar("Result")
#: The five kinds of trouble a drive makes.
KINDS = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.ENOENT, errno.ETIMEDOUT)


class Crash(BaseException):
    """The program dies here."""


class FaultyFiles:
    """Another file system whose `fails_at`-th call (from 1) fails; None: none does.

    `error`: the number of an OSError, or None for a Crash. `forever`: all calls from then on. `after`: the call takes
    effect and only its answer is lost.
    """

    def __init__(
        self,
        real: FileSystem,
        fails_at: int | None,
        error: int | None,
        *,
        forever: bool = False,
        after: bool = False,
    ) -> None:
        self.real = real
        self.fails_at = fails_at
        self.error = error
        self.forever = forever
        self.after = after
        self.count = 0

    @property
    def where(self) -> str:
        """Return the name of the real one."""
        return self.real.where

    @property
    def failed(self) -> bool:
        """Whether it came to the call that fails."""
        return self.fails_at is not None and self.count >= self.fails_at

    def _call(self, act: Callable[[], Result], path: str) -> Result:
        self.count += 1
        fails = self.fails_at is not None and (
            self.count >= self.fails_at if self.forever else self.count == self.fails_at
        )
        if fails and not self.after:
            self._fail(path)
        result = act()
        if fails:
            self._fail(path)
        return result

    def _fail(self, path: str) -> None:
        if self.error is None:
            raise Crash
        raise OSError(self.error, os.strerror(self.error), path)

    def list(self, folder: str) -> list[Entry]:
        """Return what lies in a folder, or fail."""
        return self._call(lambda: self.real.list(folder), folder)

    def read(self, path: str, most: int) -> bytes:
        """Return a file, or fail."""
        return self._call(lambda: self.real.read(path, most), path)

    def create_new(self, path: str, data: bytes) -> None:
        """Write a new file, or fail."""
        self._call(lambda: self.real.create_new(path, data), path)

    def fsync(self, path: str) -> None:
        """Wait for the disk, or fail."""
        self._call(lambda: self.real.fsync(path), path)

    def rename_new(self, old: str, new: str) -> None:
        """Rename, or fail."""
        self._call(lambda: self.real.rename_new(old, new), old)

    def delete(self, path: str) -> None:
        """Remove a file, or fail."""
        self._call(lambda: self.real.delete(path), path)

    def now(self) -> float:
        """Return the time of the real one."""
        return self.real.now()

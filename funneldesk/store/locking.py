"""The lock file beside a store: one writing program at a time, and it says who that is.

The lock itself is the operating system's, so it ends with the process that holds it, however that dies.
The file's text only tells others who holds it.
"""

import json
import os
import socket
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from funneldesk.domain.formats import moment
from funneldesk.domain.moment import instant_text
from funneldesk.errors import UserError
from funneldesk.i18n import _

#: Where the locked byte lies: behind any text, because Windows keeps others from reading locked bytes.
_LOCKED_BYTE = 1 << 20
#: Seconds to wait for a child that a killed program was just starting: until it runs, it has the lock as well.
_PATIENCE, _STEP = 2.0, 0.01

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[str]) -> bool:
        os.lseek(file.fileno(), _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(file.fileno(), 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def lock_path(store: Path) -> Path:
    """Return where the lock file of that store lies."""
    return store.with_name(store.name + ".lock")


class WriterLock:
    """Held by the one program that writes to a store; `release` gives it back."""

    def __init__(self, store: Path) -> None:
        self._path = lock_path(store)
        self._file = self._acquire(store)
        holder = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "program": _program(),
            "since": instant_text(datetime.now(UTC)),
        }
        # On a full disk the lock holds all the same, only others are not told who has it.
        with suppress(OSError):
            self._file.truncate(0)
            os.write(self._file.fileno(), json.dumps(holder).encode("utf-8"))

    def _acquire(self, store: Path) -> IO[str]:
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                file = self._path.open("a+", encoding="utf-8")
            except OSError as error:
                raise UserError(
                    "read_only",
                    _("The folder of {file} may not be written.").format(file=str(store)),
                    _(
                        "Check the rights of the file and its folder, or keep the store in a folder of your own."
                    ),
                ) from error
            if not _try_lock(file):
                file.close()
                if _is_gone(self._path) and time.monotonic() < end:
                    time.sleep(_STEP)
                    continue
                raise _held(store, self._path)
            if self._is_current(file):
                file.seek(0)
                return file
            # Its former holder removed the file between our opening and locking it.
            file.close()

    def _is_current(self, file: IO[str]) -> bool:
        try:
            return os.path.samestat(os.fstat(file.fileno()), self._path.stat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Give the lock back and remove its file; harmless when done twice."""
        if self._file.closed:
            return
        if sys.platform == "win32":
            self._file.close()
        with suppress(PermissionError):  # Windows: the next program has it open already.
            self._path.unlink(missing_ok=True)
        self._file.close()


def _program() -> str:
    """Return what this program is called where it was started; the file that Python was given says nothing."""
    name = Path(sys.argv[0]).name
    return name if name not in {"", "-c", "__main__.py"} else "FunnelDesk"


def _is_gone(lock: Path) -> bool:
    """Whether the program that the file names ran on this computer and does no more."""
    import psutil

    try:
        holder = json.loads(lock.read_text(encoding="utf-8"))
        return bool(holder["host"] == socket.gethostname() and not psutil.pid_exists(int(holder["pid"])))
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return False


def _held(store: Path, lock: Path) -> UserError:
    try:
        holder = json.loads(lock.read_text(encoding="utf-8"))
        since = moment(holder["since"])
        who = _("{program} (process {pid}) on {host}, since {since}").format(**{**holder, "since": since})
    except (OSError, ValueError, KeyError, TypeError):
        who = _("another program")
    return UserError(
        "store_locked",
        _("{file} is being worked on by {who}.").format(file=str(store), who=who),
        _("Close it there, or wait until it is done, then try again."),
    )

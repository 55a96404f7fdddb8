r"""A shared folder as this computer's system shows it: a network drive, a synced folder, any folder."""

import errno
import os
import stat
import time
import unicodedata
from contextlib import suppress
from pathlib import Path

from funneldesk.share.file_system import Entry, TooLarge

_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
#: Nobody waits for the other end of a pipe that bears the name of a file.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
#: What file systems answer that know no hard links, and such that know no flush: nothing is wrong then.
_NO_HARD_LINKS = {
    errno.EPERM,
    errno.EACCES,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.ENOSYS,
    errno.EMLINK,
    errno.EXDEV,
    errno.EINVAL,
}
_NO_FLUSH = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


def extended(path: str) -> str:
    r"""Return a path of Windows in the form that may be longer than 260 letters: \\?\C:\... or \\?\UNC\server\..."""
    text = path.replace("/", "\\")
    if text.startswith("\\\\?\\"):
        return text
    return "\\\\?\\UNC\\" + text[2:] if text.startswith("\\\\") else "\\\\?\\" + text


def as_it_is_there(root: Path) -> Path:
    """Return a folder under the form of its Japanese name (composed or not) under which it exists."""
    for form in ("NFC", "NFD"):
        other = Path(unicodedata.normalize(form, str(root)))
        if not root.exists() and other.exists():
            return other
    return root


class RealFolder:
    """The `FileSystem` of a folder, which is never made here: a drive that is gone must not become a local folder."""

    def __init__(self, root: Path, *, windows: bool = os.name == "nt") -> None:
        self.root = root
        self._there: Path | None = None
        self._windows = windows

    @property
    def where(self) -> str:
        """Return the folder as people know it."""
        return str(self.root)

    def _path(self, name: str) -> str:
        # Asked only now: the drive may be slow or gone, and nobody expects that of naming a folder.
        root = self._there or as_it_is_there(self.root)
        if self._there is None and root.exists():
            self._there = root
        path = os.path.join(os.path.abspath(root), *name.split("/"))  # noqa: PTH100, PTH118 - links stay
        return extended(path) if self._windows else path

    def list(self, folder: str) -> list[Entry]:
        """Return what lies in a folder; links and pipes are nobody's files."""
        found = []
        with os.scandir(self._path(folder)) as entries:
            for one in entries:
                with suppress(FileNotFoundError):  # gone since
                    about = one.stat(follow_symlinks=False)
                    is_folder = stat.S_ISDIR(about.st_mode)
                    if is_folder or stat.S_ISREG(about.st_mode):
                        found.append(Entry(one.name, about.st_size, about.st_mtime, is_folder))
        return found

    def read(self, path: str, most: int) -> bytes:
        """Return a whole file."""
        handle = os.open(self._path(path), os.O_RDONLY | _BINARY | _NO_LINKS | _NO_WAITING)
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
            data = stream.read(most + 1)
        if len(data) > most:
            raise TooLarge(path)
        return data

    def create_new(self, path: str, data: bytes) -> None:
        """Write a file that is not there yet."""
        self._make_folders(path)
        handle = os.open(self._path(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NO_LINKS, 0o666)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)

    def _make_folders(self, path: str) -> None:
        Path(self._path("")).stat()
        for at, letter in enumerate(path):
            if letter == "/":
                with suppress(FileExistsError):
                    os.mkdir(self._path(path[:at]))  # noqa: PTH102 - the extended form is a text

    def fsync(self, path: str) -> None:
        """Wait until a file is on the disk."""
        # Windows flushes only what is open for writing.
        handle = os.open(self._path(path), os.O_RDWR | _BINARY)
        try:
            _flush(handle)
        finally:
            os.close(handle)

    def rename_new(self, old: str, new: str) -> None:
        """Give a file a name that is not taken."""
        source, target = self._path(old), self._path(new)
        if self._windows:
            os.rename(source, target)  # noqa: PTH104 - refuses a name that is taken
            return
        try:
            # A link refuses a name that is taken in the same step; a rename would take it over.
            os.link(source, target)
        except OSError as error:
            if error.errno not in _NO_HARD_LINKS:
                raise
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), new) from error
            # Names hold a check sum of what is in the file: two who get here at once write the same.
            os.rename(source, target)  # noqa: PTH104
        else:
            with suppress(FileNotFoundError):
                os.unlink(source)  # noqa: PTH108
        _flush_folder(os.path.dirname(target))  # noqa: PTH120

    def delete(self, path: str) -> None:
        """Remove a file."""
        os.unlink(self._path(path))  # noqa: PTH108

    def now(self) -> float:
        """Return the time of this computer."""
        return time.time()


def _flush(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FLUSH:
            raise


def _flush_folder(folder: str) -> None:
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder that may be written and not read
        return
    try:
        _flush(handle)
    finally:
        os.close(handle)

"""A network drive in memory that does on command what network drives do: go, come back empty, lose, delay, copy."""

import errno
import os
from dataclasses import dataclass

from funneldesk.share.file_system import Entry, TooLarge


@dataclass
class _File:
    data: bytes
    modified: float
    durable: bool = False
    arrived: bool = True


class MemoryFolder:
    """A `FileSystem` in memory; several programs may hold the same one."""

    def __init__(self) -> None:
        self.files: dict[str, _File] = {}
        self.folders = {""}
        #: Raised by every call while it is set: the drive is gone, slow, read-only ...
        self.trouble: int | None = None
        self.clock = 1_800_000_000.0
        #: Whether new files wait until `arrive` lets others see them, as in a synchronised folder.
        self.delays = False
        self.calls: list[tuple[str, str]] = []

    @property
    def where(self) -> str:
        """Return its name."""
        return "//nas/team"

    def _begin(self, call: str, path: str) -> None:
        self.calls.append((call, path))
        if self.trouble is not None:
            raise OSError(self.trouble, os.strerror(self.trouble), path)

    def _at(self, path: str) -> _File:
        found = self.files.get(path)
        if found is None or not found.arrived:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return found

    def list(self, folder: str) -> list[Entry]:
        """Return what lies in a folder."""
        self._begin("list", folder)
        if folder not in self.folders:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), folder)
        start = f"{folder}/" if folder else ""
        found = [
            Entry(path.removeprefix(start), len(file.data), file.modified, is_folder=False)
            for path, file in self.files.items()
            if path.rpartition("/")[0] == folder and file.arrived
        ]
        under = (one for one in self.folders if one and one.rpartition("/")[0] == folder)
        return found + [Entry(one.removeprefix(start), 0, self.clock, is_folder=True) for one in under]

    def read(self, path: str, most: int) -> bytes:
        """Return a whole file."""
        self._begin("read", path)
        data = self._at(path).data
        if len(data) > most:
            raise TooLarge(path)
        return data

    def create_new(self, path: str, data: bytes) -> None:
        """Write a new file."""
        self._begin("create_new", path)
        if path in self.files:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
        self.put(path, data, durable=False)

    def put(self, path: str, data: bytes, *, durable: bool = True) -> None:
        """Let a file be there, whoever wrote it."""
        self.files[path] = _File(data, self.clock, durable)
        folder = path.rpartition("/")[0]
        while folder:
            self.folders.add(folder)
            folder = folder.rpartition("/")[0]

    def fsync(self, path: str) -> None:
        """Let a file outlive a power failure."""
        self._begin("fsync", path)
        self._at(path).durable = True

    def rename_new(self, old: str, new: str) -> None:
        """Give a file a name that is not taken."""
        self._begin("rename_new", old)
        file = self._at(old)
        if new in self.files:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), new)
        del self.files[old]
        self.files[new] = file
        file.arrived = not self.delays

    def delete(self, path: str) -> None:
        """Remove a file."""
        self._begin("delete", path)
        self._at(path)
        del self.files[path]

    def now(self) -> float:
        """Return the time, which only tests move."""
        return self.clock

    def arrive(self) -> None:
        """Let everything be seen that was held back."""
        for file in self.files.values():
            file.arrived = True

    def lose_power(self) -> None:
        """Lose what was not on the disk: half of such files is left."""
        for file in self.files.values():
            if not file.durable:
                file.data = file.data[: len(file.data) // 2]

    def empty(self) -> None:
        """Lose everything, as somebody removes it by mistake."""
        self.files.clear()
        self.folders = {""}

    def copy_as_conflict(self, path: str) -> str:
        """Do what synchronising programs do: a copy under a name of their own; return that."""
        stem, dot, ending = path.rpartition(".")
        name = f"{stem} (LAPTOP の競合コピー){dot}{ending}"
        self.put(name, self.files[path].data)
        return name

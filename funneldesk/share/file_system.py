"""The one way to a shared folder: the few things that every network drive can do, so that each can be made to fail."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """What a directory says of one thing in it, without opening it. `modified`: seconds since 1970, by the share."""

    name: str
    size: int
    modified: float
    is_folder: bool


class TooLarge(Exception):  # noqa: N818 - said of a file, not of a fault
    """A file is longer than anything of its kind may be."""


class FileSystem(Protocol):
    """A shared folder. Paths are relative to it, with "/" between folder and name.

    Everything raises OSError as the system does (FileNotFoundError, FileExistsError, PermissionError, TimeoutError
    ...); `share.trouble` makes sentences of them. Nothing is ever written over: there is no way to do so.
    """

    @property
    def where(self) -> str:
        """Return the folder as people know it, for sentences."""
        ...

    def list(self, folder: str) -> list[Entry]:
        """Return what lies in a folder; FileNotFoundError where there is no such folder."""
        ...

    def read(self, path: str, most: int) -> bytes:
        """Return a whole file; TooLarge where it is longer than `most` bytes."""
        ...

    def create_new(self, path: str, data: bytes) -> None:
        """Write a file that is not there yet, and the folders above it; FileExistsError where it is."""
        ...

    def fsync(self, path: str) -> None:
        """Wait until a file just written is on the disk."""
        ...

    def rename_new(self, old: str, new: str) -> None:
        """Give a file another name in the same folder, durably; FileExistsError where that is taken."""
        ...

    def delete(self, path: str) -> None:
        """Remove one file."""
        ...

    def now(self) -> float:
        """Return the time of this computer in seconds since 1970: only for ages of half-written files."""
        ...

"""Copies of publications on this computer: written under a fresh name, whole before they are used, then the only one.

All functions raise UserError where the disk of this computer refuses.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from funneldesk.share.outbox_faults import explained
from funneldesk.share.publication_without import leave_out

COPY, PART = ".sqlite", ".part"
#: Parts are left over by a program that was killed when they are older than this, in seconds.
_LEFT_AFTER = 3600
_BLOCK = 1 << 20


def write_part(folder: Path, data: bytes) -> Path:
    """Write a publication under a name nothing has, and wait until it is on the disk. Not yet a copy."""
    path = folder / f"{secrets.token_hex(8)}{PART}"
    with explained(path):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            drop(path)
            raise
    return path


def part_without(copy: Path, handovers: Collection[str]) -> tuple[Path, dict[str, int]]:
    """Write a copy once more without the people some hand-overs are about; return the part and the rows of its tables.

    Nothing of them stays in its bytes. Sums are as they were published.
    """
    with explained(copy):
        part = write_part(copy.parent, copy.read_bytes())
    try:
        with explained(part):
            return part, leave_out(part, handovers)
    except BaseException:
        drop(part)
        raise


def sum_of(path: Path) -> str | None:
    """Return the sha256 of a file, None where it is not there or cannot be read."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    except OSError:
        return None
    return found.hexdigest()


def drop(path: Path) -> None:
    """Remove a file; one that somebody has open (Windows) stays until the next time."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def tidy(folder: Path, keep: str) -> None:
    """Remove all copies but one, and parts that nobody writes any more."""
    with suppress(OSError):
        for path in folder.iterdir():
            is_left = path.suffix == PART and time.time() - path.stat().st_mtime > _LEFT_AFTER
            if is_left or (path.suffix == COPY and path.name != keep):
                drop(path)

"""The id of this computer among those that share a folder: drawn once, kept in a file of this user."""

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

from funneldesk.errors import cannot_write
from funneldesk.share.folder import RealFolder

_ID = re.compile(r"[0-9a-f]{16}")
_NAME = "device"


def device_id(folder: Path) -> str:
    """Return 16 hexadecimal digits, always the same for this user on this computer; `folder` is made where missing."""
    path = folder / _NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _read(path) or _draw(folder)
    except OSError as error:
        raise cannot_write(path) from error


def _draw(folder: Path) -> str:
    """Draw an id and return the one that counts: of two programs that begin at once, the faster one's."""
    files, fresh = RealFolder(folder), f"{_NAME}.{secrets.token_hex(4)}"
    files.create_new(fresh, secrets.token_hex(8).encode("ascii"))
    try:
        files.fsync(fresh)
        # It is whole before it has its name: nobody takes it for a file that was never finished.
        files.rename_new(fresh, _NAME)
    except FileExistsError:
        if not _read(folder / _NAME):
            os.replace(folder / fresh, folder / _NAME)  # noqa: PTH105
    finally:
        with suppress(FileNotFoundError):
            files.delete(fresh)
    return _read(folder / _NAME)


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""
    return text if _ID.fullmatch(text) else ""

"""The id of this computer among those that share a folder: drawn once, kept in a file of this user."""

import os
import re
import secrets
from pathlib import Path

from funneldesk.errors import UserError
from funneldesk.i18n import _

_ID = re.compile(r"[0-9a-f]{16}")
_NAME = "device"


def device_id(folder: Path) -> str:
    """Return 16 hexadecimal digits, always the same for this user on this computer; `folder` is made where missing."""
    path = folder / _NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if found := _read(path):
            return found
        try:
            with path.open("x", encoding="ascii") as stream:
                stream.write(secrets.token_hex(8))
        except FileExistsError:
            # Somebody was faster, or a file nobody finished lies there.
            if not _read(path):
                fresh = folder / f"{_NAME}.{secrets.token_hex(4)}"
                fresh.write_text(secrets.token_hex(8), encoding="ascii")
                os.replace(fresh, path)  # noqa: PTH105
        return _read(path)
    except OSError as error:
        raise UserError(
            "cannot_write",
            _("{file} cannot be written.").format(file=str(path)),
            _("Check the rights of the folder and the space on the disk."),
        ) from error


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""
    return text if _ID.fullmatch(text) else ""

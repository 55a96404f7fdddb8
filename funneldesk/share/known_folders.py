"""Which shared folder this computer has seen where: another one in its place is noticed, also after a restart."""

import hashlib
import os
import re
import unicodedata
from pathlib import Path

from funneldesk.share.outbox_faults import explained

_SHARE_ID = re.compile(r"[0-9A-Za-z-]{1,64}")


def known_share(home: Path, folder: Path) -> str | None:
    """Return the id of the share that was seen in a folder, None where none was."""
    try:
        said = _note(home, folder).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return said if is_share_id(said) else None


def remember_share(home: Path, folder: Path, share_id: str) -> None:
    """Note which share lies in a folder. UserError where this computer's disk refuses."""
    note = _note(home, folder)
    part = note.with_suffix(f".{os.getpid()}.part")
    with explained(note):
        home.mkdir(parents=True, exist_ok=True)
        part.write_text(share_id + "\n", encoding="utf-8")
        part.replace(note)


def is_share_id(text: str) -> bool:
    """Whether an id of a share may be the name of a folder on this computer."""
    return _SHARE_ID.fullmatch(text) is not None


def _note(home: Path, folder: Path) -> Path:
    # One folder, however its name was typed: Mac OS hands on Japanese names in another form than Windows.
    path = unicodedata.normalize("NFC", os.path.normcase(folder.absolute()))
    return home / f"{hashlib.sha256(path.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}.share"

"""What failures of the outbox mean for the member: every one becomes a sentence with a next step."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from funneldesk.errors import UserError
from funneldesk.i18n import _

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_REFUSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_CANTOPEN}

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn failures of the outbox at `path`, and of its folder, into UserErrors."""
    try:
        yield
    except sqlite3.Error as error:
        raise _user_error(error, path) from error
    except OSError as error:
        raise (_full(path) if error.errno in _NO_SPACE else _refused(path)) from error


def newer(path: Path) -> UserError:
    """Return the error for an outbox that a newer program made."""
    return UserError(
        "outbox_newer",
        _("{file} was made by a newer FunnelDesk.").format(file=path),
        _("Use that newer version on this computer. Nothing was changed."),
    )


def _user_error(error: sqlite3.Error, path: Path) -> UserError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return UserError(
            "outbox_busy",
            _("Another FunnelDesk on this computer is writing into {file}. Nothing was saved.").format(
                file=path
            ),
            _("Wait a moment, then try again."),
        )
    if code == sqlite3.SQLITE_FULL:
        return _full(path)
    if code in _BROKEN:
        return UserError(
            "outbox_broken",
            _("The file of your answers is damaged: {file}.").format(file=path),
            _(
                "Keep it, move it to another folder and open the shared folder again; what is ✓✓ is safe on the share."
            ),
        )
    if code in _REFUSED:
        return _refused(path)
    return UserError(
        "disk_error",
        _("Reading or writing {file} failed: {reason}").format(file=path, reason=error),
        _("Check the disk of this computer, then try again."),
    )


def _full(path: Path) -> UserError:
    return UserError(
        "disk_full",
        _("The disk of this computer is full. Nothing was saved in {file}.").format(file=path),
        _("Free some space on this disk, then try again."),
    )


def _refused(path: Path) -> UserError:
    return UserError(
        "outbox_refused",
        _("{file} cannot be written on this computer. Nothing was saved.").format(file=path),
        _("Check the rights of the file and its folder."),
    )

"""What SQLite's failures mean for a person: every one becomes a sentence with a next step."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from funneldesk.errors import UserError
from funneldesk.i18n import _

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

#: What the file, the disk or another program is to blame for, never a statement of ours.
_OF_FILE = _BUSY | _BROKEN | {
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR,
}  # fmt: skip


def is_of_file(error: sqlite3.Error) -> bool:
    """Whether the file, the disk or another program is at fault, not the program."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _OF_FILE


def user_error(error: sqlite3.Error, path: Path) -> UserError:
    """Return what `error`, met while working on the store at `path`, means for a person."""
    name = str(path)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return UserError(
            "store_busy",
            _("{file} is being used by another program.").format(file=name),
            _("Close the other window or wait until its work is done, then try again."),
        )
    if code == sqlite3.SQLITE_FULL:
        return UserError(
            "disk_full",
            _("The disk is full. Nothing was changed in {file}.").format(file=name),
            _("Free some space on this disk, then try again."),
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
        return UserError(
            "read_only",
            _("{file} may not be written.").format(file=name),
            _("Check the rights of the file and its folder, or keep the store in a folder of your own."),
        )
    if code in _BROKEN:
        return broken(path)
    if code == sqlite3.SQLITE_CANTOPEN:
        return UserError(
            "cannot_open",
            _("{file} cannot be opened.").format(file=name),
            _("Check that the folder exists and that you may write there."),
        )
    return UserError(
        "disk_error",
        _("Reading or writing {file} failed: {reason}").format(file=name, reason=error),
        _("Check the disk, then try again. Backups lie in the folder “FunnelDesk backups” beside the data."),
        damaged=path,
    )


def broken(path: Path) -> UserError:
    """Return the error for a file that is no database, or a damaged one."""
    return UserError(
        "store_broken",
        _("{file} is not a FunnelDesk store, or it is damaged.").format(file=str(path)),
        _(
            "Choose another file, or bring a backup back. Backups lie in the folder “FunnelDesk backups” beside the "
            "data."
        ),
        damaged=path,
    )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors inside the block into UserErrors that name `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise user_error(error, path) from error

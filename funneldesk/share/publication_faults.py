"""What is wrong with a published file, in sentences: a file from the share is not trusted."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from funneldesk.errors import UserError
from funneldesk.i18n import _


def damaged(path: Path, reason: str) -> UserError:
    """Return the error for a file that is not, or no longer, what was published. `reason`: in words."""
    return UserError(
        "publication_damaged",
        _("{file} is no whole publication: {reason}").format(file=path.name, reason=reason),
        _("Nothing of it is shown. Whoever publishes can publish once more."),
    )


def unexpected_object(path: Path, name: str) -> UserError:
    """Return the error for a file with a table, view or trigger that publications do not have, or without one."""
    return UserError(
        "publication_unexpected",
        _("{file} holds other things than a publication, or lacks some: “{name}”.").format(
            file=path.name, name=name[:80]
        ),
        _("Somebody may have changed it. It is not opened; tell whoever publishes."),
    )


def other_version(path: Path, *, newer: bool) -> UserError:
    """Return the error for a file that a program with other tables has written."""
    if newer:
        return UserError(
            "publication_newer",
            _("{file} was published by a newer FunnelDesk.").format(file=path.name),
            _("Install the newer version, then open it again."),
        )
    return UserError(
        "publication_older",
        _("{file} was published by an older FunnelDesk.").format(file=path.name),
        _("Ask whoever publishes to install this version and publish once more."),
    )


def not_there(path: Path) -> UserError:
    """Return the error for a file that cannot be read."""
    return UserError(
        "publication_unreadable",
        _("{file} cannot be read.").format(file=str(path)),
        _("Check that the file is there and that you may read it."),
    )


def too_slow(path: Path) -> UserError:
    """Return the error for a file that keeps the program busy without end."""
    return UserError(
        "publication_slow",
        _("{file} takes too long to read.").format(file=path.name),
        _("Try again; if it stays so, ask whoever publishes to publish once more."),
    )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a file inside the block into UserErrors."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a mistake of this program, not of the file
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_INTERRUPT:
            raise too_slow(path) from error
        if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR}:
            raise not_there(path) from error
        raise damaged(path, str(error)) from error
    except UnicodeDecodeError as error:
        raise damaged(path, _("a text in it is no text")) from error

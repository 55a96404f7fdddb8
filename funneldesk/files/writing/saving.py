"""Writing a file for people: whole or not at all, and a sentence where it cannot be written."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from funneldesk.errors import UserError
from funneldesk.i18n import _


def save_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a file beside `path`, then move it into place; what was there before is replaced.

    Raises UserError where the folder is missing or not writable, or another program holds the file open.
    """
    unfinished = path.with_name(f".{path.stem}.{os.getpid()}.tmp{path.suffix}")
    try:
        write(unfinished)
        unfinished.replace(path)
    except OSError as error:
        raise _not_written(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()


def _not_written(path: Path, error: OSError) -> UserError:
    message = _("%(path)s could not be written.") % {"path": path}
    if isinstance(error, PermissionError):
        next_step = _("Close the file if another program has it open, or choose another folder.")
        return UserError("not_writable", message, next_step)
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return UserError("no_folder", message, _("The folder does not exist. Choose another one."))
    return UserError("not_writable", f"{message} ({error.strerror})", _("Choose another folder."))

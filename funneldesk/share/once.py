"""Writing a file into the shared folder once: whole and on the disk, or not at all."""

import secrets
from contextlib import suppress

from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.share.file_system import FileSystem, TooLarge
from funneldesk.share.names import TMP
from funneldesk.share.trouble import explained, patient


def write_once(files: FileSystem, path: str, data: bytes) -> None:
    """Put a file where nobody sees it half: another name, on the disk, read back, then its own name.

    The same file already there is as good. UserError where another one is there, or what was read back is not what
    was written.
    """
    with explained(files):
        if _is_there(files, path, data):
            return
        half = f"{path}.{secrets.token_hex(4)}{TMP}"
        try:
            _write_half(files, half, data)
            _give_name(files, half, path, data)
        except BaseException:
            # What cannot be removed now is swept after a day.
            with suppress(OSError):
                files.delete(half)
            raise


def _write_half(files: FileSystem, half: str, data: bytes) -> None:
    patient(lambda: files.create_new(half, data))
    patient(lambda: files.fsync(half))
    if patient(lambda: files.read(half, len(data))) != data:
        raise _not_kept(files)


def _give_name(files: FileSystem, half: str, path: str, data: bytes) -> None:
    try:
        patient(lambda: files.rename_new(half, path))
    except OSError:
        # Some drives report a failure of what they have done all the same.
        if not _is_there_at_last(files, path, data):
            raise


def _is_there_at_last(files: FileSystem, path: str, data: bytes) -> bool:
    try:
        return _is_there(files, path, data)
    except OSError:
        return False


def _is_there(files: FileSystem, path: str, data: bytes) -> bool:
    try:
        found = patient(lambda: files.read(path, len(data)))
    except FileNotFoundError:
        return False
    except TooLarge:
        found = b""
    if found != data:
        name = path.rpartition("/")[2]
        raise UserError(
            "share_taken",
            _("{where} already holds another file named {file}.").format(where=files.where, file=name),
            _("Try again; a new name is taken then."),
        )
    return True


def _not_kept(files: FileSystem) -> UserError:
    return UserError(
        "share_not_kept",
        _("The shared folder {where} does not give back what was written to it.").format(where=files.where),
        _("Do not rely on this drive. Ask whoever looks after it to check it, or choose another folder."),
    )

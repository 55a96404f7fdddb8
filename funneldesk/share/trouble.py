"""What goes wrong on a network drive, in words: every OSError becomes a sentence with a next step."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import sleep
from typing import TypeVar

from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.share.file_system import FileSystem, TooLarge

Result = TypeVar("Result")
_SYSTEMS = {
    "share_gone": {
        errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN,
        errno.ENETUNREACH, errno.ENOTCONN, errno.ECONNRESET, errno.ECONNREFUSED, errno.ECONNABORTED,
    },
    "share_slow": {errno.ETIMEDOUT},
    "share_full": {errno.ENOSPC, errno.EDQUOT, errno.EFBIG},
    "share_held": {errno.EBUSY, errno.ETXTBSY, errno.EAGAIN},
    "share_read_only": {errno.EACCES, errno.EPERM, errno.EROFS},
    "share_no_folder": {errno.ENOTDIR},
    "share_long_name": {errno.ENAMETOOLONG},
}  # fmt: skip
#: The same in the numbers of Windows (winerror), which are finer.
_WINDOWS = {
    # 362, 388: the program that synchronises the folder does not run, or has no network.
    "share_gone": {21, 51, 53, 54, 55, 59, 64, 67, 362, 388, 1167, 1203, 1222, 1225, 1231, 1232, 1236},
    "share_slow": {121, 426, 1460},
    "share_full": {39, 112, 1295, 1816},
    "share_held": {32, 33, 170, 303, 391, 1224},
    "share_read_only": {19, 65, 86, 395, 1326, 1327, 1331, 1909},
    "share_no_folder": {267},
    "share_long_name": {111, 206},
}
#: Waits in seconds until a file that another program holds (an antivirus, a synchronising program) is tried again.
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)


def trouble_code(error: OSError) -> str:
    """Return which kind of trouble an error of a shared folder is, as in the codes of UserErrors."""
    known = ((getattr(error, "winerror", None), _WINDOWS), (error.errno, _SYSTEMS))
    found = (code for number, table in known for code, numbers in table.items() if number in numbers)
    return next(found, "share_trouble")


def in_words(error: OSError, where: str) -> UserError:
    """Return what an error met in the shared folder `where` means for a person."""
    code = trouble_code(error)
    reason = error.strerror or str(error)
    message, step = {
        "share_gone": (
            _("The shared folder {where} cannot be reached."),
            _("Check the network, the VPN and that the drive is connected, then try again."),
        ),
        "share_slow": (
            _("The shared folder {where} does not answer in time."),
            _("Try again when the network is quicker. Nothing is lost meanwhile."),
        ),
        "share_full": (
            _("The disk of the shared folder {where} is full."),
            _(
                "Ask whoever looks after the drive for space, then try again. What the team had is still there."
            ),
        ),
        "share_held": (
            _("Another program holds a file in the shared folder {where}."),
            _("It may be an antivirus or a synchronising program. Try again in a minute."),
        ),
        "share_no_folder": (
            _("{where} is a file, or a file lies in it where FunnelDesk has a folder."),
            _("Choose a folder, or move that file away."),
        ),
        "share_long_name": (
            _("The name of the shared folder is too long for this computer: {where}"),
            _("Choose a folder with a shorter name, or connect the drive under a letter of its own."),
        ),
        "share_read_only": (
            _("FunnelDesk may not write in the shared folder {where}, or may not read a file there."),
            _("Ask whoever looks after the drive for the right to read and write in this folder."),
        ),
    }.get(
        code,
        (
            _("Reading or writing in the shared folder {where} failed: {reason}"),
            _("Try again. If it stays like this, ask whoever looks after the drive."),
        ),
    )
    return UserError(code, message.format(where=where, reason=reason), step)


@contextmanager
def explained(files: FileSystem) -> Iterator[None]:
    """Turn what the shared folder raises inside the block into UserErrors."""
    try:
        yield
    except TooLarge as error:
        raise UserError(
            "share_too_large",
            _("{file} in the shared folder is larger than any file of FunnelDesk.").format(file=str(error)),
            _("It was not read. Ask whoever put it there, or remove it."),
        ) from error
    except OSError as error:
        raise in_words(error, files.where) from error


def patient(act: Callable[[], Result]) -> Result:
    """Do something again for a second and a half while another program holds the file."""
    for wait in _WAITS:
        try:
            return act()
        except OSError as error:
            # Windows says "permission denied" of a file an antivirus looks at.
            may_be_held = trouble_code(error) == "share_held" or error.errno in {errno.EACCES, errno.EPERM}
            if isinstance(error, FileExistsError) or not may_be_held:
                raise
        sleep(wait)
    return act()

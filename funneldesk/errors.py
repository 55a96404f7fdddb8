"""Expected trouble: errors whose text tells a person what is wrong and what to do next."""

from pathlib import Path

from funneldesk.i18n import _


class UserError(Exception):
    """Something the user can understand and act on.

    `code` is a stable identifier for scripts, `message` says what is wrong and where, `next_step` what to do.
    `damaged`: the store that cannot be read any more, if that is the trouble.
    """

    def __init__(self, code: str, message: str, next_step: str = "", *, damaged: Path | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.next_step = next_step
        self.damaged = damaged


class Cancelled(Exception):  # noqa: N818 - a request, not a fault
    """The user asked a running task to stop; its transaction is rolled back."""


def cannot_write(path: Path) -> UserError:
    """Return the error for a file or folder of this computer that cannot be written."""
    return UserError(
        "cannot_write",
        _("{file} cannot be written.").format(file=str(path)),
        _("Check the rights of the folder and the space on the disk."),
    )

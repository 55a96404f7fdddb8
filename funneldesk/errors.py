"""Expected trouble: errors whose text tells a person what is wrong and what to do next."""


class UserError(Exception):
    """Something the user can understand and act on.

    `code` is a stable identifier for scripts, `message` says what is wrong and where, `next_step` what to do.
    """

    def __init__(self, code: str, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.next_step = next_step


class Cancelled(Exception):  # noqa: N818 - a request, not a fault
    """The user asked a running task to stop; its transaction is rolled back."""

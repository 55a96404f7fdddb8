"""What an operation sees of the task it runs in: a place to report progress, which may ask it to stop."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Task(Protocol):
    """Progress and cancellation of one running operation."""

    def report(self, done: int, total: int | None = None) -> None:
        """Say how far the work is; raises `errors.Cancelled` when asked to stop."""


class _Silent:
    def report(self, done: int, total: int | None = None) -> None:
        """Nobody watches."""


#: For commands and tests that need no progress.
NO_TASK: Task = _Silent()


@contextmanager
def no_collection() -> Iterator[None]:
    """Let the garbage collector rest: it would walk all rows there are, which are all in use, again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

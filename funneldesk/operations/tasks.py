"""What an operation sees of the task it runs in: a place to report progress, which may ask it to stop."""

import gc
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any, Protocol


class Task(Protocol):
    """Progress and cancellation of one running operation."""

    def report(self, done: int, total: int | None = None) -> None:
        """Say how far the work is; raises `errors.Cancelled` when asked to stop."""


class _Silent:
    def report(self, done: int, total: int | None = None) -> None:
        """Nobody watches."""


#: For commands and tests that need no progress.
NO_TASK: Task = _Silent()


#: How many at this moment want no collection; the thread of a window that collects by itself asks.
_resting = 0
_lock = Lock()


@contextmanager
def no_collection() -> Iterator[None]:
    """Let the garbage collector rest: it would walk all rows there are, which are all in use, again and again."""
    was_on = gc.isenabled()
    gc.disable()
    _rest(1)
    try:
        yield
    finally:
        _rest(-1)
        if was_on:
            gc.enable()


def _rest(more: int) -> None:
    global _resting  # noqa: PLW0603 - there is one collector
    with _lock:
        _resting += more


def is_collection_wanted() -> bool:
    """Whether nobody wants the collector to rest."""
    return not _resting


#: What a thread that does one piece of work after the other knows of its end.
_end: ContextVar[Callable[[], bool]] = ContextVar("end", default=lambda: False)


def ends_when(is_so: Callable[[], bool]) -> None:
    """Let `is_over` say in this thread from now on what `is_so` says."""
    _end.set(is_so)


def is_over() -> bool:
    """Whether whoever this thread works for is about to be gone: nobody will ask for what it is doing."""
    return _end.get()()


def let_go(mapping: MutableMapping[Any, Any]) -> None:
    """Empty a mapping entry by entry: a hundred thousand that go at once keep all other threads waiting."""
    while mapping:
        mapping.popitem()

"""Work on very many leads that a child does: on another core, with memory that goes with it.

A million leads that are folded in a window leave its memory full of holes, and keep its thread from Python meanwhile;
a great question needs several hundred megabytes more for seconds.
"""

import io
import os
import pickle
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, Generic, TypeVar, TypeVarTuple

from funneldesk.errors import Cancelled
from funneldesk.files import child_process
from funneldesk.operations.tasks import is_over
from funneldesk.store.lead_list import count_leads
from funneldesk.store.opening import open_for_reading

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Mapping

    from funneldesk.operations.tasks import Task
    from funneldesk.store.store import Store

    Shared = Callable[[Store], Mapping[str, object]]

Given = TypeVarTuple("Given")
Answer = TypeVar("Answer")

HIDDEN_ARGUMENT = "--answer"
#: Of so many leads a child does the work.
FROM = 200_000
#: How often whoever waits for a child asks whether it is still wanted.
_LOOK_SECONDS = 0.1
_is_child = False


@dataclass(frozen=True, slots=True)
class Found(Generic[Answer]):
    """What a child found."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a child is told: the question with what it is given, the store, and in which state it is asked about it."""

    question: "Callable[..., object]"
    given: tuple[object, ...]
    store: Path
    state: str
    shared: "Shared"


@dataclass(frozen=True, slots=True)
class _Progress:
    done: int
    total: int | None


def is_for_child(store: "Store") -> bool:
    """Whether so many leads are in this store, written as it is read, that a child does the work."""
    return not _is_child and store.in_file and not store.writing and count_leads(store) >= FROM


def nothing_shared(_store: "Store") -> "Mapping[str, object]":
    """Return what both sides have where an answer holds nothing of the kind."""
    return {}


def found_apart(
    store: "Store",
    task: "Task",
    question: "Callable[[Store, Task, *Given], Answer]",
    *given: *Given,
    state: str = "",
    shared: "Shared" = nothing_shared,
) -> Found[Answer] | None:
    """Return what `question(store, task, *given)` gives a child; None where few leads need none, or it came to nothing.

    A function of a module, whose answer holds no words of a language: the child speaks none. With a `state` nothing is
    found of a store somebody wrote into meanwhile; what is `shared` by name is not sent. Raises `Cancelled` where
    `task` is asked to stop, or the thread is to end.
    """
    if not is_for_child(store):
        return None
    with child_process.running(HIDDEN_ARGUMENT) as child:
        told = wanted(store, question, *given, state=state, shared=shared)
        return _told(child, told, shared(store), task)


def wanted(
    store: "Store",
    question: "Callable[..., object]",
    *given: object,
    state: str = "",
    shared: "Shared" = nothing_shared,
) -> bytes:
    """Return what a child is told that is to answer a question about a store."""
    return pickle.dumps(_Wanted(question, given, store.path, state, shared))


def _told(
    child: "subprocess.Popen[bytes] | None", told: bytes, shared: "Mapping[str, object]", task: "Task"
) -> Found[Any] | None:
    """Return what a child found that was told what is wanted; its stdin stays open, so that it ends when this does."""
    if child is None or child.stdin is None or child.stdout is None:
        return None
    with suppress(OSError):  # the child is gone
        child.stdin.write(told)
        child.stdin.flush()
    said: Queue[Found[Any] | _Progress | None] = Queue()
    # It waits for what the child says, so that this thread can ask whether that is still wanted.
    Thread(target=_listen, args=(child.stdout, shared, said.put), daemon=True).start()
    at = _Progress(0, None)
    while True:
        with suppress(Empty):
            one = said.get(timeout=_LOOK_SECONDS)
            if not isinstance(one, _Progress):
                return one
            at = one
        if is_over():
            raise Cancelled
        task.report(at.done, at.total)


def _listen(
    stream: IO[bytes],
    shared: "Mapping[str, object]",
    tell: "Callable[[Found[Any] | _Progress | None], None]",
) -> None:
    """Tell what a child says, and None at its end."""
    # What is broken off is no answer, whatever it may be taken for.
    with suppress(Exception):
        while True:
            tell(_Reader(stream, shared).load())
    tell(None)


class _Reader(pickle.Unpickler):
    def __init__(self, stream: IO[bytes], shared: "Mapping[str, object]") -> None:
        super().__init__(stream)
        self._shared = shared

    def persistent_load(self, name: str) -> object:
        """Return what both sides have."""
        return self._shared[name]


class _Writer(pickle.Pickler):
    def __init__(self, stream: IO[bytes], shared: "Mapping[str, object]") -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self._names = {id(value): name for name, value in shared.items()}

    def persistent_id(self, value: object) -> str | None:
        """Return the name of what both sides have."""
        return self._names.get(id(value))


class _Telling:
    """The task of the child: says each step to whoever waits for it."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def report(self, done: int, total: int | None = None) -> None:
        """Say how far the work is; where nobody listens any more, the work ends."""
        self.say(_Progress(done, total), {})

    def say(self, one: object, shared: "Mapping[str, object]") -> None:
        """Say one thing."""
        whole = io.BytesIO()
        _Writer(whole, shared).dump(one)
        self._out.write(whole.getbuffer())
        self._out.flush()


def serve() -> int:
    """Answer the question that stdin tells of: the work of the child. Returns its exit code."""
    global _is_child  # noqa: PLW0603 - this process is one as long as it lives
    _is_child = True
    # Ctrl+C reaches the whole group of processes; whoever started this one decides about its end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        asked: _Wanted = pickle.load(sys.stdin.buffer)  # noqa: S301 - said by the program that started this one
    except EOFError:  # the parent is gone
        return 1
    Thread(target=_end_with_parent, daemon=True).start()
    telling = _Telling(sys.stdout.buffer)
    try:
        with open_for_reading(asked.store) as store, store.one_view():
            if asked.state not in ("", store.state):  # somebody wrote meanwhile
                return 1
            telling.say(Found(asked.question(store, telling, *asked.given)), asked.shared(store))
    except OSError:  # nobody listens any more
        return 1
    return 0


def _end_with_parent() -> None:
    """Wait for the end of whoever started this process, and end then."""
    # Not through the buffer of stdin, which would be locked when the process ends.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os._exit(1)

"""A question about very many leads that a child answers: on another core, with memory that goes with it.

A window that answers it itself needs several hundred megabytes more for seconds, and people wait for its thread.
"""

import io
import pickle
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, TypeVar, TypeVarTuple, cast

from funneldesk.errors import Cancelled
from funneldesk.files import child_process
from funneldesk.operations import apart
from funneldesk.operations.facts import facts_of, one_view
from funneldesk.operations.tasks import is_over
from funneldesk.store.opening import open_for_reading

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from funneldesk.domain.facts import Facts
    from funneldesk.operations.tasks import Task
    from funneldesk.store.store import Store

Given = TypeVarTuple("Given")
Answer = TypeVar("Answer")

HIDDEN_ARGUMENT = "--answer"
#: How often whoever waits for a child asks whether it is still wanted.
_LOOK_SECONDS = 0.1
#: What both sides have in their facts is named, not sent.
_OF_BOTH = ("lead_ids", "acquired_day", "disqualified_day", "opt_out_day", "contents")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a child is told: the store, the state it is asked about, and the question."""

    store: Path
    state: str
    question: "Callable[..., object]"
    given: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Progress:
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class _Found:
    answer: object


def answered(
    store: "Store",
    task: "Task",
    question: "Callable[[Store, Task, *Given], Answer]",
    *given: *Given,
) -> Answer:
    """Return `question(store, task, *given)`, found by a child of very many leads; here where that comes to nothing.

    A function of a module, whose answer holds no words of a language and no facts: the child speaks none, and would
    send them all. Raises `Cancelled` where `task` is asked to stop, or the thread is to end.
    """
    with one_view(store):
        if apart.is_for_child(store):
            with child_process.running(HIDDEN_ARGUMENT) as child:
                found = _told(child, wanted(store, question, *given), facts_of(store), task)
            if found is not None:
                return cast("Answer", found.answer)
        return question(store, task, *given)


def wanted(store: "Store", question: "Callable[..., object]", *given: object) -> bytes:
    """Return what a child is told that is to answer a question about a store as it is now."""
    return pickle.dumps(_Wanted(store.path, store.state, question, given))


def _told(
    child: "subprocess.Popen[bytes] | None", told: bytes, facts: "Facts", task: "Task"
) -> _Found | None:
    """Return what a child found that was told what is wanted; its stdin stays open, so that it ends when this does."""
    if child is None or child.stdin is None or child.stdout is None:
        return None
    with suppress(OSError):  # the child is gone
        child.stdin.write(told)
        child.stdin.flush()
    said: Queue[_Found | _Progress | None] = Queue()
    # It waits for what the child says, so that this thread can ask whether that is still wanted.
    Thread(target=_listen, args=(child.stdout, facts, said.put), daemon=True).start()
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


def _listen(stream: IO[bytes], facts: "Facts", tell: "Callable[[_Found | _Progress | None], None]") -> None:
    """Tell what a child says, and None at its end."""
    # What is broken off is no answer, whatever it may be taken for.
    with suppress(Exception):
        while True:
            tell(_Reader(stream, facts).load())
    tell(None)


class _Reader(pickle.Unpickler):
    def __init__(self, stream: IO[bytes], facts: "Facts") -> None:
        super().__init__(stream)
        self._facts = facts

    def persistent_load(self, name: str) -> object:
        """Return what both sides have."""
        return getattr(self._facts, name)


class _Writer(pickle.Pickler):
    def __init__(self, stream: IO[bytes], facts: "Facts | None") -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self._names = {id(getattr(facts, name)): name for name in _OF_BOTH} if facts else {}

    def persistent_id(self, value: object) -> str | None:
        """Return the name of what both sides have."""
        return self._names.get(id(value))


class _Telling:
    """The task of the child: says each step to whoever waits for it."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def report(self, done: int, total: int | None = None) -> None:
        """Say how far the work is; where nobody listens any more, the work ends."""
        self.say(_Progress(done, total))

    def say(self, one: object, facts: "Facts | None" = None) -> None:
        """Say one thing."""
        whole = io.BytesIO()
        _Writer(whole, facts).dump(one)
        self._out.write(whole.getbuffer())
        self._out.flush()


def serve() -> int:
    """Answer the question that stdin tells of: the work of the child. Returns its exit code."""
    apart.be_child()
    try:
        asked: Any = pickle.load(sys.stdin.buffer)  # noqa: S301 - said by the program that started this one
    except EOFError:  # the parent is gone
        return 1
    Thread(target=apart.end_with_parent, daemon=True).start()
    telling = _Telling(sys.stdout.buffer)
    try:
        with open_for_reading(asked.store) as store, one_view(store):
            if store.state != asked.state:  # somebody wrote meanwhile
                return 1
            telling.say(_Found(asked.question(store, telling, *asked.given)), facts_of(store))
    except OSError:  # nobody listens any more
        return 1
    return 0

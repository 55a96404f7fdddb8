"""The thread that talks to the shared folder: nobody ever waits for it, not even the end of the program.

A dead network drive answers after minutes or never. So this is no thread of Qt, which would have to be waited for, but
one that the system drops with the program: what it has not finished it finds again the next time.
"""

import queue
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot


@dataclass(frozen=True, slots=True)
class _Work:
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


class ShareThread(QObject):
    """Does one thing after the other; the callbacks run on the GUI thread."""

    _delivered = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._waiting: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._thread: Thread | None = None
        self._left = False
        self._idle = Event()
        self._idle.set()
        self._open = 0
        self._delivered.connect(self._deliver)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still on its way."""
        return self._open > 0

    def submit(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do something when all before it is done."""
        self._open += 1
        self._idle.clear()
        self._waiting.put(_Work(work, done, failed))
        if self._thread is None:
            self._thread = Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def leave(self, patience_seconds: float = 0.0) -> bool:
        """Tell nobody any more; wait so long at most for what was begun, and return whether all of it is done."""
        self._left = True
        self._waiting.put(None)
        return self._idle.wait(patience_seconds)

    def _run(self) -> None:
        while (one := self._waiting.get()) is not None:
            try:
                answer = one.work()
            except Exception as error:  # noqa: BLE001 - a bug becomes a dialog of the window
                self._tell(one.failed, error)
            else:
                self._tell(one.done, answer)
            if self._waiting.empty():
                self._idle.set()
        self._idle.set()

    def _tell(self, callback: Callable[[Any], None], value: Any) -> None:
        if not self._left:
            self._delivered.emit(lambda: callback(value))

    @Slot(object)
    def _deliver(self, callback: Callable[[], None]) -> None:
        self._open -= 1
        if not self._left:
            callback()

"""Work off the GUI thread: one thread with its own store, or one for a shared folder; callbacks on the GUI thread."""

import queue
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from funneldesk.errors import Cancelled, UserError
from funneldesk.operations.tasks import ends_when
from funneldesk.ui.memory import give_back

#: Progress is shown at most this often.
REPORTS_PER_SECOND = 20
#: A job that took longer may have left much free memory behind.
_LONG_SECONDS = 0.05
#: Who is asked nothing for so long rests.
_REST_SECONDS = 3.0


class Opened(Protocol):
    """What a thread opens for its jobs and keeps: a store, or the copy of a publication."""

    def close(self) -> None:
        """Let go of the file."""
        ...


@runtime_checkable
class Telling(Protocol):
    """Something opened that knows which errors its file is to blame for."""

    def told(self, error: Exception) -> Exception:
        """Return what an error means for a person, itself where the program is to blame."""
        ...


@dataclass(eq=False)
class Job:
    """One piece of work, and who wants to know about it. `cancel()` asks it to stop at its next report."""

    work: Callable[[Any, "Job"], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    progress: Callable[[int, int | None], None] | None = None
    needs_store: bool = True
    #: Whether its end is told even after `cancel()`: what was written is written, whoever stopped asking.
    must_answer: bool = False
    #: Whoever asked is gone (its window was closed or replaced): the callbacks must not run.
    abandoned: bool = False
    _stop: Event = field(default_factory=Event)
    _reported: float = 0.0
    _worker: "Worker | None" = None

    def cancel(self) -> None:
        """Ask the job to stop; if it has not begun it never will."""
        self._stop.set()

    @property
    def can_stop(self) -> bool:
        """Whether stopping it half-way is what people expect: all but short writes."""
        return not self.must_answer or self.progress is not None

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._stop.is_set()

    def report(self, done: int, total: int | None = None) -> None:
        """Take the progress of the running operation (it is the operation's `Task`)."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if self.progress and self._worker and now - self._reported >= 1 / REPORTS_PER_SECOND:
            self._reported = now
            self._worker.delivered.emit(lambda: self._tell_progress(done, total))

    def _tell_progress(self, done: int, total: int | None) -> None:
        if self.progress and not self.abandoned and not self.cancelled:
            self.progress(done, total)


class Worker(QThread):
    """A thread that does jobs one after the other with a store it opens itself and keeps."""

    delivered = Signal(object)

    def __init__(
        self,
        opener: Callable[[], Opened],
        *,
        keep: bool,
        rest: Callable[[Any], object] = lambda _store: None,
        parent: QObject | None = None,
    ) -> None:
        """Make the thread; `opener` opens its store, which `keep` leaves open between jobs.

        `rest` lets go of what the store keeps to be quicker, when nothing was asked for a while.
        """
        super().__init__(parent)
        self._rest = rest
        self._opener = opener
        self._keep = keep
        self._jobs: queue.Queue[Job | str | None] = queue.Queue()
        self._store: Opened | None = None
        self._current: Job | None = None
        self._is_over = False
        #: Jobs that are done, until the thread of the window lets go of them: it may be the last that knows of whoever
        #: asked, and what is Qt's must end where it lives.
        self._spent: list[Job] = []
        self._told: deque[Callable[[], None]] = deque()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._tell_next)
        self.delivered.connect(self._deliver)

    @Slot(object)
    def _deliver(self, callback: Callable[[], None]) -> None:
        """Let what was found be told in its turn: of several answers at once each is shown by itself, keys between."""
        self._told.append(callback)
        self._turn.start()

    def _tell_next(self) -> None:
        callback = self._told.popleft()
        if not self._told:
            self._turn.stop()
        callback()

    def submit(self, job: Job) -> Job:
        """Queue `job`; its callbacks run on the GUI thread.

        After `stop` only what is written is still done, and waited for: a timer of a window that was closed may ask
        once more, and a thread that nobody ends any more takes the program down with it.
        """
        if self._is_over and job.can_stop:
            job.cancel()
            return job
        job._worker = self  # noqa: SLF001 - the two belong together
        self._jobs.put(job)
        if not self.isRunning():
            self.start()
        if self._is_over:
            self.stop()
        return job

    def forget_store(self) -> None:
        """Close the store after the jobs that wait now: another one is in use."""
        self._jobs.put("forget")

    def stop(self) -> None:
        """Finish short writes, drop all else, close the store, end the thread."""
        waiting: list[Job | str | None] = []
        # The thread takes its next one at the same time.
        with suppress(queue.Empty):
            while True:
                waiting.append(self._jobs.get_nowait())
        for job in waiting:
            if isinstance(job, Job) and not job.can_stop:
                self._jobs.put(job)
        current = self._current
        if current is not None and current.can_stop:
            current.cancel()
        self._is_over = True
        if self.isRunning():
            self._jobs.put(None)
            self.wait()

    def run(self) -> None:
        """Work until told to stop."""
        ends_when(lambda: self._is_over and (self._current is None or self._current.can_stop))
        while (job := self._next()) is not None:
            if isinstance(job, str):
                self._close()
            elif not job.cancelled:
                self._current = job
                self._do(job)
                self._current = None
            elif job.must_answer:
                self._answer(job, job.failed, Cancelled())
            if isinstance(job, Job):
                self._spent.append(job)
            job = None
            self.delivered.emit(self._spent.clear)
        self._close()

    def _next(self) -> Job | str | None:
        """Return the next job; while there is none for long, memory nobody needs goes back."""
        with suppress(queue.Empty):
            return self._jobs.get(timeout=_REST_SECONDS)
        if self._store is not None:
            self._rest(self._store)
        give_back()
        return self._jobs.get()

    def _do(self, job: Job) -> None:
        began = time.monotonic()
        try:
            if self._store is None and job.needs_store:
                self._store = self._opener()
            result = job.work(self._store, job)  # None only where it is not needed
        except (Cancelled, UserError) as error:
            self._answer(job, job.failed, error)
        except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a dialog
            opened = self._store
            self._answer(job, job.failed, opened.told(error) if isinstance(opened, Telling) else error)
        else:
            self._answer(job, job.done, result)
        finally:
            if not self._keep:
                self._close()
            if time.monotonic() - began > _LONG_SECONDS:
                give_back()

    def _answer(self, job: Job, callback: Callable[[Any], None], value: Any) -> None:
        def tell() -> None:
            if not job.abandoned and (not job.cancelled or job.must_answer):
                callback(value)

        self.delivered.emit(tell)

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None


@dataclass(frozen=True, slots=True)
class _Work:
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


class ShareThread(QObject):
    """A thread that talks to a shared folder: one thing after the other, the callbacks on the GUI thread.

    A dead network drive answers after minutes or never. So this is no thread of Qt, which would have to be waited
    for, but one that the system drops with the program: what it has not finished it finds again the next time.
    """

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

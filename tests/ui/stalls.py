"""How long the window does not listen: a watch over its event loop, and a walk through all pages of a store.

    python -m tests.ui.stalls STORE [PAGE,PAGE]

walks through all pages (or some) of a store in a program of its own (nothing is imported or kept from before, as after
a start) and prints one JSON object: the longest hold of each step of the walk with the bar of this machine at that
time, and the memory the window has after it. Two things are written into the store, and taken back.

What counts as a hold: the time between two events in which the GUI thread worked, or waited for something of ours (a
lock, the disk, another thread that has hold of Python). What the system gave to other programs meanwhile does not count,
whether it was this thread that had to wait or the one it waited for: a busy machine is no fault of a page.
"""

import faulthandler
import json
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import psutil
from PySide6.QtCore import QEventLoop, QObject, QSettings, Qt, QTimer
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QMainWindow, QWidget

#: The GUI thread may hold the window up so long (DESIGN 10), on a slow machine twice as long.
BAR_MS = 50.0
MOST_TIMES_SLOWER = 2.0
#: What a bare window with a form takes to come and go in its event loop where nothing else runs (two-core laptop).
BARE_MS = 12.0
BEAT_MS = 2
#: Longer holds are looked into: where the threads were.
LOOK_MS = 30.0
MOST_LOOKS = 5
DEEPEST = 6
SETTLE_MS = 600_000
LOOK_EVERY_MS = 10
_FRAME = re.compile(r'\s*File ".*?([^/\\]+)", line (\d+) in (.*)')


@dataclass(frozen=True, slots=True)
class Hold:
    """The longest time during a step in which no event was delivered, and where the threads were then."""

    step: str
    milliseconds: float
    #: So much of it the GUI thread was at work itself; the rest it waited for another thread to let go of Python.
    busy_ms: float
    where: str
    #: What is allowed: measured right after a hold that might be too long, for a machine may be slow for a while.
    bar_ms: float = BAR_MS

    @property
    def is_too_long(self) -> bool:
        """Whether people notice it."""
        return self.milliseconds > self.bar_ms


def kept_waiting(thread: int) -> float:
    """Return for how many seconds a thread was ready and the system let others run; 0 where it does not say."""
    try:
        said = Path(f"/proc/self/task/{thread}/schedstat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(said.split()[1]) / 1e9


def _threads() -> list[int]:
    return [thread.native_id for thread in threading.enumerate() if thread.native_id is not None]


class StallWatch(QObject):
    """Beats with the event loop: what lies between two beats is a hold, less what the machine did for others."""

    def __init__(self, waited: Callable[[int], float] = kept_waiting) -> None:
        super().__init__()
        self._thread = threading.get_native_id()
        self._kept_waiting = waited
        #: How long each other thread was kept waiting before the hold that lasts now.
        self.others_seen: dict[int, float] = {}
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = self._delay = 0.0
        self._longest = self._busy = self._worked = 0.0
        self._where = self._seen = ""
        self._ends = threading.Event()
        self._looker = threading.Thread(target=self._look, daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self.forget()
        self._timer.start()
        self._looker.start()

    def forget(self) -> None:
        """Begin to count from now, also within a hold."""
        self._last, self._worked, self._delay = time.perf_counter(), time.thread_time(), self._waited()
        self._longest, self._busy, self._where, self._seen = 0.0, 0.0, "", ""

    def stop(self) -> None:
        """Listen no longer."""
        self._timer.stop()
        self._ends.set()
        self._looker.join()

    def take(self, step: str) -> Hold:
        """Return the longest hold since the last call."""
        found = Hold(step, self._longest, self._busy, self._where)
        if found.is_too_long:
            found = replace(found, bar_ms=bar_of_machine())
        self.forget()
        return found

    def _waited(self) -> float:
        return self._kept_waiting(self._thread)

    def _others_waited(self) -> dict[int, float]:
        return {thread: self._kept_waiting(thread) for thread in _threads() if thread != self._thread}

    def _idle_for_others(self) -> float:
        """Return how long the thread that was kept waiting most in this hold was: who needs it waits as well."""
        before = self.others_seen
        return max(
            (now - before.get(thread, now) for thread, now in self._others_waited().items()), default=0.0
        )

    def _beat(self) -> None:
        now, worked, delay = time.perf_counter(), time.thread_time(), self._waited()
        held = (now - self._last - (delay - self._delay)) * 1000 - BEAT_MS
        busy = (worked - self._worked) * 1000
        if held > max(self._longest, LOOK_MS):
            held -= min(max(held - busy, 0.0), self._idle_for_others() * 1000)
        if held > self._longest:
            self._longest, self._busy = held, busy
            self._where = self._seen if held > LOOK_MS else ""
        self._seen = ""
        self._last, self._worked, self._delay = now, worked, delay

    def _look(self) -> None:
        looked, looks = 0.0, 0
        while not self._ends.wait(0.005):
            now = time.perf_counter()
            if (now - self._last) * 1000 <= LOOK_MS:
                looks, self.others_seen = 0, self._others_waited()
            elif looks < MOST_LOOKS and (now - looked) * 1000 > LOOK_MS:
                looked, looks = now, looks + 1
                self._seen += f"{self._stacks()}\n"

    def _stacks(self) -> str:
        # Frames held here would keep what stands in them alive, and let it die in this thread: painters, timers.
        with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
            faulthandler.dump_traceback(file, all_threads=True)
            file.seek(0)
            stacks = file.read().split("\n\n")
        # What waits for work is nobody's concern; the last one is this thread.
        return "\n".join(
            " < ".join(_FRAME.sub(r"\1:\2 \3", line) for line in stack.splitlines()[1 : DEEPEST + 1])
            for stack in stacks
            if not stack.startswith("Current") and "threading.py" not in stack.splitlines()[1]
        )


def bar_of_machine() -> float:
    """Return the bar in milliseconds: on a machine where a bare window is more work than on a laptop, a higher one."""
    taken = sorted(_bare_window() for _time in range(9))
    slower = taken[len(taken) // 2] / BARE_MS
    return BAR_MS * min(max(slower, 1.0), MOST_TIMES_SLOWER)


def _bare_window() -> float:
    begin = time.thread_time()
    window, inside = QMainWindow(), QWidget()
    form = QFormLayout(inside)
    for place in range(40):
        form.addRow(QLabel(str(place)), QLineEdit(str(place)))
    window.setCentralWidget(inside)
    window.show()
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()
    window.close()
    window.deleteLater()
    return (time.thread_time() - begin) * 1000


def work(milliseconds: float) -> None:
    """Let the processor work for so long in this thread: what a test of holds is about."""
    ends = time.thread_time() + milliseconds / 1000
    while time.thread_time() < ends:
        pass


def until(is_done: Callable[[], bool], what: str, *, looks: int = 1, patience_ms: int = SETTLE_MS) -> None:
    """Let the event loop run until something is so at so many looks in a row; TimeoutError where it never is."""
    loop = QEventLoop()
    ends = time.monotonic() + patience_ms / 1000
    seen = 0

    def look() -> None:
        nonlocal seen
        seen = seen + 1 if is_done() else 0
        if seen >= looks or time.monotonic() > ends:
            loop.quit()

    timer = QTimer(interval=LOOK_EVERY_MS)
    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    if seen < looks:
        raise TimeoutError(what)


def in_loop(act: Callable[[], object]) -> None:
    """Do something as a click does: from within the event loop."""
    done: list[object] = []

    def run() -> None:
        try:
            act()
        finally:
            done.append(True)

    QTimer.singleShot(0, run)
    until(lambda: bool(done), "the step itself")


def main(store: Path, pages: str = "", planted: float = 0.0) -> None:
    """Walk through the pages of a store and print what was found; `planted` milliseconds hold up the page itself."""
    from funneldesk.ui.collecting import Collector
    from funneldesk.ui.start import keep_smooth, make_application, make_desk
    from tests.ui.stall_walk import hold_up, walk

    app = make_application([])
    keep_smooth()
    collector = Collector(app)
    collector.start()
    if planted:
        hold_up(pages, planted)
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        desk = make_desk(app, store, settings)
        desk.prepared.connect(collector.spare)
        watch = StallWatch()
        watch.start()
        holds = [
            asdict(hold) | {"memory_mb": psutil.Process().memory_info().rss / 2**20}
            for hold in walk(desk, watch, pages.split(",") if pages else ())
        ]
        watch.stop()
        if desk.window is not None:
            desk.window.close()
    sys.stdout.write(json.dumps({"holds": holds}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3], *map(float, sys.argv[3:4]))

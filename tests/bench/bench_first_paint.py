"""How long until the window is there, against a bare window with the same text (DESIGN 10: at most 1.5 times).

    python tests/bench/bench_first_paint.py [RUNS]

Interleaved runs, medians, from the start of the process to the first paint, all bytecode compiled.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import timing  # noqa: F401 - off screen where there is no display

REPOSITORY = Path(__file__).resolve().parents[2]
PAINT = """
class FirstPaint(QObject):
    seen = False
    def eventFilter(self, watched, event):
        if not self.seen and event.type() == QEvent.Type.Paint:
            self.seen = True
            print(time.time(), flush=True)
            os._exit(0)  # the rest of the start is no part of the measure
        return False
first = FirstPaint()
application.installEventFilter(first)
"""
BARE = f"""
import os, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
{PAINT}
window = QMainWindow()
window.setCentralWidget(QLabel("FunnelDesk"))
window.resize(1440, 900)
window.show()
application.exec()
"""
PROGRAM = f"""
import os, sys, time
from pathlib import Path
from funneldesk import app
from funneldesk.ui import start
from PySide6.QtCore import QEvent, QObject, QSettings
application = start.make_application([])
{PAINT}
settings = QSettings(sys.argv[1] + ".ini", QSettings.Format.IniFormat)
desk = start.make_desk(application, Path(sys.argv[1]), settings)
desk.open_window()
application.exec()
"""


def first_paint_ms(program: str, store: Path) -> float:
    """Return the milliseconds from the start of a process that runs `program` to its first paint."""
    command = [sys.executable, "-c", program, str(store)]
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(store.parent), "PYTHONDONTWRITEBYTECODE": ""}
    begun = time.time()
    run = subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    return (float(run.stdout) - begun) * 1000


def main() -> None:
    """Print both medians and their ratio."""
    sys.path.insert(0, str(REPOSITORY))
    from funneldesk.operations.stores import create_store

    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "desk.db"
        create_store(store, "ja").close()
        first_paint_ms(BARE, store), first_paint_ms(PROGRAM, store)  # warm the disk's cache
        pairs = [(first_paint_ms(BARE, store), first_paint_ms(PROGRAM, store)) for _ in range(runs)]
    bare, program = (median(times) for times in zip(*pairs, strict=True))
    print(f"bare window {bare:.0f} ms, FunnelDesk {program:.0f} ms: {program / bare:.2f} times (bar 1.5)")


if __name__ == "__main__":
    main()

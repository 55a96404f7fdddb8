"""The window is there before anything heavy is loaded (DESIGN 10)."""

import json
import subprocess
import sys

import pytest

from funneldesk.operations.stores import create_store

#: Each costs 85 to 500 ms to import; the first paint of a bare window takes about 180.
HEAVY = ["numpy", "matplotlib", "openpyxl", "sqlite_utils", "python_calamine", "click"]
PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
from funneldesk import app
from funneldesk.ui import start

class FirstPaint(QObject):
    loaded = None
    def eventFilter(self, watched, event):
        if self.loaded is None and event.type() == QEvent.Type.Paint:
            self.loaded = sorted(set(json.loads(sys.argv[2])) & set(sys.modules))
            QTimer.singleShot(0, application.quit)
        return False

application = start.make_application([])
first = FirstPaint()
application.installEventFilter(first)
settings = QSettings(sys.argv[1] + ".ini", QSettings.Format.IniFormat)
desk = start.make_desk(application, Path(sys.argv[1]), settings)
desk.open_window()
QTimer.singleShot(20_000, application.quit)
application.exec()
print(json.dumps(first.loaded), flush=True)
desk.session.close()
"""


@pytest.mark.parametrize("there_is_a_store", [False, True])
def test_nothing_heavy_is_loaded_before_the_first_paint(there_is_a_store, tmp_path, repository):
    path = tmp_path / "desk.db"
    if there_is_a_store:
        create_store(path, "ja").close()
    command = [sys.executable, "-c", PROGRAM, str(path), json.dumps(HEAVY)]
    run = subprocess.run(command, cwd=repository, capture_output=True, encoding="utf-8", timeout=60)
    assert (run.stdout.strip(), run.returncode) == ("[]", 0), run.stderr

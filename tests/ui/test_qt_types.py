"""Types of Qt are made on one thread: two that make them at one moment end the process."""

import subprocess
import sys

import pytest

from funneldesk.ui import preloading, program

#: Two threads go through the same names; `first`: what the window does before it lets another thread begin.
WALK = """
import threading
from PySide6 import QtCore, QtGui, QtWidgets
from funneldesk.ui.qt_types import steps_to_types

def walk():
    for module in (QtWidgets, QtGui, QtCore):
        for name in dir(module):
            getattr(module, name)

application = QtWidgets.QApplication([])
{first}
other = threading.Thread(target=walk)
other.start()
walk()
other.join()
"""
MAKE = """
for step in steps_to_types():
    step()
"""


@pytest.mark.parametrize("attempt", range(3))
def test_two_threads_may_ask_for_types_that_are_made(repository, attempt):
    run = subprocess.run(
        [sys.executable, "-c", WALK.format(first=MAKE)],
        cwd=repository,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr


def test_the_code_of_pages_is_loaded_once_all_types_are_made(monkeypatch, open_desk, company_store, qtbot):
    waiting = ["a type", "another one"]
    begun = []

    def steps():
        while waiting:
            yield waiting.pop

    def preload(*given):
        begun.append(not waiting)
        return preloading.preload(*given)

    monkeypatch.setattr(program, "steps_to_types", steps)
    monkeypatch.setattr(program, "preload", preload)
    window = open_desk(company_store).window
    qtbot.waitUntil(lambda: window.current is not None)
    assert begun == [True]

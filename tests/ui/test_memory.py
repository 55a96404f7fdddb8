"""What is free goes back to the system, where the C library keeps it; elsewhere nothing is asked for."""

import ctypes
import subprocess
import sys

import pytest

from funneldesk.ui import memory

#: In a process of its own: one that has run other tests has free memory in which all of it would find room.
_APART = """
import numpy, psutil
from funneldesk.ui import memory

memory.keep_large_apart()
process = psutil.Process()
numpy.ones(1 << 21)  # without the setting its size is learned, and what follows stands among the small ones
before = process.memory_info().rss
large = [numpy.ones(1 << 19) for _ in range(40)]
kept = [bytearray(100_000) for _ in range(40)]
held = process.memory_info().rss - before
del large
print(held >> 20, process.memory_info().rss - before >> 20, len(kept))
"""


@pytest.mark.skipif(memory._c_library() is None, reason="another C library")
def test_large_arrays_are_gone_when_they_are_let_go_of():
    ran = subprocess.run([sys.executable, "-c", _APART], capture_output=True, text=True, check=True)
    held, left, kept = map(int, ran.stdout.split())
    assert held > 150
    assert left < 40
    assert kept == 40


def test_elsewhere_nothing_is_asked_for(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: pytest.fail("no such library"))
    memory.keep_large_apart()
    memory.give_back()


def test_a_c_library_without_these_is_left_alone(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    memory.keep_large_apart()
    memory.give_back()

"""What the program tells the system it runs on."""

import ctypes
import sys
from types import SimpleNamespace

import pytest

from funneldesk.ui import program


def test_windows_is_told_that_a_window_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []
    kernel = SimpleNamespace(CreateMutexW=lambda *given: asked.append(given))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    program.make_mutex(program.RUNNING)
    assert asked == [(None, 0, program.RUNNING)]


def test_other_systems_are_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "windll", None, raising=False)
    program.make_mutex(program.RUNNING)

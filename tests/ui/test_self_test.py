"""The self-test: its lines, what counts as a failure, and that a checkout passes it whole."""

import os
import subprocess
import sys
import warnings

import pytest
from PySide6.QtCore import qWarning

from funneldesk.operations.self_test import SelfTestError
from funneldesk.ui.navigation import BEYOND, PAGES, TABS
from funneldesk.ui.self_test import SelfTest

PATIENCE_SECONDS = 900


@pytest.fixture
def lines():
    return []


@pytest.fixture
def run(lines, tmp_path):
    return SelfTest(tmp_path, lines.append)


def test_a_step_that_passes_says_what_it_found(run, lines):
    run.step("book", lambda: "71 bytes")
    assert (lines, run.failed) == (["ok      book: 71 bytes (0.0 s)"], 0)


def test_a_step_that_fails_says_why_and_the_next_one_is_done(run, lines):
    def fail():
        raise SelfTestError("no book")

    run.step("book", fail)
    run.step("next", lambda: "there")
    assert lines[0] == "FAILED  book: SelfTestError: no book"
    assert lines[1].startswith("ok      next")
    assert run.failed == 1


def test_of_a_bug_the_lines_of_code_are_said(run, lines):
    run.step("bug", lambda: str(1 // 0))
    assert lines[0].startswith("FAILED  bug: ZeroDivisionError")
    assert "test_self_test.py" in lines[1]


def test_warnings_of_qt_and_of_python_and_uncaught_errors_fail_a_step(run, lines):
    def warn():
        qWarning("a slot nobody has")
        warnings.warn("a library lacks something", UserWarning, stacklevel=1)
        sys.excepthook(ValueError, ValueError("in a slot"), None)
        return "done"

    with run.listening():
        warnings.simplefilter("always")
        run.step("start", warn)
        run.step("next", lambda: "there")
    (said, following) = lines
    assert said.startswith("FAILED  start: SelfTestError: 3 complaints")
    for words in ("a slot nobody has", "a library lacks something", "ValueError: in a slot"):
        assert words in said
    assert following.startswith("ok"), "complaints count for the step they come from"
    assert run.failed == 1


def test_what_was_listened_to_is_left_alone_afterwards(run):
    hook = sys.excepthook
    with run.listening():
        assert sys.excepthook is not hook
    assert sys.excepthook is hook


@pytest.mark.long
def test_a_checkout_passes_whole(repository, tmp_path):
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(tmp_path))
    environment = {**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", "-m", "funneldesk", "--self-test"]
    ran = subprocess.run(
        command,
        cwd=repository,
        env={**environment, "PYTHONPATH": str(repository)},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    said = ran.stdout.splitlines()
    assert said[-1] == "all passed"
    assert not list(tmp_path.rglob("FunnelDesk")), "nothing of the user's own is written"
    for entry in (*PAGES, *TABS, *BEYOND):
        for language in ("ja", "en"):
            assert any(line.startswith(f"ok      {language} {entry.id}:") for line in said)

"""No page holds the window up for longer than people notice, whatever they do in it (DESIGN 10)."""

import json
import os
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QTimer

from funneldesk.operations.stores import create_store
from tests.bench.made_store import fill
from tests.ui.stalls import BAR_MS, StallWatch, in_loop, until, work

LEADS, ACTIVITIES = 20_000, 60_000
#: What holds the window once may be the machine; what does so each time is the program.
WALKS = 6


@pytest.fixture
def watch(qapp):
    watch = StallWatch()
    watch.start()
    yield watch
    watch.stop()


def test_a_hold_is_seen_with_the_function_that_held(watch):
    in_loop(lambda: work(2 * BAR_MS))
    hold = watch.take("working")
    assert hold.milliseconds >= 2 * BAR_MS - 5
    assert hold.busy_ms >= 2 * BAR_MS - 5
    assert "work" in hold.where


def test_a_hold_is_forgotten_with_the_step_it_was_in(watch):
    in_loop(lambda: work(2 * BAR_MS))
    watch.take("working")
    in_loop(lambda: None)
    assert watch.take("nothing").busy_ms < BAR_MS


def test_who_waits_for_another_thread_is_held_as_well(watch):
    free = threading.Event()
    thread = threading.Thread(target=lambda: (work(2 * BAR_MS), free.set()))

    def wait():
        thread.start()
        free.wait()

    in_loop(wait)
    thread.join()
    hold = watch.take("waiting")
    assert hold.milliseconds >= 2 * BAR_MS - 5
    assert hold.busy_ms < BAR_MS


def test_what_never_comes_is_an_error(qapp):
    begun = []
    QTimer.singleShot(0, lambda: begun.append(True))
    with pytest.raises(TimeoutError, match="the end of time"):
        until(lambda: False, "the end of time", patience_ms=30)
    assert begun


@pytest.fixture(scope="module")
def large_store(tmp_path_factory):
    """The store of a company with many leads."""
    path = tmp_path_factory.mktemp("many") / "funneldesk.db"
    with create_store(path, "ja") as store:
        fill(store, LEADS, ACTIVITIES, people=True)
    return path


def walk_over(store, folder, repository):
    """Walk through all pages in a program of its own, whose code is compiled as that of an installed one is."""
    environment = {
        **os.environ,
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    command = [sys.executable, "-m", "tests.ui.stalls", str(store)]
    run = subprocess.run(
        command,
        cwd=repository,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_no_step_of_a_walk_through_all_pages_holds_the_window_up(large_store, tmp_path, repository):
    held = {}
    for walk in range(WALKS):
        found = walk_over(large_store, tmp_path, repository)
        for hold in found["holds"]:
            if hold["milliseconds"] <= found["bar_ms"]:
                held.pop(hold["step"], None)
            elif walk == 0:
                held[hold["step"]] = f"{hold['milliseconds']:.0f} ms: {hold['step']}\n{hold['where']}"
        if not held:
            return
    pytest.fail("\n".join(held.values()))

"""No page holds the window up for longer than people notice, whatever they do in it (DESIGN 10)."""

import gc
import json
import os
import subprocess
import sys
import threading
import time

import pytest
from PySide6.QtCore import QTimer

from funneldesk.operations.stores import create_store
from tests.bench.made_store import fill
from tests.ui.stall_walk import page_of
from tests.ui.stalls import BAR_MS, StallWatch, in_loop, until, work

LEADS, ACTIVITIES = 20_000, 60_000
#: What holds the window once may be the machine; what does so each time is the program.
WALKS = 6


@pytest.fixture(autouse=True)
def _nothing_to_collect():
    """Collecting all that the tests before left takes longer than any hold here."""
    gc.collect()


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


def test_a_machine_that_lets_the_other_thread_wait_is_no_hold(qapp):
    """As above, but what the other thread did all the time is to wait for a processor."""
    began = time.perf_counter()
    watched = threading.get_native_id()
    watch = StallWatch(lambda thread: 0.0 if thread == watched else time.perf_counter() - began)
    watch.start()
    try:
        free = threading.Event()
        thread = threading.Timer(2 * BAR_MS / 1000, free.set)
        until(lambda: bool(watch.others_seen), "a look at the other threads")
        in_loop(lambda: (thread.start(), free.wait()))
        assert watch.take("waiting").milliseconds < BAR_MS
        in_loop(lambda: work(2 * BAR_MS))
        assert watch.take("working").milliseconds >= 2 * BAR_MS - 5, (
            "work of its own counts whatever others do"
        )
    finally:
        watch.stop()


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


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """The folder of what is compiled: all walks are those of one installation."""
    return tmp_path_factory.mktemp("compiled")


def walk_over(store, compiled, repository, *planted):
    """Walk through all pages in a program of its own, whose code is compiled as that of an installed one is."""
    environment = {
        **os.environ,
        "PYTHONPYCACHEPREFIX": str(compiled),
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONFAULTHANDLER": "1",  # where it was, if it dies
    }
    command = [sys.executable, "-m", "tests.ui.stalls", str(store), *planted]
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


def held_up(found):
    return {hold["step"]: hold for hold in found["holds"] if hold["milliseconds"] > hold["bar_ms"]}


@pytest.mark.long
def test_no_step_of_a_walk_through_all_pages_holds_the_window_up(large_store, compiled, repository):
    held = held_up(walk_over(large_store, compiled, repository))
    for _walk in range(1, WALKS):
        if held:
            again = held_up(walk_over(large_store, compiled, repository, ",".join({*map(page_of, held)})))
            held = {step: again[step] for step in held if step in again}
    assert not held, "\n".join(
        f"{hold['milliseconds']:.0f} ms (allowed: {hold['bar_ms']:.0f} ms): {step}\n{hold['where']}"
        for step, hold in held.items()
    )


def test_a_page_that_holds_the_window_up_is_found_by_the_walk(large_store, compiled, repository):
    """What the test above says is worth something: one line too much in one page, and the walk names it."""
    planted = walk_over(large_store, compiled, repository, "settings", str(3 * BAR_MS))
    held = held_up(planted)
    assert "settings, first" in held
    assert "planted" in held["settings, first"]["where"]

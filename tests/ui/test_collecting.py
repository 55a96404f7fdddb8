"""What lies in a cycle is ended on the thread of the window, whichever thread makes objects meanwhile."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject, Qt, QTimer

from funneldesk.operations.tasks import no_collection
from funneldesk.ui.collecting import Collector
from funneldesk.ui.tasks import Job, Worker


@pytest.fixture
def often():
    """Let little be enough to collect."""
    before = gc.get_threshold()
    gc.collect()
    gc.set_threshold(500, 2, 2)
    yield
    gc.set_threshold(*before)


@pytest.fixture
def by_hand():
    """Let nothing be collected but what a test collects."""
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


def _in_a_cycle(ended):
    """Make an object of Qt that only itself knows."""
    one = QTimer()
    one.itself = one
    told = Qt.ConnectionType.DirectConnection
    one.destroyed.connect(lambda *_: ended.append(threading.current_thread()), told)


def _many_objects():
    return [[place] for place in range(200_000)]


def _on_another_thread(work):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@pytest.mark.usefixtures("often")
def test_left_to_itself_python_ends_it_on_the_other_thread(qapp):
    """What the collector is for: without it this is what happens."""
    gc.enable()
    ended = []
    _in_a_cycle(ended)
    _on_another_thread(_many_objects)
    assert ended
    assert ended[0] is not threading.main_thread()


@pytest.mark.usefixtures("often")
def test_it_is_ended_on_the_thread_of_the_window(qtbot):
    collector = Collector()
    collector.start()
    ended = []
    try:
        kept = []
        _in_a_cycle(ended)
        _on_another_thread(lambda: kept.append(_many_objects()))
        assert not ended
        qtbot.waitUntil(lambda: bool(ended))
        assert ended == [threading.main_thread()]
        assert not gc.isenabled()
    finally:
        collector.stop()
    # What is ended now must not be collected among.
    assert not gc.isenabled()


@pytest.mark.usefixtures("often", "by_hand")
def test_each_generation_is_collected_when_it_is_due(qapp):
    collector = Collector()
    before = [one["collections"] for one in gc.get_stats()]
    kept = []
    for _time in range(30):
        kept.append([[place] for place in range(1000)])
        collector.collect()
    after = [one["collections"] for one in gc.get_stats()]
    assert all(now > then for then, now in zip(before, after, strict=True))
    collector.collect()
    gc.collect()
    still = [one["collections"] for one in gc.get_stats()]
    collector.collect()
    assert [one["collections"] for one in gc.get_stats()] == still, "nothing is due"


@pytest.mark.usefixtures("often", "by_hand")
def test_it_rests_while_somebody_has_very_many_objects_in_hand(qapp):
    collector, ended = Collector(), []
    _in_a_cycle(ended)
    rows = _many_objects()
    with no_collection():
        collector.collect()
        assert not ended
    collector.collect()
    assert ended
    assert len(rows) == 200_000


@pytest.mark.usefixtures("often", "by_hand")
def test_what_was_there_when_all_was_built_is_not_walked_again(qapp):
    collector, ended, rows = Collector(), [], _many_objects()
    collector.spare()
    assert not any(one is rows for one in gc.get_objects())
    _in_a_cycle(ended)
    more = _many_objects()
    collector.collect()
    assert ended, "what came later is"
    assert len(more) == len(rows)
    gc.unfreeze()
    assert any(one is rows for one in gc.get_objects())


def test_what_a_job_was_for_is_let_go_on_the_thread_of_the_window(qtbot):
    """Whoever asked may be gone when the answer comes: the worker must not be the last that knows of it."""
    ended = []

    class Asker(QObject):
        def done(self, _answer):
            pass

    worker = Worker(lambda: None, keep=False)
    asker = Asker()
    asker.destroyed.connect(
        lambda *_: ended.append(threading.current_thread()), Qt.ConnectionType.DirectConnection
    )
    go_on = threading.Event()
    job = Job(lambda _store, _job: go_on.wait(10), asker.done, lambda _error: None, needs_store=False)
    worker.submit(job)
    del job, asker
    go_on.set()
    qtbot.waitUntil(lambda: bool(ended))
    worker.stop()
    assert ended == [threading.main_thread()]

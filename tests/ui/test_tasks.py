"""Threads of the window: what is asked of one that has ended."""

import threading
import time

import pytest

from funneldesk.operations.stores import create_store
from funneldesk.operations.tasks import is_over
from funneldesk.ui import tasks
from funneldesk.ui.tasks import Job, Worker


@pytest.fixture
def ended(qapp):
    worker = Worker(lambda: None, keep=False)
    worker.submit(Job(lambda _store, _job: None, lambda _answer: None, pytest.fail, needs_store=False))
    worker.stop()
    return worker


def _job(did, **kind):
    return Job(
        lambda _store, _job: did.append("done"), lambda _answer: None, pytest.fail, needs_store=False, **kind
    )


def test_who_asks_a_thread_that_ended_gets_no_answer_and_begins_no_thread(ended):
    did = []
    job = ended.submit(_job(did))
    assert job.cancelled
    assert not ended.isRunning()
    assert not did


def test_what_is_written_is_written_even_then_and_the_thread_ends_again(ended):
    did = []
    ended.submit(_job(did, must_answer=True))
    assert did == ["done"]
    assert not ended.isRunning()


def test_a_thread_that_never_began_begins_no_more_when_it_was_ended(qapp):
    did = []
    worker = Worker(lambda: None, keep=False)
    worker.stop()
    worker.submit(_job(did))
    assert not worker.isRunning()
    worker.submit(_job(did, must_answer=True))
    assert did == ["done"]
    assert not worker.isRunning()


class Desk:
    """A store of a kind that only keeps count."""

    def __init__(self) -> None:
        self.rested = threading.Event()
        self.closed = False

    def rest(self) -> None:
        """Keep it in mind."""
        self.rested.set()

    def close(self) -> None:
        """Keep it in mind."""
        self.closed = True


def test_a_thread_nobody_asks_lets_go_of_what_it_keeps_and_goes_on_when_asked(qapp, monkeypatch):
    monkeypatch.setattr(tasks, "_REST_SECONDS", 0.05)
    given = []
    monkeypatch.setattr(tasks, "give_back", lambda: given.append("back"))
    desk, did = Desk(), []
    worker = Worker(lambda: desk, keep=True, rest=Desk.rest)
    worker.submit(Job(lambda store, _job: did.append(store), lambda _answer: None, pytest.fail))
    assert desk.rested.wait(30)
    # Once, however long nobody asks: the next job begins with the same store.
    desk.rested.clear()
    assert not desk.rested.wait(0.5)
    worker.submit(Job(lambda store, _job: did.append(store), lambda _answer: None, pytest.fail))
    assert desk.rested.wait(30)
    worker.stop()
    assert did == [desk, desk]
    assert given == ["back", "back"]
    assert desk.closed


def test_a_store_that_rests_still_answers(tmp_path):
    with create_store(tmp_path / "リスト.db", "ja") as store:
        before = store.revision
        store.rest()
        assert store.revision == before


@pytest.mark.parametrize(("must_answer", "expected"), [(False, True), (True, False)], ids=["read", "written"])
def test_what_is_only_read_learns_that_its_thread_is_to_end(qapp, must_answer, expected):
    began, told = threading.Event(), []

    def work(_store, _job):
        began.set()
        ends = time.monotonic() + (0.3 if must_answer else 30)
        while not is_over() and time.monotonic() < ends:
            time.sleep(0.01)
        told.append(is_over())

    worker = Worker(lambda: None, keep=False)
    worker.submit(Job(work, lambda _answer: None, pytest.fail, needs_store=False, must_answer=must_answer))
    assert began.wait(30)
    worker.stop()
    assert told == [expected]

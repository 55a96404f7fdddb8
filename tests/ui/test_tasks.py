"""Threads of the window: what is asked of one that has ended."""

import pytest

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

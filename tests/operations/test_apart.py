"""Of very many leads a child does the work: it answers or does not, and nobody is left behind."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from funneldesk.errors import Cancelled
from funneldesk.files import child_process
from funneldesk.operations import apart
from funneldesk.operations.apart import found_apart
from funneldesk.operations.stores import Store, create_store, open_reader, open_store
from funneldesk.operations.tasks import NO_TASK, ends_when, is_over
from funneldesk.store.opening import open_for_reading
from tests.operations.asked import STEPS, by_whom, fails, never
from tests.operations.children import Told, as_started, children, no_process, refuse, start
from tests.operations.taking import take

PEOPLE = [{"email": f"{name}@x.co.jp", "name": name} for name in ("佐藤", "鈴木", "高橋")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create_store(tmp_path / "リスト.db", "ja") as made:
        take(made, "leads", PEOPLE)
    with open_reader(made.path) as opened:
        yield opened


@pytest.fixture
def many(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(apart, "FROM", len(PEOPLE))
    return store


def test_a_child_answers_and_says_how_far_it_is(many: Store) -> None:
    task = Told()
    found = found_apart(many, task, by_whom, "given", state=many.state)
    assert found is not None
    assert found.answer == ("the child", "given")
    assert set(task.steps) >= {(STEPS - 1, STEPS)}
    assert children() == []


def test_few_leads_and_what_is_being_written_need_no_child(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_process, "launch", refuse)
    assert found_apart(store, NO_TASK, by_whom, "given") is None
    with open_store(store.path) as writing, writing.transaction():
        monkeypatch.setattr(apart, "FROM", 1)
        assert found_apart(writing, NO_TASK, by_whom, "given") is None


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(1)",
        "import os; os.abort()",
        "pass",
        "print('hello')",
        "import pickle, sys; sys.stdout.buffer.write(pickle.dumps('x' * 99)[:50])",
        "import sys; sys.stdout.buffer.write(b'cno_module\\nno_name\\n.')",
    ],
    ids=["fails", "aborts", "says nothing", "says words", "breaks off", "says what nobody knows"],
)
def test_of_a_child_that_comes_to_nothing_there_is_no_answer(
    many: Store, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    start(monkeypatch, code)
    assert found_apart(many, NO_TASK, by_whom, "given") is None
    assert children() == []


def test_of_a_question_that_fails_there_is_no_answer(many: Store) -> None:
    assert found_apart(many, NO_TASK, fails) is None


def test_where_no_process_can_be_started_there_is_no_answer(
    many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_process, "launch", no_process)
    assert found_apart(many, NO_TASK, by_whom, "given") is None


def test_of_what_somebody_wrote_meanwhile_there_is_an_answer_only_where_any_will_do(many: Store) -> None:
    before = many.state
    with open_store(many.path) as writing:
        take(writing, "leads", [{"email": "new@x.co.jp", "name": "新田"}])
    assert found_apart(many, NO_TASK, by_whom, "given", state=before) is None
    assert found_apart(many, NO_TASK, by_whom, "given", state=many.state) is not None
    assert found_apart(many, NO_TASK, by_whom, "given") is not None


def test_who_asked_may_stop_and_the_child_ends(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    start(monkeypatch, "import time; time.sleep(600)")
    with pytest.raises(Cancelled):
        found_apart(many, Told(stop_at=0), never)
    assert children() == []


def test_a_thread_that_is_to_end_does_not_wait_for_its_child(
    many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(monkeypatch, "import time; time.sleep(600)")
    told: list[BaseException] = []

    def work() -> None:
        ends_when(lambda: True)
        try:
            with open_for_reading(many.path) as store:
                found_apart(store, NO_TASK, never)
        except Cancelled as error:
            told.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert len(told) == 1
    assert children() == []
    # It is about that thread alone.
    assert not is_over()


def test_a_child_ends_with_who_started_it(many: Store) -> None:
    child = as_started()
    assert child.stdin is not None
    child.stdin.write(apart.wanted(many, never))
    child.stdin.flush()
    time.sleep(1)
    assert child.poll() is None
    child.stdin.close()
    assert child.wait(60) == 1
    child_process.close_streams(child)


def test_a_child_nobody_asks_anything_ends() -> None:
    child = as_started()
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(60) == 1
    child_process.close_streams(child)

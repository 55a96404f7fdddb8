"""Of very many leads a child answers the great questions: the answer is the same, whatever becomes of the child."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from funneldesk.errors import Cancelled
from funneldesk.files import child_process
from funneldesk.operations import answered_apart, apart, demo
from funneldesk.operations.answered_apart import answered
from funneldesk.operations.backtest import backtest_of
from funneldesk.operations.business_day import business_day
from funneldesk.operations.facts import facts_of, one_view
from funneldesk.operations.findings import findings_of
from funneldesk.operations.nurture import nurture_of
from funneldesk.operations.quality import quality_of
from funneldesk.operations.stores import Store, open_reader, open_store
from funneldesk.operations.tasks import NO_TASK, ends_when
from funneldesk.store.opening import open_for_reading
from tests.forked import as_it_starts_itself
from tests.operations.asked import STEPS, fails, how_many, never
from tests.operations.taking import take

#: Each question with what only who answers it needs.
QUESTIONS = {findings_of: "questions", backtest_of: "backtests", quality_of: "_Desk", nurture_of: "nurture"}


class Told:
    """A task that keeps what it is told; from one step on it is asked to stop."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.steps: list[tuple[int, int | None]] = []
        self._stop_at = stop_at

    def report(self, done: int, total: int | None = None) -> None:
        if self._stop_at is not None and done >= self._stop_at:
            raise Cancelled
        self.steps.append((done, total))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "_write_files", lambda *_given: ())
        return demo.run_demo(tmp_path_factory.mktemp("見本"), "ja").store


@pytest.fixture
def store(sample: Path, tmp_path: Path) -> Iterator[Store]:
    """A store nobody asked anything yet."""
    copy = tmp_path / "リスト.db"
    shutil.copyfile(sample, copy)
    with open_reader(copy) as opened:
        yield opened


@pytest.fixture
def many(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    # Another child would read them otherwise.
    facts_of(store)
    monkeypatch.setattr(apart, "FROM", 1)
    return store


def start(monkeypatch: pytest.MonkeyPatch, code: str) -> list[str]:
    """Let another program be the child."""
    command = [sys.executable, "-c", code, answered_apart.HIDDEN_ARGUMENT]
    monkeypatch.setattr(child_process, "child_command", lambda _argument: command)
    monkeypatch.setattr(child_process, "launch", as_it_starts_itself)
    return command


def children(command: list[str]) -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if one.cmdline() == command]


def refuse(*_given: object, **_named: object) -> None:
    pytest.fail("answered by this process")


def plain(value: Any) -> Any:
    """Return an answer as it can be compared: arrays as what they say."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.tolist()
    if is_dataclass(value):
        return type(value).__name__, [plain(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, dict):
        return [(key, plain(one)) for key, one in value.items()]
    return [*map(plain, value)] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_child_gives_the_same_answer(
    sample: Path, many: Store, question: Callable[[Store, int], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_reader(sample) as few, monkeypatch.context() as patch:
        patch.setattr(apart, "FROM", 10**9)
        day = business_day(few)
        expected = plain(question(few, day))
    monkeypatch.setattr(import_module(question.__module__), QUESTIONS[question], refuse)
    assert plain(question(many, day)) == expected
    assert len(str(expected)) > 1_000


def test_what_both_sides_have_is_not_sent_and_progress_is_told(many: Store) -> None:
    task = Told()
    by_child, count, lead_ids = answered(many, task, how_many, 5)
    assert (by_child, count) == (True, facts_of(many).count + 5)
    assert lead_ids is facts_of(many).lead_ids
    assert set(task.steps) >= {(STEPS - 1, STEPS)}


def test_a_store_of_few_leads_and_what_is_being_written_need_no_child(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_process, "launch", refuse)
    _by_child, count, _ids = answered(store, NO_TASK, how_many, 0)
    assert count == facts_of(store).count > 0
    with open_store(store.path) as writing, writing.transaction():
        monkeypatch.setattr(apart, "FROM", 1)
        assert answered(writing, NO_TASK, how_many, 0)[1] == count


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
def test_where_the_child_comes_to_nothing_it_is_answered_here(
    many: Store, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    command = start(monkeypatch, code)
    assert answered(many, NO_TASK, fails) == "here"
    assert children(command) == []


def test_where_the_question_fails_in_the_child_it_is_asked_here(many: Store) -> None:
    assert answered(many, NO_TASK, fails) == "here"


def test_where_no_process_can_be_started_it_is_answered_here(
    many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise OSError

    monkeypatch.setattr(child_process, "launch", fail)
    assert answered(many, NO_TASK, fails) == "here"


def test_of_what_somebody_else_wrote_meanwhile_no_answer_is_taken(many: Store) -> None:
    with one_view(many):
        before = facts_of(many).count
        with open_store(many.path) as writing:
            take(writing, "leads", [{"email": "new@x.co.jp", "name": "新田"}])
        by_child, count, _ids = answered(many, NO_TASK, how_many, 0)
        assert (by_child, count) == (False, before)
    by_child, count, _ids = answered(many, NO_TASK, how_many, 0)
    assert (by_child, count) == (True, before + 1)


def test_who_asked_may_stop_and_the_child_ends(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = start(monkeypatch, "import time; time.sleep(600)")
    with pytest.raises(Cancelled):
        answered(many, Told(stop_at=0), never)
    assert children(slow) == []


def test_a_thread_that_is_to_end_does_not_wait_for_its_child(
    many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = start(monkeypatch, "import time; time.sleep(600)")
    told: list[BaseException] = []

    def work() -> None:
        ends_when(lambda: True)
        try:
            with open_for_reading(many.path) as store:
                answered(store, NO_TASK, never)
        except Cancelled as error:
            told.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert len(told) == 1
    assert children(slow) == []


def test_a_child_ends_with_who_started_it(many: Store) -> None:
    child = as_it_starts_itself(
        child_process.child_command(answered_apart.HIDDEN_ARGUMENT), subprocess.DEVNULL
    )
    assert child.stdin is not None
    child.stdin.write(answered_apart.wanted(many, never))
    child.stdin.flush()
    time.sleep(1)
    assert child.poll() is None
    child.stdin.close()
    assert child.wait(60) == 1
    child_process.close_streams(child)


def test_a_child_nobody_asks_anything_ends() -> None:
    child = child_process.launch(
        child_process.child_command(answered_apart.HIDDEN_ARGUMENT), subprocess.DEVNULL
    )
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(60) == 1
    child_process.close_streams(child)

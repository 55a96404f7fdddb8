"""Of very many leads a child answers the great questions: the answer is the same, whatever becomes of the child."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import psutil
import pytest

from funneldesk.domain.book.book import version_in_force
from funneldesk.errors import Cancelled
from funneldesk.files import child_process
from funneldesk.operations import (
    answered_apart,
    apart,
    backtest,
    demo,
    findings,
    leads,
    nurture,
    quality,
    retesting,
    suggesting,
)
from funneldesk.operations.answered_apart import answered
from funneldesk.operations.business_day import business_day
from funneldesk.operations.facts import facts_of, one_view, versions_of
from funneldesk.operations.knowledge import cards_of
from funneldesk.operations.stores import Store, open_reader, open_store
from funneldesk.operations.tasks import NO_TASK, ends_when
from funneldesk.store.opening import open_for_reading
from funneldesk.store.search_index import is_made
from tests.forked import as_it_starts_itself
from tests.operations.asked import STEPS, fails, how_many, never
from tests.operations.taking import take

#: Each question with what only who answers it needs.
QUESTIONS: dict[str, tuple[Callable[[Store, int], Any], ModuleType, str]] = {
    "findings": (findings.findings_of, findings, "questions"),
    "backtest": (backtest.backtest_of, backtest, "backtests"),
    "leads of the backtest": (lambda store, day: backtest.backtest_members(store, day, above=True), backtest, "panels"),
    "weights": (
        lambda store, day: suggesting.suggest_weights(store, version_in_force(versions_of(store), day).book, day),
        suggesting,
        "suggested_for",
    ),
    "quality": (quality.quality_of, quality, "_Desk"),
    "nurturing": (nurture.nurture_of, nurture, "nurture"),
    "cards": (lambda store, day: retesting.retests(store, cards_of(store), day), retesting, "questions"),
}  # fmt: skip


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


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_child_gives_the_same_answer(
    sample: Path, many: Store, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    question, module, needed = QUESTIONS[name]
    with open_reader(sample) as few, monkeypatch.context() as patch:
        patch.setattr(apart, "FROM", 10**9)
        day = business_day(few)
        expected = plain(question(few, day))
    monkeypatch.setattr(module, needed, refuse)
    assert plain(question(many, day)) == expected
    assert len(str(expected)) > 100


def test_a_child_makes_the_index_of_the_search(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leads, "make_index", refuse)
    assert not is_made(many)
    leads.prepare_search(many)
    assert is_made(many)
    # Made once it is not asked for again.
    monkeypatch.setattr(child_process, "launch", refuse)
    leads.prepare_search(many)


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

"""Among very many leads a child looks for duplicates: it finds the same, and whatever becomes of it they are found."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from funneldesk.errors import Cancelled
from funneldesk.files import child_process
from funneldesk.operations import apart, duplicates_apart
from funneldesk.operations import duplicates as operation
from funneldesk.operations.duplicates import Duplicates, duplicates
from funneldesk.operations.stores import Store, create_store, in_memory_store
from tests.forked import as_it_starts_itself
from tests.operations.taking import take

PEOPLE = [{"name": "山田太郎", "company": f"みなと精機{letter}支店"} for letter in "東西南北中"]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(apart, "FROM", len(PEOPLE))
    with create_store(tmp_path / "リスト.db", "ja") as made:
        take(made, "leads", PEOPLE)
        yield made


@pytest.fixture
def here() -> Duplicates:
    """What is found without a child."""
    with in_memory_store("ja") as made:
        take(made, "leads", PEOPLE)
        return duplicates(made)


class Watching:
    """A task that keeps what it was told, and asks to stop after so many times."""

    def __init__(self, most: int = 99) -> None:
        self.told: list[tuple[int, int | None]] = []
        self._most = most

    def report(self, done: int, total: int | None = None) -> None:
        """Keep it."""
        self.told.append((done, total))
        if len(self.told) >= self._most:
            raise Cancelled


def children() -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if duplicates_apart.HIDDEN_ARGUMENT in one.cmdline()]


def test_a_child_finds_the_same_and_says_how_far_it_is(
    store: Store, here: Duplicates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operation, "search", pytest.fail)
    task = Watching()
    assert duplicates(store, task) == here
    assert here.total == 10
    assert task.told == [(0, 10)]
    # Once for each state of the store.
    monkeypatch.setattr(operation, "search_apart", pytest.fail)
    assert duplicates(store) == here


def test_who_is_asked_to_stop_leaves_no_child_behind(store: Store) -> None:
    with pytest.raises(Cancelled):
        duplicates(store, Watching(most=1))
    assert children() == []


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(1)",
        "import sys; sys.stdin.read(); print('{\"done\": 3', end='')",
        "import os; os.abort()",
    ],
    ids=["ends", "dies while it speaks", "aborts"],
)
def test_where_the_child_comes_to_nothing_the_search_is_made_here(
    store: Store, here: Duplicates, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(child_process, "child_command", lambda _argument: [sys.executable, "-c", code])
    monkeypatch.setattr(child_process, "launch", as_it_starts_itself)
    assert duplicates(store) == here


def test_where_no_process_can_be_started_the_search_is_made_here(
    store: Store, here: Duplicates, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise OSError

    monkeypatch.setattr(child_process, "launch", refuse)
    assert duplicates(store) == here


def test_a_child_nobody_tells_anything_ends() -> None:
    command = child_process.child_command(duplicates_apart.HIDDEN_ARGUMENT)
    child = child_process.launch(command, subprocess.DEVNULL)
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(60) == 1
    child_process.close_streams(child)

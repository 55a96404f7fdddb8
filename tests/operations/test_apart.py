"""Of very many leads a child reads the facts and the fields: the same come of it, whatever becomes of the child."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from funneldesk.errors import Cancelled
from funneldesk.files import child_process
from funneldesk.operations import apart, facts, kept_columns
from funneldesk.operations.facts import facts_of, leave_columns
from funneldesk.operations.stores import Store, create_store, open_reader
from funneldesk.operations.tasks import ends_when, is_over
from funneldesk.store import caches
from funneldesk.store.opening import open_for_reading
from tests.forked import as_it_starts_itself
from tests.operations.taking import plain, take

PEOPLE = [
    {
        "email": f"{name}@x.co.jp",
        "name": name,
        "company": "みなと精機",
        "industry": name,
        "x.支社": f"{name}支社",
    }
    for name in ("佐藤", "鈴木", "高橋")
]
HANDED = [{"handover_id": "1", "email": "佐藤@x.co.jp", "handed_at": "2026-04-01", "decision": "accepted"}]
DID = [{"email": "鈴木@x.co.jp", "activity": "download", "content": "資料", "occurred_at": "2026-04-01"}]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept_columns, "FEWEST", 1)
    place = tmp_path / "リスト.db"
    with create_store(place, "ja") as made:
        take(made, "leads", PEOPLE)
        take(made, "activities", DID)
        take(made, "handovers", HANDED)
    caches.drop(place)
    return place


@pytest.fixture
def here(path: Path) -> list[object]:
    """What is read without a child."""
    with open_reader(path) as store:
        found = plain(facts_of(store))
    caches.drop(path)
    return found


def start(monkeypatch: pytest.MonkeyPatch, code: str) -> list[str]:
    """Let another program be the child."""
    command = [sys.executable, "-c", code, apart.HIDDEN_ARGUMENT]
    monkeypatch.setattr(child_process, "child_command", lambda _argument: command)
    monkeypatch.setattr(child_process, "launch", as_it_starts_itself)
    return command


@pytest.fixture
def many(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(apart, "FROM", len(PEOPLE))
    with open_reader(path) as store:
        yield store


def children() -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if apart.HIDDEN_ARGUMENT in one.cmdline()]


def refuse(*_given: object, **_named: object) -> None:
    pytest.fail("read from the store by this process")


def test_a_child_leaves_the_same_facts_and_fields(
    path: Path, here: list[object], many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(
        monkeypatch,
        "import sys\n"
        "from funneldesk.operations import apart, kept_columns\n"
        "kept_columns.FEWEST = 1\n"
        "sys.exit(apart.serve())\n",
    )
    monkeypatch.setattr(facts, "gather_lists", refuse)
    monkeypatch.setattr(facts.LeadColumns, "_column", refuse)
    assert plain(facts_of(many)) == here
    assert children() == []
    assert caches.stamp_of(path, "facts")


def test_a_store_of_few_leads_needs_no_child(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_process, "launch", refuse)
    with open_reader(path) as store:
        assert facts_of(store).count == len(PEOPLE)


@pytest.mark.parametrize(
    "code",
    ["raise SystemExit(1)", "import os; os.abort()", "pass"],
    ids=["fails", "aborts", "leaves nothing"],
)
def test_where_the_child_comes_to_nothing_all_is_read_here(
    here: list[object], many: Store, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    start(monkeypatch, code)
    assert plain(facts_of(many)) == here


def test_where_no_process_can_be_started_all_is_read_here(
    here: list[object], many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise OSError

    monkeypatch.setattr(child_process, "launch", fail)
    assert plain(facts_of(many)) == here


def test_where_nothing_can_be_kept_no_child_works_in_vain(
    path: Path, here: list[object], many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    caches.cache_path(path).mkdir()
    monkeypatch.setattr(child_process, "launch", refuse)
    assert plain(facts_of(many)) == here
    assert not caches.can_be_written(path)


def test_a_thread_that_is_to_end_does_not_wait_for_its_child(
    many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = start(monkeypatch, "import time; time.sleep(600)")
    told: list[BaseException] = []

    def work() -> None:
        ends_when(lambda: True)
        try:
            with open_for_reading(many.path) as store:
                facts_of(store)
        except Cancelled as error:
            told.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert len(told) == 1
    assert not [one for one in psutil.Process().children() if one.cmdline() == slow]
    # It is about that thread alone.
    assert not is_over()


def test_a_child_ends_with_who_started_it(path: Path) -> None:
    """A child that has nothing to do but wait: its store is locked by nobody, its parent says no more."""
    script = (
        "import sys, time\n"
        "from funneldesk.operations import apart, facts\n"
        "facts.leave_facts = lambda store: time.sleep(600)\n"
        "sys.exit(apart.serve())\n"
    )
    child = as_it_starts_itself([sys.executable, "-c", script], subprocess.DEVNULL)
    assert child.stdin is not None
    child.stdin.write(b'{"store": "%s", "columns": []}\n' % os.fsencode(path))
    child.stdin.flush()
    time.sleep(1)
    assert child.poll() is None
    child.stdin.close()
    assert child.wait(60) == 1
    child_process.close_streams(child)


def test_a_child_nobody_tells_anything_ends() -> None:
    child = child_process.launch(child_process.child_command(apart.HIDDEN_ARGUMENT), subprocess.DEVNULL)
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(60) == 1
    child_process.close_streams(child)


def test_fields_are_left_those_of_their_own_too(path: Path) -> None:
    with open_reader(path) as store:
        leave_columns(store, ["industry", "x.支社", "name"])
        state = store.leads_state
    kept = kept_columns.kept_columns(path, state, ["industry", "x.支社", "name", "company"])
    assert sorted(kept) == ["industry", "name", "x.支社"]
    assert list(kept["x.支社"].labels) == ["佐藤支社", "鈴木支社", "高橋支社"]

"""Of very many leads a child reads the facts and the fields: the same come of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from funneldesk.files import child_process
from funneldesk.operations import apart, facts, kept_columns
from funneldesk.operations.facts import facts_of, leave_columns
from funneldesk.operations.stores import Store, create_store, open_reader
from funneldesk.operations.tasks import NO_TASK
from funneldesk.store import caches
from tests.operations.children import children, no_process, refuse, start
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


@pytest.fixture
def many(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(apart, "FROM", len(PEOPLE))
    with open_reader(path) as store:
        yield store


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


def test_where_no_child_answers_all_is_read_here(
    here: list[object], many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_process, "launch", no_process)
    assert plain(facts_of(many)) == here


def test_where_a_child_leaves_nothing_all_is_read_here(
    here: list[object], many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(
        monkeypatch,
        "import sys\n"
        "from funneldesk.operations import apart, facts\n"
        "facts.leave_facts = facts.leave_columns = lambda *_given: None\n"
        "sys.exit(apart.serve())\n",
    )
    assert plain(facts_of(many)) == here


def test_where_nothing_can_be_kept_no_child_works_in_vain(
    path: Path, here: list[object], many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    caches.cache_path(path).mkdir()
    monkeypatch.setattr(child_process, "launch", refuse)
    assert plain(facts_of(many)) == here
    assert not caches.can_be_written(path)


def test_fields_are_left_those_of_their_own_too(path: Path) -> None:
    with open_reader(path) as store:
        leave_columns(store, NO_TASK, ["industry", "x.支社", "name"])
        state = store.leads_state
    kept = kept_columns.kept_columns(path, state, ["industry", "x.支社", "name", "company"])
    assert sorted(kept) == ["industry", "name", "x.支社"]
    assert list(kept["x.支社"].labels) == ["佐藤支社", "鈴木支社", "高橋支社"]

"""Among very many leads a child looks for duplicates: it finds the same, and whatever becomes of it they are found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from funneldesk.errors import Cancelled
from funneldesk.files import child_process
from funneldesk.operations import apart, duplicates_search
from funneldesk.operations.duplicates import Duplicates, duplicates
from funneldesk.operations.stores import Store, create_store, in_memory_store
from tests.operations.children import Told, children, no_process, refuse
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


def test_a_child_finds_the_same_and_says_how_far_it_is(
    store: Store, here: Duplicates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates_search, "_found", refuse)
    task = Told()
    assert duplicates(store, task) == here
    assert here.total == 10
    assert (0, 10) in task.steps
    # Once for each state of the store.
    monkeypatch.setattr(child_process, "launch", refuse)
    assert duplicates(store) == here


def test_what_somebody_writes_meanwhile_is_found_as_well(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search takes half a minute among a million leads: it is not made again for every line somebody edits."""
    launch = child_process.launch

    def late(*given: Any) -> Any:
        monkeypatch.setattr(child_process, "launch", launch)
        take(store, "leads", [{"name": "山田太郎", "company": "みなと精機京浜支店"}])
        return launch(*given)

    monkeypatch.setattr(child_process, "launch", late)
    monkeypatch.setattr(duplicates_search, "_found", refuse)
    assert duplicates(store).total == 15
    monkeypatch.setattr(child_process, "launch", refuse)
    assert duplicates(store).total == 15


def test_who_is_asked_to_stop_leaves_no_child_behind(store: Store) -> None:
    with pytest.raises(Cancelled):
        duplicates(store, Told(stop_at=0))
    assert children() == []


def test_where_no_child_answers_the_search_is_made_here(
    store: Store, here: Duplicates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_process, "launch", no_process)
    assert duplicates(store) == here

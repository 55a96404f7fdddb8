"""Texts of a publication name nobody: by no name that lists or people say she has, or had before."""

import json

import pytest

from funneldesk.operations.editing import Entered, edit, undo_edit
from funneldesk.operations.publication import gather_publication
from funneldesk.operations.stores import create_store, in_memory_store
from funneldesk.operations.undoing import undo_import
from funneldesk.store.store import Store
from tests.operations.taking import take
from tests.operations.test_by_hand import day

TODAY = day("2026-06-30")


def lead(number: int, name: str, company: str) -> dict[str, str]:
    mail = f"p{number}@a.example"
    return {
        "external_id": str(number),
        "name": name,
        "email": mail,
        "company": company,
        "acquired_at": "2026-04-01",
    }


@pytest.fixture(params=["in memory", "in a file"])
def store(request, tmp_path):
    """Give a store; of one in a file things are kept in its cache from one publication to the next."""
    with (
        in_memory_store("ja")
        if request.param == "in memory"
        else create_store(tmp_path / "a.db", "ja") as made
    ):
        yield made


def published(store: Store) -> str:
    rows = gather_publication(store, "masked", TODAY).rows
    return json.dumps({name: list(some) for name, some in rows.items()}, ensure_ascii=False)


def by_list(store: Store) -> None:
    take(store, "leads", [lead(1, "山本 太郎", "東都")])


def by_older_list(store: Store) -> None:
    take(store, "leads", [lead(1, "山本 太郎", "東都")], list_date="2020-01-01")


def by_hand(store: Store) -> None:
    edit(store, [Entered(1, "name", "山本 太郎")])
    edit(store, [Entered(1, "name", "川上 太郎")])


@pytest.mark.parametrize("change", [by_list, by_older_list, by_hand])
def test_a_name_somebody_had_before_is_still_hers(store, change):
    mentions = ["八神太郎 事務所", "山本太郎商店"]
    take(
        store,
        "leads",
        [lead(1, "八神 太郎", "東都"), *(lead(n, "佐藤 次郎", said) for n, said in enumerate(mentions, 2))],
    )
    assert "山本" in published(store)
    change(store)
    said = published(store)
    assert not [name for name in ("八神", "山本", "川上") if name in said]
    assert "*** 事務所" in said


def test_names_of_a_list_that_was_taken_back_are_words_again(store):
    """Its columns may have been mixed up: companies that were taken for names must not stay hidden for good."""
    take(store, "leads", [lead(1, "八神 太郎", "東都")])
    wrong = take(store, "leads", [lead(2, "株式会社港南製作所", "佐藤 次郎")]).batch
    take(store, "leads", [lead(3, "佐藤 次郎", "株式会社港南製作所")])
    assert "港南製作所" not in published(store)
    undo_import(store, wrong)
    assert "港南製作所" in published(store)


def test_a_name_that_was_entered_and_taken_back_is_a_word_again(store):
    take(store, "leads", [lead(1, "八神 太郎", "東都"), lead(2, "佐藤 次郎", "株式会社港南製作所")])
    step = edit(store, [Entered(1, "name", "株式会社港南製作所")]).number
    assert "港南製作所" not in published(store)
    undo_edit(store, step)
    assert "港南製作所" in published(store)

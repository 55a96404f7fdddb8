"""Pairs worth a look in a store: offered once, never again after a decision."""

import pytest

from funneldesk.errors import Cancelled
from funneldesk.operations.duplicates import duplicates, side_of
from funneldesk.operations.importing import undo_import
from funneldesk.operations.merging import merge, separate, take_back
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.taking import Row, take

PEOPLE: list[Row] = [
    {"name": "山田 太郎", "company": "みなと精機", "email": "t.yamada@minato.jp", "title": "課長"},
    {"name": "山田 太朗", "company": "㈱みなと精機"},
    {"name": "山田 太郎", "company": "みなと精機東京支店", "phone": "03-1"},
    {"name": "佐藤 花子", "company": "南海工業"},
    {"company": "みなと精機"},
]


def pairs(store: Store) -> list[tuple[int, int]]:
    return sorted((pair.one, pair.other) for pair in duplicates(store).pairs)


def test_pairs_are_found_and_forgotten_once_decided() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", PEOPLE)
        assert pairs(store) == [(1, 2), (1, 3)]
        decided = separate(store, 1, 2)
        assert pairs(store) == [(1, 3)]
        assert (duplicates(store).total, duplicates(store).decided) == (1, 1)
        take_back(store, decided.id)
        assert pairs(store) == [(1, 2), (1, 3)]
        merge(store, 1, 2)
        assert pairs(store) == [(1, 3)]


def test_only_the_strongest_are_kept() -> None:
    with in_memory_store("ja") as store:
        alike = [{"name": "山田太郎", "company": f"みなと精機{letter}支店"} for letter in "東西南北中"]
        take(store, "leads", alike)
        found = duplicates(store, most=3)
        assert (found.total, len(found.pairs)) == (10, 3)
        assert duplicates(store, most=3) is found


def test_an_empty_store_has_none() -> None:
    with in_memory_store("ja") as store:
        assert duplicates(store).pairs == ()


def test_the_search_can_be_stopped() -> None:
    class Stopping:
        def report(self, done: int, total: int | None = None) -> None:
            raise Cancelled

    with in_memory_store("ja") as store:
        take(store, "leads", PEOPLE)
        with pytest.raises(Cancelled):
            duplicates(store, Stopping())
        assert len(duplicates(store).pairs) == 2


def test_a_side_shows_values_and_lists() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", PEOPLE)
        take(store, "activities", [{"email": "t.yamada@minato.jp", "activity": "view"}])
        side = side_of(store, 1)
        assert side is not None
        assert (side.values["title"], side.files) == ("課長", ("leads.xlsx", "activities.xlsx"))
        assert side_of(store, 99) is None


def test_many_leads_are_read_and_compared_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    from funneldesk.operations import duplicates_search as operation

    with in_memory_store("ja") as store:
        take(
            store,
            "leads",
            [{"name": "山田太郎", "company": f"みなと精機{letter}支店"} for letter in "東西南北中"],
        )
        whole = duplicates(store, most=2)
        store.memo.clear()
        monkeypatch.setattr(operation, "_AT_ONCE", 2)
        assert duplicates(store, most=2) == whole
        assert whole.total == 10


def test_what_another_list_said_of_a_lead_is_compared_as_well() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [{"external_id": "7", "name": "山田 太郎", "phone": "090-1111-2222"}])
        moved = {"external_id": "7", "name": "山田 太郎", "company": "南海工業", "phone": "090-3333-4444"}
        take(store, "leads", [moved], list_date="2026-05-01")
        take(store, "leads", [{"name": "山田 太朗", "phone": "090-1111-2222", "company": "みなと精機"}])
        assert pairs(store) == [(1, 2)]
        side = side_of(store, 1)
        assert side is not None
        assert (side.values["phone"], side.also) == ("090-3333-4444", {"phone": ("090-1111-2222",)})
        undone = store.connection.execute("SELECT min(id) FROM import_batch").fetchone()[0]
        undo_import(store, undone)
        assert pairs(store) == []


def test_a_lead_is_no_pair_with_what_another_list_said_of_itself() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [{"external_id": "7", "name": "山田 太郎", "company": "みなと精機"}])
        take(store, "leads", [{"external_id": "7", "name": "山田 太朗", "company": "みなと精機"}])
        assert duplicates(store).pairs == ()


def test_leads_in_groups_too_large_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from funneldesk.domain.leads import duplicates_blocks

    monkeypatch.setattr(duplicates_blocks, "BLOCK", 3)
    monkeypatch.setattr(duplicates_blocks, "NEAR", 1)
    with in_memory_store("ja") as store:
        alike = [
            {
                "name": "ご担当者",
                "company": "みなと精機",
                "phone": f"03-1111-222{n}",
                "email": f"{n}@minato.jp",
            }
            for n in range(5)
        ]
        take(store, "leads", [*alike, {"name": "佐藤 花子", "company": "南海工業"}])
        found = duplicates(store)
        assert (found.near_only, found.crowd, found.total) == (5, 5, 4)
        assert found.example in range(1, 6)

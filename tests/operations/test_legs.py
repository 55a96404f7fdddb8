"""Hand-overs in the cache file: those of the store as it is, or none."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from funneldesk.operations import by_hand, legs
from funneldesk.operations.erasing_rest import erase_person
from funneldesk.operations.facts import facts_of
from funneldesk.operations.kept_rows import kept_rows
from funneldesk.operations.legs import Leg, legs_of_store
from funneldesk.operations.stores import create_store, open_store
from funneldesk.store import caches
from funneldesk.store.by_hand import acts
from funneldesk.store.opening import open_for_reading
from funneldesk.store.store import Store
from tests.operations.taking import take

DAY = date(2026, 11, 20).toordinal()
PEOPLE = [{"email": f"{name}@x.co.jp", "name": name} for name in "abc"]
LISTED = [
    {
        "handover_id": "1", "email": "a@x.co.jp", "side": "sales", "handed_at": "2026-11-20", "owner": "中村",
        "comment": "折り返し希望 𠮷",
    },
    {"handover_id": "2", "email": "b@x.co.jp", "side": "is", "handed_at": "2026-11-20"},
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path, kept_rows_of_any_number: None) -> Path:
    place = tmp_path / "desk.db"
    with create_store(place, "ja") as store:
        take(store, "leads", PEOPLE, list_date="2026-11-01")
        take(store, "handovers", LISTED, list_date="2026-11-20")
        by_hand.hand_over(store, 3, "is", DAY)
        by_hand.decide(store, legs_of_store(store)[1].record, "accepted", DAY + 1)
    return place


def refuse(*_given: object, **_named: object) -> None:
    pytest.fail("read from the store")


def read_anew(store: Store) -> Sequence[Leg]:
    store.memo.pop("legs", None)
    store.memo.pop("legs of lists", None)
    caches.drop(store.path)
    return legs_of_store(store)


def test_what_was_read_once_is_read_no_more(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(path) as store:
        first = read_anew(store)
    monkeypatch.setattr(legs, "entities_of", refuse)
    with open_store(path) as store:
        assert legs_of_store(store) == first
        assert [leg.decision for leg in first] == ["", "accepted", ""]
        kinds = {
            one.name: {type(getattr(leg, one.name)) for leg in legs_of_store(store)} for one in fields(Leg)
        }
        assert kinds == {one.name: {int if one.name in {"record", "lead"} else str} for one in fields(Leg)}


def test_every_act_and_its_undoing_is_seen(path: Path) -> None:
    with open_store(path) as store:
        before = legs_of_store(store)
        act = by_hand.decide(store, before[0].record, "accepted", DAY + 2)
    with open_store(path) as store:
        assert [leg.decision for leg in legs_of_store(store)] == ["accepted", "accepted", ""]
        assert legs_of_store(store) == read_anew(store)
        by_hand.undo_act(store, act)
    with open_store(path) as store:
        assert legs_of_store(store) == before == read_anew(store)


def test_the_facts_bring_them_along_and_an_act_reads_no_list(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(path) as store:
        caches.drop(path)
        facts_of(store)
    monkeypatch.setattr(legs, "entities_of", refuse)
    with open_store(path) as store:
        first = legs_of_store(store)[0]
        by_hand.decide(store, first.record, "rejected", DAY + 2, reason="時期尚早")
        assert [leg.decision for leg in legs_of_store(store)] == ["rejected", "accepted", ""]
        # As if nobody had entered anything.
        made = [one.id for one in acts(store.connection)]
        assert [leg.decision for leg in legs_of_store(store, made)] == ["", ""]


def test_nothing_stays_of_who_was_erased(path: Path) -> None:
    with open_store(path) as store:
        legs_of_store(store)
        erase_person(store, 1)
        assert "折り返し" not in repr(legs_of_store(store))
    with open_store(path) as store:
        legs_of_store(store)
    assert "折り返し希望".encode() not in caches.cache_path(path).read_bytes()


def test_who_reads_while_somebody_is_erased_leaves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry is written after the cache was dropped: it goes as well."""
    write = caches.write

    def erased_before(*given: Any) -> None:
        with open_store(path) as other:
            other.connection.execute("PRAGMA busy_timeout = 0")  # who reads is this very thread
            erase_person(other, 1)
        write(*given)

    with open_for_reading(path) as store:
        caches.drop(path)
        monkeypatch.setattr(caches, "write", erased_before)
        assert len(legs_of_store(store)) == 3
    left = caches.cache_path(path)
    assert not left.exists() or "折り返し希望".encode() not in left.read_bytes()


def test_what_is_kept_of_a_broken_cache_is_read_from_the_store(path: Path) -> None:
    with open_store(path) as store:
        before = legs_of_store(store)
    caches.cache_path(path).write_bytes(b"no database" * 100)
    with open_store(path) as store:
        assert legs_of_store(store) == before


def test_no_rows_are_kept_as_well(path: Path) -> None:
    asked = []

    def read() -> list[tuple[str]]:
        asked.append("")
        return []

    with open_store(path) as store:
        assert list(kept_rows(store, "nothing", "1", (str, ("name",)), read)) == []
        assert list(kept_rows(store, "nothing", "1", (str, ("name",)), read)) == []
        assert len(asked) == 1
        kept_rows(store, "nothing", "2", (str, ("name",)), read)
        assert len(asked) == 2

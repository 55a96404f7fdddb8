"""What is filled of deals and hand-overs: as the records say, by lists and by hand, kept or read anew."""

from datetime import date
from pathlib import Path

import pytest

from funneldesk.domain.fields import Kind
from funneldesk.domain.moment import NEVER
from funneldesk.operations import by_hand, filled
from funneldesk.operations.facts import facts_of
from funneldesk.operations.filled import filled_of_store
from funneldesk.operations.gathering import entities_of
from funneldesk.operations.gathering_filled import Filled, filled_said, is_in
from funneldesk.operations.importing import undo_import
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.stores import create_store, open_store
from funneldesk.store import caches
from funneldesk.store.store import Store
from tests.operations.taking import take

DAY = date(2026, 11, 20).toordinal()
KINDS: tuple[Kind, ...] = ("deals", "handovers")
PEOPLE = [{"email": f"{name}@x.co.jp", "name": name, "company": "エックス"} for name in "abc"]
HANDED = [
    {"handover_id": "1", "email": "a@x.co.jp", "side": "sales", "handed_at": "2026-11-20", "x.担当 支社": "大阪"},
    {"handover_id": "2", "email": "b@x.co.jp", "side": "is", "handed_at": "2026-11-20", "decision": "accepted"},
    {"handover_id": "3", "email": "nobody@y.co.jp", "side": "sales", "handed_at": "2026-11-20", "decision": "accepted"},
]  # fmt: skip
DEALS = [
    {"external_id": "1", "email": "a@x.co.jp", "opened_at": "2026-11-20", "won_at": "2026-11-22"},
    {"external_id": "2", "email": "b@x.co.jp", "opened_at": "2026-11-20", "outcome": "lost", "lost_reason": "価格"},
    {"external_id": "3", "company": "エックス", "opened_at": "2026-11-21", "amount": "100"},
    {"external_id": "4", "company": "知らない社", "opened_at": "2026-11-21"},
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path, kept_rows_of_any_number: None) -> Path:
    place = tmp_path / "desk.db"
    with create_store(place, "ja") as store:
        take(store, "leads", PEOPLE, list_date="2026-11-01")
        take(store, "handovers", HANDED, list_date="2026-11-20")
        take(store, "deals", DEALS, list_date="2026-11-21")
    return place


def slowly(store: Store, kind: Kind) -> list[Filled]:
    """Return it as all records say it, each of them read."""
    return sorted(filled_said(store, kind, entities_of(store, kind)), key=lambda one: one.record)


def check(store: Store) -> None:
    with store.one_view():
        for kind in KINDS:
            kept = sorted(filled_of_store(store, kind), key=lambda one: one.record)
            assert kept == slowly(store, kind), kind


def test_stages_and_fields_are_those_of_the_records(path: Path) -> None:
    with open_store(path) as store, store.one_view():
        deals = filled_of_store(store, "deals")
        assert [(one.stage, one.lead > 0) for one in deals] == [
            ("won", True),
            ("lost", True),
            ("open", True),
            ("open", True),
        ]
        assert [(one.reason, one.day) for one in deals] == [
            ("", NEVER),
            ("価格", NEVER),
            ("", NEVER),
            ("", NEVER),
        ]
        assert [is_in("lost_reason", one.fields) for one in deals] == [False, True, False, False]
        assert [is_in("amount", one.fields) for one in deals] == [False, False, True, False]
        handed = filled_of_store(store, "handovers")
        # Accepted by sales, not by inside sales.
        assert [one.stage for one in handed] == ["", "", "sal"]
        assert [is_in("x.担当 支社", one.fields) for one in handed] == [True, False, False]
        assert not any(is_in("side handed_at", one.fields) or is_in("hand", one.fields) for one in handed)


def test_every_act_and_its_undoing_is_seen(path: Path) -> None:
    with open_store(path) as store:
        check(store)
        first = legs_of_store(store)[0].record
        decided = by_hand.decide(store, first, "accepted", DAY + 1)
        check(store)
        assert [one.stage for one in filled_of_store(store, "handovers")] == ["sal", "", "sal"]
        by_hand.hand_over(store, 3, "is", DAY)
        check(store)
        by_hand.undo_act(store, decided)
        check(store)


def test_the_facts_bring_it_along_and_no_list_is_read_for_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        pytest.fail("read from the store")

    with open_store(path) as store:
        caches.drop(path)
        facts_of(store)
    monkeypatch.setattr(filled, "entities_of", refuse)
    with open_store(path) as store:
        by_hand.decide(store, legs_of_store(store)[0].record, "rejected", DAY + 2, reason="時期尚早")
        check(store)
        assert [(one.reason, one.day - DAY) for one in filled_of_store(store, "handovers") if one.reason] == [
            ("時期尚早", 2)
        ]


def test_another_list_and_its_undoing_are_seen(path: Path) -> None:
    with open_store(path) as store:
        check(store)
        more = [
            {
                "external_id": "2",
                "email": "b@x.co.jp",
                "owner": "田中",
                "outcome": "won",
                "won_at": "2026-11-25",
            }
        ]
        batch = take(store, "deals", more, list_date="2026-11-26").batch
        check(store)
        assert [one.stage for one in filled_of_store(store, "deals")].count("won") == 2
        undo_import(store, batch)
        check(store)
    with open_store(path) as store:
        check(store)


def test_inside_a_write_what_is_not_written_yet_counts_too(path: Path) -> None:
    with open_store(path) as store:
        check(store)
        with store.transaction():
            for kind in KINDS:
                assert sorted(filled_of_store(store, kind), key=lambda one: one.record) == slowly(store, kind)


def test_nothing_is_filled_without_lists(tmp_path: Path) -> None:
    with create_store(tmp_path / "empty.db", "ja") as store, store.one_view():
        assert [list(filled_of_store(store, kind)) for kind in KINDS] == [[], []]

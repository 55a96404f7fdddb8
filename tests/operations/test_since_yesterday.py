"""What changed since the last business day, each with its people."""

from collections.abc import Iterator
from datetime import date

import pytest

from funneldesk.operations import by_hand
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.since_yesterday import changes_since
from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.operations.today_words import change_words, changes_heading
from tests.operations.taking import Row, take

MONDAY = date(2026, 4, 6).toordinal()
FRIDAY = MONDAY - 3
LEADS: list[Row] = [
    {"external_id": str(n), "name": f"山田 {n}郎", "company": f"みなと{n}", "email": f"y{n}@minato{n}.jp", "title": "部長",
     "industry": "製造業", "employees": "300", "acquired_at": "2026-01-05"}
    for n in (1, 2, 3)
]  # fmt: skip
ASKED: Row = {
    "email": "y1@minato1.jp",
    "activity": "form",
    "occurred_at": "2026-04-04",
    "content": "見積依頼",
}


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as made:
        take(made, "contents", [{"content": "見積依頼", "type": "inquiry"}])
        take(made, "leads", LEADS)
        yield made


def found(store: Store, day: int) -> dict[str, tuple[int, tuple[int, ...]]]:
    return {one.code: (one.count, one.leads) for one in changes_since(store, day).found}


def test_on_monday_it_is_told_what_happened_since_friday(store: Store) -> None:
    take(store, "activities", [ASKED])
    by_hand.hand_over(store, 2, "sales", FRIDAY - 3)
    by_hand.hand_over(store, 3, "sales", FRIDAY - 3)
    second, third = legs_of_store(store)
    by_hand.decide(store, second.record, "accepted", FRIDAY)
    by_hand.contacted(store, second.record, FRIDAY)
    by_hand.decide(store, third.record, "rejected", MONDAY, reason="時期尚早")
    deal: Row = {"external_id": "D1", "email": "y2@minato2.jp", "name": "案件", "opened_at": "2026-04-06"}
    take(store, "deals", [deal])
    changes = changes_since(store, MONDAY)
    assert changes.since == FRIDAY
    assert changes_heading(changes) == "Since 2026/04/03"
    told = found(store, MONDAY)
    assert told["candidates"] == (1, (1,))
    assert told["accepted"] == (1, (2,))
    assert told["rejected"] == (1, (3,))
    assert told["deals"] == (1, (2,))
    assert "won" not in told
    # The first call is new; both answers were owed before and are not any more.
    assert 1 in told["owed"][1]
    assert set(told["settled"][1]) == {2, 3}
    words = [change_words(one) for one in changes.found]
    assert "1 hand-over declined (most often: 時期尚早)" in words
    assert "1 new SAL candidate" in words


def test_lists_count_from_the_day_of_their_import(store: Store) -> None:
    # The lists of these tests were imported on 2026-04-02.
    assert found(store, date(2026, 4, 3).toordinal())["lists"] == (2, ())
    assert "lists" not in found(store, MONDAY)
    quiet = changes_since(store, date(2026, 4, 15).toordinal())
    assert changes_heading(quiet) == "Since yesterday"


def test_a_rejection_without_a_reason_has_none_in_its_words(store: Store) -> None:
    row: Row = {
        "handover_id": "H1", "email": "y1@minato1.jp", "side": "sales", "handed_at": "2026-04-01",
        "decision": "rejected", "decided_at": "2026-04-06",
    }  # fmt: skip
    take(store, "handovers", [row])
    [rejected] = [one for one in changes_since(store, MONDAY).found if one.code == "rejected"]
    assert change_words(rejected) == "1 hand-over declined"

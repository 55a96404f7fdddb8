"""What one key does about a duty: the acts offered, what comes of each, and its words."""

from collections.abc import Iterator
from datetime import date

import pytest

from funneldesk.operations import by_hand
from funneldesk.operations.duties import duties_of
from funneldesk.operations.duty_acts import Given, act_on, act_words, acts_of, settles
from funneldesk.operations.duty_lists import Duty
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.taking import Row, take

TARO: Row = {"external_id": "1", "name": "山田 太郎", "company": "みなと精機", "email": "taro@minato.jp", "title": "部長",
             "industry": "製造業", "employees": "300", "acquired_at": "2026-01-05"}  # fmt: skip
ASKED: Row = {
    "email": "taro@minato.jp",
    "activity": "form",
    "occurred_at": "2026-04-01",
    "content": "見積依頼",
}
DAY = date(2026, 4, 10).toordinal()
HANDED = date(2026, 4, 1).toordinal()


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as made:
        take(made, "contents", [{"content": "見積依頼", "type": "inquiry"}])
        take(made, "leads", [TARO])
        take(made, "activities", [ASKED])
        yield made


def owed(store: Store, event: str) -> list[Duty]:
    return [duty for duty in duties_of(store, DAY).duties if duty.event == event]


def begin(store: Store, event: str) -> Duty:
    """Bring it about that `event` is owed."""
    if event in ("handover", "no_contact"):
        by_hand.hand_over(store, 1, "sales", HANDED)
    if event == "call":
        by_hand.called(store, 1, DAY, reached=True)
    if event == "unreachable":
        for day in (HANDED + 1, HANDED + 2, HANDED + 3):
            by_hand.called(store, 1, day, reached=False)
    if event == "recheck":
        by_hand.hand_over(store, 1, "sales", HANDED)
        [leg] = legs_of_store(store)
        by_hand.decide(store, leg.record, "rejected", HANDED, reason="不通", recheck=DAY)
    [duty] = owed(store, event)
    return duty


GIVEN = Given(reason="時期尚早", text="決裁者は部長", owner="佐藤")


@pytest.mark.parametrize("event", ["candidate", "call", "handover", "no_contact", "unreachable", "recheck"])
def test_each_act_settles_its_duty_or_says_that_it_does_not(store: Store, event: str) -> None:
    duty = begin(store, event)
    for act in acts_of(duty):
        number = act_on(store, duty, act, DAY, GIVEN)
        # A call nobody answers is owed again; so is a comment where only somebody else was told.
        stays = not settles(duty, act) or act == "unreached"
        still = [one for one in owed(store, event) if (one.lead, one.leg) == (duty.lead, duty.leg)]
        if not (act == "unreached" and event == "no_contact"):
            assert bool(still) == stays, act
        assert "山田 太郎" in act_words(duty, act, GIVEN)
        by_hand.undo_act(store, number)
        assert owed(store, event) == [duty], act


def test_meetings_are_marked_as_done_and_lists_are_imported(store: Store) -> None:
    duties = duties_of(store, DAY + 60).duties
    weekly = next(duty for duty in duties if duty.event == "weekly")
    assert acts_of(weekly) == ("review", "done")
    act_on(store, weekly, "done", DAY + 60, Given())
    assert "weekly" not in [duty.event for duty in duties_of(store, DAY + 60).duties]
    assert act_words(weekly, "done", Given()).startswith("done: ")
    late = next(duty for duty in duties if duty.event == "list")
    assert acts_of(late) == ("import",)


def test_a_call_is_that_of_the_side_that_owes_it(store: Store) -> None:
    duty = begin(store, "no_contact")
    assert duty.who == "is"
    act_on(store, duty, "contacted", DAY, Given())
    [leg] = legs_of_store(store)
    assert leg.contacted_at == "2026-04-10"
    assert owed(store, "no_contact") == []

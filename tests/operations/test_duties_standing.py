"""What a reason asks somebody to do, from the decision on Today to the event that ends it."""

from collections.abc import Iterator
from datetime import date

import pytest

from funneldesk.i18n import speaking
from funneldesk.operations import by_hand
from funneldesk.operations.duties import duties_of
from funneldesk.operations.duty_acts import Given, act_on, act_words, acts_of
from funneldesk.operations.duty_lists import Duty
from funneldesk.operations.duty_words import owed_words, rule_words
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.merging import merge, separate, take_back
from funneldesk.operations.stores import Store
from funneldesk.operations.worklist import worklist_of
from tests.operations.taking import take
from tests.operations.worklists import company


@pytest.fixture(autouse=True)
def _in_japanese() -> Iterator[None]:
    with speaking("ja"):
        yield


DAY = date(2026, 4, 3).toordinal()


def owed(store: Store, lead: int, day: int = DAY) -> list[Duty]:
    return [one for one in duties_of(store, day).duties if one.lead == lead]


def turn_down(store: Store, lead: int, reason: str) -> None:
    leg = max(leg.record for leg in legs_of_store(store) if leg.lead == lead)
    by_hand.decide(store, leg, "rejected", DAY, reason=reason)


def test_an_existing_customer_goes_to_the_person_in_charge_of_the_account() -> None:
    with company() as store:
        take(store, "leads", [{"external_id": "2", "owner": "田中"}], list_date="2026-04-02")
        turn_down(store, 2, "既存顧客")
        [duty] = owed(store, 2)
        assert (duty.event, duty.who, duty.owner, duty.number) == ("to_owner", "sales", "田中", 0)
        assert duty.due == date(2026, 4, 7).toordinal()
        assert (
            owed_words(duty, DAY)
            == "田中：担当者へ引き継ぐ（あと4日）。2026/04/03に「既存顧客」で見送り。定義書では担当者へ引き継ぎます。"
        )
        assert rule_words(duty) == "定義書の見送り理由「既存顧客」の扱いによります。"
        [row] = [row for row in worklist_of(store, DAY).rows if row.ids.lead == 2]
        assert (row.owner, row.actions, row.ids.rules) == ("田中", ("担当者へ引き継ぐ",), ("to_owner",))
        assert acts_of(duty) == ("done", "to_sales")
        assert act_words(duty, "done", Given()) == "済み（担当者へ引き継ぐ） 鈴木 花子"
        number = act_on(store, duty, "done", DAY, Given())
        assert owed(store, 2) == []
        by_hand.undo_act(store, number)
        # Handed to that person: what is owed now is the answer.
        act_on(store, duty, "to_sales", DAY + 1, Given(owner="田中"))
        assert [(one.event, one.owner) for one in owed(store, 2, DAY + 1)] == [("handover", "田中")]


def test_a_duplicate_is_marketings_until_somebody_decided_about_the_pair() -> None:
    with company() as store:
        turn_down(store, 2, "重複")
        [duty] = owed(store, 2)
        assert (duty.event, duty.who, duty.owner, acts_of(duty)) == (
            "merge", "marketing", "", ("duplicates", "done"),
        )  # fmt: skip
        one = merge(store, 1, 2)
        assert [one.event for one in owed(store, 1) + owed(store, 2)] == []
        take_back(store, one.id)
        assert [one.event for one in owed(store, 2)] == ["merge"]
        separate(store, 1, 2)
        assert owed(store, 2) == []


def test_whoever_was_reached_is_decided_about_and_both_ways_end_it() -> None:
    with company() as store:
        by_hand.called(store, 1, DAY, reached=True, note="課題は原価")
        later = date(2026, 4, 7).toordinal()
        assert owed(store, 1, later - 1) == []
        [duty] = owed(store, 1, later)
        assert (duty.event, duty.who, duty.is_late) == ("undecided", "is", False)
        assert acts_of(duty) == ("to_sales", "let_go", "reached", "done")
        assert rule_words(duty) == "定義書で営業の回答に認めている日数によります。"
        number = act_on(store, duty, "let_go", later, Given("時期尚早"))
        assert owed(store, 1, later) == []
        by_hand.undo_act(store, number)
        act_on(store, duty, "to_sales", later, Given())
        assert [one.event for one in owed(store, 1, later)] == ["handover"]

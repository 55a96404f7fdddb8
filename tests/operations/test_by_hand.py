"""What people enter in the program: hand-overs, decisions, calls, comments, each taken back without a trace."""

from collections.abc import Iterator
from datetime import date

import pytest

from funneldesk.errors import UserError
from funneldesk.operations import by_hand
from funneldesk.operations.checking import check
from funneldesk.operations.duties import duties_of
from funneldesk.operations.duty_words import reason_words
from funneldesk.operations.facts import facts_of
from funneldesk.operations.importing import imports, undo_import
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.merging import merge, parts_of, unmerge
from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.operations.undo_effects import effects_of_undo
from funneldesk.operations.undo_sentences import summary
from tests.operations.taking import Row, take

TARO: Row = {"external_id": "1", "name": "山田 太郎", "company": "みなと精機", "email": "taro@minato.jp", "title": "部長",
             "industry": "製造業", "employees": "300", "acquired_at": "2026-01-05"}  # fmt: skip
HANAKO: Row = {"external_id": "2", "name": "鈴木 花子", "company": "港精機", "email": "hanako@minato2.jp"}
ASKED: Row = {
    "email": "taro@minato.jp",
    "activity": "form",
    "occurred_at": "2026-04-01",
    "content": "見積依頼",
}
KIND: Row = {"content": "見積依頼", "type": "inquiry"}


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def owed(store: Store, on: str) -> list[tuple[str, str, str]]:
    return [
        (duty.event, duty.person, date.fromordinal(duty.due).isoformat())
        for duty in duties_of(store, day(on)).duties
        if duty.lead
    ]


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as made:
        take(made, "contents", [KIND])
        take(made, "leads", [TARO, HANAKO])
        take(made, "activities", [ASKED])
        yield made


def test_from_the_threshold_to_the_decision_each_step_is_owed_and_vanishes_with_its_event(
    store: Store,
) -> None:
    assert owed(store, "2026-04-01") == [("candidate", "山田 太郎", "2026-04-02")]
    assert owed(store, "2026-03-31") == []
    by_hand.called(store, 1, day("2026-04-02"), reached=False)
    # Nobody answered: the time limit begins anew.
    assert owed(store, "2026-04-02") == [("candidate", "山田 太郎", "2026-04-03")]
    by_hand.called(store, 1, day("2026-04-03"), reached=True)
    assert owed(store, "2026-04-03") == [("call", "山田 太郎", "2026-04-03")]
    by_hand.hand_over(store, 1, "sales", day("2026-04-03"), owner="佐藤", comment="きっかけ：見積")
    assert owed(store, "2026-04-03") == [("handover", "山田 太郎", "2026-04-07")]
    [duty] = [one for one in duties_of(store, day("2026-04-10")).duties if one.event == "no_contact"]
    assert (duty.who, duty.owner, date.fromordinal(duty.start).isoformat()) == ("is", "佐藤", "2026-04-10")
    by_hand.decide(store, duty.leg, "accepted", day("2026-04-10"))
    by_hand.contacted(store, duty.leg, day("2026-04-10"))
    assert owed(store, "2026-04-10") == []
    # As of a day before it is as it was.
    assert owed(store, "2026-04-09") == [("handover", "山田 太郎", "2026-04-07")]
    assert check(store) == ()


def test_a_rejection_follows_the_book_and_is_taken_back_without_a_trace(store: Store) -> None:
    by_hand.hand_over(store, 1, "sales", day("2026-04-01"))
    [leg] = legs_of_store(store)
    before = facts_of(store)
    number = by_hand.decide(store, leg.record, "rejected", day("2026-04-02"), reason="時期尚早")
    assert owed(store, "2026-04-30") == []
    assert owed(store, "2026-07-01") == [("recheck", "山田 太郎", "2026-07-01")]  # 90 days later
    by_hand.undo_act(store, number)
    assert legs_of_store(store) == (leg,)
    assert facts_of(store).handovers.decision.tolist() == before.handovers.decision.tolist()
    by_hand.redo_act(store, number)
    by_hand.done(store, "recheck", 1, day("2026-07-01"))
    assert owed(store, "2026-07-02") == []
    with pytest.raises(UserError, match="123"):
        by_hand.undo_act(store, 123)


def test_a_reason_that_disqualifies_puts_the_lead_out(store: Store) -> None:
    by_hand.hand_over(store, 1, "sales", day("2026-04-01"))
    [leg] = legs_of_store(store)
    number = by_hand.decide(store, leg.record, "rejected", day("2026-04-02"), reason="競合")
    assert facts_of(store).disqualified_day.tolist()[0] == day("2026-04-02")
    by_hand.undo_act(store, number)
    assert facts_of(store).disqualified_day.tolist()[0] > day("2026-04-02")


@pytest.mark.parametrize("reason", ["", "気が乗らない"])
def test_a_rejection_without_a_reason_of_the_book_is_refused(store: Store, reason: str) -> None:
    by_hand.hand_over(store, 1, "sales", day("2026-04-01"))
    [leg] = legs_of_store(store)
    with pytest.raises(UserError) as error:
        by_hand.decide(store, leg.record, "rejected", day("2026-04-02"), reason=reason)
    assert "時期尚早" in error.value.next_step
    assert legs_of_store(store) == (leg,)


def test_acts_are_no_imports_and_wait_for_a_list_that_is_withdrawn(store: Store) -> None:
    lists = len(imports(store))
    by_hand.hand_over(store, 1, "sales", day("2026-04-01"))
    assert len(imports(store)) == lists
    of_leads = next(batch.id for batch in imports(store) if batch.kind == "leads")
    effects = effects_of_undo(store, of_leads)
    assert (effects.acts, effects.is_simple) == (1, False)
    assert any("1 entry by hand" in sentence for sentence in summary(effects))
    for batch in sorted(imports(store), key=lambda one: one.id):
        if batch.kind in {"leads", "activities"}:
            undo_import(store, batch.id)
    assert legs_of_store(store) == ()
    assert len(facts_of(store).handovers) == 0
    assert check(store) == ()


def test_what_was_decided_follows_people_who_are_merged(store: Store) -> None:
    by_hand.hand_over(store, 2, "sales", day("2026-04-01"))
    merge(store, 1, 2)
    assert [leg.lead for leg in legs_of_store(store)] == [1]


def test_of_two_acts_in_one_second_the_later_wins(store: Store) -> None:
    by_hand.hand_over(store, 1, "sales", day("2026-04-01"))
    [leg] = legs_of_store(store)
    by_hand.decide(store, leg.record, "rejected", day("2026-04-02"), reason="不通")
    by_hand.decide(store, leg.record, "accepted", day("2026-04-02"))
    after = by_hand.leg_of(store, leg.record)
    assert (after.decision, after.reason) == ("accepted", "")


def test_an_act_on_a_leg_of_a_list_is_about_that_leg(store: Store) -> None:
    take(
        store,
        "handovers",
        [{"handover_id": "H1", "email": "taro@minato.jp", "side": "sales", "handed_at": "2026-04-01"}],
    )
    [leg] = legs_of_store(store)
    by_hand.comment(store, leg.record, "決裁者は部長", day("2026-04-03"))
    [after] = legs_of_store(store)
    assert (after.record, after.comment) == (leg.record, "決裁者は部長")


def test_a_list_that_comes_again_leaves_what_was_decided(store: Store) -> None:
    row = {"handover_id": "H1", "email": "taro@minato.jp", "side": "sales", "handed_at": "2026-04-01"}
    take(store, "handovers", [row])
    [leg] = legs_of_store(store)
    by_hand.decide(
        store, leg.record, "rejected", day("2026-04-03"), reason="時期尚早", recheck=day("2026-05-11")
    )
    take(store, "handovers", [row], list_date="2026-04-08")
    take(store, "handovers", [row | {"decision": ""}], fields=("decision",), list_date="2026-04-09")
    [after] = legs_of_store(store)
    assert (after.record, after.decision, after.recheck_at) == (leg.record, "rejected", "2026-05-11")
    assert owed(store, "2026-05-11") == [("recheck", "山田 太郎", "2026-05-11")]
    # Put off, by hand.
    by_hand.decide(
        store, leg.record, "rejected", day("2026-05-11"), reason="時期尚早", recheck=day("2026-06-01")
    )
    assert owed(store, "2026-05-11") == []
    assert owed(store, "2026-06-01") == [("recheck", "山田 太郎", "2026-06-01")]


def test_what_was_entered_finds_its_person_in_a_list_that_says_more(store: Store) -> None:
    by_hand.hand_over(store, 1, "sales", day("2026-04-01"))
    for batch in sorted(imports(store), key=lambda one: one.id):
        if batch.kind in {"leads", "activities"}:
            undo_import(store, batch.id)
    take(store, "leads", [{"name": "誰か", "company": "みなと精機", "email": "other@minato.jp"}])
    assert legs_of_store(store) == ()
    # Corrected in Excel and imported anew: the same address, another spelling, a new number.
    take(store, "leads", [TARO | {"name": "山田太朗", "external_id": "7"}])
    assert owed(store, "2026-04-01") == [("handover", "山田太朗", "2026-04-03")]
    assert check(store) == ()
    # Two people with that address, told apart by hand: nobody guesses.
    take(store, "leads", [TARO | {"name": "山田 次郎", "external_id": "8"}])
    first, second = parts_of(store, legs_of_store(store)[0].lead)
    unmerge(store, legs_of_store(store)[0].lead, [second.id])
    assert first.who.name != second.who.name
    assert legs_of_store(store) == ()


def test_why_something_is_owed_says_no_day_that_nobody_knows(store: Store) -> None:
    take(store, "handovers", [{"handover_id": "H1", "email": "hanako@minato2.jp", "side": "sales"}])
    by_hand.hand_over(store, 1, "is", day("2026-03-02"), owner="田中")
    duties = {duty.person: duty for duty in duties_of(store, day("2026-03-03")).duties if duty.lead}
    assert (duties["鈴木 花子"].undated, duties["鈴木 花子"].is_late) == (True, False)
    assert reason_words(duties["鈴木 花子"]) == "Handed over to sales, no list says when, not yet answered."
    # Whom it was handed to is to call, whoever else is in charge of the lead.
    assert (duties["山田 太郎"].owner, duties["山田 太郎"].leg > 0) == ("田中", True)
    assert reason_words(duties["山田 太郎"]) == "Handed over to inside sales on 2026/03/02."
    take(store, "handovers", [{"handover_id": "H2", "email": "hanako@minato2.jp", "side": "is"}])
    [call] = [
        duty
        for duty in duties_of(store, day("2026-03-03")).duties
        if duty.event == "candidate" and duty.undated
    ]
    assert reason_words(call) == "Handed over to inside sales, no list says when."


def test_candidates_that_no_list_names_are_to_be_listed_the_same_day(store: Store) -> None:
    def listed_late(on: str) -> list[str]:
        return [duty.list_kind for duty in duties_of(store, day(on)).duties if duty.rule == "sfa_entry"]

    # Nobody is a candidate yet: nothing to be listed.
    assert listed_late("2026-03-31") == []
    assert listed_late("2026-04-01") == ["handovers"]
    take(
        store,
        "handovers",
        [{"handover_id": "H1", "email": "taro@minato.jp", "handed_at": "2026-04-01"}],
        list_date="2026-04-02",
    )
    assert listed_late("2026-04-02") == []
    assert listed_late("2026-05-01") == []
    take(store, "activities", [ASKED | {"email": "hanako@minato2.jp", "occurred_at": "2026-05-02"}])
    [duty] = [duty for duty in duties_of(store, day("2026-05-02")).duties if duty.rule == "sfa_entry"]
    # A Saturday, and then the holidays of May.
    assert date.fromordinal(duty.due).isoformat() == "2026-05-07"


def test_a_date_chosen_for_an_older_decision_is_not_that_of_a_newer_one(store: Store) -> None:
    by_hand.hand_over(store, 2, "sales", day("2026-03-02"))
    [leg] = legs_of_store(store)
    by_hand.decide(
        store, leg.record, "rejected", day("2026-03-03"), reason="時期尚早", recheck=day("2026-03-23")
    )
    by_hand.decide(store, leg.record, "rejected", day("2026-03-30"), reason="不通")
    assert owed(store, "2026-04-28") == [("candidate", "山田 太郎", "2026-04-02")]
    assert ("recheck", "鈴木 花子", "2026-04-29") in owed(store, "2026-04-29")


def test_who_is_given_up_is_passed_on_and_rejected_in_one_act(store: Store) -> None:
    assert owed(store, "2026-04-02")[0][0] == "candidate"
    number = by_hand.let_go(store, 1, "時期尚早", day("2026-04-02"))
    [leg] = legs_of_store(store)
    assert (leg.side, leg.decision, leg.reason, leg.handed_at) == ("is", "rejected", "時期尚早", "2026-04-02")
    assert owed(store, "2026-04-03") == []
    assert owed(store, "2026-07-01") == [("recheck", "山田 太郎", "2026-07-01")]
    by_hand.undo_act(store, number)
    assert legs_of_store(store) == ()
    assert owed(store, "2026-04-02")[0][0] == "candidate"
    with pytest.raises(UserError):
        by_hand.let_go(store, 1, "気が乗らない", day("2026-04-02"))
    # With a hand-over that waits, that one is rejected.
    by_hand.hand_over(store, 1, "sales", day("2026-04-02"))
    by_hand.let_go(store, 1, "不通", day("2026-04-03"))
    [leg] = legs_of_store(store)
    assert (leg.side, leg.decision, leg.reason) == ("sales", "rejected", "不通")


def test_what_is_written_down_without_a_hand_over_is_the_comment_after_the_call(store: Store) -> None:
    by_hand.called(store, 1, day("2026-04-02"), reached=True)
    assert owed(store, "2026-04-02") == [("call", "山田 太郎", "2026-04-02")]
    number = by_hand.write_down(store, 1, "決裁者は部長", day("2026-04-02"))
    assert owed(store, "2026-04-02") == []
    by_hand.undo_act(store, number)
    assert owed(store, "2026-04-02") == [("call", "山田 太郎", "2026-04-02")]
    by_hand.hand_over(store, 1, "sales", day("2026-04-02"))
    by_hand.write_down(store, 1, "決裁者は部長", day("2026-04-02"))
    [leg] = legs_of_store(store)
    assert leg.comment == "決裁者は部長"


def test_a_remark_of_nobody_in_particular_is_no_comment_after_a_call(store: Store) -> None:
    by_hand.called(store, 1, day("2026-04-02"), reached=True)
    remark: Row = {
        "email": "taro@minato.jp", "activity": "other", "occurred_at": "2026-04-02", "note": "メール配信"
    }  # fmt: skip
    take(store, "activities", [remark])
    assert owed(store, "2026-04-02") == [("call", "山田 太郎", "2026-04-02")]

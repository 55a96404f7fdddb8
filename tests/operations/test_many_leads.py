"""What is done for several leads at once: one step, nobody twice, and who is left out is said with the reason."""

from collections.abc import Iterator

import pytest

from funneldesk.errors import UserError
from funneldesk.operations import by_hand, editing
from funneldesk.operations.checking import check
from funneldesk.operations.erasing import erase
from funneldesk.operations.history import entries_since
from funneldesk.operations.lead_page import whole_lead
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.many_leads import (
    accept_many,
    asked,
    hand_over_many,
    let_go_many,
    many_words,
    write_down_many,
)
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.taking import take
from tests.operations.test_by_hand import day

DAY = day("2026-04-10")
ALL = (1, 2, 3, 4)
PEOPLE = [{"email": f"p{n}@x.co.jp", "name": f"人 {n}", "acquired_at": "2026-04-01"} for n in ALL]


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as made:
        take(made, "leads", PEOPLE)
        yield made


def legs(store: Store) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for leg in legs_of_store(store):
        found.setdefault(leg.lead, []).append((leg.side, leg.decision))
    return found


def test_many_are_handed_over_and_who_is_with_sales_is_left_out(store: Store) -> None:
    by_hand.hand_over(store, 2, "sales", DAY)
    done = hand_over_many(store, ALL, "sales", DAY, owner="佐藤", comment="展示会で名刺交換")
    assert (done.leads, done.left_out) == (3, {"with_sales": 1})
    assert many_words(done) == "Entered for 3 leads. Left out: 1 (with sales already)."
    assert legs(store) == {lead: [("sales", "")] for lead in ALL}
    told = whole_lead(store, 1, DAY)
    assert told.comments[0].text == "展示会で名刺交換"
    assert check(store) == ()
    by_hand.undo_act(store, done.number)
    assert legs(store) == {2: [("sales", "")]}


def test_whoever_waits_at_inside_sales_is_not_handed_there_again_but_to_sales(store: Store) -> None:
    hand_over_many(store, (1, 2), "is", DAY)
    assert hand_over_many(store, ALL, "is", DAY).left_out == {"waiting": 2}
    assert hand_over_many(store, (1,), "sales", DAY + 1).leads == 1


def test_only_what_waits_is_accepted(store: Store) -> None:
    hand_over_many(store, (1, 2), "sales", DAY)
    done = accept_many(store, (1, 2, 3), DAY + 1)
    assert (done.leads, done.left_out) == (2, {"not_waiting": 1})
    assert legs(store) == {1: [("sales", "accepted")], 2: [("sales", "accepted")]}
    nobody = accept_many(store, (3, 4), DAY + 1)
    assert (nobody.number, nobody.leads) == (0, 0)
    assert many_words(nobody).startswith("Nothing was entered. Left out: 2")


def test_declining_needs_a_reason_of_the_book_and_makes_no_second_hand_over(store: Store) -> None:
    reason = asked(store, DAY).reasons[0][0]
    with pytest.raises(UserError, match="no reason of the definition book"):
        let_go_many(store, ALL, "気が乗らない", DAY)
    assert legs(store) == {}
    hand_over_many(store, (1,), "sales", DAY)
    let_go_many(store, (1, 2), reason, DAY)
    assert legs(store) == {1: [("sales", "rejected")], 2: [("is", "rejected")]}
    # Whoever was declined may be handed over again.
    assert hand_over_many(store, (1, 2), "sales", DAY + 30).leads == 2


def test_a_comment_goes_to_the_hand_over_that_waits_else_it_is_a_note(store: Store) -> None:
    hand_over_many(store, (1,), "sales", DAY)
    done = write_down_many(store, (1, 2), "来週まとめて電話", DAY)
    for lead in (1, 2):
        assert [one.text for one in whole_lead(store, lead, DAY).comments] == ["来週まとめて電話"]
    by_hand.undo_act(store, done.number)
    assert not whole_lead(store, 2, DAY).comments


def test_who_is_erased_is_left_out(store: Store) -> None:
    erase(store, 3)
    done = hand_over_many(store, (3, 4), "sales", DAY)
    assert (done.leads, done.left_out) == (1, {"erased": 1})


def test_it_is_one_line_of_the_history_for_the_steps_of_a_page(store: Store) -> None:
    done = hand_over_many(store, ALL, "sales", DAY)
    [event] = entries_since(store, "2026")
    assert (event.way, event.number, event.about) == ("act", done.number, "4 entries")


def test_more_than_one_step_takes_are_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "MOST", 3)
    with pytest.raises(UserError, match="at most 3"):
        hand_over_many(store, ALL, "sales", DAY)

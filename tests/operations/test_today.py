"""The data of the Today page, and its first sentence."""

from collections.abc import Iterator
from datetime import date

import pytest

from funneldesk.operations import by_hand
from funneldesk.operations.duties import duties_of
from funneldesk.operations.duty_lists import DutyList, packed_duties
from funneldesk.operations.scoring import score_words
from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.operations.today import beside_of, today_of
from funneldesk.operations.today_words import late_sentence, pilot_sentence
from tests.operations.taking import Row, take

DAY = date(2026, 4, 10).toordinal()
TARO: Row = {"external_id": "1", "name": "山田 太郎", "company": "みなと精機", "email": "taro@minato.jp", "title": "部長",
             "industry": "製造業", "employees": "300", "acquired_at": "2026-01-05"}  # fmt: skip
HANAKO: Row = TARO | {"external_id": "2", "name": "鈴木 花子", "email": "hanako@minato.jp", "title": "担当"}


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as made:
        take(made, "contents", [{"content": "見積依頼", "type": "inquiry"}])
        take(made, "leads", [TARO, HANAKO])
        take(
            made,
            "activities",
            [
                {
                    "email": row["email"],
                    "activity": "form",
                    "occurred_at": "2026-04-01",
                    "content": "見積依頼",
                }
                for row in (HANAKO, TARO)
            ],
        )
        yield made


def test_whom_to_call_is_by_the_same_rule_as_the_duties(store: Store) -> None:
    today = today_of(store, DAY)
    assert today.to_call == (1, 2)  # the most points first
    assert next(duty.score for duty in today.duties.duties if duty.lead == 1) > 60
    by_hand.called(store, 1, DAY, reached=True)
    assert today_of(store, DAY).to_call == (2,)
    assert today_of(store, DAY - 1).to_call == (1, 2)
    assert today.missing == ("deals",)
    assert today.unreached == "不通"
    assert today.reasons[0][0] == "時期尚早"
    assert len(today.template) == 7
    beside = beside_of(store, DAY)
    assert beside.changes.as_of == DAY
    assert [line.code for line in beside.scorecard] == ["complete", "lists", "contact", "answer", "reason"]


def test_the_sentence_says_how_many_and_whose_then_what_waits_from_long_ago(store: Store) -> None:
    late = late_sentence(duties_of(store, DAY))
    assert late == "3 duties are late (inside sales 2, marketing 1). 3 duties are due today."
    old = late_sentence(duties_of(store, DAY + 100))
    assert "1 more has been waiting for over 90 days; it stands at the end." in old
    with in_memory_store("ja") as empty:
        # Lists that were never there are due, not late.
        assert late_sentence(duties_of(empty, DAY)) == "Nothing is late. 2 duties are due today."


def test_a_review_is_owed_also_where_no_lead_is_known_yet() -> None:
    with in_memory_store("ja") as store:
        take(store, "contents", [{"content": "見積依頼", "type": "inquiry"}])
        events = {duty.event: duty.score for duty in duties_of(store, DAY + 7).duties}
        assert events["weekly"] == 0


def test_while_nothing_at_all_is_owed_it_says_just_that(store: Store) -> None:
    nothing = DutyList.of(DAY, packed_duties(()))
    assert late_sentence(nothing) == "Nothing is late."


def test_a_pilot_is_named_only_while_it_decides() -> None:
    assert pilot_sentence(None) == ""
    assert "2 come under the pilot of v3" in pilot_sentence((3, 2))


def test_points_come_with_their_reasons_and_a_lead_that_is_gone_has_none(store: Store) -> None:
    assert score_words(store, 1, DAY).startswith("90 points: ")
    assert score_words(store, 99, DAY) == ""
    take(store, "leads", [{"external_id": "3", "name": "名無し", "company": "港"}])
    assert score_words(store, 3, DAY) == "0 points"

"""The one page and both boards: what is asked, who is behind each number, what reviews decided."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from funneldesk.domain.book.book import Signature
from funneldesk.domain.funnel.periods import EVERYTHING
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.summary.summary_sentences import reason_words, undecided_sentence
from funneldesk.operations import by_hand, minutes
from funneldesk.operations.board_words import number_words, side_name
from funneldesk.operations.boards import ORDER, boards_of
from funneldesk.operations.book import adopt_draft, draft_of, save_draft
from funneldesk.operations.duties import duties_of
from funneldesk.operations.handovers import handovers_of
from funneldesk.operations.kpis import CountKpi
from funneldesk.operations.reviews import begin_review
from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.operations.summary import answered_members, summary_of
from funneldesk.operations.summary_people import people_behind
from tests.operations.taking import Row, take

DAY = date(2026, 4, 10).toordinal()


def _lead(n: int) -> Row:
    return {"external_id": str(n), "name": f"山田 {n}郎", "company": f"みなと{n}", "email": f"y{n}@minato{n}.jp",
            "title": "部長", "industry": "製造業", "employees": "300", "acquired_at": "2026-01-05",
            "source": "SEO" if n % 2 else "広告", "phone": f"03-0000-00{n:02}"}  # fmt: skip


@pytest.fixture
def store() -> Iterator[Store]:
    """Return ten leads: 1 to 6 went to sales, who took 1 and 2, declined 3 to 5 and has not answered 6; 9 asked."""
    with in_memory_store("ja") as made:
        take(made, "contents", [{"content": "guide", "title": "導入ガイド", "type": "guide"}])
        take(made, "leads", [_lead(n) for n in range(1, 11)])
        rows = [{"email": f"y{n}@minato{n}.jp", "activity": "download", "content": "guide", "occurred_at": "2026-01-10"}
                for n in range(1, 7)]  # fmt: skip
        asked = {
            "email": "y9@minato9.jp",
            "activity": "form",
            "content": "見積依頼",
            "occurred_at": "2026-04-06",
        }
        take(made, "activities", [*rows, asked])
        take(
            made,
            "deals",
            [{"external_id": "D1", "email": "y1@minato1.jp", "opened_at": "2026-02-20", "outcome": "open"}],
        )
        said = {1: "", 2: "", 3: "時期尚早", 4: " 時期尚早", 5: "予算がない"}
        rows = [{"handover_id": f"H{n}", "lead_external_id": str(n), "side": "sales", "handed_at": "2026-02-01",
                 "contacted_at": f"2026-02-{2 + 2 * n:02}", "decided_at": "2026-02-16" if n in said else "",
                 "decision": ("rejected" if said[n] else "accepted") if n in said else "", "reason": said.get(n, "")}
                for n in range(1, 7)]  # fmt: skip
        take(made, "handovers", rows)
        yield made


def test_why_sales_declined_is_counted_by_the_names_of_the_book(store: Store) -> None:
    found = summary_of(store, DAY)
    declined = found.rejections
    assert (declined.decided, declined.accepted, declined.rejected, declined.unsaid) == (5, 2, 3, 0)
    assert [(one.name, one.count) for one in declined.reasons] == [("時期尚早", 2), ("予算がない", 1)]
    assert [reason_words(found, one) for one in declined.reasons] == [
        "By the book: look again after 90 days",
        "The definition book does not know this reason: decide what follows from it.",
    ]
    assert {part: len(answered_members(store, DAY, EVERYTHING, part)) for part in ("decided", "accepted", "rejected")} == {
        "decided": 5, "accepted": 2, "rejected": 3
    }  # fmt: skip
    [before] = [one for one in found.funnel.stages if one.stage == "sal"]
    assert before.recorded
    assert summary_of(store, DAY - 60).rejections.decided == 0


def test_what_a_review_decided_about_a_reason_stands_beside_it(store: Store) -> None:
    assert undecided_sentence(summary_of(store, DAY)).startswith("No open decision of a review")
    review = begin_review(store, DAY, "monthly")
    minutes.decide(store, review.id, "時期尚早の人には事例を3通に分けて送る", who="佐藤", until=DAY + 30)
    minutes.decide(store, review.id, "競合の資料を作る", who="", until=None)
    found = summary_of(store, DAY)
    assert list(found.plans) == ["時期尚早"]
    assert reason_words(found, found.rejections.reasons[0]) == (
        "Decided: 時期尚早の人には事例を3通に分けて送る (佐藤, until 2026/05/10)"
    )
    assert undecided_sentence(found) == ""


def test_the_people_behind_every_number(store: Store) -> None:
    found = summary_of(store, DAY)

    def people(key: str) -> tuple[int, ...]:
        return people_behind(store, DAY, found.period, key)

    assert [one.lead for one in found.calls] == [9]
    assert (found.calls[0].phone, found.calls[0].title) == ("03-0000-0009", "部長")
    assert not found.without_names().calls[0].name
    # Contacted on the fourth of February and every second day after: up to the eighth within seven days.
    assert (people("week:soon"), people("week:late"), people("week:none")) == ((), (), ())
    later = summary_of(store, DAY + 40)
    assert later.week.soon.n == 3
    assert people_behind(store, DAY + 40, later.period, "week:soon") == (1, 2, 3)
    assert people_behind(store, DAY + 40, later.period, "week:late") == (4, 5, 6)
    assert people("reason:時期尚早") == (3, 4)
    assert people("source:SEO") == (1,)
    assert people_behind(store, DAY + 300, found.period, "content:guide") == (1, 2, 3, 4, 5, 6)
    old = summary_of(store, DAY + 200).backtest.figures
    for above, share in ((True, old.above), (False, old.below)):
        key = "score:above" if above else "score:below"
        assert len(people_behind(store, DAY + 200, found.period, key)) == share.n
    with pytest.raises(KeyError):
        people("lead:1")


def test_boards_lead_to_their_people_and_say_what_they_count(store: Store) -> None:
    boards = boards_of(store, DAY)
    words = {one.code: number_words(one, boards.labels) for side in ORDER for one in boards.of(side)}

    def behind(code: str) -> tuple[int, ...]:
        return people_behind(store, DAY, boards.period, f"number:{code}")

    assert (words["lead"].figure, len(behind("lead"))) == ("10", 10)
    assert (words["handed"].figure, behind("handed")) == ("6", (1, 2, 3, 4, 5, 6))
    assert words["handed"].note == "to inside sales 0, to sales 6"
    assert (words["taken"].figure, words["taken"].detail, behind("taken")) == ("40 %", "2 of 5", (1, 2))
    assert words["taken"].verdict == "too few"
    assert (words["waiting"].figure, words["waiting"].verdict, behind("waiting")) == ("1", "1 late", (6,))
    listed = handovers_of(store, DAY)
    assert (boards.numbers["waiting"].count, boards.numbers["waiting"].late) == (listed.waiting, listed.late)
    book = draft_of(store)
    asked = next(rule for rule in book.rules if rule.event == "handover")
    twice = replace(book, rules=(*book.rules, replace(asked, id="reminder", number=len(book.rules) + 1)))
    save_draft(store, twice)
    signed = tuple(
        Signature(side, side, date.fromordinal(DAY).isoformat()) for side in ("marketing", "sales")
    )
    adopt_draft(store, signed, now=datetime(2026, 4, 10, 1, tzinfo=UTC))
    # Two rules of the book ask for the same answer.
    assert sum(one.event == "handover" for one in duties_of(store, DAY).duties) == 2
    assert boards_of(store, DAY).numbers["waiting"].late == 1
    assert (words["sal"].figure, words["sal"].detail, behind("sal")) == ("0", "/ target 15", ())
    assert words["reason"].detail == "3 of 3"
    assert words["contact"].verdict == "Below the band"
    assert (words["contact"].whose, words["lists"].whose) == ("promise of sales", "promise of marketing")
    assert set(behind("contact")) == {4, 5, 6}
    assert len(behind("mql")) == boards.numbers["mql"].step.k
    assert [one.value for one in boards.sources] == ["SEO", "広告"]
    assert number_words(replace(boards.numbers["taken"], share=Share(0, 0)), {}).verdict == "no cases"
    aimless = replace(boards.numbers["sal"], month=CountKpi(3, None, None))
    assert (number_words(aimless, {}).figure, number_words(aimless, {}).verdict) == ("3", "")
    reached = replace(boards.numbers["sal"], month=CountKpi(9, 15, 5.0))
    assert number_words(reached, {}).verdict == "On track"
    assert {side_name(side) for side in ORDER} == {"Marketing", "Sales"}


def test_what_nothing_is_recorded_of_is_said_not_counted(store: Store) -> None:
    with in_memory_store("ja") as bare:
        take(bare, "leads", [_lead(n) for n in range(1, 4)])
        boards = boards_of(bare, DAY)
        words = {one.code: number_words(one, boards.labels) for side in ORDER for one in boards.of(side)}
        assert {code for code, one in words.items() if one.figure == "–"} == {
            "mql", "handed", "taken", "sal", "acceptance", "contact", "answer", "waiting", "reason", "deal", "won"
        }  # fmt: skip
        assert words["deal"].name == "Deal creation rate"
        assert words["waiting"].verdict == "Not recorded yet"
        assert not boards.contents
    # Recorded, but nobody in the range or old enough yet.
    early = boards_of(store, date(2026, 2, 2).toordinal())
    words = {one.code: number_words(one, early.labels) for side in ORDER for one in early.of(side)}
    assert words["waiting"].verdict == "None late"
    assert (words["deal"].figure, words["deal"].verdict) == ("–", "Under observation")


def test_with_nobody_at_all_it_is_empty() -> None:
    with in_memory_store("ja") as nothing:
        assert summary_of(nothing, DAY).is_empty
        assert boards_of(nothing, DAY).is_empty


def test_calls_say_who_is_in_charge_and_how_late(store: Store) -> None:
    by_hand.hand_over(store, 10, "is", DAY - 5, owner="佐藤")
    calls = {one.lead: one for one in summary_of(store, DAY).calls}
    assert set(calls) == {9, 10}
    assert calls[10].owner == "佐藤"
    assert calls[10].days_late > 0
    assert calls[9].days_late > 0

"""The scorecard of both sides: counted by hand here, case by case."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from funneldesk.domain.formats import percent
from funneldesk.domain.funnel.intervals import wilson
from funneldesk.operations import by_hand
from funneldesk.operations.book import book_versions
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.scorecard import Line, scorecard_of
from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.operations.today_words import line_words, side_heading
from tests.operations.taking import Row, take

DAY = date(2026, 4, 30).toordinal()
LEADS: list[Row] = [
    {"external_id": str(n), "name": f"山田 {n}郎", "company": f"みなと{n}", "email": f"y{n}@minato{n}.jp", "source": "SEO",
     "acquired_at": "2026-01-05"}
    for n in range(1, 9)
]  # fmt: skip


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as made:
        take(made, "leads", LEADS, list_date="2026-04-30")
        yield made


def handed(store: Store, lead: int, day: str, **said: str) -> Row:
    return {
        "handover_id": f"H{lead}{day}", "email": f"y{lead}@minato{lead}.jp", "side": "sales", "handed_at": day
    } | said  # fmt: skip


def call(lead: int, day: str, **said: str) -> Row:
    return {"email": f"y{lead}@minato{lead}.jp", "activity": "call", "occurred_at": day} | said


def lines(store: Store) -> dict[str, Line]:
    return {line.code: line for line in scorecard_of(store, DAY)}


def test_nothing_is_said_of_what_nobody_recorded(store: Store) -> None:
    for code in ("contact", "answer", "reason"):
        line = lines(store)[code]
        assert (line.kept.rate, line.kept.interval, line.kept.is_few) == (None, None, False)
        assert line_words(line).figure == "cannot be said"
        assert line_words(line).below
    take(store, "handovers", [handed(store, 1, "2026-04-28", decision="accepted", decided_at="2026-04-28")])
    assert line_words(lines(store)["reason"]).figure == "no cases"
    assert line_words(lines(store)["contact"]).figure == "cannot be said"


def test_contact_answer_and_reason_are_counted_where_their_limit_is_over(store: Store) -> None:
    take(
        store,
        "handovers",
        [
            handed(
                store,
                1,
                "2026-04-01",
                decision="accepted",
                decided_at="2026-04-02",
                contacted_at="2026-04-08",
            ),
            handed(store, 2, "2026-04-01", decision="accepted", decided_at="2026-04-10"),  # called by sales
            handed(store, 3, "2026-04-01", decision="rejected", decided_at="2026-04-03", reason="不通"),
            handed(
                store, 4, "2026-04-01", decision="rejected", decided_at="2026-04-06"
            ),  # no reason, too late
            handed(store, 5, "2026-04-01"),  # a deal in time is contact, and an answer
            handed(store, 6, "2026-04-01"),  # an unknown side called on the day itself: that led to it
            handed(store, 7, "2026-04-01"),  # ... and on the day after
            handed(store, 8, "2026-04-28"),  # its limits are not over
            handed(store, 8, "2025-04-28"),  # too long ago to say anything about now
        ],
    )
    take(
        store,
        "activities",
        [
            call(2, "2026-04-05", side="sales"),
            call(3, "2026-04-02", side="sales", outcome="不在"),
            call(4, "2026-04-02", side="is"),
            call(6, "2026-04-01"),
            call(7, "2026-04-02"),
        ],
    )
    take(
        store,
        "deals",
        [{"external_id": "D1", "email": "y5@minato5.jp", "name": "案件", "opened_at": "2026-04-03"}],
    )
    found = lines(store)
    contact = found["contact"]
    assert (contact.kept.k, contact.kept.n) == (4, 7)
    assert contact.leads == (3, 4, 6)
    assert contact.goal == 0.8
    assert contact.kept.interval == wilson(4, 7)
    assert contact.kept.is_few
    answer = found["answer"]
    assert (answer.kept.k, answer.kept.n, answer.days, answer.calendar) == (3, 7, 2, "business")
    assert answer.leads == (2, 4, 6, 7)
    assert (found["reason"].kept.k, found["reason"].kept.n, found["reason"].leads) == (1, 2, (4,))
    words = line_words(contact)
    assert words.name == "Contact within 7 days"
    assert words.figure == f"{percent(4 / 7, 0)}　4 of 7"
    assert words.below.startswith("Few cases: 95 % interval")
    assert words.formula.endswith(words.below.removeprefix("Few cases: "))
    assert line_words(answer).name == "Answer within 2 business days"
    assert line_words(replace(answer, calendar="calendar")).name == "Answer within 2 days"


def test_many_cases_stand_without_their_interval(store: Store) -> None:
    for place in range(1, 9):
        for day in ("01", "06", "07", "08"):
            by_hand.hand_over(store, place, "sales", date.fromisoformat(f"2026-04-{day}").toordinal())
    [first, *_rest] = legs_of_store(store)
    by_hand.decide(store, first.record, "accepted", DAY)
    answer = lines(store)["answer"]
    assert answer.kept.n == 32
    assert line_words(answer).below == ""


def test_marketing_owes_whole_data_and_lists_on_time(store: Store) -> None:
    take(store, "leads", [LEADS[0] | {"external_id": "9", "email": None, "name": "名無し", "company": "港"}],
         list_date="2026-04-30")  # fmt: skip
    found = lines(store)
    complete = found["complete"]
    # Five things are asked of each of nine leads; the ninth has neither address nor number.
    assert (complete.kept.k, complete.kept.n) == (44, 45)
    assert len(complete.leads) == 1
    assert line_words(complete).below == ""
    # The deals were never imported.
    assert (found["lists"].kept.k, found["lists"].kept.n) == (1, 2)
    assert line_words(found["lists"]).figure == "1 of 2"
    assert side_heading("marketing") != side_heading("sales")
    assert side_heading("is") == "Inside sales"
    assert book_versions(store)

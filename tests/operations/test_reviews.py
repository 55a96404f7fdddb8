"""Reviews: numbers that never change once one has begun, and hypotheses measured at the next."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest

from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.reviews.measures import Measure
from funneldesk.errors import UserError
from funneldesk.operations import minutes
from funneldesk.operations.checking import check
from funneldesk.operations.duties import duties_of
from funneldesk.operations.importing import imports, undo_import
from funneldesk.operations.reviews import begin_review, decisions, numbers_of, review_of, reviews
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.taking import take


def on(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.fixture
def store() -> Iterator[Store]:
    """Forty leads of each month of the spring of 2026, every second an MQL two days later."""
    with in_memory_store("en") as made:
        rows = [
            {"external_id": f"{month}-{n}", "email": f"{month}-{n}@x.example", "acquired_at": f"2026-{month:02}-0{1 + n % 7}",
             "source": "SEO" if n % 3 else "ads", "mql_at": f"2026-{month:02}-1{n % 7}" if n % 2 else None}
            for month in (3, 4, 5) for n in range(40)
        ]  # fmt: skip
        take(made, "leads", rows)
        yield made


def test_the_numbers_of_a_review_are_those_of_its_day_for_ever(store: Store) -> None:
    """10,000 later activities, later leads of the same month, and the first list taken back: nothing moves."""
    day = on("2026-05-10")
    begun = begin_review(store, day, "monthly")
    assert (begun.period, begun.as_of, begun.version) == (Period(on("2026-04-01"), on("2026-04-30")), day, 0)
    assert begun.numbers == numbers_of(store, day, "monthly", begun.period)
    assert [stage.count for stage in begun.numbers.funnel.stages[:2]] == [40, 20]
    before = msgspec.json.encode(begun.numbers)
    take(store, "activities", [
        {"lead_external_id": f"4-{n % 40}", "external_id": f"a{n}", "occurred_at": "2026-04-20", "activity": "form",
         "content": "quote"} for n in range(10_000)
    ])  # fmt: skip
    take(store, "leads", [{"external_id": "new", "email": "new@x.example", "acquired_at": "2026-04-02"}])
    assert msgspec.json.encode(review_of(store, begun.id).numbers) == before
    assert numbers_of(store, day, "monthly", begun.period) != begun.numbers
    undo_import(store, min(batch.id for batch in imports(store)))
    assert msgspec.json.encode(review_of(store, begun.id).numbers) == before
    assert check(store) == ()


def test_an_open_review_of_the_same_days_is_gone_on_with(store: Store) -> None:
    day = on("2026-05-10")
    first = begin_review(store, day, "monthly")
    assert begin_review(store, day, "monthly").id == first.id
    assert begin_review(store, day, "weekly").id != first.id
    minutes.close_review(store, first.id, day)
    assert begin_review(store, day, "monthly").id != first.id
    assert [one.id for one in reviews(store)] == [3, 2, 1]


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [("2026-05-01", "2026-05-31", "not_over"), ("2026-04-10", "2026-04-01", "no_range")],
)
def test_a_range_that_is_none(store: Store, first: str, last: str, code: str) -> None:
    with pytest.raises(UserError) as error:
        begin_review(store, on("2026-05-10"), "monthly", Period(on(first), on(last)))
    assert error.value.code == code
    assert reviews(store) == ()


def test_a_hypothesis_is_measured_at_each_review_until_something_can_be_said(store: Store) -> None:
    mqls = Measure("count", "mql")
    first = begin_review(store, on("2026-04-10"), "monthly")
    assert first.numbers.judged == ()
    item = minutes.suppose(store, first.id, "more", mqls, target=30, until=on("2026-05-05"))
    [asked] = review_of(store, first.id).hypotheses
    assert (asked.item, asked.upward, asked.before.k, asked.from_day) == (item, True, 20, on("2026-04-11"))
    early = begin_review(store, on("2026-05-04"), "monthly")
    assert [(one.verdict, one.reason, one.measured.k) for one in early.numbers.judged] == [
        ("open", "not_due", 17)  # April 11 to 16
    ]
    later = begin_review(store, on("2026-05-20"), "monthly")
    assert [(one.verdict, one.measured.k) for one in later.numbers.judged] == [("not_kept", 17)]
    # Whatever was said about it, it is not asked again.
    assert begin_review(store, on("2026-06-10"), "monthly").numbers.judged == ()


def test_closing_a_review_does_what_the_rule_of_the_book_asks(store: Store) -> None:
    day = on("2026-05-29")  # the last business day of May, a Friday

    def owed() -> set[str]:
        return {one.event for one in duties_of(store, day).duties if one.event in {"weekly", "monthly"}}

    assert owed() == {"weekly", "monthly"}
    begun = begin_review(store, day, "monthly")
    step = minutes.close_review(store, begun.id, day, " Sato,  Suzuki ")
    assert (owed(), review_of(store, begun.id).present) == ({"weekly"}, "Sato, Suzuki")
    minutes.undo_step(store, step)
    assert (owed(), review_of(store, begun.id).is_open) == ({"weekly", "monthly"}, True)
    minutes.redo_step(store, step)
    assert owed() == {"weekly"}
    minutes.reopen_review(store, begun.id)
    assert owed() == {"weekly", "monthly"}
    with pytest.raises(UserError, match="not closed"):
        minutes.reopen_review(store, begun.id)


def test_a_review_that_was_begun_can_be_taken_back_and_comes_again(store: Store) -> None:
    begun = begin_review(store, on("2026-05-10"), "monthly")
    minutes.decide(store, begun.id, "write", "Sato", None)
    step = minutes.beginning_of(store, begun.id)
    minutes.undo_step(store, step)
    assert (reviews(store), decisions(store)) == ((), ())
    with pytest.raises(UserError, match="no review"):
        review_of(store, begun.id)
    minutes.redo_step(store, step)
    assert [one.text for one in review_of(store, begun.id).decisions] == ["write"]

"""What the pages of reviews show, and what can be expected before a hypothesis is made."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest

from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.reviews.measures import Measure
from funneldesk.errors import UserError
from funneldesk.operations.minutes import (
    attend,
    beginning_of,
    close_review,
    decide,
    redo_step,
    reopen_review,
    settle_decision,
    suppose,
    undo_step,
)
from funneldesk.operations.prospects import measure_choices, prospect_of, segment_values
from funneldesk.operations.review_page import review_list, review_page, review_view
from funneldesk.operations.reviews import begin_review, judged_by_reviews, review_of
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.taking import take


def on(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.fixture
def store() -> Iterator[Store]:
    """Forty leads of each month of the spring of 2026, every second an MQL; a guide that half of them took."""
    with in_memory_store("en") as made:
        people = [(month, n) for month in (3, 4, 5) for n in range(40)]
        take(made, "leads", [
            {"external_id": f"{month}-{n}", "email": f"{month}-{n}@x.example", "acquired_at": f"2026-{month:02}-0{1 + n % 7}",
             "source": "SEO" if n % 3 else "ads", "mql_at": f"2026-{month:02}-1{n % 7}" if n % 2 else None}
            for month, n in people
        ])  # fmt: skip
        take(made, "activities", [
            {"lead_external_id": f"{month}-{n}", "occurred_at": f"2026-{month:02}-1{n % 7}", "activity": "download",
             "content": "guide"} for month, n in people if n % 2
        ])  # fmt: skip
        yield made


def test_what_is_open_what_waits_and_what_later_reviews_found(store: Store) -> None:
    assert review_page(store, None).view is None
    first = begin_review(store, on("2026-04-10"), "monthly").id
    late = decide(store, first, "call", "Sato", on("2026-04-20"))
    done = decide(store, first, "write", "", None)
    settle_decision(store, done, on("2026-04-12"))
    kept = suppose(
        store, first, "more", Measure("count", "mql"), target=5, until=on("2026-04-30"), upward=True
    )
    later = suppose(store, first, "later", Measure("count", "mql"), target=500, until=on("2026-09-30"))
    close_review(store, first, on("2026-04-10"), "Sato")
    page = review_page(store, None)
    assert (page.view, page.open, [one.item for one in page.waiting], page.leads) == (None, (), [late], 120)
    assert page.last is not None
    assert page.last.id == first
    second = begin_review(store, on("2026-05-10"), "monthly").id
    weekly = begin_review(store, on("2026-05-10"), "weekly").id
    shown = review_page(store, None)
    assert shown.view is not None
    assert shown.view.review.id == weekly
    assert [one.item for one in shown.view.carried] == [late]
    monthly = review_page(store, None, rhythm="monthly").view
    assert monthly is not None
    assert monthly.review.id == second
    assert review_page(store, None, begins=True).view is None
    found = review_view(store, first, on("2026-05-20"))
    assert found.review.present == "Sato"
    assert {item: one.verdict for item, one in found.found.items()} == {kept: "kept", later: "open"}
    assert {item: one.measured.as_of for item, one in found.live.items()} == {
        kept: on("2026-05-20"), later: on("2026-05-20"),
    }  # fmt: skip
    assert found.people == ("Sato",)
    # Ticked off in this review, a decision stays on its list; before it, not.
    settle_decision(store, late, on("2026-05-10"))
    assert [one.done for one in review_view(store, second).carried] == [on("2026-05-10")]
    [_weekly, _second, listed] = review_list(store, on("2026-05-20"))
    assert (listed.done, listed.late, [one.verdict for one in listed.judged]) == (2, 0, ["kept", "open"])


def test_who_is_there_is_kept_before_the_end_and_can_be_taken_back(store: Store) -> None:
    review = begin_review(store, on("2026-05-10"), "monthly").id
    attend(store, review, "Sato")
    step = attend(store, review, " Sato,  Tanaka ")
    assert review_of(store, review).present == "Sato, Tanaka"
    undo_step(store, step)
    assert review_of(store, review).present == "Sato"
    close_review(store, review, on("2026-05-10"))
    assert review_of(store, review).present == "Sato"
    reopen_review(store, review)
    close_review(store, review, on("2026-05-11"), "Suzuki")
    reopen_review(store, review)
    assert review_of(store, review).present == "Suzuki"
    begun = beginning_of(store, review)
    undo_step(store, begun)
    with pytest.raises(UserError):
        beginning_of(store, review)
    # What a review found that was taken back is nobody's finding.
    assert list(judged_by_reviews(store)) == []
    redo_step(store, begun)
    assert review_of(store, review).id == review


def test_frozen_numbers_hold_nobody_and_no_address(store: Store) -> None:
    numbers = msgspec.json.encode(begin_review(store, on("2026-05-10"), "monthly").numbers).decode()
    assert "SEO" in numbers
    assert "x.example" not in numbers
    assert "lead_ids" not in numbers


def test_only_numbers_that_records_give_can_be_chosen(store: Store) -> None:
    found = measure_choices(store, on("2026-05-20"))
    assert [name for _measure, name in found.measures] == [
        "Number of Lead", "Number of MQL", "MQL rate", "Contact within 7 days",
    ]  # fmt: skip
    assert found.contents == (("guide", "guide"),)
    assert set(segment_values(store, "source", on("2026-05-20"))) == {"SEO", "ads", None}


def test_a_prospect_says_what_it_is_now_and_how_long_it_takes(store: Store) -> None:
    review = begin_review(store, on("2026-05-10"), "monthly", Period(on("2026-04-01"), on("2026-04-30"))).id
    rate = prospect_of(store, review, Measure("rate", "mql", "lead", "source", "ads"))
    assert (rate.now.k, rate.now.n) == (7, 14)
    assert rate.maturity_days == 9
    assert rate.suggested > on("2026-05-10")
    assert prospect_of(store, review, Measure("count", "mql")).maturity_days == 0
    assert prospect_of(store, review, Measure("contact")).maturity_days == 7
    assert prospect_of(store, review, Measure("content", content="guide")).maturity_days > 7

"""The minutes of a review: written, corrected, taken out, taken back, and closed."""

from collections.abc import Iterator
from datetime import date

import pytest

from funneldesk.domain.reviews.measures import Measure
from funneldesk.errors import UserError
from funneldesk.operations import minutes
from funneldesk.operations.reviews import begin_review, decisions, review_of
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.taking import take

DAY = date(2026, 5, 10).toordinal()


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("en") as made:
        take(made, "leads", [{"external_id": "1", "email": "a@x.example", "acquired_at": "2026-04-05"}])
        begin_review(made, DAY, "monthly")
        yield made


def texts(store: Store) -> list[str]:
    return [one.text for one in review_of(store, 1).decisions]


def test_a_line_is_written_corrected_and_taken_back_step_by_step(store: Store) -> None:
    item = minutes.decide(store, 1, "  three articles ", "Sato", DAY + 30)
    edit = minutes.decide(store, 1, "five articles", "Sato", DAY + 30, item=item)
    minutes.decide(store, 1, "call at once", "", None)
    assert texts(store) == ["five articles", "call at once"]
    minutes.undo_step(store, edit)
    assert texts(store) == ["three articles", "call at once"]
    gone = minutes.remove(store, item)
    assert texts(store) == ["call at once"]
    minutes.undo_step(store, gone)
    minutes.redo_step(store, edit)
    # What was taken back and done again stands in the order it was written in.
    assert texts(store) == ["five articles", "call at once"]
    with pytest.raises(UserError):
        minutes.undo_step(store, gone)


def test_what_was_decided_is_ticked_off_after_the_review(store: Store) -> None:
    item = minutes.decide(store, 1, "three articles", "Sato", DAY + 30)
    minutes.close_review(store, 1, DAY)
    step = minutes.settle_decision(store, item, DAY + 20)
    assert [(one.done, one.text, one.until) for one in decisions(store)] == [
        (DAY + 20, "three articles", DAY + 30)
    ]
    minutes.undo_step(store, step)
    assert [one.done for one in decisions(store)] == [None]


def test_editing_keeps_that_it_is_done(store: Store) -> None:
    item = minutes.decide(store, 1, "three articles", "Sato", None)
    minutes.settle_decision(store, item, DAY)
    minutes.decide(store, 1, "3 articles", "Suzuki", None, item=item)
    assert [(one.text, one.who, one.done) for one in decisions(store)] == [("3 articles", "Suzuki", DAY)]


def test_a_closed_review_takes_no_more_words(store: Store) -> None:
    item = minutes.remark(store, 1, "sales was ill")
    step = minutes.close_review(store, 1, DAY, "everybody")
    for write in (
        lambda: minutes.decide(store, 1, "x", "", None),
        lambda: minutes.remark(store, 1, "x"),
        lambda: minutes.remove(store, item),
        lambda: minutes.close_review(store, 1, DAY),
        lambda: minutes.suppose(store, 1, "x", Measure("contact"), target=0.5, until=DAY + 9),
    ):
        with pytest.raises(UserError, match="closed"):
            write()
    minutes.undo_step(store, step)
    minutes.remark(store, 1, "well again", item=item)
    assert [one.text for one in review_of(store, 1).remarks] == ["well again"]


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 2001])
def test_a_line_needs_words(store: Store, text: str) -> None:
    with pytest.raises(UserError, match="words"):
        minutes.decide(store, 1, text, "Sato", None)
    assert texts(store) == []


@pytest.mark.parametrize(
    ("measure", "target", "until", "code"),
    [
        (Measure("rate", "sal", "mql"), 40.0, DAY + 30, "no_target"),
        (Measure("count", "sal"), -1.0, DAY + 30, "no_target"),
        (Measure("count", "sal"), 5.0, DAY, "until_past"),
    ],
)
def test_a_hypothesis_that_nothing_could_be_said_about(
    store: Store, measure: Measure, target: float, until: int, code: str
) -> None:
    with pytest.raises(UserError) as error:
        minutes.suppose(store, 1, "more", measure, target=target, until=until)
    assert error.value.code == code


def test_a_line_that_is_gone_is_not_corrected(store: Store) -> None:
    item = minutes.remark(store, 1, "here")
    minutes.remove(store, item)
    for write in (
        lambda: minutes.remark(store, 1, "there", item=item),
        lambda: minutes.remove(store, item),
        lambda: minutes.settle_decision(store, item, DAY),
        lambda: minutes.undo_step(store, 99),
    ):
        with pytest.raises(UserError, match="no longer"):
            write()


def test_a_count_is_to_grow_and_a_rate_goes_towards_its_target(store: Store) -> None:
    leads, rate = Measure("count", "lead"), Measure("rate", "mql", "lead")
    minutes.suppose(store, 1, "none", leads, target=0, until=DAY + 30)
    minutes.suppose(store, 1, "at most none", leads, target=0, until=DAY + 30, upward=False)
    minutes.suppose(store, 1, "half", rate, target=0.5, until=DAY + 30)
    assert [one.upward for one in review_of(store, 1).hypotheses] == [True, False, True]

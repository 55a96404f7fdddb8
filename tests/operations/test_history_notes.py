"""Minutes and cards in the history: each row is an event, and only what makes a difference can be taken back."""

from collections.abc import Iterator

import pytest

from funneldesk.domain.knowledge.cards import Card
from funneldesk.operations import knowledge, minutes
from funneldesk.operations.history import history_of
from funneldesk.operations.history_events import Event
from funneldesk.operations.history_notes import note_events
from funneldesk.operations.history_steps import bring_back, take_back
from funneldesk.operations.lead_views import lead_views, remove_view, save_view
from funneldesk.operations.leads import LeadQuery
from funneldesk.operations.reviews import begin_review
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.taking import take

DAY = 739_746


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("en") as made:
        take(made, "leads", [{"external_id": "1", "email": "a@x.example", "acquired_at": "2026-04-05"}])
        yield made


@pytest.fixture
def review(store: Store) -> Store:
    begin_review(store, DAY, "monthly")
    return store


def told(store: Store) -> list[tuple[str, str, bool]]:
    return [(one.words, one.about, one.can_step) for one in note_events(store)]


def by_number(store: Store, number: int) -> Event:
    return next(one for one in note_events(store) if one.number == number)


def test_a_card_is_kept_changed_and_removed(store: Store) -> None:
    item = knowledge.keep(store, Card(0, "First", "other", "text", "", DAY))
    knowledge.edit(store, Card(item, "Second", "other", "text", "", DAY))
    gone = knowledge.remove(store, item)
    assert told(store) == [
        (f"Kept knowledge card {item}", "First", False),
        (f"Changed knowledge card {item}", "Second", False),
        (f"Removed knowledge card {item}", "Second", True),
    ]
    take_back(store, by_number(store, gone))
    assert [one.title for one in knowledge.cards_of(store)] == ["Second"]
    bring_back(store, by_number(store, gone))
    assert knowledge.cards_of(store) == ()


def test_a_line_says_what_it_is_and_the_last_change_goes_first(review: Store) -> None:
    item = minutes.decide(review, 1, "three articles\nof which two are new", "Sato", None)
    edit = minutes.decide(review, 1, "five articles", "Sato", None, item=item)
    assert told(review)[1:] == [
        ("Minutes: what was decided written", "three articles", False),
        ("Minutes: what was decided changed", "five articles", True),
    ]
    take_back(review, by_number(review, edit))
    assert by_number(review, item).can_step
    gone = minutes.remove(review, item)
    assert by_number(review, gone).words == "Minutes: what was decided taken out"
    assert by_number(review, gone).about == "three articles"
    assert not by_number(review, edit).can_step, "bringing it back would change nothing"


def test_a_closed_review_is_opened_before_anything_in_it_is_taken_back(review: Store) -> None:
    item = minutes.decide(review, 1, "three articles", "Sato", None)
    remark = minutes.remark(review, 1, "a remark")
    closing = minutes.close_review(review, 1, DAY, "Sato")
    assert "closed" in by_number(review, item).barred
    assert "closed" in by_number(review, remark).barred
    ticked = minutes.settle_decision(review, item, DAY)
    assert by_number(review, ticked).can_step, "that something was done is said later, too"
    assert by_number(review, closing).can_step
    take_back(review, by_number(review, closing))
    assert by_number(review, remark).can_step


def test_of_a_review_that_was_taken_back_nothing_comes_back_alone(review: Store) -> None:
    [begun] = note_events(review)
    remark = minutes.remark(review, 1, "a remark")
    take_back(review, begun)
    assert "brought" not in by_number(review, remark).words
    assert by_number(review, remark).barred
    assert by_number(review, begun.number).can_step
    bring_back(review, by_number(review, begun.number))
    assert by_number(review, remark).can_step


def test_saved_views_are_told_of_and_taken_back(review: Store) -> None:
    item = save_view(review, "Makers", LeadQuery(show="candidates"))
    changed = save_view(review, "Makers", LeadQuery())
    gone = remove_view(review, item)
    told = [by_number(review, one) for one in (item, changed, gone)]
    assert [(one.kind, one.about, one.can_step) for one in told] == [
        ("view", "Makers", False),
        ("view", "Makers", False),
        ("view", "Makers", True),
    ]
    assert [one.words for one in told] == [
        f"Saved view {item} of the leads",
        f"Saved view {item} of the leads",
        f"Removed view {item} of the leads",
    ]
    take_back(review, told[-1])
    assert [one.name for one in lead_views(review)] == ["Makers"]
    words = [one.words for one in history_of(review).events]
    assert words.count(f"Removed view {item} of the leads") == 1

"""What an event changed: the value that held before it, and what it made of that."""

from collections.abc import Iterator

import pytest

from funneldesk.domain.book.book import Signature
from funneldesk.domain.knowledge.cards import Card
from funneldesk.domain.reviews.measures import Measure
from funneldesk.operations import book, by_hand, knowledge, merging, minutes
from funneldesk.operations.business_calendar import set_company_holidays
from funneldesk.operations.erasing import erase
from funneldesk.operations.history import history_of
from funneldesk.operations.history_changes import MOST, changes_of
from funneldesk.operations.history_events import Event
from funneldesk.operations.history_steps import take_back
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.reviews import begin_review
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.taking import take
from tests.operations.test_book import with_threshold
from tests.operations.test_by_hand import HANAKO, TARO, day


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("en") as made:
        take(made, "leads", [TARO, HANAKO])
        yield made


def event(store: Store, way: str, number: int = 0) -> Event:
    """Return the newest event of a kind of record, or the one with that number."""
    return next(one for one in history_of(store).events if one.way == way and number in (0, one.number))


def said(store: Store, one: Event) -> list[tuple[str, str, str]]:
    return [(found.what, found.before, found.after) for found in changes_of(store, one)]


def test_an_entry_stands_beside_what_a_list_and_earlier_entries_said(store: Store) -> None:
    take(store, "handovers", [{"handover_id": "H1", "external_id": "1", "email": "taro@minato.jp", "side": "sales",
                               "handed_at": "2026-04-01", "owner": "佐藤"}])  # fmt: skip
    [leg] = legs_of_store(store)
    first = by_hand.assign(store, leg.record, "田中")
    second = by_hand.decide(store, leg.record, "accepted", day("2026-04-02"))
    third = by_hand.assign(store, leg.record, "鈴木")
    assert said(store, event(store, "act", first)) == [("Decided by", "佐藤", "田中")]
    assert said(store, event(store, "act", second)) == [
        ("Decision", "", "accepted"),
        ("Date decided", "", "2026/04/02"),
    ]
    assert said(store, event(store, "act", third)) == [("Decided by", "田中", "鈴木")]
    take_back(store, event(store, "act", first))
    assert said(store, event(store, "act", third)) == [("Decided by", "佐藤", "鈴木")]
    assert said(store, event(store, "act", first)) == [("Decided by", "佐藤", "田中")]


def test_calls_and_duties_are_said_as_they_were_entered(store: Store) -> None:
    call = by_hand.called(store, 1, day("2026-04-02"), reached=True, note="折り返し")
    assert ("Note", "", "折り返し") in said(store, event(store, "act", call))
    rule = book.book_in_force(store, day("2026-04-02")).book.rules[0]
    done = by_hand.done(store, rule.id, 0, day("2026-04-02"))
    assert said(store, event(store, "act", done)) == [("Rule", "", rule.name), ("Done on", "", "2026/04/02")]


def test_of_a_long_step_the_rest_is_counted(store: Store) -> None:
    entries = [
        by_hand.Entry("activities", 1, {"occurred_at": "2026-04-02", "external_id": str(number)})
        for number in range(MOST + 2)
    ]
    by_hand.enter_together(store, entries, "worklist")
    found = said(store, event(store, "act"))
    assert len(found) == MOST + 1
    assert found[-1] == ("Further entries", "", "2")


def test_an_import_says_what_became_of_its_rows(store: Store) -> None:
    assert said(store, event(store, "import")) == [("List", "", "leads.xlsx"), ("New", "", "2")]


def test_a_decision_names_both_sides_whatever_became_of_them(store: Store) -> None:
    merging.merge(store, 1, 2)
    both = "山田 太郎 · みなと精機\n鈴木 花子 · 港精機"
    [(what, before, after)] = said(store, event(store, "decision"))
    assert (what, sorted(before.split("\n")), after) == ("Leads", sorted(both.split("\n")), "one lead")
    take_back(store, event(store, "decision"))
    merging.separate(store, 1, 2)
    [(_what, before, after)] = said(store, event(store, "decision"))
    assert before == "not decided"
    assert "山田 太郎" in after
    assert "鈴木 花子" in after


def test_whoever_was_erased_has_no_name_in_the_history(store: Store) -> None:
    merging.separate(store, 1, 2)
    by_hand.called(store, 1, day("2026-04-02"), reached=True, note="太郎さん")
    erase(store, 1)
    every = [*history_of(store).events]
    text = repr([(one, changes_of(store, one)) for one in every])
    assert "太郎" not in text
    assert "erased-9" not in text


def test_a_card_and_a_line_of_the_minutes_are_compared_with_what_they_were(store: Store) -> None:
    item = knowledge.keep(store, Card(0, "First", "mail", "text", "", day("2026-04-02"), tags=("a", "b")))
    edit = knowledge.edit(store, Card(item, "Second", "mail", "text", "", day("2026-04-02")))
    assert ("Tags", "", "a, b") in said(store, event(store, "note", item))
    assert said(store, event(store, "note", edit)) == [("Title", "First", "Second"), ("Tags", "a, b", "")]
    begin_review(store, day("2026-05-10"), "monthly")
    assert said(store, event(store, "note")) == []
    line = minutes.decide(store, 1, "three articles", "Sato", day("2026-06-01"))
    gone = minutes.remove(store, line)
    assert said(store, event(store, "note", line)) == [
        ("Text", "", "three articles"),
        ("Person in charge", "", "Sato"),
        ("Until", "", "2026/06/01"),
    ]
    assert said(store, event(store, "note", gone))[0] == ("Text", "three articles", "")


def test_a_hypothesis_is_said_in_its_sentence(store: Store) -> None:
    begin_review(store, day("2026-05-10"), "monthly")
    measure = Measure("count", "mql")
    line = minutes.suppose(store, 1, "more", measure, target=40, until=day("2026-06-30"))
    [text, sentence] = said(store, event(store, "note", line))
    assert text == ("Text", "", "more")
    assert sentence[0] == "Hypothesis"
    assert "2026/06/30" in sentence[2]


def test_a_version_differs_from_the_one_before_it(store: Store) -> None:
    book.save_draft(store, with_threshold(book.draft_of(store), 70))
    at = "2026-04-02T00:00:00Z"
    book.adopt_draft(store, (Signature("marketing", "佐藤", at), Signature("sales", "田中", at)))
    [one] = [found for found in history_of(store).events if found.kind == "book"]
    assert [(before, after) for _what, before, after in said(store, one)] == [("60", "70")]


def test_a_setting_of_the_store_is_kept_with_before_and_after(store: Store) -> None:
    set_company_holidays(store, "12/29-1/3")
    set_company_holidays(store, "8/12")
    [one, *_others] = [found for found in history_of(store).events if found.kind == "data"]
    assert ("Changed the company's holidays", "12/29-1/3", "8/12") in said(store, one)


@pytest.mark.parametrize("way", ["import", "decision", "note", "act"])
def test_of_a_record_that_is_not_there_nothing_is_said(store: Store, way: str) -> None:
    assert said(store, Event("2026-04-02T00:00:00Z", "entry", "words", way=way, number=999)) == []  # type: ignore[arg-type]


def test_of_a_version_that_is_not_there_nothing_is_said(store: Store) -> None:
    assert said(store, Event("2026-04-02T00:00:00Z", "book", "words", target=999)) == []

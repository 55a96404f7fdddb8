"""The history: every record is one event, whatever is no record comes from the log, and nothing is told twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from funneldesk.domain.book.book import Signature
from funneldesk.operations import book, by_hand, history, merging, minutes
from funneldesk.operations.auditing import log, note_export
from funneldesk.operations.changes import note
from funneldesk.operations.history import History, history_of
from funneldesk.operations.history_events import KINDS, Event
from funneldesk.operations.history_steps import bring_back, take_back
from funneldesk.operations.reviews import begin_review
from funneldesk.operations.stores import Store, create_store, in_memory_store, open_store
from tests.operations.taking import take
from tests.operations.test_book import with_threshold
from tests.operations.test_by_hand import HANAKO, TARO, day


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("en") as made:
        take(made, "leads", [TARO, HANAKO])
        yield made


def words(store: Store) -> list[str]:
    return [one.words for one in history_of(store).events]


def event(store: Store, text: str) -> Event:
    """Return the newest event with these words."""
    return next(one for one in history_of(store).events if text in one.words)


def test_what_was_entered_says_about_whom_and_is_taken_back_in_another_run(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with create_store(path, "en") as first:
        take(first, "leads", [TARO, HANAKO])
        by_hand.called(first, 1, day("2026-04-02"), reached=True)
    with open_store(path) as store:
        found = history_of(store)
        assert [(one.kind, one.words, one.about, one.hidden) for one in found.events] == [
            ("entry", "A call noted", "山田 太郎 · みなと精機", False),
            ("import", "Imported: leads.xlsx", "Leads", False),
        ]
        assert (found.last, found.again) == (found.events[0], None)
        take_back(store, found.events[0])
    with open_store(path) as store:
        found = history_of(store)
        taken = event(store, "A call noted")
        assert taken.hidden
        assert found.again == taken
        assert found.last == event(store, "Imported")
        step = event(store, "An entry taken back")
        assert (step.kind, step.about, step.can_step) == (
            "entry", "A call noted (山田 太郎 · みなと精機)", False
        )  # fmt: skip
        bring_back(store, taken)
        assert history_of(store).last == event(store, "A call noted")
        assert history_of(store).again is None


def test_what_was_done_since_ends_the_way_forward(store: Store) -> None:
    by_hand.called(store, 1, day("2026-04-02"), reached=True)
    take_back(store, event(store, "A call noted"))
    assert history_of(store).again is not None
    note_export(store, "leads", 2)
    assert history_of(store).again is not None, "saving a file changes nothing"
    by_hand.noted(store, 1, "later", day("2026-04-02"))
    assert history_of(store).again is None


def test_a_line_of_the_minutes_ends_the_way_forward_too(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_hand.called(store, 1, day("2026-04-02"), reached=True)
    take_back(store, event(store, "A call noted"))
    monkeypatch.setattr(minutes, "now", lambda: "2999-01-01T00:00:00Z")
    begin_review(store, day("2026-05-10"), "monthly")
    minutes.remark(store, 1, "a remark")
    assert history_of(store).again is None


def test_what_was_taken_back_first_comes_back_last(store: Store) -> None:
    by_hand.called(store, 1, day("2026-04-02"), reached=True)
    by_hand.noted(store, 2, "later", day("2026-04-02"))
    take_back(store, event(store, "A note written"))
    take_back(store, event(store, "A call noted"))
    assert history_of(store).again == event(store, "A call noted")
    bring_back(store, event(store, "A call noted"))
    assert history_of(store).again == event(store, "A note written")


def test_entries_of_one_step_are_one_event(store: Store) -> None:
    entries = [
        by_hand.Entry("activities", lead, {"occurred_at": "2026-04-02", "activity": "call"})
        for lead in (1, 2)
    ]
    by_hand.enter_together(store, entries, "worklist")
    [one] = [one for one in history_of(store).events if one.kind == "entry"]
    assert (one.words, one.about, one.target) == ("A work list that came back recorded", "2 entries", 0)
    take_back(store, one)
    assert all(found.hidden for found in by_hand.stored.acts(store.connection, hidden_too=True))


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("activities", {"activity": "call"}, "A call noted"),
        ("activities", {"activity": "other"}, "A note written"),
        ("handovers", {"decision": "rejected"}, "A hand-over declined"),
        ("handovers", {"contacted_at": "2026-04-02"}, "A contact noted"),
        ("handovers", {"handed_at": "2026-04-02"}, "A lead handed over"),
        ("done", {"rule": "r"}, "A duty marked as done"),
    ],
)
def test_an_entry_that_no_line_of_the_log_is_about_is_named_by_what_it_says(
    store: Store, kind: str, values: dict[str, str], said: str
) -> None:
    at = "2026-04-02T00:00:00Z"
    with store.transaction(by_hand_only=True) as connection:
        by_hand.stored.add_act(connection, kind, values, (), at=at, known_at=0)
    assert said in words(store)


def test_a_decision_names_its_leads(store: Store) -> None:
    merging.separate(store, 1, 2)
    merging.merge(store, 1, 2)
    assert event(store, "told apart").about == "鈴木 花子 · 港精機", "they are one lead now"
    one = event(store, "made one")
    assert (one.kind, one.target, one.way) == ("merge", 1, "decision")
    take_back(store, one)
    assert event(store, "told apart").about == "山田 太郎 · みなと精機; 鈴木 花子 · 港精機"
    assert event(store, "taken back").about.startswith("Two leads made one")


def test_an_import_taken_back_is_named_by_its_file(store: Store) -> None:
    one = event(store, "Imported")
    take_back(store, one)
    bring_back(store, event(store, "Imported"))
    said = {found.words: found.about for found in history_of(store).events}
    assert said["Import of “leads.xlsx” taken back"] == one.about == "Leads"
    assert said["Import of “leads.xlsx” brought back"] == one.about


def test_an_import_that_was_corrected_is_barred(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    found = history.imports_of(store)
    replaced = {found.batches[0].id: found.batches[0]}
    monkeypatch.setattr(
        history, "imports_of", lambda _store: type(found)(found.batches, found.to_correct, replaced)
    )
    one = event(store, "Imported")
    assert one.barred
    assert not one.can_step
    assert history_of(store).last is None


def test_agreed_versions_name_who_signed_and_stay(store: Store) -> None:
    book.save_draft(store, with_threshold(book.draft_of(store), 70))
    both = (
        Signature("marketing", "佐藤", "2026-04-02T00:00:00Z"),
        Signature("sales", "田中", "2026-04-02T00:00:00Z"),
    )
    version = book.adopt_draft(store, both)
    one = event(store, "Adopted")
    assert (one.who, one.target, one.can_step) == ("佐藤, 田中", version.number, False)
    assert one.barred
    with store.transaction() as connection:
        note(connection, "end_pilot", {"version": 1})
    assert event(store, "Ended the pilot").barred != one.barred


def test_what_is_no_record_comes_from_the_log(store: Store) -> None:
    note_export(store, "leads", 2)
    with store.transaction() as connection:
        note(connection, "publish", {"folder": "Z:/", "level": "masked"})
        note(connection, "a newer thing", {})
        note(connection, "undo-act", {"act": 77})
        note(connection, "merge", {"decision": 78})
    kinds = {one.words: one.kind for one in history_of(store).events}
    assert kinds["a newer thing"] == "data"
    assert kinds["Saved to a file: list of leads, 2 people"] == "out"
    assert kinds["An entry taken back"] == "entry", "also of an entry that is not there"
    assert kinds["Two leads made one"] == "data"
    assert set(kinds.values()) <= set(KINDS)


def test_nothing_is_told_twice_and_nothing_is_left_out(store: Store) -> None:
    merging.merge(store, 1, 2)
    begin_review(store, day("2026-05-10"), "monthly")
    minutes.close_review(store, 1, day("2026-05-10"), "Sato")
    said = words(store)
    assert sorted(said) == sorted(set(said))
    assert {one.words for one in log(store)} <= set(said) | {"Imported: leads.xlsx"}


def test_what_is_more_than_fits_is_counted(store: Store) -> None:
    for _time in range(3):
        by_hand.called(store, 1, day("2026-04-02"), reached=True)
    found: History = history_of(store, most=2)
    assert (len(found.events), found.left_out) == (2, 2)


def test_what_was_entered_lately_is_gone_on_with(store: Store) -> None:
    first = by_hand.called(store, 1, day("2026-04-02"), reached=True)
    second = by_hand.noted(store, 1, "later", day("2026-04-02"))
    third = by_hand.done(store, "r1", 0, day("2026-04-02"))
    by_hand.undo_act(store, second)
    assert [(one.number, one.target) for one in history.entries_since(store, "2026")] == [
        (first, 1),
        (third, 0),
    ]
    assert history.entries_since(store, "2999") == ()
    assert history.named(history.entries_since(store, "2026")[1]) == "A duty marked as done"


def test_a_new_store_has_no_history() -> None:
    with in_memory_store("en") as store:
        assert history_of(store) == History(())

"""A pilot that ends, before it begins or after, and whose end is taken back."""

import sqlite3

import pytest

from funneldesk.errors import UserError
from funneldesk.operations import book as books
from funneldesk.operations import pilots as operation
from funneldesk.operations.checking import check
from funneldesk.operations.pilot_words import pilot_title
from funneldesk.operations.stores import create_store, in_memory_store, open_store
from tests.operations.pilot_company import (
    BOTH,
    MAKERS,
    NOW,
    START,
    TODAY,
    begin,
    fill,
    later,
    milder,
    numbers,
)


@pytest.fixture
def store():
    with in_memory_store("ja") as opened:
        fill(opened)
        yield opened


def test_the_end_of_a_pilot_can_be_taken_back_while_no_day_has_passed_without_it(store):
    begin(store)
    under = numbers(store)
    operation.end_pilot(store, now=NOW)
    assert numbers(store) != under
    resumed = operation.resume_pilot(store, now=NOW)
    assert (resumed.number, resumed.until_day) == (1, None)
    assert operation.pilot_of(store, TODAY).number == 1
    assert numbers(store) == under
    operation.end_pilot(store, START + 9, now=later(2))
    assert operation.resume_pilot(store, now=later(9)).until_day is None
    operation.end_pilot(store, now=later(10))
    with pytest.raises(UserError) as caught:
        operation.resume_pilot(store, now=later(11))
    assert caught.value.code == "no_pilot_to_resume"
    books.save_draft(store, milder(books.draft_of(store), 40.0))
    operation.start_pilot(store, BOTH, MAKERS, now=later(11))
    operation.adopt_pilot(store, BOTH, now=later(11))
    with pytest.raises(UserError) as caught:
        operation.resume_pilot(store, now=later(11))
    assert caught.value.code == "no_pilot_to_resume"
    assert check(store) == ()
    kept = store.connection.execute("SELECT * FROM pilot_event").fetchall()
    assert [event[2] for event in kept[:4]] == [START - 1, None, START + 8, None]
    for statement in (
        "UPDATE pilot_event SET until_day = 1",
        "DELETE FROM pilot_event",
        "REPLACE INTO pilot_event SELECT * FROM pilot_event WHERE id = 1",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never changes"):
            store.connection.execute(statement)
    assert store.connection.execute("SELECT * FROM pilot_event").fetchall() == kept


def test_the_end_of_a_pilot_of_an_older_store_is_known(tmp_path):
    path = tmp_path / "store.db"
    with create_store(path, "ja") as store:
        fill(store)
        begin(store)
        operation.end_pilot(store, note="over", now=later(10))
        before = numbers(store)
    old = sqlite3.connect(path, isolation_level=None)
    for guard in ("kept", "unchanged", "closed"):
        old.execute(f"DROP TRIGGER pilot_event_{guard}")
    old.execute(
        "CREATE TABLE pilot_end (version INTEGER PRIMARY KEY REFERENCES book_version (number), until_day INTEGER "
        "NOT NULL, adopted_as INTEGER REFERENCES book_version (number), ended_at TEXT NOT NULL, note TEXT NOT NULL) "
        "STRICT"
    )
    old.execute("INSERT INTO pilot_end SELECT version, until_day, adopted_as, at, note FROM pilot_event")
    old.execute("DROP TABLE pilot_event")
    old.execute("DELETE FROM _sqlite_migrations WHERE name = 'pilot_events'")
    old.execute("PRAGMA user_version = 5")
    old.close()
    with open_store(path) as store:
        assert books.book_versions(store)[-1].until_day == START + 9
        assert numbers(store) == before
        assert check(store) == ()


def test_a_pilot_of_the_future_can_be_ended_before_it_begins(store):
    before = numbers(store)
    begin(store, from_day=START + 5)
    assert operation.pilot_of(store, START).from_day == START + 5
    assert pilot_title(operation.pilot_of(store, START), START) == "The pilot of v1 begins on 2026/11/07."
    with pytest.raises(UserError) as caught:
        operation.compare_pilot(store, START)
    assert caught.value.code == "pilot_not_begun"
    operation.end_pilot(store, now=later(1))
    assert numbers(store) == before
    with pytest.raises(UserError) as caught:
        operation.compare_pilot(store, TODAY)
    assert caught.value.code == "pilot_not_begun"


def test_a_pilot_does_not_end_in_the_past(store):
    begin(store)
    with pytest.raises(UserError) as caught:
        operation.end_pilot(store, START + 3, now=later(5))
    assert caught.value.code == "pilot_end_in_the_past"


def test_the_cache_file_follows_a_pilot_that_ends(tmp_path):
    path = tmp_path / "store.db"
    with create_store(path, "ja") as store:
        fill(store)
        plain = numbers(store)
        begin(store)
        under = numbers(store)
        assert under != plain
        operation.end_pilot(store, now=NOW)
    with open_store(path) as store:
        assert numbers(store) == plain
        assert check(store) == ()

"""Reviews as they are stored: the numbers never change."""

import sqlite3
from collections.abc import Iterator

import pytest

from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.store.books import missing_guards
from funneldesk.store.reviews import StoredReview, add_review, altered_reviews, read_reviews

ONE = StoredReview(0, "monthly", 1, 31, 40, 0, "abc", '{"a": 1}', "2026-11-28T00:00:00Z")


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("en") as made:
        with made.aside() as connection:
            add_review(connection, ONE)
        yield made


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE review SET numbers = '{}'",
        "UPDATE review SET as_of = 41",
        "DELETE FROM review",
        "INSERT OR REPLACE INTO review SELECT id, rhythm, from_day, to_day, 41, 0, '', '{}', '', '' FROM review",
    ],
)
def test_the_store_refuses_to_change_it(store: Store, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="never change"):
        store.connection.execute(sql)
    assert [one.numbers for one in read_reviews(store.connection)] == ['{"a": 1}']


def test_what_was_done_around_that_is_found(store: Store) -> None:
    assert altered_reviews(store) == ()
    store.connection.execute("DROP TRIGGER review_unchanged")
    store.connection.execute("UPDATE review SET numbers = '{}'")
    assert altered_reviews(store) == (1,)
    assert missing_guards(store) == ("review_unchanged",)

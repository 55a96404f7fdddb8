"""Notes: rows are only added; the newest that is not hidden says what an item is."""

from collections.abc import Iterator

import pytest

from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.store import notes

AT = "2026-11-28T00:00:00Z"


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("en") as made:
        yield made


def said(store: Store) -> list[tuple[int, str]]:
    return [(note.item, note.values["text"]) for note in notes.items(store.connection, "card")]


def test_an_item_is_what_its_newest_row_says(store: Store) -> None:
    with store.aside() as connection:
        first = notes.add_note(connection, "card", {"text": "one"}, at=AT)
        other = notes.add_note(connection, "card", {"text": "two"}, at=AT)
        edit = notes.add_note(connection, "card", {"text": "ONE"}, at=AT, item=first)
        notes.add_note(connection, "decision", {"text": "elsewhere"}, at=AT)
    assert said(store) == [(first, "ONE"), (other, "two")]
    with store.aside() as connection:
        notes.set_hidden(connection, [edit], hidden=True)
    assert said(store) == [(first, "one"), (other, "two")]
    found = notes.note_of(store.connection, first)
    assert found is not None
    with store.aside() as connection:
        gone = notes.remove_item(connection, found, AT)
    assert said(store) == [(other, "two")]
    assert [row.id for row in notes.rows_of(store.connection, first)] == [first, edit, gone]
    with store.aside() as connection:
        notes.set_hidden(connection, [gone, edit], hidden=True)
        notes.set_hidden(connection, [edit], hidden=False)
    assert said(store) == [(first, "ONE"), (other, "two")]
    assert notes.note_of(store.connection, 999) is None


def write_and_fail(store: Store) -> None:
    with store.aside() as connection:
        notes.add_note(connection, "card", {"text": "lost"}, at=AT)
        raise RuntimeError


def test_what_is_written_aside_is_whole_or_not_there_and_changes_no_number(store: Store) -> None:
    revision, state = store.revision, store.state
    with pytest.raises(RuntimeError):
        write_and_fail(store)
    assert said(store) == []
    with store.aside() as connection:
        notes.add_note(connection, "card", {"text": "kept"}, at=AT)
    assert (store.revision, store.state, store.setting("notes")) == (revision, state, "1")

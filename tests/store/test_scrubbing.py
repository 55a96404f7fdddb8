"""Texts written over wherever they stand: in every table of today and to come, but what says what a row is."""

import json
from collections.abc import Iterator

import pytest

from funneldesk.errors import UserError
from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.store import notes
from funneldesk.store.audit import add_entry
from funneldesk.store.reviews import sum_of_numbers
from funneldesk.store.scrubbing import blacken_rows, blacken_texts
from tests.operations.taking import take

AT = "2026-11-28T00:00:00Z"


def blackened(text: str) -> str:
    return text.replace("花子", "■")


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as made:
        yield made


def test_notes_and_the_log_are_written_over_and_counted(store: Store) -> None:
    with store.aside() as connection:
        notes.add_note(connection, "card", {"text": "花子さんに電話"}, at=AT)
        notes.add_note(connection, "card", {"text": "太郎さんに電話"}, at=AT)
        add_entry(connection, AT, "note", {"text": "花子さん"})
        assert blacken_texts(connection, blackened) == {"audit": 1, "note": 1}
        assert blacken_texts(connection, blackened) == {}
    said = [one.values["text"] for one in notes.items(store.connection, "card")]
    assert said == ["■さんに電話", "太郎さんに電話"]


def test_what_says_what_a_row_is_stays(store: Store) -> None:
    with store.aside() as connection:
        add_entry(connection, AT, "花子", {})
        assert blacken_texts(connection, blackened) == {}
        assert connection.execute("SELECT operation FROM audit").fetchall() == [("花子",)]


def test_a_table_nobody_named_yet_is_looked_through(store: Store) -> None:
    with store.aside() as connection:
        connection.execute("CREATE TABLE later (a TEXT, b TEXT, n INTEGER, PRIMARY KEY (a, n)) WITHOUT ROWID")
        connection.executemany("INSERT INTO later VALUES (?, ?, ?)", [("x", "花子", 1), ("x", None, 2)])
        assert blacken_texts(connection, blackened) == {"later": 1}
        assert connection.execute("SELECT b FROM later ORDER BY n").fetchall() == [("■",), (None,)]


def test_a_review_keeps_its_guards_and_its_sum_fits_again(store: Store) -> None:
    numbers = json.dumps({"reason": "花子さんの異動"}, ensure_ascii=False)
    with store.aside() as connection:
        columns = [
            row for row in connection.execute("PRAGMA table_info(review)").fetchall() if row[1] != "id"
        ]
        values = {row[1]: "" if row[2] == "TEXT" else 1 for row in columns}
        values |= {"numbers": numbers, "sha256": sum_of_numbers(numbers), "version": 0}
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO review ({names}) VALUES ({marks})", list(values.values()))  # noqa: S608
        assert blacken_texts(connection, blackened) == {"review": 1}
    [(text, digest)] = store.connection.execute("SELECT numbers, sha256 FROM review").fetchall()
    assert json.loads(text) == {"reason": "■さんの異動"}
    assert digest == sum_of_numbers(text)
    with pytest.raises(UserError, match="never change"), store.aside() as connection:
        connection.execute("UPDATE review SET numbers = '{}'")


def test_rows_of_others_lose_what_they_say_of_her_but_not_whom_they_name(store: Store) -> None:
    rows = [
        {"email": "taro@x.jp", "name": "花子 太郎", "note": "上司は花子さん"},
        {"email": "jiro@x.jp", "name": "次郎", "note": "花子という名の別人"},
        {"email": "saburo@x.jp", "name": "三郎", "note": None},
    ]
    take(store, "leads", rows)
    people = dict(
        store.connection.execute("SELECT json_extract(vals, '$[0]'), identity_id FROM record").fetchall()
    )
    with store.transaction() as connection:
        count, found = blacken_rows(connection, blackened, {people["jiro@x.jp"]})
    assert (count, found) == (1, {people["taro@x.jp"]})
    said = [json.loads(vals) for (vals,) in store.connection.execute("SELECT vals FROM record ORDER BY id")]
    assert said == [
        ["taro@x.jp", "花子 太郎", "上司は■さん"],
        ["jiro@x.jp", "次郎", "花子という名の別人"],
        ["saburo@x.jp", "三郎", None],
    ]

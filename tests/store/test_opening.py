"""Opening what is no store, a newer one, a damaged one: always a sentence with a next step."""

import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from funneldesk.errors import UserError
from funneldesk.operations.stores import close_file, create_store, in_memory_store, open_reader, open_store
from funneldesk.store.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.operations.taking import take

#: So long a connection waits for whoever has the file.
READERS_SECONDS = 10


def code_of(path: Path) -> str:
    """Return how both ways of opening fail."""
    codes = set()
    for opened in (open_store, open_reader):
        with pytest.raises(UserError) as error:
            opened(path)
        assert error.value.message
        assert error.value.next_step
        codes.add(error.value.code)
    assert len(codes) == 1
    return codes.pop()


def test_a_new_store_says_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "データ" / "store.db"
    with create_store(path, "en") as store:
        assert (store.language, store.zone, store.revision) == ("en", "Asia/Tokyo", 0)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    connection.close()
    assert {name for name, sql in tables if "STRICT" not in sql} == {"_sqlite_migrations"}


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    create_store(path, "ja").close()
    with pytest.raises(UserError) as error:
        create_store(path, "ja")
    assert error.value.code == "store_exists"


def test_files_that_are_no_store(tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"
    assert code_of(missing) == "no_store"
    assert not missing.exists()
    text = tmp_path / "list.csv"
    text.write_text("メール\na@x.co.jp\n" * 100, encoding="utf-8")
    assert code_of(text) == "store_broken"
    empty = tmp_path / "empty.db"
    empty.touch()
    assert code_of(empty) == "store_broken"
    foreign = tmp_path / "foreign.db"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert code_of(foreign) == "store_broken"


def test_a_store_of_a_newer_program(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    create_store(path, "ja").close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    assert code_of(path) == "newer_store"


def test_a_damaged_page_is_an_error_in_words(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with create_store(path, "ja") as store:
        take(store, "leads", [{"email": f"u{number}@x.co.jp"} for number in range(500)])
    content = bytearray(path.read_bytes())
    content[8192 : len(content) // 2] = bytes(len(content) // 2 - 8192)
    path.write_bytes(content)
    with pytest.raises(UserError) as error, open_store(path) as store:
        take(store, "leads", [{"email": "new@x.co.jp"}])
    assert error.value.code == "store_broken"


def test_a_reader_does_not_write(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    create_store(path, "ja").close()
    with open_reader(path) as store, pytest.raises(UserError) as error:
        take(store, "leads", [{"email": "new@x.co.jp"}])
    assert error.value.code == "read_only"


def test_a_reader_sees_what_was_finished(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with create_store(path, "ja") as store, open_reader(path) as reader:
        with store.transaction():
            store.set_setting("language", "en")
            assert (reader.language, reader.revision) == ("ja", 0)
        assert (reader.language, reader.revision) == ("en", 1)


def test_a_failed_write_leaves_nothing_and_no_revision(tmp_path: Path) -> None:
    with create_store(tmp_path / "store.db", "ja") as store:
        state = store.state
        with pytest.raises(ZeroDivisionError), store.transaction():  # noqa: PT012 - both lines are the write
            store.set_setting("language", "en")
            raise ZeroDivisionError
        assert (store.language, store.state) == ("ja", state)
        with store.transaction():
            store.set_setting("language", "en")
        assert store.language == "en"
        assert store.state != state


def test_a_store_in_memory_needs_no_file() -> None:
    with in_memory_store("en") as store:
        assert take(store, "leads", [{"email": "a@x.co.jp"}]).created == 1
        assert not store.in_file


def held(path: Path, folder: Path) -> int:
    """Return how many leads a copy of the file alone has."""
    copy = folder / "kopie.db"
    shutil.copyfile(path, copy)
    with open_reader(copy) as store:
        found = int(store.connection.execute("SELECT count(*) FROM lead").fetchone()[0])
    for beside in folder.glob("kopie.db*"):
        beside.unlink()
    return found


def test_the_file_alone_is_all_there_is_though_somebody_reads(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    create_store(path, "en").close()
    with open_reader(path) as reader:
        reader.connection.execute("SELECT count(*) FROM lead").fetchone()
        with open_store(path) as store:
            take(store, "leads", [{"email": "a@x.co.jp"}])
        assert held(path, tmp_path) == 1
        # Somebody is in the middle of a computation: the writer does not wait, the next one moves it.
        with reader.one_view():
            reader.connection.execute("SELECT count(*) FROM lead").fetchone()
            began = time.monotonic()
            with open_store(path) as store:
                take(store, "leads", [{"email": "b@x.co.jp"}])
            assert time.monotonic() - began < READERS_SECONDS
    close_file(path)
    assert held(path, tmp_path) == 2
    assert not path.with_name("desk.db-wal").exists()


def test_a_file_that_cannot_be_closed_is_left(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(b"no store")
    path.with_name("desk.db-wal").write_bytes(b"no log")
    close_file(path)
    assert path.read_bytes() == b"no store"

"""What goes wrong on the disk is said in words, and what was done all the same is noticed."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from funneldesk.errors import UserError
from funneldesk.operations.stores import create_store, open_reader
from funneldesk.store.faults import user_error
from tests.operations.taking import take


class Faulty:
    """A connection whose commits fail: before they take effect, or after."""

    def __init__(self, connection: sqlite3.Connection, *, done: bool) -> None:
        self.connection = connection
        self.done = done

    def execute(self, sql: str, *values: Any) -> Any:
        if sql == "COMMIT":
            self.connection.execute("COMMIT" if self.done else "ROLLBACK")
            raise sqlite3.OperationalError("disk I/O error")
        return self.connection.execute(sql, *values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)


def test_a_commit_that_was_done_all_the_same_is_no_error(tmp_path: Path) -> None:
    with create_store(tmp_path / "store.db", "ja") as store:
        whole = store.connection
        store.connection = Faulty(whole, done=True)  # type: ignore[assignment]
        with store.transaction():
            store.set_setting("language", "en")
        store.connection = whole
        assert (store.language, store.revision) == ("en", 1)


def test_a_commit_that_failed_is_an_error_and_changed_nothing(tmp_path: Path) -> None:
    with create_store(tmp_path / "store.db", "ja") as store:
        whole = store.connection
        store.connection = Faulty(whole, done=False)  # type: ignore[assignment]
        with pytest.raises(UserError) as error, store.transaction():
            store.set_setting("language", "en")
        store.connection = whole
        assert error.value.code == "disk_error"
        assert (store.language, store.revision) == ("ja", 0)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR])
def test_what_to_do_is_said_without_commands(tmp_path: Path, code: int) -> None:
    error = sqlite3.DatabaseError("planted")
    error.sqlite_errorcode = code
    step = user_error(error, tmp_path / "store.db").next_step
    assert "FunnelDesk backups" in step
    assert "`" not in step


def test_a_full_store_says_so(tmp_path: Path) -> None:
    with create_store(tmp_path / "store.db", "ja") as store:
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        store.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(UserError) as error, store.transaction():
            store.set_setting("big", "x" * 100_000)
        assert error.value.code == "disk_full"
        assert store.setting("big") is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_BUSY, "store_busy"),
        (sqlite3.SQLITE_FULL, "disk_full"),
        (sqlite3.SQLITE_READONLY, "read_only"),
        (sqlite3.SQLITE_CORRUPT, "store_broken"),
        (sqlite3.SQLITE_NOTADB, "store_broken"),
        (sqlite3.SQLITE_CANTOPEN, "cannot_open"),
        (sqlite3.SQLITE_IOERR, "disk_error"),
    ],
)
def test_every_failure_has_a_sentence_and_a_next_step(code: int, expected: str) -> None:
    error = sqlite3.OperationalError("made up")
    error.sqlite_errorcode = code
    found = user_error(error, Path("store.db"))
    assert found.code == expected
    assert "store.db" in found.message
    assert found.next_step


def test_a_file_that_is_damaged_behind_its_head_is_told_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with create_store(path, "en") as made:
        take(made, "leads", [{"email": f"u{n}@x.co.jp", "name": "n" * 200} for n in range(200)])
    with path.open("r+b") as file:
        file.seek(4 * 4096)
        file.write(b"\x99" * (path.stat().st_size - 4 * 4096))
    with pytest.raises(UserError) as told, open_reader(path) as store:
        store.connection.execute("SELECT * FROM lead ORDER BY name").fetchall()
    assert told.value.code == "store_broken"
    assert told.value.damaged == path


def test_a_statement_that_is_wrong_is_a_bug_of_the_program(tmp_path: Path) -> None:
    with create_store(tmp_path / "desk.db", "en") as store:
        pass
    with pytest.raises(sqlite3.OperationalError), open_reader(store.path) as store:
        store.connection.execute("SELECT * FROM nothing")

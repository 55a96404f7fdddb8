"""What was agreed on never changes: the store refuses it, and whoever goes around the store is found out."""

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from funneldesk.domain.book.book import Signature
from funneldesk.operations.backup import backup, restore
from funneldesk.operations.book import adopt_draft, book_versions, draft_of, save_draft
from funneldesk.operations.checking import check
from funneldesk.operations.stores import create_store, open_reader, open_store
from funneldesk.store.books import altered_versions, missing_guards
from funneldesk.store.schema import GUARDS

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
BOTH = (
    Signature("marketing", "佐藤", "2026-11-22T00:30:00Z"),
    Signature("sales", "鈴木", "2026-11-22T00:45:00Z"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store whose version 1 both sides signed."""
    found = tmp_path / "store.db"
    with create_store(found, "ja") as store:
        book = draft_of(store)
        save_draft(store, replace(book, threshold=replace(book.threshold, points=70.0)))
        adopt_draft(store, BOTH, now=NOW)
    return found


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE book_version SET json = replace(json, '70', '10') WHERE number = 1",
        "UPDATE book_version SET from_day = 0",
        "UPDATE OR IGNORE book_version SET note = 'x'",
        "DELETE FROM book_version WHERE number = 1",
        "DELETE FROM book_version",
        "INSERT OR REPLACE INTO book_version SELECT * FROM book_version WHERE number = 0",
        "REPLACE INTO book_version VALUES (1, '{}', '', '', 0, '')",
        "INSERT INTO book_version VALUES (1, '{}', '', '', 0, '') ON CONFLICT DO UPDATE SET note = 'x'",
        "UPDATE signature SET name = '田中'",
        "DELETE FROM signature WHERE side = 'sales'",
        "REPLACE INTO signature VALUES (1, 'sales', '鈴木', '2020-01-01T00:00:00Z')",
        "INSERT INTO signature VALUES (1, 'is', '田中', '2026-11-22T00:45:00Z')",
        "INSERT INTO signature VALUES (0, 'sales', '田中', '2026-11-22T00:45:00Z')",
    ],
)
def test_no_statement_changes_what_was_agreed_on(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    before = [connection.execute(f"SELECT * FROM {t}").fetchall() for t in ("book_version", "signature")]  # noqa: S608
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        connection.execute(statement)
    after = [connection.execute(f"SELECT * FROM {t}").fetchall() for t in ("book_version", "signature")]  # noqa: S608
    connection.close()
    assert after == before


def test_the_next_version_is_taken_as_ever(path: Path) -> None:
    with open_store(path) as store:
        book = draft_of(store)
        save_draft(store, replace(book, threshold=replace(book.threshold, points=65.0)))
        adopt_draft(store, BOTH, now=NOW)
        assert [len(version.signatures) for version in book_versions(store)] == [0, 2, 2]
        assert check(store) == ()


def test_a_copy_brought_back_is_guarded_as_well(path: Path) -> None:
    with open_reader(path) as store:
        saved = backup(store)
    restore(saved, path)
    with open_store(path) as store:
        assert missing_guards(store) == ()
        assert check(store) == ()


def test_a_version_altered_around_the_store_is_found(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for guard in GUARDS:
        connection.execute(f"DROP TRIGGER {guard}")
    connection.execute("UPDATE book_version SET json = replace(json, '\"points\":70', '\"points\":10')")
    connection.close()
    with open_store(path) as store:
        assert altered_versions(store) == (1,)
        found = [finding.what for finding in check(store) if finding.where == "book"]
    assert len(found) == 2
    assert "book_version_unchanged" in found[1]


def test_it_is_the_text_that_was_signed(path: Path) -> None:
    """A text with other bytes, of the same book, is not what was signed."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DROP TRIGGER book_version_unchanged")
    (text,) = connection.execute("SELECT json FROM book_version WHERE number = 1").fetchone()
    spaced = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True)
    connection.execute("UPDATE book_version SET json = ? WHERE number = 1", (spaced,))
    connection.close()
    with open_reader(path) as store:
        assert altered_versions(store) == (1,)

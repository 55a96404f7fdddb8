"""Stores of every released schema come up to date: what is in them, and what is computed from it, stays the same."""

import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlite_utils import Database

from funneldesk.errors import UserError
from funneldesk.operations.checking import check
from funneldesk.operations.stores import create_store, open_reader, open_store
from funneldesk.store.opening import open_for_reading
from funneldesk.store.schema import SCHEMA_VERSION, migrations
from tests.operations.taking import Row, figures, take

PEOPLE: list[Row] = [
    {
        "email": "a@minato.co.jp",
        "name": "山田 太郎",
        "company": "㈱みなと精機",
        "corporate_number": "3010001000001",
    },
    {"email": "b+news@minato.co.jp", "name": "佐藤 花子", "company": "みなと精機", "x.地区": "東"},
    {"email": "c@gmail.com", "name": "鈴木 一郎", "company": "南海工業"},
    {"email": "d@example.com", "name": "高橋 実", "company": "南海工業"},
    {"name": "田中 実", "company": "みなと精機", "acquired_at": "2026-01-05"},
]


def as_of_the_first_migration(path: Path, people: Sequence[Row] = PEOPLE) -> None:
    """Turn a store into what the program made when it knew one migration: the same rows in the old tables."""
    with create_store(path, "ja") as store:
        take(store, "leads", people)
        take(store, "deals", [{"external_id": "d", "company": "みなと精機", "opened_at": "2026-04-01"}])
    new = path.with_name("new.db")
    path.rename(new)
    old = Database(sqlite3.connect(path, isolation_level=None))
    migrations().apply(old, stop_before="company_keys")
    old.execute("ATTACH ? AS new", (str(new),))
    for table in old.table_names():
        if not table.startswith(("_", "sqlite")):
            names = ", ".join(column.name for column in old[table].columns)
            old.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM new.{table}")  # noqa: S608
    old.execute("DELETE FROM meta WHERE key = 'keys'")
    old.execute("DETACH new")
    head = sqlite3.connect(new)
    application = head.execute("PRAGMA application_id").fetchone()[0]
    head.close()
    old.execute(f"PRAGMA application_id = {application}")
    old.execute("PRAGMA user_version = 1")
    old.conn.close()


def test_a_store_of_the_first_migration_comes_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    as_of_the_first_migration(path)
    with pytest.raises(UserError) as error:
        open_for_reading(path)
    assert error.value.code == "older_store"
    # Whoever wants to read brings it up to date, however many do so at once.
    with ThreadPoolExecutor(3) as threads:
        for reader in threads.map(lambda _n: open_reader(path).close(), range(3)):
            assert reader is None
    with open_reader(path) as store:
        assert store.connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
        domains = store.connection.execute("SELECT company_domain FROM lead ORDER BY id").fetchall()
        assert [domain for (domain,) in domains] == ["minato.co.jp", "minato.co.jp", "", "", ""]
        assert check(store) == ()
        migrated = figures(store)
    assert path.with_name(f"store.db.before-{SCHEMA_VERSION}").exists()
    with open_store(tmp_path / "new.db") as store:
        assert figures(store) == migrated


def test_keys_made_by_older_rules_are_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    same: list[Row] = [
        {"name": "齋藤 さくら", "company": "みなと精機", "note": "2025"},
        {"name": "斎藤サクラ", "company": "株)みなと精機"},
        {"email": "t.yamada+seminar@gmail.com"},
    ]
    as_of_the_first_migration(path, same)
    old = sqlite3.connect(path, isolation_level=None)
    # The first program saw two people, and knew her under another key.
    old.execute("UPDATE identity_key SET key = 'n:斎藤さくら|株)みなと精機' WHERE identity_id = 2")
    old.execute("UPDATE identity SET lead_id = 9, home = 9 WHERE id = 2")
    old.execute("UPDATE meta SET value = '20' WHERE key = 'next_lead'")
    old.close()
    with open_store(path) as store:
        assert check(store) == ()
        assert store.connection.execute("SELECT count(*) FROM lead").fetchone() == (3,)
        revision = store.revision
    with open_store(path) as store:
        assert store.revision == revision

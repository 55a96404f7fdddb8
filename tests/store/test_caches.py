"""The cache file: a broken one is made anew, one that somebody writes into is left alone."""

import sqlite3
from pathlib import Path

import pytest

from funneldesk.store import caches


@pytest.fixture
def store(tmp_path: Path) -> Path:
    place = tmp_path / "desk.db"
    caches.write(place, "facts", "1", b"kept")
    return place


def kept(store: Path) -> bytes | None:
    data = caches.read(store, "facts", "1")
    return None if data is None else bytes(data)


def test_what_somebody_writes_into_is_not_taken_away(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child writes three hundred megabytes: whoever wants to read meanwhile does without."""
    connect = sqlite3.connect

    def at_once(*given: object, **_named: object) -> sqlite3.Connection:
        return connect(*given, timeout=0, isolation_level=None)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", at_once)
    writer = at_once(caches.cache_path(store))
    writer.execute("BEGIN EXCLUSIVE")
    assert kept(store) is None
    assert not caches.can_be_written(store)
    writer.execute("COMMIT")
    writer.close()
    assert kept(store) == b"kept"
    assert caches.can_be_written(store)


def test_a_broken_file_is_made_anew(store: Path) -> None:
    caches.cache_path(store).write_bytes(b"no database" * 500)
    assert kept(store) is None
    caches.write(store, "facts", "1", b"again")
    assert kept(store) == b"again"


def test_what_can_be_neither_opened_nor_deleted_is_an_empty_cache(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows while another program has it open."""

    def refuse(*_given: object, **_named: object) -> None:
        raise PermissionError

    caches.cache_path(store).write_bytes(b"no database" * 500)
    monkeypatch.setattr(Path, "unlink", refuse)
    assert kept(store) is None
    caches.write(store, "facts", "1", b"again")
    assert kept(store) is None
    assert not caches.can_be_written(store)
    caches.drop(store)

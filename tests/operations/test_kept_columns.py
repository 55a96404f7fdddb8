"""Columns of leads in the cache file: those of the store as it is, or none."""

import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from funneldesk.operations import facts, kept_columns
from funneldesk.operations.editing import Entered, edit
from funneldesk.operations.facts import LeadColumns, facts_of
from funneldesk.operations.stores import create_store, open_store
from funneldesk.store import caches
from funneldesk.store.store import Store
from tests.operations.taking import take

PEOPLE = [
    {"email": "a@x.co.jp", "name": "佐藤 花子", "company": "東都", "industry": "製造業"},
    {"email": "b@x.co.jp", "name": "", "company": "東都", "industry": ""},
    {"email": "c@x.co.jp", "name": "𠮷田 一郎", "company": "", "industry": "小売業"},
]
NAMES = ("name", "company", "industry", "owner")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept_columns, "FEWEST", 1)
    place = tmp_path / "desk.db"
    with create_store(place, "ja") as store:
        take(store, "leads", PEOPLE, list_date="2026-04-01")
        take(store, "leads", [{"email": "a@x.co.jp", "industry": "卸売業"}], list_date="2026-05-01")
    return place


def columns_of(store: Store) -> LeadColumns:
    """Return the columns of a store with nothing of them in memory."""
    store.memo.pop("columns", None)
    return facts.columns_of(store)


def said(columns: LeadColumns) -> dict[str, object]:
    columns.read_ahead(NAMES)
    return {
        name: (
            tuple(column.labels),
            *(
                getattr(column, part).tolist()
                for part in ("codes", "change_lead", "change_day", "change_code")
            ),
        )
        for name, column in ((name, columns[name]) for name in NAMES)
    }


def refuse(*_given: object) -> None:
    pytest.fail("read from the store")


def test_what_was_read_once_is_read_no_more(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(path) as store:
        first = said(columns_of(store))
        assert first["industry"][1] == [0, -1, 1]
        assert first["industry"][3]  # what it was before
        monkeypatch.setattr(facts, "fields_values", refuse)
        assert said(columns_of(store)) == first


def test_few_columns_stay_in_memory_those_asked_for_last(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(path) as store:
        first = said(columns_of(store))
        monkeypatch.setattr(facts, "_MOST_BYTES", columns_of(store)["industry"].nbytes + 1)
        columns = columns_of(store)
        assert said(columns) == first
        held = columns["industry"]
        assert [*columns._loaded] == ["industry"]
        assert columns["company"].labels == ("東都",)
        assert [*columns._loaded] == ["company"]
        assert columns["industry"] is not held  # found in the cache file once more
        assert said(columns) == first


def test_columns_that_no_file_has_stay_in_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To read them from the store once more would take seconds each time, where the cache cannot be written."""
    monkeypatch.setattr(caches, "write", lambda *_given: None)
    monkeypatch.setattr(facts, "_MOST_BYTES", 1)
    with open_store(path) as store:
        columns = columns_of(store)
        first = said(columns)
        monkeypatch.setattr(facts, "fields_values", refuse)
        assert said(columns) == first


def test_another_state_of_the_leads_is_read_anew(path: Path) -> None:
    with open_store(path) as store:
        old = columns_of(store)
        before = said(old)
        take(store, "leads", [{"email": "d@x.co.jp", "name": "新人"}], list_date="2026-06-01")
        after = said(columns_of(store))
        assert len(after["name"][1]) == 4
        # Whoever still has the leads of before neither gets those of now nor keeps anything for others.
        late = LeadColumns(store, np.asarray(facts_of(store).lead_ids)[:3], None)
        late._state = old._state
        assert len(said(late)["name"][1]) == 3
        assert said(columns_of(store)) == after
        assert before != after


def test_fields_in_use_before_an_edit_are_read_in_one_pass_after_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[str, ...]] = []
    plain = facts.fields_values

    def counted(connection: Any, names: tuple[str, ...], *rest: Any) -> Any:
        read.append(names)
        return plain(connection, names, *rest)

    with open_store(path) as store:
        lead = int(facts_of(store).lead_ids[0])
        said(facts.columns_of(store))
        monkeypatch.setattr(facts, "fields_values", counted)
        edit(store, [Entered(lead, "owner", "森")])
        now = facts.columns_of(store)
        assert now["owner"].labels[now["owner"].codes[0]] == "森"
        now["industry"]
        assert read == [tuple(sorted(NAMES))]
        now["title"]
        assert read == [tuple(sorted(NAMES)), ("title",)]


def test_what_changed_while_it_was_kept_is_in_no_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = kept_columns.keep_columns
    with open_store(path) as store:

        def meanwhile(*given: object) -> None:
            with store.transaction() as connection:
                connection.execute("DELETE FROM meta WHERE key = 'leads'")
            caches.drop(path)
            keep(*given)  # type: ignore[arg-type]

        columns = columns_of(store)
        monkeypatch.setattr(kept_columns, "keep_columns", meanwhile)
        assert tuple(columns["name"].labels) == ("佐藤 花子", "𠮷田 一郎")
        assert not caches.cache_path(path).exists()


def test_a_cache_that_cannot_be_removed_is_emptied(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(path) as store:
        said(columns_of(store))
    file = caches.cache_path(path)
    assert "佐藤 花子".encode() in file.read_bytes()

    def held(*_given: object, **_named: object) -> None:
        raise PermissionError(13, "held by another program")

    monkeypatch.setattr(Path, "unlink", held)
    caches.drop(path)
    assert "佐藤 花子".encode() not in file.read_bytes()
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (0,)


def test_columns_of_few_leads_are_not_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_columns, "FEWEST", 5)
    with open_store(path) as store:
        said(columns_of(store))
    assert caches.entries(path, "column ") == []

"""The search of leads finds the same with its index, without it, and with half of it."""

from contextlib import suppress

import pytest

from funneldesk.domain.leads import searching
from funneldesk.errors import Cancelled
from funneldesk.operations.stores import create_store, in_memory_store, open_reader, open_store
from funneldesk.store import caches, search_index
from funneldesk.store.search_index import matching_ids
from tests.operations.taking import take

PEOPLE = [
    {"name": "佐藤 一郎", "company": "東都 工業", "email": "ichiro@toto.co.jp", "phone": "03-1111-2222"},
    {
        "name": "髙橋 花子",
        "company": "みらい商事",
        "email": "hanako@mirai.jp",
        "x.フリガナ": "タカハシ ハナコ",
    },
    {"name": "佐々木 翔", "company": "東都工業", "email": "sho@toto.co.jp", "note": "来期に\n予算あり"},
    {
        "last_name": "藤",
        "first_name": "咲",
        "company": "林",
        "email": "saki@hayashi.jp",
        "x.備考": "佐藤の紹介",
    },
    {"email": "佐@example.jp", "external_id": "A-77"},
]
FOUND = {
    "佐": [1, 3, 5], "佐藤": [1], "佐藤一郎": [1], "一郎 東都工業": [1], "東都工業": [1, 3], "たかはし": [2], "高橋": [2],
    "ハナ": [2], "03-1": [1], "0311112222": [1], "TOTO.CO": [1, 3], "予算": [3], "来期に予算": [], "藤咲": [4], "林": [4],
    "a77": [], "a-77": [5], "ゑ": [], "": [1, 2, 3, 4, 5],
}  # fmt: skip


def nothing(_done, _total):
    """Report to nobody."""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "desk.db"
    with create_store(path, "ja") as store:
        take(store, "leads", PEOPLE)
    return path


def asked(path):
    with open_reader(path) as store:
        return {typed: matching_ids(store, typed).tolist() for typed in FOUND}


def make(path, report=nothing):
    with open_reader(path) as store:
        search_index.make_index(store, report)


def of_leads(monkeypatch, count):
    """Let a block be so small."""
    monkeypatch.setattr(search_index, "BLOCK", count)
    monkeypatch.setattr(searching, "BLOCK", count)


def bigrams_kept(path):
    with caches.connected(path, search_index._TABLES) as connection:
        return connection.execute("SELECT count(*) FROM search_bigram").fetchone()[0]


def blocks_kept(path):
    with caches.connected(path, search_index._TABLES) as connection:
        return connection.execute("SELECT count(*) FROM search_block").fetchone()[0]


def test_leads_are_found_without_an_index(path):
    assert asked(path) == FOUND


def test_the_index_finds_the_same(path, monkeypatch):
    make(path)
    assert bigrams_kept(path) > 0
    monkeypatch.setattr(search_index, "_read", None)  # the leads are not read again
    assert asked(path) == FOUND


def test_blocks_are_made_one_by_one_and_what_is_finished_stays(path, monkeypatch):
    of_leads(monkeypatch, 2)

    def stop(done, _total):
        if done == 2:
            raise Cancelled

    with suppress(Cancelled):
        make(path, stop)
    assert blocks_kept(path) == 2
    assert asked(path) == FOUND
    make(path)
    assert blocks_kept(path) == 3
    assert asked(path) == FOUND


def test_a_search_can_be_stopped(path):
    def stop(_done, _total):
        raise Cancelled

    with open_reader(path) as store, pytest.raises(Cancelled):
        matching_ids(store, "佐", stop)


def test_another_list_is_found_at_once_and_the_rest_of_the_index_is_used_again(path, monkeypatch):
    of_leads(monkeypatch, 4)
    make(path)
    with open_store(path) as store:
        take(store, "leads", [{"name": "佐伯 新", "email": "saeki@shin.jp"}], list_date="2026-04-02")
    assert asked(path)["佐"] == [1, 3, 5, 6]
    written = []
    plain = search_index._keep
    monkeypatch.setattr(
        search_index, "_keep", lambda *of: (written.append((of[1], of[4] is not None)), plain(*of))
    )
    make(path)
    assert written == [(0, False), (1, True)]
    assert asked(path)["佐"] == [1, 3, 5, 6]


def test_a_broken_cache_costs_time_only(path):
    make(path)
    caches.cache_path(path).write_bytes(b"no database")
    assert asked(path) == FOUND


def test_whether_it_is_made_is_known_without_reading_it(path, monkeypatch):
    of_leads(monkeypatch, 2)
    with open_reader(path) as store:
        assert not search_index.is_made(store)
    make(path)
    with open_reader(path) as store:
        assert search_index.is_made(store)
    with open_store(path) as store:
        take(store, "leads", [{"email": "new@x.co.jp", "name": "新田"}])
        assert not search_index.is_made(store)
    make(path)
    with open_reader(path) as store:
        assert search_index.is_made(store)
    caches.cache_path(path).write_bytes(b"no database")
    with open_reader(path) as store:
        assert not search_index.is_made(store)


def test_a_store_without_a_file_is_searched_as_well():
    with in_memory_store("ja") as store:
        assert matching_ids(store, "佐").tolist() == []
        take(store, "leads", PEOPLE)
        search_index.make_index(store, nothing)
        assert search_index.is_made(store)
        assert matching_ids(store, "佐藤").tolist() == FOUND["佐藤"]


def test_dropping_the_cache_leaves_no_letter_of_it(path, monkeypatch):
    make(path)

    def in_use(*_of, **_how):
        raise PermissionError  # as Windows says while somebody reads it

    monkeypatch.setattr(type(path), "unlink", in_use)
    caches.drop(path)
    assert bigrams_kept(path) == blocks_kept(path) == 0
    assert b"toto" not in caches.cache_path(path).read_bytes()

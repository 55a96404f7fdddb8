"""The search of leads: an index of bigrams in the cache file beside the store, made block by block in the background.

What is not in it yet, or no longer, is read from the leads themselves: slower, and the same answer.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.facts import Bool, Int64
from funneldesk.domain.fields import OWN_PREFIX
from funneldesk.domain.leads.searching import (
    BLOCK,
    Block,
    bigrams_of,
    block_of,
    folded,
    is_exact,
    ranges_of,
    words_of,
)
from funneldesk.store import caches
from funneldesk.store.leads import lead_ids

if TYPE_CHECKING:
    from funneldesk.store.store import Store

_FORMAT = "1"
_TABLES = (
    """CREATE TABLE IF NOT EXISTS search_block (block INTEGER PRIMARY KEY, stamp TEXT NOT NULL,
    numbers BLOB NOT NULL, ends BLOB NOT NULL, text BLOB NOT NULL) STRICT""",
    """CREATE TABLE IF NOT EXISTS search_bigram (block INTEGER NOT NULL, bigram INTEGER NOT NULL,
    numbers BLOB NOT NULL, PRIMARY KEY (block, bigram)) STRICT, WITHOUT ROWID""",
)
_LEADS = (
    "SELECT id, name, company, email, phone, note, external_id, last_name, first_name, extra FROM lead "
    "WHERE id >= ? AND id < ? ORDER BY id"
)
#: Own fields whose names say that they hold a reading.
_READINGS = ("カナ", "フリガナ", "kana", "reading", "furigana", "ヨミ")


def matching_ids(
    store: "Store", typed: str, report: Callable[[int, int], object] = lambda _done, _total: None
) -> Int64:
    """Return the ids, ascending, of leads with every word of `typed` in name, reading, company, mail, phone or note.

    Blanks within names do not matter, nor do hyphens in numbers, upper and lower case, hiragana and katakana, old
    and usual forms of letters. `report` is called now and then and may raise.
    """
    words = words_of(typed)
    if not words:
        return lead_ids(store.connection)
    stamp, blocks = _stamp(store), _blocks(store)
    found: list[Int64] = []
    for block in blocks:
        report(block, blocks.stop)
        mask = _kept_answer(store, block, stamp, words) if store.in_file else None
        if mask is None:
            mask = _all_of(_read(store, block), words)
        found.append(np.flatnonzero(mask) + block * BLOCK)
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def make_index(store: "Store", report: Callable[[int, int], object]) -> None:
    """Make what of the index is missing or of another state of the leads; what is finished stays when it is stopped."""
    if not store.in_file:
        return
    stamp, blocks = _stamp(store), _blocks(store)
    for block in blocks:
        report(block, blocks.stop)
        kept = _kept(store.path, block)
        if kept is None or kept[0] != stamp:
            now = _read(store, block)
            same = (
                kept is not None and kept[1].text == now.text and np.array_equal(kept[1].numbers, now.numbers)
            )
            _keep(store.path, block, stamp, now, None if same else bigrams_of(now))


def is_made(store: "Store") -> bool:
    """Whether nothing of the index is missing or of another state of the leads."""
    made = 0
    if store.in_file and caches.cache_path(store.path).exists():
        with caches.connected(store.path, _TABLES) as connection:
            sql = "SELECT count(*) FROM search_block WHERE stamp = ? AND block < ?"
            made = connection.execute(sql, (_stamp(store), _blocks(store).stop)).fetchone()[0]
    return not store.in_file or made == len(_blocks(store))


def _stamp(store: "Store") -> str:
    return f"{_FORMAT}:{store.leads_state}"


def _blocks(store: "Store") -> range:
    last = store.connection.execute("SELECT max(id) FROM lead").fetchone()[0]
    return range(0 if last is None else last // BLOCK + 1)


def _read(store: "Store", block: int) -> Block:
    rows = store.connection.execute(_LEADS, (block * BLOCK, (block + 1) * BLOCK))
    return block_of((row[0] % BLOCK, _searched(*row[1:])) for row in rows)


def _searched(name: str | None, company: str | None, *values: str | None) -> list[str | None]:
    """Return the values that are searched; blanks within names do not matter."""
    *rest, last, first, extra = values
    whole = [_closed(name or f"{last or ''}{first or ''}"), _closed(company or "")]
    return [*whole, *rest, *(_readings(extra) if extra else ())]


def _closed(name: str) -> str:
    return name.replace(" ", "").replace("\u3000", "")


def _readings(extra: str) -> Iterator[str]:
    for field, value in json.loads(extra).items():
        heading = folded(field.removeprefix(OWN_PREFIX))
        if any(word in heading for word in _READINGS):
            yield _closed(str(value))


def _all_of(block: Block, words: tuple[str, ...]) -> Bool:
    mask = np.zeros(BLOCK, bool)
    mask[block.numbers] = True
    for word in words:
        mask &= block.holding(word)
    return mask


def _kept_answer(store: "Store", block: int, stamp: str, words: tuple[str, ...]) -> Bool | None:
    """Return who of a block is found as the index has it, None where it has nothing of this state."""
    if not caches.cache_path(store.path).exists():
        return None
    with caches.connected(store.path, _TABLES) as connection:
        row = connection.execute("SELECT stamp FROM search_block WHERE block = ?", (block,)).fetchone()
        if row is None or row[0] != stamp:
            return None
        mask = np.ones(BLOCK, bool)
        for word in words:
            for first, last in ranges_of(word):
                if mask.any():
                    mask &= _numbers(connection, block, first, last)
        inexact = [word for word in words if not is_exact(word)]
        if inexact and mask.any():
            kept = _block(connection, block)
            for word in inexact:
                mask = kept.holding(word, mask)
        return mask
    return None


def _numbers(connection: sqlite3.Connection, block: int, first: int, last: int) -> Bool:
    rows = connection.execute(
        "SELECT numbers FROM search_bigram WHERE block = ? AND bigram BETWEEN ? AND ?", (block, first, last)
    )
    mask = np.zeros(BLOCK, bool)
    mask[np.frombuffer(b"".join(row[0] for row in rows), "<u2")] = True
    return mask


def _kept(path: Path, block: int) -> tuple[str, Block] | None:
    if not caches.cache_path(path).exists():
        return None
    with caches.connected(path, _TABLES) as connection:
        row = connection.execute("SELECT stamp FROM search_block WHERE block = ?", (block,)).fetchone()
        return None if row is None else (row[0], _block(connection, block))
    return None


def _block(connection: sqlite3.Connection, block: int) -> Block:
    sql = "SELECT numbers, ends, text FROM search_block WHERE block = ?"
    numbers, ends, text = connection.execute(sql, (block,)).fetchone()
    return Block(np.frombuffer(numbers, "<i8"), np.frombuffer(ends, "<i8"), text)


def _keep(
    path: Path, block: int, stamp: str, now: Block, bigrams: Iterator[tuple[int, bytes]] | None
) -> None:
    """Write a block of the index; `bigrams` None: only its stamp is another one. Failing to is no error."""
    rows = None if bigrams is None else [(block, *one) for one in bigrams]
    with caches.connected(path, _TABLES) as connection:
        connection.execute("BEGIN IMMEDIATE")
        if rows is None:
            connection.execute("UPDATE search_block SET stamp = ? WHERE block = ?", (stamp, block))
        else:
            connection.execute("DELETE FROM search_bigram WHERE block = ?", (block,))
            connection.executemany("INSERT INTO search_bigram VALUES (?, ?, ?)", rows)
            whole = (block, stamp, now.numbers.tobytes(), now.ends.tobytes(), now.text)
            connection.execute("INSERT OR REPLACE INTO search_block VALUES (?, ?, ?, ?, ?)", whole)
        connection.execute("COMMIT")

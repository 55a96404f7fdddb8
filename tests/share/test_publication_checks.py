"""Published files that are damaged, or made to do harm: each is refused in words, or says what was published."""

import json
import random
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from funneldesk.domain.team.publication import TABLES
from funneldesk.errors import UserError
from funneldesk.share.publication_checks import MOST_TEXT, is_json
from funneldesk.share.publication_file import open_publication, sum_of, write_publication
from tests.share.publications import publication

CASES, AT_ONCE = 500, 50
PAGE = 4096
TYPES = {"text": str, "day": str, "json": str, "whole": int, "flag": int, "real": float}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return a publication, its file, and what is read from it."""
    path = tmp_path_factory.mktemp("whole") / "a.sqlite"
    rows = write_publication(path, publication(120, seed=7))
    return path, rows, everything(path)


def everything(path: Path, **said):
    with open_publication(path, **said) as opened:
        return {table.name: opened.rows(table.name) for table in TABLES}


def damage(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with one thing wrong that disks, drives and programs do to files."""
    found = bytearray(data)
    at = chance.randrange(len(found))
    match chance.choice(["bit", "bytes", "cut", "zeros", "swap", "longer", "twice"]):
        case "bit":
            found[at] ^= 1 << chance.randrange(8)
        case "bytes":
            for _ in range(chance.randrange(2, 60)):
                found[chance.randrange(len(found))] = chance.randrange(256)
        case "cut":
            del found[at:]
        case "zeros":
            end = min(len(found), at + chance.randrange(1, 3 * PAGE))
            found[at:end] = bytes(end - at)
        case "swap":
            one, other = (PAGE * place for place in chance.sample(range(len(found) // PAGE), 2))
            first, second = found[one : one + PAGE], found[other : other + PAGE]
            found[one : one + PAGE], found[other : other + PAGE] = second, first
        case "longer":
            found += found[: chance.randrange(1, 2 * PAGE)]
        case "twice":
            place = PAGE * (at // PAGE)
            other = PAGE * chance.randrange(len(found) // PAGE)
            found[other : other + PAGE] = found[place : place + PAGE]
    return bytes(found)


@pytest.mark.parametrize("first", range(0, CASES, AT_ONCE))
def test_a_damaged_file_is_refused_or_says_what_was_published(whole, tmp_path, first):
    """With the sum of the manifest nothing gets through; without it whatever does is at least a publication."""
    path, rows, read = whole
    other, data, sum_ = tmp_path / "b.sqlite", path.read_bytes(), sum_of(path)
    refused = 0
    for seed in range(first, first + AT_ONCE):
        other.write_bytes(damage(data, random.Random(seed)))
        if other.read_bytes() == data:
            continue
        with pytest.raises(UserError):
            open_publication(other, rows=rows, sha256=sum_)
        try:
            found = everything(other, rows=rows)
        except UserError as error:
            refused += bool(error.message and error.next_step)
            continue
        assert {name: len(lines) for name, lines in found.items()} == rows, seed
        for table in TABLES:
            assert_of_their_types(table, found[table.name], seed)
    assert everything(path, rows=rows, sha256=sum_) == read
    assert refused > AT_ONCE // 2


def assert_of_their_types(table, rows, seed):
    for row in rows:
        for column, cell in zip(table.columns, row, strict=True):
            if cell is None:
                continue
            assert type(cell) is TYPES[column.type], f"{seed} {table.name}.{column.name} {cell!r}"
            if column.type == "flag":
                assert cell in (0, 1)
            if column.type == "json":
                json.loads(cell)
            if column.type == "text":
                assert len(cell) <= MOST_TEXT


def test_every_single_bit_of_the_first_page_and_of_one_in_the_middle(whole, tmp_path):
    path, rows, _read = whole
    data, sum_, other = path.read_bytes(), sum_of(path), tmp_path / "b.sqlite"
    for at in [*range(100), *random.Random(3).sample(range(100, len(data)), 150)]:
        flipped = bytearray(data)
        flipped[at] ^= 1 << (at % 8)
        other.write_bytes(bytes(flipped))
        with pytest.raises(UserError):
            open_publication(other, rows=rows, sha256=sum_)
        try:
            found = everything(other, rows=rows)
        except UserError:
            continue
        assert {name: len(lines) for name, lines in found.items()} == rows


def schema(*statements: str) -> list[str]:
    """Return statements that write into the list of objects itself, as no program does by accident."""
    return ["PRAGMA writable_schema = ON", *statements, "PRAGMA writable_schema = RESET"]


def in_table(table: str, before: str, after: str) -> str:
    return f"UPDATE sqlite_schema SET sql = replace(sql, '{before}', '{after}') WHERE name = '{table}'"  # noqa: S608


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
HOSTILE = {
    "trigger": ["CREATE TRIGGER t AFTER INSERT ON leads BEGIN DELETE FROM leads; END"],
    "trigger on a view": ['CREATE TRIGGER t INSTEAD OF INSERT ON "リード" BEGIN SELECT 1; END'],
    "view without end": [f"CREATE VIEW x AS {ENDLESS}"],
    "view that calls": ["CREATE VIEW x AS SELECT load_extension('x') AS y"],
    "view in the place of one in words": [
        'DROP VIEW "リード"',
        'CREATE VIEW "リード" AS SELECT hex(randomblob(9)) AS lead FROM "leads"',
    ],
    "view three times": [
        'CREATE VIEW "x" AS SELECT "position" AS "a", "reason" AS "b", "follows" AS "c" FROM "reasons"'
    ],
    "extra table": ["CREATE TABLE x (a)"],
    "extra table with the name of a view": ['DROP VIEW "リード"', 'CREATE TABLE "リード" (a)'],
    "full text search": ["CREATE VIRTUAL TABLE x USING fts5(a)"],
    "older full text search": ["CREATE VIRTUAL TABLE x USING fts3(a)"],
    "tree": ["CREATE VIRTUAL TABLE x USING rtree(id, a, b)"],
    "table of a module that is nowhere": schema(
        "INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0, 'CREATE VIRTUAL TABLE x USING evil(a)')"
    ),
    "extra index": ["CREATE INDEX x ON leads (industry)"],
    "index that computes": [
        "DROP INDEX leads_by_company",
        "CREATE INDEX leads_by_company ON leads (upper(company))",
    ],
    "index of some rows": [
        "DROP INDEX leads_by_company",
        "CREATE INDEX leads_by_company ON leads (company) WHERE score > 50",
    ],
    "index that is gone": ["DROP INDEX leads_by_company"],
    "table that is gone": ["DROP TABLE contents"],
    "statistics": ["ANALYZE"],
    "generated column": [
        "DROP TABLE reasons",
        "CREATE TABLE reasons (position INTEGER PRIMARY KEY, reason TEXT, follows TEXT AS (upper(reason))) STRICT",
    ],
    "column that is checked": [
        "DROP TABLE reasons",
        "CREATE TABLE reasons (position INTEGER PRIMARY KEY, reason TEXT, follows TEXT CHECK (random() > 0)) STRICT",
    ],
    "one more column": ["ALTER TABLE reasons ADD COLUMN x TEXT"],
    "table in the words of a view": schema(
        "UPDATE sqlite_schema SET type = 'view', rootpage = 0, sql = 'CREATE VIEW leads AS SELECT 1' WHERE name = 'leads'"
    ),
    "table of no type": schema(in_table("leads", ") STRICT", ")")),
    "two tables on one page": schema(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'book') "
        "WHERE name = 'reasons'"
    ),
    "index on the page of another": schema(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'today_by_lead') "
        "WHERE name = 'leads_by_company'"
    ),
    "object without words": schema("UPDATE sqlite_schema SET sql = NULL WHERE name = 'leads_by_company'"),
    "words that are a number": schema("UPDATE sqlite_schema SET sql = 7 WHERE name = 'leads_by_company'"),
    "words without end": schema(in_table("leads", "STRICT", "STRICT /*' || hex(zeroblob(400000)) || '*/")),
    "cell that is too long": [f"UPDATE leads SET company = hex(zeroblob({MOST_TEXT}))"],  # noqa: S608
    "cell of many megabytes": ["UPDATE leads SET company = hex(zeroblob(9000000)) WHERE lead = 3"],
    "long text behind a zero": [
        "UPDATE leads SET company = 'a' || char(0) || hex(zeroblob(9000000)) WHERE lead = 3"
    ],
    "bytes in the place of a text": [
        *schema(in_table("leads", ") STRICT", ")")),
        "UPDATE leads SET company = x'00ff' WHERE lead = 3",
        *schema(in_table("leads", '"handover" TEXT)', '"handover" TEXT) STRICT')),
    ],
    "bytes that are no text": ["UPDATE leads SET company = CAST(x'ff41' AS TEXT) WHERE lead = 3"],
    "number without end": ["UPDATE leads SET score = 9e999 WHERE lead = 3"],
    "number beyond measure": ["UPDATE leads SET score = -1e300 WHERE lead = 3"],
    "whole number beyond measure": ["UPDATE today SET days_late = 9223372036854775807 WHERE position = 3"],
    "flag that is neither": ["UPDATE leads SET is_candidate = 2 WHERE lead = 3"],
    "day that is none": ["UPDATE leads SET last_on = '2026-1-1' WHERE lead = 3"],
    "nested beyond measure": [f"UPDATE handovers SET decided_by = '{'[' * 50000}'"],  # noqa: S608
    "number that JSON has not": ["UPDATE handovers SET decided_by = '[NaN]'"],
    "nothing said about itself": ["DELETE FROM about"],
    "level that is none": ["UPDATE about SET value = 'everything' WHERE key = 'level'"],
    "language that is none": ["UPDATE about SET value = '../../x' WHERE key = 'language'"],
    "no such day": ["UPDATE about SET value = '2026-02-30' WHERE key = 'as_of'"],
    "of another program": ["PRAGMA application_id = 7"],
    "with a log beside it": ["PRAGMA journal_mode = WAL"],
    "rows that are gone": ["DELETE FROM leads WHERE lead > 100"],
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_made_to_do_harm_is_refused(whole, tmp_path, kind):
    path, rows, _read = whole
    other = tmp_path / "b.sqlite"
    other.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        for statement in HOSTILE[kind]:
            connection.execute(statement)
    assert other.read_bytes() != path.read_bytes(), "nothing was changed"
    with pytest.raises(UserError) as caught:
        open_publication(other, rows=rows)
    assert caught.value.code in {"publication_damaged", "publication_unexpected"}
    assert "b.sqlite" in caught.value.message
    assert caught.value.next_step


@pytest.mark.parametrize(("version", "code"), [(99, "publication_newer"), (0, "publication_older")])
def test_a_file_of_another_version_says_which_program_is_needed(whole, tmp_path, version, code):
    other = tmp_path / "b.sqlite"
    other.write_bytes(whole[0].read_bytes())
    with closing(sqlite3.connect(other)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(UserError) as caught:
        open_publication(other)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "data", [b"", b"SQLite format 3\x00", b"x" * 8192, b"SQLite format 3\x00" + bytes(8192)]
)
def test_a_file_that_is_none_is_refused(tmp_path, data):
    other = tmp_path / "b.sqlite"
    other.write_bytes(data)
    with pytest.raises(UserError) as caught:
        open_publication(other)
    assert caught.value.code == "publication_damaged"


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UserError):
        open_publication(tmp_path)


def test_a_store_is_no_publication(tmp_path):
    from funneldesk.operations.stores import create_store

    create_store(tmp_path / "a.db", "ja").close()
    with pytest.raises(UserError):
        open_publication(tmp_path / "a.db")


def test_a_number_that_is_none_is_no_number(whole, tmp_path):
    """SQLite takes what is no number for nothing: so does the reader."""
    path, rows, _read = whole
    with open_publication(path) as opened:
        place = [column.name for column in opened.columns("leads")].index("score")
        score = next(row[place] for row in opened.rows("leads") if row[place] and row[place] % 1)
    other = tmp_path / "b.sqlite"
    other.write_bytes(path.read_bytes().replace(struct.pack(">d", score), b"\x7f\xf8" + bytes(6)))
    with open_publication(other, rows=rows) as opened:
        assert score not in [row[place] for row in opened.rows("leads")]


def test_views_may_say_other_words(whole, tmp_path):
    """A program with better translations writes the same file."""
    path, rows, read = whole
    other = tmp_path / "b.sqlite"
    other.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(other)) as connection:
        for statement in schema(in_table("リード", "会社", "お客様の''会社")):
            connection.execute(statement)
        connection.commit()
    assert everything(other, rows=rows) == read


@pytest.mark.parametrize("text", ["[", "[NaN]", "[" * 100_000, "Infinity", ""])
def test_json_is_json(text):
    assert not is_json(text)
    assert is_json('["own:0000"]')


def test_the_sample_has_every_type_of_cell():
    held = {
        column.type
        for table in TABLES
        for row in publication(40).rows[table.name]
        for column, cell in zip(table.columns, row, strict=True)
        if cell is not None
    }
    assert held == set(TYPES)

"""Several drafts: their names, which one is meant, what became old, and bringing it up to the newest version."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlite_utils import Database

from funneldesk.domain.book.book import Signature
from funneldesk.domain.moment import instant_text
from funneldesk.errors import UserError
from funneldesk.operations import book as books
from funneldesk.operations import book_drafts as operation
from funneldesk.operations.checking import check
from funneldesk.operations.stores import create_store, in_memory_store, open_reader, open_store
from funneldesk.store.schema import SCHEMA_VERSION, migrations
from tests.forked import start

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
BOTH = tuple(Signature(side, "佐藤", instant_text(NOW)) for side in ("marketing", "sales"))


@pytest.fixture
def store():
    with in_memory_store("ja") as opened:
        yield opened


def change(store, draft=None, **threshold):
    """Save a draft with another threshold."""
    book = books.draft_state(store, draft).book
    return books.save_draft(store, replace(book, threshold=replace(book.threshold, **threshold)), draft)


def refused(code, function, *arguments):
    with pytest.raises(UserError) as caught:
        function(*arguments)
    assert caught.value.code == code
    assert caught.value.next_step


def test_two_drafts_live_side_by_side(store):
    operation.new_draft(store, "厳しめ")
    change(store, points=70.0)
    operation.new_draft(store, "ゆるめ")
    change(store, points=50.0)
    found = operation.drafts(store)
    assert [(d.name, d.changes, d.current) for d in found] == [("厳しめ", 1, False), ("ゆるめ", 1, True)]
    operation.use_draft(store, found[0].id)
    assert books.draft_of(store).threshold.points == 70
    assert books.draft_state(store, found[1].id).book.threshold.points == 50


def test_an_edit_begins_a_draft_nobody_named(store):
    change(store, points=70.0)
    (found,) = operation.drafts(store)
    assert (found.name, found.base, found.outdated) == ("", 0, False)
    assert operation.draft_label(found.name) == "Draft"
    assert operation.draft_named(store, "draft").id == found.id


def test_names_are_told_apart_as_people_read_them(store):
    operation.new_draft(store, "Q1 案")
    refused("draft_name_taken", operation.new_draft, store, " ｑ１  案 ")
    refused("draft_name", operation.new_draft, store, "  ")
    refused("draft_name", operation.new_draft, store, "長" * 61)
    refused("no_draft", operation.draft_named, store, "Q2")
    assert operation.free_name(store, "q1 案") == "q1 案 2"


def test_a_draft_is_renamed_and_keeps_its_own_name(store):
    first = operation.new_draft(store, "案")
    assert operation.rename_draft(store, first.id, "案").name == "案"
    assert operation.rename_draft(store, None, "来期案").name == "来期案"
    second = operation.copy_draft(store, None, "案")
    refused("draft_name_taken", operation.rename_draft, store, second.id, "来期案")


def test_a_copy_goes_its_own_way(store):
    operation.new_draft(store, "案")
    change(store, points=70.0)
    operation.copy_draft(store, None, "写し")
    change(store, points=80.0)
    assert [d.book.threshold.points for d in operation.drafts(store)] == [70, 80]


def test_what_was_thrown_away_comes_back(store):
    first = operation.new_draft(store, "案")
    change(store, points=70.0)
    gone = operation.throw_away(store, first.id)
    assert not books.draft_state(store).saved
    assert operation.bring_back(store, gone).id == first.id
    assert books.draft_of(store).threshold.points == 70
    again = operation.bring_back(store, gone)
    assert (again.id, again.name) == (first.id + 1, "案 2"), "what is there is not overwritten"


def test_without_a_draft_there_is_nothing_to_copy(store):
    for function in (operation.throw_away, operation.use_draft):
        refused("no_draft", function, store, 7)
    refused("no_draft", operation.copy_draft, store, None, "写し")


def test_a_draft_saved_after_it_was_thrown_away_elsewhere_is_kept(store):
    gone = operation.new_draft(store, "案")
    operation.throw_away(store, gone.id)
    assert change(store, gone.id, points=70.0) == gone.id
    assert books.draft_state(store, gone.id).book.threshold.points == 70


def test_only_the_adopted_draft_becomes_a_version(store):
    other = operation.new_draft(store, "別案")
    operation.new_draft(store, "本案")
    change(store, points=70.0)
    books.adopt_draft(store, BOTH, now=NOW)
    (left,) = operation.drafts(store)
    assert (left.id, left.outdated, left.base) == (other.id, True, 0)


def outdated(store, mine, theirs):
    """Return the id of a draft with `mine`, begun before a version with `theirs` was agreed on."""
    draft = operation.new_draft(store, "案")
    change(store, **mine)
    operation.new_draft(store, "先の案")
    change(store, **theirs)
    books.adopt_draft(store, BOTH, now=NOW)
    return draft.id


def test_an_older_draft_is_merged_before_it_is_agreed_on(store):
    draft = outdated(store, {"why": "営業と決めた"}, {"points": 60.0})
    # The other changed nothing but was agreed on: the base is another version all the same.
    refused("draft_outdated", lambda: books.adopt_draft(store, BOTH, draft=draft, now=NOW))
    merge = operation.take_merge(store, draft)
    assert (merge.base, merge.newest, merge.open) == (0, 1, ())
    assert not books.draft_state(store, draft).is_outdated
    assert books.adopt_draft(store, BOTH, draft=draft, now=NOW).number == 2


def test_a_merge_brings_in_what_was_agreed_on_and_keeps_the_draft(store):
    draft = operation.new_draft(store, "案")
    book = books.draft_of(store)
    books.save_draft(store, replace(book, terms=book.terms[1:]))
    operation.new_draft(store, "先の案")
    change(store, points=70.0)
    books.adopt_draft(store, BOTH, now=NOW)
    merge = operation.merge_of(store, draft.id)
    assert [(d.part, d.after) for d in merge.arriving] == [("threshold", "70")]
    assert [(d.part, d.after) for d in merge.changes] == [("terms", None)]
    assert books.draft_state(store, draft.id).is_outdated, "looking writes nothing"


def test_a_conflict_is_chosen_by_somebody(store):
    draft = outdated(store, {"points": 55.0}, {"points": 70.0})
    refused("book_conflicts", operation.take_merge, store, draft)
    assert books.draft_state(store, draft).is_outdated
    operation.take_merge(store, draft, {"threshold": "theirs"})
    assert books.draft_state(store, draft).book.threshold.points == 70


def test_a_draft_of_an_unknown_version_says_so(store):
    draft = operation.new_draft(store, "案")
    change(store, points=70.0)
    store.connection.execute("UPDATE book_draft SET base = 7")
    state = books.draft_state(store)
    assert (state.base_known, state.is_outdated, state.base.number) == (False, True, 0)
    assert operation.drafts(store)[0].base is None
    refused("draft_base_unknown", lambda: books.adopt_draft(store, BOTH, now=NOW))
    merge = operation.take_merge(store, draft.id)
    assert (merge.base, [d.after for d in merge.changes]) == (None, ["70"])
    assert books.adopt_draft(store, BOTH, now=NOW).book.threshold.points == 70


def test_a_version_of_the_same_number_is_not_taken_for_the_base(store):
    operation.new_draft(store, "案")
    store.connection.execute("UPDATE book_draft SET base_sha256 = 'of another version 0'")
    assert not books.draft_state(store).base_known


def test_a_draft_may_say_again_what_an_older_version_said(store):
    change(store, points=70.0)
    books.adopt_draft(store, BOTH, now=NOW)
    operation.new_draft(store, "元に戻す", 0)
    state = books.draft_state(store)
    assert (state.base.number, state.is_outdated) == (1, False)
    assert [(d.before, d.after) for d in state.changes] == [("70", "60")]
    refused("no_version", operation.new_draft, store, "x", 9)


def test_no_draft_is_the_newest_version_as_it_is(store):
    change(store, points=70.0)
    adopted = books.adopt_draft(store, BOTH, draft=books.NO_DRAFT, now=NOW)
    assert adopted.book == books.book_versions(store)[0].book
    assert books.draft_state(store).saved, "the draft that lies there is another thing"


def test_the_one_draft_of_an_older_store_is_kept(tmp_path):
    path = tmp_path / "store.db"
    with create_store(path, "ja") as store:
        change(store, points=70.0)
    new = path.with_name("new.db")
    path.rename(new)
    old = Database(sqlite3.connect(path, isolation_level=None))
    migrations().apply(old, stop_before="fixed_versions")
    old.execute("ATTACH ? AS new", (str(new),))
    for table in ("meta", "book_version"):
        old.execute(f"INSERT INTO {table} SELECT * FROM new.{table}")  # noqa: S608
    old.execute("INSERT INTO book_draft SELECT 1, json, base, updated_at FROM new.book_draft")
    old.execute("DELETE FROM meta WHERE key = 'current_draft'")
    old.execute("DETACH new")
    head = sqlite3.connect(new)
    (application,) = head.execute("PRAGMA application_id").fetchone()
    head.close()
    old.execute(f"PRAGMA application_id = {application}")
    old.execute("PRAGMA user_version = 2")
    old.conn.close()
    with open_store(path) as store:
        assert store.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        state = books.draft_state(store)
        assert (state.id, state.name, state.base_known, state.book.threshold.points) == (1, "", True, 70)
        assert check(store) == ()


CHILD = """
import sys
from dataclasses import replace
from pathlib import Path
from funneldesk.operations.book import draft_of, save_draft
from funneldesk.operations.stores import open_store
store = open_store(Path(sys.argv[1]))
for points in (61.0, 62.0, 63.0):
    book = draft_of(store)
    save_draft(store, replace(book, threshold=replace(book.threshold, points=points)))
print("saved", flush=True)
sys.stdin.read()
"""


def test_a_draft_survives_that_the_program_is_killed(tmp_path):
    path = tmp_path / "store.db"
    create_store(path, "ja").close()
    with start(CHILD, path) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "saved"
        child.kill()
    with open_reader(path) as store:
        assert books.draft_of(store).threshold.points == 63
    with open_store(path) as store:
        assert check(store) == ()
        change(store, points=64.0)

"""An edited workbook of the book: what it says, what to know before it is taken, and taking it."""

from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest

from funneldesk.domain.book.book import Signature
from funneldesk.domain.moment import instant_text
from funneldesk.errors import UserError
from funneldesk.operations.book import (
    adopt_draft,
    book_versions,
    draft_state,
    export_book,
    export_draft,
    save_draft,
)
from funneldesk.operations.book_drafts import drafts
from funneldesk.operations.book_import import look_into_book, read_book, take_book
from funneldesk.operations.stores import in_memory_store

TODAY = 739_000


@pytest.fixture
def store():
    with in_memory_store("ja") as found:
        yield found


@pytest.fixture
def path(store, tmp_path):
    """Return the workbook of the store's example."""
    found = tmp_path / "定義書.xlsx"
    export_book(store, found, TODAY)
    return found


def edit(path, sheet, cell, value):
    workbook = openpyxl.load_workbook(path)
    workbook[sheet][cell] = value
    workbook.save(path)


def test_read_book_says_what_the_workbook_says_and_writes_nothing(store, path):
    edit(path, "用語", "A5", "見込み客")
    book, problems = read_book(path)
    assert (book.terms[0].name, problems) == ("見込み客", ())
    assert not draft_state(store).saved


def test_taking_it_makes_the_draft(store, path):
    edit(path, "用語", "A5", "見込み客")
    take_book(store, look_into_book(store, path))
    assert draft_state(store).book.terms[0].name == "見込み客"
    again = look_into_book(store, path)
    assert again.notes == ()
    taken = take_book(store, again)
    assert [entry.id for entry in drafts(store)] == [taken.id], "the same draft is not taken twice"


def test_another_workbook_becomes_another_draft(store, path):
    edit(path, "用語", "A5", "見込み客")
    take_book(store, look_into_book(store, path))
    edit(path, "用語", "A5", "興味を示した客")
    looked = look_into_book(store, path)
    assert looked.notes == ("Drafts there are already stay as they are: 定義書. This becomes another one.",)
    take_book(store, looked)
    assert [(d.name, d.book.terms[0].name) for d in drafts(store)] == [
        ("定義書", "見込み客"),
        ("定義書 2", "興味を示した客"),
    ]


def agree(store, **threshold):
    """Agree on a version with another threshold."""
    book = book_versions(store)[-1].book
    save_draft(store, replace(book, threshold=replace(book.threshold, **threshold)))
    now = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
    adopt_draft(
        store, [Signature(side, "佐藤", instant_text(now)) for side in ("marketing", "sales")], now=now
    )


def test_an_older_workbook_is_merged_with_what_was_agreed_on_since(store, path):
    agree(store, points=70.0)
    edit(path, "用語", "A5", "見込み客")
    looked = look_into_book(store, path)
    assert (looked.open, len(looked.notes)) == ((), 1)
    assert [(d.part, d.after) for d in looked.differences] == [("terms", "見込み客")]
    assert take_book(store, looked).book.threshold.points == 70


def test_what_both_changed_is_chosen_and_nothing_taken_before(store, path):
    agree(store, points=70.0)
    workbook = openpyxl.load_workbook(path)
    cell = next(c for row in workbook["判定基準"].iter_rows() for c in row if c.value == 60)
    edit(path, "判定基準", cell.coordinate, 50)
    looked = look_into_book(store, path)
    (conflict,) = looked.open
    assert ([d.after for d in conflict.mine], [d.after for d in conflict.theirs]) == (["70"], ["50"])
    with pytest.raises(UserError) as caught:
        take_book(store, looked)
    assert caught.value.code == "book_conflicts"
    assert not draft_state(store).saved
    assert take_book(store, looked.chosen({conflict.key: "mine"})) is None, "what is agreed on stays"
    assert take_book(store, looked.chosen({conflict.key: "theirs"})).book.threshold.points == 50


def test_nothing_is_taken_of_a_workbook_with_a_problem(store, path):
    edit(path, "用語", "A5", "見込み客")
    edit(path, "用語", "D5", "社長")
    looked = look_into_book(store, path)
    assert [(p.sheet, p.cell) for p in looked.problems] == [("用語", "D5")]
    with pytest.raises(UserError) as caught:
        take_book(store, looked)
    assert caught.value.code == "book_misread"
    assert not draft_state(store).saved


def test_a_draft_and_another_book_are_said(store, path):
    with in_memory_store("en") as other:
        save_draft(other, replace(book_versions(other)[0].book, currency="USD"))
        notes = look_into_book(other, path).notes
    assert len(notes) == 2
    assert notes[0].startswith("The workbook was saved from another book")


def test_a_text_file_is_no_book(tmp_path):
    path = tmp_path / "book.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        read_book(path)
    assert caught.value.next_step


def test_a_damaged_file_is_a_sentence(path):
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(UserError) as caught:
        read_book(path)
    assert caught.value.next_step


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(UserError):
        read_book(tmp_path / "nowhere.xlsx")


def test_a_draft_that_was_saved_as_excel_comes_back_with_what_was_edited_there(store, tmp_path):
    book = book_versions(store)[-1].book
    save_draft(store, replace(book, threshold=replace(book.threshold, points=55.0)))
    path = tmp_path / "下書き.xlsx"
    export_draft(store, path, TODAY)
    assert not read_book(path)[1]
    assert read_book(path)[0] == draft_state(store).book
    edit(path, "用語", "A5", "見込み客")
    looked = look_into_book(store, path)
    # It is known where it comes from; both changes are those from the newest version.
    assert [note for note in looked.notes if "another book" in note] == []
    assert sorted(d.part for d in looked.differences) == ["terms", "threshold"]
    assert take_book(store, looked).book.threshold.points == 55

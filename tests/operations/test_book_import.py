"""An edited workbook of the book: what it says, what to know before it is taken, and taking it."""

from dataclasses import replace

import openpyxl
import pytest

from funneldesk.errors import UserError
from funneldesk.operations.book import book_versions, draft_state, export_book, save_draft
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
    assert look_into_book(store, path).notes == ("There is a draft already; taking this one replaces it.",)


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

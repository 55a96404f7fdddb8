"""The tables of the book: written and read back they are the same book, and an edited cell is one edit."""

from hypothesis import given, settings

from funneldesk.domain.book.book_parts import TABLES
from funneldesk.domain.book.book_tables import FoundTable, book_from_tables, cells_of
from funneldesk.domain.book.starter import starter_book
from funneldesk.i18n import _, speaking
from tests.domain.books import books


def as_found(book):
    """Return every table of a book as it stands in a workbook nobody touched."""
    with speaking(book.language):
        return {
            table.name: FoundTable(
                table.part,
                3,
                [_(column.heading) for column in table.columns],
                [(4 + n, name, cells) for n, (name, cells) in enumerate(cells_of(table, book))],
                id_column=len(table.columns),
            )
            for table in TABLES
        }


@settings(max_examples=60)
@given(books())
def test_an_unchanged_book_comes_back_as_it_was(book):
    again, problems = book_from_tables(book, TABLES, as_found(book), {})
    assert problems == ()
    assert again == book


def test_every_sentence_of_the_starter_book_can_be_typed_anew():
    """What the guard for unchanged cells would hide: each cell is read although it says what it said."""
    for language in ("ja", "en"):
        book = starter_book(language)
        with speaking(language):
            for table in TABLES:
                for _name, line in table.lines(book):
                    for column in table.columns:
                        written = column.write(line, book)
                        if column.read is None or written in {None, ""}:
                            continue
                        assert column.read(line, written, book) == line, (table.name, written)


def test_a_missing_table_is_said():
    book = starter_book("ja")
    found = as_found(book)
    del found["signals"]
    _again, problems = book_from_tables(book, TABLES, found, {"signals": "スコアリング"})
    assert [(p.sheet, p.code) for p in problems] == [("スコアリング", "missing_table")]

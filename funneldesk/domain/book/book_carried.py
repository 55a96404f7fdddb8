"""What a workbook carries hidden beside the printed book: the book itself, and which version it was.

A workbook that comes back is compared with this copy, cell by cell. The copy has its check mark (sha256).
"""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from funneldesk.domain.book.book import Book, BookVersion
from funneldesk.domain.book.book_json import book_from_json, canonical_json
from funneldesk.errors import UserError
from funneldesk.i18n import _

#: The hidden sheet, and what its first cell says.
SHEET, MARK = "FunnelDesk", "funneldesk-book-1"
#: What heads the hidden column of ids of a table (followed by the table's name), and what ends it.
TABLE_MARK, END_MARK = "fd:", "fd:end"
_PIECE = 30_000


@dataclass(frozen=True, slots=True)
class CarriedBook:
    """The book a workbook was written from, and the number of its version."""

    book: Book
    version: int


def carried_lines(version: BookVersion) -> list[str]:
    """Return the texts of the hidden sheet's first column."""
    text = canonical_json(version.book).encode()
    packed = base64.b64encode(text).decode()
    pieces = [packed[at : at + _PIECE] for at in range(0, len(packed), _PIECE)]
    return [MARK, f"version {version.number}", f"sha256 {hashlib.sha256(text).hexdigest()}", *pieces]


def carried_book(lines: Sequence[str]) -> CarriedBook:
    """Return the book that the hidden sheet holds; raises UserError where it is damaged."""
    damaged = UserError(
        "book_copy_damaged",
        _("The hidden sheet “%(name)s” of this workbook is damaged; what was edited cannot be told.")
        % {"name": SHEET},
        _("Save the book as Excel again and repeat your changes there."),
    )
    words = [line.split() for line in lines[:3]]
    if lines[:1] != [MARK] or [len(each) for each in words] != [1, 2, 2] or not words[1][1].isdigit():
        raise damaged
    try:
        text = base64.b64decode("".join(lines[3:]), validate=True)
        said = text.decode()
    except (binascii.Error, ValueError) as error:
        raise damaged from error
    # Of the text as it was written: a later program writes the same book with fields of its own.
    if hashlib.sha256(text).hexdigest() != words[2][1]:
        raise damaged
    return CarriedBook(book_from_json(said), int(words[1][1]))

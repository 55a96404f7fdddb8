"""One person is one, however the name is written."""

import pytest

from funneldesk.domain.book.book import BookVersion, Signature
from funneldesk.domain.book.signing import is_one_person
from funneldesk.domain.book.starter import starter_book

BOOK = starter_book("ja")


@pytest.mark.parametrize(
    ("names", "one"),
    [
        ((), False),
        (("佐藤 花子",), False),
        (("佐藤 花子", "鈴木 一郎"), False),
        (("佐藤 花子", "佐藤 花子"), True),
        (("佐藤 花子", "佐藤　花子"), True),
        (("Yamada Taro", "taro  yamada"), True),
    ],
)
def test_whether_one_person_signed_for_all_sides(names, one):
    sides = ("marketing", "sales")
    signed = tuple(
        Signature(side, name, "2026-11-22T00:00:00Z") for side, name in zip(sides, names, strict=False)
    )
    assert is_one_person(BookVersion(1, BOOK, "", "", 1, signed)) is one

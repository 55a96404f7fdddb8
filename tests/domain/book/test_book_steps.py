"""A step of editing is called by what it changed."""

from dataclasses import replace

import pytest

from funneldesk.domain.book.book_edit import with_threshold
from funneldesk.domain.book.book_lines import with_new_rule
from funneldesk.domain.book.book_steps import step_words
from funneldesk.domain.book.starter import starter_book
from funneldesk.i18n import speaking

BOOK = starter_book("ja")
SIGNAL = BOOK.signals[0]


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (BOOK, ""),
        (with_threshold(BOOK, 55), "SAL候補の基準 60 → 55"),
        (with_threshold(BOOK, 40), "SAL候補の基準 60 → 40 ほか1件"),
        (
            replace(BOOK, signals=(replace(SIGNAL, points=50.0), *BOOK.signals[1:])),
            f"{SIGNAL.name} / 点数 60 → 50",
        ),
        (replace(BOOK, terms=BOOK.terms[1:]), "リードを削除"),
        (
            replace(BOOK, terms=(replace(BOOK.terms[0], name="連絡先"), *BOOK.terms[1:])),
            "用語 リード → 連絡先",
        ),
        (
            replace(BOOK, threshold=replace(BOOK.threshold, points=55.0, origin="own")),
            "SAL候補の基準 60 → 55",
        ),
        (replace(BOOK, currency="USD"), "通貨 JPY → USD"),
        (replace(BOOK, purpose=replace(BOOK.purpose, text="長い" * 40)), "目的 / 文"),
        (
            replace(BOOK, threshold=replace(BOOK.threshold, operator="gt")),
            "SAL候補の基準 / 以上か超か 以上 → 超",
        ),
    ],
)
def test_a_step_is_called_by_what_it_changed(after, words):
    with speaking("ja"):
        assert step_words(BOOK, after) == words


def test_a_new_line_is_added():
    with speaking("ja"):
        assert step_words(BOOK, with_new_rule(BOOK, "お礼を送る")) == "お礼を送るを追加"

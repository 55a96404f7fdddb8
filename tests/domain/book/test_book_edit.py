"""Editing one line of a book keeps what follows from it."""

from dataclasses import replace

import pytest

from funneldesk.domain.book.book_edit import with_kpi, with_threshold
from funneldesk.domain.book.starter import starter_book

BOOK = starter_book("ja")


def kpi(book, code):
    return next(line for line in book.kpis if line.code == code)


@pytest.mark.parametrize(
    ("code", "low", "high", "whole"),
    [
        ("acceptance_rate", 0.4, 0.5, (0.2, 0.3)),
        ("deal_creation_rate", 0.3, 0.4, (0.105, 0.18)),
        ("win_rate", 0.1, 0.2, (0.175, 0.27)),
        ("acceptance_rate", None, 0.5, (None, 0.3)),
        ("deal_creation_rate", 0.4, None, (0.14, None)),
    ],
)
def test_the_band_of_the_whole_way_follows_its_two_steps(code, low, high, whole):
    edited = with_kpi(BOOK, replace(kpi(BOOK, code), low=low, high=high))
    assert (kpi(edited, code).low, kpi(edited, code).high) == (low, high)
    assert (kpi(edited, "deal_rate").low, kpi(edited, "deal_rate").high) == whole
    assert replace(edited, kpis=BOOK.kpis) == BOOK


def test_an_end_that_was_left_open_and_is_set_again_comes_back():
    opened = with_kpi(BOOK, replace(kpi(BOOK, "acceptance_rate"), high=None))
    assert with_kpi(opened, kpi(BOOK, "acceptance_rate")) == BOOK


def test_a_band_that_people_set_stays():
    own = with_kpi(BOOK, replace(kpi(BOOK, "deal_rate"), low=0.1))
    assert kpi(own, "deal_rate").low == 0.1
    edited = with_kpi(own, replace(kpi(own, "acceptance_rate"), low=0.4))
    assert (kpi(edited, "deal_rate").low, kpi(edited, "deal_rate").high) == (0.1, 0.27)


def test_books_without_these_kpis_are_edited_all_the_same():
    alone = replace(BOOK, kpis=(kpi(BOOK, "acceptance_rate"),))
    assert kpi(with_kpi(alone, replace(alone.kpis[0], low=0.1)), "acceptance_rate").low == 0.1


@pytest.mark.parametrize(
    ("points", "leave", "expected"),
    [(55, None, 45), (45, None, 44), (30, None, 29), (60, 40, 40), (35, 40, 34)],
)
def test_a_threshold_stays_above_its_leaving_threshold(points, leave, expected):
    edited = with_threshold(BOOK, points, leave)
    assert (edited.threshold.points, edited.threshold.leave) == (points, expected)
    assert replace(edited, threshold=BOOK.threshold) == BOOK

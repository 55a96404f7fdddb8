"""Points by a number: whatever way a tool writes a click rate, the same person gets the same points."""

from dataclasses import replace

import pytest

from funneldesk.domain.book.book import Band
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.scoring.scoring import scores
from tests.domain.facts_builder import day, facts, person

TODAY = day("2026-11-22")
RATE = next(signal for signal in starter_book("en").signals if signal.id == "click_rate")
SIZE = replace(RATE, band_fields=("employees",), bands=(Band(50, 1000, 10), Band(1000, None, 4)))


def points(signal, **fields):
    book = replace(starter_book("en"), signals=(signal,))
    someone = person("2026-01-01", fields={name.replace("__", "."): text for name, text in fields.items()})
    return float(scores(facts(someone), book, TODAY).total[0])


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        ("12%", 5), ("12 %", 5), ("0.12", 5), ("12", 5), ("１２％", 5), ("100%", 5), ("1", 5),
        ("9.9%", 0), ("0.099", 0), ("9.9", 0), ("3", 0), ("0", 0), ("", 0), ("なし", 0),
    ],
)  # fmt: skip
def test_a_click_rate_counts_however_it_is_written(rate, expected):
    assert points(RATE, x__クリック率=rate) == expected
    assert points(RATE, x__click_rate=rate) == expected


def test_the_first_field_that_has_a_number_counts():
    assert points(RATE, x__クリック率="2%", x__click_rate="50%") == 0
    assert points(RATE, x__クリック率="-", x__click_rate="50%") == 5


@pytest.mark.parametrize(("employees", "expected"), [("49", 0), ("50名", 10), ("999", 10), ("1,000人", 4)])
def test_other_numbers_are_taken_as_they_are(employees, expected):
    assert points(SIZE, employees=employees) == expected

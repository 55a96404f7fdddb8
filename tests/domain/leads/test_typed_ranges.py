"""Ranges as people type them: width of letters, dashes, words before and after; what is none is said in words."""

import math
from datetime import date

import pytest

from funneldesk.domain.leads.typed_ranges import day_range, number_range, plain_range
from funneldesk.errors import UserError

INF = math.inf


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("60", (60, 60)),
        ("60-80", (60, 80)),
        ("６０〜８０", (60, 80)),
        ("60 ～ 80点", (60, 80)),
        ("60から80まで", (60, 80)),
        ("60 to 80", (60, 80)),
        ("60〜", (60, INF)),
        ("60以上", (60, INF)),
        ("60 or more", (60, INF)),
        (">=60", (60, INF)),
        ("〜80", (-INF, 80)),
        ("80以下", (-INF, 80)),
        ("≦80", (-INF, 80)),
        ("1,000〜", (1000, INF)),
        ("-5", (-5, -5)),
        ("-5〜5", (-5, 5)),
    ],
)
def test_numbers(typed, expected):
    assert number_range(typed) == expected


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026年", "2026-01-01", "2026-12-31"),
        ("令和8年", "2026-01-01", "2026-12-31"),
        ("R8", "2026-01-01", "2026-12-31"),
        ("令和元年", "2019-01-01", "2019-12-31"),
        ("R8.4〜R8.6", "2026-04-01", "2026-06-30"),
        ("2024/2", "2024-02-01", "2024-02-29"),
        ("2026年4月", "2026-04-01", "2026-04-30"),
        ("2026/4/1", "2026-04-01", "2026-04-01"),
        ("令和8年4月1日", "2026-04-01", "2026-04-01"),
        ("2026/4/1〜2026/6/30", "2026-04-01", "2026-06-30"),
        ("2026-04-01 - 2026-06-30", "2026-04-01", "2026-06-30"),
        ("2026/4〜2026/6", "2026-04-01", "2026-06-30"),
        ("2026年4月から2026年6月まで", "2026-04-01", "2026-06-30"),
        ("2026/4以降", "2026-04-01", None),
        ("2026/4 or later", "2026-04-01", None),
        ("2025年以前", None, "2025-12-31"),
        ("〜2026/3/31", None, "2026-03-31"),
    ],
)
def test_days(typed, first, last):
    low = date.fromisoformat(first).toordinal() if first else -INF
    high = date.fromisoformat(last).toordinal() if last else INF
    assert day_range(typed) == (low, high)


@pytest.mark.parametrize("typed", ["たくさん", "60〜たくさん", "80〜60", "〜", "1〜2〜3", "60%"])
def test_no_numbers(typed):
    with pytest.raises(UserError, match="no number and no range") as caught:
        number_range(typed)
    assert "60 or more" in caught.value.next_step


@pytest.mark.parametrize(
    "typed", ["昨日", "2026/13", "2026/2/30", "2026/6〜2026/4", "4月", "0000", "2026/4〜そのあと"]
)
def test_no_days(typed):
    with pytest.raises(UserError, match="no date and no range") as caught:
        day_range(typed)
    assert "2026/4" in caught.value.next_step


@pytest.mark.parametrize(
    ("typed", "of_days", "plain"),
    [
        ("60点以上", False, "60〜"),
        ("80 or less", False, "〜80"),
        ("６０ - 80.5", False, "60〜80.5"),
        ("1,234,567", False, "1234567"),
        ("-5〜5", False, "-5〜5"),
        ("令和8年2月3日", True, "2026/02/03"),
        ("2026年4月", True, "2026/04/01〜2026/04/30"),
        ("2026/4 or later", True, "2026/04/01〜"),
    ],
)
def test_a_range_is_written_in_one_way_that_is_read_as_the_same(typed, of_days, plain):
    assert plain_range(typed, of_days=of_days) == plain
    read = day_range if of_days else number_range
    assert read(plain) == read(typed)

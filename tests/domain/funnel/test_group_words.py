"""Groups of a funnel in words, and the ranges of the calendar they stand for."""

import itertools
import re
from datetime import date

import pytest

from funneldesk.domain.funnel.breakdown import time_label
from funneldesk.domain.funnel.group_words import group_words
from funneldesk.domain.funnel.periods import fiscal_year_of
from funneldesk.domain.habits import choose
from funneldesk.i18n import set_language
from funneldesk.operations.ranges import RangeChoice, period_of
from tests.domain.facts_builder import facts, person


@pytest.mark.parametrize(
    ("by", "value", "english", "japanese"),
    [
        ("month", "2026-04", "2026/04", "2026/04"),
        ("quarter", "2026-Q2", "FY2026 Q1 (2026/04–06)", "2026年度Q1（2026/04〜06）"),
        ("quarter", "2026-Q1", "FY2025 Q4 (2026/01–03)", "2025年度Q4（2026/01〜03）"),
        ("fiscal_year", "FY2026", "FY2026", "2026年度"),
        ("half", "FY2026-H1/2026-04", "FY2026 first half (2026/04–09)", "2026年度上期（2026/04〜09）"),
        (
            "half",
            "FY2025-H2/2025-10",
            "FY2025 second half (2025/10–2026/03)",
            "2025年度下期（2025/10〜2026/03）",
        ),
        ("quarter", "FY2025-Q4/2025-11", "FY2025 Q4 (2025/11–2026/01)", "2025年度Q4（2025/11〜2026/01）"),
        ("fiscal_year", "2026", "2026", "2026"),
        ("size", "50-99", "50–99 people", "50〜99名"),
        ("size", "1000-", "1000 people or more", "1000名以上"),
        ("size", "不明", "不明", "不明"),
        ("score_band", "-10-0", "-10 to below 0 points", "-10点以上0点未満"),
        ("first_content", "c1", "教科書", "教科書"),
        ("first_content", "c2", "c2", "c2"),
        ("source", None, "(none)", "（なし）"),
        ("x.2026-Q2", "2026-Q2", "2026-Q2", "2026-Q2"),
    ],
)
def test_a_group_in_words(by, value, english, japanese):
    names = {"c1": "教科書"}
    assert group_words(by, value, names) == english
    set_language("ja")
    assert group_words(by, value, names) == japanese


def days(name, as_of, first_month=4):
    at = as_of.toordinal()
    period, fallback = period_of(RangeChoice(name), facts(person(at)), at, first_month)
    assert not fallback
    return date.fromordinal(period.from_day), date.fromordinal(period.to_day)


@pytest.mark.parametrize(
    ("name", "as_of", "first", "last"),
    [
        ("month", date(2026, 3, 15), date(2026, 3, 1), date(2026, 3, 15)),
        ("last_month", date(2026, 1, 15), date(2025, 12, 1), date(2025, 12, 31)),
        ("quarter", date(2026, 11, 20), date(2026, 10, 1), date(2026, 11, 20)),
        ("last_quarter", date(2026, 2, 1), date(2025, 10, 1), date(2025, 12, 31)),
        ("last_quarter", date(2026, 5, 31), date(2026, 1, 1), date(2026, 3, 31)),
        ("fiscal", date(2026, 3, 31), date(2025, 4, 1), date(2026, 3, 31)),
        ("fiscal", date(2026, 4, 1), date(2026, 4, 1), date(2026, 4, 1)),
        ("half", date(2026, 11, 20), date(2026, 10, 1), date(2026, 11, 20)),
        ("last_half", date(2026, 11, 20), date(2026, 4, 1), date(2026, 9, 30)),
        ("last_half", date(2026, 4, 1), date(2025, 10, 1), date(2026, 3, 31)),
        ("last_fiscal", date(2026, 3, 31), date(2024, 4, 1), date(2025, 3, 31)),
        ("before_last_fiscal", date(2026, 11, 20), date(2024, 4, 1), date(2025, 3, 31)),
    ],
)
def test_ranges_of_the_calendar(name, as_of, first, last):
    assert days(name, as_of) == (first, last)


@pytest.mark.parametrize(
    ("first_month", "name", "first", "last"),
    [
        (1, "fiscal", date(2026, 1, 1), date(2026, 11, 20)),
        (10, "fiscal", date(2026, 10, 1), date(2026, 11, 20)),
        (12, "last_fiscal", date(2024, 12, 1), date(2025, 11, 30)),
        (2, "quarter", date(2026, 11, 1), date(2026, 11, 20)),
        (2, "last_quarter", date(2026, 8, 1), date(2026, 10, 31)),
        (2, "half", date(2026, 8, 1), date(2026, 11, 20)),
        (2, "last_half", date(2026, 2, 1), date(2026, 7, 31)),
        (2, "last_month", date(2026, 10, 1), date(2026, 10, 31)),
    ],
)
def test_ranges_of_a_fiscal_year_from_another_month(first_month, name, first, last):
    assert days(name, date(2026, 11, 20), first_month) == (first, last)


def test_fiscal_years_begin_in_april_or_as_somebody_says():
    assert [fiscal_year_of(date(2026, month, 1).toordinal()) for month in (3, 4)] == [2025, 2026]
    assert [fiscal_year_of(date(2026, month, 1).toordinal(), 10) for month in (9, 10)] == [2025, 2026]


@pytest.mark.parametrize("first_month", range(1, 13))
def test_a_label_says_the_months_of_the_range_of_that_name(first_month):
    """What a breakdown calls a quarter or half is what the choice of ranges means by it."""
    for place, (by, choice) in itertools.product(
        range(36), (("quarter", "last_quarter"), ("half", "last_half"))
    ):
        as_of = date(2024 + place // 12, place % 12 + 1, 15)
        first, last = days(choice, as_of, first_month)
        label = time_label((first.year - 1970) * 12 + first.month - 1, by, first_month)
        said = re.search(r"\((\d{4})/(\d\d)–(?:(\d{4})/)?(\d\d)\)", group_words(by, label))
        assert said, label
        assert (int(said[1]), int(said[2])) == (first.year, first.month)
        assert (int(said[3] or said[1]), int(said[4])) == (last.year, last.month)
        year = re.match(r"FY(\d{4})", group_words(by, label))
        assert year
        assert int(year[1]) == fiscal_year_of(first.toordinal(), first_month)


def test_groups_of_time_are_said_by_the_era_where_that_was_chosen():
    set_language("ja")
    choose("years", "era")
    assert group_words("half", "FY2026-H1/2026-04") == "令和8年度上期（R8.4〜9）"
    assert group_words("half", "FY2018-H2/2018-10") == "平成30年度下期（H30.10〜H31.3）"
    assert group_words("quarter", "2019-Q2") == "令和元年度Q1（H31.4〜R1.6）"
    assert group_words("fiscal_year", "FY2019") == "令和元年度"
    assert group_words("month", "2026-04") == "R8.4"

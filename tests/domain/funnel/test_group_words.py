"""Groups of a funnel in words, and the ranges of the calendar they stand for."""

from datetime import date

import pytest

from funneldesk.domain.funnel.group_words import group_words
from funneldesk.domain.funnel.periods import fiscal_year_of
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


def days(name, as_of):
    period, fallback = period_of(RangeChoice(name), facts(person(as_of.toordinal())), as_of.toordinal())
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
        ("last_fiscal", date(2026, 3, 31), date(2024, 4, 1), date(2025, 3, 31)),
        ("before_last_fiscal", date(2026, 11, 20), date(2024, 4, 1), date(2025, 3, 31)),
    ],
)
def test_ranges_of_the_calendar(name, as_of, first, last):
    assert days(name, as_of) == (first, last)


def test_fiscal_years_begin_in_april():
    assert [fiscal_year_of(date(2026, month, 1).toordinal()) for month in (3, 4)] == [2025, 2026]

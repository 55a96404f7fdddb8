"""Two ranges to compare: complete months and quarters, the fiscal year so far, and both at the same age."""

from datetime import date

import pytest

from funneldesk.domain.funnel.comparisons import COMPARISONS, comparison, sides_of
from funneldesk.domain.funnel.periods import Period


def day(text):
    return date.fromisoformat(text).toordinal()


def words(period):
    return "..".join(date.fromordinal(end).isoformat() for end in (period.from_day, period.to_day))


@pytest.mark.parametrize(
    ("name", "today", "before", "after"),
    [
        ("month", "2026-11-20", "2026-09-01..2026-09-30", "2026-10-01..2026-10-31"),
        ("month", "2026-01-01", "2025-11-01..2025-11-30", "2025-12-01..2025-12-31"),
        ("month_of_year", "2024-03-31", "2023-02-01..2023-02-28", "2024-02-01..2024-02-29"),
        ("quarter", "2026-11-20", "2026-04-01..2026-06-30", "2026-07-01..2026-09-30"),
        ("quarter", "2026-02-28", "2025-07-01..2025-09-30", "2025-10-01..2025-12-31"),
        ("quarter_of_year", "2026-04-01", "2025-01-01..2025-03-31", "2026-01-01..2026-03-31"),
        ("half", "2026-11-20", "2025-10-01..2026-03-31", "2026-04-01..2026-09-30"),
        ("half_of_year", "2026-11-20", "2025-04-01..2025-09-30", "2026-04-01..2026-09-30"),
        ("fiscal", "2026-11-20", "2025-04-01..2025-11-20", "2026-04-01..2026-11-20"),
        ("fiscal", "2024-02-29", "2022-04-01..2023-02-28", "2023-04-01..2024-02-29"),
        ("last_fiscal", "2026-03-31", "2023-04-01..2024-03-31", "2024-04-01..2025-03-31"),
    ],
)
def test_ranges_by_name(name, today, before, after):
    assert [words(side) for side in comparison(name, day(today))] == [before, after]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("quarter", "2026-05-01..2026-07-31", "2026-08-01..2026-10-31"),
        ("half", "2025-08-01..2026-01-31", "2026-02-01..2026-07-31"),
        ("fiscal", "2025-02-01..2025-11-20", "2026-02-01..2026-11-20"),
        ("last_fiscal", "2024-02-01..2025-01-31", "2025-02-01..2026-01-31"),
        ("month", "2026-09-01..2026-09-30", "2026-10-01..2026-10-31"),
    ],
)
def test_ranges_where_the_fiscal_year_begins_in_february(name, before, after):
    assert [words(side) for side in comparison(name, day("2026-11-20"), 2)] == [before, after]


@pytest.mark.parametrize("first_month", [1, 4, 12])
@pytest.mark.parametrize("name", [name for name in COMPARISONS if name != "custom"])
def test_on_every_day_the_ranges_follow_each_other_and_are_over(name, first_month):
    for today in range(day("2023-12-25"), day("2025-01-10")):
        before, after = comparison(name, today, first_month)
        assert before.from_day <= before.to_day < after.from_day <= after.to_day <= today


def test_at_the_same_age_the_earlier_range_is_seen_as_long_after_its_end():
    before, after = Period(day("2026-04-01"), day("2026-06-30")), Period(day("2026-07-01"), day("2026-09-30"))
    sides = sides_of(before, after, day("2026-10-15"), same_age=True)
    assert (sides.before_as_of, sides.after_as_of) == (day("2026-07-15"), day("2026-10-15"))
    assert sides.same_age
    assert not sides_of(before, after, day("2026-10-15")).same_age
    # A range "before" that lies later has had less time already.
    assert not sides_of(after, before, day("2026-10-15"), same_age=True).same_age

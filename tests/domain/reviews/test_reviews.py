"""Which days a review looks back on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.reviews.reviews import Decision, last_period, period_before


def days(period: Period) -> tuple[str, str]:
    return tuple(date.fromordinal(day or 0).isoformat() for day in (period.from_day, period.to_day))  # type: ignore[return-value]


def on(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("rhythm", "day", "running", "expected"),
    [
        ("monthly", "2026-11-28", False, ("2026-10-01", "2026-10-31")),
        ("monthly", "2026-11-28", True, ("2026-11-01", "2026-11-28")),
        ("monthly", "2026-01-01", False, ("2025-12-01", "2025-12-31")),
        ("weekly", "2026-11-28", False, ("2026-11-16", "2026-11-22")),
        ("weekly", "2026-11-28", True, ("2026-11-23", "2026-11-28")),
        ("weekly", "2026-11-23", False, ("2026-11-16", "2026-11-22")),
    ],
)
def test_the_range_looked_back_on(rhythm: str, day: str, running: bool, expected: tuple[str, str]) -> None:
    assert days(last_period(rhythm, on(day), running=running)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rhythm", "of", "expected"),
    [
        ("monthly", ("2026-03-01", "2026-03-31"), ("2026-02-01", "2026-02-28")),
        ("monthly", ("2026-03-01", "2026-03-10"), ("2026-02-01", "2026-02-10")),
        ("monthly", ("2026-03-01", "2026-03-30"), ("2026-02-01", "2026-02-28")),
        ("weekly", ("2026-11-16", "2026-11-22"), ("2026-11-09", "2026-11-15")),
    ],
)
def test_the_range_before(rhythm: str, of: tuple[str, str], expected: tuple[str, str]) -> None:
    assert days(period_before(rhythm, Period(on(of[0]), on(of[1])))) == expected  # type: ignore[arg-type]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["weekly", "monthly"]), st.booleans())
def test_ranges_follow_each_other_without_a_gap(day: date, rhythm: str, running: bool) -> None:
    at = day.toordinal()
    period = last_period(rhythm, at, running=running)  # type: ignore[arg-type]
    assert period.from_day is not None
    assert period.to_day is not None
    assert period.from_day <= period.to_day <= at
    before = period_before(rhythm, period)  # type: ignore[arg-type]
    assert before.to_day is not None
    assert before.to_day < period.from_day
    if not running:
        assert before.to_day == period.from_day - 1


def test_a_decision_is_late_after_its_day_unless_done() -> None:
    day = date(2026, 11, 28)
    asked = Decision(1, 1, "write", "Sato", day.toordinal(), None)
    assert not asked.is_late(day.toordinal())
    assert asked.is_late((day + timedelta(days=1)).toordinal())
    assert not Decision(1, 1, "write", "Sato", day.toordinal(), 5).is_late(day.toordinal() + 9)
    assert not Decision(1, 1, "write", "Sato", None, None).is_late(day.toordinal())

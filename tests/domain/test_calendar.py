"""Business days: weekends, public holidays and the company's own days off."""

from datetime import date

import numpy as np
import pytest

from funneldesk.domain.calendar import Calendar, days_off, public_holidays


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def due(calendar: Calendar, start: str, days: int, kind: str = "business") -> str:
    [found] = calendar.due(np.array([day(start)], np.int32), days, kind)
    return date.fromordinal(int(found)).isoformat()


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-11-20", 1, "2026-11-24"),  # Friday; Monday the 23rd is 勤労感謝の日
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-21", 0, "2026-11-24"),  # Saturday
        ("2026-11-21", 1, "2026-11-24"),
        ("2026-09-18", 2, "2026-09-25"),  # 21st to 23rd are holidays, the 22nd because it lies between two
        ("2026-12-31", 1, "2027-01-04"),
    ],
)
def test_business_days_leave_out_weekends_and_public_holidays(start: str, days: int, expected: str) -> None:
    assert due(Calendar(), start, days) == expected


def test_calendar_days_count_every_day() -> None:
    assert due(Calendar(), "2026-11-20", 7, "calendar") == "2026-11-27"


def test_the_companys_days_off_come_back_every_year_or_count_once() -> None:
    calendar = Calendar(days_off("12/29-1/3、2026年8月12日~8月14日"))
    assert due(calendar, "2025-12-26", 1) == "2026-01-05"  # 29th to 3rd, then a Sunday
    assert due(calendar, "2026-12-28", 1) == "2027-01-04"
    assert due(calendar, "2026-08-10", 1) == "2026-08-17"  # the 11th is 山の日
    assert due(calendar, "2027-08-11", 1) == "2027-08-12"
    assert not calendar.is_business_day(day("2026-12-30"))
    assert calendar.business_day_before(day("2027-01-04")) == day("2026-12-28")


@pytest.mark.parametrize(
    "text", ["13/1", "2/30", "holiday", "1/1-2027/1/3", "1/1..1/2..1/3", "2026/5/6-2026/5/1"]
)
def test_what_is_no_day_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"\d|holiday") as error:
        days_off(f"1/2, {text}")
    assert error.value.args == (text,)


def test_a_years_holidays_are_those_of_the_law() -> None:
    # https://www8.cao.go.jp/chosei/shukujitsu/gaiyou.html, holidays of 2026 with the citizens' holiday of 9-22
    days = "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23"
    found = [day for month in range(1, 13) for day in public_holidays(2026, month)]
    assert tuple(found) == tuple(day(f"2026-{one}") for one in days.split())

"""Days as people type them: with and without a year, by the calendar and by eras, within limits that are said."""

from datetime import date

import pytest

from funneldesk.domain.lists.typed_days import day_within, stated_day, typed_day
from funneldesk.errors import UserError


def on(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def iso(day: int | None) -> str:
    return "" if day is None else date.fromordinal(day).isoformat()


AS_OF = on("2026-11-10")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026/4/1", "2026-04-01"), ("20260401", "2026-04-01"), ("2026年4月1日", "2026-04-01"), ("R8.4.1", "2026-04-01"),
        ("令和8年4月1日", "2026-04-01"), ("令和元年5月1日", "2019-05-01"), ("Ｒ８．４．１", "2026-04-01"), ("H31/4/30", "2019-04-30"),
        ("46000", ""), ("4/1", ""), ("2026/02/30", ""), ("いつか", ""), ("", ""),
    ],
)  # fmt: skip
def test_days_stated_with_their_year(text: str, expected: str) -> None:
    assert iso(stated_day(text)) == expected


@pytest.mark.parametrize(
    ("text", "limits", "expected"),
    [
        ("R8.12.1", {}, "2026-12-01"),
        ("12/1", {}, "2026-12-01"),
        ("1/15", {}, "2027-01-15"),
        ("10/1", {}, "2026-10-01"),
        ("10/1", {"least": AS_OF}, "2027-10-01"),
        ("12/1", {"most": AS_OF}, "2025-12-01"),
        ("2026/11/10", {"least": AS_OF, "most": AS_OF}, "2026-11-10"),
    ],
)
def test_days_within_limits(text: str, limits: dict[str, int], expected: str) -> None:
    assert iso(day_within(text, AS_OF, **limits)) == expected


@pytest.mark.parametrize(
    ("text", "code", "next_step"),
    [
        ("soon", "no_day", "Write a date such as 2026/11/10."),
        ("46000", "no_day", "Write a date such as 2026/11/10."),
        ("", "no_day", "Write a date such as 2026/11/10."),
        ("2026/11/2", "too_early", "Write 2026/11/03 or a later day."),
        ("2026/11/21", "too_late", "Write 2026/11/20 or an earlier day."),
    ],
)
def test_what_is_beyond_them_is_said(text: str, code: str, next_step: str) -> None:
    with pytest.raises(UserError) as caught:
        day_within(text, AS_OF, AS_OF - 7, AS_OF + 10)
    assert (caught.value.code, caught.value.next_step) == (code, next_step)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/10", "2026-12-10"), ("3/1", "2027-03-01"), ("１２月１０日", "2026-12-10"), ("2026/12/1", "2026-12-01"),
        ("2026-12-01", "2026-12-01"), ("  ", ""),
    ],
)  # fmt: skip
def test_days_as_people_type_them(text: str, expected: str) -> None:
    assert iso(typed_day(text, AS_OF)) == expected


@pytest.mark.parametrize("text", ["soon", "13/45", "2026/02/30"])
def test_what_is_no_day_is_named(text: str) -> None:
    with pytest.raises(UserError) as caught:
        typed_day(text, AS_OF)
    assert caught.value.message == f"“{text}” is no day."
    assert "12/10" in caught.value.next_step

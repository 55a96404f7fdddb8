"""Dates as people and tools write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.lists.dates import DateEvidence, number_stamp, read_stamp
from funneldesk.domain.lists.values import Trouble, moment_parser, parse_yearless

ZONE = "Asia/Tokyo"


def _stored(cell, order=None, *, timed=False):
    return moment_parser(order, ZONE, timed=timed)(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "2024-04-01", "2024/4/1", "2024年4月1日", "令和6年4月1日", "R6.4.1", "Ｒ６．４．１", "20240401", "1 Apr 2024",
        "Apr 1, 2024", "2024.04.01", 45383, "45383",
    ],
)  # fmt: skip
def test_one_day_in_many_forms(cell):
    assert _stored(cell) == "2024-04-01"


def test_eras():
    assert _stored("令和元年5月1日") == "2019-05-01"
    assert _stored("平成31年4月30日") == "2019-04-30"
    assert _stored("昭和64年1月7日") == "1989-01-07"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("令和6年4月1日", "2024-04-01"), ("令和６年４月１日（月曜日）", "2024-04-01"), ("令和六年四月一日", "2024-04-01"),
        ("令6.4.1", "2024-04-01"), ("R06/04/01", "2024-04-01"), ("r6-4-1", "2024-04-01"), ("R.6.4.1", "2024-04-01"),
        ("R060401", "2024-04-01"), ("㋿6年4月1日", "2024-04-01"), ("令和 6 年 4 月 1 日", "2024-04-01"),
        ("令和6年4月1日付", "2024-04-01"), ("令和6年4月1日現在", "2024-04-01"), ("R元.5.1", "2019-05-01"),
        ("㍻31年4月30日", "2019-04-30"), ("H31.4.30", "2019-04-30"), ("平31/4/30", "2019-04-30"),
        ("平成31年(2019年)4月30日", "2019-04-30"), ("2019年（平成31年）4月30日", "2019-04-30"),
        ("2024(令和6)年4月1日", "2024-04-01"), ("西暦2024年4月1日", "2024-04-01"), ("平成元年1月8日", "1989-01-08"),
        ("㍼63年12月1日", "1988-12-01"), ("T15.12.25", "1926-12-25"), ("明治45年7月30日", "1912-07-30"),
    ],
)  # fmt: skip
def test_eras_in_every_form(cell, day):
    assert _stored(cell) == day


@pytest.mark.parametrize(
    "cell", ["24/4/1", "24年4月1日", "2024年4月1日～2024年4月5日", "R6.4.31", "R6.13.1", "13/40", "2月30日"]
)
def test_what_could_be_two_days_or_none_is_never_guessed(cell):
    assert _stored(cell) == Trouble("bad_date", None)


@pytest.mark.parametrize(
    "cell",
    [
        "4月1日",
        "10/9",
        "10-9",
        "9-Oct",
        "Oct 9",
        "9th of October",
        "１０月９日（金）",
        "10月9日 10:30",
        "十月九日",
    ],
)
def test_a_year_is_never_filled_in(cell):
    assert _stored(cell) == Trouble("no_year", None)
    assert parse_yearless(cell) is not None


def test_only_dates_without_a_year_are_kept_as_they_stand():
    assert [parse_yearless(cell) for cell in ("10/9 ", "2026/10/9", "", "未定", 45000)] == [
        "10/9",
        *[None] * 4,
    ]


@pytest.mark.parametrize(
    ("cell", "day"), [("令和6年4月", "2024-04-01"), ("R6.4", "2024-04-01"), ("2024年4月", "2024-04-01")]
)
def test_a_month_is_its_first_day_and_said(cell, day):
    assert _stored(cell) == Trouble("month_only", day)


_ERA_BEGINS = {"令和": (2018, "R"), "平成": (1988, "H"), "昭和": (1925, "S")}
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _era_forms(day: date) -> list[str]:
    name = "令和" if day >= date(2019, 5, 1) else "平成" if day >= date(1989, 1, 8) else "昭和"
    begins, letter = _ERA_BEGINS[name]
    year = day.year - begins
    shown = "元" if year == 1 else str(year)
    return [
        f"{name}{shown}年{day.month}月{day.day}日",
        f"{name}{shown}年{day.month:02}月{day.day:02}日".translate(_WIDE),
        f"{name[0]}{year}.{day.month}.{day.day}",
        f"{letter}{year}.{day.month}.{day.day}",
        f"{letter}{year:02}/{day.month:02}/{day.day:02}",
        f"{letter}{year:02}{day.month:02}{day.day:02}",
    ]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_what_is_written_in_any_form_reads_back(day):
    month = day.strftime("%b")
    forms = [
        day.isoformat(), f"{day.year}/{day.month}/{day.day}", f"{day.year}.{day.month:02}.{day.day:02}",
        f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}", f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}", f"{day.day:02}-{month}-{day.year}", f"{day.isoformat()} 00:00:00",
        *_era_forms(day),
    ]  # fmt: skip
    assert {form: _stored(form) for form in forms} == dict.fromkeys(forms, day.isoformat())
    for order, form in (
        ("dmy", f"{day.day}/{day.month}/{day.year}"),
        ("mdy", f"{day.month}/{day.day}/{day.year}"),
    ):
        assert _stored(form, order) == day.isoformat()


@given(
    st.lists(st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 12, 31)), min_size=1),
    st.sampled_from(["dmy", "mdy"]),
)
def test_a_column_is_read_in_its_order_or_said_to_be_undecided(days, order):
    written = [
        f"{day.day}/{day.month}/{day.year}" if order == "dmy" else f"{day.month}/{day.day}/{day.year}"
        for day in days
    ]
    evidence = DateEvidence()
    evidence.see(written)
    if not evidence.undecided:
        assert [_stored(text, evidence.order) for text in written] == [day.isoformat() for day in days]
    else:
        assert all(day.day <= 12 for day in days)


def test_times_are_of_the_business_zone_and_stored_in_utc():
    assert _stored("15 Apr, 2021 00:03:00", timed=True) == "2021-04-14T15:03:00Z"
    assert _stored("2021-04-15T00:03:00Z", timed=True) == "2021-04-15T00:03:00Z"
    assert _stored("2021-04-15T00:03:00+09:00", timed=True) == "2021-04-14T15:03:00Z"


@pytest.mark.parametrize("cell", ["9/31", "2024-02-30", "高橋", "令和99年1月1日"])
def test_what_is_no_date_is_empty_and_said(cell):
    assert moment_parser(None, ZONE, timed=False)(cell) == Trouble("bad_date", None)


def test_the_order_of_day_and_month_is_given_for_the_column():
    assert _stored("3/4/2024", "dmy") == "2024-04-03"
    assert _stored("3/4/2024", "mdy") == "2024-03-04"


def test_a_whole_column_decides_between_day_and_month():
    evidence = DateEvidence()
    evidence.see(["3/4/2024", "13/4/2024"])
    assert (evidence.order, evidence.undecided) == ("dmy", False)


def test_a_column_that_fits_both_orders_is_undecided():
    evidence = DateEvidence()
    evidence.see(["3/4/2024", "5/6/2024"])
    assert evidence.undecided


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2050, 12, 31)))
def test_any_day_comes_back(day):
    assert _stored(day.isoformat()) == day.isoformat()
    assert _stored(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
    serial = (day - date(1899, 12, 30)).days
    assert number_stamp(serial) is not None


@given(st.text())
def test_no_text_makes_the_reader_raise(text):
    read_stamp(text)

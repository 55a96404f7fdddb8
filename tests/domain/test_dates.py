"""Dates as people and tools write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.dates import DateEvidence, number_stamp, read_stamp
from funneldesk.domain.values import Trouble, moment_parser

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

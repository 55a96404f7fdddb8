"""Sums of money as lists write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.lists.money import heading_unit, hundredths_of, stated_unit


@pytest.mark.parametrize(
    ("written", "yen"),
    [
        ("¥1,200,000", 1_200_000), ("￥１，２００，０００", 1_200_000), ("1,200,000円", 1_200_000), ("120万円", 1_200_000),
        ("１２０万円", 1_200_000), ("1.5万円", 15_000), ("1億2,000万円", 120_000_000), ("12万5千円", 125_000),
        ("1,200千円", 1_200_000), ("50百万円", 50_000_000), ("1.2億", 120_000_000), ("1兆円", 10**12),
        ("三百万円", 3_000_000), ("約300万円", 3_000_000), ("1,000,000円(税込)", 1_000_000), ("金1,200円也", 1_200),
        ("¥1,200-", 1_200), ("¥1,200.-", 1_200), ("-¥1,000", -1_000), ("¥-1,000", -1_000), ("▲1,000円", -1_000),
        ("△1,000", -1_000), ("(1,000)", -1_000), ("JPY 1,200", 1_200), ("1,200 JPY", 1_200), ("US$1,000", 1_000),
        ("USD 1,000", 1_000), ("€1.234,50", 1_234.5), ("$342.09K", 342_090), ("1.2M", 1_200_000), ("0円", 0),
    ],
)  # fmt: skip
def test_an_amount_in_every_form(written, yen):
    assert hundredths_of(written) == round(yen * 100)


@pytest.mark.parametrize(
    "written",
    [
        "300万円～500万円",
        "100万円以上",
        "応相談",
        "無料",
        "5万円/月",
        "50%",
        "1e6",
        "1,000-",
        "",
        "-",
        "百二十万円",
    ],
)
def test_what_is_no_single_amount_is_none(written):
    assert hundredths_of(written) is None


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_what_is_written_in_any_form_reads_back(yen):
    sign, bare = ("-" if yen < 0 else ""), abs(yen)
    forms = [
        f"{yen}", f"{yen:,}", f"{sign}¥{bare:,}", f"¥{sign}{bare:,}", f"{yen:,}円", f"{yen:,} JPY", f"${bare:,}.00" if yen >= 0 else f"({bare:,})",
        f"{sign}{bare:,}".translate(str.maketrans("0123456789,", "０１２３４５６７８９，")),
    ]  # fmt: skip
    assert {form: hundredths_of(form) for form in forms} == dict.fromkeys(forms, yen * 100)


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999))
def test_units_add_up(many, few):
    assert hundredths_of(f"{many}億{few}万円") == (many * 10**8 + few * 10**4) * 100
    assert hundredths_of(f"{many:,}千円") == many * 1000 * 100


@given(st.text())
def test_no_text_makes_it_raise(text):
    hundredths_of(text)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("金額（万円）", 10**4), ("金額(千円)", 1000), ("受注金額[百万円]", 10**6), ("売上(億円)", 10**8), ("金額(円)", 1),
        ("金額", None), ("Amount (JPY thousands)", 1000), ("想定年商(百万)", 10**6),
    ],
)  # fmt: skip
def test_a_heading_may_state_the_unit(heading, unit):
    assert heading_unit(heading) == unit


@pytest.mark.parametrize(
    ("titles", "unit"),
    [
        (["案件一覧", "(単位：千円)"], 1000), (["単位 百万円"], 10**6), (["（万円）"], 10**4), (["Business Unit: Sales"], 1),
        (["売上1億円以上の案件"], 1), ([], 1),
    ],
)  # fmt: skip
def test_a_title_may_state_the_unit(titles, unit):
    assert stated_unit(titles) == unit

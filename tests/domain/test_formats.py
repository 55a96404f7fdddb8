"""How numbers and sentences are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.formats import (
    band_range,
    day,
    exact_money,
    exact_money_in,
    file_size,
    fiscal_year_name,
    moment,
    money,
    money_in,
    money_step,
    month,
    month_name,
    sentences,
    stored_day,
    stored_month,
)
from funneldesk.domain.habits import choose
from funneldesk.i18n import set_language, speaking


@pytest.mark.parametrize(
    ("code", "parts", "text"),
    [
        ("en", ("One.", "Two."), "One. Two."),
        ("ja", ("一つ。", "二つ。"), "一つ。二つ。"),
        ("en", ("One.", ""), "One."),
        ("ja", ("", ""), ""),
    ],
)
def test_sentences_follow_each_other_as_the_language_wants(code, parts, text):
    set_language(code)
    assert sentences(*parts) == text


@pytest.mark.parametrize(
    ("band", "text"),
    [
        ((0.35, 0.45), "35–45 %"),
        ((0.175, 0.27), "17.5–27.0 %"),
        ((0.29, 0.58), "29–58 %"),
        ((0.2, 1.0), "20 % or more"),
        ((0.0, 0.125), "12.5 % or less"),
    ],
)
def test_a_band_has_a_decimal_only_where_it_needs_one(band, text):
    set_language("en")
    assert band_range(band) == text


def test_money_is_written_as_people_say_it() -> None:
    assert money_in(2_900_000, "JPY") == "JPY 29,000"
    assert money_in(125_000, "USD") == "USD 1,250"
    set_language("ja")
    assert money_in(2_900_000, "JPY") == "2.9万円"
    assert money_in(1_234_000_000, "JPY") == "1,234万円"


def test_computed_amounts_keep_the_decimal_of_those_beside_them() -> None:
    set_language("ja")
    yen = (420_049, 617_000, 9_999, 1_300_000, 99_995_001, 120_000_000, 12_345_600_000)
    assert [money(one * 100, computed=True) for one in yen] == [
        "42.0万円", "61.7万円", "9,999円", "130万円", "1.00億円", "1.20億円", "123.5億円",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("yen", "text"),
    [
        (9_999, "9,999円"), (10_000, "1万円"), (125_400, "12.5万円"), (-29_000, "-2.9万円"), (1_000_000, "100万円"),
        (12_345_678, "1,235万円"), (99_994_999, "9,999万円"), (99_995_001, "1億円"), (120_000_000, "1.2億円"),
        (123_456_789, "1.23億円"), (-250_000_000, "-2.5億円"), (12_345_600_000, "123.5億円"),
        (1_234_567_000_000, "12,345.7億円"), (0, "0円"),
    ],
)  # fmt: skip
def test_amounts_in_japanese_are_said_in_man_and_oku(yen, text):
    set_language("ja")
    assert money(yen * 100) == text
    assert exact_money(yen * 100) == f"{yen:,}円"
    choose("amounts", "full")
    assert money(yen * 100) == f"{yen:,}円"
    with speaking("ja"):
        assert money(yen * 100) == text  # what goes to others is as others are used to
    set_language("en")
    assert money(yen * 100) == exact_money(yen * 100) == f"{yen:,}"


@given(st.integers(-(10**14), 10**14))
def test_an_amount_is_off_by_half_of_its_step_at_most(yen):
    set_language("ja")
    text = money(yen * 100).replace(",", "").removesuffix("円")
    units = {"万": 10**4, "億": 10**8}
    said = float(text.rstrip("万億")) * units.get(text[-1], 1)
    assert abs(said - yen) <= money_step(yen) / 2 + 1


def test_an_exact_amount_has_its_currency():
    assert exact_money_in(2_900_050, "JPY") == "JPY 29,000"
    set_language("ja")
    assert exact_money_in(2_900_000, "JPY") == "29,000円"
    assert exact_money_in(125_000, "USD") == "USD 1,250"


_DAYS = [
    ((2026, 11, 20), "R8.11.20", "R8.11", "令和8年11月"),
    ((2019, 5, 1), "R1.5.1", "R1.5", "令和元年5月"),
    ((2019, 4, 30), "H31.4.30", "H31.4", "平成31年4月"),
    ((1989, 1, 8), "H1.1.8", "H1.1", "平成元年1月"),
    ((1989, 1, 7), "S64.1.7", "S64.1", "昭和64年1月"),
    ((1926, 12, 25), "S1.12.25", "S1.12", "昭和元年12月"),
    ((1926, 12, 24), "T15.12.24", "T15.12", "大正15年12月"),
    ((1912, 7, 29), "M45.7.29", "M45.7", "明治45年7月"),
    ((1873, 1, 1), "M6.1.1", "M6.1", "明治6年1月"),
    ((1872, 12, 31), "1872/12/31", "1872/12", "1872年12月"),
]


@pytest.mark.parametrize(("at", "as_day", "as_month", "said"), _DAYS)
def test_days_are_written_by_the_era_where_that_was_chosen(at, as_day, as_month, said):
    ordinal = date(*at).toordinal()
    usual = f"{at[0]}/{at[1]:02}/{at[2]:02}"
    set_language("ja")
    assert (day(ordinal), month(ordinal)) == (usual, usual[:7])
    choose("years", "era")
    assert (day(ordinal), month(ordinal), month_name(ordinal)) == (as_day, as_month, said)
    assert stored_day(date(*at).isoformat()) == stored_day(date(*at).isoformat() + "T10:00:00Z") == as_day
    assert stored_month(date(*at).isoformat()[:7]) == month(date(at[0], at[1], 1).toordinal())
    with speaking("ja"):
        assert day(ordinal) == usual  # a file that others read, and that may be read again
    set_language("en")
    assert (day(ordinal), month_name(ordinal)) == (usual, usual[:7])


def test_a_moment_is_written_by_the_era_too():
    set_language("ja")
    choose("years", "era")
    assert moment("2026-11-28T09:05:00Z") == "R8.11.28 18:05"
    assert moment("no moment") == "no moment"
    assert (stored_day("someday"), stored_day(None), stored_month("2026-13"), day(None)) == (
        "someday",
        "",
        "2026-13",
        "",
    )


@pytest.mark.parametrize(
    ("year", "name"), [(2026, "令和8"), (2019, "令和元"), (2018, "平成30"), (1988, "昭和63")]
)
def test_a_fiscal_year_is_named_by_the_era_at_the_end_of_its_first_year(year, name):
    set_language("ja")
    assert fiscal_year_name(year) == str(year)
    choose("years", "era")
    assert fiscal_year_name(year) == name


def test_what_nobody_could_have_chosen_is_the_usual():
    set_language("ja")
    choose("years", "era")
    choose("years", "by the moon")
    choose("amounts", None)
    assert (day(date(2026, 1, 2).toordinal()), money(10**6 * 100)) == ("2026/01/02", "100万円")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", "回答が壊れています（例：1.json）。確認してください。"),
        ("en", "回答が壊れています（例：1.json）. 確認してください。"),
    ],
)
def test_a_sentence_that_is_followed_by_another_is_ended(language: str, said: str) -> None:
    with speaking(language):
        assert sentences("回答が壊れています（例：1.json）", "", "確認してください。") == said
        assert sentences("One!", "Two…", "three") == (
            "One!Two…three" if language == "ja" else "One! Two… three"
        )
        assert sentences("alone", "") == "alone"
        assert sentences() == ""


@pytest.mark.parametrize(
    ("size_bytes", "said"),
    [
        (0, "0 KB"), (1, "1 KB"), (655_360, "640 KB"), (1_048_575, "1 MB"), (12_897_484, "12.3 MB"),
        (1_073_741_823, "1 GB"), (5_368_709_120, "5 GB"), (5 * 2**40, "5,120 GB"),
    ],
)  # fmt: skip
def test_sizes_of_files(size_bytes, said):
    assert file_size(size_bytes) == said

"""How numbers and sentences are written."""

import pytest

from funneldesk.domain.formats import band_range, money_in, sentences
from funneldesk.i18n import set_language


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

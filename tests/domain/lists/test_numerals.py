"""Numbers as lists really write them."""

import pytest

from funneldesk.domain.lists.numerals import number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("200", 200),
        ("200名", 200),
        ("２００名", 200),
        ("1,200人", 1200),
        ("1，200人", 1200),
        ("約300", 300),
        ("300名以上", 300),
        ("50～99", 74.5),
        ("50〜99名", 74.5),
        ("50-99", 74.5),
        ("50 – 99 employees", 74.5),
        ("100名から299名", 199.5),
        ("12 %", 0.12),
        ("１２．５％", 0.125),
        ("10-20%", 0.15),
        ("1.5万", 15000),
        ("1～2万人", 15000),
        ("-5", -5),
        ("0", 0),
    ],
)
def test_a_number_is_found_in_its_words(text, number):
    assert number_in(text) == pytest.approx(number)


@pytest.mark.parametrize("text", ["", "未回答", "2024-05-01", "本社 3 工場 5", "unknown"])
def test_what_states_no_single_number_has_none(text):
    assert number_in(text) is None

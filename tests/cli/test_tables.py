"""Aligned text and numbers for reading."""

from funneldesk.cli.tables import shortened, table, units, width


def test_japanese_characters_take_two_columns() -> None:
    assert width("リード abc") == 10
    assert width("ｶﾅ") == 2
    assert width("か\u3099") == 2  # a combining mark takes none of its own
    text = table(["段階", "人数"], [["リード", "1,204"], ["MQL", "9"]], right=" r")
    assert text.splitlines() == ["段階     人数", "──────  ─────", "リード  1,204", "MQL         9"]


def test_long_text_is_cut_by_columns() -> None:
    assert shortened("原価管理の入門ガイド", 9) == "原価管理…"
    assert shortened("two\nlines", 20) == "two lines"
    assert shortened("fits", 4) == "fits"


def test_money_in_json_is_whole_units_of_the_currency() -> None:
    assert units(120000) == 1200
    assert isinstance(units(120000), int)
    assert units(12345) == 123.45
    assert units(None) is None

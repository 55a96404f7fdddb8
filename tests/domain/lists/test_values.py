"""How cells of lists are understood, field by field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.fields import FIELDS
from funneldesk.domain.lists.values import (
    Trouble,
    parse_company,
    parse_corporate_number,
    parse_email,
    parse_flag,
    parse_money,
    parse_month,
    parse_number,
    parse_person,
    parse_phone,
    parse_text,
    parser_for,
)


def _kept(parsed):
    """Return what is stored of a cell, with or without trouble."""
    return parsed.kept if isinstance(parsed, Trouble) else parsed


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        ("  Ｔ.Takahashi＠Toto-SS.co.jp ", "t.takahashi@toto-ss.co.jp"),
        ("mailto:a@example.com", "a@example.com"),
        ("a@example.com", "a@example.com"),
        ("", None),
        (None, None),
    ],
)
def test_email_addresses(cell, stored):
    assert _kept(parse_email(cell)) == stored


def test_an_address_that_is_none_is_a_problem_not_a_value():
    assert parse_email("高橋様") == Trouble("bad_email", None)


@pytest.mark.parametrize("cell", ["Select", "未選択", "-", "N/A", "", None, "  "])
def test_non_answers_are_empty(cell):
    assert _kept(parse_text(cell)) is None


@pytest.mark.parametrize("cell", ["unknown", "不明"])
def test_unknown_is_an_answer(cell):
    assert _kept(parse_text(cell)) == cell


@pytest.mark.parametrize(
    ("cell", "hundredths"),
    [
        ("$22,700.00", "2270000"),
        ("$141.56K", "14156000"),
        ("1.5万円", "1500000"),
        ("￥１，２００", "120000"),
        ("(500)", "-50000"),
        (1200, "120000"),
        (0.5, "50"),
    ],
)
def test_money_is_whole_hundredths(cell, hundredths):
    assert _kept(parse_money(cell)) == hundredths


def test_names_lose_forms_of_address_and_wide_spaces():
    assert _kept(parse_person("高橋　翔太 様")) == "高橋 翔太"
    assert _kept(parse_company("株式会社東都製作所 御中")) == "株式会社東都製作所"


@pytest.mark.parametrize("cell", ["+81 3-1234-5678", "０３（１２３４）５６７８", "03-1234-5678"])
def test_phone_numbers_keep_their_leading_zero(cell):
    digits = "".join(c for c in _kept(parse_phone(cell)) if c.isdigit())
    assert digits == "0312345678"


def test_corporate_numbers_have_thirteen_digits():
    assert _kept(parse_corporate_number("7000012050002")) == "7000012050002"
    assert parse_corporate_number("12345") == Trouble("bad_corporate_number")


@pytest.mark.parametrize(
    "field", ["external_id", "lead_external_id", "handover_id", "corporate_number", "phone"]
)
@pytest.mark.parametrize("cell", ["5.07E+12", "9e+10", "1,2E+11"])
def test_a_number_that_a_spreadsheet_shortened_names_nobody(field, cell):
    parse = parser_for(field, FIELDS["leads"].get(field, "text"))
    assert parse(cell) == Trouble("shortened_number"), "another number may be shortened to the same"


def test_an_id_stands_as_it_is():
    parse = parser_for("external_id", "text")
    assert [parse(cell) for cell in ("00042", "E-17", 5_070_000_000_001.0, "なし")] == [
        "00042", "E-17", "5070000000001", None
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "flag"), [("はい", "1"), ("TRUE", "1"), (1, "1"), ("No", "0"), ("いいえ", "0"), (False, "0")]
)
def test_flags(cell, flag):
    assert _kept(parse_flag(cell)) == flag


def test_numbers_and_months():
    assert _kept(parse_number("1,234")) == "1234"
    assert _kept(parse_number("12%")) == "0.12"
    assert _kept(parse_month("2026年4月")) == "2026-04"
    assert _kept(parse_month("2026/04/15")) == "2026-04"


@pytest.mark.parametrize(
    ("kind", "field", "cell", "stored"),
    [
        ("leads", "stage", "受注", "won"),
        ("leads", "stage", "SQL", "deal"),
        ("leads", "stage", "Lost Lead", "disqualified"),
        ("leads", "stage", "失注", "lost"),
        ("activities", "activity", "セミナー参加", "attend"),
        ("activities", "activity", "架電", "call"),
        ("deals", "outcome", "Closed Won", "won"),
        ("deals", "outcome", "失注", "lost"),
        ("handovers", "decision", "見送り", "rejected"),
        ("contents", "type", "ホワイトペーパー", "white_paper"),
        ("contents", "phase", "検討期", "consideration"),
    ],
)
def test_words_of_other_tools(kind, field, cell, stored):
    assert _kept(parser_for(field, FIELDS[kind][field])(cell)) == stored


_ALL = sorted(
    {(field, kind) for fields in FIELDS.values() for field, kind in fields.items() if kind != "moment"}
)


@given(st.sampled_from(_ALL), st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none()))
def test_no_cell_makes_a_parser_raise(field_and_type, cell):
    value = _kept(parser_for(*field_and_type)(cell))
    assert value is None or isinstance(value, str)

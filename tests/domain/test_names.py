"""Names, addresses and phone numbers compare equal where people would call them the same."""

import pytest

from funneldesk.domain.companies import company_key
from funneldesk.domain.names import email_key, email_kind, joined_name, person_key, phone_key
from funneldesk.domain.values import parse_person


@pytest.mark.parametrize(
    "text",
    [
        "株式会社東都製作所", "㈱東都製作所", "(株)東都製作所", "（株）東都製作所", "東都製作所 株式会社", "東都製作所（株）",
        "東都　製作所", "東都製作所㈱", "東都製作所",
    ],
)  # fmt: skip
def test_a_company_is_the_same_with_and_without_its_legal_form(text: str) -> None:
    assert company_key(text) == "東都製作所"


@pytest.mark.parametrize(
    "text",
    [
        "Acme Trading Inc.",
        "ACME TRADING, INC",
        "Acme Trading Co., Ltd.",
        "Ａｃｍｅ　Ｔｒａｄｉｎｇ",
        "Acme-Trading K.K.",
    ],
)
def test_western_legal_forms(text: str) -> None:
    assert company_key(text) == "acmetrading"


@pytest.mark.parametrize(
    ("one", "other"), [("東都製作所", "東都商事"), ("Inca", "Inc"), ("コープ", "コーポ")]
)
def test_different_companies_stay_different(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


def test_a_name_that_is_nothing_but_a_legal_form_is_kept() -> None:
    assert company_key("株式会社")
    assert company_key("・・") == "・・"
    assert company_key(None) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("山田 太郎", "山田　太郎"),
        ("山田太郎様", "山田 太郎"),
        ("髙橋﨑", "高橋崎"),
        ("Taro YAMADA", "taro yamada"),
        ("ﾔﾏﾀﾞ", "ヤマダ"),
    ],
)
def test_a_person_is_the_same_in_other_letters(one: str, other: str) -> None:
    assert person_key(one) == person_key(other)


def test_addresses() -> None:
    assert email_key(" Ａ.B@X.co.jp ") == email_key("a.b@x.co.jp") == email_key("a.b+news@x.co.jp")
    assert email_key("no address") == ""
    assert email_key("a.b@x.co.jp") != email_key("ab@x.co.jp")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a@gmail.com", "free"),
        ("a@YAHOO.co.jp", "free"),
        ("a@x.co.jp", "company"),
        ("", ""),
        (None, ""),
        ("nonsense", ""),
    ],
)
def test_free_addresses_say_nothing_about_a_company(text: str | None, expected: str) -> None:
    assert email_kind(text) == expected


@pytest.mark.parametrize(
    "text", ["03-1234-5678", "０３（１２３４）５６７８", "+81 3-1234-5678", "+81(0)3 1234 5678", "0312345678"]
)
def test_phone_numbers(text: str) -> None:
    assert phone_key(text) == "0312345678"


@pytest.mark.parametrize(
    ("last", "first", "whole"),
    [
        ("高橋", "翔太", "高橋 翔太"), ("Denson", "Gary", "Gary Denson"), ("Núñez", "José", "José Núñez"),
        ("高橋", "Shota", "高橋 Shota"), ("高橋", None, "高橋"), (None, "Gary", "Gary"), ("김", "민준", "김 민준"),
    ],
)  # fmt: skip
def test_a_whole_name_is_in_the_order_of_its_language(last, first, whole):
    assert joined_name(last, first) == whole


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("Denson, Gary", "Gary Denson"), ("高橋，翔太", "高橋 翔太"), ("Gary Denson, Jr.", "Gary Denson, Jr."),
        ("Gary Denson, PhD", "Gary Denson, PhD"), ("高橋翔太", "高橋翔太"), ("TAKAHASHI Shota", "TAKAHASHI Shota"),
        ("高橋 翔太 様", "高橋 翔太"), ("a, b, c", "a, b, c"),
    ],
)  # fmt: skip
def test_only_a_comma_says_which_part_is_the_family_name(written, whole):
    assert parse_person(written) == whole

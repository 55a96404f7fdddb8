"""Names, addresses and phone numbers compare equal where people would call them the same."""

import pytest

from funneldesk.domain.leads.companies import company_key
from funneldesk.domain.leads.names import email_key, joined_name, kind_and_domain, person_key, phone_key
from funneldesk.domain.lists.values import parse_person


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
        ("ﾔﾏﾀﾞ ｻｸﾗ", "やまだ さくら"),
        ("佐藤 サクラ", "佐藤さくら"),
        ("齋藤 澤", "斎藤沢"),
        ("葛\U000e0100城 修", "葛城 修"),
        ("竹ヶ原 実", "竹ケ原 実"),
        ("山田 太郎（やまだ たろう）", "山田太郎"),
        ("山田 太郎 先生", "山田太郎さん"),
        ("YAMADA, Taro", "Taro Yamada"),
        ("Mr. José García", "garcia jose"),
    ],
)
def test_a_person_is_the_same_in_other_letters(one: str, other: str) -> None:
    assert person_key(one) == person_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("斎藤", "斉藤"),
        ("裕子", "祐子"),
        ("鵜殿", "鵜"),
        ("太郎", "太朗"),
        ("Taro Yamada", "Jiro Yamada"),
        ("カト", "ガト"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert person_key(one) != person_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株)東都", "東都"), ("東都(株", "東都㍿"), ("株式會社東都", "東都"), ("トウト(カ", "カ)トウト"),
        ("センサ−工業", "センサー工業"), ("ｾﾝｻｰ工業", "センサー工業"), ("(一社)東都協会", "一般社団法人東都協会"), ("齋藤工業", "斎藤工業㈱"),
    ],
)  # fmt: skip
def test_companies_in_other_letters(one: str, other: str) -> None:
    assert company_key(one) == company_key(other)


def test_addresses() -> None:
    assert email_key(" Ａ.B@X.co.jp ") == email_key("a.b@x.co.jp") == email_key("a.b+news@x.co.jp")
    assert email_key("no address") == ""
    assert email_key("a.b@x.co.jp") != email_key("ab@x.co.jp")
    assert email_key("A.b+x@Gmail.com") == email_key("ab@googlemail.com") == "ab@gmail.com"
    assert email_key("+1@x.jp") != email_key("+2@x.jp")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a@gmail.com", ("free", "")),
        ("a@YAHOO.co.jp", ("free", "")),
        ("a@X.co.jp", ("company", "x.co.jp")),
        ("a@example.com", ("company", "")),
        ("", ("", "")),
        (None, ("", "")),
        ("nonsense", ("", "")),
    ],
)
def test_free_addresses_say_nothing_about_a_company(text: str | None, expected: tuple[str, str]) -> None:
    assert kind_and_domain(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "03-1234-5678",
        "０３（１２３４）５６７８",
        "+81 3-1234-5678",
        "+81(0)3 1234 5678",
        "0312345678",
        "0081-3-1234-5678",
        "81 3 1234 5678",
        "312345678",
        "03-1234-5678 内線12",
        "03-1234-5678（代）",
        "03ー1234ー5678",
        "03-1234-5678 ext. 5",
    ],
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

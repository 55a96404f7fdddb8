"""Texts without people: what is taken out, and what only looks a little like it and stays."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.team import masking
from funneldesk.domain.team.masking import (
    Names,
    may_hold,
    normal_names,
    own_hidden,
    scrub,
    scrubbed,
    scrubbed_json,
)

NAMES = Names(
    ["山田 太郎", "Li An", "Taro Yamada", "マーケティング", "佐藤花子", "営業", "葛\ud800 一郎"],
    "マーケティングの本",
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("連絡先 taro.yamada@example.co.jp まで", "連絡先 *** まで"),
        ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ", "***"),
        ("taro (at) example.com", "***"),
        ("/page?mail=a%40b.example.com&x=1", "/page?mail=***&x=1"),
        ("電話 03-1234-5678", "電話 ***"),
        ("０９０ー１２３４ー５６７８", "***"),
        ("9012345678", "***"),  # the zero was lost in Excel
        ("TEL:+81 3 1234 5678", "TEL:***"),
        ("千葉(043)123-4567", "千葉***"),
        ("0120-444-444", "***"),
        ("山田太郎様向け提案書", "***様向け提案書"),
        ("山　田　太郎", "***"),
        ("太郎 山田", "***"),
        ("YAMADA TARO x", "*** x"),
        ("佐藤花子", "***"),
        ("Li An Inc", "*** Inc"),
    ],
)
def test_what_names_somebody_is_taken_out(text, left):
    assert scrub(text, NAMES) == left


@pytest.mark.parametrize(
    "text",
    [
        "", "compliance alliance", "マーケティング部", "営業", "2026-11-28 10:00", "20261128", "2026/11/01-2026/12/31",
        "1,234,567,890", "セミナー@東京", "0 10 20 30 40 50", "100-299", "60点以上、90日", "1.23456789012",
    ],
)  # fmt: skip
def test_what_names_nobody_stays(text):
    assert scrub(text, NAMES) == text


def test_many_texts_stay_apart():
    """A name does not reach from the end of one text into the next."""
    assert scrubbed(["山田", "太郎", "a@b.example"], NAMES) == ["山田", "太郎", "***"]
    assert scrubbed([], NAMES) == []


PEOPLE = Names(["佐藤 太郎", "Jane Doe", "がく 一郎", "123 四五"])
_PIECES = (
    "佐藤 太郎", "太郎佐藤", "ｻﾄｳ太郎", "Jane Doe", "doe, jane", "jane.doe@example.co.jp", "a（at）b.jp", "@", "03-1234-5678",
    "０９０ １２３４ ５６７８", "٠٣١٢٣٤٥٦٧٨", "123", "㈱", "が", "か\u3099", "がく一郎", "一郎か\u3099く", "四五", "🐟", "ß", "株式会社", "・", "\u3000", " ", "\n", "\ud83d", "\0",
)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(_PIECES), max_size=5).map("".join), min_size=1, max_size=12))
def test_a_text_loses_the_same_among_many_as_alone(texts: list[str]) -> None:
    """Many texts are looked through as one, in another way than few letters are."""
    many = [*texts, *["あ" * 100] * 30]
    assert scrubbed(many, PEOPLE)[: len(texts)] == [scrub(text, PEOPLE) for text in texts]


@given(st.lists(st.lists(st.sampled_from(_PIECES), max_size=5).map("".join), min_size=1, max_size=12))
def test_letters_that_have_the_number_of_a_name_are_no_name(texts: list[str]) -> None:
    """Among four numbers for all texts nearly every part of a text has the number of a name."""
    people = ["佐藤 太郎", "Jane Doe", "がく 一郎", "123 四五", "株式 会社", "四五郎丸"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(masking, "_MARK_BITS", 2)
        few = scrubbed(texts, Names(people))
    assert few == scrubbed(texts, Names(people))


def test_half_a_character_becomes_one_that_can_be_stored():
    assert scrub("葛\ud800", NAMES) == "葛\ufffd"


def test_a_lead_does_not_stand_in_its_own_cells():
    cells = ["山田太郎事務所", "林", "林業", None, "東都"]
    persons = normal_names(["山田 太郎", "林", "林", "佐藤", ""])
    hidden = own_hidden(cells, normal_names([cell or "" for cell in cells]), persons)
    assert hidden == ["***", "***", "林業", None, "東都"]


def test_json_keeps_its_keys_and_numbers():
    text = json.dumps({"points": 9012345678, "山田 太郎": ["a@b.example", None, True]})
    assert json.loads(scrubbed_json(text, NAMES)) == {"points": 9012345678, "山田 太郎": ["***", None, True]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("佐藤一郎", True),
        ("株式会社佐藤一郎商店", True),
        ("佐藤一", False),
        ("部長", False),
        ("", False),
        ("林", True),
    ],
)
def test_whether_texts_hold_any_name_is_told_by_their_parts(text: str, found: bool) -> None:
    persons = frozenset(("佐藤一郎", "林"))
    assert may_hold(["課長", text], persons, most=1_000) is found
    # Where it would take too long to find out, cells are compared one by one.
    assert may_hold(["課長", text], persons, most=2)


def test_where_no_text_may_hold_a_name_no_cell_is_hidden() -> None:
    texts, persons = ["部長", "佐藤一郎", "林商店", "林", "小林"], ["佐藤一郎", "林", "", "小林"]
    names = frozenset(persons) - {""}
    for text in texts:
        hidden = [own_hidden([text], [text], [person]) for person in persons]
        assert may_hold([text], names, most=1_000) or hidden == [[text]] * len(persons)

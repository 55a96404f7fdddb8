"""What unknown words probably mean, and which spelling of a value is kept."""

import pytest

from funneldesk.domain.lists.suggestions import (
    spelling_key,
    suggested_meanings,
    suggested_spellings,
    suggested_values,
)


@pytest.mark.parametrize(
    ("field_type", "word", "code"),
    [
        ("stage", "架電後アポ獲得", "sal"),
        ("stage", "Marketing Qualifed Leed", "mql"),
        ("stage", "Proposal/Price Quote (new)", "deal"),
        ("stage", "ランクA", None),
        ("outcome", "Negociation", "open"),
        ("outcome", "口頭内示", "won"),
        ("decision", "受け入れOK", "accepted"),
        ("decision", "非承認", None),
        ("activity", "フォローの電話", "call"),
        ("text", "なにか", None),
    ],
)
def test_an_unknown_word_gets_its_likeliest_meaning_or_none(field_type, word, code):
    assert suggested_meanings(field_type, {word: 1}).get(word) == code


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({"Web広告": 30, "WEB広告": 5, "ウェブ 広告": 2}, {"WEB広告": "Web広告", "ウェブ 広告": "Web広告"}),
        ({"お問い合わせ": 4, "問合せ": 1}, {"問合せ": "お問い合わせ"}),
        ({"Technology": 9, "Technolgy": 2}, {"Technolgy": "Technology"}),
        ({"展示会2025": 3, "展示会2026": 5}, {}),
        ({"Paid Search": 3, "Paid Social": 5}, {}),
        ({"製造業": 3, "製薬業": 5}, {}),
    ],
)
def test_spellings_of_one_value_are_brought_together_and_different_values_kept_apart(values, kept):
    assert suggested_spellings(values) == kept


def test_the_spelling_of_earlier_lists_wins():
    assert suggested_spellings({"WEB広告": 50, "Web広告": 1}, {"Web広告": 3}) == {"WEB広告": "Web広告"}


@pytest.mark.parametrize(
    ("values", "known", "kept"),
    [
        ({"Web広告": 2, "ウェブ広告": 2, "WEB広告": 2}, {}, "WEB広告"),
        ({"Web広告": 2, "ウェブ広告": 2}, {"Web広告": 2, "ウェブ広告": 2, "WEB広告": 2}, "WEB広告"),
        ({"SEO": 4, "seo": 4}, {}, "SEO"),
        # Known as often: what this list has more of must not turn round what the last one said.
        ({"Web広告": 1, "ウェブ広告": 9}, {"Web広告": 3, "ウェブ広告": 3}, "Web広告"),
        ({"Web広告": 9, "ウェブ広告": 1}, {"ウェブ広告": 3, "Web広告": 3}, "Web広告"),
    ],
)
def test_of_spellings_told_as_often_the_same_is_kept_in_any_order(values, known, kept):
    for one in (values, dict(reversed(values.items()))):
        for other in (known, dict(reversed(known.items()))):
            assert suggested_spellings(one, other) == {value: kept for value in values if value != kept}


def test_wide_letters_are_no_other_spelling_and_count_for_the_plain_one():
    assert suggested_spellings({"ＷＥＢ広告": 2, "WEB広告": 1, "Web広告": 2}) == {"Web広告": "WEB広告"}


def test_a_column_of_very_many_values_is_left_alone():
    assert suggested_spellings({f"値{n}": 1 for n in range(500)} | {"値 1": 1}) == {}


def test_only_what_the_list_says_is_suggested_about():
    found = suggested_values(
        "leads",
        {"source": {"ｓｅｏ": 1}, "stage": {"アポ調整後獲得アポ": 2, "MQL": 1}},
        {"stage": ("アポ調整後獲得アポ",)},
        {"source": {"SEO": 9, "ウェブ": 1, "Web": 3}},
    )
    assert found == {"source": {"ｓｅｏ": "SEO"}, "stage": {"アポ調整後獲得アポ": "sal"}}


def test_a_key_is_the_same_for_every_width_and_case():
    assert spelling_key("ＷＥＢ　広告") == spelling_key("web広告")

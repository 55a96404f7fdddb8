"""What is found by what is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.matching import folded, match, romaji


@pytest.mark.parametrize(
    ("typed", "name", "reading"),
    [
        ("取り", "取り込み", ""),
        ("込", "取り込み", ""),
        ("ふぁねる", "ファネル", ""),
        ("ﾌｧﾈﾙ", "ファネル", ""),
        ("faneru", "ファネル", "faneru"),
        ("torik", "取り込み", "torikomi"),
        ("とりこみ", "取り込み", "torikomi"),
        ("トリコミ", "取り込み", "torikomi"),
        ("shisaku", "施策ROI", "shisaku roi"),
        ("sisaku", "施策ROI", "shisaku roi"),
        ("ｒｏｉ", "施策ROI", "shisaku roi"),
        ("kyoyu", "共有", "kyouyuu"),
        ("きょうゆう", "共有", "kyouyuu"),
        ("konntenntsu", "コンテンツ", "kontentsu"),
        ("jufuku", "重複の候補", "juufuku no kouho"),
        ("zyuuhuku", "重複の候補", "juufuku no kouho"),
        ("ちゅうもん", "注文", "chuumon"),
        ("がっか", "学科", "gakka"),
        ("smr", "Save the monthly report…", ""),
        ("report save", "Save the monthly report…", ""),
        ("MONTH", "Save the monthly report…", ""),
    ],
)
def test_found(typed, name, reading):
    assert match(typed, name, reading=reading) is not None


@pytest.mark.parametrize(
    ("typed", "name", "reading"),
    [
        ("x", "取り込み", "torikomi"),
        ("込取", "取り込み", "torikomi"),
        ("torikomu", "取り込み", "torikomi"),
        ("取り 設定", "取り込み", "torikomi"),
        ("sk", "Sharing and most other things that take place", ""),
        ("ab", "b a", ""),
    ],
)
def test_not_found(typed, name, reading):
    assert match(typed, name, reading=reading) is None


def test_the_better_fit_comes_first():
    names = ["Open again", "Contents", "Import", "Possible imports", "Important people", "I must port"]
    found = [(match("import", name), name) for name in names]
    order = [name for fit, name in sorted(found, key=lambda one: -(one[0].score if one[0] else 0)) if fit]
    assert order == ["Import", "Important people", "Possible imports", "I must port"]


def test_a_name_in_another_language_finds_the_page_too_but_after_its_own():
    other = match("import", "取り込み", ["Import"])
    assert other is not None
    assert other.places == ()
    assert other.score < match("import", "Import").score


def test_the_places_are_those_of_the_letters_typed():
    assert match("込み 取", "取り込み").places == (0, 2, 3)
    assert match("smr", "Save the monthly report").places == (0, 9, 17)


def test_a_name_that_ends_in_dots_shows_its_letters_too():
    assert match("rep", "Save the monthly report…").places == (17, 18, 19)


def test_of_scattered_letters_the_closest_count():
    assert match("ad", "axd axxd").places == (0, 2)
    assert match("ad", "axxd axd").places == (5, 7)


def test_a_letter_without_a_sound_is_not_said():
    assert match("っ", "学科", reading="gakka") is None


def test_letters_that_stand_for_several_are_not_marked():
    assert match("株", "㈱東都").places == ()


def test_nothing_typed_fits_everything():
    assert match("  ", "取り込み").score == 0


def test_both_spellings_of_romaji_are_one():
    assert romaji("shachou") == romaji("syatyou") == romaji("しゃちょう") == romaji("シャチョー")


@given(st.text(min_size=1), st.text(), st.text())
def test_whatever_is_cut_out_of_a_name_finds_it(part, before, after):
    if folded(part).split() and len(folded(part).split()) == 1:
        assert match(part, before + part + after) is not None or folded(part) not in folded(
            before + part + after
        )


@given(st.text(), st.text())
def test_places_are_within_the_name(typed, name):
    found = match(typed, name, reading=name)
    if found is not None:
        assert all(0 <= place < len(name) for place in found.places)

"""Where a line of Japanese may end; what is shown and copied stays the text that was given."""

import pytest

from funneldesk.domain.line_ends import JOIN, WORD, counted, phrased, unphrased

SENTENCE = "まずリードのリストを取り込んでください。引き渡しの一覧では、36.6 %です。"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MQL",
        "山田 太郎",
        SENTENCE,
        "Web広告 −11（リード −17件）",
        "a@toto.example",
        "95 % interval",
        "１２ ３%",
        "具体期×生産管理",
        "${company}様、3か月",
    ],
)
def test_a_text_is_the_same_afterwards(text):
    assert unphrased(phrased(text)) == text


def test_words_of_english_are_left_alone():
    assert phrased("Import a list, then try again.") == "Import a list, then try again."


@pytest.mark.parametrize(
    ("text", "held"), [("${company}様", "${company}"), ("3か月", "3か月"), ("いま12か所", "2か所")]
)
def test_a_blank_and_a_count_of_months_stay_in_one_line(text, held):
    assert JOIN.join(held) in phrased(text)


def test_a_phrase_is_held_together_up_to_eight_characters():
    assert phrased("担当を").count(JOIN) == 2
    assert phrased("寿限無" * 10).count(JOIN) == 7


@pytest.mark.parametrize("text", ["1,234,567.89点です", "会社：東都\n理由：クリック 12点、12 %"])
def test_a_number_is_held_to_what_it_counts_however_little_else_is(text):
    for held in (phrased(text), counted(text)):
        assert f"{JOIN}点" in held
        assert unphrased(held) == text


def test_once_more_is_one_word():
    assert JOIN.join("もう一度") in phrased("合言葉をもう一度入力してください。")


def test_a_short_range_is_held_but_none_of_days():
    assert counted("50〜999名") == f"50〜{JOIN}999{JOIN}名"
    assert phrased("2026/11/01〜2026/11/30") == "2026/11/01〜2026/11/30"


def test_a_long_phrase_ends_after_a_particle_first():
    held = phrased("求められていることはありません。")
    assert held.endswith(JOIN.join("ありません") + "。")
    assert f"は{JOIN}あ" not in held


def test_what_is_crossed_stays_together():
    assert phrased("具体期×生産管理") == JOIN.join("具体期×生産管理")
    assert phrased("記事の閲覧 ×4").endswith(" ×4")


def test_words_are_what_is_read_as_one():
    assert WORD.findall("マーケティング 佐藤、2026/11/13") == ["マーケティング", "2026/11/13"]

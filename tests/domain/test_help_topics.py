"""The help says what the program says: words on screen letter by letter, links that lead somewhere, sums that are right."""

import gettext
import json
import operator
import re

import pytest

from funneldesk import __version__
from funneldesk.domain.formats import percent
from funneldesk.domain.funnel.intervals import wilson
from funneldesk.domain.help_topics import (
    CHAPTERS,
    LINK,
    TOPICS,
    find_help,
    folded,
    help_topics,
    plain_lines,
    typed_words,
)
from funneldesk.i18n import set_language
from funneldesk.resources import resource_path

LANGUAGES = ("ja", "en")
BOLD = re.compile(r"\*\*(.+?)\*\*")
#: What stands on a key, not on the screen.
KEY = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)*(?:F\d+|Enter|Esc|Tab|Down|Space|Delete|[A-Z/]|[←→])")
_OPERATORS = {"÷": operator.truediv, "×": operator.mul, "+": operator.add, "−": operator.sub}
_UNIT = r"(?: ?(?:%|万円|件|人))?"
_NUMBER = r"\(?−?\d[\d,]*(?:\.\d+)?\)?"
SUM = re.compile(rf"(?<![\d.,])({_NUMBER}{_UNIT}(?: [÷×+−] {_NUMBER}{_UNIT})+) = (−?[\d,.]*\d)( %)?")


def _words_of(found):
    return {re.sub(r"\(&.\)|&", "", word).rstrip("…").strip().casefold() for word in found}


def _texts_of(value):
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts_of(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts_of(one)]
    return [value] if isinstance(value, str) else []


@pytest.fixture(scope="module")
def on_screen():
    """Return all words the program shows in a language: its catalogue, and the names of the starter book."""
    with resource_path("locale", "ja", "LC_MESSAGES", "funneldesk.mo").open("rb") as stream:
        told = gettext.GNUTranslations(stream)._catalog
    messages = {key if isinstance(key, str) else key[0] for key in told}
    japanese = set(told.values())
    words = {"ja": _words_of(japanese), "en": _words_of(messages)}
    for language in LANGUAGES:
        book = json.loads(resource_path("book", f"starter.{language}.json").read_text(encoding="utf-8"))
        words[language] |= _words_of(_texts_of(book))
    return words


def _value(text):
    """Return what a sum comes to: factors first, brackets as they stand."""
    plain = re.sub(r"万円|件|人|,", "", text)
    if "(" in plain:
        plain = re.sub(r"\(([^()]+)\)", lambda inside: str(_value(inside[1])).replace("-", "−"), plain)
    tokens = re.findall(r"−?\d[\d.]*(?: %)?|[÷×+−](?= )", plain)
    numbers = [
        float(t.replace("−", "-").removesuffix(" %")) / (100 if t.endswith("%") else 1) for t in tokens[::2]
    ]
    signs = tokens[1::2]
    for wanted in ("÷×", "+−"):
        place = 0
        while place < len(signs):
            if signs[place] in wanted:
                numbers[place : place + 2] = [_OPERATORS[signs[place]](numbers[place], numbers[place + 1])]
                del signs[place]
            else:
                place += 1
    return numbers[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_words_in_bold_are_words_on_screen(language, topic, on_screen):
    markdown = help_topics(language)[topic].markdown
    bold = {word for word in BOLD.findall(markdown) if not KEY.fullmatch(word)}
    unknown = {word for word in bold if word.rstrip("…").strip().casefold() not in on_screen[language]}
    assert unknown == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_sum_is_right(language, topic):
    for told, result, is_percent in SUM.findall(help_topics(language)[topic].markdown):
        decimals = len(result.partition(".")[2])
        value = _value(told) * (100 if is_percent else 1)
        assert f"{value:.{decimals}f}".replace("-", "−") == result.replace(",", ""), told


def test_sums_are_found_and_can_be_wrong():
    assert SUM.findall("例: 208 ÷ 567 = 36.7 % です。") == [("208 ÷ 567", "36.7", " %")]
    assert _value("10 + 2 × 3") == 16
    assert round(_value("(292 − 630) ÷ 630"), 3) == -0.537
    assert _value("35 % × 50 %") == pytest.approx(0.175)
    counted = [len(SUM.findall(t.markdown)) for t in help_topics("ja").values()]
    assert sum(counted) >= 20


def test_intervals_told_are_those_of_the_program():
    for k, n in ((208, 567), (23, 78)):
        low, high = wilson(k, n)
        for language in LANGUAGES:
            set_language(language)
            ends = (f"{100 * low:.1f}", percent(high, 1))
            text = help_topics(language)["numbers"].markdown
            assert f"{k} / {n}" in text
            assert any(all(end in line for end in ends) for line in text.splitlines())
    set_language("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_topic(language):
    for topic in help_topics(language).values():
        for _text, target in LINK.findall(topic.markdown):
            assert target.removesuffix(".md") in TOPICS, (topic.id, target)
            assert target.endswith(".md")


def test_both_languages_say_the_same():
    for topic in TOPICS:
        ja, en = (help_topics(language)[topic].markdown for language in LANGUAGES)
        for shape in (r"^#+ ", r"^> ", r"^- ", r"^\d+\. ", r"^\|"):
            counts = [len(re.findall(shape, text, re.MULTILINE)) for text in (ja, en)]
            assert counts[0] == counts[1], (topic, shape)
        assert {target for _text, target in LINK.findall(ja)} == {
            target for _text, target in LINK.findall(en)
        }, topic
        numbers = [sorted(SUM.findall(text)) for text in (ja, en)]
        assert len(numbers[0]) == len(numbers[1]), topic


def test_every_file_is_in_the_contents_and_begins_with_its_title():
    for language in LANGUAGES:
        files = {path.stem for path in resource_path("help", language).iterdir()}
        assert files == set(TOPICS)
        titles = [topic.title for topic in help_topics(language).values()]
        assert len(titles) == len(set(titles))
        assert all(
            topic.markdown.startswith(f"# {topic.title}\n") for topic in help_topics(language).values()
        )
    assert len(TOPICS) == sum(len(topics) for _heading, topics in CHAPTERS) == len(set(TOPICS))


def test_the_changes_begin_with_this_version():
    for language in LANGUAGES:
        versions = re.findall(r"^## (\S+)$", help_topics(language)["changes"].markdown, re.MULTILINE)
        assert versions[0] == __version__


def test_lines_are_what_people_read():
    lines = plain_lines(
        "# Title\n\n1. **Save** the [list](import.md)\n\n> **Rate** = k ÷ n\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    assert lines == ("Title", "Save the list", "Rate = k ÷ n", "a b", "c d")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("商談", "contents"),  # two characters; the titles first
        ("幅", "numbers"),
        ("ボトルネック", "funnel"),
        ("ﾎﾞﾄﾙﾈｯｸ", "funnel"),
        ("ぼとるねっく", "funnel"),
        ("ＲＯＩ", "campaigns"),
        ("roi", "campaigns"),
        ("半減期　減", "scoring"),
    ],
)
def test_search_finds_words_of_any_width_case_and_kana(typed, first):
    hits = find_help(typed, "ja")
    assert hits[0].topic.id == first
    assert all(set(typed_words(typed)) for _hit in hits)
    for hit in hits:
        assert all(word in folded("\n".join(hit.topic.lines)) for word in typed_words(typed))


def test_a_hit_shows_the_line_with_the_word():
    hit = next(hit for hit in find_help("対数平均", "ja") if hit.topic.id == "why")
    assert "対数平均" in hit.line
    assert len(hit.line) <= 42


def test_nothing_typed_and_nothing_found():
    assert find_help("  ", "ja") == ()
    assert find_help("xyzzy", "en") == ()


def test_folding_keeps_the_places():
    text = "ＡＢＣ ㈱ アイウ ゔ ヴ"
    assert len(folded(text)) == len(text)
    assert folded("カキク") == folded("かきく")

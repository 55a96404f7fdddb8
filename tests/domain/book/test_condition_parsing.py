"""Sentences of conditions are read back as what they were made of, in both languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.domain.book import conditions as c
from funneldesk.domain.book.activity_parsing import activities_from_words
from funneldesk.domain.book.clauses import activities_in_words
from funneldesk.domain.book.condition_forms import plain_form
from funneldesk.domain.book.condition_parsing import condition_from_words
from funneldesk.domain.book.phrases import MisreadError
from funneldesk.domain.book.sentences import condition_sentence
from funneldesk.i18n import speaking
from tests.domain.books import conditions, matches


@settings(max_examples=400)
@given(conditions(), st.sampled_from(("ja", "en")))
def test_a_sentence_is_read_back_as_its_condition(condition, language):
    with speaking(language):
        sentence = condition_sentence(condition)
        assert condition_from_words(sentence) == plain_form(condition), sentence


@settings(max_examples=300)
@given(matches(), st.sampled_from(("ja", "en")))
def test_activities_are_read_back(match, language):
    with speaking(language):
        words = activities_in_words(match)
        assert activities_from_words(words) == match, words


@given(conditions())
def test_the_plain_form_is_its_own(condition):
    assert plain_form(plain_form(condition)) == plain_form(condition)


SMALL = c.Attribute("employees", "at_least", ("50",))


@pytest.mark.parametrize(
    ("language", "text", "meaning"),
    [
        ("ja", "従業員数が５０以上である", SMALL),
        ("ja", " 従業員数が 50 以上である。", SMALL),
        ("en", "the number of employees is 50 or more", SMALL),
        ("en", "The  Number of employees is 1,000 or more.", c.Attribute("employees", "at_least", ("1000",))),
        ("en", 'The industry is "Retail".', c.Attribute("industry", "is", ("Retail",))),
        ("ja", "業種が「a」」、かつ「b」である。", c.Attribute("industry", "is", ("a」、かつ「b",))),
        ("ja", "スコアが６０点を超える。", c.Score("gt", 60)),
    ],
)  # fmt: skip
def test_what_people_type_is_understood(language, text, meaning):
    with speaking(language):
        assert condition_from_words(text) == meaning


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "業種が製造業である。"),
        ("ja", "よい会社である。"),
        ("ja", "従業員数が多数以上である。"),
        ("ja", "従業員数が50以上であり、かつ業種が「a」である、または対象外である。"),
        ("ja", ""),
        ("en", "the shoe size is 50 or more"),
        ("en", "There were 2.5 or more downloads so far."),
        ("en", "(the lead is disqualified"),
        ("en", "(" * 5000),
        ("en", "there were 1 or more downloads so far and 2 views"),
    ],
)
def test_what_is_no_such_sentence_is_refused(language, text):
    with speaking(language), pytest.raises(MisreadError) as caught:
        condition_from_words(text)
    assert caught.value.expected

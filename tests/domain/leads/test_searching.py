"""What is typed is found in texts: by bigrams, whatever the letters, exactly as reading every text would."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.leads.searching import (
    BLOCK,
    bigrams_of,
    block_of,
    folded,
    is_exact,
    ranges_of,
    words_of,
)

LETTERS = st.text(st.sampled_from("佐藤あアa1-𠮟 \n"), max_size=6)


def by_bigrams(block, word):
    """Who has all bigrams of a word."""
    index = dict(bigrams_of(block))
    mask = np.ones(BLOCK, bool)
    for first, last in ranges_of(word):
        some = np.zeros(BLOCK, bool)
        for bigram, numbers in index.items():
            if first <= bigram <= last:
                some[np.frombuffer(numbers, "<u2")] = True
        mask &= some
    return mask


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("髙橋 はなこ", "高橋"),
        ("ｻﾄｳ", "さとう"),
        ("YAMADA@Toto.co.jp", "yamada@TOTO"),
        ("03-1234-5678", "03-12"),
        ("03-1234-5678", "0312"),
        ("０３ー１２３４", "031234"),
        ("A-12-3", "12-3"),
    ],
)
def test_spellings_of_the_same_are_the_same(text, typed):
    block = block_of([(7, [text])])
    assert all(block.holding(word)[7] for word in words_of(typed))


def test_a_number_is_found_while_its_hyphen_is_the_last_thing_typed():
    assert words_of("03-") == ("03",)
    assert words_of("a-b -") == ("a-b", "-")


def test_a_word_does_not_reach_from_one_value_or_person_into_the_next():
    block = block_of([(0, ["山田", "太郎"]), (1, [None, "花子"])])
    assert not block.holding("田太").any()
    assert not block.holding("郎花").any()
    assert np.flatnonzero(block.holding("花子")).tolist() == [1]


def test_one_letter_is_found_at_the_end_of_a_text_as_well():
    block = block_of([(3, ["伊藤"]), (5, ["藤"]), (6, ["佐"])])
    assert np.flatnonzero(by_bigrams(block, "藤")).tolist() == [3, 5]


def test_many_candidates_are_found_by_reading_the_whole_block():
    block = block_of((number, ["株式会社" if number % 2 else "有限会社"]) for number in range(5_000))
    everybody = np.ones(BLOCK, bool)
    assert np.flatnonzero(block.holding("株式会社", everybody)).tolist() == list(range(1, 5_000, 2))


def test_a_mark_that_ends_texts_within_a_text_does_no_harm():
    block = block_of([(0, ["a\x1eb"]), (1, ["c"])])
    assert np.flatnonzero(block.holding("c")).tolist() == [1]


def test_nobody_is_in_an_empty_block():
    block = block_of([])
    assert not block.holding("a").any()
    assert list(bigrams_of(block)) == []


@given(st.lists(st.tuples(LETTERS, LETTERS), max_size=6), LETTERS)
def test_bigrams_leave_nobody_out_and_are_exact_for_short_words(texts, typed):
    block = block_of((number, [*values]) for number, values in enumerate(texts))
    for word in words_of(typed):
        truth = [
            number
            for number, values in enumerate(texts)
            if any(word in line for value in values for line in folded(value).split("\n"))
        ]
        assert np.flatnonzero(block.holding(word)).tolist() == truth
        candidates = by_bigrams(block, word)
        assert np.flatnonzero(block.holding(word, candidates)).tolist() == truth
        if is_exact(word):
            assert np.flatnonzero(candidates).tolist() == truth

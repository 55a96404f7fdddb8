"""The texts of a field: put in order and taken out as lists of them are."""

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain import labels as module
from funneldesk.domain.labels import Labels

#: Letters of one to four bytes, half a pair, a letter of zero bits, and beginnings that go on for some words.
letters = st.text(st.sampled_from("ab0\0é株式会社製🍣\ud83d\ude00"), max_size=20)
texts = st.lists(
    st.one_of(letters, letters.map("株式会社みなと精機".__add__), letters.map("same-begin".__add__))
)


@given(texts, st.integers(1, 4))
def test_they_are_what_they_were_made_of(some: list[str], at_once: int) -> None:
    with patch.object(module, "_AT_ONCE", at_once):
        assert [*Labels(some)] == some
        assert [Labels(iter(some))[place] for place in range(len(some))] == some


@given(texts)
def test_their_order_is_that_of_sorted(some: list[str]) -> None:
    expected = sorted(range(len(some)), key=some.__getitem__)
    assert Labels(some).order().tolist() == expected


@given(texts)
def test_each_of_them_once_stands_where_it_stood_first(some: list[str]) -> None:
    found, places = Labels(some).once()
    assert [*found] == [*dict.fromkeys(some)]
    assert [found[place] for place in places.tolist()] == some


@given(st.lists(texts))
def test_others_stand_after_them(parts: list[list[str]]) -> None:
    made = [Labels(some) for some in parts]
    assert [*Labels(()).joined(made)] == [text for some in parts for text in some]


@given(texts, st.data(), st.integers(1, 4))
def test_those_at_some_places_are_taken(some: list[str], data: st.DataObject, at_once: int) -> None:
    places = data.draw(st.lists(st.integers(0, len(some) - 1)) if some else st.just([]))
    with patch.object(module, "_AT_ONCE", at_once):
        found = Labels(some).taken(np.array(places, np.intp))
        assert [*found] == [some[place] for place in places]
